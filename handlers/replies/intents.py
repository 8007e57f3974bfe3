"""What a reply is understood to want: a colour is taken over at once, everything else is proposed."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from handlers.request import Request
from models.enums import OUTSTANDING, OWNERS_TURN, Rag, StatementKind
from models.ledger.audit_context import AuditContext
from models.people.person import Person
from models.policy import Policy
from models.queries import items
from models.refusals.people import NoSuchPerson, SeveralPeople
from models.register import access
from models.register.judgement import judge, judgements_of, undo_judgements
from models.register.rag import NEED_REASON, rule_for
from models.register.recommendation import Recommendation
from models.reply_parser.days import RequestedDay
from models.reply_parser.intents import Intent, ReplyReading, read
from models.reply_parser.parts import parts_of
from models.reply_parser.settling import open_again, settled
from models.statements.statement import Statement
from templates.filters import day
from templates.messages.replies import Fate, Judged, Proposal
from templates.presenters.rows import who

MOST_WORDS_OF_A_NAME = 4
_EVIDENCE = re.compile(r"\bevidence\b", re.IGNORECASE)
_ABOUT_PROGRESS = frozenset({Intent.RAG, Intent.MORE_TIME, Intent.NOT_MINE})


def readings_of(statement: Statement) -> tuple[ReplyReading, ...]:
    """Return what a reply wants of its item: nothing where it was typed after a command or into a form."""
    if not statement.is_reply:
        return ()
    return read_for(statement.items[0], statement.text, statement.effective_on)


def read_for(item: Recommendation, text: str, on: date) -> tuple[ReplyReading, ...]:
    """Return what `text`, said on the local date `on`, wants of `item`: nothing once that has ended."""
    return read(said_of(item, text), RequestedDay(on, item.deadline_on)) if item.is_open else ()


def kind_of(words: str, readings: Sequence[ReplyReading], *, has_files: bool) -> StatementKind:
    """Return what words are recorded as: evidence where files or the word evidence say so, else an update.

    Words that judge a colour, ask for time or disown the item are an update, whatever they say of evidence.
    """
    is_progress = any(each.intent in _ABOUT_PROGRESS for each in readings)
    is_evidence = has_files or (_EVIDENCE.search(words) is not None and not is_progress)
    return StatementKind.EVIDENCE if is_evidence else StatementKind.UPDATE


def said_of(item: Recommendation, text: str) -> str:
    """Return what `text` says of `item`: without the references before it."""
    names = {item.reference.casefold(), item.code_number.casefold()}
    parts = parts_of(text, lambda reference: reference.strip(".").casefold() in names)
    return "".join(part.said for part in parts) or text


def take_over_colour(session: Session, statement: Statement, audit: AuditContext) -> None:
    """Judge the item as the reply does, once: where it says why, if the colour asks for a reason."""
    colour = _colour_of(statement)
    if colour is not None and not any(each.undone_at is None for each in judgements_of(statement)):
        judge(session, statement.items[0], colour, statement, audit)


def read_again(session: Session, statement: Statement, audit: AuditContext) -> None:
    """Read a reply whose words were changed: its colour follows, and what it wants is proposed anew.

    One that was taken back counts no longer, whatever it now says.
    """
    if not statement.stands:
        return
    open_again(session, statement, audit)
    now = [each.now for each in judgements_of(statement) if each.undone_at is None]
    if now != [_colour_of(statement)]:
        undo_judgements(session, statement, audit)
        take_over_colour(session, statement, audit)


def judged_by(statement: Statement, request: Request) -> Judged | None:
    """Return the colour that `statement` judged last, and how the item is shown by rule; None if it judged none."""
    judged = judgements_of(statement)
    if not judged:
        return None
    latest, item = judged[-1], judged[-1].recommendation
    rule = rule_for(item, request.today)
    overruled = rule is not None and rule.rag != latest.now
    return Judged(
        rag=Rag(latest.now),
        was=Rag(latest.was) if latest.was else None,
        shown=item.rag_on(request.today),
        rule=rule.name if rule and overruled else None,
        undone=latest.undone_at is not None,
    )


def proposals_of(session: Session, statement: Statement, policy: Policy) -> tuple[Proposal, ...]:
    """Return what `statement` was read to want, with what became of it."""
    done = settled(statement)
    taken_up = [Proposal(intent, Fate.TAKEN_UP, now=now) for intent, now in done.items() if now is not None]
    declined = [Proposal(intent, Fate.DECLINED) for intent, now in done.items() if now is None]
    read_now = [
        proposal
        for reading in readings_of(statement)
        if reading.intent not in done
        and (proposal := _proposal(session, statement, reading, policy)) is not None
    ]
    return (*taken_up, *read_now, *declined[:1])


def _proposal(
    session: Session, statement: Statement, reading: ReplyReading, policy: Policy
) -> Proposal | None:
    """Return what is proposed of `reading`, or None where there is nothing to propose of it as things stand."""
    return _PROPOSED[reading.intent](session, statement, reading, policy)


def _colour(_: Session, __: Statement, reading: ReplyReading, ___: Policy) -> Proposal | None:
    lacks_reason = reading.rag in NEED_REASON and not reading.reason
    return Proposal(Intent.RAG, Fate.CANNOT, rag=reading.rag) if lacks_reason else None


def _done(_: Session, statement: Statement, __: ReplyReading, ___: Policy) -> Proposal:
    is_owners_turn = statement.items[0].status in OWNERS_TURN
    return Proposal(Intent.DONE, Fate.OPEN if is_owners_turn else Fate.CANNOT)


def _more_time(_: Session, statement: Statement, reading: ReplyReading, __: Policy) -> Proposal | None:
    item = statement.items[0]
    if item.asked_to is not None:
        return Proposal(Intent.MORE_TIME, Fate.TAKEN_UP, now=day(item.asked_to))
    if item.status not in OUTSTANDING or item.deadline_on is None:
        return None
    return Proposal(Intent.MORE_TIME, days=reading.days, reason=reading.reason)


def _not_mine(_: Session, statement: Statement, __: ReplyReading, ___: Policy) -> Proposal | None:
    item = statement.items[0]
    can_be = statement.by_id == item.owner_id and item.disowned_on is None
    return Proposal(Intent.NOT_MINE) if can_be else None


def _question(session: Session, statement: Statement, reading: ReplyReading, policy: Policy) -> Proposal:
    person = person_asked(session, reading.asked or "")
    if person is None or not may_be_asked(session, person, statement, policy):
        return Proposal(Intent.ASK, Fate.CANNOT, asked=who(person) if person else None)
    return Proposal(Intent.ASK, asked=who(person), asked_number=person.id)


_PROPOSED: dict[Intent, Callable[[Session, Statement, ReplyReading, Policy], Proposal | None]] = {
    Intent.RAG: _colour,
    Intent.DONE: _done,
    Intent.MORE_TIME: _more_time,
    Intent.NOT_MINE: _not_mine,
    Intent.ASK: _question,
}


def may_be_asked(session: Session, person: Person, statement: Statement, policy: Policy) -> bool:
    """Whether `person` may read what was recorded for the item, and can be reached."""
    item = statement.items[0]
    is_another = person.reachable and person.id != statement.by_id
    return is_another and access.may_read(session, person, item, policy)


def person_asked(session: Session, asked: str) -> Person | None:
    """Return the person whom `asked` begins with, the longest name first, or None if none or several fit."""
    words = asked.split()
    for number in range(min(MOST_WORDS_OF_A_NAME, len(words)), 0, -1):
        try:
            return items.person_by_name(session, " ".join(words[:number]).rstrip(".,;:!?"))
        except (NoSuchPerson, SeveralPeople):
            continue
    return None


def _colour_of(statement: Statement) -> Rag | None:
    for reading in readings_of(statement):
        if reading.rag is not None and (reading.reason or reading.rag not in NEED_REASON):
            return reading.rag
    return None
