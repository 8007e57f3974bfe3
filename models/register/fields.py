"""The fields of the register, in one table: import, export, forms, status, papers and Home read it.

What a new field takes stands in docs/adding-a-field.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, partial
from typing import Any, Final, Self

from models.deadlines.deadline import DeadlineBasis
from models.enums import ItemKind, Rag, ReportKind, Status
from models.imports.asked import read_person, read_rag, read_status
from models.imports.cell_text import on_a_line
from models.imports.cells import (
    Cell,
    read_bodies,
    read_code,
    read_count,
    read_date,
    read_name,
    read_number,
    read_part_of,
    read_register_number,
    read_text,
    read_word,
    read_yes_or_no,
)
from models.imports.deadlines import written

USUAL_WIDTH: Final = 12


class Place(StrEnum):
    """Where a field is shown, besides the sheet of the register, which has them all."""

    STATUS = "an item, by the commands status and show"
    PACK = "the evidence pack"
    PAPER = "the items of the committee's paper, as a tag of its template"
    ITEM_FORM = "the form in which an item is added or corrected"
    ASSIGN_FORM = "the form in which one item is assigned"
    LIST_FORM = "the form in which all items of a list are changed"
    HOME = "the menus by which Home is narrowed"


@dataclass(frozen=True)
class Field:
    """What there is to know of a field besides its headings.

    `attribute` is what the item and the forms call it; `read` takes a cell and returns the value, None for an empty
    one, or raises FaultyCell. It is shown in the places `shown`. Sentences call it `label`, which is usually its
    heading in small letters, and forms `asked`, with a `hint`. `needed` says what to write where the cell is empty
    and must not be; `words` are those to choose from. `is_late`: a first file rarely needs the column. `has_rule`:
    it is the report's, or more than an attribute of the item that `Recommendation.correct` sets, so that import,
    export and forms say themselves what they do with it.
    """

    attribute: str
    read: Callable[..., Any]
    shown: tuple[Place, ...] = ()
    label: str = ""
    asked: str = ""
    hint: str | None = None
    needed: str = ""
    width: int = USUAL_WIDTH
    words: tuple[str, ...] = ()
    is_late: bool = False
    has_rule: bool = False

    @property
    def is_name(self) -> bool:
        """Whether it is a short text on one line."""
        return self.read is read_name

    def cell(self, value: Any) -> Cell:
        """Return the cell in which an import finds `value`, as an item has it."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        cell: Cell = on_a_line(value) if self.is_name else value
        return cell

    def in_words(self, value: Any) -> str:
        """Return `value` as messages and documents show it; nothing for nothing."""
        cell = self.cell(value)
        return "" if cell is None else written(cell) if isinstance(cell, date) else str(cell).strip()


_FILED: Final = (Place.STATUS, Place.PACK, Place.ITEM_FORM, Place.ASSIGN_FORM, Place.LIST_FORM, Place.HOME)
_YES_NO: Final = ("yes", "no")


