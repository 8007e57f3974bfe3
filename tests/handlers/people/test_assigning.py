"""Conversations in which items are given to owners: who may, who can be given one, and who is reminded then."""

from datetime import date

import pytest
from sqlalchemy import select

from models.enums import Role, Status
from models.ledger.event import Event, EventKind
from models.queries import items
from templates.messages.answers import Acknowledged, Refused
from templates.messages.items import ItemList
from templates.messages.reminders import Reminder
from tests.factories import Register, person_called
from tests.talk import Talk, sentence


@pytest.fixture
def owned(register: Register) -> Register:
    """A register in which anna owns 10618, and nobody owns OLDER-2."""
    register.item("1a", register_number="10618", reviews_from=date(2022, 9, 5))
    register.item("2", owner=None)
    return register


def owner(talk: Talk, reference: str) -> str | None:
    """Return whose an item is."""
    with talk.database.reading() as session:
        found = items.item_by_reference(session, reference).owner
        return found.name if found else None


@pytest.mark.parametrize(
    "words", ["@dev", "U0DEV0001", "Dev Patel", "dev patel", "dev.patel@force.example", "patel"]
)
async def test_an_item_is_given_to_a_person(talk: Talk, owned: Register, words: str) -> None:
    """Name, part of it, account or e-mail will do; the answer says whose it was, and the ledger who did it."""
    answer = await talk.says("priya", f"/rec assign 10618 {words}", Acknowledged)
    assert (answer.what, answer.facts) == (
        "assigned",
        {"reference": "10618", "owner": "Dev Patel", "was": "Anna Clarke"},
    )
    assert owner(talk, "10618") == "Dev Patel"
    with talk.database.reading() as session:
        query = select(Event).where(Event.kind == EventKind.ALLOCATED).order_by(Event.id.desc())
        event = session.scalars(query).first()
        assert event is not None
        assert event.facts == {"was": "Anna Clarke", "to": "Dev Patel"}
        assert event.by_id == person_called(session, "priya").id


async def test_what_awaited_allocation_is_in_progress_then(talk: Talk, owned: Register) -> None:
    """An item that nobody owned begins with its first owner."""
    answer = await talk.says("tom", "/rec assign older-2 @sofia", Acknowledged)
    assert answer.facts == {"reference": "OLDER-2", "owner": "Sofia Novak", "was": ""}
    with talk.database.reading() as session:
        assert items.item_by_reference(session, "OLDER-2").status is Status.IN_PROGRESS


async def test_given_to_its_owner_again_nothing_changes(talk: Talk, owned: Register) -> None:
    """The ledger does not grow by what is so already."""
    with talk.database.reading() as session:
        before = len(session.scalars(select(Event)).all())
    await talk.says("priya", "/rec assign 10618 Anna Clarke", Acknowledged)
    with talk.database.reading() as session:
        assert len(session.scalars(select(Event)).all()) == before


@pytest.mark.parametrize("who", ["anna", "dev", "helen"])
async def test_only_coordinators_assign(talk: Talk, owned: Register, who: str) -> None:
    """Others, the owner too, are told whom to ask; a wrong reference tells them no more."""
    for line in ("/rec assign 10618 @dev", "/rec assign 99999 @dev", "/rec assign"):
        refused = await talk.says(who, line, Refused)
        assert (
            sentence(refused) == "Only a coordinator can do that. Ask one of them: Priya Shah, Tom Bennett."
        )
    assert owner(talk, "10618") == "Anna Clarke"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/rec assign", "Which item?"),
        ("/rec assign 10618", "10618"),
        ("/rec assign 10681 @dev", "Did you mean 10618?"),
        ("/rec assign 10618 @nobody", "nobody"),
        ("/rec assign 10618 e", "Anna Clarke"),
        ("/rec assign 10618 @", "@"),
    ],
)
async def test_half_a_command_is_answered_with_what_is_missing(
    talk: Talk, owned: Register, line: str, told: str
) -> None:
    """No item, no person, a slip, an unknown or an ambiguous name: each is said, and nothing changes."""
    refused = await talk.says("priya", line, Refused)
    assert told in sentence(refused)
    assert refused.typed == line
    assert owner(talk, "10618") == "Anna Clarke"


async def test_who_has_left_is_given_nothing(talk: Talk, owned: Register) -> None:
    """A person who has left is refused by name."""
    owned.set_person("dev", active=False)
    refused = await talk.says("priya", "/rec assign 10618 @dev", Refused)
    assert "Dev Patel" in sentence(refused)
    assert owner(talk, "10618") == "Anna Clarke"


async def test_a_reader_who_is_given_an_item_may_record_for_it(talk: Talk, owned: Register) -> None:
    """A reader becomes an owner with the first item; a coordinator stays one."""
    owned.set_person("dev", role=Role.READER)
    await talk.says("dev", "/rec evidence OLDER-2 It is done.", Refused)
    await talk.says("priya", "/rec assign OLDER-2 @dev", Acknowledged)
    await talk.says("dev", "/rec evidence OLDER-2 It is done.", Acknowledged)
    await talk.says("priya", "/rec assign OLDER-2 @tom", Acknowledged)
    with talk.database.reading() as session:
        assert person_called(session, "dev").role is Role.OWNER
        assert person_called(session, "tom").role is Role.COORDINATOR


async def test_reminders_go_to_the_new_owner_from_then_on(talk: Talk, owned: Register) -> None:
    """A review that opens after the change is asked of the new owner; the one before hears no more of it."""
    await talk.says("priya", "/rec assign 10618 @dev", Acknowledged)
    await talk.at("2022-12-05T09:00")
    (reminder,) = talk.sees("dev", Reminder)
    assert [line.row.reference for line in reminder.lines] == ["10618"]
    assert talk.sees("anna", Reminder) == []


async def test_who_was_reminded_before_is_not_reminded_again(talk: Talk, owned: Register) -> None:
    """When an item changes hands between two steps, the next step is the new owner's."""
    await talk.at("2022-12-01T09:30")
    assert len(talk.sees("anna", Reminder)) == 1
    await talk.says("priya", "/rec assign 10618 @dev", Acknowledged)
    for moment in ("2022-12-05T09:00", "2022-12-12T09:00"):
        await talk.at(moment)
    assert len(talk.sees("anna", Reminder)) == 1
    assert len(talk.sees("dev", Reminder)) == 2


async def test_it_is_on_the_new_owners_list(talk: Talk, owned: Register) -> None:
    """`/rec` shows it to the one whose it is."""
    await talk.says("priya", "/rec assign 10618 @dev", Acknowledged)
    assert [row.reference for row in (await talk.says("dev", "/rec", ItemList)).rows] == ["10618"]
    assert (await talk.says("anna", "/rec", ItemList)).rows == ()
