"""What a person is asked about a file that comes in: once for each word or report, with what is likely."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from models.imports.asked import NO_COLOUR, NOBODY, read_rag, read_status
from models.imports.cells import FaultyCell, read_code, read_date, read_name, spelled
from models.register.fields import Column

IN_ORDER: Final = "number them in their order"
"""What is answered where a report's items have no numbers."""

ONCE: Final = frozenset({Column.STATUS_SINCE})
"""Fields of which an answer holds for one file: in the next the same word means another day."""

Meanings = Mapping[tuple[Column, str], str]
"""What was answered, by the field and the words as `spelled` has them."""


@dataclass(frozen=True, slots=True)
class Question:
    """What `words` in the column of `column` mean, which stand in these `rows`.

    `proposal` is the likeliest answer, empty where there is none; where there are no `choices` it is written.
    """

    column: Column
    words: str
    rows: tuple[int, ...]
    proposal: str = ""
    choices: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[Column, str]:
        """What an answer is remembered by."""
        return self.column, spelled(self.words)


@dataclass
class Questions:
    """The questions about a file, each once, in the order in which they came up."""

    asked: dict[tuple[Column, str], Question] = field(default_factory=dict)

    def ask(self, question: Question) -> None:
        """Put a question; where it has been put, its rows are added to it."""
        before = self.asked.get(question.key)
        if before is None:
            self.asked[question.key] = question
        else:
            rows = (*before.rows, *(row for row in question.rows if row not in before.rows))
            self.asked[question.key] = Question(
                before.column, before.words, rows, before.proposal, before.choices
            )


def answer_to(question: Question, said: str) -> str:
    """Return an answer as it is kept. Raises FaultyCell for what is none."""
    if question.choices:
        for choice in question.choices:
            if spelled(choice) == spelled(said):
                return choice
        if question.column is not Column.OWNER:
            choices = ", ".join(question.choices)
            raise FaultyCell(f"“{said}” is not one of the answers.", f"Write one of: {choices}.")
    value = _READERS[question.column](said)
    if value is None:
        raise FaultyCell("The answer is empty.", "Write what it means.")
    return value.isoformat() if isinstance(value, date) else str(value)


_READERS: Final[Mapping[Column, Any]] = {
    Column.STATUS: read_status,
    Column.RAG: read_rag,
    Column.OWNER: read_name,
    Column.REPORT_CODE: read_code,
    Column.PUBLISHED: read_date,
    Column.STATUS_SINCE: read_date,
    Column.NUMBER: read_name,
}


def cell_for(meaning: str) -> str | None:
    """Return what stands in a cell for an answer: nothing for nobody and for no colour."""
    return None if meaning in (NOBODY, NO_COLOUR) else meaning


def proposals(questions: Iterable[Question]) -> dict[tuple[Column, str], str]:
    """Return the proposed answers of those that have one."""
    return {each.key: each.proposal for each in questions if each.proposal}
