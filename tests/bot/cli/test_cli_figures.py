"""The terminal: figures between any two days, what other papers printed, and documents written to files."""

from datetime import UTC, date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from icalendar import Calendar
from sqlalchemy.orm import Session

from bot.local.beginning import BEGINS_AT
from models.database import Database
from models.enums import Status
from models.policy import Policy
from models.queries import items
from tests.bot.figuring import D, S, add_up, change, facts, published
from tests.bot.terminal_session import Terminal


def test_the_figures_between_the_two_papers(give: Terminal) -> None:
    """`figures --from … --to …` counts between the two cut-offs, and every row adds up."""
    summary = facts(give, "--from", S, "--to", D)
    assert add_up(summary) == [7, 0, 2]
    assert (summary.since, summary.until) == (date(2022, 9, 29), date(2022, 12, 15))
    row = summary.bridge[0]
    assert (row.opening_number, len(row.added), len(row.signed_off), row.restated) == (7, 5, 5, 0)
    assert {each.reference for each in summary.overdue} == {"9962", "10618"}


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--from", S),
        ("--to", S),
        ("--from", "2022-01-01", "--to", "2022-10-31"),
        ("--from", D, "--to", D),
    ],
)
def test_any_two_days_add_up(give: Terminal, words: tuple[str, ...]) -> None:
    """Whatever days are given, or none, the figures add up."""
    add_up(facts(give, *words))


def test_one_period_after_another_is_the_whole(give: Terminal) -> None:
    """What closes one period opens the next."""
    first, second = facts(give, "--to", S), facts(give, "--from", S, "--to", D)
    assert [row.closing for row in first.bridge] == [row.opening for row in second.bridge]


def test_for_people_it_is_a_table_with_the_references(give: Terminal) -> None:
    """Without --json the bridge is printed to be read, with every list behind its number."""
    answer = give("figures", "--from", S, "--to", D)
    assert answer.code == 0
    assert "Signed off" in answer.printed
    for reference in ("10618", "9962", "VETTING-33", "FINDTIME-2"):
        assert reference in answer.printed
    assert "9962 Thu 17 Oct 2019 1,155 Thu 17 Oct 2019 1,155 Anna Clarke" in answer.words


@pytest.mark.parametrize(
    "words", [("--from", "yesterday"), ("--to", "2022-13-01"), ("--from", "2022-02-30"), ("--to", "")]
)
def test_what_is_no_date_is_a_mistake_of_usage(give: Terminal, words: tuple[str, str]) -> None:
    """The answer says how a date is written."""
    answer = give("figures", *words)
    assert answer.code == 2
    assert "2022-12-15" in answer.told or "no such day" in answer.told


def test_a_period_that_ends_before_it_begins_is_refused(give: Terminal) -> None:
    """Turned round, the two days are a mistake that is said, not figures of nothing."""
    answer = give("figures", "--from", D, "--to", S)
    assert answer.code != 0
    assert S in answer.words + answer.told


def signed_off(session: Session, policy: Policy) -> None:
    """Sign 9962 off on 8 December."""
    act = policy.act(None, datetime(2022, 12, 8, 10, tzinfo=UTC))
    items.item_by_reference(session, "9962").become(Status.SIGNED_OFF, act)


def test_what_followed_an_early_publication_is_not_called_restated(give: Terminal, url: str) -> None:
    """A summary published on the 1st was counted up to then: a sign-off of the 8th moves from there on."""
    change(url, published)
    change(url, signed_off)
    for since in ("2022-12-01", D):
        summary = facts(give, "--from", since, "--to", "2023-03-31")
        assert all(row.restated == 0 for row in summary.bridge)
        assert summary.bridge[0].signed_off == (("9962",) if since < "2022-12-08" else ())
        assert add_up(summary) == [6, 0, 2]


