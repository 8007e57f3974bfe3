"""Inspections, reports, PEEL and data returns from a terminal, on a register in a folder of its own."""

import os
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from bot.__main__ import app
from bot.clock import MovableClock
from bot.local.beginning import BEGINS_AT
from models.database import Database
from models.deadlines.deadline import DeadlineBasis
from models.enums import ItemKind
from models.ledger.event import Event, EventKind
from models.policy import Policy
from models.queries import items
from tests.factories import Register


class Terminal:
    """Somebody at a terminal."""

    def types(self, *words: str, code: int = 0) -> str:
        """Type a command after `python -m bot`; it ends with `code`. Return what is printed, on one line."""
        done = CliRunner().invoke(app, list(words))
        assert done.exit_code == code, done.output
        return " ".join((done.stdout or done.stderr).split())


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in an empty folder, where nothing is set but the data folder."""
    for name in os.environ:
        if name.startswith(("RECKONER_", "SLACK_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return Terminal()


@pytest.fixture
def local(
    terminal: Terminal, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Register:
    """The register that the terminal changes, with the people of the local workspace."""
    monkeypatch.setenv("RECKONER_DATABASE_URL", database.engine.url.render_as_string(hide_password=False))
    clock = MovableClock(BEGINS_AT, tmp_path / "data" / "local" / "clock.json")
    return Register(database, clock, Policy())


def events(register: Register, kind: EventKind) -> list[tuple[date, int | None, dict[str, object]]]:
    """Return day, person and facts of the ledger's events of a kind."""
    with register.database.reading() as session:
        found = session.scalars(select(Event).where(Event.kind == kind).order_by(Event.id))
        return [(each.effective_on, each.by_id, each.facts) for each in found]


def test_an_inspection_from_announcement_to_report(terminal: Terminal, local: Register) -> None:
    """Announce, correct, move on, report: each is answered in a sentence and listed as it stands."""
    local.report("JTAIWAL", "Walsall JTAI")
    said = terminal.types(
        *("inspection", "announce", "Walsall", "--kind", "JTAI", "--when", "early October"),
        *("--partner", "health", "--partner", "local authority", "--on", "2022-09-29", "--as", "Priya Shah"),
    )
    assert said == "Walsall is entered as announced. It stays on the list until its report is published."
    listed = terminal.types("inspection", "list")
    assert (
        "Walsall (JTAI) Announced on Thu 29 Sep 2022 · early October With health and local authority"
        in listed
    )
    assert (
        terminal.types("inspection", "edit", "walsall", "--notes", "Well received.")
        == "Walsall has been updated."
    )
    assert terminal.types("inspection", "edit", "Walsall", "--notes", "Well received.") == (
        "Nothing changed for Walsall."
    )
    assert (
        terminal.types("inspection", "stage", "Walsall", "report awaited")
        == "Walsall is now at “report awaited”."
    )
    assert "Well received." in terminal.types("inspection", "list")
    said = terminal.types("inspection", "stage", "Walsall", "reported", "--report", "JTAIWAL")
    assert said == "Walsall is now at “reported”."
    assert "Walsall" not in terminal.types("inspection", "list")
    ((on, by, _),) = events(local, EventKind.INSPECTION_ANNOUNCED)
    assert (on, by is not None) == (date(2022, 9, 29), True)


def test_what_is_refused_is_a_sentence_and_changes_nothing(terminal: Terminal, local: Register) -> None:
    """Whoever leaves out a reason or a report, or makes a slip, is told what would be right."""
    terminal.types("inspection", "announce", "Walsall", "--kind", "JTAI")
    terminal.types("inspection", "stage", "Walsall", "fieldwork")
    before = terminal.types("inspection", "list")
    for words, told in (
        (("stage", "Walsall", "announced"), "To move it back, give a reason."),
        (("stage", "Walsall", "reported"), "give the code of its report."),
        (("stage", "Walsall", "reported", "--report", "NONE"), "There is no report “NONE”."),
        (("withdraw", "Walsall"), "“Walsall” withdrawn? The committee is told the reason."),
        (("withdraw", "Walsal", "--reason", "x"), "Did you mean “Walsall”?"),
        (("stage", "Walsall", "report awaited", "--on", "2022-12-24"), "Sat 24 Dec 2022 is in the future."),
        (
            ("announce", "Walsall", "--kind", "JTAI"),
            "Another inspection is already called “Walsall”.",
        ),
        (("edit", "Walsall", "--as", "Nobody"), "nobody called “Nobody”"),
    ):
        assert told in terminal.types("inspection", *words, code=1)
    assert "Invalid value" in terminal.types("inspection", "stage", "Walsall", "finished", code=2)
    assert terminal.types("inspection", "list") == before


def test_a_withdrawal_is_listed_with_its_reason(terminal: Terminal, local: Register) -> None:
    """What is withdrawn stays to be read, with the reason, until the paper has told it."""
    terminal.types("inspection", "announce", "Walsall", "--kind", "JTAI")
    said = terminal.types("inspection", "withdraw", "Walsall", "--reason", "Another area takes part")
    assert said == "Walsall is withdrawn. The next paper will say so and give the reason."
    assert "Reason: Another area takes part" in terminal.types("inspection", "list")


