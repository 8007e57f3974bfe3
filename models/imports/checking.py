"""From the rows of a register to rows that can be taken in, or to everything that is wrong with them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from models.enums import ItemKind
from models.imports.cells import LONGEST_NAME, Cell, quoted, spelled
from models.imports.headings import Headings
from models.imports.identity import Identities
from models.imports.known import Known
from models.imports.meanings import Answered, Answers
from models.imports.namesakes import Namesakes, ask_about_names
from models.imports.questions import Question, Questions
from models.imports.rows import ImportRow, RowFault, RowReader, is_mandatory, written
from models.register.fields import Column

MOST_FAULTS: Final = 5_000
"""Faults after which reading stops: nobody corrects more in one go."""

_TOTAL: Final = re.compile(r"(?:grand |sub ?)?totals?\b")
NOTHING: Final[Mapping[Column, Cell]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Checked:
    """The rows of a file that are sound, in its order, and the faults of the others, in theirs.

    `left_out` are the rows, each with its words, that hold no item: heads of sections, totals, footnotes.
    `questions` are what only a person knows, and `answered` what was taken as somebody has answered before.
    `cut_short` says that reading stopped at MOST_FAULTS. Nothing may be taken in where there are either.
    """

    rows: tuple[ImportRow, ...]
    faults: tuple[RowFault, ...]
    cut_short: bool = False
    left_out: tuple[tuple[int, str], ...] = ()
    questions: tuple[Question, ...] = ()
    answered: tuple[Answered, ...] = ()


def check_rows(
    rows: Iterable[tuple[int, Mapping[str, Cell]]],
    headings: Headings,
    *,
    headed_in: int = 1,
    given: Mapping[Column, Cell] = NOTHING,
    force: str | None = None,
    known: Known | None = None,
    file: str = "",
) -> Checked:
    """Check the `rows` of a `file`, each with its number and its cells by heading.

    `headed_in` is the number of the row of headings: a needed column that is missing is a fault of that row.
    `force` is the name of this force. `given` holds what applies to every row whose own cell is empty.
    Where it is `known` what the register holds, what a file leaves open is taken from there, and what only a person
    knows is asked; else that is a fault. Within the file, no identifier may come twice, and every row of a report
    must say the same of it. A number that extends a cause of concern's number in the same report is its child.
    """
    missing = tuple(_missing(headings, headed_in, given, asks=known is not None))
    if missing:
        return Checked((), missing)
    sound: list[ImportRow] = []
    faults: list[RowFault] = []
    left_out: list[tuple[int, str]] = []
    whole, questions = _WholeFile(), Questions()
    rows = list(rows)
    identities = Identities(rows, headings, known, questions, file) if known is not None else None
    answers = Answers(known)
    for number, by_heading in rows:
        if (words := _no_item(by_heading, headings)) is not None:
            left_out.append((number, words))
            if identities is not None and not _is_remark(words):
                identities.begin_section(words)
            continue
        of_row, asked = identities.given(number, by_heading) if identities else ({}, frozenset[Column]())
        reader = RowReader(number, by_heading, headings, {**given, **of_row}, force, answers, asked)
        row = reader.read()
        whole.compare(reader)
        for question in reader.questions:
            questions.ask(question)
        faults += reader.faults
        if row is not None and not reader.faults:
            sound.append(row)
        if len(faults) >= MOST_FAULTS:
            return Checked(tuple(sound), tuple(faults[:MOST_FAULTS]), cut_short=True)
    if known is not None:
        named = ((row.row, name) for row in sound for name in (row.owner, row.deputy) if name)
        ask_about_names(named, Namesakes(known.people), questions, answers.people)
    sound, nested = _with_parents([whole.fill_in(row) for row in sound], headings)
    in_order = tuple(sorted((*faults, *nested), key=lambda fault: fault.row))
    return Checked(
        tuple(sound),
        in_order,
        left_out=tuple(left_out),
        questions=tuple(questions.asked.values()),
        answered=answers.used,
    )


def _is_remark(words: str) -> bool:
    """Say whether the words of a row explain or sum up, rather than head the rows beneath them."""
    return words.startswith(("*", "†", "Note", "Key")) or _TOTAL.match(spelled(words)) is not None


def _no_item(by_heading: Mapping[str, Cell], headings: Headings) -> str | None:
    """Return the words of a row that only heads a section, sums up or explains; None of a row that is an item."""
    filled = {heading: cell for heading, cell in by_heading.items() if cell not in (None, "")}
    identity = (Column.TEXT, Column.NUMBER, Column.REGISTER_NUMBER)
    given = {headings.columns.get(heading) for heading in filled}
    words = str(next(iter(filled.values()), ""))
    is_alone = len(filled) == 1 and not given & set(identity)
    is_total = Column.TEXT not in given and _TOTAL.match(spelled(words)) is not None
    return " ".join(words.split())[:LONGEST_NAME] if is_alone or is_total else None


def _missing(
    headings: Headings, headed_in: int, given: Mapping[Column, Cell], *, asks: bool
) -> Iterator[RowFault]:
    for column in headings.missing:
        near = next((each.heading for each in headings.unknown if each.nearest is column), None)
        if column not in given and (near or column is Column.TEXT or not asks):
            yield RowFault(
                headed_in,
                column,
                f"The file has no column “{column}”.",
                f"Rename the column “{near}” to “{column}”." if near else f"Add a column headed “{column}”.",
            )


class _WholeFile:
    """What earlier rows said, against which each row is compared."""

    def __init__(self) -> None:
        self._first_row: dict[tuple[Column, str], int] = {}
        self._said: dict[tuple[str, Column], tuple[int, Any]] = {}
        self._mandatory: dict[int, bool] = {}

    def compare(self, reader: RowReader) -> None:
        """Note in `reader` what contradicts an earlier row, even where the row has other faults."""
        got = reader.values
        if got[Column.MANDATORY] is not None:
            self._mandatory[reader.number] = got[Column.MANDATORY]
        code, number, register = (
            got[column] for column in (Column.REPORT_CODE, Column.NUMBER, Column.REGISTER_NUMBER)
        )
        if code and (number or register):
            reference = f"{code}-{number or register}"
            self._only_once(reader, Column.NUMBER if number else Column.REGISTER_NUMBER, reference)
        if register:
            self._only_once(reader, Column.REGISTER_NUMBER, register)
        for column in (Column.REPORT, Column.REPORT_KIND, Column.PUBLISHED):
            if code and got[column] is not None:
                self._same_as_before(reader, code, column)

    def fill_in(self, row: ImportRow) -> ImportRow:
        """Return the row with the title and kind that any row of its report gives."""
        kind = row.report_kind or self._of(row.report_code, Column.REPORT_KIND)
        return replace(
            row,
            report=row.report or self._of(row.report_code, Column.REPORT),
            report_kind=kind,
            mandatory=is_mandatory(self._mandatory.get(row.row), kind),
        )

    def _of(self, code: str, column: Column) -> Any:
        return self._said.get((code, column), (0, None))[1]

    def _only_once(self, reader: RowReader, column: Column, reference: str) -> None:
        first = self._first_row.setdefault((column, reference.casefold()), reader.number)
        if first != reader.number:
            reader.wrong(
                column,
                f"{quoted(reference)} is already in row {first}.",
                "Correct the number, or delete one of the two rows.",
            )

    def _same_as_before(self, reader: RowReader, code: str, column: Column) -> None:
        value = reader.values[column]
        row, before = self._said.setdefault((code, column), (reader.number, value))
        same = spelled(value) == spelled(before) if column is Column.REPORT else value == before
        if not same:
            said = written(before) if column is Column.PUBLISHED else before
            reader.wrong(
                column,
                f"Row {row} says {quoted(said)} for the same report, {code}.",
                f"Write the same in every row of {code}, or give this row another report code.",
            )


def _with_parents(rows: list[ImportRow], headings: Headings) -> tuple[list[ImportRow], list[RowFault]]:
    """Give each row its parent, and find causes of concern that stand within another."""
    causes: dict[str, list[str]] = {}
    for row in rows:
        if row.kind is ItemKind.CAUSE_OF_CONCERN:
            causes.setdefault(row.report_code, []).append(row.number)
    found = [
        row
        if row.parent_is_said
        else replace(row, parent=parent_by_number(row.number, causes.get(row.report_code, ())))
        for row in rows
    ]
    kind_heading = next(
        (name for name, column in headings.columns.items() if column is Column.KIND), Column.KIND
    )
    nested = [
        RowFault(
            row.row,
            kind_heading,
            f"{row.report_code}-{row.number} is a cause of concern within another, {row.report_code}-{row.parent}.",
            "Make it a recommendation, or give it a number that does not start with the other's.",
        )
        for row in found
        if row.parent and row.kind is ItemKind.CAUSE_OF_CONCERN
    ]
    return found, nested


def parent_by_number(number: str, causes: Iterable[str]) -> str | None:
    """Return the longest of `causes` that `number` extends: 1a and 1.2 extend 1, and 10 does not."""
    within = [
        cause
        for cause in causes
        if len(number) > len(cause) and number.startswith(cause) and not number[len(cause)].isdigit()
    ]
    return max(within, key=len, default=None)
