"""Which report a row belongs to, and which number it has there, where the row itself does not say."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final, TypeVar

from models.enums import ItemKind
from models.imports.cells import (
    Cell,
    FaultyCell,
    read_code,
    read_date,
    read_name,
    read_number,
    read_register_number,
    read_word,
    spelled,
)
from models.imports.headings import Headings
from models.imports.known import Known
from models.imports.questions import IN_ORDER, Question, Questions
from models.register.fields import Column

Read = TypeVar("Read")

LONGEST_CODE: Final = 20
_USUAL_CODE: Final = 12
_SMALL_WORDS: Final = frozenset(
    {
        *(
            "a",
            "an",
            "and",
            "as",
            "at",
            "by",
            "for",
            "from",
            "in",
            "into",
            "inspection",
            "national",
            "of",
            "on",
            "or",
        ),
        *("our", "police", "report", "the", "their", "to", "with"),
    }
)


class Identities:
    """Finds code, publication date and number for rows that leave them open; asks once for each report.

    What any row of the file says of a report holds for its others, and so does what the register knows.
    """

    def __init__(
        self,
        rows: Iterable[tuple[int, Mapping[str, Cell]]],
        headings: Headings,
        known: Known,
        questions: Questions,
        file: str,
    ) -> None:
        """Look through `rows` of the `file` for what they say of reports; questions go into `questions`."""
        self._headings = {column: heading for heading, column in headings.columns.items()}
        self._known, self._questions, self._file = known, questions, file
        self._codes: dict[str, str] = {}
        self._published: dict[str, date] = {}
        self._numbers: defaultdict[str, set[str]] = defaultdict(set)
        self._by_text: dict[str, dict[str, str]] = {}
        self._section = ""
        for _, cells in rows:
            title, code, published = self._said(cells)
            number = _tried(read_number, self._cell(cells, Column.NUMBER))
            if title and code:
                self._codes.setdefault(spelled(title), code)
            if code and number:
                self._numbers[code].add(number.casefold())
            if published and (code or title):
                self._published.setdefault(code or spelled(title), published)

    def begin_section(self, words: str) -> None:
        """Take the words of a row that heads a section for the title of the reports beneath it."""
        self._section = words

    def given(self, row: int, cells: Mapping[str, Cell]) -> tuple[dict[Column, Cell], frozenset[Column]]:
        """Return what is given for the empty cells of a row, and which of its fields are asked about."""
        title, code, published = self._said(cells)
        given: dict[Column, Cell] = {}
        asked: set[Column] = set()
        register_number = _tried(read_register_number, self._cell(cells, Column.REGISTER_NUMBER))
        called = title or self._section or self._file
        if not title and (self._section or Column.REPORT not in self._headings):
            given[Column.REPORT] = called
        if code is None and self._is_empty(cells, Column.REPORT_CODE):
            code = self._code(called, register_number)
            given[Column.REPORT_CODE] = code
            if code is None:
                asked.add(Column.REPORT_CODE)
                self._ask(Column.REPORT_CODE, called, row, self._proposed_code(called))
        if published is None and self._is_empty(cells, Column.PUBLISHED):
            published = self._published_on(code, called)
            given[Column.PUBLISHED] = published
            if published is None:
                asked.add(Column.PUBLISHED)
                self._ask(Column.PUBLISHED, code or called, row)
        if register_number is None and self._is_empty(cells, Column.NUMBER):
            given[Column.NUMBER] = self._number(row, cells, code)
            if given[Column.NUMBER] is None:
                asked.add(Column.NUMBER)
        return {column: cell for column, cell in given.items() if cell is not None}, frozenset(asked)

    def _said(self, cells: Mapping[str, Cell]) -> tuple[str, str | None, date | None]:
        title = _tried(read_name, self._cell(cells, Column.REPORT)) or ""
        code = _tried(read_code, self._cell(cells, Column.REPORT_CODE))
        return title, code, _tried(read_date, self._cell(cells, Column.PUBLISHED))

    def _cell(self, cells: Mapping[str, Cell], column: Column) -> Cell:
        return cells.get(self._headings[column]) if column in self._headings else None

    def _is_empty(self, cells: Mapping[str, Cell], column: Column) -> bool:
        return self._cell(cells, column) in (None, "")

    def _code(self, called: str, register_number: str | None) -> str | None:
        flat = spelled(called)
        known = self._known.reports.get(flat)
        return (
            self._known.code_of(register_number)
            or self._codes.get(flat)
            or (known.code if known else None)
            or self._known.meanings.get((Column.REPORT_CODE, flat))
        )

    def _published_on(self, code: str | None, called: str) -> date | None:
        known = self._known.reports.get(code or spelled(called))
        answered = self._known.meanings.get((Column.PUBLISHED, spelled(code or called))) or (
            self._known.meanings.get((Column.PUBLISHED, spelled(called)))
        )
        return (
            self._published.get(code or "")
            or self._published.get(spelled(called))
            or (known.published if known else None)
            or (date.fromisoformat(answered) if answered else None)
        )

    def _number(self, row: int, cells: Mapping[str, Cell], code: str | None) -> str | None:
        text = self._cell(cells, Column.TEXT)
        if code is None or text is None:
            return None
        by_text = self._by_text.setdefault(code, self._known.numbers_in(code))
        same = by_text.get(spelled(str(text)))
        if same is not None:
            return same
        if self._known.meanings.get((Column.NUMBER, spelled(code))) != IN_ORDER:
            self._questions.ask(Question(Column.NUMBER, code, (row,), IN_ORDER, (IN_ORDER,)))
            return None
        kind = _tried(lambda cell: read_word(cell, ItemKind), self._cell(cells, Column.KIND))
        lead = (kind or ItemKind.RECOMMENDATION).number_prefix
        taken = self._numbers[code] | {each.casefold() for each in by_text.values()}
        number = next(f"{lead}{n}" for n in range(1, 10_000) if f"{lead}{n}".casefold() not in taken)
        self._numbers[code].add(number.casefold())
        return number

    def _proposed_code(self, called: str) -> str:
        asked = {each.proposal for each in self._questions.asked.values() if spelled(called) != each.key[1]}
        taken = asked | set(self._known.reports) | set(self._codes.values())
        return code_for(called, taken)

    def _ask(self, column: Column, words: str, row: int, proposal: str = "") -> None:
        self._questions.ask(Question(column, words, (row,), proposal))


def code_for(title: str, taken: Iterable[str] = ()) -> str:
    """Return a short code for the report called `title`, which is none of those `taken`: `VETTING`, `PEEL2122`."""
    words = [
        word for word in re.findall(r"[A-Za-z]+|\d+", title.upper()) if word.casefold() not in _SMALL_WORDS
    ]
    first = next((word for word in words if word[0].isalpha()), "REPORT")
    years = "".join(word[-2:] for word in words if word.isdigit() and len(word) in (2, 4))
    code = f"{first[:_USUAL_CODE]}{years[:4]}"
    if len(code) == 1:
        code = "REPORT"
    used = set(taken)
    return next(
        each
        for each in (code, *(f"{code[: LONGEST_CODE - 2]}{n}" for n in range(2, 100)))
        if each not in used
    )


def _tried(read: Callable[[Cell], Read | None], cell: Cell) -> Read | None:
    """Return what a cell says, or None where it cannot be read: its row says what is wrong."""
    try:
        return read(cell)
    except FaultyCell:
        return None
