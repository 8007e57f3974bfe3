"""Puts what people have answered in the place of the words that they answered about, row by row."""

from dataclasses import dataclass, field

from models.enums import Status
from models.imports.asked import others_named
from models.imports.cells import Cell, spelled
from models.imports.known import Known
from models.imports.questions import cell_for
from models.register.fields import Column

_PEOPLE = (Column.OWNER, Column.DEPUTY)


@dataclass(frozen=True, slots=True)
class Answered:
    """That `words` in the column of `column` were taken to mean `meaning`, as somebody answered before."""

    column: Column
    words: str
    meaning: str


@dataclass
class Answers:
    """The answers that hold for a file, with those of them that were `used`; without `known` there are none."""

    known: Known | None
    _used: dict[tuple[Column, str], Answered] = field(default_factory=dict)

    @property
    def used(self) -> tuple[Answered, ...]:
        """What was taken otherwise than it stands in the file."""
        return tuple(each for each in self._used.values() if each.words != each.meaning)

    @property
    def asks(self) -> bool:
        """Whether somebody can be asked."""
        return self.known is not None

    @property
    def people(self) -> tuple[str, ...]:
        """The names that somebody has said are people's."""
        meanings = self.known.meanings if self.known else {}
        return tuple(meaning for (column, _), meaning in meanings.items() if column is Column.OWNER)

    def day_of(self, status: Status) -> str | None:
        """Return the day since when items are so that say no day, where that was answered."""
        return self.known.meanings.get((Column.STATUS_SINCE, spelled(status))) if self.known else None

    def is_so_already(
        self, status: Status, code: str | None, number: str | None, register: str | None
    ) -> bool:
        """Return whether an item of the register has this status."""
        return bool(self.known and code and self.known.status_of(code, number, register) is status)

    def put_into(self, cells: dict[Column, Cell]) -> None:
        """Put what was answered into the `cells` of a row."""
        if self.known is None:
            return
        for column in (Column.STATUS, Column.RAG, *_PEOPLE):
            words = cells.get(column)
            if not isinstance(words, str):
                continue
            key = (Column.OWNER if column in _PEOPLE else column, spelled(words))
            meaning = self.known.meanings.get(key)
            if meaning is None:
                continue
            self._used.setdefault(key, Answered(key[0], " ".join(words.split()), meaning))
            cells[column] = cell_for(meaning)
            others = others_named(words, meaning) if column is Column.OWNER and cells[column] else ()
            if others and not cells.get(Column.DEPUTY):
                cells[Column.DEPUTY] = others[0]
