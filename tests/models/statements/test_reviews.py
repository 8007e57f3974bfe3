"""Reviews: what answers them, which are missed, and what becomes of them when an answer is taken back."""

from datetime import date, timedelta

import pytest

from bot.clock import StoppedClock
from models.enums import StatementKind, Status
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.queries import items
from models.statements import recording
from models.statements.recording import RecordedStatement
from models.statements.statement import Statement
from tests.factories import Register, person_called

# What is recorded is the same on every database: these rules need no more than one of them.
from tests.models.saying import ADDED, FIRST, SECOND, at, kept, kinds_since, looks, reviews, says, takes_back

# What is recorded is the same on every database: these rules need no more than one of them.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.mark.parametrize("day", [date(2022, 11, 25), date(2022, 12, 2), date(2023, 2, 22)])
def test_an_update_answers_the_open_review(register: Register, clock: StoppedClock, day: date) -> None:
    """From a week before its day until the next one opens, a review is answered by what is said."""
    clock.move_to(at(date(2022, 9, 2)))
    item = register.item(added_on=ADDED)
    clock.move_to(at(day))
    statement = says(register, clock, item)
    assert reviews(register, item) == [(FIRST, day, statement)]
    assert kept(register, item, "review_due_on", "answered_on") == (SECOND, day)


def test_evidence_answers_the_open_review_too(register: Register, clock: StoppedClock) -> None:
    """Evidence is as good an answer as an update."""
    item = register.item(added_on=ADDED)
    statement = says(register, clock, item, kind=StatementKind.EVIDENCE)
    assert reviews(register, item) == [(FIRST, register.today, statement)]
    assert kinds_since(register, item, 2) == [EventKind.EVIDENCE_RECORDED, EventKind.REVIEW_DONE]


def test_an_update_does_not_answer_a_review_that_has_not_opened(
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


def test_a_second_update_answers_nothing_more(register: Register, clock: StoppedClock) -> None:
    """What is said after a review has been answered waits for no review, and does not answer the next one."""
    item = register.item(added_on=ADDED)
    first = says(register, clock, item)
    clock.move_by(timedelta(days=30))
    says(register, clock, item)
    assert reviews(register, item) == [(FIRST, date(2022, 12, 1), first)]
    assert kept(register, item, "review_due_on") == (SECOND,)


def test_missed_reviews_stay_missed(register: Register, clock: StoppedClock) -> None:
    """A review that nobody answered before the next one opened is missed: what is said then answers the latest."""
    item = register.item(added_on=ADDED)
    clock.move_to(at(date(2023, 8, 30)))
    statement = says(register, clock, item)
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
    statement = says(register, clock, item)
    assert takes_back(register, clock, statement)
    assert reviews(register, item) == [(FIRST, None, None)]
    assert kept(register, item, "review_due_on", "answered_on") == (FIRST, None)
    assert kinds_since(register, item, 2) == [EventKind.STATEMENT_WITHDRAWN, EventKind.REVIEW_REOPENED]
    with register.database.reading() as session:
        found = session.get_one(Statement, statement)
        assert (found.stands, found.text) == (False, "All staff are trained.")


def test_a_review_stays_answered_where_another_statement_carries_it(
    register: Register, clock: StoppedClock
) -> None:
    """When one of two answers is taken back, the other carries the review from its own day."""
    item = register.item(added_on=ADDED)
    first = says(register, clock, item)
    clock.move_by(timedelta(days=3))
    second = says(register, clock, item)
    takes_back(register, clock, first)
    assert reviews(register, item) == [(FIRST, date(2022, 12, 4), second)]
    assert kept(register, item, "review_due_on", "answered_on") == (SECOND, date(2022, 12, 4))
    takes_back(register, clock, second)
    assert reviews(register, item) == [(FIRST, None, None)]


def test_what_was_said_before_a_review_opened_carries_it_not(register: Register, clock: StoppedClock) -> None:
    """A statement from before the review opened does not carry it when its answer is taken back."""
    clock.move_to(at(date(2022, 11, 20)))
    item = register.item(added_on=ADDED)
    says(register, clock, item)
    clock.move_to(at(date(2022, 12, 1)))
    takes_back(register, clock, says(register, clock, item))
    assert reviews(register, item) == [(FIRST, None, None)]
    assert kept(register, item, "answered_on") == (date(2022, 11, 20),)


def test_an_answer_to_the_next_review_does_not_carry_the_one_before(
    register: Register, clock: StoppedClock
) -> None:
    """A review whose answer is taken back after the next one opened is missed, though the next was answered."""
    item = register.item(added_on=ADDED)
    first = says(register, clock, item)
    clock.move_to(at(date(2023, 2, 27)))
    second = says(register, clock, item)
    takes_back(register, clock, first)
    assert reviews(register, item) == [(FIRST, None, None), (SECOND, date(2023, 2, 27), second)]
    assert kept(register, item, "review_due_on") == (date(2023, 6, 2),)


def test_taking_back_reopens_no_review_of_what_has_ended(register: Register, clock: StoppedClock) -> None:
    """What was signed off in the meantime is not reviewed again because its last answer is taken back."""
    item = register.item(added_on=ADDED)
    statement = says(register, clock, item)
    register.become(item, Status.SIGNED_OFF)
    takes_back(register, clock, statement)
    assert kept(register, item, "review_due_on", "remind_on") == (None, None)


def test_an_act_of_another_day_answers_the_review_of_that_day(
    register: Register, clock: StoppedClock
) -> None:
    """What was said on a day, and is placed later, answers the review that was open on that day."""
    item = register.item(added_on=ADDED)
    with register.database.writing() as session:
        anna = person_called(session, "anna")
        act = AuditContext(anna, at(date(2022, 12, 20)), date(2022, 12, 20), date(2022, 11, 28))
        found = [items.item_by_reference(session, item)]
        recording.record(session, StatementKind.UPDATE, RecordedStatement(anna, "Done", "D1:99"), found, act)
    assert [(due, done) for due, done, _ in reviews(register, item)] == [(FIRST, date(2022, 11, 28))]
