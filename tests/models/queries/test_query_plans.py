"""The questions that are asked all the time are answered from indexes: none looks at every row of a table."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, Final

import pytest
from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Session

from jobs import delivery, fetching, register_imports, report_reading
from models.committee.reviewed import answers_taken_back
from models.enums import StatementKind
from models.people import absence, acting
from models.policy import Policy
from models.queries import filters, first_hour, items as queries, search, statements
from models.queries.boards import known_boards
from models.queries.full_text import newest_with_words
from models.queries.named_lists import NAMED_LISTS
from models.queries.paging import page_of
from models.register.access import readable_by
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from models.register.report_particulars import items_of
from models.reviews.of_quarter import Quarter, reviews_of
from models.statements.recording import RecordedStatement, record
from models.statements.statement import Statement
from tests.factories import Register, account, person_called

TODAY: Final = date(2022, 12, 1)

_SCANNED_BY_POSTGRESQL: Final = re.compile(r"Seq Scan on (\w+)")
_SCANNED_BY_SQLITE: Final = re.compile(
    # A partial index holds a list and no more; words are looked for in their own index.
    r"SCAN (?!\()(?!values_there|anon_|CONSTANT ROW)(\w+)"
    r"(?! USING INDEX ix_recommendation_| USING INDEX ix_outbox_message_failed| VIRTUAL TABLE INDEX)\b"
)


def search_as_coordinator(session: Session) -> None:
    """Look for words as somebody who may read everything."""
    search.places(session, "audit", readable_by(session, person_called(session, "priya"), Policy()))


def search_as_owner(session: Session) -> None:
    """Look for words as somebody who may read some of it, and quote what was found."""
    readable = readable_by(session, person_called(session, "anna"), Policy())
    search.places(session, "audit", readable)
    page_of(session, Recommendation.id.in_(newest_with_words(session, "audit", readable)), 11)
    search.snippets(session, "audit", search.Where.STATEMENT, [1, 2, 3])
    search.items_of_statements(session, [1, 2, 3], readable)


def begin_a_command(session: Session) -> None:
    """Look up who acts, and the item that is named by its number in the register."""
    acting.who_acts(session, account("anna"), TODAY)
    absence.stood_in_for(session, person_called(session, "anna"), TODAY)
    queries.person_by_account(session, account("anna"))
    queries.find_item(session, "10618")


def show_an_item(session: Session) -> None:
    """Look up what was said for an item: how much, the latest, and when it was last reviewed."""
    item = queries.item_by_reference(session, "10618")
    assert statements.statements_of(session, item, 3)
    statements.count_statements(session, item)
    statements.last_review_done(session, item)


def send(session: Session) -> None:
    """Look for what is to be sent, and take it."""
    at = datetime.combine(TODAY, time(9), UTC)
    delivery.is_due(session, at)
    delivery.next_due(session)
    delivery.claim(session, at)


def look_beside(session: Session) -> None:
    """Ask whether a file is to be fetched, or a report or a register to be read, after whatever is sent."""
    at = datetime.combine(TODAY, time(9), UTC)
    for is_due in (fetching.is_due, register_imports.is_due, report_reading.is_due):
        is_due(session, at)


def take_back(session: Session) -> None:
    """Look up what followed from a statement."""
    statement = session.get_one(Statement, 1)
    statements.reviews_answered_by(session, statement)
    statements.items_supported(session, statement)


def take_in_a_reply(session: Session) -> None:
    """Look up what a reply may be about, what came from its message, and what is to be kept true by its answer."""
    anna, statement = person_called(session, "anna"), session.get_one(Statement, 1)
    statements.unanswered_of(session, anna)
    statements.statement_from(session, "D1:1.2")
    statements.said_together(session, statement)
    statements.last_said_by(session, anna)
    statements.reminders_told(session, [item.id for item in statement.items])
    statements.message_by_key(session, "answer:D1:1.1")


def list_reviews(session: Session) -> None:
    """Ask what became of the reviews of a quarter."""
    reviews_of(session, Quarter.of(TODAY), TODAY, 5)


def find_words_in_items(session: Session) -> None:
    """Ask for the items that hold words that may also be a board's name."""
    readable = readable_by(session, person_called(session, "priya"), Policy())
    page_of(session, Recommendation.id.in_(newest_with_words(session, "audit", readable)), 11)
    known_boards(session)


