"""Coordinators keep people and teams in chat, by forms, with the rights and the ledger of the terminal."""

from dataclasses import replace

from sqlalchemy import select

from bot.clock import StoppedClock
from models.database import Database
from models.enums import Role
from models.ledger.event import Event, EventKind
from models.people.person import Person, Team
from models.refusals.base import Refusal
from models.refusals.commands import NoLongerKnown
from models.refusals.forms import (
    FromOutsideOwnsNothing,
    TeamHasItems,
    TeamLeadMissing,
    TeamMemberUnknown,
    TeamThere,
)
from models.refusals.people import (
    AccountMayBeTheirs,
    CoordinatorsAreSet,
    NobodySought,
    NoneChosen,
    PersonAlreadyThere,
    PersonMayBeThere,
    PersonMissing,
    PersonNameNear,
    RolesItself,
)
from templates.messages.allocation import Teams
from templates.messages.answers import Acknowledged, Refused
from templates.messages.people import AccountsForm, People, PersonForm
from templates.messages.teams import TeamForm
from tests.factories import ACCOUNTS, NAMES, Register
from tests.letterbox import expected
from tests.talk import Talk, talking


def number_of(talk: Talk, kind: type[Person] | type[Team], name: str) -> str:
    """Return the number of the person or team of this name."""
    with talk.database.reading() as session:
        return str(session.scalars(select(kind.id).where(kind.name == name)).one())


def known(talk: Talk, name: str) -> Person:
    """Return the person of this name."""
    with talk.database.reading() as session:
        return session.scalars(select(Person).where(Person.name == name)).one()


async def fails(talk: Talk, form: str, about: str, fields: dict[str, str], refusal: type[Refusal]) -> None:
    """Fill a form as priya, and be refused."""
    answer = expected(await talk.submits("priya", form, about, fields), Refused)
    assert answer.template == refusal.template


async def saves(talk: Talk, form: str, about: str, fields: dict[str, str]) -> str:
    """Fill a form as priya; return what is acknowledged."""
    return expected(await talk.submits("priya", form, about, fields), Acknowledged).what


async def test_somebody_is_added_by_name_or_account_and_the_ledger_has_it(
    talk: Talk, register: Register
) -> None:
    """Who is chosen on the surface brings their name; who is only named is reached once an account is chosen."""
    await talk.says("priya", "/rec people add", PersonForm)
    await fails(talk, "person", "new", {"role": "owner"}, PersonMissing)
    assert await saves(talk, "person", "new", {"name": "Nora New", "role": "reader"}) == "person_added"
    assert known(talk, "Nora New").role is Role.READER
    await fails(talk, "person", "new", {"name": "nora  new", "role": "owner"}, PersonAlreadyThere)
    fields = {"account": ACCOUNTS["helen"], "role": "coordinator", "email": "H@Force.example"}
    assert await saves(talk, "person", "new", fields) == "person_added"
    helen = known(talk, NAMES["helen"])
    assert (helen.role, helen.account, helen.email) == (
        Role.COORDINATOR,
        ACCOUNTS["helen"],
        "h@force.example",
    )
    await fails(talk, "person", "new", fields | {"account": ACCOUNTS["jo"]}, FromOutsideOwnsNothing)
    with talk.database.reading() as session:
        events = session.scalars(select(Event).where(Event.kind == EventKind.PERSON_CHANGED)).all()
        assert {"name": "Nora New", "added": True, "role": "reader"} in [each.facts for each in events]
        assert {each.by_id for each in events} == {known(talk, NAMES["priya"]).id}


async def test_a_name_that_may_be_somebodys_is_asked_about(talk: Talk, register: Register) -> None:
    """Rank, order and letters that look alike make nobody else unseen; what tells two people apart does."""
    for name in ("Clarke, Anna", "DCI Anna Clarke", "\u0410nna Clarke"):
        await fails(talk, "person", "new", {"name": name, "role": "owner"}, PersonMayBeThere)
    fields = {"name": "Anna Clarke (Finance)", "role": "owner"}
    assert await saves(talk, "person", "new", fields) == "person_added"


