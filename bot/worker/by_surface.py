"""The worker's ports where several platforms are served: each surface is seen to by its own."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

import structlog

from bot.worker.ports import AccountBook, Fetcher, NameBook, Pages, Poster
from jobs.account_search import AccountsByName
from jobs.accounts import AccountCheck, AccountState
from jobs.delivery import Again, Impossible, Outcome, Outgoing
from jobs.fetching import Marked, NotStored, Stored, Wanted
from models.enums import Surface

NOT_SERVED: Final = "this platform is not set up"
"""Why nothing reaches a surface whose settings were taken away, until they are there again."""

_log = structlog.get_logger(__name__)


class PosterBySurface:
    """Posts each message to the surface that it is for."""

    def __init__(self, posters: Mapping[Surface, Poster]) -> None:
        """Post by these."""
        self._posters = posters

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Return what became of it; what is for a surface that is not served waits until it is.

        Nothing is raised, whatever goes wrong.
        """
        where = outgoing.goes_to
        if where is None:
            return Impossible("it is for nobody")
        poster = self._posters.get(where.surface)
        if poster is None:
            return Again(NOT_SERVED, unsure=False, patient=True)
        try:
            return await poster.send(outgoing)
        except Exception as error:  # noqa: BLE001 - one message that cannot be drawn must not hold up the others
            _log.error("not_drawn", key=outgoing.key, error=type(error).__name__)
            return Impossible(type(error).__name__)


class FetcherBySurface:
    """Fetches each file from the surface that it came from."""

    def __init__(self, fetchers: Mapping[Surface, Fetcher]) -> None:
        """Fetch by these."""
        self._fetchers = fetchers

    async def fetch(self, wanted: Wanted) -> Stored | NotStored | Marked:
        """Return what became of it."""
        fetcher = self._fetchers.get(wanted.surface)
        return (
            await fetcher.fetch(wanted) if fetcher else NotStored(f"It could not be fetched: {NOT_SERVED}.")
        )


class AccountsBySurface:
    """Asks each account's own surface."""

    def __init__(self, books: Mapping[Surface, AccountBook]) -> None:
        """Ask these."""
        self._books = books

    async def state(self, asked: AccountCheck) -> AccountState:
        """Return the state of one account; UNKNOWN where nobody can be asked."""
        book = self._books.get(asked.account.surface)
        return await book.state(asked) if book else AccountState.UNKNOWN


class NamesOfAll:
    """Looks for names on every surface."""

    def __init__(self, books: Iterable[NameBook]) -> None:
        """Ask these."""
        self._books = tuple(books)

    async def named(self, names: Collection[str]) -> AccountsByName | None:
        """Return the accounts on all of them; None where none could be asked now."""
        answers = [each for book in self._books if (each := await book.named(names)) is not None]
        if not answers:
            return None
        return {name: [one for each in answers for one in each.get(name, ())] for name in names}


class PagesOfAll:
    """Keeps people's pages on every surface that has a place for them."""

    def __init__(self, pages: Iterable[Pages]) -> None:
        """Keep these."""
        self._pages = tuple(pages)

    async def publish_outdated(self) -> None:
        """Publish those that are out of date, one surface after the other."""
        for each in self._pages:
            await each.publish_outdated()
