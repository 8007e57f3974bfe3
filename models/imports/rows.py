"""One row of a register: from its cells to an `ImportRow`, or to what is wrong with them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from models.deadlines.deadline import Deadline, DeadlineBasis, read_deadline
from models.enums import OWNERS_TURN, Addressee, ItemKind, Rag, ReportKind, Status
from models.imports import cells
from models.imports.cells import Cell, FaultyCell, quoted
from models.imports.columns import AnyColumn, Column, Headings, spelled
from models.imports.deadlines import DeadlineCells, written
from models.imports.further import Further
from models.refusals.deadlines import NotADeadline

__all__ = ["ImportRow", "RowFault", "RowReader", "is_mandatory", "written"]

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is `wrong` in one cell of the file and what would be `right`, each in full sentences.

    `row` is the number that the spreadsheet shows; `column` is the heading as the file has it.
    """

    row: int
    column: str
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One checked row of a register. None stands for what the row leaves open.

    `parent` is the number, in the same report, of the cause of concern to which the row belongs; `parent_is_said`
    that the row names it, or says that there is none. `left_open` names the fields whose cells are empty, and
    which have their usual meaning in a new item. `basis_left_open` says that the deadline's basis is a guess.
    """

    row: int
    report: str | None
    report_code: str
    report_kind: ReportKind | None
    published: date
    number: str
    register_number: str | None
    kind: ItemKind
    text: str
    addressed_to: frozenset[Addressee]
    mandatory: bool
    deadline: Deadline
    owner: str | None
    deputy: str | None
    portfolio: str | None
    board: str | None
    theme: str | None
    rag: Rag | None
    status: Status
    status_since: date | None
    added_on: date
    notes: str | None
    parent: str | None = None
    parent_is_said: bool = False
    left_open: frozenset[str] = frozenset()
    accepted: bool | None = None
    original_deadline: date | None = None
    deadline_moves: int | None = None
    basis_left_open: bool = False
    peel_question: int | None = None
    reviews_from: date | None = None


_WITH_A_USUAL_MEANING = {
    "kind": Column.KIND,
    "addressed_to": Column.ADDRESSED_TO,
    "mandatory": Column.MANDATORY,
    "status": Column.STATUS,
    "added_on": Column.ADDED_ON,
}


class RowReader:
    """Reads the cells of one row, and collects every fault instead of stopping at the first."""

    def __init__(
        self, number: int, by_heading: Mapping[str, Cell], headings: Headings, given: Mapping[Column, Cell]
    ) -> None:
        """Take the row's `number`, its cells by heading, and what is `given` for cells that are empty."""
        self.number = number
        self.faults: list[RowFault] = []
        self.values: dict[AnyColumn, Any] = {}
        self._by_heading = by_heading
        self._headings = headings
        self._cells: dict[AnyColumn, Cell] = dict(given.items())
        self._cells |= {
            column: by_heading[heading]
            for heading, column in headings.columns.items()
            if by_heading.get(heading) not in (None, "")
        }

    def read(self) -> ImportRow | None:
        """Return the row, or None if it has faults."""
        self._read_report()
        self._read_identity()
        self._read_addressees()
        self._read_deadline()
        self._read_people()
        self._read_state()
        if self.faults:
            return None
        got = self.values
        return ImportRow(
            row=self.number,
            report=got[Column.REPORT],
            report_code=got[Column.REPORT_CODE],
            report_kind=got[Column.REPORT_KIND],
            published=got[Column.PUBLISHED],
            number=got[Column.NUMBER] or got[Column.REGISTER_NUMBER],
            register_number=got[Column.REGISTER_NUMBER],
            kind=got[Column.KIND] or ItemKind.RECOMMENDATION,
            text=got[Column.TEXT],
            addressed_to=got[Column.ADDRESSED_TO] or frozenset({Addressee.FORCE}),
            mandatory=is_mandatory(got[Column.MANDATORY], got[Column.REPORT_KIND]),
            deadline=got[Column.DEADLINE],
            owner=got[Column.OWNER],
            deputy=got[Column.DEPUTY],
            portfolio=got[Column.PORTFOLIO],
            board=got[Column.BOARD],
            theme=got[Column.THEME],
            rag=got[Column.RAG],
            status=got[Column.STATUS],
            status_since=got[Column.STATUS_SINCE],
            added_on=got[Column.ADDED_ON] or got[Column.PUBLISHED],
            notes=got[Column.NOTES],
            parent=got[Further.PART_OF] or None,
            parent_is_said=got[Further.PART_OF] is not None,
            accepted=got[Further.ACCEPTED],
            original_deadline=got[Further.ORIGINAL_DEADLINE],
            deadline_moves=got[Further.TIMES_MOVED],
            basis_left_open=got[Further.DEADLINE_BASIS] is None,
            peel_question=got[Further.PEEL_QUESTION],
            reviews_from=got[Further.REVIEWS_FROM],
            left_open=frozenset(
                field for field, column in _WITH_A_USUAL_MEANING.items() if self._cells.get(column) is None
            ),
        )

    def wrong(self, column: AnyColumn, wrong: str, right: str) -> None:
        """Note a fault of this row."""
        self.faults.append(RowFault(self.number, self.heading(column), wrong, right))

    def heading(self, column: AnyColumn) -> str:
        """Return the heading under which the file has `column`."""
        return next((name for name, each in self._headings.columns.items() if each is column), column.value)

    def _take(
        self, column: AnyColumn, read: Callable[[Cell], Value | None], *, needed: str = ""
    ) -> Value | None:
        """Read one cell; `needed` says what to write where it must not be empty."""
        value = None
        try:
            value = read(self._cells.get(column))
            if value is None and needed:
                self.wrong(column, "The cell is empty.", needed)
        except FaultyCell as fault:
            self.wrong(column, fault.wrong, fault.right)
        self.values[column] = value
        return value

    def _read_report(self) -> None:
        self._take(Column.REPORT, cells.read_text)
        self._take(Column.REPORT_CODE, cells.read_code, needed="Give the report a short code, like VETTING.")
        self._take(Column.REPORT_KIND, lambda cell: cells.read_word(cell, ReportKind))
        self._take(
            Column.PUBLISHED, cells.read_date, needed="Write the day on which the report was published."
        )
        self._take(Column.MANDATORY, cells.read_yes_or_no)
        self._take(Further.ACCEPTED, cells.read_yes_or_no)

    def _read_identity(self) -> None:
        code = self.values[Column.REPORT_CODE]
        known = len(self.faults)
        number = self._take(Column.NUMBER, lambda cell: cells.read_number(cell, code))
        register_number = self._take(Column.REGISTER_NUMBER, cells.read_register_number)
        if number is None and register_number is None and len(self.faults) == known:
            self.wrong(
                Column.NUMBER,
                "The row has neither a number nor a register number.",
                "Write the number that the recommendation has in the report, like 33 or 1a.",
            )
        self._take(Column.KIND, lambda cell: cells.read_word(cell, ItemKind))
        self._take(Further.PART_OF, lambda cell: cells.read_part_of(cell, code))
        self._take(Column.TEXT, cells.read_text, needed="Write what is recommended.")

    def _read_addressees(self) -> None:
        self._take(Column.ADDRESSED_TO, cells.read_bodies)
        for column in (Column.PORTFOLIO, Column.BOARD, Column.THEME):
            self._take(column, cells.read_name)
        self._take(Further.PEEL_QUESTION, cells.read_count)

    def _read_deadline(self) -> None:
        """Read wording and date together: they must mean the same day unless the row says that it differs."""
        said = DeadlineCells(
            self._take(Column.DEADLINE, cells.read_date),
            self._take(Further.DEADLINE_BASIS, lambda cell: cells.read_word(cell, DeadlineBasis)),
            self._take(Further.ORIGINAL_DEADLINE, cells.read_date),
            self._take(Further.TIMES_MOVED, cells.read_count),
        )
        wording = self._take(Column.DEADLINE_WORDING, cells.read_text) or ""
        published = self.values[Column.PUBLISHED]
        if published is None:
            return
        try:
            meant = read_deadline(wording, published)
        except NotADeadline as refusal:
            sentences, after = str(refusal), len(str(refusal.fields["wording"]))
            end_of_first = sentences.index(". ", after) + 1
            self.wrong(Column.DEADLINE_WORDING, sentences[:end_of_first], sentences[end_of_first:].strip())
            return
        deadline = said.with_wording(meant)
        if fault := said.fault(deadline, wording):
            self.wrong(Column.DEADLINE, *fault)
        elif deadline.on is not None and deadline.on < published:
            self.wrong(
                Column.DEADLINE if said.on else Column.DEADLINE_WORDING,
                f"The deadline, {written(deadline.on)}, is before the report was published, {written(published)}.",
                "Check the years of both dates.",
            )
        self.values[Column.DEADLINE] = deadline
        self.values[Further.DEADLINE_BASIS] = None if said.leaves_basis_open(meant) else deadline.basis

    def _read_people(self) -> None:
        owner = self._take(Column.OWNER, cells.read_name)
        deputy = self._take(Column.DEPUTY, cells.read_name)
        if deputy and not self._cells.get(Column.OWNER):
            self.wrong(Column.DEPUTY, "The row names a deputy but no owner.", "Name the owner too.")
        elif deputy and owner and spelled(deputy) == spelled(owner):
            self.wrong(
                Column.DEPUTY,
                "Owner and deputy are the same person.",
                "Name someone else, or leave it empty.",
            )

    def _read_state(self) -> None:
        self._take(Column.RAG, lambda cell: cells.read_word(cell, Rag))
        owner = self.values[Column.OWNER]
        status = self._take(Column.STATUS, lambda cell: cells.read_word(cell, Status))
        if status is None:
            status = Status.IN_PROGRESS if owner else Status.AWAITING_ALLOCATION
            self.values[Column.STATUS] = status
        elif status is Status.AWAITING_ALLOCATION and owner:
            self.wrong(
                Column.STATUS,
                f"The row awaits allocation, but {quoted(owner)} owns it.",
                f"Write “{Status.IN_PROGRESS}”, or leave the owner empty.",
            )
        needed = "" if status in OWNERS_TURN else f"Write the day from which the status is “{status}”."
        self._not_before_publication(
            self._take(Column.STATUS_SINCE, cells.read_date, needed=needed), Column.STATUS_SINCE
        )
        self._not_before_publication(self._take(Column.ADDED_ON, cells.read_date), Column.ADDED_ON)
        self._take(Further.REVIEWS_FROM, cells.read_date)
        self._read_notes()

    def _not_before_publication(self, day: date | None, column: Column) -> None:
        published = self.values[Column.PUBLISHED]
        if day and published and day < published:
            self.wrong(
                column,
                f"{written(day)} is before the report was published, {written(published)}.",
                "Check both dates.",
            )

    def _read_notes(self) -> None:
        """Read the notes; where several columns give them, each part begins with its heading."""
        headings = [name for name, column in self._headings.columns.items() if column is Column.NOTES]
        parts = []
        for heading in headings:
            try:
                if text := cells.read_text(self._by_heading.get(heading)):
                    parts.append(text if len(headings) == 1 else f"{heading}: {text}")
            except FaultyCell as fault:
                self.faults.append(RowFault(self.number, heading, fault.wrong, fault.right))
        self.values[Column.NOTES] = "\n".join(parts) or None


def is_mandatory(said: bool | None, report_kind: ReportKind | None) -> bool:
    """Say whether an item is mandatory: as the row says, else all but those of super-complaints are."""
    return report_kind is not ReportKind.SUPER_COMPLAINT if said is None else said
