"""What the paper will quote, and leaving it out: coordinators see every quotation before it is printed."""

from datetime import date

from sqlalchemy.orm import Session

from handlers.committee.committee import for_meeting
from handlers.request import Request
from handlers.roles import coordinators_only
from models.queries.statements import statements_by_numbers
from models.refusals.commands import NoSuchStatement
from models.statements.statement import Statement
from templates.messages import Message
from templates.messages.quotations import Quotations, read_value


def listed(session: Session, request: Request) -> Message:
    """Return what the paper for the meeting that the button names will quote. Raises CoordinatorsOnly."""
    coordinators_only(session, request)
    first, held_on = read_value(request.words)
    return _quoted(session, request, held_on, first)


def leave_out(session: Session, request: Request) -> Message:
    """Have the words of a statement printed no longer. Raises what quote_again does."""
    coordinators_only(session, request)
    number, held_on = read_value(request.words)
    statement = _statement(session, number)
    statement.mark_for_committee(request.act, wanted=False)
    session.flush()
    reference = ", ".join(item.reference for item in statement.items)
    return _quoted(session, request, held_on, left_out=(reference, number))


def quote_again(session: Session, request: Request) -> Message:
    """Have the words of a statement printed again.

    Raises CoordinatorsOnly, NoLongerKnown, NoSuchStatement, EvidenceDoesNotCount or WordsErased.
    """
    coordinators_only(session, request)
    number, held_on = read_value(request.words)
    _statement(session, number).mark_for_committee(request.act)
    session.flush()
    return _quoted(session, request, held_on)


def _quoted(
    session: Session,
    request: Request,
    held_on: date | None,
    first: int = 0,
    left_out: tuple[str, int] | None = None,
) -> Quotations:
    return Quotations(for_meeting(session, request, held_on).quoted, held_on, first, left_out)


def _statement(session: Session, number: int) -> Statement:
    found = statements_by_numbers(session, [number]).get(number)
    if found is None:
        raise NoSuchStatement
    return found
