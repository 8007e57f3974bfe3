"""Keeping the reminders that people have before their eyes true to what has been answered."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy.orm import Session

from handlers.request import Request
from models.committee.action import asks_for_action
from models.outbox import outbox, subjects
from models.outbox.message import MessageKind, OutboxMessage
from models.queries import statements
from models.register.recommendation import Recommendation
from models.reminders.upcoming import asked_again_on
from templates.redrawing import reminder_marked

_REMIND: Final = frozenset({MessageKind.REMINDER, MessageKind.ESCALATION})


def show_answered(
    session: Session, items: Sequence[Recommendation], request: Request, *, answered: bool
) -> None:
    """Mark `items` as answered, or not any more, in the latest reminders that name them.

    A reminder that was posted is replaced where it stands; one that was not yet is sent as it now is, or not
    at all once everything in it has been answered.
    """
    what = "answered" if answered else "reopened"
    marks = {
        item.id: {
            "answered": answered,
            "asks_again_on": asked_again_on(item, request.today, request.policy) if answered else None,
        }
        for item in items
    }
    _change(session, request, what, marks)


def show_resting(session: Session, item: Recommendation, request: Request) -> None:
    """Say in the latest reminders of `item` until when they rest, or that they do not any more."""
    _change(session, request, "resting", {item.id: {"resting_until": item.rests_until(request.today)}})


def show_disowned(session: Session, item: Recommendation, request: Request) -> None:
    """Say in the latest reminders of `item` that it is said not to be theirs, or that this has been settled."""
    _change(session, request, "disowned", {item.id: {"disowned_on": item.disowned_on}})


def _change(session: Session, request: Request, what: str, now: Mapping[int, Mapping[str, Any]]) -> None:
    """Put the marks of each item, by its number, on the latest reminders that name it."""
    told = statements.reminders_told(session, list(now))
    for outbox_message in dict.fromkeys(each for one in told for each in _told_alike(session, one)):
        lines = subjects.items_of(session, outbox_message) if outbox_message.kind in _REMIND else ()
        marks = {line.place: now[line.recommendation_id] for line in lines if line.recommendation_id in now}
        now_reads = reminder_marked(outbox_message.content, marks) if marks else None
        if now_reads is None:
            continue
        for line in lines:
            if "answered" in marks.get(line.place, {}):
                line.answered_at = request.at if marks[line.place]["answered"] else None
        if all(line.answered_at for line in lines) and not asks_for_action(session, outbox_message):
            outbox_message.withdraw()
        outbox.redraw(
            session, outbox_message, f"{what}:{outbox_message.id}:{request.source}", now_reads, request.at
        )


def _told_alike(session: Session, outbox_message: OutboxMessage) -> Sequence[OutboxMessage]:
    """Return `outbox_message`, and those by which others were told the same."""
    return statements.told_under(session, outbox_message.topic) if outbox_message.topic else [outbox_message]
