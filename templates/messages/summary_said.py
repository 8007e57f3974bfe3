"""How the committee's summary is previewed, posted and corrected."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.enums import ItemKind
from templates.messages.summary import CommitteeSummary


@dataclass(frozen=True)
class SummaryPreview:
    """The summary as it would be posted, with what to put right first; for coordinators.

    `meeting` is the local date of the meeting that it would be published for, or None where none is entered.
    `publishable` says whether the button to publish it is offered.
    """

    summary: CommitteeSummary
    publishable: bool
    meeting: date | None

    EXAMPLE: ClassVar["SummaryPreview"]


SummaryPreview.EXAMPLE = SummaryPreview(
    CommitteeSummary.EXAMPLE, publishable=True, meeting=date(2022, 12, 15)
)


@dataclass(frozen=True)
class SummaryPosted:
    """The summary with its picture: `picture` is the id of a file on the surface, or None where there is none.

    `alt` says in words all that the picture shows; where it is empty the words are made from the summary.
    """

    summary: CommitteeSummary
    picture: str | None = None
    alt: str = ""

    EXAMPLE: ClassVar["SummaryPosted"]


SummaryPosted.EXAMPLE = SummaryPosted(CommitteeSummary.EXAMPLE, "F0PICTURE1")


@dataclass(frozen=True)
class FigureChange:
    """A figure, of one `kind`, that is another one now than was printed.

    `references` are the items that make the difference; `kind` is None in corrections that were told before
    kinds were named.
    """

    figure: str
    printed: int
    now: int
    references: tuple[str, ...] = ()
    kind: ItemKind | None = None

    @property
    def difference(self) -> int:
        """By how much the figure has grown since it was printed."""
        return self.now - self.printed


@dataclass(frozen=True)
class Correction:
    """What has been recorded since the summary for the meeting of `held_on` was published; a reply under it.

    What was printed stays as it was. `found_on` is the local date on which the difference was found.
    """

    held_on: date
    found_on: date
    changes: tuple[FigureChange, ...]

    EXAMPLE: ClassVar["Correction"]


Correction.EXAMPLE = Correction(
    date(2022, 12, 15),
    date(2022, 12, 20),
    (FigureChange("signed_off", 14, 13, ("VETTING-39",)), FigureChange("closing", 94, 95, ("VETTING-39",))),
)
