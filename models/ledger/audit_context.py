"""Who does something, when it takes effect, and when it is recorded: kept apart from the first day on."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.people.person import Person


@dataclass(frozen=True)
class AuditContext:
    """`by` acts (None: the register itself, for instance an import), effective on the local date `on`.

    `at` is the aware instant at which it is recorded, `today` the local date of that instant.
    """

    by: "Person | None"
    at: datetime
    today: date
    on: date

    @classmethod
    def now(cls, by: "Person | None", at: datetime, today: date) -> "AuditContext":
        """Return a context that takes effect on the day it is recorded."""
        return cls(by, at, today, today)

    def effective(self, on: date | None) -> "AuditContext":
        """Return the same act taking effect on another day; None leaves it as it is."""
        return self if on is None else AuditContext(self.by, self.at, self.today, on)
