"""The page of promises: each names tests, and they exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
LINE = re.compile(r"^\| (?P<promise>[^|]+) \| (?P<tests>[^|]+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_every_promise_names_tests_that_there_are() -> None:
    """Each line has at least one test, and each that is named exists."""
    lines = LINE.findall((ROOT / "docs" / "promises.md").read_text("utf-8"))
    headings = [promise for promise, held_up_by in lines if held_up_by == "Held up by"]
    assert headings == ["Promise", "What is kept out"]
    assert len(lines) > 25
    for promise, held_up_by in lines:
        if promise in headings:
            continue
        named = TEST.findall(held_up_by)
        assert named, promise
        for path, test in named:
            assert f"def {test}(" in (ROOT / path).read_text("utf-8"), (path, test)
