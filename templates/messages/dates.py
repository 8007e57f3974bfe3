"""What can be said about dates that move: what was asked for, what was decided, and the form for it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from models.enums import Decision
from templates.messages.items import ItemRow, Who


@dataclass(frozen=True)
class Extension:
    """That `by` asks for an item to be due on `to` and no longer on `was_on`, for a `reason`; and what was decided.

    `decision` is None until `decided_by` agreed or refused, `because` of something, or it was taken back.
    """

    row: ItemRow
    by: Who
    was_on: date | None
    to: date
    reason: str
    asked_on: date
    today: date
    decision: Decision | None = None
    decided_by: Who | None = None
    because: str = ""

    EXAMPLE: ClassVar["Extension"]


Extension.EXAMPLE = Extension(
    replace(ItemRow.EXAMPLE, deadline_moves=1, original_deadline_on=date(2019, 10, 17)),
    Who.EXAMPLE,
    date(2020, 1, 17),
    date(2023, 3, 31),
    "The new form is delivered in February.",
    date(2022, 12, 2),
    date(2022, 12, 2),
)


@dataclass(frozen=True)
class DateForm:
    """The form in which more time is asked for (`what` is extend) or a coordinator moves a date (move).

    `to` is the day that was named already.
    """

    what: str
    row: ItemRow
    today: date
    to: date | None = None

    EXAMPLE: ClassVar["DateForm"]


DateForm.EXAMPLE = DateForm("extend", ItemRow.EXAMPLE, date(2022, 12, 2))
