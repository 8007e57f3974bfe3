"""One row of a register: from its cells to an `ImportRow`, or to what is wrong with them."""

import re
from collections.abc import Mapping, Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.dates.words import month_end
from models.deadlines.deadline import Deadline, DeadlineBasis, find_deadline, read_deadline
from models.enums import OWNERS_TURN, Addressee, ItemKind, ReportKind, Status
from models.imports.asked import AskedCell
from models.imports.cells import (
    EARLIEST,
    LATEST,
    Cell,
    FaultyCell,
    UnreadableCell,
    kind_in_number,
    quoted,
    read_date,
    read_text,
    spelled,
)
from models.imports.deadlines import DeadlineCells, written
from models.imports.headings import REVISED, Headings
from models.imports.history import HISTORY, last_entry
from models.imports.meanings import Answers
from models.imports.questions import Question
from models.refusals.deadlines import NotADeadline
from models.register.fields import PLAIN, Column

__all__ = ["ImportRow", "RowFault", "RowReader", "is_mandatory", "written"]


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
    `plain` holds the fields that only describe the item, by what it calls them.
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
    status: Status
    status_since: date | None
    added_on: date
    plain: Mapping[str, Any] = field(default_factory=dict)
    parent: str | None = None
    parent_is_said: bool = False
    left_open: frozenset[str] = frozenset()
    original_deadline: date | None = None
    deadline_moves: int | None = None
    basis_left_open: bool = False
    reviews_from: date | None = None


_WITH_A_USUAL_MEANING = (Column.KIND, Column.ADDRESSED_TO, Column.MANDATORY, Column.STATUS, Column.ADDED_ON)
EMPTY = "The cell is empty."
_REVISED_FROM = re.compile(
    r"(?P<now>[^()]{4,40}?)\s*\((?:revised|moved|extended|changed|originally|was|previously)(?: from)?:?"
    r"\s+(?P<first>[^()]{4,40})\)",
    re.IGNORECASE,
)
_AFTER_THE_CODE = frozenset({Column.NUMBER, Column.PART_OF})
"""Cells that may begin with the report's code, which is left out."""


