"""A clock that is wrong: nothing is published by it, whoever can put it right is told, and it goes on by itself."""

from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import create_engine, make_url, text

from bot.app import running
from bot.clock import StoppedClock
from bot.local.teams.server import served
from bot.operations.clock_watch import ClockWatch
from bot.operations.web import listen
from models.database import Database
from models.policy import Policy
from models.queries import items
from templates.messages.operations import ClockOff
from tests.bot.operations.test_health import asked
from tests.bot.teams.serving import ANNA, organisation, settings_for
from tests.chat import COMMITTEE, Chat, texts
from tests.databases import BACKENDS
from tests.factories import Register

MEETING = date(2023, 1, 19)
MORNING, AHEAD = "2022-12-05T09:00", timedelta(days=45)
WRONG = "My clock is wrong: it is 45 days ahead of 127.0.0.1."


@pytest.fixture
async def ahead(chat: Chat) -> AsyncIterator[StoppedClock]:
    """Reckoner's own clock, 45 days ahead of that of Slack, beside a meeting that is not for six weeks."""
    register = Register(chat.database, chat.clock, chat.policy)
    register.item(owner="anna", reviews_from=date(2022, 9, 1))
    register.meeting(MEETING)
    await chat.at(MORNING)
    await chat.stops()
    right, wrong = chat.clock, StoppedClock(chat.clock.now() + AHEAD)
    chat.clock = wrong
    await chat.starts()
    yield wrong
    chat.clock = right


@pytest.mark.every_database
async def test_nothing_is_published_by_a_clock_that_is_wrong(chat: Chat, ahead: StoppedClock) -> None:
    """January's summary stays unwritten in December; coordinators are told once, and it comes in its time."""
    before = {who: len(chat.sees(who)) for who in ("anna", "priya")}
    for _ in range(3):
        await chat.reckoner.rounds.round()
        await chat.settles()
    assert chat.channel(COMMITTEE) == []
    assert len(chat.sees("anna")) == before["anna"]
    (told,) = texts(chat.sees("priya")[before["priya"] :])
    assert told.startswith(WRONG)
    assert chat.reckoner.health is not None
    status, health = await asked(chat.reckoner.health, "/health")
    assert (status, '"problems":["clock_off"' in health, f'"clock":"{WRONG}' in health) == (503, True, True)
    assert "I cannot freeze or post figures now" in await chat.says("priya", "/rec digest", COMMITTEE)
    ahead.move_by(-AHEAD)
    await chat.reckoner.rounds.round()
    await chat.settles()
    assert (await asked(chat.reckoner.health, "/health"))[0] == 200
    assert chat.channel(COMMITTEE) == []
    chat.workspace.ground.clock = ahead
    await chat.at("2023-01-12T09:00")
    assert len(chat.channel(COMMITTEE)) == 1


async def test_the_same_in_teams(database_url: str, tmp_path: Path, clock: StoppedClock) -> None:
    """Microsoft is asked what time it is before the first round, though nobody has written yet."""
    wrong = StoppedClock(clock.now() + AHEAD)
    async with (
        served(organisation(clock)) as microsoft,
        running(settings_for(database_url, tmp_path, microsoft.address), wrong) as reckoner,
    ):
        await reckoner.rounds.run_jobs()
        assert reckoner.rounds.waits_for_the_clock
        wrong.move_by(-AHEAD)
        await reckoner.rounds.run_jobs()
        assert not reckoner.rounds.waits_for_the_clock


async def test_reckoner_starts_while_microsoft_is_away(
    database_url: str, tmp_path: Path, clock: StoppedClock
) -> None:
    """A coordinator whom nobody can look up is known by their account; the rounds go on as soon as it answers."""
    async with served(organisation(clock)) as microsoft:
        settings = settings_for(database_url, tmp_path, microsoft.address, reckoner_coordinators=(ANNA,))
    async with running(settings, clock) as reckoner:
        await reckoner.rounds.run_jobs()
        with reckoner.database.reading() as session:
            assert [each.account for each in items.coordinators(session)] == [ANNA]
        assert not reckoner.rounds.waits_for_the_clock


class Answering:
    """Somebody who answers over HTTP with the `Date` and `Age` that they are given."""

    def __init__(self) -> None:
        """Say no time at first."""
        self.date, self.age = "", ""
        self.asked = 0

    async def answer(self, _: web.Request) -> web.Response:
        """Answer."""
        self.asked += 1
        return web.Response(headers={"Date": self.date} | ({"Age": self.age} if self.age else {}))


class Unset(StoppedClock):
    """A clock that somebody else sets, beside one that nobody does."""

    seconds = 0.0

    def running(self) -> float:
        """Return what the other one says."""
        return self.seconds


