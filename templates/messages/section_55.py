"""What can be said of section 55: by when the PCC's comments on a report are due."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True)
class ClockRow:
    """A report on which the PCC has not published comments; `last_on` is the last day for them."""

    code: str
    title: str
    published_on: date
    last_on: date


@dataclass(frozen=True)
class Section55:
    """Every report whose clock runs, the first to end first, as on the local date `today`."""

    today: date
    clocks: tuple[ClockRow, ...]

    EXAMPLE: ClassVar["Section55"]


_VETTING = ClockRow("VETTING", "Vetting, misconduct and misogyny", date(2022, 11, 2), date(2022, 12, 27))
Section55.EXAMPLE = Section55(date(2022, 12, 2), (_VETTING,))


@dataclass(frozen=True)
class Section55Due:
    """A reminder that the last day for the PCC's comments on a report is near, has come, or has passed."""

    clock: ClockRow
    today: date

    EXAMPLE: ClassVar["Section55Due"]


Section55Due.EXAMPLE = Section55Due(_VETTING, date(2022, 12, 13))
