"""Microsoft Graph, as far as it is asked: people of the directory, and the messages of chats and channels.

Source: Microsoft Graph, “List messages in a chat”, “List channel messages”, “List replies”, “Get a user”.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.local.teams.errors import Json, TeamsError
from bot.local.teams.organisation import BOT, Organisation, Posted, Room

OF_USERS: Final = "User.Read.All"
OF_CHATS: Final = "Chat.Read.WhereInstalled"
OF_CHANNELS: Final = "ChannelMessage.Read.Group"
MOST: Final = 50

_USER = re.compile(r"v1\.0/users/([^/]+)")
_NAMED = re.compile(r"displayName eq '((?:[^']|'')*)' and accountEnabled eq true")
_CHAT = re.compile(r"v1\.0/chats/([^/]+)/messages")
_CHANNEL = re.compile(r"v1\.0/teams/([^/]+)/channels/([^/]+)/messages(?:/([^/]+)/replies)?")


class DirectoryGraph:
    """Answers what an app may read that has the organisation's permissions."""

    def __init__(self, organisation: Organisation, address: str) -> None:
        """Answer of `organisation`; following pages are named by `address`."""
        self._organisation, self._address = organisation, address

    def answer(self, path: str, query: Mapping[str, str]) -> Json:
        """Return what is asked for. Raises TeamsError."""
        if path == "v1.0/users":
            return self._named(query)
        if found := _USER.fullmatch(path):
            return self._user(found[1])
        if found := _CHAT.fullmatch(path):
            self._permitted(OF_CHATS)
            newest = sorted(self._chat(found[1]).messages.values(), key=_order, reverse=True)
            return self._page(newest, path, query)
        if found := _CHANNEL.fullmatch(path):
            self._permitted(OF_CHANNELS)
            if "$orderby" in query:
                raise TeamsError(400, "BadRequest")
            room = self._organisation.rooms.get(found[2])
            if room is None or room.group != found[1]:
                raise TeamsError(404, "NotFound")
            there = [each for each in room.messages.values() if each.root == found[3]]
            return self._page(sorted(there, key=_order, reverse=True), path, query)
        raise TeamsError(404, "NotFound")

    def _user(self, account: str) -> Json:
        self._permitted(OF_USERS)
        member = self._organisation.members.get(account)
        if member is None:
            raise TeamsError(404, "Request_ResourceNotFound")
        kind = "Guest" if member.role == "guest" else "Member"
        return {"id": account, "accountEnabled": member.is_enabled, "userType": kind}

    def _named(self, query: Mapping[str, str]) -> Json:
        self._permitted(OF_USERS)
        wanted = _NAMED.fullmatch(query.get("$filter", ""))
        if wanted is None:
            raise TeamsError(400, "Request_UnsupportedQuery")
        name = wanted[1].replace("''", "'").casefold()
        there = self._organisation.members.items()
        found = [account for account, each in there if each.is_enabled and each.name.casefold() == name]
        return {"value": [self._user(account) for account in found[: int(query.get("$top", "100"))]]}

    def _chat(self, named: str) -> Room:
        """Return a chat by Graph's own name for it, which names the two who speak there."""
        account = named.removeprefix("19:").removesuffix(f"_{self._organisation.app}@unq.gbl.spaces")
        room = self._organisation.chat_of(account)
        if room is None:
            raise TeamsError(404, "NotFound")
        return room

    def _permitted(self, permission: str) -> None:
        if permission not in self._organisation.permissions:
            raise TeamsError(403, "Forbidden")

    def _page(self, messages: Sequence[Posted], path: str, query: Mapping[str, str]) -> Json:
        most, first = int(query.get("$top", "20")), int(query.get("$skiptoken", "0"))
        if not 0 < most <= MOST:
            raise TeamsError(400, "BadRequest")
        until = self._organisation.clock.now() - self._organisation.graph_lags
        shown = [each for each in messages if each.at <= until and each.seen_by is None]
        page: Json = {"value": [self._drawn(each) for each in shown[first : first + most]]}
        if first + most < len(shown):
            page["@odata.nextLink"] = f"{self._address}{path}?$top={most}&$skiptoken={first + most}"
        return page

    @staticmethod
    def _drawn(posted: Posted) -> Json:
        attached = posted.activity.get("attachments") or []
        return {
            "id": posted.id,
            "createdDateTime": posted.at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "from": {"application" if posted.by == BOT else "user": {"id": posted.by}},
            "attachments": [
                {
                    "id": str(number),
                    "contentType": each["contentType"],
                    "content": json.dumps(each["content"]),
                }
                for number, each in enumerate(attached)
            ],
        }


def _order(posted: Posted) -> int:
    return int(posted.id)
