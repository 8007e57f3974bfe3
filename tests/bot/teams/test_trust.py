"""Who is let in: only Microsoft's connector, for our app, in our tenant, and only while its signature holds."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.clock import StoppedClock
from bot.operations.web import Listening, listen
from bot.teams.cloud import PUBLIC, Cloud
from bot.teams.http import LARGEST, Answer, Requests, routes
from bot.teams.payloads import Activity
from bot.teams.trust import ASKED_EVERY, TRIED_AGAIN, SigningKeys, Trust
from tests.bot.teams.connector import (
    ANOTHER,
    APP,
    OTHER_TENANT,
    TENANT,
    KeyServer,
    activity,
    token,
)


@dataclass
class Door:
    """Our side as it listens, what got through, and Microsoft's keys."""

    microsoft: KeyServer
    cloud: Cloud
    clock: StoppedClock
    session: aiohttp.ClientSession
    address: str = ""
    heard: list[Activity] = field(default_factory=list)
    fault: Exception | None = None

    async def answer(self, heard: Activity) -> Answer:
        """Take what got through."""
        self.heard.append(heard)
        if self.fault is not None:
            raise self.fault
        return Answer()

    async def knock(self, authorization: str | None, body: Any) -> tuple[int, str]:
        """Post `body`; return the status and what is said."""
        headers = {"Authorization": authorization} if authorization is not None else {}
        content = BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        address = f"{self.address}/api/messages"
        async with self.session.post(address, data=content, headers=headers) as answered:
            return answered.status, await answered.text()

    async def tries(self, **claims: Any) -> int:
        """Post a usual message with a token that has these claims; return the status."""
        status, _ = await self.knock(token(self.cloud, self.clock, **claims), activity(self.cloud))
        return status


@pytest.fixture
async def door(clock: StoppedClock) -> AsyncIterator[Door]:
    """Our door, open, with Microsoft's keys to be asked for."""
    async with opened(clock) as door:
        yield door


@asynccontextmanager
async def opened(clock: StoppedClock, **pace: float) -> AsyncIterator[Door]:
    """Give our door, open, with keys that are asked for at this pace."""
    microsoft = KeyServer()
    async with microsoft.served() as cloud, aiohttp.ClientSession() as session:
        door = Door(microsoft, cloud, clock, session)
        keys = SigningKeys(session, cloud, **pace)
        listening = await _listening(door, Trust(keys, cloud, APP, clock))
        door.address = listening.address
        yield door
        await listening.close()
        keys.close()


async def _listening(door: Door, trust: Trust) -> Listening:
    application = web.Application()
    application.add_routes(routes(Requests(trust, TENANT, door.answer)))
    return await listen(application, "127.0.0.1", 0)


async def test_what_the_connector_signs_is_heard(door: Door) -> None:
    """A message with a token that holds is heard, and answered with 200."""
    assert await door.tries() == 200
    (heard,) = door.heard
    assert (heard.text, heard.account, heard.is_personal) == ("status 10618", heard.from_.aad_object_id, True)


@pytest.mark.parametrize(
    "claims",
    [
        {"key": ANOTHER, "kid": "first"},
        {"kid": "unknown"},
        {"kid": None},
        {"key": "a secret of thirty-two characters", "algorithm": "HS256"},
        {"key": None, "algorithm": "none"},
        {"iss": "https://sts.windows.net/"},
        {"aud": OTHER_TENANT},
        {"serviceurl": "https://smba.trafficmanager.net/elsewhere/"},
        {"exp": "soon"},
        *({"without": claim} for claim in ("iss", "aud", "exp", "serviceurl")),
    ],
    ids=" ".join,
)
async def test_a_token_that_does_not_hold_is_refused(door: Door, claims: dict[str, Any]) -> None:
    """Another key, algorithm, issuer, audience or service, or a claim that is missing: nothing is heard."""
    assert await door.tries(**claims) == 401
    assert door.heard == []


@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Bearer ", "Bearer a.b.c", "Basic YTpi"])
async def test_a_request_without_a_token_is_refused(door: Door, authorization: str | None) -> None:
    """Without a bearer token that can be read nothing is heard."""
    status, _ = await door.knock(authorization, activity(door.cloud))
    assert (status, door.heard) == (401, [])


@pytest.mark.parametrize(
    ("minutes", "status"), [(-11, 401), (-9, 200), (0, 200), (64, 200), (66, 401)], ids=str
)
async def test_clocks_may_differ_by_five_minutes(door: Door, minutes: int, status: int) -> None:
    """A token holds from five minutes before its time until five minutes after, and no longer."""
    given = token(door.cloud, door.clock)
    door.clock.move_to(door.clock.now() + timedelta(minutes=minutes))
    answered, _ = await door.knock(given, activity(door.cloud))
    assert answered == status


@pytest.mark.parametrize(
    "changes",
    [
        {"channelId": "webchat"},
        {"channelId": None},
        {"serviceUrl": ""},
        {"serviceUrl": None},
        {"serviceUrl": 7},
        {"conversation": None},
    ],
    ids=str,
)
async def test_another_channel_or_no_service_is_refused(door: Door, changes: dict[str, Any]) -> None:
    """A signed body of another channel, or without the service that the token names, is refused."""
    status, _ = await door.knock(token(door.cloud, door.clock), activity(door.cloud, **changes))
    assert (status, door.heard) == (401, [])


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 100_000])
async def test_what_is_no_activity_is_refused(door: Door, body: bytes) -> None:
    """A signed body that cannot be read is refused, however it is made."""
    status, _ = await door.knock(token(door.cloud, door.clock), body)
    assert (status, door.heard) == (401, [])


