"""The terminal: figures between any two days, what other papers printed, and documents written to files."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import StoppedClock
from bot.local.start import BEGINS_AT, prepare
from models import queries
from models.committee.meeting import Meeting
from models.committee.publication import publish
from models.database import Database
from models.event import Event, EventKind
from models.kinds import Status
from models.policy import Policy
from templates.frozen import thaw
from templates.messages import CommitteeSummary
from templates.summary_rows import to_print
from tests.bot.terminal_session import Terminal, terminal
from tests.conftest import Templates

S, D = "2022-09-29", "2022-12-15"


@pytest.fixture(scope="session")
def sample(database_templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sample register, of which every test is given a copy."""
    folder = tmp_path_factory.mktemp("sample")
    with database_templates.copy("sqlite", folder) as address:
        database = Database(address)
        prepare(database, Policy(), StoppedClock(BEGINS_AT))
        database.close()
        return folder / "reckoner.db"


@pytest.fixture
def url(sample: Path, tmp_path: Path) -> str:
    """The address of a sample register of its own."""
    copy = tmp_path / "sample.db"
    copy.write_bytes(sample.read_bytes())
    return f"sqlite:///{copy}"


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str) -> Terminal:
    """A terminal on the sample register; its clock stands where the local workspace begins."""
    return terminal(monkeypatch, tmp_path, url)


def facts(give: Terminal, *words: str) -> CommitteeSummary:
    """Return what `figures --json` prints, read back."""
    answer = give("figures", *words, "--json")
    assert answer.code == 0, answer.printed
    summary = thaw(json.loads(answer.printed))
    assert isinstance(summary, CommitteeSummary)
    return summary


def add_up(summary: CommitteeSummary) -> list[int]:
    """Return the closing number of each kind, after adding up its row."""
    for row in summary.bridge:
        moved = len(row.added) + len(row.reopened) - len(row.signed_off) - len(row.ended) + row.reclassified
        assert row.opening_number + row.restated + moved == len(row.closing)
    return [len(row.closing) for row in summary.bridge]


def change(url: str, do: Callable[[Session, Policy], object]) -> None:
    """Do something to the register, at the time at which the sample begins."""
    database = Database(url)
    with database.writing() as session:
        do(session, Policy(committee_channel="C0JAC0001"))
    database.close()


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
    assert "9962 Thu 17 Oct 2019 1,155 Anna Clarke" in answer.words


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


def test_printed_figures_are_the_opening(give: Terminal) -> None:
    """Entered for the last meeting, they open the bridge, and the difference to the register is restated."""
    for kind, number in (("recommendation", "45"), ("area for improvement", "14"), ("cause of concern", "2")):
        answer = give("printed", S, "closing", kind, number)
        assert (answer.code, answer.words) == (
            0,
            f"Entered as printed for the meeting of {S}: closing, {number} of {kind}.",
        )
    summary = facts(give, "--from", S, "--to", D)
    assert add_up(summary) == [7, 0, 2]
    assert [(row.opening_printed, row.restated) for row in summary.bridge] == [(45, -38), (14, -13), (2, 0)]


def test_a_printed_figure_can_be_corrected(give: Terminal) -> None:
    """Entered again, the number takes the place of the one before."""
    give("printed", D, "closing", "recommendation", "164")
    give("printed", D, "closing", "recommendation", "146")
    (unsupported,) = facts(give, "--from", S, "--to", D).unsupported
    assert (unsupported.printed, unsupported.register, unsupported.difference) == (146, 7, 139)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (
            ("2022-12-16", "closing", "recommendation", "1"),
            1,
            "There is no committee meeting on Fri 16 Dec 2022",
        ),
        ((S, "total", "recommendation", "1"), 1, "“total” is no figure that a paper prints."),
        ((S, "closing", "recommendations", "1"), 2, "recommendation"),
        ((S, "closing", "recommendation", "-1"), 2, "No such option: -1"),
        ((S, "closing", "recommendation", "many"), 2, "integer"),
        (("29.9.2022", "closing", "recommendation", "1"), 2, "2022-12-15"),
    ],
)
def test_what_was_not_printed_so_is_refused(
    give: Terminal, words: tuple[str, ...], code: int, told: str
) -> None:
    """An unknown meeting, figure, kind or number is said in a sentence, and nothing is entered."""
    answer = give("printed", *words)
    assert answer.code == code
    assert told in answer.words + " ".join(answer.told.split())
    assert facts(give, "--from", S, "--to", D).bridge[0].opening_printed is None


