"""Lists page by page, against the plain list."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import event
from sqlalchemy.orm import Session

from models.enums import Rag, Status
from models.queries import items as queries, paging
from models.queries.named_lists import NAMED_LISTS
from models.queries.paging import Page
from models.register.recommendation import Recommendation
from tests.examples import tries
from tests.factories import Register, person_called

"""Making a failing example smaller would ask the database thousands of times."""

HOW_MANY = 23
PRESSING = st.lists(
    st.dates(date(2022, 12, 1), date(2022, 12, 9)) | st.just(date(9999, 12, 31)),
    min_size=HOW_MANY,
    max_size=HOW_MANY,
)


def walk(session: Session, size: int) -> tuple[list[list[int]], list[list[int]]]:
    """Return the pages of everything: first forwards to the end, and from there backwards to the beginning."""

    def ids(items: Sequence[Recommendation]) -> list[int]:
        return [item.id for item in items]

    forwards: list[list[int]] = []
    backwards: list[list[int]] = []
    page = paging.page_of(session, Recommendation.id > 0, size)
    while page and len(forwards) <= HOW_MANY:
        forwards.append(ids(page))
        end = Page(page[-1].pressing_on, page[-1].id)
        page = paging.page_of(session, Recommendation.id > 0, size, end)
    page = paging.page_of(session, Recommendation.id > 0, size, Page(date.max, 10**9, backwards=True))
    while page and len(backwards) <= HOW_MANY:
        backwards.append(ids(page))
        page = paging.page_of(
            session, Recommendation.id > 0, size, Page(page[0].pressing_on, page[0].id, backwards=True)
        )
    return forwards, backwards


def test_paging_either_way_is_the_plain_list(register: Register) -> None:
    """Page by page, forwards or backwards, whatever days coincide, comes every item once in the list's order."""
    register.items(HOW_MANY)

    @tries(15)
    @given(days=PRESSING, size=st.integers(1, HOW_MANY + 1))
    def check(days: list[date], size: int) -> None:
        with register.database.writing() as session:
            items = session.query(Recommendation).order_by(Recommendation.id).all()
            for item, day in zip(items, days, strict=True):
                item.pressing_on = day
            session.flush()
            plain = [item.id for item in sorted(items, key=lambda each: (each.pressing_on, each.id))]
            forwards, backwards = walk(session, size)
            session.rollback()
        assert [each for page in forwards for each in page] == plain
        assert [each for page in reversed(backwards) for each in page] == plain
        assert all(len(page) == size for page in (*forwards[:-1], *backwards[:-1]))

    check()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_page_goes_on_where_it_ended_though_items_have_gone(register: Register) -> None:
    """An item that has left the list in the meantime neither hides nor repeats another."""
    references = register.items(5)
    with register.database.reading() as session:
        first = paging.page_of(session, Recommendation.id > 0, 2)
        ended = Page(first[-1].pressing_on, first[-1].id)
    register.become(references[1], Status.SIGNED_OFF)
    with register.database.reading() as session:
        rest = paging.page_of(session, Recommendation.is_open.is_(True), 10, ended)
        assert [item.number for item in rest] == ["3", "4", "5"]


def test_a_list_that_several_indexes_hold_is_its_plain_list(register: Register) -> None:
    """What is red, and what a person works on, comes page by page as in the whole list, each item once."""
    register.team("Crime", "anna", "dev")
    register.items(HOW_MANY)
    today = date(2022, 12, 5)
    with register.database.writing() as session:
        anna, dev = person_called(session, "anna"), person_called(session, "dev")
        for item in session.query(Recommendation):
            item.deadline_on = date(2022, 12, 1) + timedelta(days=item.id * 5 % 8) if item.id % 4 else None
            item.pressing_on = min(
                item.deadline_on or date.max, date(2022, 11, 28) + timedelta(days=item.id % 9)
            )
            item.judged_rag = Rag.RED if item.id % 3 == 0 else None
            item.owner, item.deputy = (
                (anna, None) if item.id % 2 else (dev, anna if item.id % 5 == 0 else None)
            )
        session.flush()
        lists = (
            (queries.red(today), queries.ways_to_be_red(today)),
            (queries.of_person(anna.id), queries.ways_to_be_of(anna.id)),
            (queries.of_person(anna.id, {dev.id}), queries.ways_to_be_of(anna.id, {dev.id})),
        )
        for condition, ways in lists:
            plain = [item.id for item in queries.items_of(session, condition)]
            assert len(plain) > 5
            paged: list[int] = []
            page = paging.page_of(session, ways, 2)
            while page and len(paged) <= HOW_MANY:
                paged += [item.id for item in page]
                page = paging.page_of(session, ways, 2, Page(page[-1].pressing_on, page[-1].id))
            assert paged == plain
            stretches = [paging.stretch_of(session, ways, 3, skip) for skip in range(0, HOW_MANY, 3)]
            assert [item.id for stretch in stretches for item in stretch] == plain


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_list_is_sorted_as_a_whole(register: Register) -> None:
    """Every named list is read from an index in its order: at most two pages are put in order besides."""
    today = date(2022, 12, 5)
    asked: list[tuple[str, Any]] = []
    lists = [
        *(
            ([way], each.order)
            for each in NAMED_LISTS.values()
            for way in (each.ways(today) if each.ways else (each.condition(today),))
        ),
        ([queries.of_owner(1)], Recommendation.pressing_on),
    ]
    with register.database.reading() as session:
        event.listen(session.connection(), "before_cursor_execute", lambda *call: asked.append(call[2:4]))
        for ways, order in lists:
            asked.clear()
            paging.page_of(session, ways, 11, order=order)
            [(statement, values)] = asked
            plan = session.connection().exec_driver_sql(f"explain query plan {statement}", values).all()
            steps = [step[3] for step in plan]
            assert not [step for step in steps if "TEMP B-TREE" in step], (statement, steps)
            assert "USING INDEX ix_recommendation_" in steps[0], (statement, steps)
