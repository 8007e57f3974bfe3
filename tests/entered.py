"""`python -m tests.entered`: how many of our files a reader has to follow for one thing that happens.

Each is done with the real program and the local Slack. Every file of ours counts in which a function is called, but
for the stand-in for Slack and what a child process does. What is entered in one of two runs only is a round that
came in between. `--names` lists them.
"""

import argparse
import asyncio
import sys
import threading
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from bot.logs import set_up_logs
from jobs.timetable import TIMETABLE
from models.database import Database
from tests.chat import Chat, Force, chatting

ROOT = Path(__file__).parents[1]
OURS = tuple(f"{ROOT / folder}/" for folder in ("bot", "handlers", "jobs", "models", "templates"))
STAND_INS = f"{ROOT / 'bot' / 'local'}/"
MORNING = datetime(2022, 12, 1, 9, tzinfo=UTC)
"""The sample register has something due on it."""

RUNS = 2


async def status(chat: Chat) -> None:
    """Ask for one item; the answer stands in the acknowledgement."""
    outcome = await chat.workspace.command_as("anna", "@reckoner", "/rec status 10618")
    assert outcome.message is not None


async def reply(chat: Chat) -> None:
    """Answer a reminder in plain words."""
    await chat.writes("anna", "10618: The audit is done.")


async def reminder(chat: Chat) -> None:
    """Write down what has come due on a morning, merge it, and send it."""
    chat.clock.move_to(MORNING)
    for job in TIMETABLE:
        if job.name in {"reminders", "merge"}:
            await chat.reckoner.rounds.run(job)
    await chat.reckoner.rounds.send()
    assert chat.sees("anna")


async def paper(chat: Chat) -> None:
    """Ask for the committee's paper."""
    await chat.says("priya", "/rec paper")


FLOWS: Mapping[str, tuple[Callable[[Chat], Awaitable[None]], int]] = {
    "a reminder": (reminder, 40),
    "/rec status": (status, 30),
    "a reply": (reply, 50),
    "the paper": (paper, 60),
}
"""What is counted, with how many files it is to enter at most."""


class Entered:
    """The files in which a function was called, in every thread that began after this."""

    def __init__(self) -> None:
        """Look from now on."""
        self._files: set[str] = set()
        threading.setprofile(self._look)
        sys.setprofile(self._look)

    async def during(self, done: Awaitable[None]) -> set[str]:
        """Return the files of ours that are entered while something is `done`, from the root on."""
        self._files.clear()
        await done
        return {
            file.removeprefix(f"{ROOT}/")
            for file in tuple(self._files)
            if file.startswith(OURS) and not file.startswith(STAND_INS)
        }

    def _look(self, frame: FrameType, event: str, _arg: object) -> None:
        if event == "call" and frame.f_code.co_name != "<module>":
            self._files.add(frame.f_code.co_filename)


async def main() -> None:
    """Print a line for each thing that happens."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", action="store_true", help="list the files too")
    given = parser.parse_args()
    set_up_logs("CRITICAL")
    entered = Entered()
    runs = [await run(entered) for _ in range(RUNS)]
    print("| What | Files entered | At most |\n|---|--:|--:|")
    for name, (_, goal) in FLOWS.items():
        files = set.intersection(*(each[name] for each in runs))
        print(f"| {name} | {len(files)} | {goal} |")
        if given.names:
            print("\n".join(f"    {each}" for each in sorted(files)))


async def run(entered: Entered) -> dict[str, set[str]]:
    """Return what each flow enters in a register of its own."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/reckoner.db"
        database = Database(url)
        database.migrate()
        database.close()
        async with chatting(Force(url, Path(folder), "http", sample=True)) as chat:
            return {name: await entered.during(do(chat)) for name, (do, _) in FLOWS.items()}


if __name__ == "__main__":
    asyncio.run(main())
