"""One item that somebody fills into a form: read by the rules of an import, entered by them, and corrected by them.

What is filled in comes by the names of the fields, as texts; several addressees stand in lines.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.deadlines.deadline import Deadline, DeadlineBasis, find_deadline, read_deadline
from models.enums import Addressee, ItemKind, ReportKind
from models.imports import cells
from models.imports.cells import NO_PART, Cell, FaultyCell
from models.imports.checking import check_rows
from models.imports.headings import Headings
from models.imports.importing import Register
from models.imports.rows import EMPTY, ImportRow, written
from models.ledger.audit_context import AuditContext
from models.queries import items
from models.refusals.commands import NoSuchChoice
from models.refusals.forms import (
    CauseMissing,
    NotAccepted,
    NumberTaken,
    RegisterNumberTaken,
    ReportMissing,
    ReportThere,
    TitleMissing,
)
from models.register.fields import Column, Place, column_of, shown_in
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport

Filled = Mapping[str, str]

FIELDS: Final[Mapping[str, Column]] = MappingProxyType(
    {column.field.attribute: column for column in shown_in(Place.ITEM_FORM)}
)
"""The fields of a form about one item, each with the column of a register that it stands for."""


@dataclass(frozen=True)
class Source:
    """The report from which an item comes: one of the register's, or a new one with its `title`."""

    code: str
    kind: ReportKind
    published_on: date
    title: str | None = None


def known_source(report: InspectionReport) -> Source:
    """Return a report of the register as the source of an item."""
    return Source(report.code, report.kind, report.published_on)


def new_source(session: Session, filled: Filled, today: date) -> Source:
    """Return the new report that `code`, `title`, `report_kind` and `published` describe.

    Raises ReportMissing, ReportThere, TitleMissing, or NotAccepted at the field that cannot be right.
    """
    if not any(filled.get(name) for name in ("code", "title", "published")):
        raise ReportMissing
    code = _read("code", cells.read_code, filled, "Give the report a short code, like VETTING.")
    known = items.report_by_code(session, code)
    if known is not None:
        raise ReportThere(code=code, title=known.title)
    title = " ".join(filled.get("title", "").split())
    if not title:
        raise TitleMissing
    published = _read("published", cells.read_date, filled, "Choose the day the report was published.")
    if published > today:
        _refuse("published", f"{written(published)} is in the future", "Check the year")
    kind = filled.get("report_kind") or ReportKind.OTHER
    if kind not in set(ReportKind):
        raise NoSuchChoice(choice=kind, at_field="report_kind")
    return Source(code, ReportKind(kind), published, title)


def deadline_meant(filled: Filled, published_on: date) -> Deadline:
    """Return the deadline that the wording means, or else the one that the text states for certain.

    It has no wording where there is neither. Raises NotADeadline for a wording that names no day.
    """
    wording = filled.get("deadline_wording", "")
    if wording:
        return read_deadline(wording, published_on)
    found = None if filled.get("deadline") else find_deadline(filled.get("text", ""), published_on)
    return found or Deadline(None, DeadlineBasis.NONE, "")


def with_deadline(filled: Filled, meant: Deadline, on: date | None) -> dict[str, str]:
    """Return what was filled in with the deadline that a person has confirmed: the day `on`, or none.

    `meant` is what was proposed. Another day is the force's own target; words found in the text whose day is not
    wanted are no deadline.
    """
    said = dict(filled) | {"deadline": "", "basis": ""}
    if on is None:
        return said | ({"basis": DeadlineBasis.NONE} if filled.get("deadline_wording") else {})
    said["deadline_wording"] = meant.wording
    return said if on == meant.on else said | {"deadline": on.isoformat(), "basis": DeadlineBasis.LOCAL}


