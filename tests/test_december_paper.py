"""The paper of 15 December 2022 from the facts of both papers: it says what the printed figures cannot support."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from bot.clock import StoppedClock
from bot.documents.documents import Documents
from bot.local.beginning import BEGINS_AT
from bot.local.start import prepare
from handlers.committee.external_figures import enter
from models.database import Database
from models.enums import DocumentKind, ItemKind
from models.policy import Policy
from templates import plain
from templates.messages.documents import Document
from templates.messages.publication import SummaryPosted
from templates.messages.summary import CommitteeSummary
from tests.databases import EmptyDatabases

S, D = date(2022, 9, 29), date(2022, 12, 15)
AT = datetime(2022, 12, 15, 9, tzinfo=UTC)
RECOMMENDATION, AFI, CAUSE = ItemKind

OVERDUE = ("Item", "Recommendation", "Owner", "Deadline", "Days overdue")
PRINTED = (
    *((S, "closing", RECOMMENDATION, 45), (S, "closing", AFI, 14), (S, "closing", CAUSE, 2)),
    *((D, "closing", RECOMMENDATION, 146), (D, "added", RECOMMENDATION, 43), (D, "added", AFI, 5)),
    *((D, "signed_off", RECOMMENDATION, 14), (D, "signed_off", AFI, 1)),
)
"""What the papers of 29 September and 15 December 2022 print."""

PRINTED_WORDS = 1_504
"""The words of the paper of 15 December 2022."""


@pytest.fixture(scope="module")
def register(empty_databases: EmptyDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The sample register, with what both papers printed entered for their meetings."""
    with empty_databases.copy("sqlite", tmp_path_factory.mktemp("december")) as address:
        database = Database(address)
        prepare(database, Policy(), StoppedClock(BEGINS_AT))
        with database.writing() as session:
            for held_on, figure, kind, number in PRINTED:
                enter(session, held_on, figure, kind, number, Policy().act(None, BEGINS_AT))
        yield database
        database.close()


@pytest.fixture(scope="module")
def made(register: Database) -> bytes:
    """The paper in Word, made on the day of the meeting from the template that is shipped."""
    document = Document(DocumentKind.PAPER, 1, D, D)
    return Documents(register, Policy(force="West Midlands Police"), None).make(document, AT)


@pytest.fixture(scope="module")
def paper(made: bytes) -> Any:
    """The paper as python-docx opens it."""
    return docx.Document(BytesIO(made))


@pytest.fixture(scope="module")
def summary(register: Database) -> CommitteeSummary:
    """The facts from which the paper is made."""
    with register.reading() as session:
        return Documents(register, Policy(), None).facts(session, D, D)


def table(paper: Any, *headings: str) -> list[list[str]]:
    """Return the rows of the one table whose heading row begins so."""
    (found,) = (
        each
        for each in paper.tables
        if tuple(cell.text for cell in each.rows[0].cells)[: len(headings)] == headings
    )
    return [[cell.text for cell in row.cells] for row in found.rows[1:]]


def words(paper: Any) -> str:
    """Return everything that stands in the paper."""
    return "\n".join("".join(text.text or "" for text in each.iter(qn("w:t"))) for each in paper.element.body)


def test_it_says_plainly_what_cannot_be_supported_and_by_how_much(paper: Any) -> None:
    """146 against the register's 7, and every other printed figure that differs, with the difference."""
    assert table(paper, "Figure", "Printed", "Register", "Difference") == [
        ["Open at the last paper: recommendations", "45", "7", "38 more than the register can support"],
        ["Open at the last paper: areas for improvement", "14", "1", "13 more than the register can support"],
        [
            "Open at this paper: recommendations",
            "146",
            "7",
            "139 more than the register can support; it also has one for other bodies",
        ],
        ["Added since the last paper: recommendations", "43", "5", "38 more than the register can support"],
        [
            "Added since the last paper: areas for improvement",
            "5",
            "0",
            "Five more than the register can support",
        ],
        [
            "Signed off since the last paper: recommendations",
            "14",
            "5",
            "Nine more than the register can support",
        ],
    ]
    assert "Six printed figures cannot be supported by the register" in words(paper)


