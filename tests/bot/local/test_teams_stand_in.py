"""What stands for Teams on this machine is as strict as Teams where that matters, and brings what people do."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.clock import StoppedClock
from bot.local.teams.cards import CARD, CONSENT, check
from bot.local.teams.connector import PACE
from bot.local.teams.graph import OF_CHANNELS, OF_CHATS, OF_USERS
from bot.local.teams.organisation import Room
from bot.local.teams.server import Microsoft, served
from bot.teams.history import mark
from bot.teams.sender import marked
from templates.teams.renderer import CardRenderer
from tests.bot.teams.connector import APP, PRIYA, TENANT
from tests.bot.teams.hearing import CHANNEL
from tests.bot.teams.microsoft import SECRET
from tests.bot.teams.serving import ANNA, GROUP, organisation
from tests.templates.message_variants import EXAMPLES, VARIANTS

Json = dict[str, Any]
STRANGER = "0a1b2c3d-0000-4000-8000-0000000000ee"


def card(*body: Json, version: str = "1.5", **more: Any) -> Json:
    """Return an activity with a card."""
    content = {"type": "AdaptiveCard", "version": version, "body": list(body)}
    return {"type": "message", "attachments": [{"contentType": CARD, "content": content}], **more}


@dataclass
class Calling:
    """Somebody with the app's token, who calls as the app would."""

    microsoft: Microsoft
    session: aiohttp.ClientSession
    token: str = ""

    async def logs_in(self, tenant: str = TENANT, **form: str) -> tuple[int, Json]:
        """Ask for a token, by the right form but for what is given; keep it."""
        usual = {
            "grant_type": "client_credentials",
            "client_id": APP,
            "client_secret": SECRET,
            "scope": "https://api.botframework.com/.default",
        }
        address = f"{self.microsoft.address}{tenant}/oauth2/v2.0/token"
        async with self.session.post(address, data={**usual, **form}) as answer:
            told: Json = await answer.json()
            self.token = told.get("access_token", self.token)
            return answer.status, told

    async def calls(
        self, method: str, path: str, body: Json | None = None, token: str = ""
    ) -> tuple[int, Json]:
        """Call; return the status and what is answered."""
        headers = {"Authorization": f"Bearer {token or self.token}"}
        address = f"{self.microsoft.address}{path}"
        async with self.session.request(method, address, json=body, headers=headers) as answer:
            return answer.status, await answer.json()

    async def posts(self, activity: Json, where: str = "") -> str | int:
        """Post into a conversation, or Priya's chat; return the id, or the code of the refusal."""
        there = where or self.chat.id
        status, told = await self.calls("POST", f"v3/conversations/{there}/activities", activity)
        return str(told["id"]) if status == 201 else f"{status} {told['error']['code']}"

    @property
    def chat(self) -> Room:
        """Priya's chat."""
        return self.microsoft.organisation.chat(PRIYA)


@pytest.fixture
async def calling(clock: StoppedClock) -> AsyncIterator[Calling]:
    """Somebody who has the app's token."""
    async with AsyncExitStack() as stack:
        microsoft = await stack.enter_async_context(served(organisation(clock), PACE))
        calling = Calling(microsoft, await stack.enter_async_context(aiohttp.ClientSession()))
        await calling.logs_in()
        yield calling


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"tenant": STRANGER}, "invalid_request"),
        ({"client_id": STRANGER}, "unauthorized_client"),
        ({"client_secret": "guessed"}, "invalid_client"),
        ({"scope": "https://elsewhere.example/.default"}, "invalid_scope"),
    ],
)
async def test_only_the_app_gets_a_token(calling: Calling, form: dict[str, str], error: str) -> None:
    """Whoever has another tenant, id, secret or scope gets none."""
    status, told = await calling.logs_in(**form)
    assert (status >= 400, told) == (True, {"error": error})


async def test_a_token_is_of_use_where_it_was_given_for_and_for_an_hour(
    calling: Calling, clock: StoppedClock
) -> None:
    """The connector takes no token of Graph's, Graph none of the connector's, and nobody one that has ended."""
    calling.microsoft.organisation.permissions.add(OF_USERS)
    of_teams = calling.token
    _, told = await calling.logs_in(scope=f"{calling.microsoft.address}.default")
    member = f"v3/conversations/{calling.chat.id}/members/{PRIYA}"
    user = f"v1.0/users/{PRIYA}"
    assert [
        (await calling.calls("GET", path, token=token))[0]
        for token in (of_teams, told["access_token"], "made-up")
        for path in (member, user)
    ] == [200, 401, 401, 200, 401, 401]
    clock.move_by(timedelta(hours=1))
    assert (await calling.calls("GET", member, token=of_teams))[0] == 401


