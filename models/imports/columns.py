"""The columns of a register, and the headings under which real registers have them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz, process

from models.imports.further import FURTHER_NAMES, Further


class Column(StrEnum):
    """A column of the register, by the heading that the sample register gives it."""

    REPORT = "Report"
    REPORT_CODE = "Report code"
    REPORT_KIND = "Report kind"
    PUBLISHED = "Published"
    NUMBER = "Number"
    REGISTER_NUMBER = "Register number"
    KIND = "Kind"
    TEXT = "Text"
    ADDRESSED_TO = "Addressed to"
    MANDATORY = "Mandatory"
    DEADLINE_WORDING = "Deadline wording"
    DEADLINE = "Deadline"
    OWNER = "Owner"
    DEPUTY = "Deputy"
    PORTFOLIO = "Portfolio"
    BOARD = "Board"
    THEME = "Theme"
    RAG = "RAG"
    STATUS = "Status"
    STATUS_SINCE = "Status since"
    ADDED_ON = "Added on"
    NOTES = "Notes"


AnyColumn = Column | Further

_FOLLOWED_BY: Final[dict[Column, tuple[Further, ...]]] = {
    Column.KIND: (Further.PART_OF,),
    Column.MANDATORY: (Further.ACCEPTED,),
    Column.DEADLINE: (Further.DEADLINE_BASIS, Further.ORIGINAL_DEADLINE, Further.TIMES_MOVED),
    Column.THEME: (Further.PEEL_QUESTION,),
    Column.ADDED_ON: (Further.REVIEWS_FROM,),
}
_WITH_THEIRS: Final[tuple[tuple[AnyColumn, ...], ...]] = tuple(
    (column, *_FOLLOWED_BY.get(column, ())) for column in Column
)
REGISTER: Final[tuple[AnyColumn, ...]] = tuple(each for group in _WITH_THEIRS for each in group)
"""Every column of a whole register, in the order in which an export has them."""

NEEDED: Final = (Column.REPORT_CODE, Column.PUBLISHED, Column.TEXT)
"""Columns without which no row can be taken in; one of the two numbers is needed too."""

OTHER_NAMES: Final[dict[Column, tuple[str, ...]]] = {
    Column.REPORT: (
        *("inspection report", "report title", "title", "title of report", "report name", "name of report"),
        *("publication", "publication title", "inspection", "inspection title", "hmicfrs report", "source"),
    ),
    Column.REPORT_CODE: (
        *("code", "short code", "report short code", "report ref", "report reference", "report id"),
        *("publication code", "inspection code"),
    ),
    Column.REPORT_KIND: (
        *("report type", "type of report", "kind of report", "inspection type", "type of inspection"),
        *("publication type", "inspection kind"),
    ),
    Column.PUBLISHED: (
        *("date published", "published on", "published date", "publication date", "date of publication"),
        *("report published", "report date", "date of report", "date"),
    ),
    Column.NUMBER: (
        *("no", "rec no", "rec number", "recommendation no", "recommendation number", "number in report"),
        *(
            "item no",
            "item number",
            "item",
            "rec",
            "ref",
            "reference",
            "rec ref",
            "recommendation ref",
            "afi no",
        ),
    ),
    Column.REGISTER_NUMBER: (
        *(
            "register no",
            "register id",
            "hmicfrs number",
            "hmicfrs no",
            "hmicfrs id",
            "hmicfrs ref",
            "hmic ref",
        ),
        *("hmicfrs reference", "portal number", "portal ref", "portal id", "unique reference", "urn", "id"),
        *("unique id", "recommendation id"),
    ),
    Column.KIND: (
        *("type", "rec type", "recommendation type", "type of recommendation", "item type", "category"),
        *("recommendation or afi", "rec or afi", "kind of item"),
    ),
    Column.TEXT: (
        *("recommendation", "recommendations", "recommendation text", "text of recommendation", "full text"),
        *("recommendations and areas for improvement", "recommendation and area for improvement"),
        *("recommendations and afis", "recommendation and afi", "recommendation afi", "recommendations afis"),
        *("description", "detail", "details", "wording", "recommendation wording", "area for improvement"),
        *("areas for improvement", "afi"),
    ),
    Column.ADDRESSED_TO: (
        *("addressee", "addressees", "addressed", "directed to", "directed at", "recommended to", "body"),
        *("responsible body", "for whom", "aimed at"),
    ),
    Column.MANDATORY: ("mandatory or not", "is mandatory", "mandatory yes no", "mandatory y n", "binding"),
    Column.DEADLINE_WORDING: (
        *("wording of deadline", "deadline as printed", "deadline in words", "deadline text", "time scale"),
        *("timescale", "timescales", "timeframe", "time frame"),
    ),
    Column.DEADLINE: (
        *("due date", "due", "due by", "due on", "date due", "deadline date", "target date", "by when"),
        *("target", "completion date", "target completion date", "required by"),
    ),
    Column.OWNER: (
        *(
            "recommendation owner",
            "rec owner",
            "action owner",
            "lead",
            "portfolio lead",
            "recommendation lead",
        ),
        *(
            "responsible",
            "responsible person",
            "responsible officer",
            "lead officer",
            "force lead",
            "assigned to",
        ),
        *("owned by", "allocated to", "business lead", "strategic lead"),
    ),
    Column.DEPUTY: ("deputy owner", "deputy lead", "stand in", "second owner", "delegate"),
    Column.PORTFOLIO: ("business area", "department", "directorate", "command", "area of business"),
    Column.BOARD: (
        "governance board",
        "governance",
        "governance group",
        "oversight board",
        "meeting",
        "forum",
    ),
    Column.THEME: ("themes", "thematic area", "topic", "subject"),
    Column.RAG: ("rag rating", "rag status", "rag rated", "current rag", "colour", "rating", "risk rating"),
    Column.STATUS: (
        "current status",
        "state",
        "stage",
        "progress status",
        "rec status",
        "recommendation status",
    ),
    Column.STATUS_SINCE: (
        *("since", "status date", "date of status", "status changed", "status changed on", "date signed off"),
        *("signed off on", "sign off date", "date closed", "closed on", "closed date", "closure date"),
        *("closedown date", "date completed", "completed on"),
    ),
    Column.ADDED_ON: (
        *(
            "added",
            "date added",
            "date received",
            "received",
            "received on",
            "date allocated",
            "allocated on",
        ),
        *("date entered", "entered on", "date raised", "raised on", "date created"),
    ),
    Column.NOTES: (
        *(
            "note",
            "comment",
            "comments",
            "commentary",
            "remarks",
            "narrative",
            "update",
            "updates",
            "last update",
        ),
        *("latest update", "force update", "progress", "progress update", "position", "current position"),
        *("action", "actions", "action taken", "actions taken"),
    ),
}
"""Every other spelling that is understood, as `spelled` writes it."""

NEAR_ENOUGH = 72
"""How alike, of 100, an unknown heading must be to a known one for that to be suggested."""


def spelled(words: str) -> str:
    """Return words in the form in which they are compared: small letters and digits, `and`, single blanks."""
    even = unicodedata.normalize("NFKC", words).casefold().replace("&", " and ")
    return " ".join(re.findall(r"[^\W_]+", even))


_BY_SPELLING: Final[dict[str, AnyColumn]] = (
    {spelled(column): column for column in REGISTER}
    | {name: column for column, names in OTHER_NAMES.items() for name in names}
    | {name: column for column, names in FURTHER_NAMES.items() for name in names}
)
_OWN_SPELLINGS: Final = frozenset(spelled(column) for column in REGISTER)


@dataclass(frozen=True)
class UnknownHeading:
    """A heading that is not taken in, with the column it is nearest to, if any.

    `taken_by` names the heading that gives this column already.
    """

    heading: str
    nearest: AnyColumn | None
    taken_by: str | None = None


@dataclass(frozen=True)
class Headings:
    """Which heading gives which column. More than one may give the notes; every other column has one."""

    columns: dict[str, AnyColumn]
    unknown: tuple[UnknownHeading, ...]

    @property
    def missing(self) -> tuple[Column, ...]:
        """The columns that are needed and that no heading gives."""
        given = set(self.columns.values())
        missing = [column for column in NEEDED if column not in given]
        if not given & {Column.NUMBER, Column.REGISTER_NUMBER}:
            missing.append(Column.NUMBER)
        return tuple(missing)


def recognise_headings(headings: Iterable[str]) -> Headings:
    """Return which of `headings` gives which column, and which are unknown.

    Order, case, punctuation and the spellings in OTHER_NAMES do not matter. Where two headings mean the same
    column, the register's own word for it goes before other spellings, and else the first; the notes are put
    together from all of theirs.
    """
    known = [(heading, _BY_SPELLING.get(spelled(heading))) for heading in headings if spelled(heading)]
    taken: dict[AnyColumn, str] = {}
    for heading, column in sorted(known, key=lambda each: spelled(each[0]) not in _OWN_SPELLINGS):
        if column is not None:
            taken.setdefault(column, heading)
    columns = {
        heading: column
        for heading, column in known
        if column is not None and (taken[column] == heading or column is Column.NOTES)
    }
    return Headings(columns, tuple(_unknown(known, columns, taken)))


def _unknown(
    known: list[tuple[str, AnyColumn | None]], columns: dict[str, AnyColumn], taken: dict[AnyColumn, str]
) -> Iterator[UnknownHeading]:
    for heading, column in known:
        if column is None:
            yield UnknownHeading(heading, _nearest(heading))
        elif heading not in columns:
            yield UnknownHeading(heading, column, taken_by=taken[column])


def _nearest(heading: str) -> AnyColumn | None:
    near = process.extractOne(
        spelled(heading)[:80], _BY_SPELLING.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH
    )
    return None if near is None else _BY_SPELLING[near[0]]
