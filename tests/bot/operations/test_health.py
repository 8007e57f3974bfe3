"""How Reckoner says that it does its work, and the watch that sees when it does not."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import aiohttp
import pytest
from sqlalchemy import update

from bot.imports.report_reader import ReportReader
from bot.operations.health import Condition, Health
from bot.operations.platforms import Connected, Connection
from bot.operations.web import listen
from bot.slack import addresses
from bot.slack.health import SlackHealth
from bot.slack.socket_mode import SILENT
from bot.worker.watchdog import LATE, Watchdog
from bot.worker.worker import Worker
from models.enums import Surface
from models.outbox import outbox
from models.outbox.message import OutboxMessage, OutboxState
from models.register.recommendation import Recommendation
from models.reminders.overlooked import Overlooked
from templates.messages.answers import Acknowledged
from templates.serialization import freeze
from tests.chat import Chat
from tests.factories import Register
from tests.talk import Talk

pytestmark = pytest.mark.every_database

NOTHING = Overlooked(0, 0, 0, 0)


async def asked(address: str, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(address + path) as answer:
        return answer.status, await answer.text()


class Grown(Worker):
    """Rounds whose last whole one was so many seconds ago, as if the ticker had died."""

    seconds = 0.0

    def age(self) -> float:
        """Return the seconds that a test says."""
        return self.seconds


@pytest.fixture
async def rounds(talk: Talk) -> Grown:
    """Rounds of the whole timetable."""
    reader = ReportReader(talk.shelf.stored.__getitem__)
    return Grown(talk.database, talk.clock, talk.policy, talk.letterbox, talk.shelf, reader)


class Seen:
    """A health that is served, and what Slack's last ping is said to be."""

    def __init__(self) -> None:
        """Begin without a ping."""
        self.ping_age: float | None = None
        self.address = ""

    async def says(self, path: str = "/health") -> tuple[int, Any]:
        """Return the status and the JSON of an answer."""
        async with aiohttp.ClientSession() as session, session.get(self.address + path) as answer:
            return answer.status, await answer.json()


@pytest.fixture
async def seen(talk: Talk, rounds: Grown) -> AsyncIterator[Seen]:
    """The health of a Reckoner, served on a free port."""
    seen = Seen()
    health = Health(
        talk.database, talk.clock, talk.policy, rounds, talk.desk, [SlackHealth(lambda: seen.ping_age)]
    )
    listening = await listen(health.application, "127.0.0.1", 0)
    seen.address = listening.address
    yield seen
    await listening.close()


async def test_a_running_reckoner_is_well(chat: Chat) -> None:
    """Once it has begun, Reckoner says that it does its work, that it lives, and its numbers."""
    Register(chat.database, chat.clock, chat.policy)
    await chat.at("2022-12-02T09:00")
    await chat.says("anna", "/rec")
    await chat.says("anna", "/rec nonsense")
    assert chat.reckoner.health is not None
    status, told = await asked(chat.reckoner.health, "/health")
    assert (status, '"ready":true' in told, '"problems":[]' in told) == (200, True, True)
    assert (await asked(chat.reckoner.health, "/health/live"))[0] == 200
    status, numbers = await asked(chat.reckoner.health, "/metrics")
    assert status == 200
    for line in (
        "reckoner_ready 1.0",
        "reckoner_notices_failed 0.0",
        'reckoner_overlooked{what="items"} 0.0',
        'reckoner_answers_total{outcome="answered"} 1.0',
        'reckoner_answers_total{outcome="refused"} 1.0',
        "reckoner_notices_oldest_seconds 0.0",
    ):
        assert line in numbers.splitlines()


async def test_every_number_and_every_problem_is_explained(chat: Chat) -> None:
    """What /metrics gives, and what /health may complain of, stands in the documentation."""
    Register(chat.database, chat.clock, chat.policy).item(reviews_from=date(2022, 9, 1))
    await chat.at("2022-12-01T09:00")
    assert chat.reckoner.health is not None
    _, numbers = await asked(chat.reckoner.health, "/metrics")
    page = (Path(__file__).parents[3] / "docs" / "operating.md").read_text(encoding="utf-8")
    families = {line.split()[2] for line in numbers.splitlines() if line.startswith("# TYPE")}
    assert {each for each in families if f"`{each}" not in page} == set()
    assert 'reckoner_sends_total{outcome="Sent"} 1.0' in numbers.splitlines()
    worst = Condition(
        False,
        LATE + 1,
        ending=True,
        overlooked=Overlooked(1, 0, 0, 0),
        platforms=(SlackHealth(lambda: SILENT + 1, lambda: ("a",)).connection(),),
        still_for=LATE + 1,
    )
    assert [each for each in worst.problems if f"| `{each}` |" not in page] == []