BAD = "400 Bad Argument"


@pytest.mark.parametrize(
    ("activity", "answer"),
    [
        ({"type": "message", "text": "both", **card()}, BAD),
        ({"type": "message"}, BAD),
        ({"type": "typing", "text": "x"}, BAD),
        (card(version="1.6"), BAD),
        (card({"type": "ActionSet", "actions": [{"type": "Action.Execute", "data": {"key": "x"}}]}), BAD),
        (card({"type": "TextBlock", "text": "x" * 60_000}), "413 MessageSizeTooBig"),
        ({"type": "message", "attachments": [{"contentType": "application/x-card", "content": {}}]}, BAD),
    ],
    ids=["text and card", "nothing", "typing", "version", "key", "size", "kind"],
)
async def test_what_teams_does_not_take_is_refused(calling: Calling, activity: Json, answer: str) -> None:
    """An activity that would not become one message with an id is refused, and nothing stands there."""
    assert await calling.posts(activity) == answer
    assert calling.chat.messages == {}


def test_it_takes_every_message_of_ours() -> None:
    """Each message as it is drawn, with the mark by which it is found, is one that Teams takes."""
    drawing = CardRenderer(b"a key that seals forms")
    for message in (*EXAMPLES, *VARIANTS):
        drawn = drawing.card(message)
        content = {**drawn, "body": marked(drawn["body"], mark("reminder:4:2022-12-02"))}
        attachments = [{"contentType": CARD, "content": content}]
        told = {"type": "message", "summary": drawing.line(message), "attachments": attachments}
        check(told, is_personal=True)


async def test_what_it_takes_stands_there_under_an_id_of_its_time(calling: Calling) -> None:
    """A card and a text are taken; each has an id, and the later one the greater."""
    first = await calling.posts(card({"type": "TextBlock", "text": "x" * 40_000}))
    second = await calling.posts({"type": "message", "text": "hello"})
    assert [each.id for each in calling.chat.of_bot] == [first, second]
    assert int(first) < int(second)


async def test_what_is_not_there_is_refused_by_name(calling: Calling) -> None:
    """Unknown conversations, threads and messages, and messages of others, are refused each in its own way."""
    ours = calling.microsoft.organisation
    said = calling.microsoft.activities.said(ours.members[PRIYA], calling.chat, "hello")
    assert await calling.posts(card(), "a:nobody") == "404 ConversationNotFound"
    assert await calling.posts(card(), f"{CHANNEL};messageid=1") == "404 ActivityNotFoundInConversation"
    for message, answer in (("1", "ActivityNotFoundInConversation"), (said["id"], "NotEnoughPermissions")):
        path = f"v3/conversations/{calling.chat.id}/activities/{message}"
        for method in ("PUT", "DELETE"):
            _, told = await calling.calls(method, path, card())
            assert told["error"]["code"] == answer


async def test_whoever_has_not_got_the_app_is_out_of_reach(calling: Calling) -> None:
    """A chat cannot be begun with a stranger, for another tenant, or with somebody without the app."""
    calling.microsoft.organisation.join(STRANGER, "Sam", "sam@force.example", installs=False)

    async def begins(account: str, tenant: str = TENANT) -> str:
        asked = {"members": [{"id": account}], "channelData": {"tenant": {"id": tenant}}}
        _, told = await calling.calls("POST", "v3/conversations", asked)
        return str(told.get("id") or told["error"]["code"])

    assert await begins(PRIYA) == calling.chat.id
    assert await begins(STRANGER) == "ForbiddenOperationException"
    assert await begins("nobody") == "NotFound"
    assert await begins(PRIYA, STRANGER) == "BadSyntax"


async def test_more_than_a_conversation_takes_is_throttled(calling: Calling, clock: StoppedClock) -> None:
    """The eighth message in a second is refused, with the time to wait; other conversations go on."""
    answers = [await calling.posts(card()) for _ in range(8)]
    assert answers[-1] == "429 Throttled"
    assert not str(await calling.posts(card(), CHANNEL)).startswith("429")
    clock.move_by(timedelta(seconds=1))
    assert not str(await calling.posts(card())).startswith("429")


