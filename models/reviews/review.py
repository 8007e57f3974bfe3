"""The three-monthly review: one row for every time it falls due."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key
from models.enums import Rag, ReviewOutcome
from models.ledger.records import Recorded
from models.register.recommendation import Recommendation


@dataclass(frozen=True)
class ReviewFinding:
    """What a review found, and whether it was `shared` with HMICFRS's Force Liaison Lead at once."""

    outcome: ReviewOutcome
    rag: Rag
    shared: bool = False


class Review(Recorded, Base):
    """A review that fell due on `due_on`; `statement_id`, its narrative, answered it on `done_on`.

    `outcome` and `rag` are what it found, where its reviewer said so. `shared_on` is the day on which it was
    shared with HMICFRS's Force Liaison Lead.
    """

    __tablename__ = "review"
    __table_args__ = (
        UniqueConstraint("recommendation_id", "due_on"),
        Index("ix_review_due_on_done_on", "due_on", "done_on"),
    )

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"))
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id"), index=True)
    outcome: Mapped[ReviewOutcome | None]
    rag: Mapped[Rag | None]
    shared_on: Mapped[date | None]

    recommendation: Mapped[Recommendation] = relationship()

    @property
    def is_untouched(self) -> bool:
        """Whether it was opened ahead, for many items at once, and nobody has said anything about it yet."""
        return self.done_on is None and self.shared_on is None

    def find(self, found: ReviewFinding | None, on: date) -> None:
        """Take over what its reviewer found on the local date `on`, or nothing."""
        self.outcome = found.outcome if found else None
        self.rag = found.rag if found else None
        self.shared_on = on if found and found.shared else None