async def test_one_that_is_ending_takes_nothing_new(seen: Seen, rounds: Grown) -> None:
    """Once it was told to end, health fails, so that nobody sends it anything more."""
    await rounds.stop()
    assert (await seen.says()) == (503, ANY)
    assert (await seen.says())[1]["problems"] == ["ending"]


async def test_a_dead_ticker_makes_it_unwell(seen: Seen, rounds: Grown) -> None:
    """When no round was whole for too long, health fails and says so."""
    rounds.seconds = LATE + 1
    status, told = await seen.says()
    assert (status, told["ready"], told["problems"]) == (503, False, ["round_late"])


async def test_a_deaf_socket_makes_it_unwell(seen: Seen) -> None:
    """When Slack has not pinged for too long, health fails, although the connection counts as open."""
    seen.ping_age = SILENT - 1
    assert (await seen.says())[0] == 200
    seen.ping_age = SILENT + 1
    assert (await seen.says())[1]["problems"] == ["slack_silent"]


async def test_each_platform_tells_its_own_health(talk: Talk, rounds: Grown) -> None:
    """Where one of two platforms is silent, the problem and the seconds are told by its name."""

    class Silent:
        def connection(self) -> Connection:
            return Connection(Surface.TEAMS, 120.0, ("teams_silent",))

    platforms: list[Connected] = [SlackHealth(lambda: 1.0), Silent()]
    health = Health(talk.database, talk.clock, talk.policy, rounds, talk.desk, platforms)
    condition = await health.condition()
    assert condition.problems == ("teams_silent",)
    assert [(each.surface, each.silent_for) for each in condition.platforms] == [
        (Surface.SLACK, 1.0),
        (Surface.TEAMS, 120.0),
    ]


async def test_a_database_that_is_gone_makes_it_unwell(seen: Seen, talk: Talk) -> None:
    """When the database does not answer, health does, and says so."""
    with talk.database.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("alter table outbox_message rename to gone")
    status, told = await seen.says()
    assert (status, told["problems"], told["pending"]) == (503, ["database"], None)


async def test_a_clock_that_steps_does_not_make_it_unwell(seen: Seen, talk: Talk) -> None:
    """The age of the last round is not read from a clock that can be set."""
    talk.clock.move_by(timedelta(minutes=6))
    assert (await seen.says())[0] == 200


async def test_the_watch_does_the_round_that_the_ticker_did_not(
    talk: Talk, register: Register, rounds: Grown
) -> None:
    """With the ticker dead, a reminder that has come due is sent all the same."""
    register.item(reviews_from=date(2022, 9, 1))
    watch = Watchdog(talk.database, talk.clock, talk.policy, rounds)
    assert await watch.look() == NOTHING
    assert talk.posts("D0ANNA001") == []
    rounds.seconds = LATE + 1
    await watch.look()
    assert len(talk.posts("D0ANNA001")) == 1


async def test_what_was_overlooked_is_told_the_coordinators_once_a_day(
    talk: Talk, register: Register, rounds: Grown
) -> None:
    """An item that no sweep has looked at since yesterday is found, counted and told, once each day."""
    register.item()
    with talk.database.writing() as session:
        session.execute(update(Recommendation).values(remind_on=date(2022, 11, 30)))
    watch = Watchdog(talk.database, talk.clock, talk.policy, rounds)
    assert await watch.look() == Overlooked(1, 0, 0, 0)
    await watch.look()
    await talk.rounds.send_and_fetch()
    told = [each.text for each in talk.posts("D0PRIYA01")]
    assert len(told) == 1
    assert "1 items not checked since yesterday" in told[0]


@pytest.mark.parametrize(("minutes", "notices"), [(14, 0), (16, 1)])
async def test_a_message_that_waits_too_long_is_found(
    talk: Talk, rounds: Grown, minutes: int, notices: int
) -> None:
    """A message is to be sent, or tried again, within a quarter of an hour."""
    with talk.database.writing() as session:
        outbox.enqueue(
            session,
            "told",
            freeze(Acknowledged("welcome")),
            talk.clock.now(),
            conversation=addresses.conversation("C1"),
        )
    talk.clock.move_by(timedelta(minutes=minutes))
    watch = Watchdog(talk.database, talk.clock, talk.policy, rounds)
    assert (await watch.look()).notices == notices


async def test_what_was_given_up_is_not_overlooked(talk: Talk, rounds: Grown) -> None:
    """A message that failed is shown as failed: that is not forgetting it."""
    with talk.database.writing() as session:
        outbox.enqueue(
            session,
            "told",
            freeze(Acknowledged("welcome")),
            talk.clock.now(),
            conversation=addresses.conversation("C1"),
        )
        session.execute(update(OutboxMessage).values(state=OutboxState.FAILED))
    talk.clock.move_by(timedelta(days=2))
    assert await Watchdog(talk.database, talk.clock, talk.policy, rounds).look() == NOTHING
