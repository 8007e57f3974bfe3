"""The doctor: each thing that Reckoner needs is looked at, and what is not well is said with what to do."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.clock import Clock, StoppedClock
from bot.operations.doctor import examine
from bot.operations.ledger_anchor import LedgerAnchor
from bot.settings import Settings
from bot.slack import addresses
from bot.slack.client import SlackClient
from bot.slack.connection import slack_client
from bot.slack.doctor import SlackExamination
from models.database import Database
from models.ledger.chain import Head
from models.outbox.message import OutboxState
from templates import plain
from templates.messages.answers import Acknowledged
from templates.messages.operations import Examination, Finding
from templates.serialization import freeze
from tests.bot.terminal_session import terminal
from tests.chat import COMMITTEE, Chat
from tests.factories import Register, enqueued, person_called


class Doctor:
    """A doctor called to a running Reckoner; what it says is told by the place it looked at."""

    def __init__(self, chat: Chat, client: SlackClient) -> None:
        """Look at `chat`'s Reckoner, and at Slack through `client`."""
        self.chat, self.client = chat, client
        self.settings: Settings = chat.settings
        self.clock: Clock = chat.clock

    async def examines(self) -> tuple[Finding, ...]:
        """Return everything that is found."""
        slack = SlackExamination(self.settings, self.clock, self.client)
        return await examine(self.settings, self.chat.database, self.clock, [slack])

    async def finds(self, place: str) -> tuple[str, str]:
        """Return the state of one place, and what is said of it."""
        found = await self.examines()
        (finding,) = [each for each in found if each.place == place]
        (_, words) = plain.render(Examination((finding,)), width=None).split(": ", 1)
        return finding.state, words


@pytest.fixture
async def doctor(chat: Chat) -> AsyncIterator[Doctor]:
    """A doctor at a Reckoner that runs on the local workspace, with people in its register."""
    register = Register(chat.database, chat.clock, chat.policy)
    register.item()
    await chat.at("2022-12-01T09:00")
    await chat.at("2022-12-02T09:00")
    async with aiohttp.ClientSession() as session:
        yield Doctor(chat, slack_client(chat.settings, session))


async def test_all_is_well_where_reckoner_runs(doctor: Doctor) -> None:
    """Nothing is broken, and every place that there is words for has been looked at."""
    found = await doctor.examines()
    assert {(each.place, each.state) for each in found} == {
        (place, "well")
        for place in (
            *("settings", "folder", "database", "ledger", "coordinators", "people", "notices", "decided"),
            *("slack", "socket", "health", "scopes", "clock", "channel"),
        )
    }


async def test_a_clock_that_is_off_is_said(doctor: Doctor) -> None:
    """Six minutes break Slack's signatures, so they are said with their number."""
    doctor.clock = StoppedClock(doctor.chat.clock.now() + timedelta(minutes=6))
    state, words = await doctor.finds("clock")
    assert (state, words.startswith("This machine's clock is 360 seconds off")) == ("broken", True)


async def test_permissions_that_lack_or_are_spare_are_named(doctor: Doctor) -> None:
    """What the app may not do but needs to is named, and what it may do but need not."""
    workspace = doctor.chat.workspace
    whole = workspace.installation
    workspace.installation = replace(whole, scopes=whole.scopes - {"im:write"})
    assert (await doctor.finds("scopes"))[0] == "broken"
    assert "im:write" in (await doctor.finds("scopes"))[1]
    workspace.installation = replace(whole, scopes=whole.scopes | {"channels:join"})
    assert (await doctor.finds("scopes"))[0] == "look"


class Quiet(SlackClient):
    """A client behind a proxy that leaves out what Slack tells beside an answer."""

    async def api_call(self, api_method: str, **named: Any) -> AsyncSlackResponse:
        """Return the answer without its headers."""
        answer = await super().api_call(api_method, **named)
        answer.headers = {}
        return answer


async def test_what_slack_does_not_tell_is_not_taken_for_a_lack(doctor: Doctor) -> None:
    """Where the permissions or the time are not told, that is said, and nothing is called missing or off."""
    theirs = doctor.client
    doctor.client = Quiet(token=theirs.token, base_url=theirs.base_url, session=theirs.session)
    for place, words in (("scopes", "does not say which permissions"), ("clock", "does not send the time")):
        state, said = await doctor.finds(place)
        assert (state, words in said) == ("look", True)


async def test_a_wrong_token_is_said_in_words(doctor: Doctor) -> None:
    """Slack's own reason is given, with where Slack was asked."""
    doctor.client.token = "xoxb-wrong"
    state, words = await doctor.finds("slack")
    assert (state, "invalid_auth" in words) == ("broken", True)


async def test_an_app_level_token_that_is_wrong_is_said(doctor: Doctor) -> None:
    """The bot's token can be right and the one for Socket Mode wrong: nothing would ever be heard."""
    doctor.settings = doctor.settings.model_copy(update={"slack_app_token": SecretStr("xapp-wrong")})
    state, words = await doctor.finds("socket")
    assert (state, "invalid_auth" in words) == ("broken", True)


