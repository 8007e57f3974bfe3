"""Conversations about who may have the evidence for an item packed, how much of it, and when it comes."""

from pathlib import Path

import pytest
from sqlalchemy import update

from bot.local.faults import InjectedFault
from models.enums import Role
from models.people.person import Team
from models.statements import packing
from models.statements.statement import AttachedFile
from tests.chat import Chat, texts
from tests.factories import person_called
from tests.handlers.packing import COMING, item_10618, pack_of, packs_of, register_of, verified

NOT_YOURS = (
    "Only the owner of 10618, the deputy, its team, its checkers and the coordinators can read its updates and"
    " evidence."
)


@pytest.mark.parametrize("who", ["dev", "helen"])
async def test_a_pack_is_for_those_who_may_read_it(given: Chat, who: str) -> None:
    """Others are told who can, whether there is evidence or not, and nothing is made."""
    assert NOT_YOURS in await given.says(who, "/rec pack 10618")
    assert NOT_YOURS in await given.says(
        who, "/rec pack VETTING-33 10618" if who == "dev" else "/rec pack 10618"
    )
    assert packs_of(given, who) == []


async def test_the_team_of_an_item_gets_its_pack(given: Chat) -> None:
    """Somebody in the team that works on an item may have its evidence, for as long as the team does."""
    with given.database.writing() as session:
        anna, dev = person_called(session, "anna"), person_called(session, "dev")
        team = Team(name="Public Protection", lead_id=anna.id)
        session.add(team)
        team.members.append(dev)
        item_10618(session).team = team
    assert COMING in await given.says("dev", "/rec pack 10618")
    assert len(packs_of(given, "dev")) == 1
    with given.database.writing() as session:
        item_10618(session).team = None
    assert NOT_YOURS in await given.says("dev", "/rec pack 10618")


async def test_who_stands_in_gets_the_pack_as_the_owner_does(given: Chat) -> None:
    """Whoever may act for the owner while they are away may have the evidence too, and no longer."""
    await given.says("anna", "/rec leave 2022-12-01 to 2022-12-02 deputy @dev")
    assert COMING in await given.says("dev", "/rec pack 10618")
    assert len(packs_of(given, "dev")) == 1
    await given.at("2022-12-05T09:00")
    assert NOT_YOURS in await given.says("dev", "/rec pack 10618")


async def test_a_pack_that_was_asked_for_comes_after_a_restart(given: Chat, tmp_path: Path) -> None:
    """What could not be sent before Reckoner stopped is made and sent once it runs again, and once only."""
    given.workspace.faults.order("files.completeUploadExternal", InjectedFault.UNAVAILABLE)
    await given.says("anna", "/rec pack 10618")
    assert packs_of(given, "anna") == []
    await given.stops()
    await given.starts()
    for seconds in (30, 50):
        await given.at(f"2022-12-01T08:35:{seconds}")
    assert len(packs_of(given, "anna")) == 1
    assert verified(pack_of(given, "anna", tmp_path / "pack").folder).returncode == 0


async def test_a_reader_gets_no_pack_even_as_owner(given: Chat) -> None:
    """The role counts besides ownership."""
    register_of(given).set_person("anna", role=Role.READER)
    assert NOT_YOURS in await given.says("anna", "/rec pack 10618")
    assert packs_of(given, "anna") == []


async def test_the_right_is_checked_again_when_the_pack_is_made(given: Chat) -> None:
    """Who has lost an item between asking and sending is told so, and gets no file."""
    given.workspace.faults.order("conversations.open", InjectedFault.UNAVAILABLE, times=1)
    await given.says("sofia", "/rec pack 10618")
    with given.database.writing() as session:
        item_10618(session).deputy = None
    for seconds in (10, 20, 40):
        await given.at(f"2022-12-01T08:31:{seconds}")
    assert packs_of(given, "sofia") == []
    assert texts(given.sees("sofia"))[-1] == NOT_YOURS


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/rec pack", "Which item? Write its reference after the command, like “/rec pack 10618”."),
        ("/rec pack 10681", "There is no item “10681”. Did you mean 10618?"),
        ("/rec pack 10618 and more", "There is no item “and”."),
    ],
)
async def test_half_right_input_is_answered_with_what_would_be_right(
    given: Chat, line: str, told: str
) -> None:
    """A refusal says what would be right, and nothing is made."""
    assert told in await given.says("priya", line)
    assert packs_of(given, "priya") == []


async def test_a_pack_has_its_limits(given: Chat) -> None:
    """Too many items, or files too large to be sent, are refused with what to do instead."""
    many = " ".join(register_of(given).items(packing.MOST_ITEMS + 1))
    told = await given.says("priya", f"/rec pack {many}")
    assert "You asked for 31 items, but a pack holds at most 30." in told
    with given.database.writing() as session:
        session.execute(update(AttachedFile).values(size=200 * 2**20))
    told = await given.says("priya", "/rec pack 10618")
    assert "come to 400 MB, and I can send at most 300 MB" in told
    assert packs_of(given, "priya") == []
