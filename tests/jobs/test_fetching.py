"""Fetching the files that came as evidence: stored under their SHA-256, and the token kept from strangers."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import select

from bot.operations.web import Listening, listen
from bot.slack.client import SlackClient
from bot.slack.files import FileFetcher
from bot.worker.files import FileStore
from jobs import fetching
from jobs.fetching import Marked, NotStored, Stored, Wanted
from models.enums import Surface
from models.statements.statement import AttachedFile, FileState
from templates import plain
from templates.messages.answers import Acknowledged
from templates.messages.items import ItemDetail
from tests.factories import Register
from tests.talk import Talk

pytestmark = pytest.mark.every_database

LARGEST = 1 << 20
PATIENCE = 1.0
"""Seconds for which this host may be silent in the middle of a file."""
AUDIT = b"%PDF-1.7 " + bytes(range(256)) * 40


@dataclass
class Slack:
    """A server of files that notes who asked for what, and with which token."""

    listening: Listening
    fetcher: FileFetcher
    folder: Path
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    async def fetch(
        self, path: str, *, size: int = 0, name: str = "audit.pdf", address: str | None = None
    ) -> Stored | NotStored | Marked:
        """Fetch a file from this server, or from another `address`."""
        where = (address or self.listening.address) + path
        return await self.fetcher.fetch(Wanted(1, Surface.SLACK, where, name, size))

    @property
    def kept(self) -> list[str]:
        """The names of everything that lies in the data folder."""
        return sorted(each.name for each in self.folder.rglob("*") if each.is_file())


@pytest.fixture
async def slack(tmp_path: Path) -> AsyncIterator[Slack]:
    """Slack's host of files on this machine, and the fetcher that may send it the token."""
    asked: list[tuple[str, str | None]] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        path = request.path
        asked.append((path, request.headers.get("authorization")))
        if path == "/elsewhere":
            return web.Response(status=307, headers={"Location": "/audit.pdf"})
        if path == "/sign-in":
            return web.Response(text="<html>Sign in to Force workspace</html>", content_type="text/html")
        if path.startswith("/status/"):
            return web.Response(status=int(path.removeprefix("/status/")))
        if path.startswith("/slow/"):
            return await slowly(request, path.removeprefix("/slow/"))
        if path == "/large":
            return web.Response(body=b"x" * (LARGEST + 1))
        return web.Response(body=AUDIT, content_type="application/pdf")

    async def slowly(request: web.Request, how: str) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/pdf"})
        await response.prepare(request)
        for number in range(8):
            await response.write(b"12345678")
            await asyncio.sleep(PATIENCE * (10 if how == "silent" and number else 0.2))
        return response

    application = web.Application()
    application.router.add_get("/{path:.*}", answer)
    listening = await listen(application, "127.0.0.1", 0)
    origin = ("http", listening.address.removeprefix("http://"))
    folder = tmp_path / "files"
    async with aiohttp.ClientSession() as session:
        client = SlackClient(token="xoxb-secret", base_url=f"{listening.address}/api/", session=session)
        fetcher = FileFetcher(client, session, "xoxb-secret", origin, FileStore(folder), LARGEST, PATIENCE)
        yield Slack(listening, fetcher, folder, asked)
    await listening.close()


