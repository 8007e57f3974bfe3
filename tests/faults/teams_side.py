"""Teams in a run: Microsoft's stand-in, which brings activities to whichever Reckoner listens."""

import asyncio
import random
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any, Final

import aiohttp

from bot.clock import StoppedClock
from bot.local.faults import Faults, InjectedFault
from bot.local.people import MEMBERS
from bot.local.teams.graph import OF_CHANNELS, OF_CHATS, OF_USERS
from bot.local.teams.organisation import Organisation, Posted, Room
from bot.local.teams.server import Microsoft, served
from bot.teams.history import mark
from models.outbox.message import OutboxMessage
from tests.faults.sides import ACKNOWLEDGED, AGAIN, Json, Listening, Spoken
from tests.platforms import LINK, account_of, organisation_of, settings_of_teams

LAGS: Final = (0, 0, 2, 4)
"""Seconds for which Graph does not show a message: fewer than pass before one is tried again."""

_ACCEPTED: Final = (
    InjectedFault.DROPPED,
    InjectedFault.LOST,
    InjectedFault.CUT,
    InjectedFault.EMPTY,
    InjectedFault.NULL,
    InjectedFault.PAGE,
    InjectedFault.FORBIDDEN,
    InjectedFault.BAD_REQUEST,
    InjectedFault.TIMED_OUT,
    InjectedFault.CLOSED,
    InjectedFault.MOVED,
)
"""It was carried out, and the answer does not say so."""

_RETRY_AFTER: Final = (7, "0.5", "", "soon", "-3", "1e400", "Fri, 31 Dec 2027 23:59:59 GMT", "99999999")
_SAID: Final = (
    (401, "Unauthorized"),
    (403, "BotNotInConversationRoster"),
    (404, "ConversationNotFound"),
    (412, "PreconditionFailed"),
    (500, "InternalServerError"),
    (502, "BadGateway"),
)


class TeamsSide:
    """People in Teams."""

    committee = LINK
    calls = ("post", "post", "update", "begin", "graph", "login", "*")

    def __init__(self, microsoft: Microsoft, deliveries: "Deliveries", stack: AsyncExitStack) -> None:
        """Talk in the organisation of `microsoft`; what is held is let go with `stack`."""
        self.microsoft, self._deliveries, self._stack = microsoft, deliveries, stack
        self._cleared: list[Room] = []

    @classmethod
    async def opened(
        cls, clock: StoppedClock, people: Sequence[str], listening: Listening, chance: random.Random
    ) -> "TeamsSide":
        """Return Teams at the time of `clock`, with those who have these handles, and a Graph that may lag."""
        organisation = organisation_of(clock, people)
        organisation.tokens_last = timedelta(hours=1)
        organisation.permissions |= {OF_CHATS, OF_CHANNELS, OF_USERS}
        organisation.graph_lags = timedelta(seconds=chance.choice(LAGS))
        stack = AsyncExitStack()
        microsoft = await stack.enter_async_context(served(organisation, ()))
        wait = aiohttp.ClientTimeout(total=ACKNOWLEDGED)
        session = await stack.enter_async_context(aiohttp.ClientSession(timeout=wait))
        return cls(microsoft, Deliveries(microsoft, session, listening, chance), stack)

    async def close(self) -> None:
        """Serve no more."""
        await self._deliveries.close()
        await self._stack.aclose()

    @property
    def organisation(self) -> Organisation:
        """Whoever and whatever is there."""
        return self.microsoft.organisation

    @property
    def faults(self) -> Faults:
        """What goes wrong there."""
        return self.microsoft.faults

    @property
    def settings(self) -> Json:
        """The settings by which Reckoner is served."""
        return settings_of_teams(self.microsoft)

    def misled(self, chance: random.Random) -> None:
        """Let calls be refused, broken off, or answered as failed though they were carried out."""
        for _ in range(chance.randint(1, 3)):
            call, times = chance.choice(self.calls), chance.randint(1, 3)
            match chance.randint(0, 3):
                case 0:
                    status = chance.choice((0, 500, 502, 504))
                    fault = chance.choice(_ACCEPTED)
                    self.faults.order(
                        call, fault, times=times, status=status if fault is InjectedFault.LOST else 0
                    )
                case 1:
                    asked = chance.choice(_RETRY_AFTER)
                    self.faults.order(call, InjectedFault.RATE_LIMITED, times=times, retry_after=asked)
                case 2:
                    status, code = chance.choice(_SAID)
                    # Only a conversation is ever gone; what Graph refuses for good cannot be looked for.
                    call = chance.choice(("post", "update"))
                    self.faults.order(call, InjectedFault.SAID, times=times, error=code, status=status)
                case _:
                    fault = chance.choice(
                        (InjectedFault.REFUSED, InjectedFault.UNAVAILABLE, InjectedFault.PROXIED)
                    )
                    status = chance.choice((0, 403, 407)) if fault is InjectedFault.PROXIED else 0
                    self.faults.order(call, fault, times=times, status=status)

    def stalls(self) -> None:
        """Let a message be accepted and no answer come."""
        self.faults.order("post", InjectedFault.STALLED)

    def away(self, chance: random.Random) -> None:
        """Let the login, the keys or Graph be away for a while."""
        for each in chance.sample(("login", "keys", "graph"), chance.randint(1, 2)):
            fault = chance.choice((InjectedFault.REFUSED, InjectedFault.UNAVAILABLE, InjectedFault.PROXIED))
            self.faults.order(each, fault, times=chance.randint(1, 4))

    def clears(self, chance: random.Random) -> None:
        """Have somebody clear their chat: another one takes its place, and what stood there is seen no more."""
        account = chance.choice(list(self.organisation.members))
        self._cleared.append(self.organisation.chat(account))
        self.organisation.clear(account)

    def removes(self, chance: random.Random) -> None:
        """Have the app be taken away from somebody or the channel, or be added again where it was taken away."""
        room = chance.choice(list(self.organisation.rooms.values()))
        self._installs(room, is_added=not room.is_installed)

    def has_the_app_everywhere(self) -> None:
        """Have the app be added wherever it was taken away."""
        for room in self.organisation.rooms.values():
            if not room.is_installed:
                self._installs(room, is_added=True)

    def _installs(self, room: Room, *, is_added: bool) -> None:
        member = self.organisation.members[room.members[0]]
        self.brings(self.microsoft.activities.installed(member, room, is_added=is_added))

    def says(self, spoken: Spoken) -> None:
        """Write in the personal chat."""
        member, room = self._of(spoken.who)
        if room.is_installed:
            told = self.microsoft.activities.said(member, room, spoken.words)
            spoken.said = told["id"]
            self._tells(spoken, told)

    def edits(self, spoken: Spoken) -> None:
        """Put other words in the place of what was written, where it still stands."""
        member, room = self._of(spoken.who)
        self._tells(spoken, self.microsoft.activities.edited(member, room, str(spoken.said), spoken.words))

    def deletes(self, spoken: Spoken) -> None:
        """Take away what was written."""
        member, room = self._of(spoken.who)
        self._tells(spoken, self.microsoft.activities.deleted(member, room, str(spoken.said)))

    def stands(self, spoken: Spoken) -> bool:
        """Whether what was written still stands there, in a chat with the app."""
        _, room = self._of(spoken.who)
        return room.is_installed and spoken.said in room.messages

    def _of(self, who: str) -> tuple[Any, Room]:
        account = account_of(who)
        return self.organisation.members[account], self.organisation.chat(account)

    def _tells(self, spoken: Spoken, told: Json) -> None:
        spoken.payloads.append(told)
        self.brings(told)

    def brings(self, payload: Json) -> None:
        """Bring an activity."""
        self._deliveries.bring(payload)

    def undelivered(self) -> Iterable[Json]:
        """Return the activities that were given up."""
        return self._deliveries.undelivered

    async def settled(self, within: float) -> None:
        """Return when nothing is on its way."""
        await self._deliveries.settled(within)

    def seen(self, outbox: Mapping[str, OutboxMessage]) -> dict[str, list[object]]:
        """Return every message of ours, by the key of which it carries the mark.

        What stood in a chat that was cleared counts where it was not sent again: somebody has seen it. Of several
        such chats, one after the other, the last counts: nobody saw two at a time.
        """
        keys = {mark(key): each.replaces.key if each.replaces else key for key, each in outbox.items()}
        by_key = self._by_key(self.organisation.rooms.values(), keys)
        for room in reversed(self._cleared):
            for key, messages in self._by_key([room], keys).items():
                by_key.setdefault(key, messages)
        return by_key

    @staticmethod
    def _by_key(rooms: Iterable[Room], keys: Mapping[str, str]) -> dict[str, list[object]]:
        by_key: dict[str, list[object]] = {}
        for room in rooms:
            for posted in room.of_bot:
                marked = _mark_of(posted)
                by_key.setdefault(keys.get(marked, marked), []).append(posted)
        return by_key


