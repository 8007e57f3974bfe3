"""A document that comes with a message."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.kinds import DocumentKind


@dataclass(frozen=True)
class Document:
    """A document made from the register for `asked_by`, the number of a person; `today` is the local date.

    `held_on` is the meeting a paper or a workbook is for: None for what concerns no meeting.
    """

    kind: DocumentKind
    asked_by: int
    today: date
    held_on: date | None = None

    EXAMPLE: ClassVar["Document"]

    @property
    def file_name(self) -> str:
        """The name of the file, which sorts by date."""
        endings = {
            DocumentKind.PAPER: "docx",
            DocumentKind.WORKBOOK: "xlsx",
            DocumentKind.CALENDAR: "ics",
        }
        return f"hmicfrs-{self.kind}-{self.held_on or self.today}.{endings[self.kind]}"


Document.EXAMPLE = Document(DocumentKind.PAPER, 1, date(2022, 12, 8), date(2022, 12, 15))
