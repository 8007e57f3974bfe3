"""Files that came with what was written in Teams: fetched from SharePoint into the folder of files.

The address itself opens a file, for some minutes: no token goes with it, and it is never shown or logged.
"""

from typing import Final

import aiohttp

from bot.imports.marking import marking_of
from bot.teams.cloud import Cloud
from bot.worker.download import Look, download
from bot.worker.files import FileStore
from jobs.fetching import Marked, NotStored, Stored, Wanted

SILENCE: Final = 30.0
"""Seconds without a byte after which a file has stalled; however long it takes as long as something comes."""

MOST_REDIRECTS: Final = 3
FOUND: Final = 200
ELSEWHERE: Final = range(300, 400)
OVER: Final = frozenset({401, 403, 404, 410})
"""What SharePoint answers where the file is gone, or the time is over for which its address holds."""

_ELSEWHERE: Final = "It is not stored in the force's own SharePoint."
_OVER: Final = "Microsoft no longer provides it. Please send it again."


class FileFetcher:
    """Fetches files from where `cloud` keeps them, and follows no redirect to anywhere else."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        cloud: Cloud,
        store: FileStore,
        largest: int,
        silence: float = SILENCE,
        look: Look = marking_of,
    ) -> None:
        """Fetch into `store`; `largest` is in bytes. What is silent for so many seconds is tried again later."""
        self._session, self._cloud, self._store, self._largest = session, cloud, store, largest
        self._look = look
        self._patience = aiohttp.ClientTimeout(total=None, sock_connect=silence, sock_read=silence)

    async def fetch(self, wanted: Wanted) -> Stored | NotStored | Marked:
        """Fetch and store one file; return its SHA-256 and size, or why it was not stored."""
        try:
            return await self._fetch(wanted, wanted.address, MOST_REDIRECTS)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            return NotStored(f"It could not be fetched: {type(error).__name__}.")

    async def _fetch(self, wanted: Wanted, address: str, redirects: int) -> Stored | NotStored | Marked:
        if not self._cloud.holds_files(address):
            return NotStored(_ELSEWHERE, final=True)
        async with self._session.get(address, allow_redirects=False, timeout=self._patience) as answer:
            if answer.status == FOUND:
                return await download(
                    answer, self._store, self._largest, wanted.size, wanted=wanted, look=self._look, link=None
                )
            if answer.status not in ELSEWHERE:
                is_over = answer.status in OVER
                said = _OVER if is_over else f"Microsoft answered {answer.status}."
                return NotStored(said, final=is_over)
            following = answer.headers.get("Location", "")
        if not redirects:
            return NotStored(_ELSEWHERE, final=True)
        return await self._fetch(wanted, following, redirects - 1)
