"""Backups: whole, checked, put back into either kind of database, and never half."""

import hashlib
import json
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, true

from bot.operations.backup import move, restore, write_backup
from bot.operations.backup.rows import Row, rows_of, standing_still
from bot.operations.ledger_anchor import LedgerAnchor
from bot.worker.files import FileStore
from models.database import Database
from models.enums import ItemKind, StatementKind
from models.people.person import Person
from models.queries import items
from models.queries.full_text import newest_with_words
from models.refusals.backups import (
    BackupAlreadyThere,
    BackupBroken,
    BackupFileDiffers,
    BackupOfOtherTables,
    DatabaseNotEmpty,
    NotABackup,
)
from models.statements.recording import RecordedStatement, record
from models.statements.statement import AttachedFile
from models.tables import TABLES
from tests.bot.terminal_session import terminal
from tests.chat import Chat
from tests.databases import BACKENDS, EmptyDatabases
from tests.factories import Register, person_called

AT = datetime(2022, 12, 2, 10, 0, tzinfo=UTC)


@pytest.fixture(params=BACKENDS)
def empty(
    request: pytest.FixtureRequest, empty_databases: EmptyDatabases, tmp_path: Path
) -> Iterator[Database]:
    """Another empty database, of each kind."""
    folder = tmp_path / "empty"
    folder.mkdir()
    with empty_databases.copy(request.param, folder) as address:
        database = Database(address)
        yield database
        database.close()


@pytest.fixture
async def lived(chat: Chat) -> Chat:
    """A register in which people have spoken, with a file, an Undo and a child that came before its parent."""
    register = Register(chat.database, chat.clock, chat.policy)
    child = register.item("1a", register_number="10618")
    register.item("1", kind=ItemKind.CAUSE_OF_CONCERN)
    with chat.database.writing() as session:
        items.item_by_reference(session, child).parent = items.item_by_reference(session, "OLDER-1")
    await chat.writes("anna", "10618: the audit is done.", files=[("audit.csv", b"month,share\nNov,94\n")])
    await chat.writes("anna", "10618: “ünïcode” <!channel> \U0001f600")
    await chat.at("2022-12-01T09:00")
    await chat.at("2022-12-02T09:00")
    return chat


def everything(database: Database) -> dict[str, list[Row]]:
    """Return every row of every table."""
    with standing_still(database) as connection:
        return {table.name: list(rows_of(connection, table)) for table in TABLES}


def begun(folder: Path) -> list[Path]:
    """Return the backups in `folder`, whole or not."""
    return list(folder.glob("*b.zip*"))


def damaged(backup: Path, name: str, content: bytes) -> Path:
    """Return a copy of `backup` in which one entry holds something else."""
    copy = backup.with_name("damaged.zip")
    with zipfile.ZipFile(backup) as reading, zipfile.ZipFile(copy, "w") as writing:
        for entry in reading.namelist():
            writing.writestr(entry, content if entry == name else reading.read(entry))
    return copy


async def test_what_is_put_back_is_what_was_there(lived: Chat, empty: Database, tmp_path: Path) -> None:
    """Every row, every file and the kept heads come back the same, from either kind of database into either."""
    held = write_backup(lived.database, lived.force.folder, tmp_path / "b.zip", AT)
    assert held.files == 1
    assert held.rows["statement"] == 2
    assert restore(tmp_path / "b.zip", empty, tmp_path / "back") == held
    assert everything(empty) == everything(lived.database)
    (stored,) = {row["sha256"] for row in everything(empty)["attached_file"]}
    assert FileStore(tmp_path / "back" / "files").path(stored).read_bytes() == b"month,share\nNov,94\n"
    assert LedgerAnchor(tmp_path / "back").heads() == LedgerAnchor(lived.force.folder).heads() != []


async def test_a_register_that_was_put_back_goes_on(lived: Chat, empty: Database, tmp_path: Path) -> None:
    """New rows get numbers of their own, words are found, and what was taken in before is known."""
    write_backup(lived.database, lived.force.folder, tmp_path / "b.zip", AT)
    restore(tmp_path / "b.zip", empty, tmp_path / "back")
    with empty.writing() as session:
        session.add(Person(name="New Person"))
        item = items.item_by_reference(session, "10618")
        assert len(newest_with_words(session, "victim", true())) == 2
        said = RecordedStatement(person_called(session, "anna"), "And more.", "D1:9.9")
        record(session, StatementKind.UPDATE, said, [item], lived.policy.act(None, AT))


