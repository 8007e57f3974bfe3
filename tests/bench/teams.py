"""A status in Teams against the same in Slack: two Reckoners beside each other, on two copies of a register."""

import sqlite3
from contextlib import closing

from sqlalchemy import update

from bot.clock import SystemClock
from bot.local.teams.organisation import Organisation
from bot.local.teams.server import Microsoft, served
from models.database import Database
from models.enums import Surface
from models.people.person import Person
from tests.bench.asking import Asked, command, in_turn, written
from tests.bench.bench import Bench
from tests.bench.comparing import Line, ratio
from tests.bench.filling import ACCOUNTS, due_over_years, with_much_said, with_nothing_said
from tests.bot.teams.connector import APP, PRIYA, TENANT
from tests.bot.teams.microsoft import SECRET
from tests.platforms import settings_of_teams

MOST = 2


async def status(bench: Bench) -> list[Line]:
    """Compare what both take for a status, each with its answer drawn, and brought where it is sent afterwards."""
    items, there = bench.sizes.items, bench.there
    url = bench.register(items, due_over_years)
    moved = bench.new("in-teams")
    _move(url, moved)
    organisation = Organisation(APP, TENANT, SECRET, SystemClock())
    organisation.join(PRIYA, "Priya Shah", "priya@force.example")
    async with served(organisation, ()) as microsoft:
        settings = {name.upper(): value for name, value in settings_of_teams(microsoft).items()}
        servers = [await there.reckoner(url), await there.reckoner_with(settings, moved)]
        idle = [await each.idle(bench.sizes.idle_seconds) for each in servers]
        lines = []
        for what, item in (("", with_nothing_said(items)), (" with ten statements", with_much_said(items))):
            asked = [
                Asked("Slack", servers[0], command(f"status {item}"), idle[0]),
                Asked("Teams", servers[1], written(f"status {item}", microsoft, PRIYA), idle[1]),
            ]
            lines += await _compared(
                f"status in Teams of one item{what} of {items:,}", asked, bench, microsoft
            )
    return lines


async def _compared(what: str, asked: list[Asked], bench: Bench, microsoft: Microsoft) -> list[Line]:
    await in_turn(asked, bench.sizes.requests)
    in_slack, in_teams = asked
    worked = f"{in_teams.worked:.2f} ms / {in_slack.worked:.2f} ms = {in_teams.worked / in_slack.worked:.2f}"
    lines = [
        ratio(
            f"{what}, against Slack, until Teams has its answer, by the clock",
            in_teams.p50,
            in_slack.p50,
            MOST,
        ),
        Line("the same, processor's time, with its card drawn and posted", worked),
    ]
    microsoft.organisation.chat(PRIYA).messages.clear()
    return lines


def _move(url: str, to: str) -> None:
    """Copy a register on SQLite as it stands, whoever works on it, and have who keeps the copy be in Teams."""
    source, target = (sqlite3.connect(each.removeprefix("sqlite:///")) for each in (url, to))
    with closing(source), closing(target):
        source.backup(target)
    database = Database(to)
    with database.writing() as session:
        moved = {"surface": Surface.TEAMS, "account": PRIYA}
        session.execute(update(Person).where(Person.account == ACCOUNTS[0]).values(moved))
    database.close()
