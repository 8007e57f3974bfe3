"""Files sent in Teams: fetched from the force's SharePoint alone, by an address that is forgotten after use."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.operations.web import listen
from bot.teams.cloud import PUBLIC, cloud_at
from bot.teams.files import FileFetcher
from bot.worker.files import FileStore
from jobs import fetching
from jobs.fetching import Marked, NotStored, Stored, Wanted
from models.database import Database
from models.enums import Surface
from models.statements.statement import AttachedFile
from tests.factories import Register

AUDIT = b"%PDF-1.7 " + b"audit " * 2000
LARGEST = 2**20
SILENCE = 0.5
SLOWLY = {"/slow.pdf": SILENCE / 4, "/silent.pdf": SILENCE * 60}
"""Seconds between two pieces of a file."""


@dataclass
class SharePoint:
    """Where files lie, what it was asked with, and what fetches from it."""

    fetcher: FileFetcher
    address: str
    authorizations: list[str | None] = field(default_factory=list)

    async def fetch(self, path: str) -> Stored | NotStored | Marked:
        """Fetch a file from here."""
        return await self.fetcher.fetch(Wanted(1, Surface.TEAMS, self.address + path, "audit.pdf", 0))

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Give a file, or what its name says."""
        self.authorizations.append(request.headers.get("Authorization"))
        if request.path in SLOWLY:
            return await self._slowly(request, SLOWLY[request.path])
        elsewhere = {
            "/moved.pdf": f"{self.address}/audit.pdf",
            "/away.pdf": "http://localhost:1/audit.pdf",
            "/round.pdf": f"{self.address}/round.pdf",
        }
        if request.path in elsewhere:
            return web.Response(status=302, headers={"Location": elsewhere[request.path]})
        held = {"/audit.pdf": AUDIT, "/large.pdf": b"x" * (LARGEST + 1)}
        if request.path in held:
            return web.Response(body=held[request.path])
        return web.Response(status=503 if request.path == "/busy.pdf" else 403)

    @staticmethod
    async def _slowly(request: web.Request, pause: float) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(6):
            await response.write(b"12345678")
            await asyncio.sleep(pause)
        return response


@pytest.fixture
async def sharepoint(tmp_path: Path) -> AsyncIterator[SharePoint]:
    """The force's SharePoint, on this machine."""
    application = web.Application()
    async with aiohttp.ClientSession() as session:
        there = SharePoint(FileFetcher(session, PUBLIC, FileStore(tmp_path), LARGEST), "")
        application.router.add_get("/{name}", there.answer)
        served = await listen(application, "127.0.0.1", 0)
        there.address = served.address
        cloud = cloud_at(f"{served.address}/")
        there.fetcher = FileFetcher(session, cloud, FileStore(tmp_path), LARGEST, SILENCE)
        yield there
        await served.close()


async def test_a_file_is_fetched_without_any_token(sharepoint: SharePoint) -> None:
    """It is stored under its SHA-256, also from where SharePoint sends on to; no token goes with the address."""
    wanted = Stored(hashlib.sha256(AUDIT).hexdigest(), len(AUDIT))
    assert await sharepoint.fetch("/audit.pdf") == wanted
    assert await sharepoint.fetch("/moved.pdf") == wanted
    assert sharepoint.authorizations == [None] * 3


@pytest.mark.parametrize(
    ("path", "is_final"),
    [
        ("/away.pdf", True),
        ("/round.pdf", True),
        ("/over.pdf", True),
        ("/large.pdf", True),
        ("/busy.pdf", False),
    ],
)
async def test_what_cannot_be_had_is_said(sharepoint: SharePoint, path: str, is_final: bool) -> None:
    """A redirect to elsewhere, an address that is over, and what is too large, are final; no link is given."""
    outcome = await sharepoint.fetch(path)
    assert isinstance(outcome, NotStored)
    assert (outcome.final, outcome.link) == (is_final, None)


async def test_a_slow_file_comes_whole_and_a_silent_one_is_tried_again(sharepoint: SharePoint) -> None:
    """A file may take as long as it likes while something comes; only silence ends the waiting."""
    assert isinstance(await sharepoint.fetch("/slow.pdf"), Stored)
    silent = await sharepoint.fetch("/silent.pdf")
    assert isinstance(silent, NotStored)
    assert not silent.final


@pytest.mark.parametrize(
    ("url", "holds"),
    [
        ("https://force.sharepoint.com/x?tempauth=1", True),
        ("http://force.sharepoint.com/x", False),
        ("https://force.sharepoint.com.example.org/x", False),
        ("https://sharepoint.com/x", False),
        ("https://169.254.169.254/x", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_only_sharepoint_holds_files(url: str, holds: bool) -> None:
    """Whatever a message says, a file is fetched over https from SharePoint alone."""
    assert PUBLIC.holds_files(url) is holds


@pytest.mark.parametrize(
    "outcome", [Stored("a" * 64, 3), NotStored("gone", final=True, link="https://force.sharepoint.com/x")]
)
def test_an_address_that_opens_a_file_is_forgotten(
    database: Database, register: Register, outcome: Stored | NotStored
) -> None:
    """Once a file is fetched or given up, its address is not kept, for it is a credential; nor is it a link."""
    at = register.act.at
    with database.writing() as session:
        file = AttachedFile(
            surface=Surface.TEAMS,
            external="F1",
            address="https://force.sharepoint.com/x?tempauth=1",
            name="audit.pdf",
            media_type="",
            size=0,
            is_passing=True,
            next_try_at=at,
        )
        session.add(file)
        session.flush()
        (wanted,) = fetching.claim(session, at)
        assert wanted.address == file.address
        fetching.settle(session, wanted.file, outcome, at)
        assert (file.address, file.link) == ("", None)
