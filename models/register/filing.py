"""Under what items are filed: boards and portfolios, each of which is there once, however it is typed."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.register.fields import Place, plain_in
from models.register.recommendation import Recommendation
from models.register.same_name import as_seen

FILED_UNDER: Final = tuple(column.field.attribute for column in plain_in(Place.HOME) if column.field.is_name)
"""The attributes that hold the name of something that many items are filed under."""


class Filing:
    """The names that open items are filed under: one that only looks like another is written as that.

    Of those that look the same and are there already, the first in order stands.
    """

    def __init__(self, session: Session, without: Collection[Recommendation] = ()) -> None:
        """Know the names of all open items but those in `without`, which are about to be filed anew."""
        self._session = session
        self._without = [item.id for item in without]
        self._known: dict[str, dict[str, str]] = {}

    def written(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return `values` by attribute, with names as they are in use; those that are new are known from now on."""
        return {
            name: self._names(name).setdefault(as_seen(value), value)
            if name in FILED_UNDER and value
            else value
            for name, value in values.items()
        }

    def _names(self, attribute: str) -> dict[str, str]:
        if attribute not in self._known:
            known: dict[str, str] = {}
            for name in self._in_use(getattr(Recommendation, attribute)):
                known.setdefault(as_seen(name), name)
            self._known[attribute] = known
        return self._known[attribute]

    def _in_use(self, column: InstrumentedAttribute[Any]) -> Iterator[str]:
        """Yield the names of a column in order, found one by one in its index."""
        first = select(column).where(
            column > "", Recommendation.is_open, Recommendation.id.not_in(self._without)
        )
        name: str | None = self._session.scalar(first.order_by(column).limit(1))
        while name:
            yield name
            name = self._session.scalar(first.where(column > name).order_by(column).limit(1))