async def test_a_name_that_one_letter_tells_apart_is_asked_about_once(talk: Talk, register: Register) -> None:
    """“Anna Clark” is asked about beside Anna Clarke; an address tells the two apart, and then both are there."""
    fields = {"name": "Anna Clark", "role": "owner"}
    await fails(talk, "person", "new", fields, PersonNameNear)
    assert await saves(talk, "person", "new", fields | {"email": "a.clark@force.example"}) == "person_added"
    assert known(talk, "Anna Clark").id != known(talk, "Anna Clarke").id


async def test_an_account_that_may_be_of_somebody_who_is_there_is_asked_about(
    talk: Talk, register: Register
) -> None:
    """Who is known by rank and name has no account until it is given to them, or they are told apart."""
    register.forget("helen")
    named = f"Supt {NAMES['helen']}"
    helen = {"account": ACCOUNTS["helen"], "role": "owner"}
    assert await saves(talk, "person", "new", {"name": named, "role": "owner"}) == "person_added"
    await fails(talk, "person", "new", helen, AccountMayBeTheirs)
    number = number_of(talk, Person, named)
    other = {"role": "owner", "email": "another@force.example"}
    assert await saves(talk, "person", number, other) == "person_changed"
    assert await saves(talk, "person", "new", helen) == "person_added"


async def test_the_accounts_of_several_are_chosen_in_one_form(talk: Talk, register: Register) -> None:
    """Who holds something and is not reached has a field; all that was chosen is given, or nothing."""
    register.forget("helen")
    for who in ("anna", "dev", "sofia"):
        register.item(who, owner=who)
        register.set_person(who, account=None)
    form = expected(await talk.presses("priya", "choose_accounts", "owners"), AccountsForm)
    assert ([each.name for each in form.people], form.total) == (
        ["Anna Clarke", "Dev Patel", "Sofia Novak"],
        3,
    )
    about = ",".join(str(each.number) for each in form.people)
    anna, dev, _ = (f"account_{each.number}" for each in form.people)
    await fails(talk, "accounts", about, {}, NoneChosen)
    twice = {anna: ACCOUNTS["helen"], dev: ACCOUNTS["helen"]}
    await fails(talk, "accounts", about, twice, PersonAlreadyThere)
    await fails(
        talk, "accounts", about, {anna: ACCOUNTS["anna"], dev: ACCOUNTS["jo"]}, FromOutsideOwnsNothing
    )
    assert known(talk, "Anna Clarke").account is None
    assert (
        await saves(talk, "accounts", about, {anna: ACCOUNTS["anna"], dev: ACCOUNTS["dev"]})
        == "accounts_chosen"
    )
    assert known(talk, "Anna Clarke").account == ACCOUNTS["anna"]
    left = expected(await talk.presses("priya", "choose_accounts", "owners"), AccountsForm)
    assert [each.name for each in left.people] == ["Sofia Novak"]
    await fails(talk, "accounts", "0,x", {}, NoLongerKnown)


async def test_somebody_is_changed_and_let_go(talk: Talk, register: Register) -> None:
    """Role, account, address and hours are changed in one form; who has left is handed over."""
    form = await talk.says("priya", "/rec people change Anna Clarke", PersonForm)
    anna = str(form.number)
    fields = {"account": ACCOUNTS["anna"], "email": form.email, "role": "owner", "zone": form.zone}
    assert await saves(talk, "person", anna, fields) == "nothing_changed"
    assert await saves(talk, "person", anna, fields | {"hours": "08:00-16:00"}) == "person_changed"
    assert f"{known(talk, 'Anna Clarke').day_starts:%H:%M}" == "08:00"
    await fails(talk, "person", anna, fields | {"account": ACCOUNTS["tom"]}, PersonAlreadyThere)
    assert await saves(talk, "person", anna, fields | {"here": "left"}) == "person_left"
    assert not known(talk, "Anna Clarke").active
    assert await saves(talk, "person", anna, fields | {"here": "here"}) == "person_changed"
    assert known(talk, "Anna Clarke").active


