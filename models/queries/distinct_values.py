"""The values that open items have in a column, each once."""

from typing import Any

from sqlalchemy import Select, cast, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from models.register.recommendation import Recommendation


def each_of(column: InstrumentedAttribute[Any], least: str | int) -> Select[Any]:
    """Return each value above `least` that open items have in `column`, once, in order.

    Each is found from the one before it in the column's index (a loose index scan), so that it does not matter how
    many items have it.
    """
    found = select(cast(literal(least), column.type).label("value")).cte(recursive=True)
    # PostgreSQL has both of one type, and the least of a varchar as text.
    least_beyond = cast(func.min(column), column.type)
    following = select(least_beyond).where(Recommendation.is_open, column > found.c.value)
    found = found.union_all(select(following.scalar_subquery()).where(found.c.value.is_not(None)))
    return select(found.c.value).where(found.c.value > least)
