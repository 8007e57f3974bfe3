"""Lists page by page, against the plain list."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import Phase, given, settings, strategies as st
from sqlalchemy.orm import Session

from models import paging
from models.kinds import Status
from models.paging import Page
from models.recommendation import Recommendation
from tests.factories import Register

WITHOUT_SHRINKING = (Phase.explicit, Phase.generate)
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

    @settings(max_examples=40, phases=WITHOUT_SHRINKING)
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
