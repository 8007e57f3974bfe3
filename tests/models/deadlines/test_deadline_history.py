"""Deadlines hold in the order of their effect: what is recorded late is told for its time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st
from sqlalchemy.orm import Session

from bot.clock import StoppedClock
from models.committee.moves import dates_moved
from models.database import Database
from models.deadlines.deadline import DeadlineBasis
from models.ledger.audit_context import AuditContext
from models.queries import items
from models.register.recommendation import Recommendation
from tests.examples import tries
from tests.factories import Register
from tests.models.living import BEGIN, Life, Step

ENTERED, PRINTED = date(2022, 5, 2), date(2022, 12, 30)
MARCH, JUNE, LATER = date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30)
AUGUST, OCTOBER, NOVEMBER = date(2022, 8, 1), date(2022, 10, 10), date(2022, 11, 1)


@pytest.fixture
def item(register: Register) -> Register:
    """A register with OLDER-1, entered on 2 May 2022 and due on 30 December."""
    register.item("1", added_on=ENTERED, deadline_on=PRINTED)
    return register


@contextmanager
def acting(register: Register, clock: StoppedClock) -> Iterator[tuple[Recommendation, AuditContext]]:
    with register.database.writing() as session:
        yield items.item_by_reference(session, "OLDER-1"), register.policy.act(None, clock.now())


def move(register: Register, clock: StoppedClock, on: date, to: date | None) -> None:
    """Move the deadline of OLDER-1 with effect on a day."""
    with acting(register, clock) as (item, act):
        item.move_deadline(to, DeadlineBasis.LOCAL, act.effective(on), reason=f"Said on {on}")


def kept(register: Register) -> tuple[date | None, date | None, int]:
    """Return the deadline of OLDER-1, the first it had, and how often it moved."""
    with register.database.reading() as session:
        item = items.item_by_reference(session, "OLDER-1")
        return item.deadline_on, item.original_deadline_on, item.deadline_moves


def told(register: Register, begins_on: date = ENTERED) -> list[tuple[date, date | None, date | None]]:
    """Return the moves since a day as they are told to the committee: when, from, and to."""
    with register.database.reading() as session:
        moved = dates_moved(session, begins_on, register.today)
        return [(each.event.effective_on, each.was, each.to) for each in moved]


def test_a_move_dated_before_another_leaves_that_in_force(item: Register, clock: StoppedClock) -> None:
    """Recorded later but dated earlier, a move counts and is told, and the later one still holds."""
    move(item, clock, OCTOBER, JUNE)
    move(item, clock, AUGUST, MARCH)
    assert kept(item) == (JUNE, PRINTED, 2)
    assert told(item) == [(AUGUST, PRINTED, MARCH), (OCTOBER, MARCH, JUNE)]


def test_a_move_recorded_last_on_the_same_day_holds(item: Register, clock: StoppedClock) -> None:
    """Of two moves with effect on one day the one that was recorded last is in force."""
    move(item, clock, OCTOBER, JUNE)
    move(item, clock, OCTOBER, MARCH)
    assert kept(item) == (MARCH, PRINTED, 2)


def test_a_late_fact_can_make_a_later_move_none(item: Register, clock: StoppedClock) -> None:
    """Where the deadline turns out to have been moved there before, the later one moved nothing."""
    move(item, clock, OCTOBER, JUNE)
    move(item, clock, AUGUST, JUNE)
    assert kept(item) == (JUNE, PRINTED, 1)
    assert told(item) == [(AUGUST, PRINTED, JUNE)]
    assert told(item, OCTOBER) == []


def test_what_held_already_on_that_day_is_no_move(item: Register, clock: StoppedClock) -> None:
    """A move to the day that was in force on its own day is not recorded, whatever came later."""
    move(item, clock, OCTOBER, JUNE)
    move(item, clock, AUGUST, PRINTED)
    assert kept(item) == (JUNE, PRINTED, 1)


def test_back_to_a_date_of_the_past_is_a_move(item: Register, clock: StoppedClock) -> None:
    """What is in force today can still be news for an earlier day."""
    move(item, clock, AUGUST, MARCH)
    move(item, clock, OCTOBER, JUNE)
    move(item, clock, NOVEMBER, LATER)
    move(item, clock, date(2022, 9, 1), LATER)
    assert kept(item) == (LATER, PRINTED, 4)


def test_a_first_deadline_dated_before_another_is_the_original(
    register: Register, clock: StoppedClock
) -> None:
    """The original is the first that held: one that is recorded late, but held before, comes first."""
    register.item("1", added_on=ENTERED)
    move(register, clock, OCTOBER, JUNE)
    move(register, clock, AUGUST, MARCH)
    assert kept(register) == (JUNE, MARCH, 1)
    assert told(register) == [(OCTOBER, MARCH, JUNE)]


def test_a_move_dated_before_the_entry_follows_the_first_deadline(
    item: Register, clock: StoppedClock
) -> None:
    """The deadline with which an item was entered stays its original, whatever day a move is dated."""
    move(item, clock, ENTERED - timedelta(days=30), MARCH)
    assert kept(item) == (MARCH, PRINTED, 1)


@dataclass(frozen=True)
class Move:
    """A move recorded `wait` days after the one before, effective `back` days earlier, to one of a few days."""

    wait: int
    back: int
    to: int


moves = st.builds(
    Move, wait=st.integers(0, 20), back=st.sampled_from((0, 0, 1, 10, 40, 200)), to=st.integers(0, 4)
)


@tries(40, shrinks=True)
@given(history=st.lists(moves, max_size=12), first=st.booleans())
def test_whatever_is_dated_back_the_last_in_effect_is_in_force(
    database: Database, history: list[Move], first: bool
) -> None:
    """Deadline, original and number of moves are what the ledger gives when it is read in the order of effect."""
    with database.writing() as session:
        item = _moved(session, history, first=first)
        events = dates_moved(session, date.min, date.max)
        day = item.original_deadline_on
        for each in events:
            assert each.was == day
            day = each.to
        assert (item.deadline_on, item.deadline_moves) == (day, len(events))
        if first:
            assert item.original_deadline_on == BEGIN + timedelta(days=10)
        places = [(max(each.event.effective_on, item.added_on), each.event.id) for each in events]
        assert all(earlier < later for earlier, later in pairwise(places))
        session.rollback()


def _moved(session: Session, history: list[Move], *, first: bool) -> Recommendation:
    """Enter an item, with a first deadline or without, and live through the history."""
    life = Life(session)
    life.live([Step(0, "add", 0, 0, int(first))])
    item = life.items[0]
    today = BEGIN
    for each in history:
        today += timedelta(days=each.wait)
        at = datetime.combine(today, datetime.min.time(), UTC)
        to = BEGIN + timedelta(days=30 * each.to) if each.to else None
        act = AuditContext(None, at, today, today - timedelta(days=each.back))
        item.move_deadline(to, DeadlineBasis.LOCAL, act, reason="It takes longer.")
        session.flush()
    return item
