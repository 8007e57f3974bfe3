"""Who people in Teams are: known by their ids in the directory, and at first by their e-mail addresses."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import StoppedClock
from bot.teams import addresses
from bot.teams.accounts import TeamsAccounts
from bot.teams.cloud import PUBLIC
from bot.teams.destinations import Destinations
from bot.teams.directory import TeamsDirectory
from bot.worker.faults import FaultKind, PlatformFault
from jobs.accounts import AccountCheck, AccountState
from models.database import Database
from models.enums import Surface
from models.ledger.event import Event, EventKind
from models.outbox import conversation as conversations
from models.people.person import Person
from models.policy import Policy
from models.register.recommendation import Recommendation
from templates.messages.answers import Refused
from templates.messages.items import ItemDetail
from tests.bot.teams.connector import OTHER_TENANT, PRIYA, TENANT
from tests.bot.teams.hearing import NAME, Teams, in_teams
from tests.bot.teams.serving import serving, text_of
from tests.factories import Register
from tests.fuzz import world

ADDRESS = "priya.shah@force.example"
MEMBER = {"name": "Priya Shah", "email": ADDRESS, "tenantId": TENANT, "userRole": "user"}


class Roster:
    """Microsoft's side as far as it tells who people are."""

    def __init__(self, told: dict[str, Any] | PlatformFault) -> None:
        """Tell this of everybody, or that something is wrong."""
        self.told = told
        self.asked: list[tuple[str, str, str]] = []
        self.begun: list[str] = []

    async def begin(self, service: str, account: str) -> str:
        """Begin a chat."""
        self.begun.append(account)
        return "a:begun"

    async def member(self, service: str, conversation: str, account: str) -> dict[str, Any]:
        """Tell who a member is."""
        self.asked.append((service, conversation, account))
        return await self.graph(account)

    async def graph(self, path: str) -> dict[str, Any]:
        """Answer as Graph."""
        if isinstance(self.told, PlatformFault):
            raise self.told
        return self.told


@pytest.fixture
def roster() -> Roster:
    """The organisation's own people."""
    return Roster(dict(MEMBER))


@pytest.fixture
async def teams(
    database: Database, clock: StoppedClock, policy: Policy, register: Register, roster: Roster
) -> AsyncIterator[Teams]:
    """Somebody in Teams whom the register knows by e-mail address alone, and who owns one item."""
    register.item("1", report="VETTING", register_number="10618", owner="priya")
    with database.writing() as session:
        person = session.scalars(select(Person).where(Person.email == ADDRESS)).one()
        person.surface = person.account = None
    directory = TeamsDirectory(roster, Destinations(roster, database, PUBLIC.service), TENANT)
    async with in_teams(database, clock, policy, directory.who_is) as teams:
        yield teams


def known(database: Database) -> Person:
    """Return the person with the e-mail address."""
    with database.reading() as session:
        return session.scalars(select(Person).where(Person.email == ADDRESS)).one()


async def test_the_first_word_tells_who_somebody_is(teams: Teams, database: Database, roster: Roster) -> None:
    """Who has the e-mail address of a person without an account is that person, which the ledger notes, once."""
    for _ in range(2):
        assert isinstance(await teams.says("10618"), ItemDetail)
    assert (known(database).surface, known(database).account) == (Surface.TEAMS, PRIYA)
    with database.reading() as session:
        noted = session.scalars(select(Event).where(Event.kind == EventKind.PERSON_CHANGED)).all()
    assert len(noted) == 1
    assert roster.asked == [(PUBLIC.service, "a:priya", PRIYA)]


@pytest.mark.parametrize(
    "told",
    [
        {**MEMBER, "userRole": "guest"},
        {**MEMBER, "userRole": "Guest"},
        {**MEMBER, "tenantId": OTHER_TENANT},
        {**MEMBER, "tenantId": None},
        {**MEMBER, "email": "somebody.else@force.example"},
        {**MEMBER, "email": "", "userPrincipalName": ""},
        {},
        PlatformFault(FaultKind.REFUSED, "MemberNotFoundInConversation"),
    ],
    ids=str,
)
async def test_nobody_else_is_taken_for_them(
    teams: Teams, database: Database, roster: Roster, told: dict[str, Any] | PlatformFault
) -> None:
    """A guest, a foreigner, another address, and who cannot be asked about, are strangers."""
    roster.told = told
    assert isinstance(await teams.says("10618"), Refused)
    assert known(database).account is None


async def test_whoever_has_an_account_already_keeps_it(teams: Teams, database: Database) -> None:
    """A second account with the address of somebody who has one gets nothing."""
    with database.writing() as session:
        person = session.scalars(select(Person).where(Person.email == ADDRESS)).one()
        person.surface, person.account = Surface.SLACK, "U0PRIYA01"
    assert isinstance(await teams.says("10618"), Refused)
    assert known(database).account == "U0PRIYA01"


async def test_a_coordinator_named_by_address_is_called_by_name_once_known(
    teams: Teams, database: Database
) -> None:
    """Whom settings have named by an address gets their name with their account."""
    with database.writing() as session:
        session.scalars(select(Person).where(Person.email == ADDRESS)).one().name = ADDRESS
    await teams.says("10618")
    assert known(database).name == "Priya Shah"


async def test_somebody_who_has_not_written_is_asked_about_in_their_own_chat(
    database: Database, roster: Roster
) -> None:
    """A chat is begun, which shows nothing, and is known from then on."""
    directory = TeamsDirectory(roster, Destinations(roster, database, PUBLIC.service), TENANT)
    account = addresses.account(PRIYA.upper())
    for _ in range(2):
        found = await directory.who_is(account)
        assert found is not None
        assert (found.name, found.outside, found.email) == ("Priya Shah", False, ADDRESS)
    assert roster.begun == [PRIYA]
    with database.reading() as session:
        assert conversations.direct_with(session, account) is not None


