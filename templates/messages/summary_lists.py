"""What stands behind the committee's summary: the list of a number, all figures, what changed, the dates."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.committee.figure_table import ASKED_FOR, CHANGES
from models.enums import ItemKind
from templates.messages.items import ItemRow
from templates.messages.staff import MeetingRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import DateMoved, OwnerChanged, ReportMovement


@dataclass(frozen=True)
class Behind:
    """Which number a list stands behind: the figure, of which kind, and in the summary for which meeting.

    None is every kind, and the summary for the next meeting as it would be today.
    """

    figure: str
    kind: ItemKind | None = None
    held_on: date | None = None

    @property
    def value(self) -> str:
        """What a button carries, to be read back with `of`."""
        return f"{self.figure}|{self.kind or ''}|{self.held_on or ''}"

    @classmethod
    def of(cls, value: str) -> "Behind":
        """Return what `value` stands for; ValueError if it is none of ours."""
        figure, kind, held_on = value.split("|")
        if figure not in ASKED_FOR:
            raise ValueError(f"There is no figure {figure!r}.")
        return cls(figure, ItemKind(kind) if kind else None, date.fromisoformat(held_on) if held_on else None)


@dataclass(frozen=True)
class Why:
    """A page of the list behind a number, which is `total`, or `total - total_less` where items are taken off.

    `less` are those that count with a minus (restated and reclassified). `printed` is the number in a paper
    made elsewhere, where only that is known, and `not_printed` the kinds of which it printed none.

    It counts from the day after `since` (None: from the beginning)
    up to `until`; `first` is the number of the first row. The buttons carry `next_page` and `previous_page`.
    """

    figure: str
    kind: ItemKind | None
    rows: tuple[ItemRow, ...]
    total: int
    since: date | None
    until: date
    less: tuple[ItemRow, ...] = ()
    total_less: int = 0
    printed: int | None = None
    first: int = 1
    next_page: str | None = None
    previous_page: str | None = None
    not_printed: tuple[ItemKind, ...] = ()

    @property
    def number(self) -> int:
        """The number itself: the length of the list, without what is taken off."""
        return self.total - self.total_less

    EXAMPLE: ClassVar["Why"]


Why.EXAMPLE = Why(
    "signed_off", ItemKind.RECOMMENDATION, (ItemRow.EXAMPLE,), 1, date(2022, 9, 29), date(2022, 12, 8)
)


@dataclass(frozen=True)
class Figures:
    """Everything that has a number, in tables, with the references behind each; for the terminal."""

    summary: CommitteeSummary

    EXAMPLE: ClassVar["Figures"]


Figures.EXAMPLE = Figures(CommitteeSummary.EXAMPLE)


@dataclass(frozen=True)
class Changes:
    """What changed from the day after `since` (None: from the beginning) up to `until`: the figures `CHANGES`.

    `quiet` are the items of which nobody has said a word in that time.
    """

    since: date | None
    until: date
    added: tuple[ReportMovement, ...]
    signed_off: tuple[ReportMovement, ...]
    dates_moved: tuple[DateMoved, ...]
    owners_changed: tuple[OwnerChanged, ...]
    quiet: tuple[ItemRow, ...]
    ended: tuple[ReportMovement, ...] = ()
    reopened: tuple[ReportMovement, ...] = ()

    EXAMPLE: ClassVar["Changes"]

    @classmethod
    def of(cls, summary: CommitteeSummary) -> "Changes":
        """Return what changed, as `summary` tells it."""
        told = {name: getattr(summary, name) for name in CHANGES}
        return cls(since=summary.since, until=summary.until, **told)


Changes.EXAMPLE = Changes.of(CommitteeSummary.EXAMPLE)


@dataclass(frozen=True)
class Sitting:
    """A meeting's dates. `working_days` are those left until the paper is due: 0 on the day, less once passed.

    `published_on` is the local date on which its summary was published, or None.
    """

    dates: MeetingRow
    working_days: int
    published_on: date | None = None


@dataclass(frozen=True)
class CommitteeCalendar:
    """The committee's meetings in order, as they are seen on the local date `today`."""

    meetings: tuple[Sitting, ...]
    today: date

    EXAMPLE: ClassVar["CommitteeCalendar"]


CommitteeCalendar.EXAMPLE = CommitteeCalendar(
    (
        Sitting(
            MeetingRow(date(2022, 12, 15), date(2022, 12, 8), date(2022, 12, 1), date(2022, 12, 8)),
            -5,
            date(2022, 12, 8),
        ),
        Sitting(MeetingRow(date(2023, 3, 23), date(2023, 3, 16), date(2023, 3, 9), date(2023, 3, 16)), 63),
    ),
    date(2022, 12, 8),
)
