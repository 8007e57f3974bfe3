"""`make bench` on tiny registers: every comparison runs through, and says what it compared with what."""

import re
from collections import Counter

from tests.bench.__main__ import COMPARISONS, ON_EACH, compare
from tests.bench.comparing import Sizes
from tests.databases import POSTGRES

TINY = Sizes(items=60, requests=3)
WITH_A_GOAL = {
    "start": 3,
    "status": 4,
    "teams": 2,
    "questions": 6,
    "flood": 2,
    "growth": 21,
    "bridge": 2,
    "summary": 2,
    "freeze": 2,
    "import": 3,
    "export": 2,
    "beside": 4,
    "scheduling": 2,
}
"""How many lines of a comparison have a goal, where it is not one."""

ON_POSTGRESQL = WITH_A_GOAL | {"status": 5, "scheduling": 1}
"""The same there: a status has a goal against the echo too, and there is one scheduler to compare with."""


async def test_every_comparison_runs_through() -> None:
    """Each line has what was measured, and those with a goal say whether it is met.

    They are tried together, as `make bench` does them: they share registers and servers.
    """
    told = [each async for each in compare(list(COMPARISONS), TINY, POSTGRES)]
    measured = [(name, line) for name, line in told if not line.measured.startswith("left out")]
    assert all(re.search(r"\d", line.measured) for _, line in measured)
    judged = Counter(name for name, line in measured if line.goal)
    on_postgresql = {name: ON_POSTGRESQL.get(name, 1) for name in ON_EACH if POSTGRES}
    assert judged == Counter({name: WITH_A_GOAL.get(name, 1) for name in COMPARISONS}) + Counter(
        on_postgresql
    )
    assert {line.verdict for _, line in measured if line.goal} <= {"met", "NOT MET"}


async def test_postgresql_is_left_out_where_none_is_named() -> None:
    """What is not measured says so, and is not taken for met."""
    [(_, done), (_, line)] = [each async for each in compare(["claim"], TINY, None)]
    assert done.what.endswith("SQLite")
    assert line.measured.startswith("left out")
    assert line.verdict == ""
