"""Whatever stands in a backup, it is put back whole or refused in a sentence, and nothing of it by halves."""

import asyncio
import json
import shutil
import stat
import zipfile
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bot.clock import StoppedClock
from bot.operations.backup import restore, write_backup
from bot.operations.backup.entries import CONTENTS
from bot.operations.backup.rows import count, standing_still
from bot.operations.ledger_anchor import NAME as HEADS, LedgerAnchor
from bot.operations.ledger_watch import check
from bot.worker.files import FileStore
from models.database import Database
from models.ledger import chain
from models.policy import Policy
from models.refusals.base import Refusal
from models.tables import TABLES
from tests.bot.forging import Entries, entries_of, everything_under, forged
from tests.databases import copied
from tests.examples import tries
from tests.factories import Register
from tests.fuzz import world
from tests.fuzz.strange import ANY_JSON, ANY_TEXT
from tests.talk import talking

AT = datetime(2022, 12, 2, 10, 0, tzinfo=UTC)
AUDIT = b"month,share\nNov,94\n"


@dataclass(frozen=True)
class Bench:
    """A whole backup, and an empty database of which every example has a copy."""

    folder: Path
    backup: Path
    entries: Entries

    @property
    def given(self) -> Path:
        """Where examples lie."""
        return self.folder / "given"

    def empty(self) -> Database:
        """Return an empty database."""
        return Database(copied(self.folder / "empty.db", self.folder / "put-back" / "reckoner.db"))


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A backup of a register in which somebody has lived, with a file of evidence and kept heads."""
    folder = tmp_path_factory.mktemp("backups")
    for each in ("given", "put-back"):
        (folder / each).mkdir()
    empty = Database(f"sqlite:///{folder / 'empty.db'}")
    empty.migrate()
    empty.close()
    database = Database(copied(folder / "empty.db", folder / "register.db"))
    _keep(asyncio.run(_lived(database)), FileStore(folder / "files"))
    with database.reading() as session:
        LedgerAnchor(folder).keep(chain.head(session), AT, AT.date())
    write_backup(database, folder, folder / "b.zip", AT)
    database.close()
    return Bench(folder, folder / "b.zip", entries_of(folder / "b.zip"))


async def _lived(database: Database) -> dict[str, bytes]:
    """Have people do what leaves records of many kinds; return the files that came with one."""
    clock, policy = StoppedClock(AT), Policy()
    async with talking(database, clock, policy) as talk:
        world.fill(Register(database, clock, policy))
        await world.live(talk)
        await talk.writes("anna", "10618: The audit of November shows it.", files=[("audit.csv", AUDIT)])
        return talk.shelf.stored


def _keep(stored: dict[str, bytes], files: FileStore) -> None:
    for sha256, content in stored.items():
        _, name = files.opening()
        Path(name).write_bytes(content)
        files.keep(Path(name), sha256)


def put_back(bench: Bench, backup: Path, *, as_it_is: bool = False) -> None:
    """Put a backup back, and check that all of it is there or nothing is, and that its ledger can be looked at."""
    empty, data = bench.empty(), bench.folder / "put-back" / "data"
    before = everything_under(bench.folder)
    contents, refused = None, ""
    try:
        contents = restore(backup, empty, data, as_it_is=as_it_is)
        check(empty, LedgerAnchor(data), AT)
    except Refusal as refusal:
        refused = str(refusal)
    after = everything_under(bench.folder)
    with standing_still(empty) as connection:
        rows = {table.name: count(connection, table) for table in TABLES}
    assert refused.isprintable()
    if contents is None:
        assert after == before
        assert not any(rows.values())
    else:
        assert rows == contents.rows
        assert all(Path(each).is_relative_to(data) for each in after.keys() - before.keys())
    empty.close()
    shutil.rmtree(data, ignore_errors=True)


def test_what_was_not_changed_is_put_back(bench: Bench) -> None:
    """The backup itself is whole: what is refused below is refused for its change."""
    empty, data = bench.empty(), bench.folder / "put-back" / "data"
    assert restore(bench.backup, empty, data).files == 1
    empty.close()
    shutil.rmtree(data)


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Return bytes of which some are others, gone, or there twice."""
    octets = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        first = draw(st.integers(0, len(octets) - 1))
        length = draw(st.integers(0, 40))
        match draw(st.integers(0, 3)):
            case 0:
                octets[first] = draw(st.integers(0, 255))
            case 1:
                del octets[first : first + length]
            case 2:
                octets[first:first] = octets[first : first + length]
            case _:
                octets[first : first + length] = draw(st.binary(max_size=length))
        if not octets:
            return b""
    return bytes(octets)


