"""Conversations in which the evidence for items is packed, sent, and verified with standard tools."""

import csv
import hashlib
import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from sqlalchemy import update

from models.statements.statement import AttachedFile
from tests.chat import Chat
from tests.handlers.packing import AUDIT, COMING, item_10618, pack_of, packs_of, register_of, verified

NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def stored(chat: Chat, content: bytes) -> Path:
    """Return where the file with this content is kept."""
    sha256 = hashlib.sha256(content).hexdigest()
    return chat.force.folder / "files" / sha256[:2] / sha256


@pytest.mark.parametrize("who", ["anna", "sofia", "priya"])
async def test_a_pack_comes_and_verifies(given: Chat, tmp_path: Path, who: str) -> None:
    """Owner, deputy and coordinators get a ZIP whose every file `sha256sum -c` finds to be what it was."""
    assert COMING in await given.says(who, "/rec pack 10618")
    pack = pack_of(given, who, tmp_path / "pack")
    assert pack.name == "hmicfrs-pack-10618-2022-12-01.zip"
    assert pack.names == [
        "SHA256SUMS",
        "VERIFY.txt",
        "files/1-1-Audit_November.pdf",
        "files/1-2-passwd",
        "index.docx",
        "ledger.csv",
        "ledger.json",
    ]
    checked = verified(pack.folder)
    assert (checked.returncode, checked.stdout.count(": OK")) == (0, len(pack.names) - 1)
    assert (pack.folder / "files/1-1-Audit_November.pdf").read_bytes() == AUDIT
    sums = hashlib.sha256((pack.folder / "SHA256SUMS").read_bytes()).hexdigest()
    assert f"The SHA-256 of its SHA256SUMS is {sums}." in pack.words


async def test_a_file_changed_afterwards_fails(given: Chat, tmp_path: Path) -> None:
    """Whoever changes one octet of a pack is found out by the same command."""
    await given.says("anna", "/rec pack 10618")
    pack = pack_of(given, "anna", tmp_path / "pack")
    (pack.folder / "files/1-2-passwd").write_bytes(b"toor")
    checked = verified(pack.folder)
    assert checked.returncode == 1
    assert "files/1-2-passwd: FAILED" in checked.stdout


async def test_the_index_tells_the_whole_of_it(given: Chat, tmp_path: Path) -> None:
    """The index has the item, its original deadline with every move, and each statement with its files."""
    await given.says("priya", "/rec pack 10618")
    index = pack_of(given, "priya", tmp_path / "pack").index
    for told in (
        "10618 (OLDER-1a): recommendation",
        "Assess the needs of every older victim.",
        "Sat 31 Dec 2022",
        "From Sat 31 Dec 2022 to Fri 31 Mar 2023. On the basis: stated day. Reason: Said in a test",
        "Number 1: Anna Clarke, Thu 1 Dec 2022",
        "10618: the evidence is attached",
        "Number 2: Anna Clarke, Thu 1 Dec 2022",
        "10618: the new form went live",
        "files/1-1-Audit_November.pdf",
        "Audit November.pdf",
        hashlib.sha256(AUDIT).hexdigest(),
        "Mon 5 Dec 2022",
    ):
        assert told in index, told
    assert "missing" not in index


async def test_a_screen_reader_can_follow_the_index(given: Chat, tmp_path: Path) -> None:
    """The index has a title, a language, real headings, header rows, and the marking on every page."""
    await given.says("priya", "/rec pack 10618")
    document = docx.Document(str(pack_of(given, "priya", tmp_path / "pack").folder / "index.docx"))
    properties = document.core_properties
    assert (properties.title, properties.language) == ("Evidence for 10618", "en-GB")
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    styles = [each.style.name for each in document.paragraphs if each.style and each.style.name]
    levels = [name for name in styles if name.startswith("Heading")]
    assert set(levels) == {"Heading 1", "Heading 2", "Heading 3"}
    assert all(len(list(table._tbl.iter(qn("w:tblHeader")))) == 1 for table in document.tables)
    section = document.sections[0]
    assert section.header.paragraphs[0].text == section.footer.paragraphs[0].text == "OFFICIAL"


async def test_the_ledger_has_every_fact_twice(given: Chat, tmp_path: Path) -> None:
    """The ledger stands there as a table and as JSON, with the day of effect and the instant, without evidence."""
    await given.says("priya", "/rec pack 10618")
    folder = pack_of(given, "priya", tmp_path / "pack").folder
    table = list(csv.DictReader(StringIO((folder / "ledger.csv").read_text("utf-8-sig"))))
    facts = json.loads((folder / "ledger.json").read_text("utf-8"))
    assert [row["What"] for row in table] == [fact["kind"] for fact in facts]
    assert {fact["item"] for fact in facts} == {"10618"}
    moved = next(fact for fact in facts if fact["kind"] == "deadline moved")
    assert (moved["effective_on"], moved["recorded_at"]) == ("2022-12-01", "2022-12-01T08:30:00+00:00")
    assert moved["facts"]["was"] == "2022-12-31"
    assert "attached" not in (folder / "ledger.csv").read_text("utf-8-sig")