def test_data_is_asked_for_and_returned(terminal: Terminal, local: Register) -> None:
    """A data return is entered with its date, listed, returned, and then listed as returned."""
    terminal.types("inspection", "announce", "Armed policing", "--kind", "national thematic")
    said = terminal.types(
        *("data-return", "add", "Autumn data", "--due", "2022-12-16", "--inspection", "Armed policing")
    )
    assert said == "Autumn data is entered. It is due by 2022-12-16."
    assert "Autumn data for Armed policing · due Fri 16 Dec 2022" in terminal.types("inspection", "list")
    assert terminal.types("data-return", "returned", "autumn data", "--on", "2022-11-30") == (
        "Autumn data has been returned."
    )
    assert "Autumn data for Armed policing · returned Wed 30 Nov 2022 (due Fri 16 Dec 2022)" in (
        terminal.types("data-return", "list")
    )
    assert "Autumn data" not in terminal.types("inspection", "list")
    assert terminal.types("data-return", "returned", "Autumn data", code=1) == (
        "“Autumn data” has already been returned, on Wed 30 Nov 2022."
    )


def test_a_reports_particulars_and_the_deadlines_that_follow(terminal: Terminal, local: Register) -> None:
    """A corrected publication date says which deadlines have followed, and which somebody had moved."""
    local.report("PPDA", "Police perpetrated domestic abuse", date(2022, 6, 30))
    for number in ("1", "2"):
        reference = local.item(number, report="PPDA", deadline_on=date(2022, 12, 30))
        with local.database.writing() as session:
            item = items.item_by_reference(session, reference)
            item.deadline_wording, item.deadline_basis = "Within six months", DeadlineBasis.COUNTED
    local.move_deadline("PPDA-2", date(2023, 6, 30))
    said = terminal.types(
        *("report", "edit", "ppda", "--summary", "Forces do not respond well.", "--theme", "reporting"),
        *("--theme", "arrests", "--participation", "data return", "--source", "https://a.example/ppda"),
        *("--published", "2022-08-31"),
    )
    assert said == (
        "The details of PPDA are updated. These deadlines count from publication, so they have moved too:"
        " PPDA-1. These deadlines were set or moved by hand, so they stay: PPDA-2."
    )
    assert terminal.types("report", "list") == (
        "Inspection reports PPDA · Police perpetrated domestic abuse (national thematic) Published Wed 31 Aug 2022"
        " · 2 items · PCC\u2019s comments due by Tue 25 Oct 2022 (37 days ago) The force took part by: data return"
        " · source (https://a.example/ppda) Forces do not respond well. 2 themes: reporting; arrests"
    )
    assert terminal.types("report", "edit", "PPDA", "--theme", "") == "The details of PPDA are updated."
    assert "theme" not in terminal.types("report", "list")
    assert "is not a web address" in terminal.types("report", "edit", "PPDA", "--source", "x", code=1)


def test_a_peel_cycle_with_grades_and_areas(terminal: Terminal, local: Register) -> None:
    """A cycle brings its questions; its report, a grade and an area for improvement are entered and listed."""
    local.report("PEEL2122", "PEEL 2021/22", date(2022, 4, 1))
    area = local.item("1", report="PEEL2122", kind=ItemKind.AREA_FOR_IMPROVEMENT)
    assert terminal.types(
        "peel",
        "cycle",
        "PEEL 2021/22",
        "--framework",
        "2021/22",
        "--begins",
        "2021-04-01",
        "--notes",
        "The last",
    ) == ("PEEL 2021/22 is entered, with 12 questions.")
    assert f"Not under a question yet: {area}" not in terminal.types("peel", "list")
    assert terminal.types("peel", "reported", "PEEL 2021/22", "PEEL2122") == (
        "The report for PEEL 2021/22 is “PEEL 2021/22”."
    )
    assert f"Not under a question yet: {area}" in terminal.types("peel", "list")
    assert terminal.types(
        "peel", "grade", "peel 2021/22", "7", "requires improvement", "--on", "2022-04-01"
    ) == ("Question 7 of PEEL 2021/22: HMICFRS\u2019s grade is “requires improvement”.")
    assert terminal.types("peel", "assess", "peel 2021/22", "7", "good") == (
        "Question 7 of PEEL 2021/22: the internal assessment is “good”."
    )
    assert terminal.types("peel", "place", "PEEL 2021/22", "7", area) == (
        f"{area} is now under question 7 of PEEL 2021/22."
    )
    assert (
        f"Requires improvement · internal assessment: good · 1 area for improvement: {area}"
        in terminal.types("peel", "list")
    )
    for words, told in (
        (("grade", "PEEL 2021/22", "13", "good"), "Its questions run from 1 to 12."),
        (("cycle", "PEEL", "--framework", "2019", "--begins", "2021-04-01"), "There is no PEEL question set"),
        (("place", "PEEL 2021/22", "7", "NONE-1"), "There is no item “NONE-1”."),
    ):
        assert told in terminal.types("peel", *words, code=1)
