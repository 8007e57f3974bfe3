"""A backup that somebody has made or changed: refused whole, in a sentence, and nothing is left of it."""

import hashlib
import json
import os
import shutil
import stat
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import event, select

from bot.clock import StoppedClock
from bot.operations.backup import restore, write_backup
from bot.operations.backup.entries import LONGEST_LINE
from bot.operations.backup.rows import count, standing_still
from bot.operations.ledger_anchor import LedgerAnchor
from bot.worker.files import FileStore
from models.database import Database, Tables
from models.enums import StatementKind, Surface
from models.ledger import chain
from models.policy import Policy
from models.queries import items as queries
from models.refusals.backups import BackupBroken, BackupHoldsSomethingElse, NotABackup
from models.refusals.base import Refusal
from models.statements.recording import RecordedStatement, record
from models.statements.statement import AttachedFile, FileState
from models.tables import TABLES
from tests.bot.forging import Entries, changed, entries_of, everything_under, forged
from tests.factories import Register, person_called

AT: Final = datetime(2022, 12, 2, 10, 0, tzinfo=UTC)
EVIL: Final = b"evil"
EVIL_SHA256: Final = hashlib.sha256(EVIL).hexdigest()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a register with two files of evidence and a kept head."""
    folder = tmp_path_factory.mktemp("written")
    database = Database(f"sqlite:///{folder / 'register.db'}")
    database.migrate()
    register = Register(database, StoppedClock(AT), Policy())
    item, files = register.item("1"), FileStore(folder / "files")
    for content in (b"month,share\nNov,94\n", b"month,share\nDec,95\n"):
        with database.writing() as session:
            said = RecordedStatement(person_called(session, "anna"), "Done.", f"D1:{content!r}")
            file = attached(content)
            items = [queries.item_by_reference(session, item)]
            record(session, StatementKind.UPDATE, said, items, register.act, [file])
            descriptor, name = files.opening()
            os.close(descriptor)
            Path(name).write_bytes(content)
            files.keep(Path(name), file.sha256 or "")
    with database.reading() as session:
        LedgerAnchor(folder).keep(chain.head(session), AT, AT.date())
    write_backup(database, folder, folder / "b.zip", AT)
    database.close()
    return folder / "b.zip"


@pytest.fixture
def backup(written: Path, tmp_path: Path) -> Path:
    """That backup, in a folder of its own."""
    (tmp_path / "given").mkdir()
    return Path(shutil.copy(written, tmp_path / "given" / "b.zip"))


@pytest.fixture
def nothing(tmp_path: Path) -> Iterator[Database]:
    """A database of which nothing is there yet, not even a file."""
    database = Database(f"sqlite:///{tmp_path / 'not-yet' / 'reckoner.db'}")
    yield database
    database.close()


def attached(content: bytes) -> AttachedFile:
    """Return a file of evidence that is stored."""
    return AttachedFile(
        surface=Surface.SLACK,
        external="F1",
        address="https://files.slack.com/F1",
        name="audit.csv",
        media_type="text/csv",
        size=len(content),
        state=FileState.STORED,
        sha256=hashlib.sha256(content).hexdigest(),
        next_try_at=AT,
    )


def check_refused(
    refusal: type[Refusal], backup: Path, entries: Entries, empty: Database, tmp_path: Path
) -> None:
    """Check that a backup of these is refused, and that neither a row nor a file comes of it, wherever."""
    made = forged(backup, entries)
    before = everything_under(tmp_path)
    with pytest.raises(refusal) as refused:
        restore(made, empty, tmp_path / "back" / "data")
    after = everything_under(tmp_path)
    assert after == before
    assert str(refused.value).isprintable()
    if empty.tables() is Tables.NONE:
        return
    with standing_still(empty) as connection:
        assert not any(count(connection, table) for table in TABLES)


@pytest.mark.parametrize(
    "name",
    [
        "files/../../escaped",
        f"files/../{EVIL_SHA256}",
        f"files/../../../{EVIL_SHA256}",
        f"/etc/{EVIL_SHA256}",
        f"//{EVIL_SHA256}",
        f"files//{EVIL_SHA256}",
        f"files/./{EVIL_SHA256}",
        f"files\\..\\..\\{EVIL_SHA256}",
        f"files/..\\{EVIL_SHA256}",
        f"C:/{EVIL_SHA256}",
        f"files/{EVIL_SHA256}/",
        f"files/{EVIL_SHA256}\n",
        f"files/{EVIL_SHA256.upper()}",
        f"files/{EVIL_SHA256[:63]}",
        f"files/{EVIL_SHA256[:2]}/{EVIL_SHA256}",
        "files/",
        "notes.txt",
        "../ledger-heads.txt",
        "tables/../person.jsonl",
        "tables/person.jsonl.exe",
        "\x1b]0;owned\x07",
    ],
)
def test_an_entry_of_another_name_is_refused(
    backup: Path, nothing: Database, tmp_path: Path, name: str
) -> None:
    """Neither out of the data folder nor into it: what Reckoner does not write, it does not put back."""
    entries = [*entries_of(backup), (zipfile.ZipInfo(name), EVIL)]
    check_refused(BackupHoldsSomethingElse, backup, entries, nothing, tmp_path)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_an_entry_that_is_no_plain_file_is_refused(
    backup: Path, nothing: Database, tmp_path: Path, kind: int
) -> None:
    """A link, a folder, a pipe or a device is no evidence."""
    link = zipfile.ZipInfo(f"files/{EVIL_SHA256}")
    link.create_system, link.external_attr = 3, (kind | 0o777) << 16
    check_refused(BackupHoldsSomethingElse, backup, [*entries_of(backup), (link, EVIL)], nothing, tmp_path)


@pytest.mark.parametrize("name", ["contents.json", "tables/statement.jsonl", "ledger-heads.txt", "files/"])
def test_an_entry_that_comes_twice_is_refused(
    backup: Path, nothing: Database, tmp_path: Path, name: str
) -> None:
    """Of two entries of one name it cannot be said which was checked."""
    entries = entries_of(backup)
    twice = next(each for each, _ in entries if each.filename.startswith(name))
    check_refused(
        BackupHoldsSomethingElse,
        backup,
        [*entries, (zipfile.ZipInfo(twice.filename), EVIL)],
        nothing,
        tmp_path,
    )


def test_a_file_that_is_not_what_its_name_says_is_refused(
    backup: Path, nothing: Database, tmp_path: Path
) -> None:
    """Evidence is kept under the SHA-256 of what it holds; right sums of wrong evidence do not help."""
    entries = entries_of(backup)
    name = next(each.filename for each, _ in entries if each.filename.startswith("files/"))
    check_refused(BackupBroken, backup, changed(entries, name, lambda _: EVIL), nothing, tmp_path)


def test_files_are_those_that_the_rows_name(backup: Path, database: Database, tmp_path: Path) -> None:
    """A file that no row names is refused, and so is a backup that lacks one."""
    entries = entries_of(backup)
    added = [*entries, (zipfile.ZipInfo(f"files/{EVIL_SHA256}"), EVIL)]
    check_refused(BackupBroken, backup, added, database, tmp_path)
    name = next(each.filename for each, _ in entries if each.filename.startswith("files/"))
    without = [each for each in entries if each[0].filename != name]
    check_refused(BackupBroken, backup, without, database, tmp_path)


def test_a_row_that_names_a_place_elsewhere_is_refused(
    backup: Path, database: Database, tmp_path: Path
) -> None:
    """A row cannot have a file looked for, or removed, outside the data folder either."""
    (stored, *_) = (each.filename for each, _ in entries_of(backup) if each.filename.startswith("files/"))
    elsewhere = changed(
        entries_of(backup),
        "tables/attached_file.jsonl",
        lambda held: held.replace(stored.removeprefix("files/").encode(), b"../../etc/passwd"),
    )
    check_refused(BackupBroken, backup, elsewhere, database, tmp_path)
    with pytest.raises(FileNotFoundError):
        FileStore(tmp_path).path("../../etc/passwd")


@pytest.mark.parametrize(
    "line",
    [
        b"not json\n",
        b"[]\n",
        b"null\n",
        b"{}\n",
        b"\xff\n",
        b'{"id": 99999999999999999999999999}\n',
        b"[" * 100_000 + b"\n",
    ],
)
@pytest.mark.parametrize("name", ["tables/person.jsonl", "tables/attached_file.jsonl"])
def test_rows_that_are_none_are_refused(
    backup: Path, database: Database, tmp_path: Path, name: str, line: bytes
) -> None:
    """What is no row of its table is said to be broken, and is no fault of the program's."""
    entries = changed(entries_of(backup), name, lambda held: held + line)
    check_refused(BackupBroken, backup, entries, database, tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [("id", 2**80), ("id", "x"), ("role", "king"), ("name", None), ("day_starts", "noon"), ("zone", ["a"])],
)
def test_values_that_no_column_holds_are_refused(
    backup: Path, database: Database, tmp_path: Path, name: str, value: object
) -> None:
    """A value of another kind, a null where there is none, and a number no database holds are refused."""

    def with_value(held: bytes) -> bytes:
        first, *rest = held.splitlines()
        return b"\n".join([json.dumps(json.loads(first) | {name: value}).encode(), *rest, b""])

    entries = changed(entries_of(backup), "tables/person.jsonl", with_value)
    check_refused(BackupBroken, backup, entries, database, tmp_path)


