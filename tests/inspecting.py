"""Inspections of a register, each step in a transaction of its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import StoppedClock
from models.committee.bridge import head
from models.committee.meeting import Meeting
from models.committee.summary import Summary
from models.enums import ReportKind, Stage
from models.inspections import forthcoming, inspecting
from models.inspections.inspecting import Details
from models.inspections.inspection import Inspection
from models.ledger.audit_context import AuditContext
from models.ledger.event import IS_AN_ACT, Event
from models.queries import items
from models.register.naming import called
from tests.factories import Register, person_called

TODAY = date(2022, 12, 1)
S = date(2022, 9, 29)
SINCE_S = date(2022, 9, 30)
NAME = "Regional organised crime units"


class Bench:
    """Inspections of a register, each step in a transaction of its own, recorded when the clock says."""

    def __init__(self, register: Register, clock: StoppedClock) -> None:
        """Work on `register`."""
        self.register, self.clock = register, clock

    @contextmanager
    def acting(self, on: date | None = None, by: str | None = None) -> Iterator[tuple[Session, AuditContext]]:
        """Give a transaction and an act that takes effect on the day `on`."""
        with self.register.database.writing() as session:
            person = person_called(session, by) if by else None
            yield session, self.register.policy.act(person, self.clock.now()).effective(on)

    def announce(self, name: str = NAME, *, on: date = S, kind: ReportKind = ReportKind.PEEL) -> None:
        """Enter an inspection."""
        with self.acting(on) as (session, act):
            inspecting.announce(session, name, kind, Details(), act)

    def move(self, stage: Stage, *, on: date | None = None, reason: str = "", name: str = NAME) -> None:
        """Move an inspection."""
        with self.acting(on) as (session, act):
            inspecting.move(session, called(session, Inspection, name), stage, act, reason=reason)

    def report(self, code: str, *, on: date | None = None, reason: str = "") -> None:
        """Have the report with this code report it."""
        with self.acting(on) as (session, act):
            found = items.report_by_code(session, code)
            assert found
            inspecting.report_made(session, called(session, Inspection, NAME), found, act, reason=reason)

    def publish(self, until: date) -> None:
        """Freeze a summary that counts up to `until` and knows the ledger as it is now."""
        with self.register.database.writing() as session:
            known = head(session)
            meeting = Meeting(held_on=until, cut_off_on=until, paper_due_on=until, entered_on=until)
            session.add(
                Summary(
                    meeting=meeting,
                    until=until,
                    known_to=known,
                    checked_to=known,
                    frozen_at=self.clock.now(),
                    facts="{}",
                    items={},
                )
            )

    def listed(self, until: date = TODAY, begins_on: date = SINCE_S) -> list[tuple[str, Stage, str | None]]:
        """Return name, stage and reason of what is to come."""
        with self.register.database.reading() as session:
            found = forthcoming.forthcoming(session, begins_on, until)
            return [(each.inspection.name, each.stage, each.reason) for each in found]

    def stages(self, until: date = TODAY) -> list[Stage]:
        """Return the stages of what is to come."""
        return [stage for _, stage, _ in self.listed(until)]

    def ledger(self) -> Sequence[Event]:
        """Return the facts about inspections and data, in the order in which they were recorded."""
        with self.register.database.reading() as session:
            found = session.scalars(
                select(Event).where(Event.recommendation_id.is_(None), IS_AN_ACT).order_by(Event.id)
            ).all()
            session.expunge_all()
            return found
