"""The terminal: the evidence for items is packed into a file."""

import hashlib
import os
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.clock import StoppedClock
from bot.worker.files import FileStore
from models.enums import StatementKind, Surface
from models.policy import Policy
from models.queries import items as queries
from models.statements import packing
from models.statements.recording import RecordedStatement, record
from models.statements.statement import AttachedFile, FileState
from tests.bot.terminal_session import Terminal, terminal
from tests.factories import Register, person_called

CONTENT = b"94%"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def give(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, register: Register, clock: StoppedClock, policy: Policy
) -> Terminal:
    """A terminal beside a register in which anna has given a file as evidence for 10618."""
    register.item("1a", register_number="10618")
    with register.database.writing() as session:
        anna = person_called(session, "anna")
        file = AttachedFile(
            surface=Surface.SLACK,
            external="F1",
            address="https://files.example/F1",
            name="audit.pdf",
            media_type="application/pdf",
            size=len(CONTENT),
            state=FileState.STORED,
            sha256=SHA256,
            next_try_at=clock.now(),
        )
        items = [queries.item_by_reference(session, "10618")]
        said = RecordedStatement(anna, "See the audit.", "command:1")
        record(session, StatementKind.EVIDENCE, said, items, policy.act(anna, clock.now()), [file])
    url = register.database.engine.url.render_as_string(hide_password=False)
    return terminal(monkeypatch, tmp_path, url)


def keep(folder: Path) -> None:
    """Store the file where the terminal looks for it."""
    store = FileStore(folder / "data" / "local" / "files")
    descriptor, path = store.opening()
    os.write(descriptor, CONTENT)
    os.close(descriptor)
    store.keep(Path(path), SHA256)


def test_a_pack_is_written_to_a_file(give: Terminal, tmp_path: Path) -> None:
    """The pack is written where it was asked for, with its files, and its sum of sums is printed."""
    keep(tmp_path)
    answer = give("pack", "10618", "--out", "evidence.zip")
    assert answer.code == 0
    assert "Written to evidence.zip." in answer.words
    with zipfile.ZipFile(tmp_path / "evidence.zip") as pack:
        assert pack.read("files/1-1-audit.pdf") == CONTENT
        sums = hashlib.sha256(pack.read("SHA256SUMS")).hexdigest()
    assert f"The SHA-256 of its SHA256SUMS is {sums}." in answer.words


def test_a_missing_file_is_said(give: Terminal, tmp_path: Path) -> None:
    """A file that is not in the store is named, and the pack is written without it."""
    answer = give("pack", "10618", "--out", "evidence.zip")
    assert "Files are missing from this pack: audit.pdf." in answer.words
    assert (tmp_path / "evidence.zip").is_file()


def test_at_the_terminal_there_is_no_limit_of_size(
    give: Terminal, tmp_path: Path, register: Register
) -> None:
    """What is too large to be sent can be written to a disk."""
    with register.database.writing() as session:
        session.execute(update(AttachedFile).values(size=2 * packing.LARGEST))
    keep(tmp_path)
    assert give("pack", "10618", "--out", "evidence.zip").code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("pack", "10681"), "There is no item “10681”. Did you mean 10618?"),
        (("pack", "10618", "--as", "dev"), "Only the owner of 10618, the deputy, its team"),
    ],
)
def test_what_is_refused_leaves_no_file(
    give: Terminal, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    """A refusal is a sentence, ends with code 1, and leaves nothing behind."""
    before = set(tmp_path.iterdir())
    answer = give(*words)
    assert (answer.code, told in answer.words) == (1, True)
    assert set(tmp_path.iterdir()) <= {*before, tmp_path / "data"}
