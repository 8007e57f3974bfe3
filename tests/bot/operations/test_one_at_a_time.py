"""One Reckoner at a time on a register in SQLite; what is wrong with a register is said in a sentence."""

import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.operations.register_lock import hold
from models.refusals.running import RegisterHeld
from tests.bot.terminal_session import Terminal, terminal

HOLDS = """
import sys
from bot.operations.register_lock import hold
with hold(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.readline()
"""
PAGE = 4096


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Terminal:
    """A terminal in an empty folder, without tokens."""
    return terminal(monkeypatch, tmp_path)


def test_the_second_is_told_who_holds_the_file(tmp_path: Path) -> None:
    """Another process that holds the register is named with its machine; once it has died, the file is free."""
    url = f"sqlite:///{tmp_path / 'reckoner.db'}"
    command = [sys.executable, "-c", HOLDS, url]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as first:  # noqa: S603
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(RegisterHeld) as refused, hold(url):
            pass
        first.kill()
        first.wait()
    assert refused.value.fields["process"] == str(first.pid)
    assert refused.value.fields["machine"] == socket.gethostname()
    with hold(url):
        assert (tmp_path / "reckoner.db.lock").read_text("utf-8").startswith(f"{os.getpid()} ")


def test_a_register_on_a_server_is_held_by_nobody() -> None:
    """Several Reckoners share one on PostgreSQL."""
    url = "postgresql+psycopg://reckoner@localhost/reckoner"
    with hold(url), hold(url):
        pass


def test_a_register_in_use_is_not_put_back_or_moved(alone: Terminal, tmp_path: Path) -> None:
    """What takes the whole register asks for it first; what only reads it, or adds to it, does not."""
    alone("person", "add", "Anna Clarke")
    alone("backup", "b.zip", "--trial")
    with hold(f"sqlite:///{tmp_path / 'data' / 'local' / 'reckoner.db'}"):
        for words in (("restore", "b.zip"), ("move", f"sqlite:///{tmp_path / 'other.db'}")):
            refused = alone(*words)
            assert (refused.code, "Another Reckoner is already using" in refused.words) == (1, True)
        assert "Anna Clarke" in alone("person", "list").printed


def test_each_command_says_which_register_it_uses(
    alone: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Beside what it prints, and without a password; a trial is called so."""
    assert "Trial register, as no tokens are set: sqlite:///" in " ".join(
        alone("person", "list").told.split()
    )
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    monkeypatch.setenv("RECKONER_COMMITTEE_CHANNEL", "C0JAC0001")
    real = alone("person", "list")
    assert f"Register: sqlite:///{tmp_path / 'data' / 'reckoner.db'}" in " ".join(real.told.split())
    assert "Register:" not in real.printed


def test_a_backup_without_tokens_is_not_guessed_to_be_of_the_trial(alone: Terminal, tmp_path: Path) -> None:
    """Where the tokens are missing it is refused, and nothing is written; a trial is backed up by who says so."""
    refused = alone("backup", "b.zip")
    assert (refused.code, "No tokens are set here" in refused.words) == (1, True)
    assert not (tmp_path / "b.zip").exists()
    assert alone("backup", "b.zip", "--trial").code == 0


def damaged(file: Path) -> None:
    """Write over every page of a database but the first."""
    with closing(sqlite3.connect(file)) as database:
        database.execute("pragma journal_mode=delete")
    octets = file.read_bytes()
    file.write_bytes(octets[:PAGE] + b"\xff" * (len(octets) - PAGE))


@pytest.mark.parametrize(
    "words",
    [("verify",), ("ask", "--as", "Anna Clarke", "status"), ("restore", "b.zip"), ("person", "list")],
    ids=lambda words: words[0],
)
def test_a_damaged_database_is_said_in_a_sentence(
    alone: Terminal, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """No command ends in a traceback, and each says what to do."""
    alone("person", "add", "Anna Clarke", "--slack", "U0ANNA001")
    alone("backup", "b.zip", "--trial")
    damaged(tmp_path / "data" / "local" / "reckoner.db")
    answer = alone(*words)
    assert answer.code == 1
    assert "The database is damaged" in answer.words
    assert "Traceback" not in answer.told


@pytest.mark.parametrize("start", [0, 20_000])
def test_what_is_no_database_is_said_in_a_sentence(alone: Terminal, tmp_path: Path, start: int) -> None:
    """Nor does a file that was never a database, or whose first page is gone."""
    alone("person", "add", "Anna Clarke")
    file = tmp_path / "data" / "local" / "reckoner.db"
    file.write_bytes(b"no database at all" * 1000 + file.read_bytes()[start:])
    for name in ("reckoner.db-wal", "reckoner.db-shm"):
        (file.parent / name).unlink(missing_ok=True)
    answer = alone("verify")
    assert (answer.code, "The database is damaged" in answer.words) == (1, True)
