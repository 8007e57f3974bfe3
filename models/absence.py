"""Leave: from when to when somebody is away, and who stands in."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import At, Base, Instant, Key
from models.person import Person


class Absence(Base):
    """`person` is away from the local date `starts_on` up to `ends_on`; `deputy`, if named, stands in.

    One that was called off before it ended has `cancelled_at`.
    """

    __tablename__ = "absence"
    __table_args__ = (Index("ix_absence_person", "person_id", "ends_on"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    entered_at: Mapped[At]
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)

    person: Mapped[Person] = relationship(foreign_keys=person_id, lazy="joined", innerjoin=True)
    deputy: Mapped[Person | None] = relationship(foreign_keys=deputy_id, lazy="joined")
