"""What comes back from Microsoft, and what it means: of its refusals, its proxies, and of silence."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import aiohttp
import pytest

from bot.teams.client import TeamsClient
from bot.teams.cloud import PUBLIC, Cloud
from bot.teams.errors import TeamsFault, outcome_of
from jobs.delivery import Again, Impossible, Outcome, Unreached
from tests.bot.teams.connector import APP, PRIYA, TENANT
from tests.bot.teams.microsoft import PAGE, SECRET, Answer, Microsoft

Served = tuple[TeamsClient, Cloud]
CHAT = "a:priya;odd/&id"
SAID = {"type": "message", "summary": "Update due", "attachments": []}
BLOCKED = '{"errorCode":209,"message":"{\\r\\n \\"subCode\\": \\"MessageWritesBlocked\\"}"}'


def refusal(code: str) -> str:
    """Return the body of a refusal as the connector gives it."""
    return f'{{"error": {{"code": "{code}", "message": "what was sent: the backlog is 40"}}}}'


@pytest.fixture
def microsoft() -> Microsoft:
    """Microsoft's side."""
    return Microsoft()


@pytest.fixture
async def served(microsoft: Microsoft) -> AsyncIterator[Served]:
    """A client of Microsoft's side, and the cloud that this stands for."""
    async with microsoft.served() as served:
        yield served


async def posted(served: Served) -> str:
    """Post something; return its id."""
    client, cloud = served
    return await client.post(cloud.service, CHAT, SAID)


async def outcome(served: Served, *, posting: bool = True) -> Outcome:
    """Post something that does not succeed; return what that means."""
    with pytest.raises(TeamsFault) as raised:
        await posted(served)
    return outcome_of(raised.value, posting=posting)


async def test_what_is_posted_is_what_teams_wants(served: Served, microsoft: Microsoft) -> None:
    """It is posted as the bot, with a token of the app's, and ids are quoted; the id comes back."""
    assert await posted(served) == "1669883400000"
    (asked,) = microsoft.asked
    assert (asked.method, asked.token) == ("POST", "token-1")
    assert asked.path == "/v3/conversations/a%3Apriya%3Bodd%2F%26id/activities"
    assert asked.body == {**SAID, "from": {"id": f"28:{APP}"}}
    (form,) = microsoft.forms
    assert form == {
        "grant_type": "client_credentials",
        "client_id": APP,
        "client_secret": SECRET,
        "scope": "https://api.botframework.com/.default",
    }


