"""Keeping the reminders that people have before their eyes true to what has been answered."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.request import Request
from models.outbox import outbox
from models.outbox.message import OutboxMessage, OutboxState
from models.queries import items as queries, statements
from models.register.recommendation import Recommendation
from templates.messages.reminders import Escalation, Reminder
from templates.serialization import freeze, thaw


def show_answered(
    session: Session, items: Sequence[Recommendation], request: Request, *, answered: bool
) -> None:
    """Mark `items` as answered, or not any more, in the latest reminders that name them.

    A reminder that was posted is replaced where it stands; one that was not yet is sent as it now is, or not
    at all once everything in it has been answered.
    """
    _change(session, items, request, "answered" if answered else "reopened", {"answered": answered})


def show_resting(session: Session, item: Recommendation, request: Request) -> None:
    """Say in the latest reminders of `item` until when they rest, or that they do not any more."""
    _change(session, [item], request, "resting", {"resting_until": item.rests_until(request.today)})


def show_disowned(session: Session, item: Recommendation, request: Request) -> None:
    """Say in the latest reminders of `item` that it is said not to be theirs, or that this has been settled."""
    _change(session, [item], request, "disowned", {"disowned_on": item.disowned_on})


def _change(
    session: Session, items: Sequence[Recommendation], request: Request, what: str, now: Mapping[str, Any]
) -> None:
    references = {item.reference for item in items}
    told = statements.reminders_told(session, [item.id for item in items])
    for notice in dict.fromkeys(each for one in told for each in _told_alike(session, one)):
        message = thaw(notice.message)
        if not isinstance(message, Reminder | Escalation):
            continue
        lines = tuple(
            replace(line, **now) if line.row.reference in references else line for line in message.lines
        )
        if lines == message.lines:
            continue
        if notice.state is OutboxState.PENDING and all(line.answered for line in lines):
            notice.state = OutboxState.CANCELLED
        now_reads = freeze(replace(message, lines=lines))
        outbox.change(session, notice, f"{notice.key}:{what}:{request.source}", now_reads, request.at)


def _told_alike(session: Session, notice: OutboxMessage) -> Sequence[OutboxMessage]:
    """Return `notice`; for an escalation also those by which the other coordinators were told the same."""
    what, _, day = notice.key.rpartition(":")
    if not what.startswith("escalation:"):
        return [notice]
    keys = [f"escalation:{person.id}:{day}" for person in queries.coordinators(session)]
    return [
        notice,
        *session.scalars(select(OutboxMessage).where(OutboxMessage.key.in_(keys)).order_by(OutboxMessage.id)),
    ]
