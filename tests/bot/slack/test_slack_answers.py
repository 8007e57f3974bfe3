"""Whatever comes back from a call of Slack's is one of a few outcomes, and nobody is blamed for another's fault."""

from datetime import date, timedelta
from pathlib import Path

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from sqlalchemy import select

from bot.app import running
from bot.local.faults import InjectedFault
from bot.operations.doctor import examine
from bot.slack.connection import slack_client
from bot.slack.directory import SlackDirectory, SlackTeam
from bot.slack.doctor import SlackExamination
from bot.slack.errors import (
    OF_A_PERSON,
    OF_THE_INSTALLATION,
    OF_THE_MESSAGE,
    SlackFault,
    fault_of,
    outcome_of,
)
from bot.worker.faults import LONGEST_PAUSE, USUAL_PAUSE, FaultKind, pause_asked
from jobs.delivery import Again, Impossible, Unreachable
from models.outbox.message import OutboxMessage, OutboxState
from models.register.same_name import as_compared
from templates import plain
from templates.messages.operations import Examination
from tests.chat import Chat, Force, chatting, text_of, texts
from tests.factories import Register, account, person_called

MORNING = "2022-12-05T09:00"


@pytest.fixture
async def reminded(chat: Chat) -> Chat:
    """A running Reckoner, a minute before anna is reminded of her review."""
    register = Register(chat.database, chat.clock, chat.policy)
    register.item("1a", register_number="10618", reviews_from=date(2022, 9, 5))
    await chat.at("2022-12-05T08:59")
    assert chat.sees("anna") == []
    return chat


def states(chat: Chat) -> list[OutboxState]:
    """Return how far each message of the outbox has come, in order."""
    with chat.database.reading() as session:
        return list(session.scalars(select(OutboxMessage.state).order_by(OutboxMessage.id)))


async def ready(chat: Chat) -> tuple[int, list[str]]:
    """Return the status of /health, and the problems that it names."""
    async with aiohttp.ClientSession() as session, session.get(f"{chat.reckoner.health}/health") as answer:
        return answer.status, (await answer.json())["problems"]


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("7", 7),
        ("0.5", 1),
        ("0", 1),
        ("-3", 1),
        ("1.2", 2),
        ("99999999999", LONGEST_PAUSE),
        ("Mon, 05 Dec 2022 09:00:40 GMT", 40),
        ("Mon, 05 Dec 2022 08:00:00 GMT", 1),
        ("Mon, 05 Dec 2122 09:00:40 GMT", LONGEST_PAUSE),
        ("soon", USUAL_PAUSE),
        ("nan", USUAL_PAUSE),
        ("inf", USUAL_PAUSE),
        ("", USUAL_PAUSE),
    ],
)
def test_a_pause_is_read_in_every_form_and_bounded(asked: str, seconds: int) -> None:
    """`Retry-After` gives seconds, a fraction or an instant; nothing makes a message wait for years."""
    headers = {"Retry-After": asked, "Date": "Mon, 05 Dec 2022 09:00:00 GMT"}
    assert pause_asked(headers) == timedelta(seconds=seconds)


def test_each_refusal_is_somebodys() -> None:
    """A refusal is the installation's, a person's or a message's, and what nobody knows may have arrived."""
    for name in OF_THE_INSTALLATION:
        assert outcome_of(refused(name), posting=True) == Again(name, unsure=False, patient=True)
    assert {"user_disabled", "user_not_found", "cannot_dm_bot"} == OF_A_PERSON
    for name in OF_A_PERSON:
        assert outcome_of(refused(name), posting=True) == Unreachable(name)
    for name in OF_THE_MESSAGE:
        assert outcome_of(refused(name), posting=True) == Impossible(name)
    assert outcome_of(refused("something_new"), posting=True) == Again("something_new", unsure=True)


def refused(name: str) -> SlackFault:
    return SlackFault(FaultKind.REFUSED, name)


@pytest.mark.parametrize("response", [None, "text", [], {"error": None}, {"ok": False}, object()])
def test_a_fault_without_a_response_is_unsure(response: object) -> None:
    """The library raises its error with several things, and with none: it is never known then what was done."""
    error = SlackApiError("broken", response)  # type: ignore[no-untyped-call]
    assert fault_of(error).kind is FaultKind.UNSURE


