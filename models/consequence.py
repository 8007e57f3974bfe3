"""What followed from a reply besides its being recorded, so that Undo can take it back."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Instant, Key, Name
from models.recommendation import Recommendation
from models.statement import Statement


class Consequence(Base):
    """Because of `statement`, the `field` of an item became `now`; before, it was `was`, both as in the ledger.

    `undone_at` is set once it has been taken back.
    """

    __tablename__ = "consequence"

    id: Mapped[Key]
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"))
    field: Mapped[Name]
    was: Mapped[Any] = mapped_column(JSON, nullable=True)
    now: Mapped[Any] = mapped_column(JSON, nullable=True)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)

    statement: Mapped[Statement] = relationship()
    recommendation: Mapped[Recommendation] = relationship()
