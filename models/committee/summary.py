"""What was printed for the committee: frozen, item by item, or entered from a paper made elsewhere."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import At, Base, Instant, Key, Name, Words
from models.committee.meeting import Meeting
from models.enums import ItemKind
from models.ledger.records import Recorded


class Summary(Recorded, Base):
    """The figures frozen for a meeting: its paper and its summary come from them.

    `facts` is the text of all they say: it is never changed, and is printed again as it is. `known_to` is the
    number of the ledger's last event at the time. `items` holds, for each open item of this force that was counted,
    its id and kind. They were frozen at `frozen_at`, and posted as the summary at `published_at`, None before.
    `checked_to` is the ledger's last event when corrections were last looked for, and `told` the corrections that
    have been told.
    """

    __tablename__ = "summary"
    passing: ClassVar[frozenset[str]] = frozenset({"checked_to", "told"})

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    until: Mapped[date]
    known_to: Mapped[int]
    frozen_at: Mapped[At]
    frozen_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    facts: Mapped[Words]
    items: Mapped[dict[str, Any]] = mapped_column(JSON)
    checked_to: Mapped[int]
    told: Mapped[Words] = mapped_column(default="[]")

    meeting: Mapped[Meeting] = relationship()


class PrintedFigure(Recorded, Base):
    """A figure that a paper made elsewhere printed for a meeting; `name` says which, and `kind` of what."""

    __tablename__ = "printed_figure"
    __table_args__ = (UniqueConstraint("meeting_id", "name", "kind"),)

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    name: Mapped[Name]
    kind: Mapped[ItemKind]
    number: Mapped[int]

    meeting: Mapped[Meeting] = relationship()
