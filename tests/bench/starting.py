"""What starting takes, of the processor: Reckoner until it answers, a question from the terminal, and its help."""

import os
import subprocess
import sys
from collections.abc import Mapping

from tests.bench.asking import Asked, command, in_turn
from tests.bench.bench import Bench
from tests.bench.comparing import Line, in_seconds
from tests.bench.filling import ACCOUNTS, due_over_years, with_nothing_said
from tests.bench.servers import ROOT


async def until_answered(bench: Bench) -> list[Line]:
    """Tell what it takes until a new server has answered, and what commands of the terminal take."""
    items = bench.sizes.items
    url, status = bench.register(items, due_over_years), f"status {with_nothing_said(items)}"
    ours = await bench.there.reckoner(url)
    await in_turn([Asked("the first answer", ours, command(status))], 1)
    bytecode = "not kept" if sys.dont_write_bytecode else "kept"
    lines = [
        in_seconds(f"start to the first answers, {items:,} items, bytecode {bytecode}", ours.worked, 1.5),
        Line("memory at rest", f"{ours.memory:.0f} MiB"),
    ]
    settings = {"RECKONER_DATABASE_URL": url, "RECKONER_DATA": str(bench.folder / "terminal")}
    for what, words, most in (
        ("ask", ["ask", "--as", ACCOUNTS[0], status], 0.9),
        ("--help", ["--help"], 0.4),
    ):
        lines.append(in_seconds(f"`python -m bot {what}`", _taken(words, settings), most))
    return lines


def _taken(words: list[str], settings: Mapping[str, str]) -> float:
    """Return the milliseconds of a processor that a command of the terminal takes. Raises RuntimeError."""
    said = {"SLACK_BOT_TOKEN": "xoxb-bench", "SLACK_APP_TOKEN": "xapp-bench"}
    process = subprocess.Popen(  # noqa: S603 - what is started is written here
        [sys.executable, "-m", "bot", *words],
        cwd=ROOT,
        env={**os.environ, **said, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, ended, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(ended)
    if process.returncode:
        raise RuntimeError(f"{words} ended with {process.returncode}.")
    return (used.ru_utime + used.ru_stime) * 1000
