"""Retention at a terminal: what will be erased is listed, and what is due is erased."""

import hashlib
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.worker.files import FileStore
from models.database import Database
from models.enums import StatementKind, Status, Surface
from models.queries import items
from models.statements.packing import statements_for
from models.statements.recording import RecordedStatement, record
from models.statements.statement import AttachedFile, FileState
from tests.bot.terminal_session import Terminal, terminal
from tests.factories import Register, person_called
from tests.retaining import verified

pytestmark = pytest.mark.every_database

CONTENT = b"month,share\nNov,94\n"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database_url: str) -> Terminal:
    """A terminal of a force that keeps what has ended for two years."""
    give = terminal(monkeypatch, tmp_path, database_url)
    monkeypatch.setenv("RECKONER_RETENTION_YEARS", "2")
    return give


def ended_on(register: Register, on: date, *, erase_on: date | None = None) -> str:
    """Return an item with evidence and a file that ended on a day, of which people may have been told."""
    reference = register.item("1", added_on=on)
    with register.database.writing() as session:
        item = items.item_by_reference(session, reference)
        said = RecordedStatement(person_called(session, "anna"), "The audit is done.", "D1:1.1")
        file = AttachedFile(
            surface=Surface.SLACK,
            external="F1",
            address="https://files.example/F1",
            name="audit.csv",
            media_type="text/csv",
            size=len(CONTENT),
            state=FileState.STORED,
            sha256=SHA256,
            next_try_at=register.act.at,
        )
        record(session, StatementKind.EVIDENCE, said, [item], register.act, [file])
        item.become(Status.SUPERSEDED, register.act.effective(on), reason="Replaced")
        item.erase_on = erase_on
    return reference


def test_what_is_ahead_is_listed_and_nothing_is_erased(give: Terminal, register: Register) -> None:
    """The list says what is due, what was told and what is held, and changes nothing."""
    reference = ended_on(register, register.today, erase_on=None)
    assert "Nothing is due to be erased." in give("retention").words
    with register.database.writing() as session:
        item = items.item_by_reference(session, reference)
        item.status_since, item.erase_on = date(2015, 5, 1), date(2016, 5, 1)
    answer = give("retention")
    assert answer.code == 0
    assert "1 item due to be erased now" in answer.words
    assert reference in answer.words
    assert verified(register.database).erased == 0


def test_what_is_due_is_erased_with_its_file(give: Terminal, register: Register, tmp_path: Path) -> None:
    """Rows and file go, the ledger says who did it, and verifying says how much was erased."""
    store = FileStore(tmp_path / "data" / "local" / "files")
    store.path(SHA256).parent.mkdir(parents=True)
    store.path(SHA256).write_bytes(CONTENT)
    ended_on(register, date(2015, 5, 1), erase_on=date(2016, 5, 1))
    answer = give("retention", "--erase", "--as", "Priya Shah")
    assert (answer.code, "1 item, and 1 stored file" in answer.words) == (0, True), answer.words
    assert not store.path(SHA256).exists()
    assert "0 items, and 0 stored files" in give("retention", "--erase").words
    answer = give("verify")
    assert (answer.code, "The text of 1 fact was erased under retention" in answer.words) == (
        0,
        True,
    )


def test_a_statement_erased_by_hand_is_found(give: Terminal, database: Database, register: Register) -> None:
    """A statement that is marked as erased though the ledger does not tell of it is named, with code 1."""
    reference = ended_on(register, register.today)
    with database.writing() as session:
        (statement,) = statements_for(session, [items.item_by_reference(session, reference)])
        statement.erased_at = register.act.at - timedelta(days=1)
    answer = give("verify")
    assert answer.code == 1
    assert "without a record in the ledger: statement 1." in answer.words


def test_without_the_setting_nothing_is_erased(
    give: Terminal, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless the years are set, the list says so and erasing is refused."""
    monkeypatch.delenv("RECKONER_RETENTION_YEARS")
    ended_on(register, date(2015, 5, 1), erase_on=date(2016, 5, 1))
    assert "Everything is kept" in give("retention").words
    answer = give("retention", "--erase")
    assert (answer.code, "Set RECKONER_RETENTION_YEARS" in answer.words) == (1, True)
    assert verified(register.database).erased == 0
