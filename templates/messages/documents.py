"""A document that comes with a message."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from models.enums import DocumentKind
from templates.messages import Message
from templates.parts import Parts, Text
from templates.translator import Translator


@dataclass(frozen=True)
class TakenFile:
    """Where a file lies that somebody has taken: its `id` and `address` on the surface, and its `name` there."""

    id: str
    name: str
    address: str


@dataclass(frozen=True)
class Document(Message):
    """A document made from the register for `asked_by`, the number of a person; `today` is the local date.

    `held_on` is the meeting a paper or a workbook is for: None for what concerns no meeting. A paper may go without
    its `appendix`. `references` are the items of a pack. What is known of a pack once it has been made are the
    names of the files that are `missing` from it, and the SHA-256 of its sums. On a surface that asks first whether
    a file may come, `taken` says where it lies since somebody agreed. A marked register is a copy of the one that
    was `sent` under this number, and is `named` so.
    """

    kind: DocumentKind
    asked_by: int
    today: date
    held_on: date | None = None
    references: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    sum_of_sums: str | None = None
    appendix: bool = True
    taken: TakenFile | None = None
    sent: int = 0
    named: str = ""

    @property
    def file_name(self) -> str:
        """The name of the file, which sorts by date."""
        endings = {
            DocumentKind.PAPER: "docx",
            DocumentKind.WORKBOOK: "xlsx",
            DocumentKind.CALENDAR: "ics",
            DocumentKind.PACK: "zip",
        }
        if self.kind is DocumentKind.MARKED_REGISTER:
            return f"{PurePath(self.named).stem}-faults.xlsx"
        about = f"{self._about}-" if self.references else ""
        return f"hmicfrs-{self.kind}-{about}{self.held_on or self.today}.{endings[self.kind]}"

    @property
    def _about(self) -> str:
        if len(self.references) > 1:
            return f"{len(self.references)}-items"
        return re.sub(r"[^A-Za-z0-9.-]+", "_", self.references[0])

    def layout(self, translator: Translator) -> Parts:
        """Return what the document is and what to do with it."""
        body = Text(translator.say("document", "body", kind=self.kind.value, document=self))
        missing = (Text(translator.say("document", "missing", document=self)),) if self.missing else ()
        return (body, *missing)


Document.EXAMPLE = Document(DocumentKind.PAPER, 1, date(2022, 12, 8), date(2022, 12, 15))