CHOSEN = "0a1b2c3d-0000-4000-8000-000000000002"


async def test_somebody_of_another_surface_who_is_chosen_is_not_there_twice(
    teams: Teams, database: Database, roster: Roster
) -> None:
    """Who is picked in Teams and is known in Slack by the same address is that person, and stays in Slack."""
    card = await _assigning(teams)
    roster.told = {**MEMBER, "name": "Marcus Reid", "email": _email(database, "Marcus Reid")}
    assert await teams.submits(card, owner=CHOSEN) == {}
    with database.reading() as session:
        owner = session.scalars(select(Recommendation)).one().owner
        assert owner is not None
        assert (owner.name, owner.surface) == ("Marcus Reid", Surface.SLACK)


async def test_somebody_new_who_is_chosen_is_added_with_their_address(
    teams: Teams, database: Database, roster: Roster
) -> None:
    """Who is of the force and not known comes in as an owner, by name, account and address."""
    card = await _assigning(teams)
    roster.told = {**MEMBER, "name": "Jo Miles", "email": "Jo.Miles@force.example"}
    assert await teams.submits(card, owner=CHOSEN) == {}
    with database.reading() as session:
        added = session.scalars(select(Person).where(Person.account == CHOSEN)).one()
        assert (added.name, added.email, added.surface) == (
            "Jo Miles",
            "jo.miles@force.example",
            Surface.TEAMS,
        )


@pytest.mark.parametrize("told", [{**MEMBER, "userRole": "guest"}, {**MEMBER, "tenantId": OTHER_TENANT}])
async def test_a_guest_who_is_chosen_is_refused_at_the_field(
    teams: Teams, database: Database, roster: Roster, told: dict[str, Any]
) -> None:
    """Nothing is given to somebody of another organisation, and the form stays as it was filled in."""
    card = await _assigning(teams)
    roster.told = told
    body = await teams.submits(card, owner=CHOSEN)
    assert body["task"]["value"]["card"]["content"]["fault"]
    with database.reading() as session:
        assert session.scalar(select(Person).where(Person.account == CHOSEN)) is None


async def _assigning(teams: Teams) -> dict[str, Any]:
    """Open the form by which an item is given to somebody."""
    await teams.says("10618")
    return await teams.opens(teams.posts()[0], "assign", "10618")


def _email(database: Database, name: str) -> str:
    with database.reading() as session:
        return session.scalars(select(Person.email).where(Person.name == name)).one() or ""


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"accountEnabled": True, "userType": "Member"}, AccountState.OPEN),
        ({"accountEnabled": True, "userType": "Guest"}, AccountState.GUEST),
        ({"accountEnabled": False}, AccountState.CLOSED),
        ({}, AccountState.UNKNOWN),
        (PlatformFault(FaultKind.REFUSED, "Request_ResourceNotFound"), AccountState.CLOSED),
        (PlatformFault(FaultKind.REFUSED, "Authorization_RequestDenied"), AccountState.UNKNOWN),
        (PlatformFault(FaultKind.UNREACHED, "ClientConnectorError"), AccountState.UNKNOWN),
    ],
    ids=str,
)
async def test_a_leaver_is_known_where_graph_may_be_asked(
    told: dict[str, Any] | PlatformFault, state: AccountState
) -> None:
    """An account that is closed or deleted is a leaver's; without the permission nobody counts as one."""
    asked = AccountCheck(1, addresses.account(PRIYA))
    assert await TeamsAccounts(Roster(told)).state(asked) is state


JO = "0a1b2c3d-0000-4000-8000-000000000009"
PRESSED = ("adaptiveCard/action", "task/fetch", "task/submit", "composeExtension/submitAction")
FORGED = (
    {"press": "update", "value": "10618"},
    {"press": "assign", "value": "10618"},
    {"press": "submit_form", "submit": "record", "about": "update:10618", "text": "Done."},
    {"submit": "record", "about": "update:10618", "text": "Done."},
)
BY_ANY_WAY: tuple[tuple[str, Any], ...] = (
    *((name, {"action": {"data": data}, "data": data}) for name in PRESSED for data in FORGED),
    (
        "composeExtension/fetchTask",
        {"commandId": "add", "messagePayload": {"body": {"content": "Review it."}}},
    ),
    ("fileConsent/invoke", {"action": "accept", "context": {"document": 1}, "uploadInfo": {}}),
)


async def test_a_guest_gets_nothing_by_any_way(
    database_url: str, tmp_path: Path, clock: StoppedClock
) -> None:
    """Written, pressed, filled in, called on a message or consented to: a guest reads and changes nothing."""
    async with serving(database_url, tmp_path, clock) as force:
        jo = force.organisation.join(JO, "Jo Miles", "jo.miles@force.example", role="guest")
        chat, activities = force.organisation.chat(JO), force.microsoft.activities
        await force.reckoner.rounds.round()
        before = world.rows(force.database)
        answers = [
            await force.tells(activities.said(jo, room, words))
            for room in (chat, force.channel)
            for words in ("rec status 10618", "10618 The backlog is 40.", f"{NAME} status 10618", "home")
        ]
        answers += [await force.tells(activities.invoked(jo, chat, *way)) for way in BY_ANY_WAY]
        said = [*map(str, answers), *map(text_of, force.organisation.seen())]
        assert not [each for each in said if "Vetting" in each or "older victim" in each]
        after = world.rows(force.database)
        assert {name for name, rows in after.items() if rows != before[name]} <= {"conversation", "person"}
        assert len(after["person"]) == len(before["person"])
