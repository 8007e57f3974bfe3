"""Reports read at a terminal: printed with every doubt, and added only when that is said."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock import StoppedClock
from models.database import Database
from models.policy import Policy
from models.register.recommendation import Recommendation
from models.report_drafts.draft import Draft, DraftState
from tests.bot.terminal_session import Terminal, terminal
from tests.factories import Register

LAYOUTS = Path(__file__).parents[2] / "reading" / "layouts"
PAPER = str(LAYOUTS / "december-2022.txt")
ABOUT = ("--published", "2022-11-02", "--code", "vetting")
ADD = ("--add", "--yes", "--as", "Priya Shah")


@pytest.fixture
def types(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    database_url: str,
    database: Database,
    clock: StoppedClock,
    policy: Policy,
) -> Terminal:
    """A terminal on a register that knows the people of the local workspace."""
    Register(database, clock, policy)
    return terminal(monkeypatch, tmp_path, database_url)


def numbers(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Recommendation.number).order_by(Recommendation.id)))


def test_a_report_is_read_and_printed_without_being_kept(types: Terminal, database: Database) -> None:
    """Reading alone prints every proposal and what was not read, and changes nothing."""
    answer = types("report", "read", PAPER, *ABOUT)
    assert answer.code == 0
    assert "Draft for VETTING: 5 proposals" in answer.words
    assert "VETTING-39 · recommendation" in answer.words
    assert "Numbers missing here: 1 to 32, 36 and 37." in answer.words
    assert "Not read in VETTING: 1" in answer.words
    assert "The force should review how it manages sex offenders" in answer.words
    assert numbers(database) == []
    with database.reading() as session:
        assert session.scalars(select(Draft)).all() == []


def test_what_was_read_is_added_once(types: Terminal, database: Database) -> None:
    """With `--add` it is added by the person named; a second time there is nothing left to add."""
    answer = types(
        "report", "read", PAPER, *ABOUT, *ADD, "--title", "Vetting", "--source", "https://example.org/v"
    )
    assert "5 items from VETTING are now in the register" in answer.words
    assert numbers(database) == ["33", "34", "35", "38", "39"]
    again = types("report", "read", PAPER, *ABOUT, *ADD)
    assert (again.code, "The draft for VETTING" in again.words) == (1, True)
    assert "already in the register as VETTING-33" in again.words
    with database.reading() as session:
        (draft,) = session.scalars(select(Draft)).all()
        assert (draft.state, draft.by.name, draft.title) == (DraftState.ADDED, "Priya Shah", "Vetting")


def test_it_is_not_added_unless_that_is_said_and_meant(
    types: Terminal, database: Database, tmp_path: Path
) -> None:
    """Without a yes, or without a name, nothing is added; what is doubtful in earnest stops it too."""
    declined = types("report", "read", PAPER, *ABOUT, "--add", "--as", "Priya Shah")
    assert "Have you checked every page?" in declined.words
    assert types("report", "read", PAPER, *ABOUT, "--add", "--yes").code == 2
    text = (LAYOUTS / "super-complaint.txt").read_text("utf-8").replace("Local Government", "Local Walking")
    (tmp_path / "walking.txt").write_text(text, "utf-8")
    wanting = types("report", "read", "walking.txt", *ABOUT, *ADD)
    assert (wanting.code, "something is missing in VETTING-4" in wanting.words) == (1, True)
    assert numbers(database) == []


@pytest.mark.parametrize(
    ("content", "more", "said"),
    [
        (b"\x00\x01\x02", ("--code", "V2"), "as a report"),
        (
            b"Recommendation 1",
            ("--code", "V 2", "--add", "--yes", "--as", "Priya Shah"),
            "cannot be a report code",
        ),
    ],
)
def test_what_cannot_be_read_is_said(
    types: Terminal, tmp_path: Path, content: bytes, more: tuple[str, ...], said: str
) -> None:
    """A file that is none, or a code under which nothing can be added, gets a sentence and an exit code."""
    (tmp_path / "report.bin").write_bytes(content)
    answer = types("report", "read", "report.bin", "--published", "2022-11-02", *more)
    assert (answer.code, said in answer.words) == (1, True)
