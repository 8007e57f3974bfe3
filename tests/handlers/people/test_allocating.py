"""Conversations in which several items are given away at once, to people and teams, and in which they are told."""

from datetime import date

import pytest
from sqlalchemy import func, select

from models.enums import Role, Status
from models.ledger.event import Event, EventKind
from models.outbox.message import OutboxMessage
from models.people.person import Person
from models.queries import items
from templates.messages.allocation import Allocation, ChangedItems, Teams
from templates.messages.answers import Acknowledged, Refused
from templates.messages.items import ItemDetail, ItemList
from tests.factories import ACCOUNTS, Register, person_called
from tests.talk import Talk, direct, sentence


@pytest.fixture
def owned(register: Register) -> Register:
    """A register in which anna owns 10618 and OLDER-2, dev is deputy for the latter, and nobody owns OLDER-3."""
    register.item("1a", register_number="10618")
    register.item("2", deputy="dev")
    register.item("3", owner=None)
    return register


def holders(talk: Talk, reference: str) -> tuple[str | None, str | None, str | None]:
    """Return owner, deputy and team of an item by their names."""
    with talk.database.reading() as session:
        item = items.item_by_reference(session, reference)
        return tuple(each.name if each else None for each in (item.owner, item.deputy, item.team))  # type: ignore[return-value]


async def test_several_items_are_given_in_one_line(talk: Talk, owned: Register) -> None:
    """Each is changed with an event of its own, and the answer says what became of each."""
    said = await talk.says("priya", "/rec assign 10618, OLDER-2,older-3 @sofia deputy @marcus", ChangedItems)
    assert dict(said.changed) == {
        "10618": ("owner: Sofia Novak (was Anna Clarke)", "deputy: Marcus Reid (was none)"),
        "OLDER-2": ("owner: Sofia Novak (was Anna Clarke)", "deputy: Marcus Reid (was Dev Patel)"),
        "OLDER-3": ("owner: Sofia Novak (was none)", "deputy: Marcus Reid (was none)"),
    }
    assert said.told.told == ("Anna Clarke", "Dev Patel", "Marcus Reid", "Sofia Novak")
    with talk.database.reading() as session:
        named = session.scalars(select(Event).where(Event.kind == EventKind.DEPUTY_NAMED)).all()
        assert [event.facts["to"] for event in named] == ["Marcus Reid"] * 3


async def test_everybody_concerned_is_told_once_of_all_of_it(talk: Talk, owned: Register) -> None:
    """The new owner hears what is theirs, the one before what went, the deputy before that they are free."""
    await talk.says("priya", "/rec assign 10618, OLDER-2, OLDER-3 @sofia deputy @marcus", ChangedItems)
    (sofia,), (anna,), (dev,), (marcus,) = (
        talk.sees(who, Allocation) for who in ("sofia", "anna", "dev", "marcus")
    )
    assert {row.reference for row in sofia.owned} == {"10618", "OLDER-2", "OLDER-3"}
    assert ({row.reference for row in anna.gone}, anna.owned) == ({"10618", "OLDER-2"}, ())
    assert [row.reference for row in dev.relieved] == ["OLDER-2"]
    assert len(marcus.deputised) == 3
    assert sofia.by is not None
    assert sofia.by.name == "Priya Shah"
    assert talk.posts(direct("priya")) == []


async def test_people_are_told_within_their_working_hours(talk: Talk, owned: Register) -> None:
    """What is given away on a Saturday is told on Monday morning."""
    await talk.at("2022-12-03T20:00")
    await talk.says("priya", "/rec assign 10618 @sofia", Acknowledged)
    assert talk.sees("sofia", Allocation) == []
    await talk.at("2022-12-05T08:59")
    assert talk.sees("sofia", Allocation) == []
    await talk.at("2022-12-05T09:00")
    assert len(talk.sees("sofia", Allocation)) == 1


async def test_a_coordinator_is_not_told_what_they_did_themselves(talk: Talk, owned: Register) -> None:
    """Who takes an item for themselves knows."""
    await talk.says("priya", "/rec assign OLDER-3 @priya", Acknowledged)
    assert talk.posts(direct("priya")) == []