def _mark_of(posted: Posted) -> str:
    (attached,) = posted.activity["attachments"]
    content = attached["content"]
    return str(content["body"][0].get("id") if "body" in content else content["acceptContext"]["mark"])


class Deliveries:
    """Brings activities as Teams does: again, under the same id, until one is answered with 200, or all has failed.

    While nobody listens they are held: how long Teams does so is not known.
    """

    def __init__(
        self,
        microsoft: Microsoft,
        session: aiohttp.ClientSession,
        listening: Listening,
        chance: random.Random,
    ) -> None:
        """Bring what `microsoft` signs to one of those who are `listening`."""
        self._microsoft, self._session, self._listening = microsoft, session, listening
        self._chance = random.Random(chance.random())  # noqa: S311 - which of several is told
        self._tasks: set[asyncio.Task[None]] = set()
        self.undelivered: list[Json] = []

    def bring(self, activity: Json) -> None:
        """Bring an activity until it is taken."""
        task = asyncio.get_running_loop().create_task(self._delivered(activity))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settled(self, within: float) -> None:
        """Return when nothing is on its way. Raises TimeoutError."""
        async with asyncio.timeout(within):
            while self._tasks:
                await asyncio.wait(list(self._tasks))

    async def close(self) -> None:
        """Bring nothing any more."""
        for each in list(self._tasks):
            each.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _delivered(self, activity: Json) -> None:
        for pause in (0.0, *AGAIN):
            await asyncio.sleep(pause)
            if await self._is_taken(activity):
                return
        self.undelivered.append(activity)

    async def _is_taken(self, activity: Json) -> bool:
        addresses = await self._listening()
        try:
            status, _ = await self._microsoft.tell(self._session, self._chance.choice(addresses), activity)
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False
        return status == 200


def everybody() -> tuple[str, ...]:
    """Return the handles of all who are of the register."""
    return tuple(each.name for each in MEMBERS if each.role is not None)
