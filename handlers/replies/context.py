"""Loads, once, what has to be known to understand a reply."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from handlers.replies.proposals import proposals_of
from handlers.request import Place, Request
from models.outbox import subjects
from models.outbox.message import MessageKind, OutboxMessage, OutboxState
from models.queries import items as queries, statements
from models.register.recommendation import Recommendation
from models.reply_parser.answers import answer_in
from models.reply_parser.context import ReplyContext
from models.reply_parser.intents import ItemIntent, OpenQuestion
from models.reply_parser.parts import references_in
from templates.messages.replies import Fate, Proposal

_TAKES_REPLIES: Final = frozenset(
    {MessageKind.RECORD, MessageKind.QUESTION, MessageKind.REMINDER, MessageKind.ESCALATION}
)
"""Messages in whose thread words are meant for their items."""


def context_of(session: Session, request: Request) -> ReplyContext:
    """Return what is known where and when the request was written. What was asked is looked up for a yes or no."""
    is_answer = answer_in(request.words) is not None
    in_thread = _of_thread(session, request)
    questions = _waiting(session, request) if is_answer else []
    held = statements.held_reply_from(session, request.source) if is_answer else None
    named = {each: queries.find_item(session, each) for each in references_in(request.words)}
    is_said = bool(in_thread) or (bool(named) and None not in named.values())
    return ReplyContext(
        today=request.today,
        has_files=bool(request.files),
        named=named,
        in_thread=tuple(in_thread),
        reminded=() if is_said else tuple(statements.unanswered_of(session, request.who)),
        questions=tuple(questions),
        has_seen=not questions or _last_was_answered(session, request),
        answered=held.statement if held else None,
        answers_question=_answers_question(session, request),
        file_names=tuple(each.name for each in request.files),
        keeps_register=request.who.is_coordinator,
    )


def _answers_question(session: Session, request: Request) -> bool:
    """Whether the asker was asked in this thread, about an item that others work on."""
    begun = statements.posted_message(session, request.place.thread) if request.place.thread else None
    if begun is None or begun.kind is not MessageKind.QUESTION or begun.person_id != request.who.id:
        return False
    return not any(request.who.answers_for(each.recommendation) for each in subjects.items_of(session, begun))


def _of_thread(session: Session, request: Request) -> list[Recommendation]:
    begun = statements.posted_message(session, request.place.thread) if request.place.thread else None
    if begun is None or begun.kind not in _TAKES_REPLIES:
        return []
    items = list(dict.fromkeys(each.recommendation for each in subjects.items_of(session, begun)))
    if begun.kind in (MessageKind.RECORD, MessageKind.QUESTION):
        return items
    return [item for item in items if request.who.may_record_for(item)]


def _waiting(session: Session, request: Request) -> list[OpenQuestion]:
    """Return what waits for the asker's press in the thread, or else in the last message of the conversation."""
    found: dict[tuple[int, ItemIntent], OpenQuestion] = {}
    for message in _ours(session, request.place):
        for statement in subjects.statements_of(session, message):
            if statement.by_id != request.who.id or not statement.stands:
                continue
            for proposal in proposals_of(session, statement, request.policy):
                if proposal.fate is Fate.OPEN:
                    question = OpenQuestion(statement, proposal.intent, _value(proposal), message)
                    found[statement.id, proposal.intent] = question
    return list(found.values())


def _value(proposal: Proposal) -> str:
    """Return what the one button of a proposal carries besides the statement; nothing where it asks for more."""
    if proposal.intent is ItemIntent.ASK:
        return str(proposal.asked_number)
    return proposal.days[0].isoformat() if len(proposal.days) == 1 else ""


def _ours(session: Session, place: Place) -> Sequence[OutboxMessage]:
    if place.thread:
        return statements.said_in_thread(session, place.thread)
    if place.conversation is None or not place.is_direct:
        return ()
    return statements.said_last(session, place.conversation)


def _last_was_answered(session: Session, request: Request) -> bool:
    """Whether the asker can have seen what is asked: the answer to what they wrote last has been sent."""
    last = statements.last_said_by(session, request.who)
    answer = statements.message_by_key(session, f"answer:{last.message}") if last else None
    return answer is None or answer.state is OutboxState.SENT
