"""What rounds need others for: to post, to fetch, to ask, to read and to show. Each can be done in several ways."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from jobs import accounts, delivery, fetching, register_imports, report_reading
from jobs.account_search import AccountsByName
from models.address import Conversation
from models.refusals.base import Refusal
from models.report_parser.proposal import Reading


class Poster(Protocol):
    """Posts one message to a surface."""

    async def send(self, outgoing: delivery.Outgoing) -> delivery.Outcome:
        """Return what became of it. What cannot be drawn is raised as it comes."""
        ...


class Readership(Protocol):
    """Knows who reads a conversation on a surface."""

    async def has_outsiders(self, conversation: Conversation) -> bool:
        """Whether guests or members of other organisations read it; True where that cannot be learnt."""
        ...


class Fetcher(Protocol):
    """Fetches one file from a surface."""

    async def fetch(self, wanted: fetching.Wanted) -> fetching.Stored | fetching.NotStored | fetching.Marked:
        """Return what became of it."""
        ...


class AccountBook(Protocol):
    """Knows whether accounts on a surface still work."""

    async def state(self, asked: accounts.AccountCheck) -> accounts.AccountState:
        """Return the state of one account."""
        ...


class NameBook(Protocol):
    """Knows the members of a surface by their names."""

    async def named(self, names: Collection[str]) -> AccountsByName | None:
        """Return the accounts of members with these names, as names compare; None where nobody can be asked now."""
        ...


class Reader(Protocol):
    """Reads one report."""

    def read(self, wanted: report_reading.ToRead) -> Reading | Refusal:
        """Return what became of it."""
        ...


class Importer(Protocol):
    """Reads and imports one register that was sent."""

    def work(self, wanted: register_imports.ToImport, at: datetime) -> None:
        """Do it, and write down what became of it."""
        ...


class Pages(Protocol):
    """Keeps people's own pages."""

    async def publish_outdated(self) -> None:
        """Publish those that are out of date; whatever goes wrong is theirs to suffer."""
        ...