async def test_a_register_moves_to_another_database(lived: Chat, empty: Database) -> None:
    """Moving writes the same rows, and once more is refused, because the other database is not empty then."""
    before = everything(lived.database)
    counts = move(lived.database, empty)
    assert everything(empty) == before == everything(lived.database)
    assert counts == {name: len(rows) for name, rows in before.items()}
    with pytest.raises(DatabaseNotEmpty, match="has rows in"):
        move(lived.database, empty)
    assert everything(empty) == before


async def test_a_backup_is_taken_while_the_register_is_used(lived: Chat, tmp_path: Path) -> None:
    """Somebody who writes to the register at the same time is not on hold up, and the backup is of one moment."""
    with standing_still(lived.database) as connection:
        before = connection.scalars(select(Person.name)).all()
        with lived.database.writing() as session:
            session.add(Person(name="Meanwhile"))
        assert connection.scalars(select(Person.name)).all() == before
    assert write_backup(lived.database, lived.force.folder, tmp_path / "b.zip", AT).rows["person"] == 1 + len(
        before
    )


async def test_no_backup_is_written_over(lived: Chat, tmp_path: Path) -> None:
    """A file that is there already is left alone."""
    there = tmp_path / "b.zip"
    there.write_text("precious")
    with pytest.raises(BackupAlreadyThere):
        write_backup(lived.database, lived.force.folder, there, AT)
    assert there.read_text() == "precious"


@pytest.mark.parametrize("content", [None, b"something else"])
async def test_evidence_that_is_not_what_was_stored_is_said(
    lived: Chat, tmp_path: Path, content: bytes | None
) -> None:
    """A missing or altered file of evidence is named, and no backup that lacks it appears."""
    with lived.database.reading() as session:
        path = FileStore(lived.force.folder / "files").path(
            session.scalars(select(AttachedFile)).one().sha256 or ""
        )
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BackupFileDiffers, match=path.name):
        write_backup(lived.database, lived.force.folder, tmp_path / "b.zip", AT)
    assert not begun(tmp_path)


@pytest.mark.parametrize("name", ["tables/statement.jsonl", "contents.json", "ledger-heads.txt"])
async def test_a_damaged_backup_changes_nothing(
    lived: Chat, empty: Database, tmp_path: Path, name: str
) -> None:
    """An entry that is not what was written is named, and the database stays empty."""
    write_backup(lived.database, lived.force.folder, tmp_path / "b.zip", AT)
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        altered = archive.read(name).replace(b"2022", b"2021")
    with pytest.raises(BackupBroken, match=name):
        restore(damaged(tmp_path / "b.zip", name, altered), empty, tmp_path / "back")
    assert not any(everything(empty).values())
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize("keep", [0, 100, 5_000])
async def test_a_backup_cut_short_is_refused(lived: Chat, empty: Database, tmp_path: Path, keep: int) -> None:
    """Half a file is no backup."""
    write_backup(lived.database, lived.force.folder, tmp_path / "b.zip", AT)
    (tmp_path / "half.zip").write_bytes((tmp_path / "b.zip").read_bytes()[:keep])
    with pytest.raises(NotABackup, match=r"half\.zip"):
        restore(tmp_path / "half.zip", empty, tmp_path / "back")


def unpacked(packed: bytes, size: int) -> bytes | None:
    """Return the `size` bytes that an entry of an archive holds, None where it cannot be unpacked."""
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size)
    except zlib.error:
        return None


