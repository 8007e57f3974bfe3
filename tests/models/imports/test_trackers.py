"""Registers as forces, councils and auditors keep them: what their words mean, and what is asked."""

from datetime import date

import pytest

from models.enums import Addressee, Status
from models.imports.cells import Cell
from models.imports.checking import Checked, check_rows
from models.imports.headings import recognise_headings
from models.imports.rows import ImportRow

OURS = "Northshire Police"
BASE: dict[str, Cell] = {
    "Title": "Vetting",
    "Report code": "VETTING",
    "Date of report": date(2022, 11, 2),
    "Ref": "1",
    "Recommendation": "Chief constables should check each file.",
}


def check(*rows: dict[str, Cell]) -> Checked:
    headings = recognise_headings({name: None for each in rows for name in each})
    return check_rows(enumerate(rows, start=2), headings, force=OURS)


def only(**cells: Cell) -> ImportRow:
    checked = check({**BASE, **{name.replace("_", " "): cell for name, cell in cells.items()}})
    assert checked.faults == ()
    (row,) = checked.rows
    return row


def wrong(**cells: Cell) -> str:
    checked = check({**BASE, **{name.replace("_", " "): cell for name, cell in cells.items()}})
    (fault,) = checked.faults
    return f"{fault.column}: {fault.wrong} {fault.right}"


@pytest.mark.parametrize("word", ["TBC", "Vacant", "N/A", "-", "To be confirmed", "Unassigned", "none"])
def test_nobody_is_never_a_person(word: str) -> None:
    """A word that says that there is no owner is none, and the item awaits allocation."""
    row = only(Responsible_officer=word)
    assert (row.owner, row.status) == (None, Status.AWAITING_ALLOCATION)


@pytest.mark.parametrize("name", ["Supt Smith / DCI Jones", "Sam Carter & Jo Lee", "Sam Carter and Jo Lee"])
def test_two_names_in_one_cell_are_asked_about(name: str) -> None:
    """An owner is one person: the other can be the deputy."""
    assert "names more than one person. Enter one as the owner" in wrong(Owner=name)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("being-progressed", Status.IN_PROGRESS),
        ("On track", Status.IN_PROGRESS),
        ("Work in progress", Status.IN_PROGRESS),
        ("Not started", Status.IN_PROGRESS),
    ],
)
def test_words_for_what_goes_on(word: str, status: Status) -> None:
    """What goes on is in progress, in whatever words."""
    assert only(Current_status=word, Owner="Sam Carter").status is status


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("awaiting-review", Status.FORCE_COMPLETE),
        ("Awaiting HMICFRS sign-off", Status.FORCE_COMPLETE),
        ("Recommended for closure", Status.FORCE_COMPLETE),
        ("Closed by HMICFRS", Status.SIGNED_OFF),
        ("no-further-action-needed", Status.NO_FURTHER_ACTION),
    ],
)
def test_words_for_what_has_ended_need_their_day(word: str, status: Status) -> None:
    """What waits for HMICFRS or has ended is known, and its day is asked for where it is missing."""
    assert only(Status=word, Status_date=date(2023, 1, 9)).status is status
    assert f"the status became “{status}”" in wrong(Status=word)


def test_closed_is_asked_about() -> None:
    """“Closed” can be said by the force or by HMICFRS: neither is guessed."""
    assert "Write “force complete” for the first, “signed off” for the second." in wrong(Status="Closed")


def test_a_revised_date_moves_the_original_one() -> None:
    """An original date beside a revised one is kept; where nothing was revised, it is the deadline."""
    first, second = date(2024, 3, 31), date(2024, 9, 30)
    moved = only(Original_due_date=first, Revised_due_date=second)
    assert (moved.deadline.on, moved.original_deadline) == (second, first)
    assert only(Original_due_date=first, Revised_due_date=None).deadline.on == first
    beside = only(Due_date=first, Current_due_date=second)
    assert (beside.deadline.on, beside.original_deadline) == (second, first)


@pytest.mark.parametrize(
    ("words", "on", "original"),
    [
        ("By March 2023", date(2023, 3, 31), None),
        ("Within 6 months", date(2023, 5, 2), None),
        ("N/A", None, None),
        ("Mar-23", date(2023, 3, 31), None),
        ("31 March 2023 (revised from 31 Dec 2022)", date(2023, 3, 31), date(2022, 12, 31)),
    ],
)
def test_a_due_date_may_be_words(words: str, on: date | None, original: date | None) -> None:
    """The column of the due date reads what the column of its wording reads, and a date that was revised."""
    row = only(Due_date=words)
    assert (row.deadline.on, row.original_deadline) == (on, original)


def test_the_first_of_a_month_is_the_month_where_the_text_says_so() -> None:
    """Excel makes 1 March of “Mar-23”: where the text says “By March 2023”, the month is meant."""
    text = "By March 2023, chief constables should check each file."
    assert only(Recommendation=text, Due_date=date(2023, 3, 1)).deadline.on == date(2023, 3, 31)
    assert only(Due_date=date(2023, 3, 1)).deadline.on == date(2023, 3, 1)


def test_the_force_may_be_called_by_its_name() -> None:
    """The force's own name is the force, also beside another body."""
    assert only(Addressed_to=OURS).addressed_to == {Addressee.FORCE}
    assert only(Addressed_to=f"{OURS}; PCC").addressed_to == {Addressee.FORCE, Addressee.PCC}


def test_rows_that_hold_no_item_are_left_out_by_name() -> None:
    """Heads of sections, totals and footnotes are no items and no faults."""
    empty = dict.fromkeys(BASE)
    total = {**empty, "Title": "Total", "Ref": "2"}
    checked = check({**empty, "Title": "PEEL 2021/22"}, BASE, total, {**empty, "Title": "* Local targets."})
    assert (len(checked.rows), checked.faults) == (1, ())
    assert checked.left_out == ((2, "PEEL 2021/22"), (4, "Total"), (5, "* Local targets."))
