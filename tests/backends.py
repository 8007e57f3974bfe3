"""Which tests run on PostgreSQL too: what a promise rests on or the database decides, and one of each file.

What a conversation or a job says does not hang on the database below it, nor does which of twenty faults of a
platform it is that a promise outlives. SQLite sees every case of every test; PostgreSQL sees, so that it meets
every statement:

- the first test of each file;
- the first case of each test that docs/promises.md names;
- every case in the folders of EVERYWHERE: the rules of the tables, deaths and outages, strange input;
- every case of what is marked `every_database`, because what it checks could differ: what the kinds of columns
  take, what one transaction sees of another, locks, text that is searched for, time, erasing, copies.

`pytest --every-database` leaves nothing out.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EVERYWHERE = frozenset({"models", "faults", "fuzz"})
_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def left_out(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Return those of `items` that PostgreSQL need not see."""
    seen: set[Path | tuple[str, str]] = set()
    found: list[pytest.Item] = []
    for item in items:
        if not _on_postgresql(item) or _everywhere(item):
            continue
        test = (item.path.relative_to(ROOT).as_posix(), getattr(item, "originalname", item.name))
        if item.path in seen and (test not in _promised() or test in seen):
            found.append(item)
        seen |= {item.path, test}
    return found


def _on_postgresql(item: pytest.Item) -> bool:
    call = getattr(item, "callspec", None)
    return call is not None and "postgresql" in call.params.values()


def _everywhere(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("every_database") is not None
    return marked or item.path.relative_to(ROOT).parts[1] in EVERYWHERE


@cache
def _promised() -> frozenset[tuple[str, str]]:
    """Return the file and name of each test that holds a promise up."""
    return frozenset(_NAMED.findall((ROOT / "docs" / "promises.md").read_text("utf-8")))
