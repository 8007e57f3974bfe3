"""Taking long files in: what a row costs."""

from datetime import date

import pytest
from sqlalchemy import insert

from models.database import Database
from models.enums import Addressee, ItemKind, ReportKind, Status
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from tests.models.taking import FIRST_DAY, NEXT_DAY, OPTIONAL, row, statements, take

# The verbs through which rows are taken in are the same on every database; one of them is enough here, and the
# command that imports a file is tried on both.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_long_file_costs_a_few_statements_a_row(database: Database) -> None:
    """A new row costs at most six statements, in a full register too, and rows that change nothing hardly any."""
    many = 300
    rows = [
        row(str(number), Status="signed off", Status_since=date(2022, 11, 20))
        if number % 2
        else row(str(number), Register_number=None)
        for number in range(1, many + 1)
    ]
    with statements(database.engine) as first:
        take(database, *rows)
    with statements(database.engine) as second:
        take(database, *[each | {"Report code": "OTHER", "Register number": None} for each in rows])
    with statements(database.engine) as unchanged:
        take(database, *rows, today=NEXT_DAY)
    assert len(first) <= 6 * many
    assert len(second) <= 6 * many
    assert len(unchanged) <= many // 10


def test_two_thousand_rows_that_change_nothing_cost_no_more(database: Database) -> None:
    """Two thousand rows of a register that is as the file has it are read with a handful of statements."""
    with database.writing() as session:
        report = InspectionReport(
            code="VETTING",
            title="Vetting, misconduct and misogyny",
            kind=ReportKind.NATIONAL_THEMATIC,
            published_on=date(2022, 11, 2),
        )
        session.add(report)
        session.flush()
        bare = {
            "report_id": report.id,
            "kind": ItemKind.RECOMMENDATION,
            "addressed_to": frozenset({Addressee.ALL_FORCES}),
            "for_force": True,
            "status": Status.AWAITING_ALLOCATION,
            "status_since": FIRST_DAY,
            "added_on": FIRST_DAY,
            "tracked_on": FIRST_DAY,
            "review_anchor_on": FIRST_DAY,
        }
        numbered = [
            bare | {"number": str(number), "text": f"Do what {number} says."} for number in range(1, 2_001)
        ]
        session.execute(insert(Recommendation), numbered)
    empty = dict.fromkeys((*OPTIONAL, "Owner"))
    with statements(database.engine) as heard:
        intake = take(database, *[row(str(number)) | empty for number in range(1, 2_001)])
    assert (intake.unchanged, intake.changed, intake.added) == (2_000, {}, [])
    assert len(heard) <= 10
