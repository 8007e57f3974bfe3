"""Has anna say things about items, and looks at what that did."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count

from sqlalchemy import select

from bot.clock import StoppedClock
from models.enums import Audience, Rag, ReminderReason, ReviewOutcome, StatementKind
from models.ledger.event import Event, EventKind
from models.outbox import outbox
from models.outbox.message import DueReminder
from models.queries import items as queries
from models.reminders.cadence import next_step_on
from models.reviews.review import Review, ReviewFinding
from models.reviews.reviewing import review
from models.statements import recording
from models.statements.recording import RecordedStatement
from models.statements.statement import AttachedFile, Statement
from tests.factories import Register, person_called

# What is recorded is the same on every database: these rules need no more than one of them.

ADDED = date(2022, 9, 2)
"""Reviews of what was added then are due on 2 December 2022 and 2 March 2023; the first opened on 25 November."""

FIRST, SECOND = date(2022, 12, 2), date(2023, 3, 2)
_numbers = count(1)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


def says(
    register: Register,
    clock: StoppedClock,
    *items: str,
    text: str = "All staff are trained.",
    source: str | None = None,
    kind: StatementKind = StatementKind.UPDATE,
    files: Sequence[AttachedFile] = (),
) -> int:
    """Have anna say something about items at the time of the clock; return the statement's number."""
    with register.database.writing() as session:
        anna = person_called(session, "anna")
        said = RecordedStatement(anna, text, source or f"D1:{next(_numbers)}", "https://force.example/p1")
        found = [queries.item_by_reference(session, each) for each in items]
        act = register.policy.act(anna, clock.now())
        return recording.record(session, kind, said, found, act, files).id


def reviews_it(
    register: Register, clock: StoppedClock, item: str, text: str = "All units are trained."
) -> int:
    """Have anna do the item's review, on track and green; return the statement's number."""
    with register.database.writing() as session:
        anna = person_called(session, "anna")
        said = RecordedStatement(anna, text, f"form:{next(_numbers)}")
        found = ReviewFinding(ReviewOutcome.ON_TRACK, Rag.GREEN)
        act = register.policy.act(anna, clock.now())
        return review(session, queries.item_by_reference(session, item), found, said, act).id


def takes_back(register: Register, clock: StoppedClock, statement: int) -> bool:
    with register.database.writing() as session:
        found = session.get_one(Statement, statement)
        return recording.take_back(session, found, register.policy.act(found.by, clock.now()))


def looks(register: Register, clock: StoppedClock, item: str) -> None:
    """Have the sweep look at an item."""
    with register.database.writing() as session:
        found = queries.item_by_reference(session, item)
        recording.open_reviews(session, found, register.today)
        found.remind_on = next_step_on(found.dates, found.review_anchor_on, register.today)


def reviews(register: Register, item: str) -> list[tuple[date, date | None, int | None]]:
    """Return day, day done and statement of every review that has been written down."""
    with register.database.reading() as session:
        found = queries.item_by_reference(session, item)
        rows = session.scalars(
            select(Review).where(Review.recommendation_id == found.id).order_by(Review.due_on)
        )
        return [(row.due_on, row.done_on, row.statement_id) for row in rows]


def kept(register: Register, item: str, *names: str) -> tuple[object, ...]:
    with register.database.reading() as session:
        found = queries.item_by_reference(session, item)
        return tuple(getattr(found, name) for name in names)


def kinds_since(register: Register, item: str, how_many: int) -> list[EventKind]:
    with register.database.reading() as session:
        found = queries.item_by_reference(session, item)
        query = select(Event.kind).where(Event.recommendation_id == found.id).order_by(Event.id)
        return list(session.scalars(query))[-how_many:]


def reminded(register: Register, clock: StoppedClock, item: str) -> None:
    with register.database.writing() as session:
        outbox.remind(
            session,
            [
                {
                    "key": f"review:{item}",
                    "recommendation_id": queries.item_by_reference(session, item).id,
                    "why": ReminderReason.REVIEW_OPENS,
                    "audience": Audience.OWNER,
                    "step_on": FIRST,
                    "about_on": FIRST,
                    "created_at": clock.now(),
                }
            ],
        )


def quieted(register: Register) -> list[datetime | None]:
    with register.database.reading() as session:
        return list(session.scalars(select(DueReminder.quieted_at).order_by(DueReminder.id)))