async def test_a_coordinator_does_not_take_their_own_role_away(talk: Talk, register: Register) -> None:
    """So that somebody always keeps the register: one of the others does it."""
    priya = number_of(talk, Person, NAMES["priya"])
    await fails(talk, "person", priya, {"role": "reader"}, RolesItself)
    await fails(talk, "person", priya, {"role": "coordinator", "here": "left"}, RolesItself)
    tom = number_of(talk, Person, NAMES["tom"])
    assert await saves(talk, "person", tom, {"role": "owner", "email": ""}) == "person_changed"
    assert known(talk, NAMES["tom"]).role is Role.OWNER


async def test_who_is_a_coordinator_is_left_to_the_settings_that_name_them(
    database: Database, clock: StoppedClock, register: Register
) -> None:
    """Where RECKONER_COORDINATORS is set, a role given in chat would be gone at the next start."""
    policy = replace(register.policy, coordinators_are_set=True)
    async with talking(database, clock, policy) as talk:
        anna = number_of(talk, Person, "Anna Clarke")
        await fails(talk, "person", anna, {"role": "coordinator"}, CoordinatorsAreSet)
        assert await saves(talk, "person", anna, {"role": "reader"}) == "person_changed"


async def test_people_are_found_by_part_of_their_name_and_leafed_through(
    talk: Talk, register: Register
) -> None:
    """A force has more people than a message holds."""
    for n in range(12):
        await saves(talk, "person", "new", {"name": f"Zed {n:02}", "role": "owner"})
    everybody = await talk.says("priya", "/rec people", People)
    assert (len(everybody.people), everybody.first, everybody.previous_page) == (12, 1, None)
    assert everybody.next_page is not None
    following = expected(await talk.presses("priya", "people", everybody.next_page), People)
    assert following.people[-1].name.startswith("Zed")
    found = await talk.says("priya", "/rec people zed 0", People)
    assert [each.name for each in found.people] == [f"Zed {n:02}" for n in range(10)]
    refused = await talk.says("priya", "/rec people nobody at all", Refused)
    assert refused.template == NobodySought.template


async def test_a_team_is_entered_changed_and_done_without(talk: Talk, register: Register) -> None:
    """Its lead and members are those of the form, each change in the ledger; one with open items stays."""
    await talk.says("priya", "/rec team add", TeamForm)
    fields = {"name": "Public Protection", "lead": ACCOUNTS["anna"], "members": "Sofia Novak\nDev Patel"}
    await fails(talk, "team", "new", fields | {"lead": ""}, TeamLeadMissing)
    await fails(talk, "team", "new", fields | {"members": "Sofia Novak, Nobody"}, TeamMemberUnknown)
    assert await saves(talk, "team", "new", fields) == "team_kept"
    await fails(talk, "team", "new", fields, TeamThere)
    (team,) = (await talk.says("priya", "/rec team", Teams)).teams
    assert [each.name for each in team.members] == ["Anna Clarke", "Dev Patel", "Sofia Novak"]
    about = str(team.number)
    form = expected(await talk.presses("priya", "change_team", about), TeamForm)
    assert (form.lead, form.members) == (ACCOUNTS["anna"], ("Dev Patel", "Sofia Novak"))
    await saves(talk, "team", about, {"lead": ACCOUNTS["sofia"], "members": "Anna Clarke"})
    (team,) = (await talk.says("priya", "/rec team", Teams)).teams
    assert (team.lead.name, [each.name for each in team.members]) == (
        "Sofia Novak",
        ["Anna Clarke", "Sofia Novak"],
    )
    with talk.database.reading() as session:
        events = session.scalars(select(Event).where(Event.kind == EventKind.TEAM_CHANGED)).all()
        assert {"team": "Public Protection", "removed": "Dev Patel"} in [each.facts for each in events]
    reference = register.item("1")
    register.work_on(reference, "Public Protection")
    await fails(talk, "team", about, {"end": "end"}, TeamHasItems)


async def test_readers_see_the_teams_without_what_changes_them(talk: Talk, register: Register) -> None:
    """Nothing is offered that would be refused."""
    assert (await talk.says("priya", "/rec team", Teams)).may_change
    assert not (await talk.says("ruth", "/rec team", Teams)).may_change