def test_the_bridge_leads_from_the_printed_figures_to_the_registers(paper: Any) -> None:
    """45, 14 and 2 stand as the opening; the difference is restated, and every row adds up."""
    rows = {
        name: [int(each.replace("\N{MINUS SIGN}", "-").replace("+", "")) for each in numbers]
        for name, *numbers in table(paper, "Kind", "Opening", "Restated")
    }
    assert {name: (numbers[0], numbers[1], numbers[-1]) for name, numbers in rows.items()} == {
        "Recommendations": (45, -38, 7),
        "Areas for improvement": (14, -13, 0),
        "Causes of concern": (2, 0, 2),
        "Total": (61, -51, 9),
    }
    for *movements, closing in rows.values():
        assert sum(movements) == closing


def test_what_was_announced_and_forgotten_is_still_listed(paper: Any) -> None:
    """The inspection of regional organised crime units, which the printed paper never mentions again, is there."""
    inspections = {row[0].split("\n")[0]: row for row in table(paper, "Inspection", "When", "Stage")}
    name = next(each for each in inspections if each.startswith("Regional organised crime units"))
    assert "early October 2022" in inspections[name][1]
    assert inspections[name][2] == "Announced\non 29 Sep 2022"
    assert {row[2] for row in inspections.values()} - {inspections[name][2]} == {
        *("Announced", "Report awaited", "Activities", "Data collection"),
    }


def test_what_was_open_in_september_has_not_vanished(paper: Any, summary: CommitteeSummary) -> None:
    """The five recommendations of the September paper are open, and each number is its list in the appendix."""
    (closing,) = (row.closing for row in summary.bridge if row.kind is RECOMMENDATION)
    assert set(closing) == {"9962", "10618", "PPDA-1", "PPDA-2", "PPDA-3", "FINDTIME-1", "FINDTIME-2"}
    appendix = {
        name: (number, listed) for name, number, listed in table(paper, "Number of", "Number", "References")
    }
    for name, (number, listed) in appendix.items():
        assert int(number) == len(listed.split(", ")), name
    assert appendix["Recommendations: open at this paper"] == ("7", ", ".join(closing))


def test_the_two_recommendations_that_are_years_late_are_told(paper: Any) -> None:
    """9962 and 10618 are overdue by the days since October 2019 and January 2020."""
    late = {row[0].split("\n")[0]: row[-1] for row in table(paper, *OVERDUE)}
    assert (late["9962"], late["10618"]) == ("1,155", "1,063")
    both = "Overdue, by the agreed and the original dates: two recommendations, the longest by 1,155 days."
    assert both in words(paper)
    assert "Past the original date: two" not in words(paper)


def test_a_member_reads_it(paper: Any, register: Database) -> None:
    """It is about as long as the printed paper of that day; each text stands once, and no notes of the sample."""
    document = Document(DocumentKind.PAPER, 1, D, D, appendix=False)
    made = Documents(register, Policy(force="West Midlands Police"), None).make(document, AT)
    short = words(docx.Document(BytesIO(made)))
    assert len(short.split()) < 1.1 * PRINTED_WORDS
    assert len(words(paper).split()) < 2 * PRINTED_WORDS
    for text in (
        "whom to tell",
        "improve how it manages sex offenders",
        "following the NPCC's advice",
    ):
        assert words(paper).count(text) == 1, text
    assert "sample" not in words(paper)
    assert "This force" not in words(paper)


def test_the_summary_in_chat_says_the_same(summary: CommitteeSummary) -> None:
    """What is posted to the committee's channel names the same figures with the same differences."""
    assert {(each.printed, each.register, each.difference) for each in summary.unsupported} == {
        *((146, 7, 139), (43, 5, 38), (5, 0, 5), (14, 5, 9)),
    }
    posted = plain.render(SummaryPosted(summary, is_whole=True), width=None)
    assert "printed 146, the register has 7, 139 fewer" in posted
    assert "the last paper printed 45; the register has 7" in posted
    assert "Regional organised crime units" in posted


def test_made_again_it_says_the_same(register: Database, paper: Any) -> None:
    """The same facts give the same words, under a name that says which paper it is."""
    document = Document(DocumentKind.PAPER, 1, D, D)
    again = Documents(register, Policy(force="West Midlands Police"), None).make(document, AT)
    assert words(docx.Document(BytesIO(again))) == words(paper)
    assert document.file_name == "hmicfrs-paper-2022-12-15.docx"
