"""Starts Reckoner on the local workspace: tokens, people, the sample register and a clock that can be moved."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.app import Reckoner
from bot.clock import Clock, MovableClock
from bot.imports.import_register import import_file
from bot.local.beginning import local_clock
from bot.local.moving import MovingReckoner
from bot.local.page_api import BesideSlack, RegisterChoice, Stop
from bot.local.people import MEMBERS, Member
from bot.local.sample_inspections import add_sample
from bot.local.server import LOOPBACK, serve
from bot.local.slack.installation import Installation, as_the_manifest_asks
from bot.local.surfaces import Surfaces
from bot.local.teams.force import UNDER, TeamsForce
from bot.local.teams.page import TeamsPage
from bot.local.workspace import Workspace
from bot.settings import Environment, Settings, SettingsWrong
from models.address import Account
from models.calendar import opening
from models.committee import figures
from models.committee.meeting import Meeting
from models.database import Database
from models.enums import Role, Surface
from models.people.person import USUAL_HOURS, Person
from models.policies.deciding import decided
from models.policy import Policy
from models.queries import items
from models.register.recommendation import Recommendation
from templates.filters import LABELS

SAMPLE = Path(__file__).parent / "sample-register.xlsx"
LAST_MEETING, NEXT_MEETING = date(2022, 9, 29), date(2022, 12, 15)
BEFORE_COMMITTEE = timedelta(days=3)
ONE_DAY = timedelta(days=1)


BEGIN_IN_TEAMS = ("U0DEV0001", "U0MARCUS1")
"""Who is in Teams from the first day on, as some are in many a force."""


@dataclass(frozen=True)
class LocalReckoner:
    """Reckoner running on the local workspace, whose page is at `address`."""

    moving: MovingReckoner
    workspace: Workspace
    clock: MovableClock
    address: str

    @property
    def reckoner(self) -> Reckoner:
        """The Reckoner that runs now."""
        return self.moving.reckoner


@asynccontextmanager
async def running_locally(
    settings: Settings, choose: Callable[[bool], None] | None = None
) -> AsyncIterator[LocalReckoner]:
    """Serve the local workspace, with Reckoner on it, until the context ends.

    `choose` is called when somebody at the page wants the empty register, or the sample.

    Everything is kept in the data folder, so that a restart goes on where it ended. Raises SettingsWrong in
    production, and OSError if the port is taken.
    """
    if settings.reckoner_env is Environment.PRODUCTION:
        raise SettingsWrong(settings.faults())
    clock = local_clock(settings)
    async with AsyncExitStack() as stack:
        database = Database(settings.database_url)
        stack.callback(database.close)
        workspace = Workspace(clock, _installation(), store=settings.data / "workspace.db")
        stack.callback(workspace.close)
        surfaces, force = Surfaces(workspace.ground.store), TeamsForce(workspace.ground)
        stack.push_async_callback(force.close)

        def set_up() -> Settings:
            return _on_workspace(settings, workspace.installation, force, surfaces, served.base_url)

        moving = MovingReckoner(set_up, clock, database, surfaces, force)
        served = await serve(
            workspace,
            port=settings.reckoner_local_port,
            stops=lambda user: stops(database, settings.policy, clock, surfaces.account_of(user)),
            move=clock.move_to,
            teams=BesideSlack(surfaces, TeamsPage(force), force.set_closed, moving.move),
            register=RegisterChoice(settings.reckoner_local_empty, choose),
            others={UNDER: force.microsoft.routes()},
        )
        stack.push_async_callback(served.close)
        force.start(served.base_url)
        begin = prepare_empty if settings.reckoner_local_empty else prepare
        is_new = await asyncio.to_thread(begin, database, settings.policy, clock)
        stack.push_async_callback(moving.end)
        await moving.begin()
        for user in BEGIN_IN_TEAMS if is_new else ():
            await moving.move(user, Surface.TEAMS)
        yield LocalReckoner(moving, workspace, clock, served.base_url)


def prepare(database: Database, policy: Policy, clock: Clock) -> bool:
    """Fill an empty register with the sample: its people, its items and two committee meetings.

    Return whether it was empty.
    """
    database.migrate()
    with database.writing() as session:
        if session.scalar(select(func.count()).select_from(Recommendation)):
            return False
        today = policy.today(clock.now())
        session.add_all(_person(each) for each in MEMBERS if each.role is not None)
        session.add_all(
            Meeting(
                held_on=held_on,
                cut_off_on=held_on,
                paper_due_on=policy.calendar.working_days_before(held_on, policy.paper_working_days),
                entered_on=today,
            )
            for held_on in (LAST_MEETING, NEXT_MEETING)
        )
    import_file(database, SAMPLE, clock.now(), policy)
    with database.writing() as session:
        add_sample(session, clock.now(), policy)
    return True


def prepare_empty(database: Database, policy: Policy, clock: Clock) -> bool:
    """Begin with one coordinator and nothing else, so that somebody can try a register of their own.

    Return False: nothing of the sample is there, so nobody begins elsewhere than in Slack.
    """
    del policy, clock
    database.migrate()
    with database.writing() as session:
        if not session.scalar(select(func.count()).select_from(Person)):
            session.add(_person(next(each for each in MEMBERS if each.role == "coordinator")))
    return False


def _person(member: Member) -> Person:
    return Person(
        name=member.real_name,
        email=member.email,
        surface=Surface.SLACK,
        account=member.id,
        role=Role(member.role) if member.role else Role.READER,
    )


def stops(database: Database, policy: Policy, clock: Clock, account: Account) -> Sequence[Stop]:
    """Return the moments to which the page offers to move the clock, for the person with this account."""
    now = clock.now()
    today = policy.today(now)
    with database.reading() as session:
        policy = decided(session, policy)
        days = {
            "tomorrow": today + ONE_DAY,
            "next_review": _next_review(session, account, today),
            "before_committee": _before_committee(session, today),
        }
    at = {name: _when_work_begins(day, policy) for name, day in days.items() if day is not None}
    return [Stop(name, LABELS["stops"][name], moment) for name, moment in at.items() if moment > now]


def _next_review(session: Session, account: Account, today: date) -> date | None:
    mine = items.person_by_account(session, account)
    query = select(func.min(Recommendation.review_due_on)).where(Recommendation.review_due_on > today)
    of_mine = query.where(items.of_person(mine.id)) if mine else query
    return session.scalar(of_mine) or session.scalar(query)


def _before_committee(session: Session, today: date) -> date | None:
    meeting = figures.next_meeting(session, today)
    return meeting.held_on - BEFORE_COMMITTEE if meeting else None


def _when_work_begins(day: date, policy: Policy) -> datetime:
    return opening(datetime.combine(day, time(), policy.zone), policy.zone, USUAL_HOURS, policy.calendar)


def _installation() -> Installation:
    # The tokens open nothing but this machine's own workspace, which keeps them for as long as it runs.
    return as_the_manifest_asks(
        bot_token=f"xoxb-{secrets.token_hex(16)}", app_token=f"xapp-{secrets.token_hex(16)}"
    )


def _on_workspace(
    settings: Settings, installation: Installation, force: TeamsForce, surfaces: Surfaces, address: str
) -> Settings:
    microsoft = force.microsoft
    return settings.model_copy(
        update={
            "slack_bot_token": SecretStr(installation.bot_token),
            "slack_app_token": SecretStr(installation.app_token),
            "slack_api_url": f"{address}/api/",
            "reckoner_data": settings.data,
            "reckoner_database_url": settings.database_url,
            "teams_app_id": microsoft.organisation.app,
            "teams_tenant_id": microsoft.organisation.tenant,
            "teams_app_secret": SecretStr(microsoft.organisation.secret),
            "teams_cloud": microsoft.address,
            "teams_service_url": None,
            "reckoner_http_host": LOOPBACK,
            "reckoner_http_port": 0,
            # Whoever begins a register names it in chat.
            "reckoner_committee_channel": None
            if settings.reckoner_local_empty
            else surfaces.committee_channel,
            "reckoner_coordinators": (),  # The sample has its own.
        }
    )