@pytest.mark.parametrize("endorsements", [None, ["webchat"], []], ids=str)
async def test_a_key_that_is_not_endorsed_for_teams_is_refused(
    door: Door, endorsements: list[str] | None
) -> None:
    """A key of Microsoft's that is not endorsed for Teams signs nothing of Teams'."""
    door.microsoft.keys["other"] = door.microsoft.described(ANOTHER, "other", endorsements)
    assert await door.tries(key=ANOTHER, kid="other") == 401
    assert door.heard == []


@pytest.mark.parametrize(
    "changes",
    [
        {"conversation": {"id": "a:1", "tenantId": OTHER_TENANT}},
        {"conversation": {"id": "a:1", "tenantId": TENANT}, "channelData": {"tenant": {"id": OTHER_TENANT}}},
        {"conversation": {"id": "a:1"}, "channelData": {}},
        {"from": {"id": "29:anonymous", "name": "Anonymous"}},
    ],
    ids=str,
)
async def test_nobody_of_another_organisation_is_heard(door: Door, changes: dict[str, Any]) -> None:
    """A foreign tenant, none, or somebody without an account there, is answered 200 and with nothing else."""
    answered = await door.knock(token(door.cloud, door.clock), activity(door.cloud, **changes))
    assert (answered, door.heard) == ((200, ""), [])


async def test_a_request_of_more_than_a_megabyte_is_refused(door: Door) -> None:
    """No more than a megabyte is read."""
    large = activity(door.cloud, text="x" * LARGEST)
    status, _ = await door.knock(token(door.cloud, door.clock), large)
    assert (status, door.heard) == (413, [])


async def test_what_breaks_comes_again_and_quotes_nothing(door: Door) -> None:
    """A fault is answered 500 with a reference, so that Teams brings it again; nothing typed is said back."""
    door.fault = RuntimeError("status 10618")
    status, said = await door.knock(token(door.cloud, door.clock), activity(door.cloud))
    assert status == 500
    assert said.startswith("R-")
    assert "10618" not in said


async def test_keys_are_asked_for_once_however_many_wait(door: Door) -> None:
    """Twenty requests at once, and those after them, ask for the keys once."""
    assert await asyncio.gather(*(door.tries() for _ in range(20))) == [200] * 20
    assert await door.tries() == 200
    assert door.microsoft.asked == 1


async def test_unknown_keys_ask_at_most_once_a_minute(door: Door) -> None:
    """Whoever makes up keys cannot have Microsoft asked more than once a minute."""
    for number in range(5):
        assert await door.tries(kid=f"made up {number}") == 401
    assert (door.microsoft.asked, ASKED_EVERY) == (1, 60.0)


async def test_a_new_key_is_learnt_once_the_time_has_come(clock: StoppedClock) -> None:
    """Who signs by a key that is new is heard as soon as the keys may be asked for again."""
    async with opened(clock, asked_every=0.0) as door:
        assert await door.tries() == 200
        door.microsoft.keys["second"] = door.microsoft.described(ANOTHER, "second", ["msteams"])
        assert await door.tries(key=ANOTHER, kid="second") == 200
        assert door.microsoft.asked == 2


async def test_known_keys_are_kept_while_microsoft_is_down(clock: StoppedClock) -> None:
    """Keys that are old are asked for anew, and go on to hold where nobody answers."""
    async with opened(clock, keys_last=0.0) as door:
        assert await door.tries() == 200
        door.microsoft.is_down = True
        assert [await door.tries() for _ in range(3)] == [200, 200, 200]
        assert door.microsoft.asked > 1


async def test_what_cannot_be_checked_yet_comes_again(door: Door) -> None:
    """While no key has ever been learnt, a request is neither heard nor refused: Teams brings it again."""
    door.microsoft.is_down = True
    assert [await door.tries() for _ in range(3)] == [503] * 3
    assert (door.heard, door.microsoft.asked) == ([], 1)


async def test_keys_are_learnt_soon_after_microsoft_was_down(clock: StoppedClock) -> None:
    """What could not be checked is heard when it comes again, and not a minute after: Teams gives up before."""
    async with opened(clock, tried_again=0.0) as door:
        door.microsoft.is_down = True
        assert await door.tries() == 503
        door.microsoft.is_down = False
        assert await door.tries() == 200
    assert TRIED_AGAIN < ASKED_EVERY


@pytest.mark.parametrize(
    ("url", "goes"),
    [
        ("https://smba.trafficmanager.net/uk/", True),
        ("https://smba.infra.gcc.teams.microsoft.com/", True),
        ("http://smba.trafficmanager.net/uk/", False),
        ("https://trafficmanager.net.example.org/", False),
        ("https://eviltrafficmanager.net/", False),
        ("https://kim@smba.trafficmanager.net/", False),
        ("https://smba.trafficmanager.net@example.org/", False),
        ("https://smba.trafficmanager.net:8443/", False),
        ("https://[", False),
    ],
)
def test_the_token_goes_to_microsofts_hosts_alone(url: str, goes: bool) -> None:
    """Only Microsoft's own names over https are a service to which our token may go."""
    assert PUBLIC.is_service(url) is goes
