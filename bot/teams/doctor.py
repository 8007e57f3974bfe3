"""What the doctor finds at Teams: whether the app is let in, whom it reaches, what it may read, and the clocks."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import partial
from http import HTTPStatus
from typing import Final, Literal
from urllib.parse import quote

import aiohttp

from bot.clock import Clock
from bot.settings import Settings
from bot.teams.addresses import channel_in, is_channel
from bot.teams.client import TeamsClient
from bot.teams.errors import NO_CONVERSATION, TeamsFault, faults_told
from bot.worker.faults import FaultKind
from templates.messages.operations import Finding

MOST_SECONDS_OFF: Final = 60
_finding = partial(Finding, section="teams_examination")

State = Literal["well", "look", "broken"]


@dataclass(frozen=True)
class Contact:
    """Somebody who has to be reached: a coordinator, by their name and the id of their account."""

    name: str
    account: str


class TeamsExamination:
    """Looks at Teams and Graph through `client`, once."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        client: TeamsClient,
        session: aiohttp.ClientSession,
        coordinators: Sequence[Contact],
    ) -> None:
        """Look at what `settings` say, at the time of `clock`, and whether the `coordinators` are reached."""
        self._settings, self._clock, self._client, self._session = settings, clock, client, session
        self._coordinators = coordinators

    async def findings(self) -> AsyncIterator[Finding]:
        """Yield what is found. Chats are looked up, which shows nobody anything; nothing is changed."""
        yield await self._keys()
        try:
            await self._client.sign_in()
        except TeamsFault as fault:
            yield _finding("app", _severity(fault), {"error": fault.why, "kind": fault.kind.value})
            return
        yield _finding("app", "well")
        missed = await self._missed()
        yield self._chats(missed)
        channel, team = channel_in(self._settings.reckoner_committee_channel or "")
        if is_channel(channel):
            yield await self._channel(channel)
            yield await self._channel_messages(channel, team)
        if self._coordinators:
            # Graph has nothing of somebody with whom there is no chat, whatever it is permitted to tell.
            reached = [each for each in self._coordinators if each not in missed]
            somebody = (reached or self._coordinators)[0]
            yield await self._messages(somebody)
            yield await self._directory(somebody)

    async def _keys(self) -> Finding:
        """Look whether Microsoft tells by which keys it signs, and what time it is there."""
        address = self._settings.cloud.keys
        try:
            with faults_told():
                async with self._session.get(address, allow_redirects=False) as answer:
                    status, told = answer.status, answer.headers.get("Date", "")
        except TeamsFault as fault:
            return _finding("keys", "broken", {"address": address, "error": fault.why})
        if status != HTTPStatus.OK:
            return _finding("keys", "broken", {"address": address, "error": str(status)})
        try:
            theirs = parsedate_to_datetime(told)
        except ValueError:
            return _finding("keys", "well", {"seconds": ""})
        off = round((self._clock.now() - theirs).total_seconds())
        state: State = "well" if abs(off) <= MOST_SECONDS_OFF else "look"
        return _finding("keys", state, {"seconds": f"{off:,}"})

    async def _missed(self) -> dict[Contact, str]:
        """Return the coordinators with whom there is no chat, each with the reason."""
        missed: dict[Contact, str] = {}
        for each in self._coordinators:
            try:
                await self._client.begin(self._settings.cloud.service, each.account)
            except TeamsFault as fault:
                missed[each] = fault.why
        return missed

    def _chats(self, missed: dict[Contact, str]) -> Finding:
        if missed:
            names = ", ".join(each.name for each in missed)
            return _finding(
                "chats", "broken", {"names": names, "error": ", ".join(sorted(set(missed.values())))}
            )
        names = ", ".join(each.name for each in self._coordinators)
        return _finding("chats", "well" if names else "look", {"names": names})

    async def _channel(self, channel: str) -> Finding:
        """Ask the channel for a member that nobody is: that it knows none such is an answer of the channel."""
        nobody = self._settings.teams_app_id or ""
        try:
            await self._client.member(self._settings.cloud.service, channel, nobody)
        except TeamsFault as fault:
            is_there = fault.status == HTTPStatus.NOT_FOUND and fault.why != NO_CONVERSATION
            if not (fault.kind is FaultKind.REFUSED and is_there):
                return _finding("channel", _severity(fault), {"channel": channel, "error": fault.why})
        return _finding("channel", "well", {"channel": channel})

    async def _messages(self, somebody: Contact) -> Finding:
        app = self._settings.teams_app_id or ""
        chat = quote(f"19:{somebody.account}_{app}@unq.gbl.spaces", safe="")
        return await self._permitted("messages", f"v1.0/chats/{chat}/messages?$top=1")

    async def _channel_messages(self, channel: str, team: str | None) -> Finding:
        if team is None:
            return _finding("channel_messages", "look", {"error": ""})
        path = f"v1.0/teams/{team}/channels/{quote(channel, safe='')}/messages?$top=1"
        return await self._permitted("channel_messages", path)

    async def _directory(self, somebody: Contact) -> Finding:
        path = f"v1.0/users/{quote(somebody.account, safe='')}?$select=accountEnabled"
        return await self._permitted("directory", path)

    async def _permitted(self, place: str, path: str) -> Finding:
        """Look whether Graph answers; Reckoner works without it, and says what it cannot do then."""
        try:
            await self._client.graph(path)
        except TeamsFault as fault:
            return _finding(place, "look", {"error": fault.why})
        return _finding(place, "well")


def _severity(fault: TeamsFault) -> State:
    """Return how bad it is: what is refused has to be put right, what could not be asked is to be asked again."""
    return "broken" if fault.kind is FaultKind.REFUSED else "look"
