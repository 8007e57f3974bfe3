"""Inspection reports."""

from datetime import date

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column, validates

from models.base import Base, Key, Name, Words
from models.enums import Participation, ReportKind
from models.ledger.records import Recorded
from models.register.same_name import as_written


class InspectionReport(Recorded, Base):
    """A report from which recommendations came.

    `published_on` is entered by a person, since the web's date is sometimes that of a re-publication.
    `pcc_comments_on` is the day on which the PCC published comments on it, as section 55 asks.
    """

    __tablename__ = "inspection_report"

    id: Mapped[Key]
    code: Mapped[Name] = mapped_column(unique=True)
    title: Mapped[Words]
    kind: Mapped[ReportKind]
    published_on: Mapped[date] = mapped_column(index=True)
    summary: Mapped[Words | None]
    themes: Mapped[list[str]] = mapped_column(JSON, default=list)
    participation: Mapped[Participation | None]
    pcc_comments_on: Mapped[date | None]
    source_link: Mapped[Words | None]

    @validates("code")
    def _upper(self, _: str, code: str) -> str:
        return as_written(code).upper()
