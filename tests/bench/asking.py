"""Asking servers as Slack and Teams do, by signed requests, in turn, so that each meets the machine alike."""

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from statistics import median
from time import perf_counter
from urllib.parse import urlencode

import aiohttp

from bot.clock import SystemClock
from bot.local.people import TEAM_ID
from bot.local.slack import payloads
from bot.local.slack.errors import Json
from bot.local.slack.signed_http import signature
from bot.local.teams.server import Microsoft
from bot.slack.http import EVENTS_PATH
from bot.teams.http import MESSAGES_PATH
from tests.bench.filling import ACCOUNTS
from tests.bench.servers import SECRET, Server

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
WARMING_UP = 20
_numbers = count(1)


@dataclass(frozen=True)
class Request:
    """One request as it is sent; where it `asks`, the answer to it holds something."""

    path: str
    headers: Mapping[str, str]
    content: bytes
    asks: bool = False


Body = Callable[[], Request]


def of_slack(kind: str, content: bytes) -> Request:
    """Return a request that Slack has signed now."""
    stamp = str(int(SystemClock().now().timestamp()))
    headers = {
        "Content-Type": kind,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature(SECRET, stamp, content),
    }
    return Request(EVENTS_PATH, headers, content, asks=kind == FORM)


def command(text: str) -> Body:
    """Return what makes the request of `/rec text`, said by who keeps the register."""

    def body() -> Request:
        said = {
            "command": "/rec",
            "text": text,
            "user_id": ACCOUNTS[0],
            "channel_id": "C1",
            "channel_name": "general",
            "team_id": TEAM_ID,
            "trigger_id": f"1.{next(_numbers)}",
            "response_url": "http://127.0.0.1/",
        }
        return of_slack(FORM, urlencode(said).encode())

    return body


def message(words: Iterator[str], user: str, channel: str, files: Sequence[Json] = ()) -> Body:
    """Return what makes the request of a message event, in which `user` writes the next of `words` in `channel`.

    `files` go with it, in Slack's shape.
    """

    def body() -> Request:
        number = next(_numbers)
        return _event(
            number,
            {
                "type": "message",
                "channel_type": "im",
                "channel": channel,
                "user": user,
                "team": TEAM_ID,
                "text": next(words),
                "ts": f"1700000000.{number:06}",
                **({"subtype": "file_share", "files": list(files)} if files else {}),
            },
        )

    return body


def pressed(user: str, shown: Json, button: Json) -> Body:
    """Return what makes the request by which `user` presses a `button` of the message that is `shown`."""
    channel = {"id": shown["channel"], "kind": "im"}

    def body() -> Request:
        payload = payloads.message_click(
            {"id": user, "name": user},
            channel,
            shown,
            {**button, "block_id": "bench"},
            state={"values": {}},
            response_url="http://127.0.0.1/",
            trigger_id=f"1.{next(_numbers)}",
        )
        # What a press brings comes later, as a message.
        return replace(of_slack(FORM, urlencode({"payload": json.dumps(payload)}).encode()), asks=False)

    return body


def home() -> Body:
    """Return what makes the request by which who keeps the register opens their Home."""
    opened = {"type": "app_home_opened", "user": ACCOUNTS[0], "channel": "D0BENCH", "tab": "home"}
    return lambda: _event(next(_numbers), opened)


def _event(number: int, event: Json) -> Request:
    payload = {
        "type": "event_callback",
        "team_id": TEAM_ID,
        "api_app_id": "A0RECKONR",
        "event_id": f"Ev0BENCH{number}",
        "event_time": 1_700_000_000,
        "event": event,
        "authorizations": [{"team_id": TEAM_ID, "user_id": "U0RECKONR", "is_bot": True}],
    }
    return of_slack(JSON, json.dumps(payload).encode())


def written(text: str, microsoft: Microsoft, account: str) -> Body:
    """Return what makes the request of a message in Teams, in which somebody writes `text` to Reckoner."""
    who, room = microsoft.organisation.members[account], microsoft.organisation.chat(account)

    def body() -> Request:
        told = microsoft.activities.said(who, room, text)
        headers = {
            "Authorization": microsoft.login.signature(microsoft.address),
            "Content-Type": JSON,
        }
        return Request(MESSAGES_PATH, headers, json.dumps(told).encode())

    return body


class Asked:
    """One request to one server, and how many milliseconds its answers took."""

    def __init__(self, name: str, server: Server, body: Body, idle: float = 0.0) -> None:
        """Ask `server` for what `body` makes; `idle` milliseconds a second it works when nobody asks."""
        self.name, self.server, self._body, self._idle = name, server, body, idle
        self.took: list[float] = []
        self._worked = self._begun = 0.0

    def begin(self) -> None:
        """Forget what was noted so far."""
        self.took.clear()
        self._worked, self._begun = self.server.worked, perf_counter()

    @property
    def worked(self) -> float:
        """The milliseconds of a processor that its server has had for each request; if it is asked nothing else.

        To be read at the end at once: what it does by itself meanwhile, the more the slower the machine is, is
        taken off.
        """
        by_itself = self._idle * (perf_counter() - self._begun)
        return (self.server.worked - self._worked - by_itself) / len(self.took)

    @property
    def p50(self) -> float:
        """The median of its times, in milliseconds."""
        return median(self.took)

    @property
    def p10(self) -> float:
        """What one in ten was faster than, in milliseconds: of a busy machine it tells more than the median."""
        return sorted(self.took)[len(self.took) // 10]

    async def ask(self, session: aiohttp.ClientSession) -> None:
        """Send it once and note the time that the answer took. Raises RuntimeError for anything but success."""
        request = self._body()
        address, content = f"{self.server.origin}{request.path}", request.content
        begun = perf_counter()
        async with session.post(address, data=content, headers=request.headers) as answer:
            said = await answer.read()
        self.took.append((perf_counter() - begun) * 1000)
        if answer.status != 200 or (request.asks and not said):
            raise RuntimeError(f"{self.name} answered {answer.status}: {said[:200]!r}")


async def in_turn(asked: Sequence[Asked], times: int, rest: float = 0.0) -> None:
    """Ask each of `asked` in turn, so many times, once each has been asked some times for nothing.

    After each it rests for so many seconds, in which a server can do what follows from what it was asked.
    """
    async with aiohttp.ClientSession() as session:
        for rounds in (min(WARMING_UP, times), times):
            for each in asked:
                each.begin()
            for _ in range(rounds):
                for each in asked:
                    await each.ask(session)
                    await asyncio.sleep(rest)
