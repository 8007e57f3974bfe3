"""What people and backups find where words were erased under retention, and who holds what is not to be."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.documents.documents import Documents
from bot.documents.workbook import export_workbook
from bot.imports.import_register import import_file
from bot.operations.backup import restore, write_backup
from bot.slack import addresses
from bot.worker.files import FileStore
from models.committee.summary import Summary
from models.database import Database
from models.enums import DocumentKind
from models.policy import Policy
from models.queries import items
from templates.messages.answers import Acknowledged, Refused
from templates.messages.documents import Document
from templates.messages.history import History
from templates.messages.home import Home
from templates.messages.imports import Imported
from templates.messages.items import ItemDetail
from tests.bot.opened import Opened
from tests.factories import Register
from tests.handlers.packing import unpacked
from tests.handlers.publishing import DECEMBER, posted, publishes
from tests.retaining import (
    KEPT,
    SECRET,
    ended,
    erasures,
    kept_long_enough,
    lived_and_ended,
    places_with,
    verified,
)
from tests.talk import COMMITTEE, Talk, sentence

pytestmark = pytest.mark.every_database


@pytest.fixture
def policy() -> Policy:
    """What has ended is kept for two years."""
    return replace(KEPT, committee_channel=addresses.conversation(COMMITTEE))


def published(talk: Talk) -> list[tuple[str, object, str]]:
    """Return what each summary says, which items it counted, and how it stands in the committee's channel."""
    with talk.database.reading() as session:
        kept = [(each.facts, each.items) for each in session.scalars(select(Summary).order_by(Summary.id))]
    return [(*each, repr(said)) for each, said in zip(kept, posted(talk), strict=True)]


async def test_a_late_edit_does_not_bring_words_back(talk: Talk) -> None:
    """An edit of a message whose words were erased changes nothing; its deletion is noted."""
    register = Register(talk.database, talk.clock, talk.policy)
    reference = register.item("1", register_number="10618")
    said = await talk.writes("anna", f"{reference}: {SECRET}")
    await ended(talk, reference)
    await kept_long_enough(talk)
    await talk.edits(said, f"{reference}: {SECRET} once more")
    assert "statement" not in places_with(SECRET, talk.database)
    assert "wording" not in places_with(SECRET, talk.database)


async def test_what_is_shown_says_that_it_was_erased(talk: Talk) -> None:
    """Item, history, search, page and evidence go on, and say that words were erased and when."""
    reference = await lived_and_ended(talk)
    await kept_long_enough(talk)
    shown = await talk.says("priya", f"/rec show {reference}", ItemDetail)
    assert (shown.erased_on, shown.erase_on, shown.evidence) == (date(2024, 12, 2), None, 1)
    assert {action for each in shown.statements for action in each.can_do} == set()
    history = await talk.says("priya", f"/rec history {reference}", History)
    said = {entry.what: entry.said for entry in history.entries}
    assert "Its text was erased under the retention policy." in said["ended otherwise"]
    assert "Ended: Thu 1 Dec 2022." in said["words erased"]
    await talk.says("priya", f"/rec search {SECRET}", Refused)
    assert await talk.home("priya", Home)
    withdrawn = await talk.submits("priya", "withdraw", "1", {"reason": "too late"})
    assert isinstance(withdrawn, Refused)
    assert "was erased under the retention policy" in sentence(withdrawn)


async def test_a_backup_carries_the_tombstones(talk: Talk, tmp_path: Path) -> None:
    """What was erased stays so in a backup; put back, it verifies the same, and no erased file is missed."""
    await lived_and_ended(talk)
    await kept_long_enough(talk)
    write_backup(talk.database, tmp_path / "data", tmp_path / "b.zip", talk.clock.now())
    back = Database(f"sqlite:///{tmp_path / 'back.db'}")
    restore(tmp_path / "b.zip", back, tmp_path / "back")
    assert verified(back) == verified(talk.database)
    assert verified(back).erased == 3
    back.close()


async def test_what_is_about_no_item_goes_after_its_use(talk: Talk) -> None:
    """Copies of messages go a year later, and so do replies that nobody placed; the rows of both stay."""
    register = Register(talk.database, talk.clock, talk.policy)
    for number in ("1", "2"):
        register.item(number, register_number=f"1061{number}")
    held = await talk.writes("anna", f"the {SECRET} is done")
    assert "held_reply" in places_with(SECRET, talk.database)
    await talk.at("2023-12-04T09:00")
    assert places_with(SECRET, talk.database) == []
    assert held.answers
    placed = await talk.presses("anna", "place", "1:10611")
    assert isinstance(placed, Refused)
    assert json.dumps(erasures(talk.database)) == "[]"


async def test_an_export_imports_again(talk: Talk, tmp_path: Path) -> None:
    """The workbook is made, its ledger says what was erased, and imported again it changes nothing."""
    reference = await lived_and_ended(talk)
    with talk.database.writing() as session:
        items.item_by_reference(session, reference).notes = f"Ask about the {SECRET}"
    await kept_long_enough(talk)
    with talk.database.reading() as session:
        octets = export_workbook(session, None, date(2024, 12, 2), None)
    opened = Opened(octets)
    assert SECRET not in str(opened.parts)
    (tmp_path / "again.xlsx").write_bytes(octets)
    outcome = import_file(talk.database, tmp_path / "again.xlsx", talk.clock.now(), talk.policy)
    assert isinstance(outcome, Imported), outcome
    assert places_with(SECRET, talk.database) == []


async def test_a_pack_says_what_was_erased(talk: Talk, tmp_path: Path) -> None:
    """A pack of an item whose words were erased is made; its index and its list of lacking files say so."""
    reference = await lived_and_ended(talk)
    await kept_long_enough(talk)
    document = Document(DocumentKind.PACK, 0, date(2024, 12, 2), references=(reference,))
    documents = Documents(talk.database, talk.policy, None, FileStore(tmp_path / "files"))
    with (tmp_path / "pack.zip").open("w+b") as to:
        documents.write(document, talk.clock.now(), to)
    pack = unpacked((tmp_path / "pack.zip").read_bytes(), tmp_path / "pack")
    assert "It was erased under the retention policy." in pack.index
    assert "Its text was erased under the retention policy." in pack.index
    assert SECRET not in pack.index
    assert SECRET.encode() not in (tmp_path / "pack" / "ledger.json").read_bytes()


async def test_what_was_published_stays_as_it_was_printed(talk: Talk) -> None:
    """A summary that was published before the erasure is the same, letter for letter, and still adds up."""
    register = Register(talk.database, talk.clock, talk.policy)
    register.meeting(DECEMBER)
    await lived_and_ended(talk)
    await publishes(talk)
    printed = published(talk)
    await kept_long_enough(talk)
    assert len(erasures(talk.database)) == len(printed) == 1
    assert published(talk) == printed


async def test_only_coordinators_hold_and_release(talk: Talk) -> None:
    """An owner cannot hold; nothing is held twice, or released that is not on hold."""
    reference = await lived_and_ended(talk)
    refused = await talk.says("anna", f"/rec hold {reference} I need it", Refused)
    assert "coordinator" in sentence(refused).lower()
    refused = await talk.says("priya", f"/rec release {reference} why not", Refused)
    assert "is not on hold" in sentence(refused)
    await talk.says("priya", f"/rec hold {reference} Inquiry", Acknowledged)
    refused = await talk.says("priya", f"/rec hold {reference} Inquiry", Refused)
    assert "has been on hold since" in sentence(refused)
