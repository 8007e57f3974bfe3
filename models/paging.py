"""Pages of lists of items, each from an index, however long the list is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.recommendation import Recommendation


@dataclass(frozen=True)
class Page:
    """Where a page of a list begins: after (or, going back, before) the item `id` that comes on `on`."""

    on: date
    id: int
    backwards: bool = False


def page_of(
    session: Session,
    condition: ColumnElement[bool],
    size: int,
    page: Page | None = None,
    *,
    order: InstrumentedAttribute[Any] = Recommendation.pressing_on,
) -> list[Recommendation]:
    """Return up to `size` items under `condition`, from `page` on, in the `order` of one of their dates."""
    query: Select[Recommendation] = select(Recommendation).where(condition)
    here = tuple_(order, Recommendation.id)
    backwards = page is not None and page.backwards
    if page is not None:
        there = tuple_(page.on, page.id)
        query = query.where(here < there if backwards else here > there)
    by = (order.desc(), Recommendation.id.desc()) if backwards else (order, Recommendation.id)
    found = list(session.scalars(query.order_by(*by).limit(size)))
    return found[::-1] if backwards else found


def stretch_of(
    session: Session, condition: ColumnElement[bool], size: int, skip: int
) -> Sequence[Recommendation]:
    """Return up to `size` items under `condition` after the first `skip`, most pressing first."""
    pressing = select(Recommendation).where(condition).order_by(Recommendation.pressing_on, Recommendation.id)
    return session.scalars(pressing.offset(skip).limit(size)).all()
