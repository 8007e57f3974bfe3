"""The meetings of the Joint Audit Committee."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Instant, Key
from models.ledger.records import Recorded

_STANDS = text("cancelled_at is null")


class Meeting(Recorded, Base):
    """A meeting on `held_on`: the register counts up to `cut_off_on`, and the paper is due on `paper_due_on`.

    All are local dates. `entered_on` is the day on which the meeting was entered: one that was entered after
    it was held is history, for which no digest is posted. Its dates were last changed on `changed_on`, and so many
    times as `revision` says. One that was cancelled stays in the ledger's story and in nothing that is told.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        Index("ix_meeting_held_on", "held_on", unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS),
    )

    id: Mapped[Key]
    held_on: Mapped[date]
    cut_off_on: Mapped[date]
    paper_due_on: Mapped[date]
    entered_on: Mapped[date]
    changed_on: Mapped[date | None]
    revision: Mapped[int] = mapped_column(default=0)
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def known_since(self) -> date:
        """The day from which its dates have been what they are."""
        return self.changed_on or self.entered_on
