"""Documents for people in Teams: each asks first whether it may come, and is then put into their OneDrive.

Source: Microsoft, “Send and receive files through a bot”. That is for personal chats alone. What somebody has
agreed to is put there at once, and said in the place of the question by the outbox. Before Teams is answered, the
outbox has what to say if nothing comes: so also whoever waits when this process dies is told to ask again. What a
card brings back is not trusted: it names a message of ours by number, which has to stand in the chat from which it
comes.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus
from os import SEEK_END
from typing import Any, BinaryIO, Final, TypeVar

import aiohttp
import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.documents.documents import Documents
from bot.teams.answers import content_of, object_in
from bot.teams.cloud import Cloud
from bot.teams.drawing import Json
from bot.teams.errors import TeamsFault, fault_of, faults_told
from bot.teams.payloads import Activity
from bot.transactions import transact
from bot.worker.faults import FaultKind
from models.database import Database
from models.enums import Surface
from models.outbox import conversation as conversations, outbox
from models.outbox.message import OutboxMessage
from models.refusals.base import Refusal
from templates.messages import Message
from templates.messages.answers import Acknowledged, Refused
from templates.messages.documents import Document, TakenFile
from templates.redrawing import standing
from templates.serialization import CannotThaw, freeze

CONSENT: Final = "application/vnd.microsoft.teams.card.file.consent"
FILE: Final = "application/vnd.microsoft.teams.card.file.info"

PIECE: Final = 32 * 320 * 2**10
"""Bytes that go up at a time: a multiple of 320 KiB. Source: Microsoft Graph, “Upload large files”."""

LEAST_SECONDS: Final = 60
SLOWEST: Final = 2**17
"""Bytes a second: a piece that goes up slower has stalled."""

ANSWERED_WITHIN: Final = 10.0
"""Seconds after which Teams is answered though a file is still on its way; it waits for 15."""

GIVEN_UP_AFTER: Final = timedelta(minutes=15)
"""The largest pack is made and put there sooner, so that after this nobody is bringing the file any more."""

_TAKEN: Final = (HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED)
_NOT_BROUGHT: Final = Acknowledged("document_not_brought")
_log = structlog.get_logger(__name__)
_Result = TypeVar("_Result")


class Uploads:
    """Asks people whether a document may come, and brings those that may."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        cloud: Cloud,
        documents: Documents,
        database: Database,
        clock: Clock,
    ) -> None:
        """Bring what `documents` makes at the time of `clock` to where files are in `cloud`."""
        self._session, self._cloud, self._documents = session, cloud, documents
        self._database, self._clock = database, clock
        self._making = asyncio.Lock()
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._told: Callable[[], object] = str

    def telling(self, told: Callable[[], object]) -> None:
        """Have `told` called from now on when the outbox has something new."""
        self._told = told

    def close(self) -> None:
        """Bring nothing any more: whoever was to have it is not told that they do."""
        for each in self._under_way.values():
            each.cancel()

    async def asking(self, number: int, document: Document, words: str, marked: str) -> Json:
        """Return the card that asks whether a document may come, as the outbox message `number`, by these `words`.

        It brings back the number, and is `marked` to be found. Raises Refusal where there is no such document.
        """
        with self._documents.room() as file:
            await self._made(document, file)
            size = file.seek(0, SEEK_END)
        brought = {"document": number, "mark": marked}
        content = {
            "description": words,
            "sizeInBytes": size,
            "acceptContext": brought,
            "declineContext": brought,
        }
        return {"contentType": CONSENT, "name": document.file_name, "content": content}

    async def consented(self, activity: Activity) -> None:
        """Take in whether somebody takes a document; return when it is there, or is still on its way."""
        value = activity.given
        number = _facts(value.get("context")).get("document")
        if not isinstance(number, int) or isinstance(number, bool) or not activity.is_personal:
            return
        is_taken = value.get("action") == "accept"

        def take_in(session: Session, at: datetime) -> Document | None:
            asked = _asked(session, number, activity.place)
            if asked is not None and is_taken:
                _expect(session, number, at)
            elif asked is not None:
                _says(session, number, Acknowledged("document_declined"), at)
            return asked

        asked = await self._transact(take_in)
        if asked is None:
            return
        if not is_taken:
            self._told()
            return
        if number not in self._under_way:
            bringing = self._bring(number, asked, _facts(value.get("uploadInfo")))
            self._under_way[number] = asyncio.create_task(bringing, name=f"document {number}")
        await asyncio.wait([self._under_way[number]], timeout=ANSWERED_WITHIN)

    async def _bring(self, number: int, document: Document, info: Json) -> None:
        """Make a document and put it where `info` says; say what became of it in the place of the question."""
        message: Message
        made = None
        try:
            with self._documents.room() as file:
                made = await self._made(document, file)
                await self._put(str(info.get("uploadUrl")), file)
            message = replace(made, taken=_taken(info, document.file_name))
        except Refusal as refusal:
            message = Refused(refusal.template, refusal.fields)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, somebody waits for their file
            _log.warning("document_not_brought", error=type(error).__name__)
            message = _NOT_BROUGHT
        finally:
            del self._under_way[number]
        await self._transact(lambda session, at: _says(session, number, message, at, made))
        self._told()

    async def _made(self, document: Document, file: BinaryIO) -> Document:
        # One at a time: each can take as much memory as a program of its own may have.
        async with self._making:
            return await asyncio.to_thread(self._documents.write, document, self._clock.now(), file)

    async def _put(self, address: str, file: BinaryIO) -> None:
        """Put a file at an address of Microsoft's. That opens it: no token goes with it, and it is never logged."""
        if not self._cloud.holds_files(address):
            raise TeamsFault(FaultKind.REFUSED, "not where people's files are")
        length = file.seek(0, SEEK_END)
        file.seek(0)
        first = 0
        while piece := await asyncio.to_thread(file.read, PIECE):
            last = first + len(piece) - 1
            await self._put_piece(address, piece, f"bytes {first}-{last}/{length}")
            first = last + 1

    async def _put_piece(self, address: str, piece: bytes, what: str) -> None:
        wait = aiohttp.ClientTimeout(total=LEAST_SECONDS + len(piece) // SLOWEST)
        headers = {"Content-Range": what, "Content-Type": "application/octet-stream"}
        with faults_told():
            async with self._session.put(
                address, data=piece, headers=headers, allow_redirects=False, timeout=wait
            ) as answer:
                told = object_in(await content_of(answer))
                if answer.status not in _TAKEN or told is None:
                    raise fault_of(answer.status, answer.headers, told)

    async def _transact(self, work: Callable[[Session, datetime], _Result]) -> _Result:
        return await transact(self._database, self._clock, work)


def file_card(taken: TakenFile) -> Json:
    """Return the card of a file that lies in somebody's OneDrive."""
    content = {"uniqueId": taken.id, "fileType": taken.name.rpartition(".")[2]}
    return {"contentType": FILE, "contentUrl": taken.address, "name": taken.name, "content": content}


def _asked(session: Session, number: int, place: str) -> Document | None:
    """Return the document of a message of ours that asks in the chat `place`, and was not answered yet."""
    asking = session.get(OutboxMessage, number)
    known = conversations.by_external(session, Surface.TEAMS, place)
    if asking is None or known is None or asking.posted is None:
        return None
    if asking.posted.conversation != known.address:
        return None
    try:
        message = standing(asking.content)
    except CannotThaw:
        return None
    return message if isinstance(message, Document) and message.taken is None else None


def _expect(session: Session, number: int, at: datetime) -> None:
    """Have whoever was asked told that no file came, unless something else becomes of it before."""
    asked = session.get_one(OutboxMessage, number).recipient
    until = at + GIVEN_UP_AFTER
    outbox.enqueue(
        session, _lost(number), freeze(_NOT_BROUGHT), at, account=asked, sends_at=until, is_answer=True
    )


def _lost(number: int) -> str:
    return f"document:{number}:lost"


def _says(
    session: Session, number: int, message: Message, at: datetime, made: Document | None = None
) -> None:
    """Have what asked say `message`, where it stands; what is known of a pack since it was made is said besides."""
    asking = session.get_one(OutboxMessage, number)
    for expected in session.scalars(select(OutboxMessage).where(OutboxMessage.key == _lost(number))):
        expected.withdraw()
    outbox.amend(session, asking, f"document:{number}:{type(message).__name__}", freeze(message), at)
    if made is not None and made.sum_of_sums is not None:
        facts = {"sum": made.sum_of_sums, "missing": ", ".join(made.missing)}
        told = freeze(Acknowledged("pack_brought", facts))
        outbox.enqueue(session, f"document:{number}:sum", told, at, account=asking.recipient, is_answer=True)


def _taken(info: Json, name: str) -> TakenFile:
    """Return the file as Microsoft describes it, once it is there."""
    return TakenFile(
        id=str(info.get("uniqueId") or ""),
        name=str(info.get("name") or name),
        address=str(info.get("contentUrl") or ""),
    )


def _facts(value: Any) -> Json:
    return value if isinstance(value, dict) else {}
