"""Files that came with what was written in Slack: fetched from there into the folder of files."""

from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp

from bot.imports.marking import marking_of
from bot.slack.client import SlackClient, part
from bot.slack.errors import SlackFault, faults_told
from bot.worker.download import Look, download, too_large
from bot.worker.faults import FaultKind
from bot.worker.files import FileStore
from jobs.fetching import Marked, NotStored, Stored, Wanted

SILENCE: Final = 30.0
"""Seconds without a byte after which a file has stalled; however long it takes as long as something comes."""

FOUND: Final = 200
ELSEWHERE: Final = range(300, 400)
GONE: Final = frozenset({404, 410})
CLOSED: Final = frozenset({401, 403})

_PAGES: Final = ("text/html", "application/vnd.slack-docs")
"""Kinds of file that Slack gives as a page: e-mails, web pages, and its own canvases."""

_NO_SUCH_FILE: Final = frozenset({"file_deleted", "file_not_found"})
_SIGN_IN: Final = (
    "Slack asked for a sign-in: the app needs the scope files:read, or a proxy on the way asks for one."
)


class FileFetcher:
    """Fetches files from Slack. The token goes to one exact origin only, and no redirect is followed."""

    def __init__(
        self,
        client: SlackClient,
        session: aiohttp.ClientSession,
        token: str,
        origin: tuple[str, str],
        store: FileStore,
        largest: int,
        silence: float = SILENCE,
        look: Look = marking_of,
    ) -> None:
        """Fetch with `token` from `origin` (scheme and host), into `store`; `largest` is in bytes.

        `client` is asked about files of which Slack has not said where they are. A file that is silent for so many
        seconds is tried again later.
        """
        self._client, self._session, self._token, self._origin = client, session, token, origin
        self._store, self._largest, self._look = store, largest, look
        self._patience = aiohttp.ClientTimeout(total=None, sock_connect=silence, sock_read=silence)

    async def fetch(self, wanted: Wanted) -> Stored | NotStored | Marked:
        """Fetch and store one file; return its SHA-256 and size, or why it was not stored."""
        found = wanted if wanted.address else await self._asked_for(wanted)
        if isinstance(found, NotStored):
            return found
        address = urlsplit(found.address)
        if (address.scheme, address.netloc) != self._origin:
            return NotStored("It is not stored in Slack itself.", final=True, link=found.address)
        if found.size > self._largest:
            return NotStored(too_large(self._largest), final=True, link=found.address)
        try:
            with faults_told():
                return await self._download(found)
        except SlackFault as fault:
            return NotStored(f"It could not be fetched: {fault.why}.")

    async def _asked_for(self, wanted: Wanted) -> Wanted | NotStored:
        """Return a file of which Slack has said only that there is one as it is known when Slack is asked."""
        try:
            known = part(await self._client.files_info(file=wanted.external), "file", dict)
        except SlackFault as fault:
            if fault.kind is FaultKind.REFUSED and fault.why in _NO_SUCH_FILE:
                return NotStored("It is no longer in Slack, or Reckoner may not see it.", final=True)
            return NotStored(f"Slack did not say where it is: {fault.why}.")
        return _found(wanted, known)

    async def _download(self, wanted: Wanted) -> Stored | NotStored | Marked:
        headers = {"Authorization": f"Bearer {self._token}"}
        async with self._session.get(
            wanted.address, headers=headers, allow_redirects=False, timeout=self._patience
        ) as answer:
            if answer.status in ELSEWHERE:
                return NotStored(_SIGN_IN)
            if answer.status != FOUND:
                link = wanted.address if answer.status in CLOSED else None
                is_final = answer.status in GONE | CLOSED
                return NotStored(f"Slack answered {answer.status}.", final=is_final, link=link)
            if answer.content_type == "text/html" and not _may_be_page(wanted):
                return NotStored(_SIGN_IN)
            # What Slack draws as a page when it is asked for need not have the size that it was announced with.
            size = 0 if answer.content_type == "text/html" else wanted.size
            return await download(
                answer, self._store, self._largest, size, wanted=wanted, look=self._look, link=wanted.address
            )


def _found(wanted: Wanted, known: dict[str, Any]) -> Wanted | NotStored:
    """Return a file as Slack describes it, or that it is to be opened in Slack alone."""
    address = known.get("url_private_download") or known.get("url_private")
    if not address:
        link = known.get("permalink") or None
        return NotStored("Slack does not let Reckoner see it.", final=True, link=link)
    kind, size = known.get("mimetype") or wanted.media_type, known.get("size") or wanted.size
    return replace(wanted, address=str(address), media_type=str(kind), size=int(size))


def _may_be_page(wanted: Wanted) -> bool:
    """Whether a file may come as a page of the web, since that is what it is."""
    return wanted.media_type.startswith(_PAGES) or wanted.name.lower().endswith((".html", ".htm"))
