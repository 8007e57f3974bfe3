"""A recommendation while it is being found: the pieces of its text, before anything is concluded from them."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from models.enums import ItemKind
from models.report_parser.addressees import DATED_PERFECT, DUTY, RECOMMENDS_THAT
from models.report_parser.marks import Mark, MarkKind

_SECOND, _THIRD = "  \u2013 ", "    \u2013 "
_DASHES = "\u2013\u2014"


_DUE = re.compile(
    r"(?:by|within|before|no later than|with immediate|immediately)\b[^,:;.]{0,60}(?=,)", re.IGNORECASE
)
_NUMBERED = re.compile(r"(?P<number>\d{1,3})[.)]{1,2}\s+")


class FoundBy(StrEnum):
    """By what a recommendation was known to begin."""

    HEAD = "head"
    NUMBER = "number"
    POINT = "point"
    SENTENCE = "sentence"
    ROW = "row"


@dataclass(slots=True, eq=False)
class Raw:
    """A recommendation that has been found.

    `number` is as printed; `to` are the words of its head, list or cell that say for whom it is, and `due` those of
    a cell that say by when. `counted` is the number of its last numbered point; `is_beneath` says that it ends a
    sentence that its list began. `paragraph` is the number of the report's own paragraph that it is in, `title` is
    that of another report, and `follows` the words after which it ended.
    """

    kind: ItemKind
    by: FoundBy
    page: int | None
    number: str | None = None
    register_number: str | None = None
    to: str | None = None
    due: str | None = None
    title: str | None = None
    parent: "Raw | None" = None
    follows: str = ""
    parts: list[str] = field(default_factory=list)
    counted: int = 0
    is_beneath: bool = False
    paragraph: str | None = None
    _rounds: bool = False

    @property
    def text(self) -> str:
        """Its text, with each point on a line of its own."""
        return "\n".join(self.parts).strip()

    @property
    def is_numbered(self) -> bool:
        """Whether a number is printed with it."""
        return self.number is not None or self.register_number is not None

    @property
    def awaits(self) -> bool:
        """Whether more has to come: it has no text yet, or its text breaks off or announces points."""
        return not self.parts or self.parts[-1].rstrip()[-1:] not in {".", ";", "?", "!"}

    @property
    def announces(self) -> bool:
        """Whether its text so far announces points that are still to come."""
        return bool(self.parts) and self.parts[-1].rstrip().endswith((":", ",", "\u2013", "and", "or"))

    @property
    def has_duty(self) -> bool:
        """Whether anything is asked for in it."""
        asked = f"{self.to} {self.text}" if self.is_beneath else self.text
        begun = RECOMMENDS_THAT.match(self.text) or DATED_PERFECT.match(self.text)
        return begun is not None or DUTY.search(asked) is not None

    @property
    def is_stem(self) -> bool:
        """Whether it is only the beginning of a sentence, such as “The Home Office should:”."""
        return self.by is FoundBy.SENTENCE and len(self.parts) == 1 and self.announces

    def put_beneath(self, stem: str) -> None:
        """Say that it ends the sentence that `stem` begins, which says to whom and by when."""
        self.is_beneath, self.to = True, stem
        due = _DUE.match(stem)
        self.due = due[0] if due else self.due

    def divided(self) -> "list[Raw]":
        """Return its numbered points as recommendations of their own beneath its first part."""
        stem, *points = self.parts
        divided: list[Raw] = []
        for part in points:
            number = _NUMBERED.match(part)
            if number is not None:
                raw = Raw(self.kind, FoundBy.NUMBER, self.page, number=number["number"], parent=self.parent)
                raw.put_beneath(stem)
                divided.append(raw)
            if divided:
                divided[-1].parts.append(part[number.end() :] if number else part)
        return divided

    def counts_on(self, mark: Mark) -> bool:
        """Say whether a numbered paragraph is the next of its points: after a colon, or after the one before."""
        number = int(mark.number) if mark.number is not None and mark.number.isdecimal() else 0
        begins = number == 1 and self.by is not FoundBy.NUMBER and self.announces
        return begins or (self.counted > 0 and number == self.counted + 1)

    def add(self, mark: Mark, text: str) -> None:
        """Add a paragraph, which begins with `mark` and reads `text`."""
        if mark.what is MarkKind.NUMBER and mark.number is not None and mark.number.isdecimal():
            self.counted = int(mark.number)
        if mark.what is MarkKind.BULLET:
            self.parts.append(f"• {mark.rest}")
        elif mark.what is MarkKind.DASH:
            self._rounds |= text[:1] not in _DASHES
            below = self._rounds and text[:1] in _DASHES
            self.parts.append(f"{_THIRD if below else _SECOND}{mark.rest}")
        elif mark.what is MarkKind.LETTER:
            self.parts.append(f"({mark.number}) {mark.rest}")
        else:
            self.parts.append(text)
