"""The figures that a committee is given, one line each: what it counts, when, and what its list shows.

Every figure is a list, and its number is the length of that list. Its label and its definition stand
as `name` and `name_means` under `[figure]` in `text/messages/summary.toml`, the headings of its columns in
`text/workbook.toml`. The tuples below the table say where figures are shown, each in its order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from models.enums import Rag


class CountedOn(StrEnum):
    """The time for which a figure counts."""

    LAST_CUT_OFF = "last cut-off"
    PERIOD = "period"
    """What happened between the two cut-offs."""

    SILENCE = "silence"
    """What has not happened between the two cut-offs: it is so at the end."""

    CUT_OFF = "cut-off"


@dataclass(frozen=True)
class Figure:
    """A figure: the number of items in the lists of a summary that `lists` names; else in the one of its own name.

    A step of the bridge has the `sign` with which it is added up, 0 for the sum; the others have none. Of two
    `lists` the second is taken off the first. One that `rests_on_print` is what the last paper printed, or changes
    it. `colours` are those that it counts of the list by colour. `by` is the column by which a list is broken down.
    """

    name: str
    counted_on: CountedOn
    columns: tuple[str, ...]
    sign: int | None = None
    lists: tuple[str, ...] = ()
    rests_on_print: bool = False
    colours: tuple[Rag | None, ...] = ()
    by: str = ""

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """The names of its lists, each with 1, or -1 where it is taken off."""
        return tuple(zip(self.lists or (self.name,), (1, -1), strict=False))

    @property
    def is_movement(self) -> bool:
        """Whether it is a step between the opening and the closing, and so is printed with its sign."""
        return bool(self.sign) and self.counted_on is CountedOn.PERIOD

    @property
    def is_of_items(self) -> bool:
        """Whether its list is one of items."""
        return "reference" in self.columns


_BEFORE, _PERIOD = CountedOn.LAST_CUT_OFF, CountedOn.PERIOD
_SILENCE, _NOW = CountedOn.SILENCE, CountedOn.CUT_OFF

_ITEM: Final = (
    *("reference", "also", "kind", "report", "text", "status", "obligation", "rag", "deadline", "original"),
    "owner",
)
_STEP: Final = ("reference", "counted_as", "also", *_ITEM[3:])
_NET: Final = ("reference", "counted_as", "counts", "also", *_ITEM[3:])
_LATE: Final = (*_ITEM[:-1], "days_overdue", "days_past_original", "owner")
_MOVED: Final = (
    *("reference", "report", "text", "was", "to", "original", "moves", "reason", "asked_by", "by", "alone"),
    *("on", "owner"),
)
_HANDED: Final = (*_ITEM[:5], "was_owner", "to_owner", "on")
_BY_COLOUR: Final = ("reference", "rag", *(each for each in _ITEM[1:] if each != "rag"))
_RED: Final = (*_ITEM[:2], *_ITEM[3:], "narrative", "said_on", "latest_on")
_CAUSE: Final = ("cause", "counts", *_ITEM, "last_review", "next_review")
_WAITING: Final = (*_ITEM[:5], "since", "days", "owner", "through_others")
_BY_BODY: Final = ("reference", "body", *_ITEM[1:])
_REPORT: Final = (
    *("code", "title", "report_kind", "published", "section_55", "participation", "summary", "themes"),
    *("source_link", "for_force", "for_others"),
)
_INSPECTION: Final = ("name", "report_kind", "stage", "since", "when", "partners", "notes")
_QUESTION: Final = (
    *("cycle", "framework", "question_number", "question", "grade", "assessed", "areas", "unplaced"),
)
_DIFFERENCE: Final = ("figure", "printed", "register", "difference", "held_for_others", "references")
_RETURN: Final = ("data", "of_inspection", "due", "returned")

_TABLE: Final = (
    Figure("opening", _BEFORE, _STEP, sign=1, rests_on_print=True),
    Figure("restated", _PERIOD, _NET, 1, ("restated_in", "restated_out"), rests_on_print=True),
    Figure("added", _PERIOD, _STEP, sign=1),
    Figure("reopened", _PERIOD, _STEP, sign=1),
    Figure("signed_off", _PERIOD, _STEP, sign=-1),
    Figure("ended", _PERIOD, _STEP, sign=-1),
    Figure("reclassified", _PERIOD, _NET, 1, ("reclassified_in", "reclassified_out")),
    Figure("closing", _NOW, _STEP, sign=0),
    Figure("added_for_others", _PERIOD, _ITEM),
    Figure("overdue", _NOW, _LATE),
    Figure("past_original", _NOW, _LATE),
    Figure("due", _NOW, _ITEM),
    Figure("dates_moved", _PERIOD, _MOVED),
    Figure("owners_changed", _PERIOD, _HANDED),
    Figure("rag", _NOW, _BY_COLOUR, by="rag"),
    Figure("red", _NOW, _RED),
    Figure("amber", _NOW, _ITEM, lists=("rag",), colours=(Rag.AMBER,)),
    Figure("green", _NOW, _ITEM, lists=("rag",), colours=(Rag.GREEN,)),
    Figure("white", _NOW, _ITEM, lists=("rag",), colours=(Rag.WHITE,)),
    Figure("unjudged", _NOW, _ITEM, lists=("rag",), colours=(None,)),
    Figure("causes", _NOW, _CAUSE),
    Figure("reviews_due", _PERIOD, _ITEM),
    Figure("reviews_done", _PERIOD, _ITEM),
    Figure("reviews_updated", _SILENCE, _ITEM),
    Figure("reviews_missed", _SILENCE, _ITEM),
    Figure("reviews_late", _PERIOD, _ITEM),
    Figure("quiet", _SILENCE, _ITEM),
    Figure("waiting", _NOW, _WAITING),
    Figure("watched", _NOW, _ITEM),
    Figure("addressees", _NOW, _BY_BODY, by="body"),
    Figure("reports", _PERIOD, _REPORT),
    Figure("inspections", _NOW, _INSPECTION),
    Figure("data_returns", _PERIOD, _RETURN),
    Figure("peel", _NOW, _QUESTION),
    Figure("unsupported", _NOW, _DIFFERENCE),
)
FIGURES: Final[Mapping[str, Figure]] = {each.name: each for each in _TABLE}
"""Every figure by its name."""

REVIEWS: Final = ("reviews_due", "reviews_done", "reviews_updated", "reviews_missed", "reviews_late")
"""The reviews of a period: the first is the sum of the three after it. The last had fallen due before."""

BRIDGE: Final = tuple(each.name for each in _TABLE if each.sign is not None)
"""The steps from one meeting's number to the next one's, in the order in which they add up, told by kind."""

CLOSING: Final = "closing"
"""The sum of the bridge, and the name under which the total of a paper made elsewhere is entered."""

ASKED_FOR: Final = (
    *(*BRIDGE, "added_for_others", "overdue", "past_original", "due", "dates_moved", "owners_changed"),
    *("red", "amber", "green", "white", "unjudged", "causes"),
    *REVIEWS,
    *("quiet", "waiting", "watched"),
)
"""Those that open to a list in chat: *why* takes these names, with blanks for their underscores."""

BY_REPORT: Final = ("signed_off", "added", "added_for_others", "reopened", "ended")
"""Movements that the summary, the paper and the terminal tell report by report."""

CHANGES: Final = ("signed_off", "added", "reopened", "ended", "dates_moved", "owners_changed", "quiet")
"""Those that *changes* tells everybody: their lists are open before a summary is published."""

ENTERED: Final = (CLOSING, "added", "signed_off")
"""Those that can be entered from a paper made elsewhere."""

IN_TERMINAL_LINES: Final = (
    *("due", "reviews_updated", "reviews_missed", "quiet", "watched", "dates_moved", "owners_changed"),
)
"""Those of which the terminal gives a line, with its references; it has tables of the others."""

ON_SHEETS: Final = (
    *(*BRIDGE, "overdue", "past_original", "due", "dates_moved", "owners_changed", "rag", "red", "causes"),
    *REVIEWS,
    *("quiet", "waiting", "added_for_others", "watched"),
    *("addressees", "reports", "inspections", "data_returns", "peel", "unsupported"),
)
"""Those that have a sheet of their own in the workbook."""

ON_SHEET_OF_FIGURES: Final = (
    *("overdue", "past_original", "due", "red", "causes", "dates_moved", "owners_changed"),
    *REVIEWS,
    *("quiet", "waiting", "watched", "added_for_others"),
    *("reports", "inspections", "data_returns", "peel", "unsupported"),
)
"""The numbers of the workbook's sheet of figures; its bridge, its colours and its bodies stand in tables."""

IN_APPENDIX: Final = (
    *("added_for_others", "rag", "addressees", "overdue", "past_original", "due", "dates_moved"),
    *("owners_changed",),
    *REVIEWS,
    *("quiet", "waiting", "watched"),
)
"""The lists of the paper's appendix after those of the bridge, and before those of figures printed elsewhere."""


def adds_up(numbers: Mapping[str, int]) -> bool:
    """Say whether the numbers of the bridge, by name, come to its closing."""
    return sum((FIGURES[name].sign or 0) * numbers[name] for name in BRIDGE) == numbers[CLOSING]