AGAIN_LATER = Again("429", unsure=False, after=timedelta(seconds=30))
PROXY = Answer(403, PAGE)
TABLE: list[tuple[Answer, Outcome]] = [
    (Answer(201, "{}"), Again("an answer without an id", unsure=True)),
    (Answer(200, PAGE), Again("no answer of Teams'", unsure=True)),
    (Answer(200, "null"), Again("no answer of Teams'", unsure=True)),
    (Answer(200, '{"id": "16698', cut=True), Again("no answer of Teams'", unsure=True)),
    (Answer(200, "[" * 50_000), Again("no answer of Teams'", unsure=True)),
    (Answer(429, "", {"Retry-After": "7"}), Again("429", unsure=False, after=timedelta(seconds=7))),
    (Answer(429, PAGE, {"Retry-After": "1.5"}), Again("429", unsure=False, after=timedelta(seconds=2))),
    (
        Answer(
            429,
            refusal("Throttled"),
            {"Retry-After": "Thu, 01 Dec 2022 08:30:09 GMT", "Date": "Thu, 01 Dec 2022 08:30:00 GMT"},
        ),
        Again("Throttled", unsure=False, after=timedelta(seconds=9)),
    ),
    (Answer(429, "", {"Retry-After": "-3"}), Again("429", unsure=False, after=timedelta(seconds=1))),
    (Answer(429, "", {"Retry-After": "99999999"}), Again("429", unsure=False, after=timedelta(minutes=15))),
    (Answer(429, "", {"Retry-After": "1e400"}), AGAIN_LATER),
    (Answer(429, ""), AGAIN_LATER),
    (Answer(429, "", {"Retry-After": "soon"}), AGAIN_LATER),
    (Answer(429, "Too many", cut=True), AGAIN_LATER),
    (Answer(401, ""), Again("401", unsure=False, patient=True)),
    (Answer(401, refusal("BotNotRegistered")), Again("BotNotRegistered", unsure=False, patient=True)),
    (Answer(412, refusal("PreconditionFailed")), Again("PreconditionFailed", unsure=False)),
    (Answer(408, refusal("RequestTimeout")), Again("RequestTimeout", unsure=True)),
    *((Answer(status, refusal("ServiceError")), Again("ServiceError", unsure=True)) for status in (500, 502)),
    *((Answer(status, "down"), Again(str(status), unsure=True)) for status in (500, 501, 502, 503, 504)),
    (Answer(302, "", {"Location": "/elsewhere"}), Again("302", unsure=True)),
    (Answer(silent=True), Again("TimeoutError", unsure=True)),
    (Answer(dropped=True), Again("ServerDisconnectedError", unsure=True)),
    (Answer(403, BLOCKED), Unreached("MessageWritesBlocked")),
    *(
        (Answer(403, refusal(code)), Unreached(code))
        for code in ("BotNotInConversationRoster", "ConversationBlockedByUser", "BotDisabledByAdmin")
    ),
    (PROXY, Again("403", unsure=True)),
    (Answer(407, PAGE), Again("407", unsure=True)),
    (Answer(404, refusal("ActivityNotFoundInConversation")), Impossible("ActivityNotFoundInConversation")),
    (Answer(404, PAGE), Again("404", unsure=True)),
    (Answer(400, refusal("Bad Argument")), Impossible("Bad Argument")),
    (Answer(400, refusal("The backlog is 40, says Anna Clarke: <b>no word for it</b>")), Impossible("400")),
    (Answer(413, refusal("MessageSizeTooBig")), Impossible("MessageSizeTooBig")),
    (Answer(413, PAGE), Impossible("413")),
    (Answer(409, refusal("Conflict")), Again("Conflict", unsure=True)),
]


@pytest.mark.parametrize(("answer", "means"), TABLE, ids=lambda each: repr(each)[:60])
async def test_whatever_comes_back_is_one_of_the_known_outcomes(
    served: Served, microsoft: Microsoft, answer: Answer, means: Outcome
) -> None:
    """Only what says for certain that a message was not taken counts as that; nothing is tried again here."""
    microsoft.calls.append(answer)
    assert await outcome(served) == means
    assert len(microsoft.asked) == 1


async def test_what_cannot_arrive_twice_is_never_unsure(served: Served, microsoft: Microsoft) -> None:
    """An update whose outcome is not known is simply tried again."""
    microsoft.calls.append(Answer(503, "down"))
    assert await outcome(served, posting=False) == Again("503", unsure=False)


async def test_a_connection_that_never_came_about_brought_nothing(served: Served) -> None:
    """Where nobody listens, nothing was posted."""
    _, cloud = served
    nowhere = replace(cloud, service="http://127.0.0.1:1/", hosts=("127.0.0.1:1",))
    async with aiohttp.ClientSession() as session:
        client = TeamsClient(session, nowhere, APP, TENANT, SECRET)
        assert await outcome((client, nowhere)) == Again("ClientConnectorError", unsure=False)


async def test_an_update_may_be_answered_with_nothing(served: Served, microsoft: Microsoft) -> None:
    """An update and a deletion are done where the answer holds nothing; the id goes into the address."""
    client, cloud = served
    microsoft.calls += [Answer(200, ""), Answer(204, "")]
    await client.update(cloud.service, CHAT, "16", SAID)
    await client.delete(cloud.service, CHAT, "16")
    path = "/v3/conversations/a%3Apriya%3Bodd%2F%26id/activities/16"
    assert [(each.method, each.path) for each in microsoft.asked] == [("PUT", path), ("DELETE", path)]


