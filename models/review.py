"""The three-monthly review: one row for every time it falls due."""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key
from models.recommendation import Recommendation


class Review(Base):
    """A review that fell due on `due_on`; `statement_id` answered it on `done_on`."""

    __tablename__ = "review"
    __table_args__ = (
        UniqueConstraint("recommendation_id", "due_on"),
        Index("ix_review_due_on_done_on", "due_on", "done_on"),
    )

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"))
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id"))

    recommendation: Mapped[Recommendation] = relationship()