@pytest.fixture
async def heard(
    database: Database, policy: Policy
) -> AsyncIterator[tuple[ClockWatch, Unset, Answering, Any]]:
    """A watch that has heard nobody yet, its clock, and somebody who can be asked."""
    clock, answering = Unset(datetime(2022, 12, 5, 9, tzinfo=UTC)), Answering()
    watch, application = ClockWatch(database, clock, policy), web.Application()
    application.add_routes([web.get("/", answering.answer)])
    listening = await listen(application, "127.0.0.1", 0)
    async with aiohttp.ClientSession(trace_configs=[watch.listening()]) as session:

        async def ask() -> None:
            await session.get(listening.address)

        yield watch, clock, answering, ask
    await listening.close()


@pytest.mark.parametrize(
    ("date", "age", "apart"),
    [
        ("Mon, 05 Dec 2022 09:00:00 GMT", "", None),
        ("Mon, 05 Dec 2022 08:51:00 GMT", "", None),
        ("Mon, 05 Dec 2022 08:49:00 GMT", "", (11, "minute")),
        ("Mon, 05 Dec 2022 08:00:00 GMT", "3600", None),
        ("Mon, 05 Dec 2022 12:00:00 +0100", "", (2, "hour")),
        ("Wed, 19 Jan 2022 09:00:00 GMT", "", (320, "day")),
        ("yesterday", "", None),
        ("", "", None),
        ("Mon, 05 Dec 2022 06:00:00 GMT", "for ever", None),
    ],
)
async def test_whatever_a_platform_says_of_the_time_is_read(
    heard: tuple[ClockWatch, Unset, Answering, Any], date: str, age: str, apart: tuple[int, str] | None
) -> None:
    """Ten minutes are no difference, what a proxy has kept is as old as it says, and no time says nothing."""
    watch, _, answering, ask = heard
    answering.date, answering.age = date, age
    assert await watch.is_right(ask) is (apart is None)
    assert (watch.off and watch.off.apart) == apart


async def test_a_step_is_seen_before_anybody_else_says_so(
    heard: tuple[ClockWatch, Unset, Answering, Any],
) -> None:
    """A clock that is set parts from one that nobody sets; a platform is asked before it is called wrong."""
    watch, clock, answering, ask = heard
    answering.date = "Mon, 05 Dec 2022 09:00:00 GMT"
    assert await watch.is_right(ask)
    clock.seconds += 20
    clock.move_by(timedelta(seconds=20))
    assert (await watch.is_right(ask), answering.asked) == (True, 1)
    clock.move_by(timedelta(hours=-3))
    assert (await watch.is_right(ask), answering.asked) == (False, 2)
    assert watch.off == ClockOff(-3 * 3600 + 20, "127.0.0.1")
    answering.date = "Mon, 05 Dec 2022 06:00:10 GMT"
    assert await watch.is_right(ask)


async def nobody_answers() -> None:
    """Have no platform answer."""


async def test_a_clock_behind_the_ledger_is_wrong_until_somebody_else_has_spoken(
    heard: tuple[ClockWatch, Unset, Answering, Any], register: Register
) -> None:
    """What was recorded last is later than now: that is a clock that ran back, or that ran ahead then."""
    watch, clock, answering, ask = heard
    clock.move_to(datetime(2022, 9, 1, tzinfo=UTC))
    register.item()
    assert not await watch.is_right(nobody_answers)
    assert watch.sentence is not None
    assert "behind my last record" in watch.sentence
    answering.date = "Thu, 01 Sep 2022 00:00:00 GMT"
    assert await watch.is_right(ask)


@pytest.fixture
def odd_server(database_url: str) -> Iterator[Database]:
    """A PostgreSQL whose clock is two days behind."""
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("create schema odd"))
        connection.execute(
            text(
                "create function odd.clock_timestamp() returns timestamptz language sql as"
                " $$ select pg_catalog.clock_timestamp() - interval '2 days' $$"
            )
        )
    address = make_url(database_url).update_query_dict({"options": "-c search_path=odd,pg_catalog,public"})
    with closing(Database(address.render_as_string(hide_password=False))) as database:
        yield database
    with engine.begin() as connection:
        connection.execute(text("drop schema odd cascade"))
    engine.dispose()


@pytest.mark.parametrize("database_url", BACKENDS[1:], indirect=True)
async def test_a_database_server_of_another_time_is_said(odd_server: Database, policy: Policy) -> None:
    """PostgreSQL's clock counts as a platform's does; the local workspace's own clock is no fault."""
    watch = ClockWatch(odd_server, StoppedClock(datetime(2022, 12, 5, 9, tzinfo=UTC)), policy)
    assert not await watch.is_right(nobody_answers)
    assert watch.off is not None
    assert (watch.off.apart, watch.off.witness) == ((2, "day"), "database")