async def test_an_owner_does_not_read_what_is_between_coordinators(given: Chat, tmp_path: Path) -> None:
    """What the workbook keeps from an owner, the ledger of their pack keeps from them too."""
    register = register_of(given)
    with register.database.writing() as session:
        item = item_10618(session)
        item.correct("notes", "Dip sample failed.", register.policy.act(None, given.clock.now()))
    for who, reads in (("anna", False), ("priya", True)):
        await given.says(who, "/rec pack 10618")
        pack = pack_of(given, who, tmp_path / who)
        assert ("Dip sample failed" in (pack.folder / "ledger.json").read_text("utf-8")) is reads


async def test_text_in_the_ledger_becomes_no_formula(given: Chat, tmp_path: Path) -> None:
    """A name that a spreadsheet would run begins with an apostrophe in the table, and stays as it is in JSON."""
    hostile = '=HYPERLINK("https://elsewhere.example")'
    register_of(given).set_person("anna", name=hostile)
    await given.says("priya", "/rec pack 10618")
    folder = pack_of(given, "priya", tmp_path / "pack").folder
    by = {row["By"] for row in csv.DictReader(StringIO((folder / "ledger.csv").read_text("utf-8-sig")))}
    assert by == {"", f"'{hostile}"}
    assert hostile in json.loads((folder / "ledger.json").read_text("utf-8"))[-1]["by"]


async def test_several_items_in_one_pack(given: Chat, tmp_path: Path) -> None:
    """Items are named with or without commas, each once; the pack has each with its evidence."""
    await given.says("priya", "/rec evidence VETTING-33 All files were checked.")
    await given.says("priya", "/rec pack 10618, vetting-33 #10618")
    pack = pack_of(given, "priya", tmp_path / "pack")
    assert pack.name == "hmicfrs-pack-2-items-2022-12-01.zip"
    assert "Evidence for 2 items" in pack.index
    assert "All files were checked." in pack.index
    assert verified(pack.folder).returncode == 0


async def test_the_same_register_gives_the_same_bytes(given: Chat, tmp_path: Path) -> None:
    """Asked for twice, hours apart on one day, a pack is the same octet by octet."""
    await given.says("priya", "/rec pack 10618")
    first = pack_of(given, "priya", tmp_path / "first")
    await given.at("2022-12-01T15:45")
    await given.says("priya", "/rec pack 10618")
    assert pack_of(given, "priya", tmp_path / "second").octets == first.octets
    assert len(packs_of(given, "priya")) == 2


@pytest.mark.parametrize("change", ["changed", "gone"])
async def test_a_stored_file_that_is_not_what_it_was_is_said_loudly(
    given: Chat, tmp_path: Path, change: str
) -> None:
    """A file that was changed or lost in the store is left out, and both the message and the index say so first."""
    kept = stored(given, b"root")
    kept.chmod(0o600)
    if change == "changed":
        kept.write_bytes(b"toor")
    else:
        kept.unlink()
    await given.says("priya", "/rec pack 10618")
    pack = pack_of(given, "priya", tmp_path / "pack")
    assert "files/1-2-passwd" not in pack.names
    assert "Files are missing from this pack: passwd." in pack.words
    assert "Files in the register that could not be included: 1" in pack.index
    assert ("IT WAS CHANGED" if change == "changed" else "IT IS MISSING") in pack.index
    assert "ATTENTION: files are missing" in (pack.folder / "VERIFY.txt").read_text("utf-8-sig")
    assert verified(pack.folder).returncode == 0


async def test_a_file_not_fetched_yet_is_named_as_missing(given: Chat, tmp_path: Path) -> None:
    """What is still on its way from Slack, or could not be had, stands in the index with the reason."""
    with given.database.writing() as session:
        states = {"Audit November.pdf": ("wanted", None), "passwd": ("failed", "Slack answered 404.")}
        for name, (state, error) in states.items():
            changed = update(AttachedFile).where(AttachedFile.name == name)
            session.execute(changed.values(state=state, error=error, sha256=None, next_try_at=NEVER))
    await given.says("anna", "/rec pack 10618")
    pack = pack_of(given, "anna", tmp_path / "pack")
    assert [name for name in pack.names if name.startswith("files/")] == []
    assert "It has not been fetched yet. Ask for the pack again later." in pack.index
    assert "It could not be fetched. Slack answered 404." in pack.index
