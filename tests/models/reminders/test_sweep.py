"""What a look of the sweep leaves of many items: the same as of each alone, by as many statements as for one."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, event, select

from bot.clock import StoppedClock
from jobs import reminders
from models.outbox.message import DueReminder
from models.policy import Policy
from models.queries import items
from models.register.entry import FAR_OFF
from models.register.recommendation import AT_NEXT_SWEEP, Recommendation
from models.reminders import sweep
from models.reviews.review import Review
from models.statements import recording
from tests.factories import Register
from tests.models.saying import ADDED, FIRST, at, kept, reviews

OPENED = FIRST - timedelta(days=7)


def looks_like(register: Register, item: str) -> tuple[object, ...]:
    """Return the reviews of an item, and what it keeps of them."""
    return reviews(register, item), kept(register, item, "review_due_on", "pressing_on")


@pytest.mark.parametrize("deadline", [None, date(2022, 12, 31), date(2030, 1, 1)])
@pytest.mark.parametrize("later", [-1, 0, 1, 82, 90, 91, 400])
def test_reviews_open_for_many_as_for_one(
    register: Register, clock: StoppedClock, later: int, deadline: date | None
) -> None:
    """Each review that has opened is written down once, and its item passes on to the latest, with its place."""
    clock.move_to(at(ADDED))
    alone = register.item("1", deadline_on=deadline)
    among_many = [register.item(number, deadline_on=deadline) for number in ("2", "3")]
    today = OPENED + timedelta(days=later)
    with register.database.writing() as session:
        recording.open_reviews(session, items.item_by_reference(session, alone), today)
    expected = looks_like(register, alone)
    for _ in range(2):
        with register.database.writing() as session:
            sweep.open_reviews(session, sweep.to_look_at(session, today, 100), today)
        assert [looks_like(register, each) for each in (alone, *among_many)] == [expected] * 3


def test_what_has_neither_deadline_nor_review_is_looked_at_no_more(
    register: Register, clock: StoppedClock, policy: Policy
) -> None:
    """After its look it waits for no day, until something about it changes."""
    reference = register.item()
    with register.database.writing() as session:
        item = items.item_by_reference(session, reference)
        item.review_due_on = None
        item.look_again()
    with register.database.writing() as session:
        assert reminders.fall_due(session, clock.now(), policy) == 1
    assert kept(register, reference, "remind_on", "pressing_on") == (None, FAR_OFF)


def test_each_of_many_items_is_looked_at_again_on_its_own_day(register: Register) -> None:
    """The days may differ, and where there is none the item is looked at no more; others stay as they are."""
    references = register.items(4)
    days = [date(2023, 1, 9), None, date(2023, 1, 2)]
    with register.database.writing() as session:
        numbers = [items.item_by_reference(session, each).id for each in references[1:]]
        sweep.look_again(session, dict(zip(numbers, days, strict=True)))
        sweep.look_again(session, {})
    assert [kept(register, each, "remind_on") for each in references] == [
        (each,) for each in (AT_NEXT_SWEEP, *days)
    ]


def test_many_items_take_no_more_statements_than_one(
    register: Register, clock: StoppedClock, policy: Policy
) -> None:
    """A look at thirty items, each with a review missed and a deadline passed, asks what a look at one asks.

    A server is given their rows together: none goes there alone.
    """
    clock.move_to(at(ADDED))
    register.item("1", deadline_on=ADDED)
    clock.move_to(at(date(2023, 6, 1)))
    asked = [statements(register, clock, policy)]
    clock.move_to(at(ADDED))
    for number in range(2, 32):
        register.item(str(number), deadline_on=ADDED)
    clock.move_to(at(date(2023, 6, 1)))
    asked.append(statements(register, clock, policy))
    one, thirty = asked
    assert len(one) == len(thirty)
    assert register.database.engine.dialect.name == "sqlite" or not any(thirty)
    with register.database.reading() as session:
        assert len(session.scalars(select(Review)).all()) == 3 * 31
        assert {each.recommendation_id for each in session.scalars(select(DueReminder))} == set(
            session.scalars(select(Recommendation.id))
        )


def statements(register: Register, clock: StoppedClock, policy: Policy) -> list[bool]:
    """Let what has come due fall due; return of each statement whether it went out anew for every row."""
    asked: list[bool] = []
    engine: Engine = register.database.engine

    def hear(*given: bool) -> None:
        asked.append(given[-1])

    event.listen(engine, "before_cursor_execute", hear)
    with register.database.writing() as session:
        reminders.fall_due(session, clock.now(), policy)
    event.remove(engine, "before_cursor_execute", hear)
    return asked