async def test_whom_no_message_reaches_is_named(talk: Talk, owned: Register) -> None:
    """An owner without a Slack id cannot be told: the coordinator is asked to."""
    owned.set_person("marcus", account=None)
    said = await talk.says("priya", "/rec assign OLDER-3 Marcus Reid", Acknowledged)
    assert said.facts["cannot"] == "Marcus Reid"
    with talk.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/rec assign 10618, 99999 @sofia", "99999"),
        ("/rec assign 10618, OLDER-9 @sofia", "OLDER-9"),
        ("/rec assign 10618, OLDER-2 @sofia deputy @sofia", "Sofia Novak owns 10618"),
        ("/rec assign 10618, OLDER-4 @sofia", "OLDER-4 is “signed off”"),
        ("/rec assign 10618, OLDER-2 Crime Team", "no person or team called “Crime Team”"),
        ("/rec assign 10618, OLDER-2", "Who to?"),
        ("/rec assign 10618 deputy @nobody", "nobody"),
        ("/rec assign 10618 deputy @anna", "Anna Clarke owns 10618"),
        ("/rec assign @sofia", "Which item?"),
    ],
)
async def test_all_is_done_or_nothing(talk: Talk, owned: Register, line: str, told: str) -> None:
    """One item that is unknown or has ended, or one person who cannot be: it is named, and nothing is changed."""
    owned.item("4")
    owned.become("OLDER-4", Status.SIGNED_OFF)
    refused = await talk.says("priya", line, Refused)
    assert told in sentence(refused)
    assert holders(talk, "10618") == ("Anna Clarke", None, None)
    assert talk.sees("sofia", Allocation) == []


async def test_a_deputy_alone_can_be_named(talk: Talk, owned: Register) -> None:
    """Without a person before “deputy” the owner stays."""
    await talk.says("priya", "/rec assign 10618 deputy @dev", ChangedItems)
    assert holders(talk, "10618") == ("Anna Clarke", "Dev Patel", None)


async def test_a_deputy_who_becomes_the_owner_is_deputy_no_more(talk: Talk, owned: Register) -> None:
    """Nobody stands in for themselves, and the answer says what followed."""
    said = await talk.says("priya", "/rec assign OLDER-2 @dev", ChangedItems)
    assert said.changed[0][1] == ("owner: Dev Patel (was Anna Clarke)", "deputy: none (was Dev Patel)")
    assert holders(talk, "OLDER-2") == ("Dev Patel", None, None)
    (dev,) = talk.sees("dev", Allocation)
    assert ([row.reference for row in dev.owned], dev.relieved) == (["OLDER-2"], ())


async def test_a_team_works_on_an_item_and_its_lead_owns_it(talk: Talk, owned: Register) -> None:
    """The members find it in their lists and may record for it; outsiders may not."""
    owned.team("Public Protection", "sofia", "dev")
    await talk.says("dev", "/rec evidence OLDER-3 It is done.", Refused)
    await talk.says("priya", "/rec assign OLDER-3 public protection", ChangedItems)
    assert holders(talk, "OLDER-3") == ("Sofia Novak", None, "Public Protection")
    mine = await talk.says("dev", "/rec", ItemList)
    assert {row.reference for row in mine.rows} == {"OLDER-2", "OLDER-3"}
    await talk.says("dev", "/rec evidence OLDER-3 It is done.", Acknowledged)
    await talk.says("marcus", "/rec evidence OLDER-3 It is done.", Refused)
    assert (await talk.says("helen", "/rec show OLDER-3", ItemDetail)).team == "Public Protection"
    of_team = await talk.says("helen", "/rec team Public Protection", ItemList)
    assert [row.reference for row in of_team.rows] == ["OLDER-3"]


async def test_a_person_outside_the_team_takes_the_item_from_it(talk: Talk, owned: Register) -> None:
    """Given to a member it stays the team's; given to anybody else the team can no longer read it."""
    owned.team("Public Protection", "sofia", "dev")
    await talk.says("priya", "/rec assign OLDER-3 Public Protection", ChangedItems)
    await talk.says("priya", "/rec assign OLDER-3 @dev", Acknowledged)
    assert holders(talk, "OLDER-3") == ("Dev Patel", None, "Public Protection")
    said = await talk.says("priya", "/rec assign OLDER-3 @marcus", ChangedItems)
    assert said.changed[0][1] == (
        "owner: Marcus Reid (was Dev Patel)",
        "team: none (was Public Protection)",
    )
    await talk.says("sofia", "/rec evidence OLDER-3 It is done.", Refused)