@pytest.mark.parametrize("error", ["account_inactive", "invalid_auth", "token_revoked", "missing_scope"])
async def test_a_fault_of_the_installation_is_nobodys(reminded: Chat, error: str) -> None:
    """However long Slack refuses the token, nobody is given up; it is said, and goes out once that is mended."""
    for method in ("*", "conversations.open", "chat.postMessage", "users.info"):
        reminded.workspace.faults.refuse(method, error)
    for moment in (MORNING, "2022-12-05T09:30", "2022-12-14T09:00"):
        await reminded.at(moment)
    assert set(states(reminded)) == {OutboxState.PENDING}
    with reminded.database.reading() as session:
        assert [person_called(session, who).unreachable_since for who in ("anna", "priya")] == [None, None]
    status, problems = await ready(reminded)
    assert (status, "slack_refuses" in problems) == (503, True)

    reminded.workspace.faults.clear()
    for moment in ("2022-12-14T09:30", "2022-12-14T10:00"):
        await reminded.at(moment)
    assert [each for each in texts(reminded.sees("anna")) if "10618" in each]
    assert "slack_refuses" not in (await ready(reminded))[1]


async def test_whoever_could_not_be_reached_is_tried_again(reminded: Chat) -> None:
    """Who could not be written to is asked about every hour, and is reminded again once they can be."""
    reminded.workspace.faults.refuse("conversations.open", "user_disabled")
    await reminded.at(MORNING)
    await reminded.at("2022-12-05T10:30")
    with reminded.database.reading() as session:
        assert person_called(session, "anna").unreachable_since == date(2022, 12, 5)
    reminded.workspace.faults.clear()
    await reminded.at("2022-12-05T12:00")
    with reminded.database.reading() as session:
        assert person_called(session, "anna").unreachable_since is None


ALMOST_ANSWERS = [
    fault
    for fault in InjectedFault
    if fault.value.startswith("accept-then-") or fault is InjectedFault.PROXIED
]


@pytest.mark.parametrize("fault", ALMOST_ANSWERS)
async def test_what_does_not_say_that_it_was_not_posted_is_looked_for(
    reminded: Chat, fault: InjectedFault
) -> None:
    """HTML, nothing, null, a cut answer, 400, 408, 499, 301, an unknown error: one message is seen, and is sent."""
    reminded.workspace.faults.order("chat.postMessage", fault)
    for moment in ("09:00", "09:00:06", "09:00:20", "09:01"):
        await reminded.at(f"2022-12-05T{moment}")
    assert reminded.workspace.faults.struck
    (reminder,) = reminded.sees("anna")
    assert "10618" in text_of(reminder)
    assert set(states(reminded)) == {OutboxState.SENT}


async def test_a_page_in_the_place_of_every_answer_posts_once(reminded: Chat) -> None:
    """Where a proxy answers every post with a page of its own, one message is seen, however long that lasts."""
    reminded.workspace.faults.order("chat.postMessage", InjectedFault.FORBIDDEN, times=50)
    for minute in range(12):
        await reminded.at(f"2022-12-05T09:{minute:02}")
    assert len(reminded.sees("anna")) == 1
    assert set(states(reminded)) == {OutboxState.SENT}


async def test_what_was_posted_and_is_not_found_yet_stays_looked_for(reminded: Chat) -> None:
    """After a post of which nothing was learnt, a 429 for the next one does not end the looking."""
    faults = reminded.workspace.faults
    faults.order("chat.postMessage", InjectedFault.PROXIED)
    faults.order("chat.postMessage", InjectedFault.RATE_LIMITED)
    for moment in ("09:00", "09:00:06"):
        await reminded.at(f"2022-12-05T{moment}")
    with reminded.database.reading() as session:
        assert session.scalars(select(OutboxMessage.unsure)).all() == [True]
    await reminded.at("2022-12-05T09:01")
    assert len(reminded.sees("anna")) == 1


@pytest.mark.parametrize("retry_after", ["0.5", "99999999999", "soon"])
async def test_a_strange_pause_does_not_lose_a_message(reminded: Chat, retry_after: str) -> None:
    """A message that Slack has no time for goes out within a quarter of an hour, whatever pause was asked for."""
    reminded.workspace.faults.order("chat.postMessage", InjectedFault.RATE_LIMITED, retry_after=retry_after)
    await reminded.at(MORNING)
    await reminded.at("2022-12-05T09:15")
    assert len(reminded.sees("anna")) == 1


