"""Hand-over: what somebody who left held, and to whom it went."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import At, Base, Instant, Key
from models.person import Person


class HandOver(Base):
    """What `leaver` held when it began: the ids of `owned` and of `deputised` items, all still to be given on.

    `finished_at` is set once the leaver holds nothing open any more.
    """

    __tablename__ = "hand_over"

    id: Mapped[Key]
    leaver_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    began_at: Mapped[At]
    owned: Mapped[list[int]] = mapped_column(JSON, default=list)
    deputised: Mapped[list[int]] = mapped_column(JSON, default=list)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)

    leaver: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
