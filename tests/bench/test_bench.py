"""`make bench` on tiny registers: every comparison runs through, and says what it compared with what."""

import re

import pytest

from tests.bench.__main__ import COMPARISONS, compare
from tests.bench.comparing import Sizes
from tests.databases import POSTGRES

TINY = Sizes(items=60, requests=3)
WITH_A_GOAL = {"status": 4, "teams": 4, "bridge": 2}
"""How many lines of a comparison have a goal, where it is not one."""


@pytest.mark.parametrize("name", [each for each in COMPARISONS if each != "postgresql"])
async def test_a_comparison_runs_through(name: str) -> None:
    """Each line has what was measured, and those with a goal say whether it is met."""
    lines = [line async for line in compare([name], TINY, None)]
    assert all(re.search(r"\d", line.measured) for line in lines)
    judged = [line for line in lines if line.goal]
    assert len(judged) == WITH_A_GOAL.get(name, 1)
    assert {line.verdict for line in judged} <= {"met", "NOT MET"}


async def test_postgresql_is_measured_where_it_is_named_and_else_left_out() -> None:
    """What is not measured says so, and is not taken for met."""
    [line] = [line async for line in compare(["postgresql"], TINY, None)]
    assert line.measured.startswith("left out")
    assert line.verdict == ""
    if POSTGRES:
        [line] = [line async for line in compare(["postgresql"], TINY, POSTGRES)]
        assert line.verdict in ("met", "NOT MET")