async def test_a_file_is_kept_under_its_sha256(slack: Slack) -> None:
    """The bytes are kept whole under their SHA-256, the same content once, and nobody can write to it."""
    sha256 = hashlib.sha256(AUDIT).hexdigest()
    for name in ("audit.pdf", "copy.pdf"):
        assert await slack.fetch(f"/{name}", size=len(AUDIT), name=name) == Stored(sha256, len(AUDIT))
    assert slack.kept == [sha256]
    kept = slack.folder / sha256[:2] / sha256
    assert kept.read_bytes() == AUDIT
    assert kept.stat().st_mode & 0o777 == 0o400
    assert slack.asked == [("/audit.pdf", "Bearer xoxb-secret"), ("/copy.pdf", "Bearer xoxb-secret")]


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:{port}",
        "https://127.0.0.1:{port}",
        "http://127.0.0.1",
        "http://127.0.0.1:{port}@evil.example",
        "http://evil.example@127.0.0.1:{port}",
        "http://127.0.0.1.evil.example:{port}",
        "file:///etc/passwd?",
        "",
    ],
)
async def test_no_other_place_is_ever_asked(slack: Slack, address: str) -> None:
    """An address that is not exactly Slack's own is never fetched, and never will be; the token stays here."""
    port = slack.listening.address.rpartition(":")[2]
    elsewhere = address.format(port=port) + "/audit.pdf"
    outcome = await slack.fetcher.fetch(Wanted(1, Surface.SLACK, elsewhere, "audit.pdf", 0))
    assert isinstance(outcome, NotStored)
    assert outcome.final
    assert (slack.asked, slack.kept) == ([], [])


async def test_no_redirect_is_followed(slack: Slack) -> None:
    """A redirect could carry the token elsewhere: it is not followed."""
    assert isinstance(await slack.fetch("/elsewhere"), NotStored)
    assert [path for path, _ in slack.asked] == ["/elsewhere"]


async def test_a_sign_in_page_is_not_taken_for_the_file(slack: Slack) -> None:
    """Slack answers a missing scope by a redirect, or with a page: it is not kept, and the reason is given."""
    for path in ("/sign-in", "/elsewhere"):
        outcome = await slack.fetch(path)
        assert isinstance(outcome, NotStored)
        assert (outcome.error.startswith("Slack asked for a sign-in"), outcome.final) == (True, False)
    assert slack.kept == []


async def test_a_page_that_is_itself_the_evidence_is_kept(slack: Slack) -> None:
    """A file that is called a web page may be one."""
    assert isinstance(await slack.fetch("/sign-in", name="minutes.HTML"), Stored)


async def test_too_large_a_file_is_not_fetched(slack: Slack) -> None:
    """What is said to be too large is not asked for; what turns out to be is not kept."""
    reason = NotStored("It is larger than 1 MB, the most that is taken.", final=True)
    for path, size in (("/audit.pdf", LARGEST + 1), ("/large", 0)):
        outcome = await slack.fetch(path, size=size)
        assert outcome == replace(reason, link=slack.listening.address + path)
    assert [path for path, _ in slack.asked] == ["/large"]
    assert slack.kept == []


@pytest.mark.parametrize(
    ("status", "final"), [(403, True), (404, True), (410, True), (429, False), (500, False), (503, False)]
)
async def test_what_is_gone_is_given_up_and_what_is_busy_is_not(
    slack: Slack, status: int, final: bool
) -> None:
    """A file that is gone is not asked for again; a fault of Slack's may pass."""
    outcome = await slack.fetch(f"/status/{status}")
    assert isinstance(outcome, NotStored)
    assert (outcome.error, outcome.final) == (f"Slack answered {status}.", final)
    assert (outcome.link is not None) is (status == 403)


async def test_a_file_cut_short_is_not_kept(slack: Slack) -> None:
    """Fewer bytes than Slack said is a broken transfer, to be tried again."""
    outcome = await slack.fetch("/audit.pdf", size=len(AUDIT) + 1)
    assert outcome == NotStored(f"Only {len(AUDIT)} of {len(AUDIT) + 1} bytes arrived.")
    assert slack.kept == []


async def test_a_long_file_comes_whole_and_a_silent_one_is_tried_again(slack: Slack) -> None:
    """A file may take as long as it likes while something comes; only silence ends the waiting."""
    outcome = await slack.fetch("/slow/steady", size=64)
    assert isinstance(outcome, Stored)
    silent = await slack.fetch("/slow/silent", size=64)
    assert isinstance(silent, NotStored)
    assert not silent.final


async def test_a_refused_connection_is_tried_again(slack: Slack) -> None:
    """While the host cannot be reached, nothing is given up."""
    await slack.listening.close()
    outcome = await slack.fetch("/audit.pdf")
    assert isinstance(outcome, NotStored)
    assert not outcome.final


