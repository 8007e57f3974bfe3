"""Which of the made-up people are in Slack and which in Teams, and where the committee's channel is."""

from collections.abc import Iterable
from typing import Final

from bot.local.people import MEMBERS
from bot.local.store import Store
from bot.local.teams.sample import ACCOUNTS, channel_link
from bot.slack import addresses as in_slack
from bot.teams import addresses as in_teams
from models.address import Account
from models.enums import Surface

COMMITTEE: Final = "C0JAC0001"
"""The id of the committee's channel in Slack, by which it is known here."""

_KIND: Final = "surface"


class Surfaces:
    """Says where each person is: in Slack until they are moved."""

    def __init__(self, store: Store) -> None:
        """Go on from what `store` has."""
        self._store, self._of = store, {key: Surface(told["is"]) for key, told in store.load(_KIND).items()}

    def of(self, user: str) -> Surface:
        """Return where the person with this id is."""
        return self._of.get(user, Surface.SLACK)

    def account_of(self, user: str) -> Account:
        """Return the account of the person with this id, where they are."""
        if self.of(user) is Surface.TEAMS:
            return in_teams.account(ACCOUNTS[user])
        return in_slack.account(user)

    @property
    def committee(self) -> Surface:
        """Where the committee's channel is."""
        return self.of(COMMITTEE)

    @property
    def committee_channel(self) -> str:
        """The committee's channel as settings name it."""
        return channel_link(COMMITTEE) if self.committee is Surface.TEAMS else COMMITTEE

    def elsewhere(self, users: Iterable[str], surface: Surface) -> list[str]:
        """Return those of `users` who are not on `surface`."""
        return [user for user in users if self.of(user) is not surface]

    def put(self, key: str, surface: Surface) -> None:
        """Note that a person, or the committee's channel, is on `surface`."""
        self._of[key] = surface
        self._store.put(_KIND, key, {"is": surface.value})


NAMES: Final = {member.id: member.real_name for member in MEMBERS if member.role is not None}
"""The people whom the register has, by the ids that the page knows them by."""
