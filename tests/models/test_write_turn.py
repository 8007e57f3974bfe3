"""The turn to write to a SQLite file: who works long lets those go first who wait for it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy.exc import OperationalError

from models.write_turn import WriteTurn

PATIENCE = 60.0


def test_whoever_waits_goes_before_a_long_work_goes_on() -> None:
    """Once the turn is let go and others were let go first, those have had it who waited."""
    turn, order, asks = WriteTurn(PATIENCE), list[str](), Event()

    def other() -> None:
        asks.set()
        with turn:
            order.append("other")

    with ThreadPoolExecutor(1) as threads:
        with turn:
            waits = threads.submit(other)
            asks.wait()
        turn.let_others()
        with turn:
            order.append("long work")
        waits.result()
    assert sorted(order) == ["long work", "other"]


def test_where_nobody_waits_nothing_is_waited_for() -> None:
    """That costs a work nothing that is alone, and a turn that does not come is refused as SQLite does."""
    turn = WriteTurn(0)
    turn.let_others()
    with turn, ThreadPoolExecutor(1) as threads:
        refused = threads.submit(turn.__enter__)
        assert isinstance(refused.exception(), OperationalError)
    with pytest.raises(StopIteration), turn:
        raise StopIteration
    turn.let_others()
