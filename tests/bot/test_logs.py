"""Logs: one JSON object a line on standard error, and nothing of what people wrote below the level."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = """
import logging, structlog
from bot.logs import set_up_logs
set_up_logs({level!r})
log = structlog.get_logger("bot.tried")
log.debug("looked", key="a")
log.info("sent", key="reminder:1", text="a “quote”\\nand a line")
log.warning("not_sent", error="ratelimited")
logging.getLogger("slack_bolt").info("the whole payload")
logging.getLogger("slack_sdk").debug("the whole payload")
try:
    raise ValueError("what somebody wrote")
except ValueError:
    logging.getLogger("slack_sdk").warning("rate limited\\nby %s", "Slack", exc_info=True)
print("printed")
"""


def lines(level: str) -> tuple[str, list[str]]:
    """Return what a program that logs from `level` on prints, and the lines of its standard error."""
    done = subprocess.run(  # noqa: S603 - the program stands above.
        [sys.executable, "-c", SCRIPT.format(level=level)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout, done.stderr.splitlines()


def test_each_line_is_one_object_on_standard_error() -> None:
    """A line has level, instant, event and facts, a library's too; nothing is printed, and no error quoted."""
    printed, told = lines("info")
    *objects, library = [json.loads(line) for line in told]
    assert printed == "printed\n"
    assert [(each["event"], each["level"]) for each in objects] == [("sent", "info"), ("not_sent", "warning")]
    assert objects[0]["text"] == "a “quote”\nand a line"
    assert all(each["timestamp"].endswith("Z") for each in objects)
    assert library.pop("timestamp").endswith("Z")
    assert library == {
        "event": "rate limited\nby Slack",
        "logger": "slack_sdk",
        "level": "warning",
        "error": "ValueError",
    }


@pytest.mark.parametrize(("level", "events"), [("DEBUG", 3), ("ERROR", 0)])
def test_libraries_are_never_heard_below_warning(level: str, events: int) -> None:
    """Whatever level is set, payloads that Slack's libraries log at lower levels are not written."""
    _, told = lines(level)
    assert len([line for line in told if "slack_sdk" not in line]) == events
    assert "payload" not in "\n".join(told)
