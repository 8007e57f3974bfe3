"""A draft of a report's recommendations, and each proposal in it as people have corrected it so far."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import At, Base, EnumSet, Instant, Key, Name, Words, by_value
from models.deadlines.deadline import DeadlineBasis
from models.enums import Addressee, ItemKind, ReportKind
from models.people.person import Person
from models.statements.statement import AttachedFile


class DraftState(StrEnum):
    """How far a draft has come."""

    READING = "reading"
    READY = "ready"
    UNREADABLE = "unreadable"
    ADDED = "added"
    DISCARDED = "discarded"


OPEN_DRAFT = frozenset({DraftState.READING, DraftState.READY})
_OPEN = text("state in ('reading', 'ready')")
_WAITING = text("state = 'reading'")
WAITING: Final = text("report_draft.state = 'reading'")
"""What is to be read, in the words by which both databases know the index for it."""


class Draft(Base):
    """What was read in a report called `code`; there is one open draft for a code.

    The `text` was pasted, or it is in the `file`; both stay as they came. It is read once title, kind and date of
    publication are known. `refusal` is the sentence of why it could not be read, with its fields. `not_read` are
    words that look like a recommendation, `left_out` pieces of text that are none (`{words, what, page}`), `gaps`
    numbers that are missing. `added` are the references under which items were taken into the register.
    """

    __tablename__ = "report_draft"
    __table_args__ = (
        Index("ix_report_draft_open", "code", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_report_draft_waiting", "next_try_at", sqlite_where=_WAITING, postgresql_where=_WAITING),
    )

    id: Mapped[Key]
    code: Mapped[Name]
    title: Mapped[Words | None]
    kind: Mapped[ReportKind | None]
    published_on: Mapped[date | None]
    source_link: Mapped[Words | None]
    text: Mapped[Words | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("attached_file.id"), index=True)
    source: Mapped[Name] = mapped_column(unique=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    begun_at: Mapped[At]
    state: Mapped[DraftState] = mapped_column(by_value(DraftState), default=DraftState.READING)
    next_try_at: Mapped[At]
    attempts: Mapped[int] = mapped_column(default=0)
    refusal: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    not_read: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    left_out: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    gaps: Mapped[list[str]] = mapped_column(JSON, default=list)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    added: Mapped[list[str]] = mapped_column(JSON, default=list)

    by: Mapped[Person] = relationship(foreign_keys=by_id, lazy="joined", innerjoin=True)
    ended_by: Mapped[Person | None] = relationship(foreign_keys=ended_by_id)
    file: Mapped[AttachedFile | None] = relationship()
    items: Mapped[list["DraftItem"]] = relationship(order_by="DraftItem.place", back_populates="draft")

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed."""
        return self.state in OPEN_DRAFT

    @property
    def is_described(self) -> bool:
        """Whether everything is known about the report that is needed to read it."""
        return None not in (self.title, self.kind, self.published_on)


class DraftItem(Base):
    """One proposal. `doubts` are pairs of what is doubtful and the words that raise it; a correction settles them.

    `parent` is the number of its cause of concern. `sentence` is the one that states the deadline.
    """

    __tablename__ = "report_draft_item"
    __table_args__ = (Index("ix_report_draft_item_place", "draft_id", "place"),)

    id: Mapped[Key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("report_draft.id"))
    place: Mapped[int]
    number: Mapped[Name]
    register_number: Mapped[Name | None]
    kind: Mapped[ItemKind]
    text: Mapped[Words]
    addressed_to: Mapped[frozenset[Addressee]] = mapped_column(EnumSet(Addressee))
    deadline_wording: Mapped[Words | None]
    deadline_on: Mapped[date | None]
    deadline_basis: Mapped[DeadlineBasis] = mapped_column(by_value(DeadlineBasis), default=DeadlineBasis.NONE)
    sentence: Mapped[Words | None]
    parent: Mapped[Name | None]
    page: Mapped[int | None]
    doubts: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    left_out: Mapped[bool] = mapped_column(default=False)
    corrected_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    corrected_at: Mapped[datetime | None] = mapped_column(Instant)

    draft: Mapped[Draft] = relationship(back_populates="items")
    corrected_by: Mapped[Person | None] = relationship(lazy="joined")