class RowReader:
    """Reads the cells of one row, and collects every fault instead of stopping at the first."""

    def __init__(
        self,
        number: int,
        by_heading: Mapping[str, Cell],
        headings: Headings,
        given: Mapping[Column, Cell],
        force: str | None = None,
        answers: Answers | None = None,
        asked: AbstractSet[Column] = frozenset(),
    ) -> None:
        """Take the row's `number`, its cells by heading, and what is `given` for cells that are empty.

        `force` is the name of this force, `answers` what people have said about words like its own. What of it is
        `asked` about already is no fault.
        """
        self.number = number
        self.questions: list[Question] = []
        self._answers = answers or Answers(None)
        self._asked = set(asked)
        self.faults: list[RowFault] = []
        self.values: dict[Column, Any] = {}
        self._unreadable: set[Column] = set()
        self._by_heading = by_heading
        self._headings = headings
        self._cells: dict[Column, Cell] = dict(given.items())
        self._cells |= {
            column: by_heading[heading]
            for heading, column in headings.columns.items()
            if by_heading.get(heading) not in (None, "")
        }
        self._take_status_from_history()
        self._answers.put_into(self._cells)
        bodies = self._cells.get(Column.ADDRESSED_TO)
        if force and isinstance(bodies, str):
            named = re.sub(re.escape(force), Addressee.FORCE, bodies, flags=re.IGNORECASE)
            self._cells[Column.ADDRESSED_TO] = named

    def read(self) -> ImportRow | None:
        """Return the row, or None if it has faults."""
        self._take_words_for_a_date()
        for column in Column:
            self._take(column)
        self._check_identity()
        self._check_deadline()
        self._check_people()
        self._check_status()
        for column in (Column.STATUS_SINCE, Column.ADDED_ON):
            self._check_published_before(column)
        if self.faults or self.questions or self._asked:
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
            kind=got[Column.KIND]
            or kind_in_number(self._cells.get(Column.NUMBER))
            or ItemKind.RECOMMENDATION,
            text=got[Column.TEXT],
            addressed_to=got[Column.ADDRESSED_TO] or frozenset({Addressee.FORCE}),
            mandatory=is_mandatory(got[Column.MANDATORY], got[Column.REPORT_KIND]),
            deadline=got[Column.DEADLINE],
            owner=got[Column.OWNER],
            deputy=got[Column.DEPUTY],
            status=got[Column.STATUS],
            status_since=got[Column.STATUS_SINCE],
            added_on=got[Column.ADDED_ON] or got[Column.PUBLISHED],
            plain={column.field.attribute: got[column] for column in PLAIN},
            parent=got[Column.PART_OF] or None,
            parent_is_said=got[Column.PART_OF] is not None,
            original_deadline=got[Column.ORIGINAL_DEADLINE],
            deadline_moves=got[Column.TIMES_MOVED],
            basis_left_open=got[Column.DEADLINE_BASIS] is None,
            reviews_from=got[Column.REVIEWS_FROM],
            left_open=frozenset(
                column.field.attribute for column in _WITH_A_USUAL_MEANING if self._cells.get(column) is None
            ),
        )

    def wrong(self, column: Column, wrong: str, right: str) -> None:
        """Note a fault of this row."""
        self.faults.append(RowFault(self.number, self.heading(column), wrong, right))

    def heading(self, column: Column) -> str:
        """Return the heading under which the file has `column`."""
        return next((name for name, each in self._headings.columns.items() if each is column), column.value)

    def _take(self, column: Column) -> None:
        """Read one field, by the table; what is wrong with its cell is noted."""
        try:
            value = self._notes() if column is Column.NOTES else self._read(column)
        except FaultyCell as fault:
            if not self._ask(column, fault):
                self.wrong(column, fault.wrong, fault.right)
            self._unreadable.add(column)
            value = None
        self.values[column] = value

    def _ask(self, column: Column, fault: FaultyCell) -> bool:
        """Ask what only a person knows, where somebody can be asked; say whether that was done."""
        if not self._answers.asks or not isinstance(fault, AskedCell):
            return False
        about = Column.OWNER if column is Column.DEPUTY else column
        self.questions.append(Question(about, fault.words, (self.number,), fault.proposal, fault.choices))
        return True

    def _take_words_for_a_date(self) -> None:
        """Take “Within 6 months” or “31 March 2023 (revised from …)” in the column of the date as what it says."""
        due = self._cells.get(Column.DEADLINE)
        if due is None and spelled(self.heading(Column.DEADLINE)).startswith(REVISED):
            # A column of revised dates is empty where nothing was revised.
            due = self._cells[Column.DEADLINE] = self._cells.get(Column.ORIGINAL_DEADLINE)
        if not isinstance(due, str) or isinstance(due, UnreadableCell):
            return
        revised = _REVISED_FROM.fullmatch(due.strip())
        if revised is not None:
            self._cells[Column.DEADLINE] = revised["now"]
            self._cells.setdefault(Column.ORIGINAL_DEADLINE, revised["first"])
            return
        try:
            read_date(due)
        except FaultyCell:
            if self._cells.get(Column.DEADLINE_WORDING) is None and _is_wording(due):
                self._cells[Column.DEADLINE_WORDING] = due
                self._cells[Column.DEADLINE] = None

    def _read(self, column: Column) -> Any:
        cell, field = self._cells.get(column), column.field
        if cell is None:
            value = None
        elif column in _AFTER_THE_CODE:
            value = field.read(cell, self.values.get(Column.REPORT_CODE))
        else:
            value = field.read(cell)
        if value is None and field.needed and column not in self._asked:
            raise FaultyCell(EMPTY, field.needed)
        return value

    def _notes(self) -> str | None:
        """Read the notes; where several columns give them, each part begins with its heading."""
        headings = [name for name, column in self._headings.columns.items() if column is Column.NOTES]
        parts = []
        for heading in headings:
            try:
                if text := read_text(self._by_heading.get(heading)):
                    parts.append(text if len(headings) == 1 else f"{heading}: {text}")
            except FaultyCell as fault:
                self.faults.append(RowFault(self.number, heading, fault.wrong, fault.right))
        return "\n".join(parts) or None

    def _is_empty(self, column: Column) -> bool:
        """Say whether nothing stands in the cell; what could not be read is something."""
        return self.values[column] is None and column not in self._unreadable

    def _check_identity(self) -> None:
        is_without = self._is_empty(Column.NUMBER) and self._is_empty(Column.REGISTER_NUMBER)
        if is_without and Column.NUMBER not in self._asked:
            self.wrong(
                Column.NUMBER,
                "The row has neither a number nor an HMICFRS number.",
                "Enter the recommendation's number in the report, like 33 or 1a.",
            )

    def _check_deadline(self) -> None:
        """Take wording and date together: they must mean the same day unless the row says that it differs."""
        got, published = self.values, self.values[Column.PUBLISHED]
        wording = got[Column.DEADLINE_WORDING] or ""
        if published is None:
            return
        try:
            meant = self._month_in_text(got[Column.DEADLINE], published) or read_deadline(wording, published)
        except NotADeadline as refusal:
            sentences, after = str(refusal), len(str(refusal.fields["wording"]))
            end_of_first = sentences.index(". ", after) + 1
            self.wrong(Column.DEADLINE_WORDING, sentences[:end_of_first], sentences[end_of_first:].strip())
            return
        said = DeadlineCells(
            got[Column.DEADLINE],
            got[Column.DEADLINE_BASIS],
            got[Column.ORIGINAL_DEADLINE],
            got[Column.TIMES_MOVED],
        )
        deadline = said.with_wording(meant)
        if fault := said.fault(deadline, wording):
            self.wrong(Column.DEADLINE, *fault)
        elif deadline.on is not None and not EARLIEST <= deadline.on <= LATEST:
            wrong = f"{quoted(wording)} means the year {deadline.on.year}."
            self.wrong(Column.DEADLINE_WORDING, wrong, "Check the year of this date.")
        elif deadline.on is not None and deadline.on < published:
            self.wrong(
                Column.DEADLINE if said.on else Column.DEADLINE_WORDING,
                f"The deadline, {written(deadline.on)}, is before the report was published, {written(published)}.",
                "Check the years of both dates.",
            )
        got[Column.DEADLINE] = deadline
        got[Column.DEADLINE_BASIS] = None if said.leaves_basis_open(meant) else deadline.basis

    def _month_in_text(self, on: date | None, published: date) -> Deadline | None:
        """Return the month that the text states where Excel made its first day of it, as of “Mar-23”."""
        text, wording = self.values[Column.TEXT], self.values[Column.DEADLINE_WORDING]
        if on is None or on.day != 1 or wording or not text:
            return None
        stated = find_deadline(text, published)
        is_month = stated is not None and stated.on is not None and stated.basis is DeadlineBasis.STATED_MONTH
        if stated is None or not is_month or stated.on != month_end(on.year, on.month):
            return None
        self.values[Column.DEADLINE] = None
        return stated

    def _check_people(self) -> None:
        owner, deputy = self.values[Column.OWNER], self.values[Column.DEPUTY]
        if deputy and not self._cells.get(Column.OWNER):
            self.wrong(Column.DEPUTY, "The row names a deputy but no owner.", "Name the owner too.")
        elif deputy and owner and spelled(deputy) == spelled(owner):
            self.wrong(
                Column.DEPUTY,
                "Owner and deputy are the same person.",
                "Choose somebody else, or leave it empty.",
            )

    def _check_status(self) -> None:
        owner, status = self.values[Column.OWNER], self.values[Column.STATUS]
        if Column.STATUS in self._unreadable:
            return
        if status is None:
            status = Status.IN_PROGRESS if owner else Status.AWAITING_ALLOCATION
            self.values[Column.STATUS] = status
        elif status is Status.AWAITING_ALLOCATION and owner:
            self.wrong(
                Column.STATUS,
                f"The row awaits allocation, but {quoted(owner)} owns it.",
                f"Write “{Status.IN_PROGRESS}”, or leave the owner empty.",
            )
        if status not in OWNERS_TURN and self._is_empty(Column.STATUS_SINCE):
            self._take_status_without_day(status)

    def _take_status_without_day(self, status: Status) -> None:
        """Take a status without its day where the register has it, or with the day that was answered; else ask."""
        got = self.values
        code, number, register = got[Column.REPORT_CODE], got[Column.NUMBER], got[Column.REGISTER_NUMBER]
        if self._answers.is_so_already(status, code, number or register, register):
            return
        day = self._answers.day_of(status)
        if day is not None:
            got[Column.STATUS_SINCE] = read_date(day)
        elif self._answers.asks:
            self.questions.append(Question(Column.STATUS_SINCE, status, (self.number,)))
        else:
            self.wrong(Column.STATUS_SINCE, EMPTY, f"Enter the day the status became “{status}”.")

    def _take_status_from_history(self) -> None:
        """Take the last entry of a history of the status for what the row leaves open of it."""
        heading = next((each for each in self._by_heading if spelled(each) in HISTORY), None)
        history = self._by_heading.get(heading or "")
        last = last_entry(history) if isinstance(history, str) else None
        if last is None:
            return
        words, day = last
        if self._cells.get(Column.STATUS) is None:
            self._cells[Column.STATUS] = words
        if self._cells.get(Column.STATUS_SINCE) is None:
            self._cells[Column.STATUS_SINCE] = day

    def _check_published_before(self, column: Column) -> None:
        day, published = self.values[column], self.values[Column.PUBLISHED]
        if day and published and day < published:
            self.wrong(
                column,
                f"{written(day)} is before the report was published, {written(published)}.",
                "Check both dates.",
            )


def _is_wording(text: str) -> bool:
    """Say whether words in the column of the date are a deadline of some report."""
    try:
        read_deadline(text, LATEST)
    except NotADeadline:
        return False
    return True


def is_mandatory(said: bool | None, report_kind: ReportKind | None) -> bool:
    """Say whether an item is mandatory: as the row says, else all but those of super-complaints are."""
    return report_kind is not ReportKind.SUPER_COMPLAINT if said is None else said
