"""Which tests run on PostgreSQL too: what a promise rests on or the database decides, and one of each file.

What a conversation says does not hang on the database below it: SQLite sees every test, and PostgreSQL the first of
each file, so that every statement of a handler meets it. Both see all of:

- the folders of EVERYWHERE, where the rules of the tables, the calendar, delivery, faults and strange input are;
- the tests that docs/promises.md names;
- files marked `every_database`: what they check could differ.

`pytest --every-database` leaves nothing out.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EVERYWHERE = frozenset({"models", "jobs", "faults", "fuzz"})
_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def left_out(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Return those of `items` that PostgreSQL need not see."""
    seen: set[Path] = set()
    found: list[pytest.Item] = []
    for item in items:
        if not _on_postgresql(item) or _everywhere(item):
            continue
        if item.path in seen:
            found.append(item)
        seen.add(item.path)
    return found


def _on_postgresql(item: pytest.Item) -> bool:
    call = getattr(item, "callspec", None)
    return call is not None and "postgresql" in call.params.values()


def _everywhere(item: pytest.Item) -> bool:
    path = item.path.relative_to(ROOT)
    if item.get_closest_marker("every_database") or path.parts[1] in EVERYWHERE:
        return True
    return (path.as_posix(), getattr(item, "originalname", item.name)) in _promised()


@cache
def _promised() -> frozenset[tuple[str, str]]:
    """Return the file and name of each test that holds a promise up."""
    return frozenset(_NAMED.findall((ROOT / "docs" / "promises.md").read_text("utf-8")))