def tell_the_committee(session: Session) -> None:
    """Ask what reports say, and which answers were taken back, for a summary."""
    items_of(session, session.scalars(select(InspectionReport).where(InspectionReport.id == 1)), TODAY)
    answers_taken_back(session, TODAY)


def list_items(session: Session) -> None:
    """Ask for a page of every list that has a name."""
    for each in NAMED_LISTS.values():
        page_of(session, each.ways(TODAY) if each.ways else each.condition(TODAY), 11, order=each.order)


def look_at_home(session: Session) -> None:
    """Ask what waits for the coordinators, and by what they can narrow the register."""
    filters.waiting(session, TODAY)
    filters.choices(session)
    first_hour.unreachable(session)


ASKED_ALL_THE_TIME: Final = (
    search_as_coordinator,
    search_as_owner,
    begin_a_command,
    show_an_item,
    send,
    look_beside,
    take_back,
    take_in_a_reply,
    list_items,
    list_reviews,
    look_at_home,
    find_words_in_items,
    tell_the_committee,
)


@pytest.fixture
def spoken_of(register: Register) -> Register:
    """A register in which something was said."""
    reference = register.item("1", register_number="10618")
    with register.database.writing() as session:
        said = RecordedStatement(person_called(session, "anna"), "The audit is done.", "D1:1.1")
        items = [queries.item_by_reference(session, reference)]
        record(session, StatementKind.UPDATE, said, items, register.act)
    return register


def plans(register: Register, ask: Callable[[Session], None]) -> list[tuple[str, str]]:
    """Return the questions that `ask` asks, each with how the database answers it."""
    asked: list[tuple[str, Any]] = []

    def hear(_: Connection, __: Any, statement: str, values: Sequence[Any], *___: Any) -> None:
        asked.append((statement, values))

    with register.database.reading() as session:
        connection = session.connection()
        explain = "explain query plan"
        if connection.dialect.name == "postgresql":
            # Of a table of a few rows PostgreSQL reads all unless it must not: what is asked is whether it can.
            connection.exec_driver_sql("set enable_seqscan = off")
            explain = "explain"
        event.listen(connection, "before_cursor_execute", hear)
        ask(session)
        event.remove(connection, "before_cursor_execute", hear)
        told = []
        for statement, values in asked:
            rows = connection.exec_driver_sql(f"{explain} {statement}", values).all()
            told.append((statement, "\n".join(str(row[-1]) for row in rows)))
    return told


@pytest.mark.parametrize("ask", ASKED_ALL_THE_TIME)
def test_no_table_is_looked_through(spoken_of: Register, ask: Callable[[Session], None]) -> None:
    """Whatever grows is entered by an index."""
    answered = plans(spoken_of, ask)
    assert answered
    for statement, plan in answered:
        scanned = {*_SCANNED_BY_POSTGRESQL.findall(plan), *_SCANNED_BY_SQLITE.findall(plan)}
        assert not scanned, (statement, plan)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_words_are_looked_for_once(spoken_of: Register) -> None:
    """The index of words is asked for all that holds them, and not anew for the number of each statement."""
    lookups = [
        step
        for ask in (search_as_coordinator, search_as_owner)
        for statement, plan in plans(spoken_of, ask)
        if "snippet(" not in statement
        for step in plan.splitlines()
        if "VIRTUAL TABLE INDEX" in step
    ]
    assert len(lookups) >= 6
    assert not [step for step in lookups if "=" in step.rpartition("INDEX")[2]]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("name", "index"), [("asked", "asked"), ("not_mine", "disowned")])
def test_what_few_items_wait_for_is_found_among_those_few(spoken_of: Register, name: str, index: str) -> None:
    """A list of those that wait is read and counted in its own index, not by going through all that are open."""
    condition = NAMED_LISTS[name].condition(TODAY)

    def ask(session: Session) -> None:
        page_of(session, condition, 11)
        filters.counted(session, condition)

    for _, plan in plans(spoken_of, ask):
        assert f"ix_recommendation_{index}" in plan
