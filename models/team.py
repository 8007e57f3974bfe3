"""Teams: several people who work on items together, led by one who is held to account."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Key, Name
from models.person import Person, team_member


class Team(Base):
    """Some people who may act for the items of their team; its `lead` owns what is given to the team."""

    __tablename__ = "team"

    id: Mapped[Key]
    name: Mapped[Name] = mapped_column(unique=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    lead: Mapped[Person] = relationship(foreign_keys=lead_id)
    members: Mapped[list[Person]] = relationship(
        secondary=team_member, order_by=Person.name, back_populates="teams"
    )
