"""Asking for more time: who asks for which day and why, and what a coordinator decided."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import At, Base, Instant, Key, Name, Words
from models.enums import Decision
from models.ledger.records import Recorded
from models.people.person import Person
from models.register.recommendation import Recommendation

_OPEN = text("decision is null")


class ExtensionRequest(Recorded, Base):
    """`by` asks that the deadline of an item move to the day `to`, for a `reason`; `source` identifies the asking.

    Whoever works on the item asks for more time; where it `is_move`, a coordinator asks another to agree to a move.

    `statement_id` is the reply in which it was asked, if it was. `decided_by` gave the `decision`, with
    `decided_because`. An item has at most one request that is not decided.
    """

    __tablename__ = "extension_request"
    __table_args__ = (
        Index(
            "ix_extension_request_open",
            "recommendation_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id"), index=True)
    source: Mapped[Name] = mapped_column(unique=True)
    is_move: Mapped[bool] = mapped_column(default=False)
    was_on: Mapped[date | None]
    to: Mapped[date]
    reason: Mapped[Words]
    asked_at: Mapped[At]
    decision: Mapped[Decision | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_because: Mapped[Words | None]

    recommendation: Mapped[Recommendation] = relationship()
    by: Mapped[Person] = relationship(foreign_keys=by_id, lazy="joined", innerjoin=True)
    decided_by: Mapped[Person | None] = relationship(foreign_keys=decided_by_id)
