"""What an export holds of the register: every item as a row that an import reads again.

What a person may not read in chat is not in what they export either.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.batches import batched
from models.deadlines.deadline import DeadlineBasis, read_deadline
from models.enums import Addressee, ItemKind, StatementKind, Status
from models.imports.cells import NO_PART, Cell
from models.imports.checking import parent_by_number
from models.imports.deadlines import DeadlineCells
from models.people.person import Person
from models.queries import items as queries
from models.refusals.deadlines import NotADeadline
from models.register.access import may_read_everything
from models.register.fields import PLAIN, Column
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from models.statements.statement import Statement, statement_item

BATCH: Final = 500
"""Items that are held in memory at a time."""

Row = dict[Column, Cell]


def register_rows(session: Session, person: Person | None) -> Iterator[Row]:
    """Yield every item as a row whose cells, imported again, give the same item; empty cells are left out.

    They come by report, the oldest first, and within one by number. Only coordinators get the notes. Evidence
    and updates are in no row.
    """
    with_notes = may_read_everything(person)
    names = _unmistakable(session)
    causes = _causes(session)
    for part in batched(_in_order(session), BATCH):
        items = {item.id: item for item in queries.items_by_ids(session, part)}
        numbers = _numbers(session, {item.parent_id for item in items.values() if item.parent_id})
        for each in part:
            item = items[each]
            row = _row(item, names) | _part_of(item, numbers, causes[item.report_id])
            if not with_notes:
                row.pop(Column.NOTES, None)
            yield {column: cell for column, cell in row.items() if cell is not None}


def evidence_of(session: Session, references: Iterable[str]) -> set[str]:
    """Return the text of every piece of evidence for these items, so that it can be kept out."""
    items = {item.id for item in items_by_references(session, references).values()}
    said = session.scalars(
        select(Statement)
        .join(statement_item, statement_item.c.statement_id == Statement.id)
        .where(statement_item.c.recommendation_id.in_(items), Statement.kind == StatementKind.EVIDENCE)
    )
    return {each.reads for each in said}


def _row(item: Recommendation, names: Mapping[int, str]) -> Row:
    report = item.report
    # What awaits allocation has no owner, nobody deputises for nobody or for themselves: an import says so too.
    owner = None if item.status is Status.AWAITING_ALLOCATION else item.owner_id
    deputy = item.deputy_id if owner is not None and item.deputy_id != owner else None
    bodies = item.addressed_to
    return {
        Column.REPORT: report.title,
        Column.REPORT_CODE: report.code,
        Column.REPORT_KIND: report.kind,
        Column.PUBLISHED: report.published_on,
        Column.NUMBER: None if item.number == item.register_number else item.number,
        Column.REGISTER_NUMBER: item.register_number,
        Column.KIND: item.kind,
        Column.TEXT: item.text,
        Column.ADDRESSED_TO: "; ".join(body for body in Addressee if body in bodies) or None,
        Column.MANDATORY: Column.MANDATORY.field.cell(item.mandatory),
        Column.OWNER: names[owner] if owner is not None else None,
        Column.DEPUTY: names[deputy] if deputy is not None else None,
        Column.STATUS: item.status,
        Column.STATUS_SINCE: item.status_since,
        Column.ADDED_ON: item.added_on,
        Column.REVIEWS_FROM: item.review_anchor_on if item.review_anchor_on != item.added_on else None,
        **{column: column.field.cell(getattr(item, column.field.attribute)) for column in PLAIN},
        **_deadline(item),
    }


def _deadline(item: Recommendation) -> Row:
    """Return the deadline's cells: the first date too where it moved, or where the wording means another."""
    wording, on, original = item.deadline_wording, item.deadline_on, item.original_deadline_on
    basis = item.deadline_basis if on is not None else DeadlineBasis.NONE
    differs = item.deadline_moves > 0 or original != on
    if not differs and not DeadlineCells(on, basis, None, None).stands_alone:
        try:
            differs = read_deadline(wording or "", item.report.published_on).on not in (None, on)
        except NotADeadline:
            differs = True
    return {
        Column.DEADLINE_WORDING: wording,
        Column.DEADLINE: on,
        Column.DEADLINE_BASIS: basis,
        Column.ORIGINAL_DEADLINE: original if differs else None,
        Column.TIMES_MOVED: item.deadline_moves or None,
    }


def _part_of(item: Recommendation, numbers: Mapping[int, str], causes: Iterable[str]) -> Row:
    if item.parent_id is not None:
        return {Column.PART_OF: numbers[item.parent_id]}
    return {Column.PART_OF: NO_PART if parent_by_number(item.number, causes) else None}


def _numbers(session: Session, ids: Iterable[int]) -> dict[int, str]:
    rows = session.execute(
        select(Recommendation.id, Recommendation.number).where(Recommendation.id.in_(set(ids)))
    )
    return {key: number for key, number in rows}  # noqa: C416 - dict() would take the rows for a mapping.


def _unmistakable(session: Session) -> dict[int, str]:
    """Return everybody's name by id; of several with one name, their e-mail addresses where they have any."""
    people = session.execute(select(Person.id, Person.name, Person.email)).all()
    called = Counter(name.casefold() for _, name, _ in people)
    return {key: (email or name) if called[name.casefold()] > 1 else name for key, name, email in people}


def _causes(session: Session) -> defaultdict[int, list[str]]:
    causes: defaultdict[int, list[str]] = defaultdict(list)
    rows = session.execute(
        select(Recommendation.report_id, Recommendation.number).where(
            Recommendation.kind == ItemKind.CAUSE_OF_CONCERN
        )
    )
    for report_id, number in rows:
        causes[report_id].append(number)
    return causes


def _in_order(session: Session) -> list[int]:
    rows = session.execute(
        select(
            InspectionReport.published_on, InspectionReport.code, Recommendation.number, Recommendation.id
        ).join(Recommendation.report)
    )
    return [each for *_, each in sorted(rows, key=lambda row: (row[0], row[1], natural(row[2]), row[3]))]


def natural(number: str) -> tuple[tuple[bool, int, str], ...]:
    """Return a key by which numbers in a report sort as people count: 2 before 10, 1 before 1a."""
    parts = re.findall(r"\d+|\D+", number.casefold())
    return tuple((not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts)


def items_by_references(session: Session, references: Iterable[str]) -> dict[str, Recommendation]:
    """Return the items that these references name, each a register number or code and number."""
    wanted = set(references)
    rows = session.execute(
        select(
            Recommendation.id, Recommendation.register_number, InspectionReport.code, Recommendation.number
        ).join(Recommendation.report)
    )
    found = {
        name: key
        for key, register_number, code, number in rows
        for name in (f"{code}-{number}", register_number)
        if name in wanted and name is not None
    }
    items = {item.id: item for item in queries.items_by_ids(session, set(found.values()))}
    return {name: items[key] for name, key in found.items()}