def read(source: Source, filled: Filled) -> ImportRow:
    """Return what was filled in as a row of a register. Raises NotAccepted at the field that cannot be right."""
    by_column: dict[Column, Cell] = {
        Column.REPORT: source.title,
        Column.REPORT_CODE: source.code,
        Column.REPORT_KIND: source.kind,
        Column.PUBLISHED: source.published_on,
        Column.DEADLINE_BASIS: filled.get("basis"),
        **{column: filled.get(name) for name, column in FIELDS.items()},
        Column.PART_OF: filled.get("parent") or NO_PART,
        Column.ADDRESSED_TO: "; ".join(filled.get("addressed_to", "").split("\n")),
    }
    headings = Headings({str(column): column for column in by_column}, ())
    checked = check_rows([(1, {str(column): cell for column, cell in by_column.items()})], headings)
    for fault in checked.faults:
        _refuse(_field(fault.column), "" if fault.wrong == EMPTY else fault.wrong, fault.right)
    return checked.rows[0]


def check(session: Session, row: ImportRow, itself: Recommendation | None = None) -> None:
    """Check that neither number is another item's, and that what the row is part of is a cause of concern.

    Raises NumberTaken, RegisterNumberTaken or CauseMissing.
    """
    same = items.find_item(session, f"{row.report_code}-{row.number}")
    if same is not None and same is not itself:
        raise NumberTaken(reference=same.reference)
    if row.register_number is not None:
        by_number = select(Recommendation).where(Recommendation.register_number == row.register_number)
        other = session.scalar(by_number)
        if other is not None and other is not itself:
            raise RegisterNumberTaken(number=row.register_number, reference=other.code_number)
    if row.parent and cause(session, row) in (None, itself):
        raise CauseMissing(code=row.report_code, number=row.parent)


def cause(session: Session, row: ImportRow) -> Recommendation | None:
    """Return the cause of concern that the row is part of, or None."""
    found = items.find_item(session, f"{row.report_code}-{row.parent}") if row.parent else None
    return found if found is not None and found.kind is ItemKind.CAUSE_OF_CONCERN else None


def enter(session: Session, row: ImportRow, audit: AuditContext) -> Recommendation:
    """Take one row into the register; return the item.

    Raises NumberTaken, RegisterNumberTaken or CauseMissing, or NotAccepted at a field that cannot be right.
    """
    check(session, row)
    for fault in Register(session, audit).take([row]).faults:
        _refuse(_field(fault.column), fault.wrong, fault.right)
    session.flush()
    return items.item_by_reference(session, f"{row.report_code}-{row.number}")


def value_of(attribute: str, text: str) -> Any:
    """Return what was filled in for a plain field as its value, None for nothing. Raises NotAccepted there."""
    try:
        return column_of(attribute).field.read(text)
    except FaultyCell as fault:
        _refuse(attribute, fault.wrong, fault.right)


def filled_from(item: Recommendation) -> dict[str, str]:
    """Return what a form about `item` would have to be filled with to give the item as it is."""
    held: dict[str, Any] = {
        **{name: getattr(item, name, None) for name in FIELDS},
        "parent": item.parent.number if item.parent else None,
        "addressed_to": "\n".join(each for each in Addressee if each in item.addressed_to),
        "mandatory": "yes" if item.mandatory else "no",
        "deadline": None,
        "added_on": item.added_on.isoformat(),
    }
    return {name: "" if value is None else str(value).strip() for name, value in held.items()}


def _read(name: str, reader: Any, filled: Filled, needed: str) -> Any:
    try:
        value = reader(filled.get(name))
    except FaultyCell as fault:
        _refuse(name, fault.wrong, fault.right)
    if value is None:
        _refuse(name, "", needed)
    return value


def _field(column: str) -> str:
    return next((name for name, known in FIELDS.items() if known == column), "text")


def _refuse(field: str, wrong: str, right: str) -> NoReturn:
    """Raise NotAccepted at `field`: what is wrong, if that does not go without saying, and what would be right."""
    wrong, right = wrong.strip().rstrip("."), right.strip().rstrip(".")
    raise NotAccepted(at_field=field, wrong=wrong or "Something is missing here", right=right)
