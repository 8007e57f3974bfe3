"""SIGTERM, as systemd and containers send it: the real program ends in an orderly way, whatever it is doing."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select, text

from bot.app import running
from bot.clock import SystemClock
from bot.local.faults import InjectedFault
from bot.local.server import Served, serve
from bot.local.slack.dispatch import Waits
from bot.local.slack.installation import as_the_manifest_asks
from bot.local.workspace import Workspace
from bot.settings import Settings
from models.database import Database
from models.locks import take_turn
from models.outbox import outbox
from models.outbox.message import OutboxMessage, OutboxState
from models.policy import Policy
from models.statements.statement import Statement
from templates.messages.answers import Acknowledged
from templates.serialization import freeze
from tests.factories import Register, person_called
from tests.faults.slack_side import UNHURRIED, seen_in

ROOT = Path(__file__).parents[2]
ENDS_WITHIN = 60.0
"""What docs/operating.md says; a process that takes longer is killed here, and the test fails."""

SECRET_WORDS = "trained 80% of the control room"


class Program:
    """`python -m bot run` in a process of its own, on a workspace and a database."""

    def __init__(self, served: Served, database_url: str, folder: Path) -> None:
        """Write what it logs below `folder`."""
        self.workspace, self._log = served.workspace, folder / "log"
        installation = served.workspace.installation
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.health = f"http://127.0.0.1:{port}/health"
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "SLACK_BOT_TOKEN": installation.bot_token,
            "SLACK_APP_TOKEN": installation.app_token,
            "SLACK_API_URL": f"{served.base_url}/api/",
            "RECKONER_DATA": str(folder),
            "RECKONER_DATABASE_URL": database_url,
            "RECKONER_HEALTH_PORT": str(port),
            "RECKONER_LOG_LEVEL": "DEBUG",
        }
        self._process: asyncio.subprocess.Process | None = None

    async def starts(self) -> None:
        """Start it, and wait until it answers Slack and says that it is well."""
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )
        async with asyncio.timeout(ENDS_WITHIN):
            await self.workspace.connected(ENDS_WITHIN)
            await until_async(self._is_well)

    @asynccontextmanager
    async def starts_again(self) -> AsyncIterator[None]:
        """Have Reckoner run here, as the program runs it, on what the program has left."""
        told = {name.lower(): value for name, value in self._environment.items() if "_" in name}
        async with running(Settings.read(_env_file=None, **told), SystemClock()):
            yield

    def terminate(self) -> None:
        """Send SIGTERM."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)

    async def is_ending(self) -> None:
        """Wait until it has begun to end, which it says at /health."""

        async def says_so() -> bool:
            return "ending" in (await self._asked() or {"problems": ["ending"]})["problems"]

        await until_async(says_so)

    async def ends(self) -> int:
        """Wait until it has ended; return its code."""
        assert self._process is not None
        try:
            return await asyncio.wait_for(self._process.wait(), ENDS_WITHIN)
        except TimeoutError:
            self._process.kill()
            raise

    def logged(self) -> str:
        """Return what it has written to standard output and standard error."""
        return self._log.read_text()

    async def _is_well(self) -> bool:
        return bool((await self._asked() or {"ready": False})["ready"])

    async def _asked(self) -> dict[str, Any] | None:
        try:
            async with aiohttp.ClientSession() as session, session.get(self.health) as answer:
                told: dict[str, Any] = await answer.json()
        except aiohttp.ClientError:
            return None
        return told


async def until_async(holds: Callable[[], Any]) -> None:
    """Return once something holds that another process does."""
    async with asyncio.timeout(ENDS_WITHIN):
        while not await holds():  # noqa: ASYNC110 - nobody tells of it
            await asyncio.sleep(0.02)


@pytest.fixture
async def program(database_url: str, tmp_path: Path) -> AsyncIterator[Program]:
    """The program, not started yet."""
    workspace = Workspace(
        SystemClock(), as_the_manifest_asks(), waits=Waits(20.0, (0.0,) * 3), pace=UNHURRIED
    )
    served = await serve(workspace)
    yield Program(served, database_url, tmp_path)
    await served.close()
    workspace.close()