def test_a_table_that_is_missing_is_refused(backup: Path, database: Database, tmp_path: Path) -> None:
    """A backup has every table, be it database."""
    entries = [each for each in entries_of(backup) if each[0].filename != "tables/draft.jsonl"]
    check_refused(BackupBroken, backup, entries, database, tmp_path)


@pytest.mark.parametrize(("name", "value"), [("rows", []), ("rows", {"person": "many"}), ("facts", "all")])
def test_contents_of_another_shape_are_refused(
    backup: Path, database: Database, tmp_path: Path, name: str, value: object
) -> None:
    """Contents that are no contents make no backup."""
    entries = changed(
        entries_of(backup),
        "contents.json",
        lambda held: json.dumps(json.loads(held) | {name: value}).encode(),
    )
    check_refused(NotABackup, backup, entries, database, tmp_path)


def test_a_commit_that_fails_leaves_no_file(backup: Path, database: Database, tmp_path: Path) -> None:
    """Files that were put there go again where their rows do not come; what was there before stays."""
    (first, *_) = (each for each, _ in entries_of(backup) if each.filename.startswith("files/"))
    sha256 = first.filename.removeprefix("files/")
    files = FileStore(tmp_path / "back" / "files")
    files.path(sha256).parent.mkdir(parents=True)
    with zipfile.ZipFile(backup) as archive:
        files.path(sha256).write_bytes(archive.read(first))

    def fail(_: object) -> None:
        raise OSError("No space left on device")

    event.listen(database.engine, "commit", fail)
    with pytest.raises(OSError, match="No space"):
        restore(backup, database, tmp_path / "back")
    event.remove(database.engine, "commit", fail)
    kept = [path for path in (tmp_path / "back").rglob("*") if path.is_file()]
    assert kept == [files.path(sha256)]
    assert restore(backup, database, tmp_path / "back").files == 2
    with database.reading() as session:
        assert len(session.scalars(select(AttachedFile)).all()) == 2


def test_what_is_packed_otherwise_is_refused(backup: Path, nothing: Database, tmp_path: Path) -> None:
    """Reckoner packs in one way: nothing is given to another unpacker, which can break in ways of its own."""
    entries = entries_of(backup)
    entries[0][0].compress_type = zipfile.ZIP_LZMA
    check_refused(BackupHoldsSomethingElse, backup, entries, nothing, tmp_path)


@pytest.mark.parametrize(("line", "times"), [(b"x", 2 * LONGEST_LINE), (b"{}\n", LONGEST_LINE // 8)])
def test_a_bomb_takes_little_memory(
    backup: Path, nothing: Database, tmp_path: Path, line: bytes, times: int
) -> None:
    """A row as large as none is, and more rows than are told of, are refused before they fill the memory."""
    made = forged(backup, changed(entries_of(backup), "tables/event.jsonl", lambda _: line * times))
    tracemalloc.start()
    with pytest.raises(BackupBroken):
        restore(made, nothing, tmp_path / "back" / "data")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 3 * LONGEST_LINE