async def test_graph_tells_what_it_is_permitted_to(calling: Calling) -> None:
    """Without a permission nothing is told; with it a chat's messages are, the newest first, page by page."""
    posted = [await calling.posts(card({"type": "TextBlock", "id": f"mark-{each}"})) for each in range(3)]
    await calling.logs_in(scope=f"{calling.microsoft.address}.default")
    chat = f"v1.0/chats/19:{PRIYA}_{APP}@unq.gbl.spaces/messages?$top=2"
    assert (await calling.calls("GET", chat))[0] == 403
    calling.microsoft.organisation.permissions.add(OF_CHATS)
    _, first = await calling.calls("GET", chat)
    _, second = await calling.calls("GET", first["@odata.nextLink"].removeprefix(calling.microsoft.address))
    assert [each["id"] for each in first["value"] + second["value"]] == posted[::-1]
    assert '"id": "mark-2"' in first["value"][0]["attachments"][0]["content"]
    assert (await calling.calls("GET", chat.replace("=2", "=51")))[0] == 400
    assert (await calling.calls("GET", f"v1.0/users/{PRIYA}"))[0] == 403


async def test_graph_tells_a_channels_threads_apart(calling: Calling) -> None:
    """A channel's messages are told without their replies, and the replies of each by themselves."""
    calling.microsoft.organisation.permissions.add(OF_CHANNELS)
    root = await calling.posts(card(), CHANNEL)
    reply = await calling.posts(card(), f"{CHANNEL};messageid={root}")
    await calling.logs_in(scope=f"{calling.microsoft.address}.default")
    channel = f"v1.0/teams/{GROUP}/channels/{CHANNEL}/messages"
    for path, there in ((channel, [root]), (f"{channel}/{root}/replies", [reply])):
        _, told = await calling.calls("GET", path)
        assert [each["id"] for each in told["value"]] == there
    assert (await calling.calls("GET", channel.replace(GROUP, STRANGER)))[0] == 404


async def test_a_targeted_message_is_for_a_member_of_a_channel(calling: Calling) -> None:
    """What is for one member is seen by that one alone; in a chat, or for somebody else, it is refused."""
    for account, where, is_taken in ((ANNA, CHANNEL, True), (STRANGER, CHANNEL, False), (PRIYA, "", False)):
        path = f"v3/conversations/{where or calling.chat.id}/activities?isTargetedActivity=true"
        activity = card(recipient={"id": account, "isTargeted": True})
        status, _ = await calling.calls("POST", path, activity)
        assert (status == 201) is is_taken
    (seen,) = calling.microsoft.organisation.rooms[CHANNEL].of_bot
    assert seen.seen_by == ANNA


async def test_a_file_is_consented_to_in_a_chat_alone(calling: Calling) -> None:
    """A card that asks to take a file is refused in a channel, and without a name."""
    attached: Json = {"contentType": CONSENT, "name": "paper.docx", "content": {"sizeInBytes": 4}}
    asks: Json = {"type": "message", "attachments": [attached]}
    assert await calling.posts(asks, CHANNEL) == BAD
    assert await calling.posts({"type": "message", "attachments": [{**attached, "name": ""}]}) == BAD
    assert str(await calling.posts(asks)).isdigit()


async def test_a_file_goes_up_piece_by_piece(calling: Calling) -> None:
    """Each piece has to follow the last; a token beside the address is refused, and it is there once whole."""
    told = calling.microsoft.drive.opened("paper.docx")

    async def puts(content: bytes, told_range: str, **headers: str) -> int:
        sent = {"Content-Range": told_range, **headers}
        async with calling.session.put(told["uploadUrl"], data=content, headers=sent) as answer:
            return answer.status

    assert await puts(b"ab", "bytes 0-1/4", Authorization="Bearer x") == 401
    assert await puts(b"cd", "bytes 2-3/4") == 416
    assert await puts(b"ab", "bytes 0-1/4") == 202
    assert await puts(b"cd", "bytes 2-3/4") == 201
    assert await puts(b"cd", "bytes 2-3/4") == 404
    async with calling.session.get(told["uploadUrl"]) as answer:
        assert await answer.read() == b"abcd"