@pytest.fixture
def filled(database: Database) -> Register:
    """A register with an item of Anna's, at the real time."""
    register = Register(database, SystemClock(), Policy())
    register.item("1")
    return register


def messages(database: Database) -> dict[str, tuple[OutboxState, bool]]:
    """Return the state of every message by its key, and whether an earlier send may have arrived."""
    with database.reading() as session:
        return {each.key: (each.state, each.unsure) for each in session.scalars(select(OutboxMessage))}


async def test_a_reply_under_way_is_finished(program: Program, filled: Register) -> None:
    """SIGTERM in the middle of a reply: it is written down and acknowledged, and answered after the next start."""
    await program.starts()
    with filled.database.writing() as session:
        take_turn(session)
        posted_at = SystemClock().now()
        program.workspace.post_as("anna", "@reckoner", f"OLDER-1: {SECRET_WORDS}")
        await until_async(lambda: is_waiting(filled.database, posted_at))
        program.terminate()
        await program.is_ending()
    assert await program.ends() == 0
    # SQLite does not tell that somebody waits: there the end may overtake the event, which is then brought again.
    is_heard = not program.workspace.dispatch.outstanding
    assert is_heard or filled.database.engine.dialect.name == "sqlite"
    assert words_kept(filled.database) == ([f"OLDER-1: {SECRET_WORDS}"] if is_heard else [])
    async with program.starts_again():
        await until_async(lambda: all_sent(filled.database))
        assert words_kept(filled.database) == [f"OLDER-1: {SECRET_WORDS}"]
        assert all(len(each) == 1 for each in seen_in(program.workspace).values())
    installation = program.workspace.installation
    for secret in (SECRET_WORDS, installation.bot_token, installation.app_token):
        assert secret not in program.logged()
    assert "WARNING" not in program.logged()


def words_kept(database: Database) -> list[str]:
    """Return the words of every statement."""
    with database.reading() as session:
        return list(session.scalars(select(Statement.text)))


async def is_waiting(database: Database, since: datetime) -> bool:
    """Whether a transaction that was begun after `since` waits for its turn to write; SQLite does not tell.

    What was begun before can be a job of the first round.
    """
    if database.engine.dialect.name != "postgresql":
        return True
    query = (
        "select count(*) from pg_stat_activity"
        " where datname = current_database() and wait_event = 'advisory' and xact_start > :since"
    )
    with database.reading() as session:
        return bool(session.scalar(text(query), {"since": since}))


async def all_sent(database: Database) -> bool:
    """Whether nothing waits in the outbox, and something was in it."""
    states = {state for state, _ in messages(database).values()}
    return states == {OutboxState.SENT}


async def test_a_send_under_way_is_settled_and_the_rest_let_go(program: Program, filled: Register) -> None:
    """SIGTERM in the middle of a delivery: what became of it is written down, and the others wait as before."""
    at = SystemClock().now() - timedelta(minutes=1)
    with filled.database.writing() as session:
        person = person_called(session, "anna")
        for key in ("first", "second", "third"):
            outbox.enqueue(session, key, freeze(Acknowledged("welcome")), at, person=person)
    faults = program.workspace.faults
    faults.order("chat.postMessage", InjectedFault.STALLED)
    await program.starts()
    await until_async(lambda: one_is_stalled(faults.struck))
    program.terminate()
    await program.is_ending()
    faults.release()
    assert await program.ends() == 0
    assert messages(filled.database) == {
        "first": (OutboxState.PENDING, True),
        "second": (OutboxState.PENDING, False),
        "third": (OutboxState.PENDING, False),
    }
    async with program.starts_again():
        await until_async(lambda: all_sent(filled.database))
        assert {key: len(each) for key, each in seen_in(program.workspace).items()} == {
            "first": 1,
            "second": 1,
            "third": 1,
        }


async def one_is_stalled(struck: list[tuple[str, InjectedFault]]) -> bool:
    """Whether a call has been struck."""
    return bool(struck)
