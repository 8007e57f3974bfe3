"""Reckoner, once it runs, has its threads take short turns."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any

import pytest

from bot.cli import running
from bot.threads import LONGEST_TURN


def test_a_reckoner_that_runs_takes_short_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are short by the time that it serves."""
    turns: list[float] = []

    def served(serving: Coroutine[Any, Any, None]) -> None:
        turns.append(sys.getswitchinterval())
        serving.close()

    before = sys.getswitchinterval()
    monkeypatch.setattr(asyncio, "run", served)
    try:
        running.run()
    finally:
        sys.setswitchinterval(before)
    assert turns == [pytest.approx(LONGEST_TURN)]