def published(session: Session, policy: Policy) -> None:
    """Publish the summary for 15 December on the first of the month."""
    meeting = session.scalars(select(Meeting).where(Meeting.held_on == date(2022, 12, 15))).one()
    publish(session, meeting, policy.act(None, BEGINS_AT), policy, to_print)


def signed_off(session: Session, policy: Policy) -> None:
    """Sign 9962 off on 8 December."""
    act = policy.act(None, datetime(2022, 12, 8, 10, tzinfo=UTC))
    queries.item_by_reference(session, "9962").become(Status.SIGNED_OFF, act)


def test_what_was_published_here_is_not_entered_as_printed_elsewhere(give: Terminal, url: str) -> None:
    """The figures of a summary that was published from the register are known."""
    change(url, published)
    answer = give("printed", D, "closing", "recommendation", "146")
    assert answer.code == 1
    assert "was published from this register" in answer.words


def test_a_kind_that_was_not_entered_is_not_printed(give: Terminal) -> None:
    """It opens with what the register holds, nothing of it is restated, and it is said that it was not printed."""
    give("printed", S, "closing", "recommendation", "45")
    summary = facts(give, "--from", S, "--to", D)
    assert add_up(summary) == [7, 0, 2]
    assert [(row.opening_printed, row.opening_number, row.restated) for row in summary.bridge] == [
        *((45, 45, -38), (None, 1, 0), (None, 2, 0))
    ]
    shown = give("figures", "--from", S, "--to", D).printed
    assert "areas for improvement: not printed; the register holds 1" in " ".join(shown.split())
    assert "printed 0" not in shown


def test_a_printed_figure_can_be_removed(give: Terminal) -> None:
    """What was entered by mistake is taken away, and counts as not printed; there is nothing to remove twice."""
    for kind, number in (("recommendation", "45"), ("area for improvement", "14")):
        give("printed", S, "closing", kind, number)
    answer = give("printed", S, "closing", "area for improvement", "--remove")
    what = "closing, 14 of area for improvement"
    removed = f"Removed what was entered as printed for the meeting of {S}: {what}. It counts as not printed."
    assert (answer.code, answer.words) == (0, removed)
    assert [row.opening_printed for row in facts(give, "--from", S, "--to", D).bridge] == [45, None, None]
    again = give("printed", S, "closing", "area for improvement", "--remove")
    assert (again.code, "there is nothing to remove" in again.words) == (1, True)


@pytest.mark.parametrize("words", [(), ("45", "--remove")])
def test_either_a_number_is_entered_or_it_is_removed(give: Terminal, words: tuple[str, ...]) -> None:
    """Neither and both are refused."""
    answer = give("printed", S, "closing", "recommendation", *words)
    assert (answer.code, "--remove" in answer.told) == (2, True)


@pytest.mark.parametrize("words", ["44", "--remove"])
def test_what_a_published_summary_opened_with_stays(give: Terminal, url: str, words: str) -> None:
    """Once a summary that opens with it is published, a printed figure can neither change nor go."""
    give("printed", S, "closing", "recommendation", "45")
    change(url, published)
    answer = give("printed", S, "closing", "recommendation", words)
    assert answer.code == 1
    assert "is the opening of the summary that has been published" in answer.words
    assert facts(give, "--from", S, "--to", D).bridge[0].opening_printed == 45


def test_what_was_printed_stands_in_the_ledger(give: Terminal, url: str) -> None:
    """Entering, replacing and removing are facts, each with what was before and by whom."""
    for words in (("45", "--as", "Priya Shah"), ("44",), ("--remove",)):
        assert give("printed", S, "closing", "recommendation", *words).code == 0
    database = Database(url)
    with database.reading() as session:
        told = session.scalars(
            select(Event)
            .where(Event.kind.in_((EventKind.PRINTED_ENTERED, EventKind.PRINTED_REMOVED)))
            .order_by(Event.id)
        ).all()
        which = {"meeting": S, "figure": "closing", "of": "recommendation"}
        assert [(each.kind.value, each.facts) for each in told] == [
            ("printed figure entered", which | {"to": 45}),
            ("printed figure entered", which | {"was": 45, "to": 44}),
            ("printed figure removed", which | {"was": 44}),
        ]
        assert [each.by_id is None for each in told] == [False, True, True]
    database.close()


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
        lambda session, policy: queries.item_by_reference(session, "9962").become(
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


@pytest.mark.parametrize("words", [("paper",), ("export",), ("calendar", "--as", "Priya Shah")])
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
        assert queries.item_by_reference(session, "VETTING-33").status is Status.SIGNED_OFF
    database.close()
