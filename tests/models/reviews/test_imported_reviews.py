"""What an item brings along from another register of its reviews is counted, and what it does not is not known."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from models.committee.reviewed import UnknownBefore, reviewed, unknown_before
from models.database import Database
from models.imports.cells import Cell
from models.imports.checking import check_rows
from models.imports.headings import recognise_headings
from models.imports.importing import Register
from models.ledger.audit_context import AuditContext
from models.ledger.event import Event, EventKind
from models.queries import items
from models.register.recommendation import Recommendation

# Entered on 1 December 2022, counted from 2 May: reviews were due on 2 August and 2 November.
TODAY = date(2022, 12, 1)
PERIOD = (date(2022, 9, 30), TODAY)
LONGER = date(2022, 6, 1)

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def imported(
    database: Database,
    last_review: date | None,
    *,
    status: str = "in progress",
    added: date = date(2022, 5, 2),
) -> None:
    """Take in an item that came to the force on 2 May, unless `added` then, and was last reviewed on this day."""
    cells: dict[str, Cell] = {
        "Report code": "OLD",
        "Published": added,
        "Number": "1",
        "Text": "Do it.",
        "Owner": "Marcus Reid",
        "Added on": added,
        "Status": status,
        "Status since": added,
        "Last review": last_review,
    }
    checked = check_rows([(2, cells)], recognise_headings(dict.fromkeys(cells)))
    assert checked.faults == ()
    at = datetime(2022, 12, 1, 9, 30, tzinfo=UTC)
    with database.writing() as session:
        assert Register(session, AuditContext.now(None, at, TODAY)).take(checked.rows).faults == []


def counted(database: Database, begins_on: date, until: date) -> dict[str, list[date]]:
    """Return the days of the reviews that are counted in a period, by what became of them."""
    with database.reading() as session:
        found = reviewed(session, begins_on, until)
        return {
            name: [each.due_on for each in getattr(found, name)] for name in ("due", "done", "missed", "late")
        }


def unknown(database: Database, begins_on: date) -> list[UnknownBefore]:
    with database.reading() as session:
        return list(unknown_before(session.scalars(select(Recommendation)), begins_on))


def test_the_last_review_is_the_one_that_was_due(database: Database) -> None:
    """A review of 4 November did the one due on 2 November: it fell due and was done, and all is known."""
    imported(database, date(2022, 11, 4))
    assert counted(database, *PERIOD) == {
        "due": [date(2022, 11, 2)],
        "done": [date(2022, 11, 2)],
        "missed": [],
        "late": [],
    }
    assert unknown(database, PERIOD[0]) == []


def test_what_fell_due_after_the_last_review_was_missed(database: Database) -> None:
    """Last reviewed on 5 August, it was not reviewed in November: that is known, and counted as missed."""
    imported(database, date(2022, 8, 5))
    assert counted(database, *PERIOD) == {
        "due": [date(2022, 11, 2)],
        "done": [],
        "missed": [date(2022, 11, 2)],
        "late": [],
    }
    assert unknown(database, PERIOD[0]) == []


def test_a_review_done_late_before_the_import_counts_as_late(database: Database) -> None:
    """Done on 3 October, the review of 2 August was late, and that of 2 November was missed."""
    imported(database, date(2022, 10, 3))
    found = counted(database, *PERIOD)
    assert (found["missed"], found["late"]) == ([date(2022, 11, 2)], [date(2022, 8, 2)])


def test_before_the_last_review_nothing_is_known(database: Database) -> None:
    """In a period that goes back further only the last review is known, and that is said."""
    imported(database, date(2022, 11, 4))
    assert unknown(database, LONGER) == [UnknownBefore(TODAY, only_last=True)]


def test_without_its_day_no_review_is_known(database: Database) -> None:
    """Nothing fell due that the register knows of, and it says from when it does."""
    imported(database, None)
    assert counted(database, *PERIOD)["due"] == []
    assert unknown(database, PERIOD[0]) == [UnknownBefore(TODAY, only_last=False)]


def test_a_review_done_ahead_is_not_asked_for_again(database: Database) -> None:
    """A review that had opened by its day, and falls due after the entry, is done: the one after it is next."""
    imported(database, date(2022, 11, 28), added=date(2022, 3, 4))
    with database.reading() as session:
        item = items.item_by_reference(session, "OLD-1")
        done = session.scalars(select(Event).where(Event.kind == EventKind.REVIEW_DONE)).one()
        assert (done.effective_on, done.facts) == (date(2022, 11, 28), {"review": "2022-12-04"})
        assert item.review_due_on == date(2023, 3, 4)


def test_of_what_has_ended_no_review_is_missed(database: Database) -> None:
    """An item that came here closed is not reviewed any more, whatever its last review was."""
    imported(database, date(2022, 8, 5), status="signed off")
    assert counted(database, *PERIOD) == {"due": [], "done": [], "missed": [], "late": []}
