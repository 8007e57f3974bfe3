"""What is asked about a register, once for each word or report, and what becomes of the answers."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import Database
from models.enums import Status
from models.imports.answers import ImportAnswer, forget, remember, remembered
from models.imports.cells import Cell, FaultyCell
from models.imports.checking import Checked, check_rows
from models.imports.headings import recognise_headings
from models.imports.identity import code_for
from models.imports.importing import Register
from models.imports.known import known_in
from models.imports.questions import IN_ORDER, Meanings, Question, answer_to
from models.ledger.audit_context import AuditContext
from models.register.fields import Column
from tests.models.taking import kept

BASE: dict[str, Cell] = {
    "Title": "Vetting",
    "Report code": "VETTING",
    "Published": date(2022, 11, 2),
    "Number": "1",
    "Recommendation": "Check each file.",
}
ACT = AuditContext.now(None, datetime(2022, 12, 1, 10, tzinfo=UTC), date(2022, 12, 1))


def row(**cells: Cell) -> dict[str, Cell]:
    return {**BASE, **{name.replace("_", " "): cell for name, cell in cells.items()}}


def without(*names: str, **cells: Cell) -> dict[str, Cell]:
    return {name: cell for name, cell in row(**cells).items() if name not in names}


def check(session: Session, *rows: dict[str, Cell], answers: Meanings | None = None) -> Checked:
    headings = recognise_headings({name: None for each in rows for name in each})
    known = known_in(session, answers)
    return check_rows(enumerate(rows, start=2), headings, known=known, file="Our tracker")


def asked(checked: Checked) -> list[tuple[str, str, tuple[int, ...], str]]:
    return [(each.column.value, each.words, each.rows, each.proposal) for each in checked.questions]


def test_a_word_is_asked_about_once_with_what_it_probably_means(database: Database) -> None:
    """Every row that has it is named; other rows are asked about nothing."""
    with database.reading() as session:
        checked = check(
            session,
            row(Status="Paused", RAG="Blue"),
            row(Number="2", Status="paused", Owner="Awaiting new post holder"),
            row(Number="3", Status="Ongoing"),
        )
    assert checked.faults == ()
    assert asked(checked) == [
        ("RAG", "Blue", (2,), "green"),
        ("Status", "Paused", (2, 3), "in progress"),
        ("Owner", "Awaiting new post holder", (3,), "nobody"),
    ]


@pytest.mark.parametrize(
    ("word", "proposal"),
    [
        ("Closed", "force complete"),
        ("Closed - agreed by HMICFRS", "signed off"),
        ("In progess", "in progress"),
        ("Partially complete", "in progress"),
        ("Implemented", "force complete"),
        ("With FLL for sign off", "force complete"),
        ("Not accepted", "no further action"),
        ("Merged with 12", "superseded"),
        ("Lorem", "in progress"),
    ],
)
def test_a_status_in_other_words_is_proposed_by_what_it_says(
    database: Database, word: str, proposal: str
) -> None:
    """What says that it is done by half is not done; what says that HMICFRS agreed is signed off."""
    with database.reading() as session:
        (question,) = check(session, row(Status=word)).questions
    assert (question.proposal, question.choices) == (proposal, tuple(Status))


def test_what_was_answered_is_remembered_and_told(database: Database) -> None:
    """The next file is read so without a question, and says what was taken as somebody had said."""
    answers = {
        (Column.STATUS, "paused"): "in progress",
        (Column.STATUS_SINCE, "force complete"): "2022-11-30",
    }
    with database.writing() as session:
        remember(session, answers, ACT)
    with database.writing() as session:
        checked = check(session, row(Status="PAUSED"), row(Number="2", Status="Complete"))
        assert [each.status for each in checked.rows] == [Status.IN_PROGRESS]
        assert [(each.words, each.meaning) for each in checked.answered] == [("PAUSED", "in progress")]
        assert asked(checked) == [("Status since", "force complete", (3,), "")]
        remember(session, {(Column.STATUS, "paused"): "submitted"}, ACT)
        assert remembered(session) == {(Column.STATUS, "paused"): "submitted"}
        forget(session, [(Column.STATUS, "paused")])
        assert session.scalars(select(ImportAnswer)).all() == []


def test_a_report_that_does_not_say_its_code_date_and_numbers_is_asked_about_once(database: Database) -> None:
    """Its rows are not refused one by one; what was answered holds for all of them."""
    rows = [
        without("Report code", "Published", "Number", Title="Older people", Recommendation=f"Do {n} now.")
        for n in (1, 2)
    ]
    with database.writing() as session:
        first = check(session, *rows)
        assert (first.faults, first.rows) == ((), ())
        assert asked(first) == [
            ("Report code", "Older people", (2, 3), "OLDER"),
            ("Published", "Older people", (2, 3), ""),
        ]
        answers = {
            (Column.REPORT_CODE, "older people"): "OLDER",
            (Column.PUBLISHED, "older people"): "2019-07-17",
        }
        second = check(session, *rows, answers=answers)
        assert asked(second) == [("Number", "OLDER", (2, 3), IN_ORDER)]
        third = check(session, *rows, answers={**answers, (Column.NUMBER, "older"): IN_ORDER})
        assert [(each.report_code, each.number, each.published) for each in third.rows] == [
            ("OLDER", "1", date(2019, 7, 17)),
            ("OLDER", "2", date(2019, 7, 17)),
        ]
        Register(session, ACT).take(third.rows)
        again = check(
            session, rows[1], rows[0], without("Report code", "Published", Title="Older people", Number="9")
        )
        assert [each.number for each in again.rows] == ["2", "1", "9"], "they are known by their text"


def test_what_one_row_says_of_a_report_holds_for_the_others(database: Database) -> None:
    """A code or a date that stands in one row of the report only is asked about no more."""
    with database.reading() as session:
        checked = check(session, row(), without("Report code", "Published", Number="2"))
    assert checked.questions == ()
    assert {(each.report_code, each.published) for each in checked.rows} == {("VETTING", date(2022, 11, 2))}


def test_the_head_of_a_section_is_the_report_of_the_rows_beneath(database: Database) -> None:
    """Where there is no column for the report, the file's own name stands for what has no such head."""
    bare = without("Title", "Report code", "Published")
    with database.reading() as session:
        checked = check(
            session, bare, {"Owner": "PEEL 2021/22"}, {**bare, "Number": "2"}, {"Owner": "* Italics"}
        )
    assert asked(checked) == [
        ("Report code", "Our tracker", (2,), "TRACKER"),
        ("Published", "Our tracker", (2,), ""),
        ("Report code", "PEEL 2021/22", (4,), "PEEL2122"),
        ("Published", "PEEL 2021/22", (4,), ""),
    ]


