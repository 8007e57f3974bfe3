"""How many open items there are of what, kept by the database itself with every change of an item.

Counting would take longer the more is open. Each change writes a row that takes away or adds one (see the
migrations), so that nobody waits for anybody; from time to time the rows are added up.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Index, Select, and_, case, delete, func, insert, or_, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Key
from models.enums import OUTSTANDING, ItemKind, Rag, Status

MOST_CHANGES = 200
"""So many changes are left as they are; more are added up."""


class Tallied(Base):
    """There are `number` more open items like this (or fewer, below 0) than the other rows say.

    `is_owned` says that they have an owner. A row that `is_sum` stands for all changes up to when it was made.
    """

    __tablename__ = "tally"
    __table_args__ = (
        Index(
            "ix_tally_changes",
            "id",
            sqlite_where=text("is_sum = 0"),
            postgresql_where=text("not is_sum"),
        ),
    )

    id: Mapped[Key]
    kind: Mapped[ItemKind]
    for_force: Mapped[bool]
    status: Mapped[Status]
    judged_rag: Mapped[Rag | None]
    is_owned: Mapped[bool]
    deadline_on: Mapped[date | None]
    original_deadline_on: Mapped[date | None]
    number: Mapped[int]
    is_sum: Mapped[bool] = mapped_column(default=False)


_WHAT = (
    Tallied.kind,
    Tallied.for_force,
    Tallied.status,
    Tallied.judged_rag,
    Tallied.is_owned,
    Tallied.deadline_on,
    Tallied.original_deadline_on,
)


@dataclass(frozen=True)
class Tally:
    """How many open items of this force there are by kind, how many of them are what, and how many are watched."""

    by_kind: dict[ItemKind, int]
    overdue: int
    past_original: int
    due: int
    red: int
    unallocated: int
    waiting_for_hmicfrs: int
    watched: int


def read_tally(session: Session, today: date, due_until: date) -> Tally:
    """Return the tally on the local date `today`; what falls due up to `due_until` is due."""
    session.flush()
    rows = session.execute(_tally_on(today, due_until)).all()
    ours = [row[1:] for row in rows if row[0]]
    overdue, past_original, coming, red, unallocated, waiting = (
        sum(int(row[place]) for row in ours) for place in range(2, 8)
    )
    return Tally(
        by_kind=dict.fromkeys(ItemKind, 0) | {row[0]: int(row[1]) for row in ours},
        overdue=overdue,
        past_original=past_original,
        due=coming,
        red=red,
        unallocated=unallocated,
        waiting_for_hmicfrs=waiting,
        watched=sum(int(row[2]) for row in rows if not row[0]),
    )


@lru_cache(maxsize=1)
def _tally_on(today: date, due_until: date) -> Select[*tuple[Any, ...]]:
    """Return the statement of `read_tally`, which is the same for a whole day."""
    outstanding = Tallied.status.in_(OUTSTANDING)
    late = and_(outstanding, Tallied.deadline_on < today)
    past = and_(outstanding, Tallied.original_deadline_on < today)
    judged = and_(outstanding, Tallied.judged_rag == Rag.RED)
    in_time = or_(Tallied.deadline_on.is_(None), Tallied.deadline_on >= today)
    due = and_(outstanding, Tallied.deadline_on >= today, Tallied.deadline_on <= due_until)
    return select(
        Tallied.for_force,
        Tallied.kind,
        func.sum(Tallied.number),
        _number_of(late),
        _number_of(past),
        _number_of(due),
        _number_of(or_(late, and_(judged, in_time))),
        _number_of(Tallied.is_owned.is_(False)),
        _number_of(Tallied.status == Status.FORCE_COMPLETE),
    ).group_by(Tallied.for_force, Tallied.kind)


def add_up(session: Session) -> int:
    """Put sums in the place of the changes, if there are many; return how many changes there were."""
    changes = session.scalar(select(func.count()).where(Tallied.is_sum.is_(False))) or 0
    if changes <= MOST_CHANGES:
        return 0
    sums: Counter[tuple[object, ...]] = Counter()
    for *what, number in session.execute(delete(Tallied).returning(*_WHAT, Tallied.number)):
        sums[tuple(what)] += number
    names = [column.key for column in _WHAT]
    rows = [
        dict(zip(names, what, strict=True)) | {"number": number, "is_sum": True}
        for what, number in sums.items()
        if number
    ]
    if rows:
        session.execute(insert(Tallied), rows)
    return changes


def _number_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, Tallied.number), else_=0))
