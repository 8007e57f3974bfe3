"""What can be said to the committee."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from templates.messages.items import Count, ItemRow, Totals


@dataclass(frozen=True)
class ReportCount:
    """A number of items of one report, with their references."""

    code: str
    title: str
    references: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many: by construction the length of the list."""
        return len(self.references)


@dataclass(frozen=True)
class Digest:
    """The register for the committee: every number is the length of a list or a sum of such.

    `since` is the day after the last meeting's cut-off (None if there was no meeting before); `until` is the
    day to which this digest counts. `reviews_missed` and `overdue` carry references.
    """

    today: date
    committee_on: date | None
    since: date | None
    open_by_kind: tuple[Count, ...]
    signed_off: tuple[ReportCount, ...]
    added: tuple[ReportCount, ...]
    added_for_others: tuple[ReportCount, ...]
    ended_otherwise: tuple[ReportCount, ...]
    reopened: tuple[ReportCount, ...]
    overdue: tuple[ItemRow, ...]
    due: tuple[ItemRow, ...]
    due_until: date | None
    reviews_done: int
    reviews_missed: tuple[ItemRow, ...]
    watched: int

    EXAMPLE: ClassVar["Digest"]


Digest.EXAMPLE = Digest(
    today=date(2022, 12, 8),
    committee_on=date(2022, 12, 15),
    since=date(2022, 9, 30),
    open_by_kind=Totals.EXAMPLE.open_by_kind,
    signed_off=(ReportCount("VETTING", "Vetting, misconduct and misogyny", ("VETTING-33", "VETTING-34")),),
    added=(ReportCount("VETTING", "Vetting, misconduct and misogyny", ("VETTING-33", "VETTING-34")),),
    added_for_others=(),
    ended_otherwise=(),
    reopened=(),
    overdue=(ItemRow.EXAMPLE,),
    due=(),
    due_until=date(2023, 3, 23),
    reviews_done=1,
    reviews_missed=(ItemRow.EXAMPLE,),
    watched=1,
)