def file_of(talk: Talk) -> AttachedFile:
    """Return the one file of the register."""
    with talk.database.reading() as session:
        file = session.scalars(select(AttachedFile)).one()
        session.expunge(file)
        return file


async def test_fetching_is_tried_again_until_it_works(talk: Talk, register: Register) -> None:
    """A file that could not be fetched is asked for again after a growing pause, and then stored."""
    register.item("1")
    talk.shelf.ordered.extend([NotStored("Slack answered 503.")] * 2)
    await talk.writes("anna", "OLDER-1: see the file", files=[("audit.pdf", AUDIT)])
    assert (file_of(talk).state, file_of(talk).error) == (FileState.WANTED, "Slack answered 503.")
    for seconds, asked in ((19, 1), (1, 2), (39, 2), (1, 3)):
        talk.clock.move_by(timedelta(seconds=seconds))
        await talk.rounds.round()
        assert len(talk.shelf.asked) == asked
    stored = file_of(talk)
    assert (stored.state, stored.sha256, stored.error) == (
        FileState.STORED,
        hashlib.sha256(AUDIT).hexdigest(),
        None,
    )


async def test_a_file_that_is_gone_is_shown_as_failed(talk: Talk, register: Register) -> None:
    """What cannot be fetched is not asked for for ever: it is marked, with the reason, and its words stand."""
    register.item("1")
    talk.shelf.ordered.append(NotStored("Slack answered 404.", final=True))
    await talk.writes("anna", "OLDER-1: see the file", files=[("audit.pdf", AUDIT)])
    await talk.at("2022-12-02T10:00")
    assert (file_of(talk).state, file_of(talk).error, len(talk.shelf.asked)) == (
        FileState.FAILED,
        "Slack answered 404.",
        1,
    )


async def test_an_item_says_of_a_file_that_it_has_not_arrived(talk: Talk, register: Register) -> None:
    """Nobody takes evidence for complete whose file is still on its way, or was never got."""
    register.item("1")
    talk.shelf.ordered += [NotStored("Slack answered 503."), NotStored("Slack answered 404.", final=True)]
    await talk.writes("anna", "OLDER-1: see the file", files=[("audit.pdf", AUDIT)])
    shown = plain.render(await talk.says("priya", "/rec show OLDER-1", ItemDetail))
    assert "audit.pdf (10 KB, has not arrived yet)" in shown
    await talk.at("2022-12-02T10:00")
    shown = plain.render(await talk.says("priya", "/rec show OLDER-1", ItemDetail))
    assert "audit.pdf (10 KB, could not be fetched)" in shown


async def test_the_author_of_a_file_that_is_not_kept_is_told(talk: Talk, register: Register) -> None:
    """Nobody believes evidence to be in the register which is not: its author hears why, once, and has it still."""
    register.item("1")
    talk.shelf.ordered.append(NotStored("Slack answered 404.", final=True))
    await talk.writes("anna", "OLDER-1: see the file", files=[("audit.pdf", AUDIT)])
    await talk.at("2022-12-02T10:00")
    assert talk.sees("anna", Acknowledged) == [
        Acknowledged("file_not_stored", {"name": "audit.pdf", "why": "Slack answered 404."})
    ]


async def test_a_fetcher_that_died_is_followed_by_another(talk: Talk, register: Register) -> None:
    """A file claimed and never settled is fetched again after five minutes."""
    register.item("1")
    talk.shelf.ordered.append(NotStored("Slack answered 503."))
    await talk.writes("anna", "OLDER-1: see the file", files=[("audit.pdf", AUDIT)])
    talk.clock.move_by(timedelta(seconds=20))
    with talk.database.writing() as session:
        assert len(fetching.claim(session, talk.clock.now())) == 1
        assert fetching.claim(session, talk.clock.now()) == []
    for seconds, state in ((299, FileState.WANTED), (1, FileState.STORED)):
        talk.clock.move_by(timedelta(seconds=seconds))
        await talk.rounds.round()
        assert file_of(talk).state is state
