"""Pages of lists of items, each from an index, however long the list is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select, true, tuple_, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.register.recommendation import Recommendation


@dataclass(frozen=True)
class Page:
    """Where a page of a list begins: after (or, going back, before) the item `id` that comes on `on`."""

    on: date
    id: int
    backwards: bool = False


def page_of(
    session: Session,
    condition: ColumnElement[bool] | Sequence[ColumnElement[bool]],
    size: int,
    page: Page | None = None,
    *,
    order: InstrumentedAttribute[Any] = Recommendation.pressing_on,
) -> list[Recommendation]:
    """Return up to `size` items under `condition`, from `page` on, in the `order` of one of their dates.

    Of several conditions any will do.
    """
    here = tuple_(order, Recommendation.id)
    backwards = page is not None and page.backwards
    by = (order.desc(), Recommendation.id.desc()) if backwards else (order, Recommendation.id)
    within: ColumnElement[bool] = true()
    if page is not None:
        there = tuple_(page.on, page.id)
        within = here < there if backwards else here > there
    query = _in_order([and_(each, within) for each in _several(condition)], by, size)
    found = list(session.scalars(query))
    return found[::-1] if backwards else found


def stretch_of(
    session: Session, condition: ColumnElement[bool] | Sequence[ColumnElement[bool]], size: int, skip: int
) -> Sequence[Recommendation]:
    """Return up to `size` items under `condition`, or any of several, after the first `skip`, as they press."""
    by = (Recommendation.pressing_on, Recommendation.id)
    return session.scalars(_in_order(_several(condition), by, size, skip)).all()


def _several(condition: ColumnElement[bool] | Sequence[ColumnElement[bool]]) -> Sequence[ColumnElement[bool]]:
    return condition if isinstance(condition, Sequence) else (condition,)


def _in_order(
    conditions: Sequence[ColumnElement[bool]], by: Sequence[Any], size: int, skip: int = 0
) -> Select[Recommendation]:
    """Return the question for items under any of `conditions`.

    Of several, each is asked for its first few alone, which come from its index in their order: what is then sorted
    does not grow with the register.
    """
    query: Select[Recommendation] = select(Recommendation)
    if len(conditions) == 1:
        query = query.where(conditions[0])
    else:
        first = (
            select(Recommendation.id).where(each).order_by(*by).limit(skip + size).subquery()
            for each in conditions
        )
        query = query.where(Recommendation.id.in_(union_all(*(select(each.c.id) for each in first))))
    return query.order_by(*by).offset(skip or None).limit(size)