async def test_a_backup_with_any_byte_damaged_is_refused(
    lived: Chat, empty: Database, tmp_path: Path
) -> None:
    """Whatever unpacking makes of a damaged byte, it is refused in a sentence and nothing is changed.

    A damaged byte can stand for the same words, for a copy of them from elsewhere, or for nothing that is read.
    """
    write_backup(lived.database, lived.force.folder, tmp_path / "b.zip", AT)
    whole = (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        entry = archive.getinfo("tables/statement.jsonl")
    names = whole[entry.header_offset + 26 : entry.header_offset + 30]
    begins = entry.header_offset + 30 + sum(struct.unpack("<HH", names))
    ends = begins + entry.compress_size
    said, unread = unpacked(whole[begins:ends], entry.file_size), 0
    for place in range(begins, ends, 3):
        damaged = whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
        if unpacked(damaged[begins:ends], entry.file_size) == said:
            unread += 1
            continue
        (tmp_path / "bad.zip").write_bytes(damaged)
        with pytest.raises((NotABackup, BackupBroken)):
            restore(tmp_path / "bad.zip", empty, tmp_path / "back")
    assert not (tmp_path / "back").exists()
    assert unread < entry.compress_size // 30


async def test_a_backup_of_other_tables_is_refused(lived: Chat, empty: Database, tmp_path: Path) -> None:
    """A backup by another version says with which one it is to be put back."""
    write_backup(lived.database, lived.force.folder, tmp_path / "b.zip", AT)
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        contents = json.loads(archive.read("contents.json")) | {"revision": "0000"}
        sums = archive.read("SHA256SUMS").decode().splitlines(keepends=True)
    whole = json.dumps(contents).encode()
    once = damaged(tmp_path / "b.zip", "contents.json", whole)
    lines = [line for line in sums if not line.endswith("contents.json\n")]
    lines.append(f"{hashlib.sha256(whole).hexdigest()}  contents.json\n")
    twice = once.rename(tmp_path / "other.zip")
    with pytest.raises(BackupOfOtherTables, match="0000"):
        restore(damaged(twice, "SHA256SUMS", "".join(lines).encode()), empty, tmp_path / "back")
    assert not any(everything(empty).values())


async def test_nothing_is_put_into_a_register_that_is_used(lived: Chat, tmp_path: Path) -> None:
    """A database with rows is left as it is."""
    write_backup(lived.database, lived.force.folder, tmp_path / "b.zip", AT)
    before = everything(lived.database)
    with pytest.raises(DatabaseNotEmpty):
        restore(tmp_path / "b.zip", lived.database, tmp_path / "back")
    assert everything(lived.database) == before


def test_backup_restore_and_move_in_the_terminal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, empty: Database
) -> None:
    """Each says what it did in one sentence, and what is refused in another, with code 1."""
    give = terminal(monkeypatch, tmp_path)
    give("person", "add", "Anna Clarke")
    answer = give("backup", "b.zip", "--trial")
    assert (answer.code, answer.words[:24]) == (0, "Written to b.zip: 5 rows")
    assert "The file b.zip already exists." in give("backup", "b.zip", "--trial").words
    assert "The database is not empty: it has rows in" in give("restore", "b.zip").words
    monkeypatch.setenv("RECKONER_DATA", str(tmp_path / "other"))
    assert "Restored from b.zip: 5 rows" in give("restore", "b.zip").words
    assert "Anna Clarke" in give("person", "list").printed
    address = empty.engine.url.render_as_string(hide_password=False)
    assert "Moved: 5 rows in" in give("move", address).words
    again = give("move", address)
    assert (again.code, "The database is not empty" in again.words) == (1, True)


def test_a_register_that_was_changed_without_reckoner_is_put_back_knowingly(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its backup says so and ends with code 1; it is put back only by who says that they know."""
    give = terminal(monkeypatch, tmp_path)
    give("person", "add", "Anna Clarke")
    with closing(sqlite3.connect(tmp_path / "data" / "local" / "reckoner.db")) as other, other:
        other.execute("update person set name = 'Eve'")
    written = give("backup", "b.zip", "--trial")
    assert (written.code, "Changed without Reckoner: person 1." in written.words) == (1, True)
    assert "It can only be restored with --as-it-is" in written.words
    monkeypatch.setenv("RECKONER_DATA", str(tmp_path / "other"))
    refused = give("restore", "b.zip")
    assert (refused.code, "had been changed without Reckoner before" in refused.words) == (1, True)
    assert give("restore", "b.zip", "--as-it-is").code == 0
    assert "Changed without Reckoner: person 1." in give("verify").words