def test_two_reports_are_proposed_two_codes() -> None:
    """A code is a word of the title with its years, and never one that is taken."""
    assert code_for("Crimes against older people") == "CRIMES"
    assert code_for("Crimes of violence", {"CRIMES"}) == "CRIMES2"
    assert code_for("2014") == "REPORT14"


@pytest.mark.parametrize(
    "name",
    [
        *("Carter, Sam", "Supt Sam Carter", "S Carter", "Sam Cárter", "T/DCI S. Carter", "DCI Carter"),
        *("Sam Cartr", "Insp Sam Cartter"),
    ],
)
def test_a_name_that_may_be_somebodys_is_asked_about_once(database: Database, name: str) -> None:
    """Rank, order, initials, accents and one letter do not make another person; a person says so, once."""
    known = row(Owner="Sam Carter"), row(Number="2", Owner=name)
    with database.writing() as session:
        checked = check(session, *known, row(Number="3", Owner=name, Deputy="Jo Lee"))
        assert asked(checked) == [("Owner", name, (3, 4), "Sam Carter")]
        (question,) = checked.questions
        assert question.choices == ("Sam Carter", name)
        remember(session, {question.key: "Sam Carter"}, ACT)
        assert [each.owner for each in check(session, *known).rows] == ["Sam Carter", "Sam Carter"]
        remember(session, {question.key: name}, ACT)
        other = check(session, *known)
        assert (other.questions, [each.owner for each in other.rows]) == ((), ["Sam Carter", name])


