"""Whatever somebody holds a key down for is read at once: no text can freeze a reader."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.repeated import GROUPS

ROOT = Path(__file__).parents[2]
AT_MOST = 900
"""Seconds for all texts of one group; a single one that freezes is told much sooner, with where it did."""


@pytest.mark.parametrize("group", GROUPS)
def test_no_text_freezes_its_reader(group: str, tmp_path: Path) -> None:
    """A process of its own reads every text: a freeze ends it, and is told with the expression it stands in."""
    program = [sys.executable, "-m", "tests.fuzz.repeated", group, str(tmp_path)]
    ended = subprocess.run(  # noqa: S603 - it is this program.
        program, cwd=ROOT, capture_output=True, text=True, timeout=AT_MOST, check=False
    )
    assert ended.returncode == 0, ended.stderr[-3000:]
    assert ended.stdout == ""
