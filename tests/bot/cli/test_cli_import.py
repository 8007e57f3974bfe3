"""Importing a register in the terminal, on either database."""

from pathlib import Path

import pytest

from bot.local.start import SAMPLE
from tests.bot.terminal_session import Terminal, terminal

HEADINGS = "Report code,Published,Number,Text,Owner,Deadline wording,Ownr\n"
SOUND = "VETTING,02/11/2022,33,Tell the charities.,Marcus Reid,By 31 March 2023,\n"
FAULTY = "VETTING,32/11/2022,34,,Marcus Reid,soon,\n"


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database_url: str) -> Terminal:
    """A terminal on an empty register."""
    return terminal(monkeypatch, tmp_path, database_url)


def file(folder: Path, *rows: str, name: str = "register.csv") -> str:
    """Write a CSV file; return its path as it is typed."""
    (folder / name).write_text(HEADINGS + "".join(rows), "utf-8")
    return str(folder / name)


def test_an_import_says_what_it_did(give: Terminal, tmp_path: Path) -> None:
    """An import tells what was added, by whom it is owned, and which heading it did not know; nothing else."""
    answer = give("import", file(tmp_path, SOUND))
    assert answer.code == 0
    assert answer.printed.startswith("Imported: register.csv\n\n1 item added.")
    for part in (
        "Added: VETTING-33",
        "New reports: VETTING",
        "New people: Marcus Reid",
        "Did you mean “Owner”?",
    ):
        assert part in answer.printed
    again = give("import", file(tmp_path, SOUND))
    assert (again.code, "1 item in the register is as the file has it." in again.printed) == (0, True)


def test_a_trial_says_what_would_happen(give: Terminal, tmp_path: Path) -> None:
    """With --dry-run it is said what would be done, and nothing is: the import afterwards still finds it new."""
    trial = give("import", file(tmp_path, SOUND), "--dry-run")
    assert (trial.code, "nothing was changed" in trial.printed) == (0, True)
    assert "1 item would be added" in trial.printed
    assert "1 item added" in give("import", file(tmp_path, SOUND)).printed


def test_every_fault_is_listed_and_nothing_imported(give: Terminal, tmp_path: Path) -> None:
    """Each fault says row, column, what is wrong and what would be right; the command fails and imports nothing."""
    answer = give("import", file(tmp_path, SOUND, FAULTY))
    assert answer.code == 1
    assert "Nothing was imported from register.csv" in answer.printed
    for part in ("Row 3, Published: “32/11/2022” is not in the calendar.", "Row 3, Text: The cell is empty."):
        assert part in answer.words
    assert "Marcus Reid" not in give("person", "list").printed


def test_progress_never_mixes_with_what_is_printed(give: Terminal, tmp_path: Path) -> None:
    """The bar of a long file goes to standard error alone."""
    rows = [SOUND.replace("33", str(number)) for number in range(1, 61)]
    answer = give("import", file(tmp_path, *rows), "--dry-run")
    assert answer.printed.startswith("Trial run of register.csv")
    assert not set(answer.printed) & set("━╸╺\r\x1b")
    assert "%" not in answer.printed


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_file_that_is_not_there_is_a_mistake_of_usage(give: Terminal, tmp_path: Path) -> None:
    """A path without a file, or to a folder, is told so."""
    for path in (tmp_path / "none.xlsx", tmp_path):
        answer = give("import", str(path))
        assert (answer.code, "there is no file" in answer.told) == (2, True)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_file_that_is_no_register_is_refused(give: Terminal, tmp_path: Path) -> None:
    """What cannot be read is refused in a sentence that says what to do, and the command fails."""
    (tmp_path / "letter.csv").write_text("Dear all,\nplease find enclosed.\n", "utf-8")
    answer = give("import", str(tmp_path / "letter.csv"))
    assert answer.code == 1
    assert "I found no row of headings I know" in answer.words


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_imports_has_to_be_known(give: Terminal, tmp_path: Path) -> None:
    """An import in the name of somebody is accepted for people of the register and refused for others."""
    nobody = give("import", file(tmp_path, SOUND), "--as", "Priya Shah")
    assert (nobody.code, "No people have been added yet" in nobody.words) == (1, True)
    assert "person add" in nobody.words
    give("person", "add", "Tom Bennett", "--role", "coordinator")
    refused = give("import", file(tmp_path, SOUND), "--as", "Nobody")
    assert (refused.code, "I know nobody called “Nobody”" in refused.words) == (1, True)
    assert give("import", file(tmp_path, SOUND), "--as", "tom").code == 0


def test_the_sample_can_be_imported_and_asked_about(give: Terminal) -> None:
    """The sample register is imported as it comes, and its items are found by either reference."""
    give("person", "add", "Anna Clarke", "--slack", "U0ANNA001")
    assert give("import", str(SAMPLE)).code == 0
    for reference in ("10618", "OLDER-1a"):
        answer = give("ask", "--as", "anna", f"status {reference}")
        assert answer.code == 0
        assert "10618" in answer.printed
        assert "17 Jan 2020" in answer.printed
