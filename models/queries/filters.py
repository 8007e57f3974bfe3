"""Looking through the whole register: what it can be narrowed by, and what there is to choose from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from models.enums import OPEN, Rag, Status
from models.outbox.message import OutboxMessage, OutboxState
from models.people.person import Person
from models.queries import items
from models.queries.named_lists import NAMED_LISTS
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport

MOST_COUNTED = 1_000
"""More than this is said to be more, and not counted: the answer must not wait for the size of the register."""

MOST_CHOICES = 99
LONGEST_CHOICE = 140
"""What a menu can carry: a longer name is found by words."""

_ITEM = Recommendation
_Condition = Callable[[str, date], ColumnElement[bool]]


def _red_or_judged(value: str, today: date) -> ColumnElement[bool]:
    return items.red(today) if value == Rag.RED else _ITEM.judged_rag == Rag(value)


FILTERS: Mapping[str, _Condition] = {
    "list": lambda value, today: NAMED_LISTS[value].condition(today),
    "report": lambda value, _: _ITEM.report_id == int(value),
    "owner": lambda value, _: _ITEM.owner_id == int(value),
    "rag": _red_or_judged,
    "status": lambda value, _: _ITEM.status == Status(value),
    "portfolio": lambda value, _: _ITEM.portfolio == value,
    "board": lambda value, _: _ITEM.board == value,
}
"""What open items can be narrowed by, in the order of the menus: each makes a condition of what was chosen."""


_RED = frozenset({("list", "red"), ("rag", Rag.RED.value)})


def narrowed(filters: Mapping[str, str], today: date) -> ColumnElement[bool]:
    """Return the condition that an open item passes all of `filters`, on the local date `today`."""
    return and_(_ITEM.is_open, *(FILTERS[name](value, today) for name, value in filters.items()))


def ways(filters: Mapping[str, str], today: date) -> Sequence[ColumnElement[bool]]:
    """Return the conditions under any of which an item is `narrowed`, each read in its order from one index."""
    others = {name: value for name, value in filters.items() if (name, value) not in _RED}
    rest = narrowed(others, today)
    return [rest] if len(others) == len(filters) else [and_(rest, way) for way in items.ways_to_be_red(today)]


def counted(session: Session, condition: ColumnElement[bool]) -> int:
    """Count the items under `condition`; one more than MOST_COUNTED stands for any number beyond that."""
    some = select(_ITEM.id).where(condition).limit(MOST_COUNTED + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def failed_messages(session: Session) -> int:
    """Count the messages that could not be delivered, as `counted` does."""
    some = (
        select(OutboxMessage.id)
        .where(OutboxMessage.state == OutboxState.FAILED)
        .limit(MOST_COUNTED + 1)
        .subquery()
    )
    return session.scalar(select(func.count()).select_from(some)) or 0


@dataclass(frozen=True)
class Choices:
    """What there is to choose from among open items: each by its value and what it is called."""

    reports: tuple[tuple[str, str], ...]
    owners: tuple[tuple[str, str], ...]
    portfolios: tuple[str, ...]
    boards: tuple[str, ...]
    statuses: tuple[Status, ...] = tuple(status for status in Status if status in OPEN)


def choices(session: Session) -> Choices:
    """Return what the open items can be narrowed by; of very many, as many as a menu can hold."""
    reports = session.execute(
        select(InspectionReport.id, InspectionReport.code, InspectionReport.title)
        .where(InspectionReport.id.in_(_distinct(session, _ITEM.report_id)))
        .order_by(InspectionReport.published_on.desc(), InspectionReport.code)
        .limit(MOST_CHOICES)
    )
    owners = session.execute(
        select(Person.id, Person.name)
        .where(Person.id.in_(_distinct(session, _ITEM.owner_id)))
        .order_by(Person.name)
        .limit(MOST_CHOICES)
    )
    return Choices(
        reports=tuple((str(number), f"{code}: {title}") for number, code, title in reports),
        owners=tuple((str(number), name) for number, name in owners),
        portfolios=_names(session, _ITEM.portfolio),
        boards=_names(session, _ITEM.board),
    )


def _names(session: Session, column: InstrumentedAttribute[Any]) -> tuple[str, ...]:
    return tuple(name for name in _distinct(session, column) if 0 < len(name) <= LONGEST_CHOICE)[
        :MOST_CHOICES
    ]


def _distinct(session: Session, column: InstrumentedAttribute[Any]) -> list[Any]:
    """Return the values that `column` has among open items, in their order.

    Each is looked up from the one before it in the column's index: the time it takes goes by how many differ, and
    not by how many items there are.
    """
    first = select(func.min(column).label("value")).where(_ITEM.is_open).cte("values_there", recursive=True)
    item = aliased(_ITEM)
    there = getattr(item, column.key)
    following = select(func.min(there)).where(item.is_open, there > first.c.value).scalar_subquery()
    every = first.union_all(select(following).where(first.c.value.is_not(None)))
    return list(session.scalars(select(every.c.value).where(every.c.value.is_not(None))))
