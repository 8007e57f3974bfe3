"""People and their teams: who they are, how they are reached, and what they may do."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import ClassVar, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import Column, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from models.address import Account
from models.base import Base, EnumSet, Instant, Key, Name
from models.calendar import WorkingCalendar, WorkingHours, opening
from models.enums import Role, Surface, Weekday
from models.ledger.records import Recorded
from models.refusals.items import LeadOwnsNothing, OwnerHasLeft
from models.register.same_name import as_written

team_member = Table(
    "team_member",
    Base.metadata,
    Column("team_id", ForeignKey("team.id"), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True, index=True),
)

USUAL_HOURS = WorkingHours()
"""Reminders go out between these local times unless a person has set others."""


class Owned(Protocol):
    """What somebody answers for."""

    @property
    def owner_id(self) -> int | None:
        """The number of the person who owns it."""

    @property
    def deputy_id(self) -> int | None:
        """The number of the person who stands in."""

    @property
    def team_id(self) -> int | None:
        """The number of the team that works on it."""


class Person(Recorded, Base):
    """Somebody who owns items, keeps the register, or reads it.

    `account` is the person's id on `surface`; without both they cannot be reached and cannot act.
    `role` is None for a name that the register knows but who may do nothing. `quiet_days` are the weekdays on
    which the person is not reminded. `left_on` is the day on which a leaver's account was found closed, and
    `unreachable_since` the day since which messages cannot be delivered. The surface was asked for the state of the
    account at `account_checked_at`.
    """

    __tablename__ = "person"
    passing: ClassVar[frozenset[str]] = frozenset({"email", "account_checked_at", "unreachable_since"})
    __table_args__ = (UniqueConstraint("surface", "account"),)

    id: Mapped[Key]
    name: Mapped[Name] = mapped_column(index=True)
    email: Mapped[Name | None] = mapped_column(unique=True)
    role: Mapped[Role] = mapped_column(default=Role.READER)
    surface: Mapped[Surface | None]
    account: Mapped[Name | None] = mapped_column(index=True)
    zone: Mapped[Name] = mapped_column(default="Europe/London")
    day_starts: Mapped[time] = mapped_column(default=USUAL_HOURS.opens)
    day_ends: Mapped[time] = mapped_column(default=USUAL_HOURS.closes)
    quiet_days: Mapped[frozenset[Weekday]] = mapped_column(EnumSet(Weekday), default=frozenset)
    active: Mapped[bool] = mapped_column(default=True)
    left_on: Mapped[date | None]
    unreachable_since: Mapped[date | None]
    account_checked_at: Mapped[datetime | None] = mapped_column(Instant)

    _standing_in = frozenset[int]()

    teams: Mapped[list["Team"]] = relationship(secondary=lambda: team_member, back_populates="members")

    @validates("name")
    def _plain_name(self, _: str, name: str) -> str:
        return as_written(name)

    @validates("email")
    def _plain_email(self, _: str, email: str | None) -> str | None:
        return (email or "").strip().casefold() or None

    @validates("account")
    def _plain_account(self, _: str, account: str | None) -> str | None:
        return (account or "").strip() or None

    @property
    def address(self) -> Account | None:
        """The account together with its surface; None where nobody can be reached."""
        return Account(self.surface, self.account) if self.surface and self.account else None

    @property
    def hours(self) -> WorkingHours:
        """The local times between which this person may be reminded."""
        return WorkingHours(self.day_starts, self.day_ends)

    @property
    def reachable(self) -> bool:
        """Whether a message can be sent to this person."""
        return self.active and self.account is not None and self.unreachable_since is None

    @property
    def standing_in(self) -> frozenset[int]:
        """The numbers of the people who are away and for whom this person stands in, as far as that was asked."""
        return self._standing_in

    def stand_in_for(self, people: frozenset[int]) -> None:
        """Let this person act for these people, who are away, as long as this session lasts."""
        self._standing_in = people

    def take_on(self) -> None:
        """Let this person be given items or a team: whoever only read becomes an owner.

        Raises OwnerHasLeft or LeadOwnsNothing.
        """
        if not self.active:
            raise OwnerHasLeft(name=self.name)
        if self.is_liaison_lead:
            raise LeadOwnsNothing(name=self.name)
        if self.role is Role.READER:
            self.role = Role.OWNER

    def next_opening(self, at: datetime, calendar: WorkingCalendar) -> datetime:
        """Return the next instant, at or after the aware `at`, at which this person may be reminded."""
        quiet = frozenset(list(Weekday).index(day) for day in self.quiet_days)
        return opening(at, ZoneInfo(self.zone), self.hours, replace(calendar, quiet=quiet))

    def may_be(self, role: Role | None) -> bool:
        """Whether this person may do what is for people of `role`: None is everybody, and coordinators are all."""
        return role in (None, Role.READER, self.role) or self.is_coordinator

    @property
    def is_coordinator(self) -> bool:
        """Whether this person keeps the register."""
        return self.role is Role.COORDINATOR

    @property
    def is_liaison_lead(self) -> bool:
        """Whether this person is HMICFRS's Force Liaison Lead."""
        return self.role is Role.LIAISON_LEAD

    def may_meet_about(self, item: Owned) -> bool:
        """Whether this person may record a meeting of owner and Force Liaison Lead about `item`."""
        return self.may_record_for(item) or (self.active and self.is_liaison_lead)

    def answers_for(self, item: Owned) -> bool:
        """Whether this person is the owner or the deputy of `item`, or of the team that works on it.

        Whoever stands in for the owner answers for it as the owner does.
        """
        if self.id in (item.owner_id, item.deputy_id) or item.owner_id in self._standing_in:
            return True
        return item.team_id is not None and item.team_id in {team.id for team in self.teams}

    def may_record_for(self, item: Owned) -> bool:
        """Whether this person may record updates and evidence for `item`."""
        return self.active and (self.is_coordinator or (self.role is Role.OWNER and self.answers_for(item)))


class Team(Recorded, Base):
    """Some people who may act for the items of their team; its `lead` owns what is given to the team."""

    __tablename__ = "team"

    id: Mapped[Key]
    name: Mapped[Name] = mapped_column(unique=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    lead: Mapped[Person] = relationship(foreign_keys=lead_id)
    members: Mapped[list[Person]] = relationship(
        secondary=team_member, order_by=Person.name, back_populates="teams"
    )
