"""HMICFRS's Force Liaison Lead and the owners: help that was asked for, and meetings with what was agreed."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import At, Base, Instant, Key, Name, Words
from models.ledger.records import Recorded
from models.people.person import Person
from models.register.recommendation import Recommendation

liaison_meeting_item = Table(
    "liaison_meeting_item",
    Base.metadata,
    Column("liaison_meeting_id", ForeignKey("liaison_meeting.id"), primary_key=True),
    Column("recommendation_id", ForeignKey("recommendation.id"), primary_key=True, index=True),
)


class LiaisonMeeting(Recorded, Base):
    """`owner` met the Force Liaison Lead, called `lead`, on the local date `held_on`; `agreed` says on what.

    `source` identifies where it was recorded, so that it is recorded once.
    """

    __tablename__ = "liaison_meeting"
    together: ClassVar[tuple[str, ...]] = ("items",)

    id: Mapped[Key]
    held_on: Mapped[date]
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    lead: Mapped[Name]
    agreed: Mapped[Words]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[At]
    source: Mapped[Name] = mapped_column(unique=True)

    owner: Mapped[Person] = relationship(foreign_keys=owner_id, lazy="joined", innerjoin=True)
    by: Mapped[Person] = relationship(foreign_keys=by_id)
    items: Mapped[list[Recommendation]] = relationship(secondary=liaison_meeting_item)


class HelpRequest(Recorded, Base):
    """`by` asks for help with an item, in the words `text`; it is open until somebody has `answered_at`."""

    __tablename__ = "help_request"

    id: Mapped[Key]
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[Words]
    asked_at: Mapped[At]
    source: Mapped[Name] = mapped_column(unique=True)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    liaison_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("liaison_meeting.id"), index=True)

    recommendation: Mapped[Recommendation] = relationship()
    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