@pytest.mark.parametrize("name", ["Priya Carter", "Sam Cartwright", "sam.carter@northshire.police.uk"])
def test_a_name_of_somebody_else_is_not_asked_about(database: Database, name: str) -> None:
    """One word in common makes nobody the same."""
    with database.reading() as session:
        assert check(session, row(Owner="Sam Carter"), row(Number="2", Owner=name)).questions == ()


def test_of_two_names_in_a_cell_one_is_the_owner_and_the_other_the_deputy(database: Database) -> None:
    """Which of them is asked; the other covers, unless the row names who does."""
    words = "Supt Smith / DCI Jones"
    with database.reading() as session:
        (question,) = check(session, row(Owner=words)).questions
        assert (question.proposal, question.choices) == ("Supt Smith", ("Supt Smith", "DCI Jones", "nobody"))
        checked = check(session, row(Owner=words), answers={question.key: "DCI Jones"})
        assert [(each.owner, each.deputy) for each in checked.rows] == [("DCI Jones", "Supt Smith")]


def test_faults_and_questions_come_in_one_round(database: Database) -> None:
    """A row that is asked about is looked through to its end, and so are the others."""
    with database.reading() as session:
        checked = check(
            session,
            row(Status="Paused", Deadline="30 February 2023"),
            row(Number="2", Status="Complete", Mandatory="perhaps"),
        )
    assert [fault.column for fault in checked.faults] == ["Deadline", "Mandatory"]
    assert [each.column for each in checked.questions] == [Column.STATUS, Column.STATUS_SINCE]


def test_the_inspectorates_own_export_comes_in_and_its_next_one_updates(database: Database) -> None:
    """Unique reference, publication, recommendation, status with its history; the second time nothing is asked."""

    def export(history: str, status: str) -> dict[str, Cell]:
        return {
            "Unique reference": 10618,
            "Publication": "Crimes against older people",
            "Recommendation": "Within six months, chief constables should find out how victims are assessed.",
            "Status": status,
            "Status history": history,
        }

    answers = {
        (Column.REPORT_CODE, "crimes against older people"): "OLDER",
        (Column.PUBLISHED, "older"): "2019-07-17",
    }
    first = export("being-progressed (17/07/2019)", "being-progressed")
    with database.writing() as session:
        remember(session, answers, ACT)
        Register(session, ACT).take(check(session, first).rows)
    second = export(
        "being-progressed (17/07/2019); no-further-action-needed (30/11/2022)", "no-further-action-needed"
    )
    with database.writing() as session:
        checked = check(session, second)
        assert (checked.faults, checked.questions) == ((), ())
        intake = Register(session, ACT).take(checked.rows)
        assert intake.added == []
        assert any("status" in change for change in intake.changed["10618"])
    assert kept(database, "10618", "status", "status_since") == (Status.NO_FURTHER_ACTION, date(2022, 11, 30))


def test_a_status_without_its_day_that_the_register_has_already_is_not_asked_about(
    database: Database,
) -> None:
    """The day is known from when it came to be so."""
    complete = row(Status="Complete", Status_since=date(2022, 11, 30))
    with database.writing() as session:
        Register(session, ACT).take(check(session, complete).rows)
        assert check(session, row(Status="Complete")).questions == ()
        assert [each.column for each in check(session, row(Number="2", Status="Complete")).questions] == [
            Column.STATUS_SINCE
        ]


def test_only_what_answers_is_an_answer() -> None:
    """One of the choices, in any case; a day, a code or a name where there are none."""
    status = Question(Column.STATUS, "Paused", (2,), "in progress", tuple(Status))
    assert answer_to(status, "Force complete") == "force complete"
    assert answer_to(Question(Column.PUBLISHED, "OLDER", (2,)), "17 July 2019") == "2019-07-17"
    assert (
        answer_to(Question(Column.OWNER, "S Carter", (2,), "Sam Carter", ("Sam Carter",)), "Jo Lee")
        == "Jo Lee"
    )
    for question, said in ((status, "soon"), (Question(Column.PUBLISHED, "OLDER", (2,)), "")):
        with pytest.raises(FaultyCell):
            answer_to(question, said)