@pytest.mark.parametrize(
    "fault",
    [InjectedFault.PROXIED, InjectedFault.UNAVAILABLE, InjectedFault.RATE_LIMITED, InjectedFault.EMPTY],
)
async def test_a_fault_of_one_call_stops_nothing_else(
    reminded: Chat, fault: InjectedFault, capfd: pytest.CaptureFixture[str]
) -> None:
    """Where asking for an account brings no answer, the jobs of the round run all the same."""
    reminded.workspace.faults.order("users.info", fault, times=20)
    await reminded.at(MORNING)
    assert len(reminded.sees("anna")) == 1
    assert "round_failed" not in capfd.readouterr().err


@pytest.mark.parametrize("fault", [InjectedFault.PROXIED, InjectedFault.UNAVAILABLE, InjectedFault.NULL])
async def test_who_is_meant_cannot_be_asked_is_a_sentence(reminded: Chat, fault: InjectedFault) -> None:
    """Where Slack does not say who somebody is, an assignment is refused in words."""
    reminded.workspace.faults.order("users.info", fault, times=5)
    answer = await reminded.says("priya", "/rec assign 10618 @jo")
    assert "Something went wrong" not in answer


@pytest.mark.parametrize(
    ("fault", "error", "said"),
    [
        (InjectedFault.UNAVAILABLE, "", "answers, but not like Slack: 503"),
        (InjectedFault.PROXIED, "", "answers, but not like Slack"),
        (InjectedFault.EMPTY, "", "answers, but not like Slack"),
        (InjectedFault.NULL, "", "answers, but not like Slack"),
        (InjectedFault.RATE_LIMITED, "", "Slack is too busy"),
        (InjectedFault.REFUSED, "", "answers, but not like Slack"),
        (InjectedFault.SAID, "account_inactive", "install it again"),
        (InjectedFault.SAID, "invalid_auth", "SLACK_BOT_TOKEN"),
    ],
)
async def test_the_doctor_says_in_a_sentence_why_slack_does_not_answer(
    chat: Chat, fault: InjectedFault, error: str, said: str
) -> None:
    """That Slack has no time is not told as a bad token, and no answer breaks the doctor."""
    chat.workspace.faults.order("auth.test", fault, error=error)
    async with aiohttp.ClientSession() as session:
        slack = SlackExamination(chat.settings, chat.clock, slack_client(chat.settings, session))
        found = await examine(chat.settings, chat.database, chat.clock, [slack])
    (finding,) = [each for each in found if each.place == "slack"]
    assert said in plain.render(Examination((finding,)), width=None)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (InjectedFault.UNAVAILABLE, FaultKind.UNSURE),
        (InjectedFault.PROXIED, FaultKind.UNSURE),
        (InjectedFault.NULL, FaultKind.UNSURE),
        (InjectedFault.RATE_LIMITED, FaultKind.BUSY),
    ],
)
@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
async def test_a_start_that_slack_does_not_answer_ends_with_one_fault(
    database_url: str, tmp_path: Path, method: str, fault: InjectedFault, kind: FaultKind
) -> None:
    """Whatever comes instead of an answer, a start ends with one kind of fault, which is told as a sentence."""
    async with chatting(Force(database_url, tmp_path)) as chat:
        await chat.stops()
        chat.workspace.faults.order(method, fault, times=5)
        with pytest.raises(SlackFault) as raised:
            async with running(chat.settings, chat.clock):
                pass
        assert raised.value.kind is kind


async def test_members_are_found_by_name_but_no_guests_and_no_apps(chat: Chat) -> None:
    """However a name is typed; of members alone, page by page. Where Slack does not answer, that is no answer."""
    async with aiohttp.ClientSession() as session:
        client = slack_client(chat.settings, session)
        directory = SlackDirectory(client, SlackTeam.of(await client.auth_test()))
        names = {as_compared(name) for name in ("ANNA  Clarke", "Reckoner", "Nobody Here")}
        assert await directory.named(names) == {as_compared("Anna Clarke"): [account("anna")]}
        chat.workspace.faults.order("users.list", InjectedFault.UNAVAILABLE)
        assert await directory.named(names) is None
