"""Reviews: what does them and what does not, and what becomes of them when that is taken back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.clock import StoppedClock
from models.enums import StatementKind, Status
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.queries import items
from models.reviews.review import Review
from models.reviews.updated import updated_by
from models.statements import recording
from models.statements.recording import RecordedStatement
from models.statements.statement import Statement
from tests.factories import Register, person_called

# What is recorded is the same on every database: these rules need no more than one of them.
from tests.models.saying import (
    ADDED,
    FIRST,
    SECOND,
    at,
    kept,
    kinds_since,
    looks,
    reviews,
    reviews_it,
    says,
    takes_back,
)

# What is recorded is the same on every database: these rules need no more than one of them.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def updated(register: Register, item: str) -> list[date]:
    """Return the days of the undone reviews for which there is an update by today."""
    with register.database.reading() as session:
        found = items.item_by_reference(session, item)
        undone = session.scalars(
            select(Review).where(Review.recommendation_id == found.id, Review.done_on.is_(None))
        ).all()
        numbers = updated_by(session, undone, register.today)
        return sorted(each.due_on for each in undone if each.id in numbers)


@pytest.mark.parametrize("day", [date(2022, 11, 25), date(2022, 12, 2), date(2023, 2, 22)])
@pytest.mark.parametrize("kind", [StatementKind.UPDATE, StatementKind.EVIDENCE])
def test_an_update_does_no_review(
    register: Register, clock: StoppedClock, day: date, kind: StatementKind
) -> None:
    """From a week before its day until the next one opens, what is said is an answer, and the review stays due."""
    clock.move_to(at(date(2022, 9, 2)))
    item = register.item(added_on=ADDED)
    clock.move_to(at(day))
    says(register, clock, item, kind=kind)
    assert reviews(register, item) == [(FIRST, None, None)]
    assert kept(register, item, "review_due_on", "answered_on") == (FIRST, day)
    assert updated(register, item) == [FIRST]


def test_a_note_answers_nothing(register: Register, clock: StoppedClock) -> None:
    """Thanks, a question or no news is kept with its item: nobody has given an update by it."""
    item = register.item(added_on=ADDED)
    says(register, clock, item, text="Thanks!", kind=StatementKind.NOTE)
    assert kept(register, item, "review_due_on", "answered_on") == (FIRST, None)
    assert kinds_since(register, item, 1) == [EventKind.NOTE_KEPT]
    assert updated(register, item) == []


def test_what_was_said_before_a_review_opened_is_no_update_of_it(
    register: Register, clock: StoppedClock
) -> None:
    """What is said eight days before a review's day is recorded, and leaves the review to come."""
    clock.move_to(at(date(2022, 9, 2)))
    item = register.item(added_on=ADDED)
    clock.move_to(at(date(2022, 11, 24)))
    says(register, clock, item)
    assert reviews(register, item) == []
    assert kept(register, item, "review_due_on", "answered_on") == (FIRST, date(2022, 11, 24))
    assert kinds_since(register, item, 1) == [EventKind.UPDATE_RECORDED]
    clock.move_to(at(FIRST))
    looks(register, clock, item)
    assert updated(register, item) == []


def test_undone_reviews_are_passed_on_from(register: Register, clock: StoppedClock) -> None:
    """A review that nobody did before the next one opened stays undone: what is said then is about the latest."""
    item = register.item(added_on=ADDED)
    clock.move_to(at(date(2023, 8, 30)))
    statement = reviews_it(register, clock, item)
    assert reviews(register, item) == [
        (FIRST, None, None),
        (SECOND, None, None),
        (date(2023, 6, 2), None, None),
        (date(2023, 9, 2), date(2023, 8, 30), statement),
    ]


def test_a_review_is_written_down_on_the_day_it_opens(register: Register, clock: StoppedClock) -> None:
    """The sweep writes a review down from a week before its day, once, and passes on when the next one opens."""
    clock.move_to(at(date(2022, 9, 2)))
    item = register.item(added_on=ADDED)
    found = []
    for day in (date(2022, 11, 24), date(2022, 11, 25), date(2022, 11, 26), date(2023, 2, 23)):
        clock.move_to(at(day))
        looks(register, clock, item)
        found.append([due for due, _, _ in reviews(register, item)])
    assert found == [[], [FIRST], [FIRST], [FIRST, SECOND]]


def test_taking_back_reopens_the_review(register: Register, clock: StoppedClock) -> None:
    """What is taken back stays in the record, no longer counts, and its review is open again."""
    item = register.item(added_on=ADDED)
    statement = reviews_it(register, clock, item)
    assert takes_back(register, clock, statement)
    assert reviews(register, item) == [(FIRST, None, None)]
    assert kept(register, item, "review_due_on", "answered_on") == (FIRST, None)
    assert EventKind.REVIEW_REOPENED in kinds_since(register, item, 3)
    with register.database.reading() as session:
        found = session.get_one(Statement, statement)
        assert (found.stands, found.text) == (False, "All units are trained.")


def test_a_review_stays_done_where_another_narrative_did_it_before(
    register: Register, clock: StoppedClock
) -> None:
    """When the second of two narratives is taken back, the first does the review again; an update does not."""
    item = register.item(added_on=ADDED)
    first = reviews_it(register, clock, item)
    clock.move_by(timedelta(days=3))
    second = reviews_it(register, clock, item, "All units are trained and tested.")
    says(register, clock, item)
    takes_back(register, clock, second)
    assert reviews(register, item) == [(FIRST, date(2022, 12, 1), first)]
    assert kept(register, item, "review_due_on", "answered_on") == (SECOND, date(2022, 12, 4))
    takes_back(register, clock, first)
    assert reviews(register, item) == [(FIRST, None, None)]
    assert (kept(register, item, "review_due_on"), updated(register, item)) == ((FIRST,), [FIRST])


def test_one_that_did_the_next_review_does_not_do_the_one_before(
    register: Register, clock: StoppedClock
) -> None:
    """A review that is taken back after the next one opened is undone, though the next was done."""
    item = register.item(added_on=ADDED)
    first = reviews_it(register, clock, item)
    clock.move_to(at(date(2023, 2, 27)))
    second = reviews_it(register, clock, item)
    takes_back(register, clock, first)
    assert reviews(register, item) == [(FIRST, None, None), (SECOND, date(2023, 2, 27), second)]
    assert kept(register, item, "review_due_on") == (date(2023, 6, 2),)


def test_taking_back_reopens_no_review_of_what_has_ended(register: Register, clock: StoppedClock) -> None:
    """What was signed off in the meantime is not reviewed again because its last answer is taken back."""
    item = register.item(added_on=ADDED)
    statement = reviews_it(register, clock, item)
    register.become(item, Status.SIGNED_OFF)
    takes_back(register, clock, statement)
    assert kept(register, item, "review_due_on", "remind_on") == (None, None)


def test_an_act_of_another_day_is_an_update_of_that_day(register: Register, clock: StoppedClock) -> None:
    """What was said on a day, and is placed later, is an update for the review that was open on that day."""
    item = register.item(added_on=ADDED)
    with register.database.writing() as session:
        anna = person_called(session, "anna")
        act = AuditContext(anna, at(date(2022, 12, 20)), date(2022, 12, 20), date(2022, 11, 28))
        found = [items.item_by_reference(session, item)]
        recording.record(session, StatementKind.UPDATE, RecordedStatement(anna, "Done", "D1:99"), found, act)
    clock.move_to(at(date(2022, 12, 20)))
    assert (reviews(register, item), updated(register, item)) == ([(FIRST, None, None)], [FIRST])
