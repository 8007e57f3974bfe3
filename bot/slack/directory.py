"""Asking Slack who somebody is, and whether they are of the force."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

import structlog

from bot.slack import addresses
from bot.slack.client import SlackClient, part
from bot.slack.errors import SlackFault
from bot.worker.faults import FaultKind
from handlers.request import NewUser
from jobs.account_search import AccountsByName
from models.address import Account
from models.register.same_name import as_compared

MEMBERS_A_PAGE: Final = 500
_GUEST = ("is_restricted", "is_ultra_restricted", "is_stranger")
_OUTSIDE = (*_GUEST, "is_bot", "deleted")
"""What makes somebody no member of the force. Source: Slack, “User type”."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class SlackTeam:
    """The force's own workspace `team`, and the organisation on Enterprise Grid that it belongs to, if any."""

    team: str
    enterprise: str | None = None

    @classmethod
    def of(cls, identity: Any) -> "SlackTeam":
        """Return where the app is installed, as Slack's `auth.test` says; of a whole organisation, that alone.

        Raises SlackFault where it does not say so.
        """
        enterprise = identity.get("enterprise_id") or None
        team = identity.get("team_id") or enterprise
        if not isinstance(team, str):
            raise SlackFault(FaultKind.UNSURE, "an answer without team_id")
        return cls(team, enterprise)

    def holds(self, team: str | None) -> bool:
        """Whether a workspace or organisation is ours; of whom none is said, is of the one that asks."""
        return not team or team in (self.team, self.enterprise)

    def is_of(self, user: dict[str, Any]) -> bool:
        """Whether somebody is of our workspace or organisation, as `users.info` describes them."""
        known = user.get("enterprise_user") or {}
        is_of_the_organisation = self.enterprise is not None and known.get("enterprise_id") == self.enterprise
        return (
            self.holds(user.get("team_id"))
            or is_of_the_organisation
            or self.team in (known.get("teams") or ())
        )


class SlackDirectory:
    """Knows people by their accounts, through Slack."""

    def __init__(self, client: SlackClient, ours: SlackTeam) -> None:
        """Ask by way of `client`; the force is `ours`."""
        self._client, self._ours = client, ours

    async def who_is(self, account: Account) -> NewUser | None:
        """Return who has this account, or None if Slack does not say."""
        user = await self._user(account.id)
        if user is None:
            return None
        return NewUser(
            account=account,
            name=str(user.get("real_name") or user.get("name") or account.id),
            outside=not self._ours.is_of(user) or any(user.get(each) for each in _OUTSIDE),
        )

    async def named(self, names: Collection[str]) -> AccountsByName | None:
        """Return the accounts of members with these names, as names compare; None if Slack does not say."""
        found: dict[str, list[Account]] = {}
        cursor = ""
        try:
            while True:
                page = await self._client.users_list(limit=MEMBERS_A_PAGE, cursor=cursor)
                for user in part(page, "members", list):
                    name = as_compared(str(user.get("real_name") or ""))
                    if (
                        name in names
                        and self._ours.is_of(user)
                        and not any(user.get(each) for each in _OUTSIDE)
                    ):
                        found.setdefault(name, []).append(addresses.account(user["id"]))
                cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
                if not cursor:
                    return found
        except SlackFault as fault:
            _log.warning("names_not_asked", error=fault.why)
            return None

    async def is_outside(self, user: str, team: str | None, enterprise: str | None = None) -> bool:
        """Whether somebody of whom Slack names the workspace `team` is of another organisation.

        On Enterprise Grid that can be any workspace of the organisation, or the organisation itself: then Slack is
        asked about the person, unless it has said of which organisation they are. Whom it does not know is outside.
        """
        if self._ours.holds(team):
            return False
        if self._ours.enterprise is None:
            return True
        if enterprise == self._ours.enterprise:
            return False
        known = await self._user(user)
        return known is None or bool(known.get("is_stranger")) or not self._ours.is_of(known)

    async def reads_as_outsider(self, user: str) -> bool:
        """Whether a member of a conversation is a guest or of another organisation; apps are nobody.

        Raises SlackFault where Slack does not say.
        """
        known: dict[str, Any] = part(await self._client.users_info(user=user), "user", dict)
        if known.get("is_bot") or known.get("deleted"):
            return False
        return not self._ours.is_of(known) or any(known.get(each) for each in _GUEST)

    async def _user(self, user: str) -> dict[str, Any] | None:
        try:
            found: dict[str, Any] = part(await self._client.users_info(user=user), "user", dict)
        except SlackFault as fault:
            _log.warning("unknown_to_slack", account=user, error=fault.why)
            return None
        return found
