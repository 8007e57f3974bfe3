"""`make bench` on tiny registers: every comparison runs through, and says what it compared with what."""

import re
from collections import Counter

from tests.bench.__main__ import COMPARISONS, compare
from tests.bench.comparing import Sizes
from tests.databases import POSTGRES

TINY = Sizes(items=60, requests=3)
WITH_A_GOAL = Counter(
    {
        "start": 3,
        "status": 4,
        "questions": 7,
        "teams": 2,
        "flood": 2,
        "growth": 18,
        "bridge": 2,
        "summary": 2,
        "import": 3,
        "export": 2,
        "beside": 8 if POSTGRES else 4,
    }
)
"""How many lines of a comparison have a goal, where it is not one."""


async def test_every_comparison_runs_through() -> None:
    """Each line has what was measured, and those with a goal say whether it is met.

    They are tried together, as `make bench` does them: they share registers and servers.
    """
    wanted = [name for name in COMPARISONS if name != "postgresql" or POSTGRES]
    told = [each async for each in compare(wanted, TINY, POSTGRES)]
    assert all(re.search(r"\d", line.measured) for _, line in told)
    judged = [(name, line.verdict) for name, line in told if line.goal]
    assert Counter(name for name, _ in judged) == Counter(dict.fromkeys(wanted, 1)) | WITH_A_GOAL
    assert {verdict for _, verdict in judged} <= {"met", "NOT MET"}


async def test_postgresql_is_left_out_where_none_is_named() -> None:
    """What is not measured says so, and is not taken for met."""
    [(_, line)] = [each async for each in compare(["postgresql"], TINY, None)]
    assert line.measured.startswith("left out")
    assert line.verdict == ""
