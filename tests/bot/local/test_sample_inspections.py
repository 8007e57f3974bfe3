"""The sample says of inspections, PEEL and reports what the two committee papers say."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

import bot.local
from bot.imports.import_register import import_file
from bot.local.sample_inspections import add_sample
from models.database import Database
from models.enums import Participation, ReportKind, Stage
from models.policy import Policy
from templates.messages.inspections import ReportRow
from templates.presenters import inspections
from templates.presenters.rows import PrintedRows
from tests.factories import add_people

AT = datetime(2022, 12, 1, 8, 30, tzinfo=UTC)
S, SINCE_S, D = date(2022, 9, 29), date(2022, 9, 30), date(2022, 12, 15)
SAMPLE = Path(bot.local.__file__).parent / "sample-register.xlsx"

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def sample(database: Database) -> Iterator[Session]:
    """The sample register with all that the papers say, to read."""
    with database.writing() as session:
        add_people(session)
    import_file(database, SAMPLE, AT, Policy())
    with database.writing() as session:
        add_sample(session, AT)
    with database.reading() as session:
        yield session


def test_what_the_first_paper_announces_is_still_to_come_at_the_second(sample: Session) -> None:
    """The thematic on regional organised crime units is on both lists, though the second paper dropped it."""
    at_first, at_second = (
        inspections.forthcoming(sample, begins_on, until)
        for begins_on, until in ((date.min, S), (SINCE_S, D))
    )
    assert [(each.name, each.when) for each in at_first] == [
        ("Regional organised crime units", "early October 2022")
    ]
    assert at_first[0] in at_second
    assert [(each.kind, each.stage) for each in at_second] == [
        (ReportKind.NATIONAL_THEMATIC, Stage.ANNOUNCED),
        (ReportKind.PEEL, Stage.ANNOUNCED),
        (ReportKind.JTAI, Stage.REPORT_AWAITED),
        (ReportKind.CHILD_PROTECTION, Stage.ACTIVITIES),
        (ReportKind.NATIONAL_THEMATIC, Stage.DATA_COLLECTION),
    ]


def test_walsall_is_the_joint_inspection_whose_report_is_awaited(sample: Session) -> None:
    """The JTAI has its partners, and its report is expected in the new year."""
    (walsall,) = inspections.joint(sample, D)
    assert walsall.name.startswith("Walsall")
    assert walsall.partners == ("local authority", "health")
    assert "new year" in (walsall.notes or "")


def test_peel_has_nine_questions_and_had_twelve(sample: Session) -> None:
    """At the second paper the coming cycle is told of; the last one's named area is under offenders, and done."""
    assert [(each.cycle, len(each.questions)) for each in inspections.peel(sample, D)] == [
        ("PEEL 2023-25", 9)
    ]
    full = inspections.peel_in_full(sample, D)
    assert [len(each.questions) for each in full.positions] == [9, 12]
    assert full.positions[1].questions[6].areas_for_improvement == ("PEEL2122-1",)
    assert (list(full.ended), full.unplaced) == (["PEEL2122-1"], ())
    assert {question.grade for each in full.positions for question in each.questions} == {None}


def test_reports_have_what_the_papers_print_of_them(sample: Session) -> None:
    """Eight and eleven themes, data returns for the two of the first paper, and a source only where one stands."""
    reports: dict[str, ReportRow] = {each.code: each for each in inspections.reports(sample, D)}
    assert {code: len(each.themes) for code, each in reports.items() if each.themes} == {
        "VETTING": 8,
        "PPDA": 11,
    }
    part = {code: each.participation for code, each in reports.items() if each.participation}
    assert part == {"PPDA": Participation.DATA_RETURN, "FINDTIME": Participation.DATA_RETURN}
    assert {code for code, each in reports.items() if each.source_link} == {"VETTING", "PEEL2122"}
    assert {code for code, each in reports.items() if each.summary} == {
        "VETTING",
        "PPDA",
        "FINDTIME",
        "PEEL2122",
    }


def test_vetting_is_the_one_report_since_the_first_paper(sample: Session) -> None:
    """Published on 2 November 2022, comments of the PCC by 27 December 2022."""
    (vetting,) = inspections.reports_published(sample, SINCE_S, PrintedRows(D))
    assert (vetting.code, vetting.published_on, vetting.section_55_on) == (
        "VETTING",
        date(2022, 11, 2),
        date(2022, 12, 27),
    )
    assert len(vetting.for_force) == 5