def test_what_was_restated_since_a_publication_is_named(give: Terminal, url: str) -> None:
    """Counted from the day up to which a summary counted, late facts are restated item by item."""
    change(url, published)
    change(
        url,
        lambda session, policy: items.item_by_reference(session, "9962").become(
            Status.SIGNED_OFF, policy.act(None, BEGINS_AT).effective(date(2022, 11, 30))
        ),
    )
    summary = facts(give, "--from", "2022-12-01", "--to", "2023-03-31")
    assert (summary.bridge[0].restated_out, summary.bridge[0].signed_off) == (("9962",), ())
    assert [row.reference for row in summary.restated] == ["9962"]


def opens(file: Path) -> bool:
    """Open a document with what reads its kind; say whether there is something in it."""
    if file.suffix == ".docx":
        return bool(docx.Document(str(file)).paragraphs)
    if file.suffix == ".xlsx":
        return bool(openpyxl.load_workbook(file).sheetnames)
    return bool(Calendar.from_ical(file.read_bytes()).walk("VEVENT"))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("paper", "--meeting", S), "hmicfrs-paper-2022-09-29.docx"),
        (("export",), "hmicfrs-workbook-2022-12-15.xlsx"),
        (("calendar", "--as", "anna.clarke@force.example"), "hmicfrs-calendar-2022-12-15.ics"),
    ],
)
def test_a_document_is_written_beside_one(
    give: Terminal, tmp_path: Path, words: tuple[str, ...], name: str
) -> None:
    """Without --out it has a name that sorts by the meeting's day, and it opens."""
    answer = give(*words)
    assert (answer.code, answer.words) == (0, f"Written to {name}.")
    assert opens(tmp_path / name)


@pytest.mark.parametrize(
    "words", [("paper",), ("paper", "--no-appendix"), ("export",), ("calendar", "--as", "Priya Shah")]
)
def test_a_document_is_written_where_one_says(give: Terminal, tmp_path: Path, words: tuple[str, ...]) -> None:
    """With --out it is that very file."""
    suffix = {"paper": ".docx", "export": ".xlsx", "calendar": ".ics"}[words[0]]
    out = tmp_path / f"mine{suffix}"
    assert give(*words, "--out", str(out)).code == 0
    assert opens(out)
    assert [each.name for each in tmp_path.glob(f"*{suffix}")] == [out.name]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("calendar", "--as", "nobody"), "nobody"),
        (("export", "--as", "nobody"), "nobody"),
        (("paper", "--meeting", "2022-12-16"), "There is no committee meeting on Fri 16 Dec 2022"),
    ],
)
def test_a_document_for_nobody_or_no_meeting_is_refused(
    give: Terminal, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    """The refusal is a sentence, and no file is written."""
    before = set(tmp_path.iterdir())
    answer = give(*words)
    assert answer.code == 1
    assert told in answer.words
    assert {each.suffix for each in set(tmp_path.iterdir()) - before} <= {""}


def test_a_calendar_is_somebodys(give: Terminal) -> None:
    """Without a person there is no calendar to write."""
    assert give("calendar").code == 2


def test_the_register_is_not_changed_by_reading_it(give: Terminal, url: str) -> None:
    """Figures for a past day leave every item as it is."""
    assert give("figures", "--to", S).code == 0
    database = Database(url)
    with database.reading() as session:
        assert items.item_by_reference(session, "VETTING-33").status is Status.SIGNED_OFF
    database.close()


@pytest.mark.parametrize(
    "command",
    [
        ("paper", "--out", "nowhere/paper.docx"),
        ("export", "--out", "nowhere/register.xlsx"),
        ("pack", "10618", "--out", "."),
        ("backup", "nowhere/backup.zip"),
    ],
)
def test_a_place_where_nothing_can_be_written_is_said(give: Terminal, command: tuple[str, ...]) -> None:
    """A folder that is not there, or a folder in the place of a file, ends in a sentence that says what to name."""
    answer = give(*command)
    assert answer.code == 2
    assert "cannot be written" in answer.told
