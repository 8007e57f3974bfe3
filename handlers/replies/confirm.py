"""A bare yes or no where one question of ours is open: it is as good as a press of the question's button."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from handlers.replies import actions
from handlers.replies.intents import proposals_of
from handlers.replies.record import kept, said_back
from handlers.request import Place, Request
from models.outbox import outbox, subjects
from models.outbox.message import OutboxMessage, OutboxState
from models.queries import statements
from models.reply_parser.answers import answer_in
from models.reply_parser.intents import Intent
from models.statements.statement import Statement
from templates.messages import FormMessage, Message
from templates.messages.answers import Acknowledged
from templates.messages.replies import Fate, Proposal
from templates.serialization import freeze

_TAKEN_UP: Final[dict[Intent, Callable[[Session, Request], Message]]] = {
    Intent.DONE: actions.submit,
    Intent.MORE_TIME: actions.ask_for_time,
    Intent.NOT_MINE: actions.say_not_mine,
    Intent.ASK: actions.ask_person,
}
"""What the button of each thing that was read does."""


@dataclass(frozen=True)
class _Question:
    """Something that waits for a press: what was read in `statement`, asked in the message of `outbox_message`."""

    outbox_message: OutboxMessage
    statement: Statement
    proposal: Proposal


def confirm(session: Session, request: Request) -> Message | None:
    """Take yes for a press of the one button that waits where it was written, and no for its *No*; say so.

    None unless the words are nothing but yes or no, and something of their author's waits there. Where it is not
    clear what they mean, or the button would ask for more, nothing is done but to say so. Raises what the press
    raises.
    """
    answer = answer_in(request.words)
    if answer is None or request.files:
        return None
    known = statements.held_reply_from(session, request.source)
    if known is not None and known.statement is not None:
        return said_back(session, known.statement, request)
    waiting = _waiting(session, request)
    if not waiting:
        return None
    asked_of = {question.statement.id for question in waiting}
    is_clear = len(waiting) == 1 if answer else len(asked_of) == 1
    if not is_clear or not _last_was_answered(session, request):
        session.add(kept(request))
        return Acknowledged("which_question")
    question = waiting[0]
    pressed = _pressing(request, question)
    done = (_TAKEN_UP[question.proposal.intent] if answer else actions.decline)(session, pressed)
    if isinstance(done, FormMessage):
        session.add(kept(request))
        return Acknowledged("press_instead")
    outbox.amend(session, question.outbox_message, f"confirmed:{request.source}", freeze(done), request.at)
    answered = kept(request)
    answered.statement = question.statement
    session.add(answered)
    facts = {"reference": question.statement.items[0].reference}
    return Acknowledged("taken_up" if answer else "left_at_that", {**facts, "what": question.proposal.intent})


def _waiting(session: Session, request: Request) -> list[_Question]:
    """Return what waits for the asker's press in the thread, or else in the last message of the conversation."""
    found: dict[tuple[int, Intent], _Question] = {}
    for outbox_message in _ours(session, request.place):
        for statement in subjects.statements_of(session, outbox_message):
            if statement.by_id != request.who.id or not statement.stands:
                continue
            for proposal in proposals_of(session, statement, request.policy):
                if proposal.fate is Fate.OPEN:
                    found[statement.id, proposal.intent] = _Question(outbox_message, statement, proposal)
    return list(found.values())


def _ours(session: Session, place: Place) -> Sequence[OutboxMessage]:
    if place.thread:
        return statements.said_in_thread(session, place.channel, place.thread)
    return statements.said_last(session, place.channel) if place.direct else ()


def _last_was_answered(session: Session, request: Request) -> bool:
    """Whether the asker can have seen what is asked: the answer to what they wrote last has been sent."""
    last = statements.last_said_by(session, request.who)
    answer = statements.message_by_key(session, f"answer:{statements.message_of(last)}") if last else None
    return answer is None or answer.state is OutboxState.SENT


def _pressing(request: Request, question: _Question) -> Request:
    """Return `ask` as if the asker had pressed the button of `question`."""
    proposal, outbox_message = question.proposal, question.outbox_message
    about = {
        Intent.MORE_TIME: proposal.days[0].isoformat() if len(proposal.days) == 1 else "",
        Intent.ASK: str(proposal.asked_number),
    }
    words = f"{question.statement.id}:{about.get(proposal.intent, '')}"
    place = Place(
        request.place.channel, outbox_message.thread, outbox_message.posted_as, direct=request.place.direct
    )
    return replace(request, words=words, place=place)