class Column(StrEnum):
    """A field, by the heading of its column, in the order of the columns in an export.

    Each row has the heading, every other spelling of it that is understood, as `spelled` writes them, and the rest.
    """

    also: tuple[str, ...]
    field: Field

    def __new__(cls, heading: str, also: str, field: Field) -> Self:
        """Make the member whose value is `heading`."""
        column = str.__new__(cls, heading)
        column._value_ = heading
        column.also, column.field = tuple(also.split(", ")), field
        return column

    @property
    def label(self) -> str:
        """What sentences call it."""
        first, rest = self.value[0], self.value[1:]
        return self.field.label or (self.value if rest[0].isupper() else first.lower() + rest)

    @property
    def asked(self) -> str:
        """What forms call it."""
        return self.field.asked or self.value

    REPORT = (
        "Report",
        (
            "inspection report, report title, title, title of report, report name, name of report, publication,"
            " publication title, inspection, inspection title, hmicfrs report, source"
        ),
        Field("title", read_text, label="report's title", width=28, has_rule=True),
    )
    REPORT_CODE = (
        "Report code",
        (
            "code, short code, report short code, report ref, report reference, report id, publication code, "
            "inspection code"
        ),
        Field("code", read_code, needed="Give the report a short code, like VETTING.", has_rule=True),
    )
    REPORT_KIND = (
        "Report kind",
        (
            "report type, type of report, kind of report, inspection type, type of inspection, publication "
            "type, inspection kind"
        ),
        Field(
            "report_kind",
            partial(read_word, words=ReportKind),
            words=tuple(ReportKind),
            width=18,
            has_rule=True,
        ),
    )
    PUBLISHED = (
        "Published",
        (
            "date published, published on, published date, publication date, date of publication, report "
            "published, report date, date of report, date"
        ),
        Field(
            "published_on",
            read_date,
            needed="Write the day on which the report was published.",
            has_rule=True,
        ),
    )
    NUMBER = (
        "Number",
        (
            "no, rec no, rec number, recommendation no, recommendation number, number in report, item no, item "
            "number, item, rec, ref, reference, rec ref, recommendation ref, afi no"
        ),
        Field("number", read_number, shown=(Place.ITEM_FORM,), has_rule=True),
    )
    REGISTER_NUMBER = (
        "Register number",
        (
            "register no, register id, hmicfrs number, hmicfrs no, hmicfrs id, hmicfrs ref, hmic ref, hmicfrs "
            "reference, portal number, portal ref, portal id, unique reference, urn, id, unique id, "
            "recommendation id"
        ),
        Field("register_number", read_register_number, shown=(Place.ITEM_FORM,), has_rule=True),
    )
    KIND = (
        "Kind",
        (
            "type, rec type, recommendation type, type of recommendation, item type, category, recommendation "
            "or afi, rec or afi, kind of item"
        ),
        Field(
            "kind",
            partial(read_word, words=ItemKind),
            shown=(Place.ITEM_FORM,),
            words=tuple(ItemKind),
            width=18,
            has_rule=True,
        ),
    )
    PART_OF = (
        "Part of",
        "parent, part of cause of concern",
        Field("parent", read_part_of, shown=(Place.ITEM_FORM,), label="parent", is_late=True, has_rule=True),
    )
    TEXT = (
        "Text",
        (
            "recommendation, recommendations, recommendation text, text of recommendation, full text, "
            "recommendations and areas for improvement, recommendation and area for improvement, "
            "recommendations and afis, recommendation and afi, recommendation afi, recommendations afis, "
            "description, detail, details, wording, recommendation wording, area for improvement, areas for "
            "improvement, afi"
        ),
        Field(
            "text",
            read_text,
            shown=(Place.ITEM_FORM,),
            needed="Enter the recommendation.",
            width=62,
            has_rule=True,
        ),
    )
    ADDRESSED_TO = (
        "Addressed to",
        (
            "addressee, addressees, addressed, directed to, directed at, recommended to, body, responsible "
            "body, for whom, aimed at"
        ),
        Field("addressed_to", read_bodies, shown=(Place.ITEM_FORM,), width=20, has_rule=True),
    )
    MANDATORY = (
        "Mandatory",
        "mandatory or not, is mandatory, mandatory yes no, mandatory y n, binding",
        Field("mandatory", read_yes_or_no, shown=(Place.ITEM_FORM,), words=_YES_NO, has_rule=True),
    )
    ACCEPTED = (
        "Accepted",
        "accepted or not, is accepted",
        Field("accepted", read_yes_or_no, words=_YES_NO, is_late=True),
    )
    DEADLINE_WORDING = (
        "Deadline wording",
        (
            "wording of deadline, deadline as printed, deadline in words, deadline text, time scale, timescale,"
            " timescales, timeframe, time frame"
        ),
        Field("deadline_wording", read_text, shown=(Place.ITEM_FORM,), width=20, has_rule=True),
    )
    DEADLINE = (
        "Deadline",
        (
            "due date, due, due by, due on, date due, deadline date, target date, by when, target, completion "
            "date, target completion date, required by, revised due date, revised date, revised deadline, "
            "revised target date, current due date, current deadline, current target date, agreed date, "
            "forecast date, expected completion date"
        ),
        Field("deadline", read_date, shown=(Place.ITEM_FORM,), has_rule=True),
    )
    DEADLINE_BASIS = (
        "Deadline basis",
        "basis of deadline, basis",
        Field(
            "deadline_basis",
            partial(read_word, words=DeadlineBasis),
            words=tuple(DeadlineBasis),
            width=18,
            is_late=True,
            has_rule=True,
        ),
    )
    ORIGINAL_DEADLINE = (
        "Original deadline",
        "original due date, original date, first deadline, initial deadline, original target date",
        Field("original_deadline_on", read_date, is_late=True, has_rule=True),
    )
    TIMES_MOVED = (
        "Times moved",
        "deadline moves, number of moves, times deadline moved",
        Field("deadline_moves", read_count, is_late=True, has_rule=True),
    )
    OWNER = (
        "Owner",
        (
            "recommendation owner, rec owner, action owner, lead, portfolio lead, recommendation lead, "
            "responsible, responsible person, responsible officer, lead officer, force lead, assigned to, owned"
            " by, allocated to, business lead, strategic lead"
        ),
        Field("owner", read_person, width=18, has_rule=True),
    )
    DEPUTY = (
        "Deputy",
        "deputy owner, deputy lead, stand in, second owner, delegate",
        Field("deputy", read_person, width=18, has_rule=True),
    )
    PORTFOLIO = (
        "Portfolio",
        "business area, department, directorate, command, area of business",
        Field("portfolio", read_name, shown=_FILED, width=20),
    )
    BOARD = (
        "Board",
        "governance board, governance, governance group, oversight board, meeting, forum",
        Field("board", read_name, shown=_FILED, asked="Governance board", width=20),
    )
    THEME = (
        "Theme",
        "themes, thematic area, topic, subject",
        Field("theme", read_name, shown=(Place.PACK, Place.ITEM_FORM, Place.LIST_FORM), width=20),
    )
    PEEL_QUESTION = (
        "PEEL question",
        "peel question number",
        Field("peel_question", read_count, shown=(Place.ITEM_FORM,), hint="Its number.", is_late=True),
    )
    RAG = (
        "RAG",
        "rag rating, rag status, rag rated, current rag, colour, rating, risk rating",
        Field(
            "judged_rag",
            read_rag,
            shown=(Place.LIST_FORM,),
            asked="RAG, as judged",
            words=tuple(Rag),
        ),
    )
    STATUS = (
        "Status",
        "current status, state, stage, progress status, rec status, recommendation status",
        Field("status", read_status, words=tuple(Status), width=18, has_rule=True),
    )
    STATUS_SINCE = (
        "Status since",
        (
            "since, status date, date of status, status changed, status changed on, date signed off, signed off"
            " on, sign off date, date closed, closed on, closed date, closure date, closedown date, date "
            "completed, completed on"
        ),
        Field("status_since", read_date, has_rule=True),
    )
    ADDED_ON = (
        "Added on",
        (
            "added, date added, date received, received, received on, date allocated, allocated on, date "
            "entered, entered on, date raised, raised on, date created"
        ),
        Field("added_on", read_date, shown=(Place.ITEM_FORM,), has_rule=True),
    )
    REVIEWS_FROM = (
        "Reviews from",
        "reviews counted from, review start, review start date",
        Field("review_anchor_on", read_date, is_late=True, has_rule=True),
    )
    LAST_REVIEW = (
        "Last review",
        "last reviewed, last reviewed on, date of last review, last review date, reviewed on, review date",
        Field("last_reviewed_on", read_date, is_late=True),
    )
    NOTES = (
        "Notes",
        (
            "note, comment, comments, commentary, remarks, narrative, update, updates, last update, latest "
            "update, force update, progress, progress update, position, current position, action, actions, "
            "action taken, actions taken, "
            "status history, history of status, history, complete, percent complete, percentage complete, "
            "per cent complete"
        ),
        Field("notes", read_text, width=46),
    )


PLAIN: Final = tuple(column for column in Column if not column.field.has_rule)
"""The fields that only describe an item: nothing but this table says what becomes of them."""

_BY_ATTRIBUTE: Final = {column.field.attribute: column for column in Column}


@cache
def shown_in(place: Place) -> tuple[Column, ...]:
    """Return the fields that are shown in `place`, in the order of the table."""
    return tuple(column for column in Column if place in column.field.shown)


@cache
def plain_in(place: Place) -> tuple[Column, ...]:
    """Return those of them that only describe an item."""
    return tuple(column for column in PLAIN if place in column.field.shown)


def column_of(attribute: str) -> Column:
    """Return the field that an item and the forms call `attribute`."""
    return _BY_ATTRIBUTE[attribute]


def label_of(attribute: str) -> str:
    """Return what sentences call an item's `attribute`, whether or not it is in the table."""
    column = _BY_ATTRIBUTE.get(attribute)
    return column.label if column is not None else attribute.replace("_", " ")