@given(data=st.data())
@tries(60)
def test_a_damaged_archive_is_refused_whole(bench: Bench, data: st.DataObject) -> None:
    """Whatever happened to its bytes, nothing is half there, and no traceback comes."""
    backup = bench.given / "damaged.zip"
    backup.write_bytes(data.draw(damaged(bench.backup.read_bytes())))
    put_back(bench, backup)


NAMES = (
    "../evil",
    "/etc/evil",
    "files/../../evil",
    "files\\..\\evil",
    f"files/{'0' * 64}",
    f"files/{'A' * 64}",
    "tables/event.jsonl",
    "tables/nothing.jsonl",
    "tables/event.jsonl\x00.txt",
    "SHA256SUMS",
    "ledger-heads.txt/evil",
    "",
)
ROWS = st.one_of(ANY_JSON, st.integers(-1, 3), st.integers(), ANY_TEXT)


@st.composite
def changed(draw: st.DrawFn, whole: Entries) -> Entries:
    """Return what a backup holds with some of it changed: what stands in entries, their names, kinds and number."""
    entries = [(copy(entry), held) for entry, held in whole]
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(entries) - 1))
        entry, held = entries[at]
        match draw(st.integers(0, 8)):
            case 0:
                entry.filename = draw(st.one_of(st.sampled_from(NAMES), st.text(max_size=60)))
            case 1:
                entry.external_attr = draw(st.sampled_from([stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO])) << 16
            case 2:
                entry.compress_type = draw(st.sampled_from([zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]))
            case 3:
                entries.append((copy(entry), draw(st.sampled_from([held, b"", b"evil"]))))
            case 4:
                entries.pop(at)
                if not entries:
                    return whole
            case 5:
                entries[at] = (entry, draw(damaged(held)) if held else b"{}\n")
            case _:
                entries[at] = (entry, draw(_other_rows(held)) if entry.filename != HEADS else b"\xff \n")
    return entries


@st.composite
def _other_rows(draw: st.DrawFn, held: bytes) -> bytes:
    """Return the rows of a table, or the contents, of which one says something else, or more, or less."""
    lines = held.split(b"\n")
    is_rows = held.startswith((b'{"', b"")) and b"\n" in held and not held.startswith(b"{\n")
    at = draw(st.integers(0, max(0, len(lines) - 2))) if is_rows else 0
    try:
        row: dict[str, Any] = json.loads(lines[at] if is_rows else held)
    except ValueError:
        return held + draw(st.binary(max_size=30))
    name = draw(st.sampled_from([*row, "another"])) if row else "another"
    match draw(st.integers(0, 3)):
        case 0:
            row.pop(name, None)
        case 1 if is_rows:
            lines.insert(at, lines[at])
        case _:
            row[name] = draw(ROWS)
    written = json.dumps(row).encode()
    if not is_rows:
        return written
    lines[at] = written
    return b"\n".join(lines)


@given(data=st.data(), as_it_is=st.booleans())
@tries(100)
def test_a_forged_backup_is_refused_whole(bench: Bench, data: st.DataObject, *, as_it_is: bool) -> None:
    """Whatever somebody has written into it, with sums that are right, it is all there or nothing is."""
    backup = forged(bench.given / "b.zip", data.draw(changed(bench.entries)))
    put_back(bench, backup, as_it_is=as_it_is)


def test_every_entry_is_forged_somewhere(bench: Bench) -> None:
    """There are rows of many tables to be changed, contents, heads and a file."""
    names = {entry.filename for entry, held in bench.entries if held}
    assert {CONTENTS, HEADS} < names
    assert len([each for each in names if each.startswith("tables/")]) > 8
    assert len([each for each in names if each.startswith("files/")]) == 1
