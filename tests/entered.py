"""`python -m tests.entered`: how many of our files a reader has to follow for one thing that happens.

Each is done twice, with the real program and the local Slack, and counted the second time: every file of ours in
which a function is called, but for the stand-in for Slack, and what a child process does. `--names` lists them.
"""

import argparse
import asyncio
import sys
import threading
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from bot.logs import set_up_logs
from models.database import Database
from tests.chat import Chat, Force, chatting

ROOT = Path(__file__).parents[1]
OURS = tuple(f"{ROOT / folder}/" for folder in ("bot", "handlers", "jobs", "models", "templates"))
STAND_INS = f"{ROOT / 'bot' / 'local'}/"


async def status(chat: Chat) -> None:
    """Ask for one item; the answer stands in the acknowledgement."""
    outcome = await chat.workspace.command_as("anna", "@reckoner", "/rec status 10618")
    assert outcome.message is not None


async def reply(chat: Chat) -> None:
    """Answer a reminder in plain words."""
    await chat.writes("anna", "10618: The audit is done.")


async def reminder(chat: Chat) -> None:
    """Let the next morning come, on which somebody is reminded."""
    when = chat.clock.now().date()
    await chat.at(f"{when.replace(day=when.day + 1)}T09:00")


async def paper(chat: Chat) -> None:
    """Ask for the committee's paper."""
    await chat.says("priya", "/rec paper")


FLOWS: Mapping[str, tuple[Callable[[Chat], Awaitable[None]], int]] = {
    "/rec status": (status, 30),
    "a reply": (reply, 50),
    "a reminder": (reminder, 40),
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

    async def during(self, done: Awaitable[None]) -> list[str]:
        """Return the files of ours that are entered while something is `done`, from the root on."""
        self._files.clear()
        await done
        return sorted(
            file.removeprefix(f"{ROOT}/")
            for file in tuple(self._files)
            if file.startswith(OURS) and not file.startswith(STAND_INS)
        )

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
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/reckoner.db"
        database = Database(url)
        database.migrate()
        database.close()
        async with chatting(Force(url, Path(folder), "http", sample=True)) as chat:
            print("| What | Files entered | At most |\n|---|--:|--:|")
            for name, (do, goal) in FLOWS.items():
                await do(chat)
                files = await entered.during(do(chat))
                print(f"| {name} | {len(files)} | {goal} |", flush=True)
                if given.names:
                    print("\n".join(f"    {each}" for each in files))


if __name__ == "__main__":
    asyncio.run(main())
