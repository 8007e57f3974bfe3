"""Taking checked rows of a file into the register: new items are entered, changed ones changed by their verbs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar

from sqlalchemy import exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.batches import batched
from models.enums import ItemKind, ReportKind, Status
from models.imports.cell_text import as_in_a_cell, on_a_line
from models.imports.changes import change
from models.imports.people import NamedPeople
from models.imports.rows import ImportRow, RowFault, written
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.ledger.note import note
from models.refusals.items import BeforePresentStatus, CauseStillOpen, NotYet
from models.register.fields import PLAIN, Column
from models.register.filing import Filing
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from models.reviews.imported import take_over_last_review
from models.reviews.review import Review

_ON_A_LINE = frozenset(column.field.attribute for column in PLAIN if column.field.is_name)
BATCH: Final = 500
"""Values that the register is asked for at a time."""

IMPORTED = "Changed in an imported file"


Held = TypeVar("Held", InspectionReport, Recommendation)

Holders = tuple[int | None, int | None]
"""Owner and deputy of an item, by their ids."""


@dataclass
class Intake:
    """What taking in did. `changed` holds, for each reference, what changed in words of the register's fields.

    `handed` holds who had each item before whose owner or deputy is another now, by the number of the item.
    """

    added: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    unchanged: int = 0
    new_reports: list[str] = field(default_factory=list)
    new_people: list[str] = field(default_factory=list)
    handed: dict[int, Holders] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)


def is_begun(session: Session) -> bool:
    """Whether the register holds anything open: one that begins would greet everybody at once."""
    return session.scalar(select(exists().where(Recommendation.is_open))) or False


class Register:
    """Takes rows in, within the session's transaction; the caller rolls it back if there are faults.

    An empty cell leaves what the register holds as it is, and so does a status without its day on an item
    that is already there.
    """

    def __init__(self, session: Session, audit: AuditContext) -> None:
        """Take in through `session`; `act` says when it is recorded."""
        self._session, self._act = session, audit
        self._people = NamedPeople(session)
        self._filing = Filing(session)
        self._reports: dict[str, InspectionReport] = {}
        self._items: dict[str, dict[str, Recommendation]] = {}
        self._with_number: dict[str, int] = {}
        self.intake = Intake(new_people=self._people.added)

    def take(self, rows: Sequence[ImportRow], *, took: Callable[[], None] = lambda: None) -> Intake:
        """Take in `rows`; `took` is called after each. Return what was done by now, with what was wrong."""
        had = self._take(rows, took)
        self._session.flush()
        self.intake.handed |= {
            item.id: held for item, held in had.items() if held != (item.owner_id, item.deputy_id)
        }
        return self.intake

    def try_out(self, rows: Sequence[ImportRow], *, took: Callable[[], None] = lambda: None) -> Intake:
        """Return what taking in `rows` would do, and hold none of their items any more; the caller rolls back.

        Only what rows to come can rest on is written down: new people and reports, what changes in items that are
        there, and new ones of which another is a part. Nothing names any other item twice.
        """
        self._take(rows, took)
        for record in list(self._session.new):
            stands_alone = isinstance(record, Recommendation) and not (record.parent or record.children)
            if stands_alone or isinstance(record, Review):
                self._session.expunge(record)
        self._session.flush()
        self._session.expunge_all()
        return self.intake

    def _take(self, rows: Sequence[ImportRow], took: Callable[[], None]) -> dict[Recommendation, Holders]:
        """Take in `rows` up to writing them down; return who had each of their items before."""
        self._look_up(rows)
        items: list[tuple[ImportRow, Recommendation, bool]] = []
        had: dict[Recommendation, Holders] = {}
        for row in rows:
            self.intake.faults += self._not_yet(row)
            item, is_new = self._item(row)
            items.append((row, item, is_new))
            had[item] = (item.owner_id, item.deputy_id)
            took()
        for row, item, is_new in items:
            self._update(row, item, is_new=is_new)
        # A cause of concern can only end after its recommendations have.
        causes_last = sorted(items, key=lambda each: each[1].kind is ItemKind.CAUSE_OF_CONCERN)
        with self._session.no_autoflush:
            for row, item, is_new in causes_last:
                self._pass_to_status(row, item, is_new=is_new)
        for _, item, is_new in items:
            if is_new:
                take_over_last_review(self._session, item, self._act)
                self.intake.added.append(item.reference)
            elif item.reference not in self.intake.changed:
                self.intake.unchanged += 1
        return had

    def _not_yet(self, row: ImportRow) -> Iterable[RowFault]:
        added_on = None if "added_on" in row.left_open else row.added_on
        dates = (
            (Column.PUBLISHED, row.published),
            (Column.STATUS_SINCE, row.status_since),
            (Column.ADDED_ON, added_on),
            (Column.LAST_REVIEW, row.plain.get(Column.LAST_REVIEW.field.attribute)),
        )
        for column, day in dates:
            if day is not None and day > self._act.today:
                today = written(self._act.today)
                yield RowFault(
                    row.row, column, f"{written(day)} is in the future: today is {today}.", "Check the year."
                )

    def _look_up(self, rows: Sequence[ImportRow]) -> None:
        """Read at once what the register holds of `rows`: people, reports, items, and who has which number."""
        self._people.look_up(name for row in rows for name in (row.owner, row.deputy) if name is not None)
        reports = self._held(InspectionReport, InspectionReport.code, {row.report_code for row in rows})
        self._reports = {report.code: report for report in reports}
        for row in rows:
            self._report(row)
        self._session.flush()
        codes = {self._reports[row.report_code].id: row.report_code for row in rows}
        self._items = {code: {} for code in codes.values()}
        for item in self._held(Recommendation, Recommendation.report_id, codes):
            self._items[codes[item.report_id]][item.number.casefold()] = item
        numbers = [row.register_number for row in rows if row.register_number is not None]
        for item in self._held(Recommendation, Recommendation.register_number, numbers):
            self._with_number[item.register_number or ""] = item.id

    def _held(
        self, kind: type[Held], column: InstrumentedAttribute[Any], values: Iterable[object]
    ) -> Iterator[Held]:
        """Yield the records of a `kind` that have one of `values` in `column`."""
        for part in batched(values, BATCH):
            yield from self._session.scalars(select(kind).where(column.in_(part)))

    def _report(self, row: ImportRow) -> InspectionReport:
        report = self._reports.get(row.report_code)
        if report is None:
            report = InspectionReport(
                code=row.report_code,
                title=row.report or row.report_code,
                kind=row.report_kind or ReportKind.OTHER,
                published_on=row.published,
            )
            self._session.add(report)
            self._session.flush()
            self._reports[report.code] = report
            published = self._act.effective(report.published_on)
            note(self._session, EventKind.REPORT_ADDED, published, report=report, to=report.code)
            self.intake.new_reports.append(report.code)
            return report
        wanted = {"title": row.report, "kind": row.report_kind, "published_on": row.published}
        for name, value in wanted.items():
            was = getattr(report, name)
            if value is not None and value != as_in_a_cell(was):
                setattr(report, name, value)
                corrected = {"field": name, "was": was, "to": value}
                note(self._session, EventKind.REPORT_CORRECTED, self._act, report=report, **corrected)
                self._changed(report.code, name, was, value)
        return report

    def _item(self, row: ImportRow) -> tuple[Recommendation, bool]:
        item = self._items[row.report_code].get(row.number.casefold()) or self._by_register_number(row)
        if item is not None:
            return item, False
        item = Recommendation(
            report=self._reports[row.report_code],
            number=row.number,
            deadline_on=row.original_deadline or row.deadline.on,
            deadline_basis=row.deadline.basis,
            deadline_moves=0,
            added_on=row.added_on,
            review_anchor_on=row.reviews_from or row.added_on,
            **{name: value for name, value in self._described(row).items() if value is not None},
        )
        self._session.add(item)
        item.enter(self._act)
        # When it moved is not known, only that it had by then: the committee is told of later moves.
        if row.deadline.on != item.deadline_on:
            item.move_deadline(
                row.deadline.on, row.deadline.basis, self._act.effective(row.added_on), reason=IMPORTED
            )
        item.deadline_moves = row.deadline_moves or item.deadline_moves
        self._items[row.report_code][row.number.casefold()] = item
        self._check_register_number(row, item)
        return item, True

    def _described(self, row: ImportRow) -> dict[str, Any]:
        return self._filing.written(described(row))

    def _by_register_number(self, row: ImportRow) -> Recommendation | None:
        """Return the item of a row that gives no number in the report, but a register number that is known."""
        if row.number != row.register_number:
            return None
        of_report = self._items[row.report_code].values()
        return next((item for item in of_report if item.register_number == row.register_number), None)

    def _update(self, row: ImportRow, item: Recommendation, *, is_new: bool) -> None:
        parent = self._parent(row, item)
        deputy = self._people.named(row.deputy, item.deputy)
        if is_new:
            item.deputy, item.parent = deputy, parent
        else:
            self._correct(row, item, {**self._described(row), "deputy": deputy, "parent": parent})
        if row.parent_is_said and parent is None and not is_new:
            self._correct_one(item, "parent", None)
        owner = self._people.named(row.owner, item.owner)
        if owner is not None and owner is not item.owner:
            if not is_new:
                self._changed(item.reference, "owner", item.owner and item.owner.name, owner.name)
            item.assign(owner, self._act.effective(item.added_on) if is_new else self._act)

    def _correct(self, row: ImportRow, item: Recommendation, values: dict[str, object]) -> None:
        for name, value in values.items():
            was = getattr(item, name)
            held = on_a_line(was) if name in _ON_A_LINE else as_in_a_cell(was)
            if name not in row.left_open and value not in (None, "", held):
                if name == "register_number" and not self._check_register_number(row, item):
                    continue
                self._correct_one(item, name, value)
        self._check_original(row, item)
        if row.deadline.on not in (None, item.deadline_on):
            self._changed(item.reference, "deadline", item.deadline_on, row.deadline.on)
            item.move_deadline(row.deadline.on, row.deadline.basis, self._act, reason=IMPORTED)
        elif row.deadline.on and not row.basis_left_open:
            self._correct_one(item, "deadline_basis", row.deadline.basis)

    def _correct_one(self, item: Recommendation, name: str, value: object) -> None:
        was = getattr(item, name)
        if value != was:
            item.correct(name, value, self._act)
            self._changed(item.reference, name, was, value)

    def _parent(self, row: ImportRow, item: Recommendation) -> Recommendation | None:
        if not row.parent:
            return None
        found = self._items[row.report_code].get(row.parent.casefold())
        if found is None or found is item:
            wrong = f"{row.report_code} has no other item with the number {row.parent}."
            right = "Enter the number of the cause of concern this row belongs to."
            self.intake.faults.append(RowFault(row.row, Column.PART_OF, wrong, right))
            return None
        return found

    def _check_original(self, row: ImportRow, item: Recommendation) -> None:
        """Refuse another original deadline than the one that is kept."""
        if row.original_deadline is None or item.original_deadline_on in (None, row.original_deadline):
            return
        kept = written(item.original_deadline_on)
        wrong = f"The register has {kept} as the original deadline of {item.reference}."
        right = f"Write {kept}, or leave the cell empty: an original date never changes."
        self.intake.faults.append(RowFault(row.row, Column.ORIGINAL_DEADLINE, wrong, right))

    def _check_register_number(self, row: ImportRow, item: Recommendation) -> bool:
        if row.register_number is None:
            return True
        held_by = self._with_number.get(row.register_number)
        if held_by in (None, item.id):
            return True
        other = self._session.get_one(Recommendation, held_by)
        self.intake.faults.append(
            RowFault(
                row.row,
                Column.REGISTER_NUMBER,
                f"{other.code_number} already has the number {row.register_number}.",
                "Check the number, the report code and the number in the report.",
            )
        )
        item.register_number = None
        return False

    def _pass_to_status(self, row: ImportRow, item: Recommendation, *, is_new: bool) -> None:
        if not is_new and "status" in row.left_open:
            return
        if row.status is item.status:
            self._date_status(row, item, is_new=is_new)
            return
        undated = row.status_since is None
        if undated and (not is_new or row.status is Status.AWAITING_ALLOCATION):
            return
        was = item.status
        on = row.status_since or item.added_on
        try:
            self._become(item, row.status, on)
        except NotYet:
            return  # It has been told of already.
        except CauseStillOpen as refusal:
            right = "Close its recommendations first, or leave it open."
            self.intake.faults.append(RowFault(row.row, Column.STATUS, str(refusal), right))
            return
        except BeforePresentStatus as refusal:
            wrong, _, right = str(refusal).rpartition(". ")
            self.intake.faults.append(RowFault(row.row, Column.STATUS_SINCE, f"{wrong}.", right))
            return
        if not is_new:
            self._changed(item.reference, "status", was, row.status)

    def _become(self, item: Recommendation, status: Status, on: date) -> None:
        # Nobody can be asked about a sign-off that lies before what the register has, so a file's is refused.
        if on < item.status_since:
            raise BeforePresentStatus(reference=item.reference, status=item.status, since=item.status_since)
        item.become(status, self._act.effective(on), reason=IMPORTED)

    def _date_status(self, row: ImportRow, item: Recommendation, *, is_new: bool) -> None:
        was = item.status_since
        if row.status_since in (None, was):
            return
        if is_new:
            item.status_since = row.status_since
        else:
            item.correct("status_since", row.status_since, self._act)
            self._changed(item.reference, "status_since", was, row.status_since)

    def _changed(self, reference: str, what: str, was: object, to: object) -> None:
        self.intake.changed.setdefault(reference, []).append(change(what, was, to))


def described(row: ImportRow) -> dict[str, object]:
    """Return what the row says of the item itself, by the item's own fields.

    The register number comes first, since the item is from then on called by it.
    """
    return {
        "register_number": row.register_number,
        "kind": row.kind,
        "text": row.text,
        "addressed_to": row.addressed_to,
        "mandatory": row.mandatory,
        **row.plain,
        "deadline_wording": row.deadline.wording or None,
    }
