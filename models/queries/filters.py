"""Looking through the whole register: what it can be narrowed by, and what there is to choose from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.enums import OPEN, ItemKind, Rag, Status
from models.outbox.message import OutboxMessage, OutboxState
from models.people.person import Person
from models.queries import items
from models.queries.distinct_values import each_of
from models.queries.named_lists import NAMED_LISTS
from models.register.fields import Column, Place, plain_in
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


def _equals(column: Column) -> _Condition:
    attribute = _attribute(column)
    return lambda value, _: attribute == value


def _attribute(column: Column) -> InstrumentedAttribute[Any]:
    found: InstrumentedAttribute[Any] = getattr(_ITEM, column.field.attribute)
    return found


FILTERS: Mapping[str, _Condition] = {
    "list": lambda value, today: NAMED_LISTS[value].condition(today),
    "kind": lambda value, _: and_(_ITEM.for_force, _ITEM.kind == ItemKind(value)),
    "report": lambda value, _: _ITEM.report_id == int(value),
    "owner": lambda value, _: _ITEM.owner_id == int(value),
    "rag": _red_or_judged,
    "status": lambda value, _: _ITEM.status == Status(value),
    **{column.field.attribute: _equals(column) for column in plain_in(Place.HOME)},
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
    return session.scalar(select(_number_of(select(_ITEM.id).where(condition)))) or 0


@dataclass(frozen=True)
class Waiting:
    """What waits for the coordinators: how many items, by the name of the list, and `failed` messages.

    They are counted as `counted` counts.
    """

    lists: Mapping[str, int]
    failed: int


def waiting(session: Session, today: date) -> Waiting:
    """Return what waits for the coordinators on the local date `today`."""
    *lists, failed = map(int, session.execute(_waiting_on(today)).one())
    return Waiting(dict(zip(_WAITING, lists, strict=True)), failed)


_WAITING: Final = tuple(name for name, each in NAMED_LISTS.items() if each.waits_for_coordinators)


@lru_cache(maxsize=1)
def _waiting_on(today: date) -> Select[*tuple[Any, ...]]:
    lists = (select(_ITEM.id).where(NAMED_LISTS[name].condition(today)) for name in _WAITING)
    failed = select(OutboxMessage.id).where(OutboxMessage.state == OutboxState.FAILED)
    counts: list[ColumnElement[Any]] = [_number_of(each) for each in (*lists, failed)]
    return select(*counts)


def _number_of(found: Select[Any]) -> ColumnElement[int]:
    return select(func.count()).select_from(found.limit(MOST_COUNTED + 1).subquery()).scalar_subquery()


@dataclass(frozen=True)
class Choices:
    """What there is to choose from among open items: each by its value and what it is called.

    `names` are those of the fields by which Home is narrowed, by what the item calls them.
    """

    reports: tuple[tuple[str, str], ...]
    owners: tuple[tuple[str, str], ...]
    names: Mapping[str, tuple[str, ...]]
    statuses: tuple[Status, ...] = tuple(status for status in Status if status in OPEN)


_REPORTS: Final = (
    select(InspectionReport.id, InspectionReport.code, InspectionReport.title)
    .where(InspectionReport.id.in_(each_of(_ITEM.report_id, 0)))
    .order_by(InspectionReport.published_on.desc(), InspectionReport.code)
    .limit(MOST_CHOICES)
)
_OWNERS: Final = (
    select(Person.id, Person.name)
    .where(Person.id.in_(each_of(_ITEM.owner_id, 0)))
    .order_by(Person.name)
    .limit(MOST_CHOICES)
)
_NAMES: Final = {
    column.field.attribute: each_of(_attribute(column), "").limit(MOST_CHOICES)
    for column in plain_in(Place.HOME)
}


def choices(session: Session) -> Choices:
    """Return what the open items can be narrowed by; of very many, as many as a menu can hold."""
    return Choices(
        reports=tuple((str(number), f"{code}: {title}") for number, code, title in session.execute(_REPORTS)),
        owners=tuple((str(number), name) for number, name in session.execute(_OWNERS)),
        names={
            field: tuple(name for name in session.scalars(names) if len(name) <= LONGEST_CHOICE)
            for field, names in _NAMES.items()
        },
    )