async def test_a_chat_is_begun_for_the_tenant(served: Served, microsoft: Microsoft) -> None:
    """A chat is begun with one person of our organisation."""
    client, cloud = served
    microsoft.calls.append(Answer(201, '{"id": "a:begun"}'))
    assert await client.begin(cloud.service, PRIYA) == "a:begun"
    (asked,) = microsoft.asked
    assert (asked.body["members"], asked.body["tenantId"]) == ([{"id": PRIYA}], TENANT)


async def test_a_token_goes_to_hosts_of_microsofts_alone(microsoft: Microsoft) -> None:
    """For a service elsewhere not even a token is asked for."""
    async with microsoft.served() as (_, cloud), aiohttp.ClientSession() as session:
        client = TeamsClient(session, PUBLIC, APP, TENANT, SECRET)
        for service in (cloud.service, "https://smba.trafficmanager.net.evil.example/"):
            with pytest.raises(TeamsFault):
                await client.post(service, CHAT, SAID)
        client.close()
    assert (microsoft.forms, microsoft.asked) == ([], [])


async def test_many_callers_ask_for_one_token(served: Served, microsoft: Microsoft) -> None:
    """However many post at once, one token is asked for; a later call uses it too."""
    await asyncio.gather(*(posted(served) for _ in range(20)))
    await posted(served)
    assert len(microsoft.forms) == 1
    assert {each.token for each in microsoft.asked} == {"token-1"}


async def test_a_refused_token_is_forgotten(served: Served, microsoft: Microsoft) -> None:
    """After a 401 the next call asks for a new token; what is refused is told until one is taken."""
    client, _ = served
    microsoft.calls.append(Answer(401, ""))
    await outcome(served)
    assert client.refusals == ("https://api.botframework.com/.default: 401",)
    await posted(served)
    assert [each.token for each in microsoft.asked] == ["token-1", "token-2"]
    assert not client.refusals


@pytest.mark.parametrize("lasts", [300, "299", None, "long"])
async def test_a_token_that_is_about_to_end_is_used_once(
    served: Served, microsoft: Microsoft, lasts: object
) -> None:
    """A token is not used in its last minutes, nor twice where nothing says for how long it holds."""
    microsoft.lasts = lasts
    await posted(served)
    await posted(served)
    assert [each.token for each in microsoft.asked] == ["token-1", "token-2"]


@pytest.mark.parametrize(
    ("answer", "means"),
    [
        (Answer(401, '{"error": "invalid_client"}'), Again("invalid_client", unsure=False, patient=True)),
        (
            Answer(400, '{"error": "unauthorized_client"}'),
            Again("unauthorized_client", unsure=False, patient=True),
        ),
        (Answer(400, PAGE), Again("400", unsure=False)),
        (Answer(503, "down"), Again("503", unsure=False)),
        (Answer(200, "{}"), Again("an answer without a token", unsure=False)),
        (Answer(200, PAGE), Again("no answer of Teams'", unsure=False)),
        (Answer(429, "", {"Retry-After": "7"}), Again("429", unsure=False, after=timedelta(seconds=7))),
        (Answer(silent=True), Again("TimeoutError", unsure=False)),
    ],
    ids=lambda each: repr(each)[:60],
)
async def test_without_a_token_nothing_is_posted(
    served: Served, microsoft: Microsoft, answer: Answer, means: Outcome
) -> None:
    """Where the login gives no token, nothing has left; only where it refuses the app is nobody at it for long."""
    microsoft.login.append(answer)
    assert await outcome(served) == means
    assert microsoft.asked == []


async def test_neither_token_nor_secret_nor_what_was_sent_is_told(
    served: Served, microsoft: Microsoft, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault holds no more than a word for it, and nothing of it is logged."""
    microsoft.calls.append(Answer(400, refusal("The backlog is 40")))
    with pytest.raises(TeamsFault) as raised:
        await posted(served)
    told = f"{raised.value!r} {raised.value.__dict__} {caplog.text} {capsys.readouterr()}"
    assert not any(each in told for each in ("token-1", SECRET, "backlog"))
