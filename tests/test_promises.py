"""The page of promises: each names tests, and they exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
LINE = re.compile(r"^\| (?P<promise>[^|]+) \| (?P<tests>[^|]+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_every_promise_names_tests_that_there_are() -> None:
    """Each line has at least one test, and each that is named exists."""
    heading, *lines = LINE.findall((ROOT / "docs" / "promises.md").read_text("utf-8"))
    assert heading == ("Promise", "Held up by")
    assert len(lines) > 10
    for promise, held_up_by in lines:
        named = TEST.findall(held_up_by)
        assert named, promise
        for path, test in named:
            assert f"def {test}(" in (ROOT / path).read_text("utf-8"), (path, test)