async def test_that_nobody_watches_is_said(doctor: Doctor) -> None:
    """Without a port for health, nobody would see that Reckoner stands still."""
    doctor.settings = doctor.settings.model_copy(update={"reckoner_health_port": None})
    assert (await doctor.finds("health"))[0] == "look"


async def test_tokens_that_others_may_read_are_said(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The file with the tokens is for the account that runs Reckoner alone."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").touch(0o600)
    assert (await doctor.finds("settings"))[0] == "well"
    (tmp_path / ".env").chmod(0o644)
    assert (await doctor.finds("settings"))[0] == "look"


async def test_tables_of_a_newer_version_are_said(doctor: Doctor) -> None:
    """Where another version has been at work, nothing is touched, and what to do is said."""
    with doctor.chat.database.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '9999'")
    state, words = await doctor.finds("tables")
    assert (state, "9999" in words) == ("broken", True)


@pytest.mark.parametrize(
    ("channel", "state", "reason"),
    [
        (COMMITTEE, "well", "Reckoner is in"),
        ("C0NOWHERE", "broken", "channel_not_found"),
        (None, "look", "RECKONER_COMMITTEE_CHANNEL"),
    ],
)
async def test_the_committees_channel_is_tried(
    doctor: Doctor, channel: str | None, state: str, reason: str
) -> None:
    """A channel that cannot be read is named with Slack's reason; none is only to be looked at."""
    doctor.settings = doctor.settings.model_copy(update={"reckoner_committee_channel": channel})
    found, words = await doctor.finds("channel")
    assert (found, reason in words) == (state, True)


async def test_owners_who_cannot_be_reached_are_named(doctor: Doctor) -> None:
    """Somebody who owns an open item and has no account is named before a reminder fails."""
    with doctor.chat.database.writing() as session:
        person_called(session, "anna").account = None
    assert (await doctor.finds("people"))[0] == "look"
    assert "Anna Clarke" in (await doctor.finds("people"))[1]


async def test_without_a_coordinator_nobody_is_told_anything(doctor: Doctor) -> None:
    """A register that nobody keeps is broken."""
    with doctor.chat.database.writing() as session:
        for handle in ("priya", "tom"):
            person_called(session, handle).active = False
    assert (await doctor.finds("coordinators"))[0] == "broken"


async def test_failed_messages_are_counted(doctor: Doctor) -> None:
    """What could not be sent is said, until somebody has seen to it."""
    with doctor.chat.database.writing() as session:
        told = enqueued(
            session,
            "t",
            freeze(Acknowledged("welcome")),
            doctor.clock.now(),
            conversation=addresses.conversation("C1"),
        )
        told.state = OutboxState.FAILED
    state, words = await doctor.finds("notices")
    assert (state, words.startswith("1 messages could not be sent")) == ("look", True)


async def test_a_head_that_was_never_ours_is_said(doctor: Doctor) -> None:
    """A kept head that is not in the chain means that the ledger was changed."""
    at = doctor.clock.now() + timedelta(days=3)
    LedgerAnchor(doctor.settings.data).keep(Head(1, "f" * 64), at, at.date())
    assert (await doctor.finds("ledger"))[0] == "broken"


async def test_a_database_that_is_gone_is_said_and_the_rest_looked_at(doctor: Doctor) -> None:
    """Where the database does not answer, Slack is looked at all the same."""
    with doctor.chat.database.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("alter table person rename to gone")
    found = await doctor.examines()
    states = {each.place: each.state for each in found}
    assert (states["database"], states["slack"]) == ("broken", "well")


def test_the_doctor_in_the_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """On the local workspace, what is missing is said, and the command ends with code 1 if that is to be mended."""
    give = terminal(monkeypatch, tmp_path)
    answer = give("doctor")
    assert answer.code == 0
    assert "The tables are from an older version." in answer.words
    give("person", "list")
    answer = give("doctor")
    assert answer.code == 1
    assert "No coordinator can be reached." in answer.words
    give("person", "add", "Priya Shah", "--role", "coordinator", "--slack", "U0PRIYA01")
    answer = give("doctor")
    assert answer.code == 0
    assert "no chat platform was checked" in answer.words


def test_a_database_that_does_not_answer_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The doctor goes on, and every other command ends with a sentence instead of a traceback."""
    give = terminal(monkeypatch, tmp_path, "postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    examined = give("doctor")
    assert (examined.code, "The database does not answer" in examined.words) == (1, True)
    assert "The data folder" in examined.words
    listed = give("person", "list")
    assert (listed.code, "The database does not answer" in listed.words) == (1, True)


def test_no_secret_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database: Database) -> None:
    """The address of the database is given without its password."""
    address = database.engine.url.set(password="hunter2").render_as_string(hide_password=False)
    if database.engine.dialect.name == "sqlite":
        address = database.engine.url.render_as_string()
    answer = terminal(monkeypatch, tmp_path, address)("doctor")
    assert "hunter2" not in answer.printed + answer.told
