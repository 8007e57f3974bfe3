"""Clocks: they tell aware instants in UTC, and one that can be moved never goes back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clock import MovableClock, StoppedClock, SystemClock

BEGINS = datetime(2022, 12, 1, 8, 30, tzinfo=UTC)
SOON = timedelta(seconds=30)


def test_the_machines_clock_tells_utc() -> None:
    """The machine's instants are aware, in UTC, and follow each other."""
    clock = SystemClock()
    first, second = clock.now(), clock.now()
    assert first.tzinfo is UTC
    assert first <= second < first + SOON


def test_a_movable_clock_begins_where_it_is_told_and_runs() -> None:
    """It begins at its instant, whatever the machine's clock says, and runs on from there."""
    clock = MovableClock(BEGINS)
    first, second = clock.now(), clock.now()
    assert first.tzinfo is UTC
    assert BEGINS <= first <= second < BEGINS + SOON


def test_a_movable_clock_is_moved_on_and_tells_so() -> None:
    """After a move it runs from there, and whoever listens is given the instant."""
    heard: list[datetime] = []
    clock = MovableClock(BEGINS)
    clock.on_move(heard.append)
    to = datetime(2022, 12, 12, 9, tzinfo=ZoneInfo("Europe/London"))
    clock.move_to(to)
    assert to <= clock.now() < to + SOON
    assert heard == [to]


def test_a_movable_clock_is_never_moved_back() -> None:
    """An instant that has passed is refused in a sentence; the clock runs on and nobody is told."""
    heard: list[datetime] = []
    clock = MovableClock(BEGINS)
    clock.on_move(heard.append)
    with pytest.raises(ValueError, match=r"^The clock only moves on\. Choose a later moment\.$"):
        clock.move_to(BEGINS - timedelta(seconds=1))
    assert BEGINS <= clock.now() < BEGINS + SOON
    assert heard == []


def test_a_movable_clock_goes_on_after_a_restart(tmp_path: Path) -> None:
    """How far it was moved is kept in its file: after a restart it goes on from there, not from the beginning."""
    kept = tmp_path / "data" / "clock.json"
    moved = BEGINS + timedelta(days=11)
    MovableClock(BEGINS, kept).move_to(moved)
    again = MovableClock(BEGINS, kept)
    assert moved <= again.now() < moved + SOON
    again.move_to(moved + timedelta(days=1))
    assert MovableClock(BEGINS, kept).now() >= moved + timedelta(days=1)


def test_a_stopped_clock_stands_still() -> None:
    """It tells the same instant, in UTC, until it is moved: on, back, or by a step."""
    clock = StoppedClock(datetime(2022, 7, 1, 10, 30, tzinfo=ZoneInfo("Europe/London")))
    assert clock.now() == clock.now() == datetime(2022, 7, 1, 9, 30, tzinfo=UTC)
    assert clock.now().tzinfo is UTC
    clock.move_by(timedelta(minutes=-6))
    assert clock.now() == datetime(2022, 7, 1, 9, 24, tzinfo=UTC)
    clock.move_to(BEGINS)
    assert clock.now() == BEGINS


@pytest.mark.parametrize("kept", [None, "clock.json"])
def test_a_movable_clock_runs_at_the_machines_pace(tmp_path: Path, kept: str | None) -> None:
    """Between two readings as much time passes on it as on the machine's clock."""
    clock = MovableClock(BEGINS, tmp_path / kept if kept else None)
    machine = SystemClock()
    ahead = [clock.now() - machine.now() for _ in range(2)]
    assert abs(ahead[1] - ahead[0]) < timedelta(seconds=1)