async def test_teams_are_shown_with_their_people(talk: Talk, owned: Register) -> None:
    """Everybody may see who is in which team; a name that is near is offered."""
    assert (await talk.says("helen", "/rec team", Teams)).teams == ()
    owned.team("Public Protection", "sofia", "dev")
    await talk.says("priya", "/rec assign OLDER-3 Public Protection", ChangedItems)
    (team,) = (await talk.says("helen", "/rec team", Teams)).teams
    assert (team.lead.name, [who.name for who in team.members], team.items) == (
        *("Sofia Novak", ["Dev Patel", "Sofia Novak"]),
        1,
    )
    assert "Did you mean Public Protection?" in sentence(
        await talk.says("helen", "/rec team public protecton", Refused)
    )
    assert "no team called “zz”" in sentence(await talk.says("helen", "/rec team zz", Refused))


async def test_who_is_mentioned_and_not_known_is_added(talk: Talk, owned: Register) -> None:
    """Somebody of the force whom the register does not know comes in by their Slack name, as an owner."""
    owned.forget("marcus")
    account = ACCOUNTS["marcus"]
    await talk.says("priya", f"/rec assign OLDER-3 @{account} deputy @{ACCOUNTS['sofia']}", ChangedItems)
    with talk.database.reading() as session:
        marcus = person_called(session, "marcus")
        assert (marcus.name, marcus.role) == ("Marcus Reid", Role.OWNER)
        event = session.scalars(select(Event).where(Event.kind == EventKind.PERSON_CHANGED)).one()
        assert event.facts == {"name": "Marcus Reid", "account": account}
    assert holders(talk, "OLDER-3") == ("Marcus Reid", "Sofia Novak", None)
    assert len(talk.sees("marcus", Allocation)) == 1


async def test_who_is_known_by_name_alone_is_taken_to_be_the_one_mentioned(
    talk: Talk, owned: Register
) -> None:
    """An owner whom an import brought in without a Slack id is given theirs, and is not there twice."""
    owned.set_person("marcus", account=None)
    await talk.says("priya", f"/rec assign OLDER-3 @{ACCOUNTS['marcus']}", Acknowledged)
    with talk.database.reading() as session:
        marcus = session.scalars(select(Person).where(Person.name == "Marcus Reid")).one()
        assert marcus.account == ACCOUNTS["marcus"]


@pytest.mark.parametrize(
    ("account", "told"), [("U0GUEST01", "Jo Miles is a guest"), ("U0NOBODY1", "I do not know U0NOBODY1")]
)
async def test_guests_and_strangers_are_given_nothing(
    talk: Talk, owned: Register, account: str, told: str
) -> None:
    """Only members of the force come into the register this way."""
    refused = await talk.says("priya", f"/rec assign OLDER-3 @{account}", Refused)
    assert told in sentence(refused)
    with talk.database.reading() as session:
        assert session.scalar(select(func.count()).where(Person.account == account)) == 0


async def test_an_owner_adds_nobody(talk: Talk, owned: Register) -> None:
    """The right is checked before the surface is asked about anybody."""
    owned.forget("marcus")
    await talk.says("anna", f"/rec assign 10618 @{ACCOUNTS['marcus']}", Refused)
    with talk.database.reading() as session:
        assert session.scalar(select(func.count()).where(Person.account == ACCOUNTS["marcus"])) == 0


async def test_a_hostile_name_notifies_nobody(talk: Talk, owned: Register) -> None:
    """What is told quotes items as text."""
    owned.item("9", text="Assess <!channel> now.", deadline_on=date(2023, 3, 1))
    await talk.says("priya", "/rec assign OLDER-9 @sofia", Acknowledged)
    (told,) = talk.sees("sofia", Allocation)
    assert "<!channel>" in told.owned[0].text
    assert "<!channel>" in talk.last("sofia").text
