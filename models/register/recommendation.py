"""A recommendation, area for improvement or cause of concern, and what can be done to it."""

from collections.abc import Container
from datetime import date, timedelta
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from models.address import Account
from models.base import Key
from models.calendar import first_review_on_or_after
from models.deadlines.deadline import DeadlineBasis
from models.deadlines.history import DEADLINES, DeadlinePeriod, in_order, moves
from models.enums import OPEN, OWNERS_TURN, Status
from models.ledger.audit_context import AuditContext
from models.ledger.event import CORRECTIONS, LIFE, STATUS_EVENTS, Event, EventKind
from models.ledger.records import Recorded
from models.ledger.telling import Fact, tell
from models.people.person import Person, Team
from models.refusals.items import BeforeLastCorrection, BeforePresentStatus, CauseStillOpen, NotYet
from models.refusals.leave import AlreadyDisowned, NobodyOwnsIt, NotDisowned, SnoozeBackwards, SnoozeTooLong
from models.refusals.progress import ItemHasEnded
from models.register.entry import Entry, pressing_on
from models.register.indexes import indexes
from models.register.report import InspectionReport
from models.reminders.cadence import review_after

AT_NEXT_SWEEP = date(1, 1, 1)
_HANDED_IN = frozenset({Status.SUBMITTED, Status.FORCE_COMPLETE})


class Recommendation(Recorded, Entry):
    """One item of the register, of any of the three kinds; what is done to it goes to the ledger."""

    __tablename__ = "recommendation"
    passing: ClassVar[frozenset[str]] = frozenset(
        {
            "answered_on",
            "erase_on",
            "pressing_on",
            "remind_on",
            "review_due_on",
            "snoozed_until",
            "team_id",
        }
    )
    __table_args__ = indexes()

    id: Mapped[Key]
    report_id: Mapped[int] = mapped_column(ForeignKey("inspection_report.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("recommendation.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))

    report: Mapped[InspectionReport] = relationship(lazy="joined", innerjoin=True)
    owner: Mapped[Person | None] = relationship(foreign_keys=owner_id, lazy="joined")
    deputy: Mapped[Person | None] = relationship(foreign_keys=deputy_id, lazy="joined")
    team: Mapped[Team | None] = relationship()
    parent: Mapped["Recommendation | None"] = relationship(
        remote_side=lambda: Recommendation.id, back_populates="children"
    )
    children: Mapped[list["Recommendation"]] = relationship(
        back_populates="parent", order_by="Recommendation.id"
    )

    @property
    def code_number(self) -> str:
        """The report's code and the number in the report, like `VETTING-33`."""
        return f"{self.report.code}-{self.number}"

    @property
    def reference(self) -> str:
        """The inspectorate's register number where there is one, else code and number."""
        return self.register_number or self.code_number

    @property
    def events(self) -> Select[Event]:
        """The question for what the ledger holds about it."""
        return select(Event).where(Event.recommendation_id == self.id)

    @property
    def owner_account(self) -> Account | None:
        """The account of its owner, None where nobody owns it."""
        return self.owner.address if self.owner else None

    def enter(self, audit: AuditContext) -> None:
        """Take a new item into the register: its ledger begins, and its reviews are counted from `added_on`.

        It awaits allocation until it is assigned. The item must have been given a session. Reviews before the
        day of entry are not asked for.
        """
        self.status, self.status_since, self.tracked_on = (
            Status.AWAITING_ALLOCATION,
            self.added_on,
            audit.today,
        )
        self.original_deadline_on = self.deadline_on
        self.note(
            EventKind.ADDED,
            audit.effective(self.added_on),
            kind=self.kind,
            to=self.addressed_to,
            rag=self.judged_rag,
        )
        if self.deadline_on is not None:
            self.note(
                EventKind.DEADLINE_SET,
                audit.effective(self.added_on),
                to=self.deadline_on,
                basis=self.deadline_basis,
            )
        self.plan_reviews(audit.today)

    def assign(self, owner: Person | None, audit: AuditContext) -> None:
        """Give the item to `owner`, or to nobody; what was awaiting allocation is then in progress.

        That settles whether it is theirs, where its owner had said that it is not.
        """
        if owner is self.owner and self.disowned_on is not None:
            self.keep(audit)
        if owner is self.owner and (owner is None or self.status is not Status.AWAITING_ALLOCATION):
            return
        was, self.owner, self.disowned_on = self.owner, owner, None
        if owner is not was:
            self.owned_since = audit.on if owner is not None else None
        self.note(EventKind.ALLOCATED, audit, was=was and was.name, to=owner and owner.name)
        if owner is not None and self.status is Status.AWAITING_ALLOCATION:
            self.status, self.status_since = Status.IN_PROGRESS, audit.on
        elif owner is None and self.status is Status.IN_PROGRESS:
            self.status, self.status_since = Status.AWAITING_ALLOCATION, audit.on
        self.look_again()

    def correct(self, field: str, value: Any, audit: AuditContext) -> None:
        """Set one of the descriptive fields to `value`; the ledger keeps what it was.

        Raises BeforeLastCorrection where it would take effect before an earlier change of kind or addressee.
        """
        was = getattr(self, field)
        if was == value:
            return
        kind = CORRECTIONS.get(field, EventKind.CORRECTED)
        if kind in LIFE and (last := self._last(kind)) and audit.on < last:
            raise BeforeLastCorrection(reference=self.reference, last=last)
        setattr(self, field, value)
        self.note(kind, audit, field=field, was=_named(was), to=_named(value))
        self.plan_reviews(audit.today)

    def move_deadline(
        self,
        to: date | None,
        basis: DeadlineBasis,
        audit: AuditContext,
        *,
        reason: str,
        asked_by: Person | None = None,
    ) -> None:
        """Set the deadline to another day, with the reason; the original is kept, and moves are counted.

        Deadlines hold in the order of their effect: a move that is dated before one recorded earlier is told for
        its time, and leaves that one in force. Where it is moved since `asked_by` asked for it, the ledger names
        them, and who acts as having agreed, `alone` where that is the same person.
        """
        held = self._deadlines()
        on = max(audit.on, self.added_on)
        before = [each for each in held if each.on <= on]
        was = before[-1].to if before else None
        if to == was:
            return
        kind = EventKind.DEADLINE_MOVED if before else EventKind.DEADLINE_SET
        names = _agreement(asked_by, audit.by) if asked_by else {}
        first = self.original_deadline_on if before else None
        original = first if first != was else None
        self.note(kind, audit, was=was, to=to, original=original, basis=basis, reason=reason, **names)
        now = [*before, DeadlinePeriod(on, None, to, basis), *held[len(before) :]]
        self.deadline_moves += moves(now) - moves(held)
        self.deadline_on, self.deadline_basis = now[-1].to, now[-1].basis
        if not before:
            self.original_deadline_on = to
        self.look_again()

    def correct_deadline(
        self, to: date | None, basis: DeadlineBasis, audit: AuditContext, *, reason: str
    ) -> None:
        """Put right a deadline that was wrong from the first: the original follows, and no move is counted."""
        if to != self.deadline_on:
            kind = EventKind.DEADLINE_MOVED if self.deadline_on else EventKind.DEADLINE_SET
            self.note(kind, audit, was=self.deadline_on, to=to, basis=basis, reason=reason)
        self.deadline_on, self.deadline_basis = to, basis
        self.original_deadline_on = to
        self.look_again()

    def become(self, status: Status, audit: AuditContext, *, reason: str | None = None) -> None:
        """Pass to `status` on the day the act takes effect; the ledger records it as the fact that it is.

        That HMICFRS signed it off is taken for any day on which it was open, whatever the force recorded since.
        Raises what `check_becomes` does.
        """
        if status is self.status:
            return
        self.check_becomes(status, audit)
        self.note(self._passing_to(status), audit, was=self.status, to=status, reason=reason)
        self.status, self.status_since = status, audit.on
        self.demonstrating_until = self.erase_on = None
        self.plan_reviews(audit.today)

    def check_becomes(
        self, status: Status, audit: AuditContext, together: Container["Recommendation"] = ()
    ) -> None:
        """Raise what speaks against passing to `status` on the day the act takes effect; `together` pass with it.

        That is NotYet for a day to come, BeforePresentStatus for one before the present status took effect, and
        CauseStillOpen when a cause of concern is to end before all its recommendations have: at a sign-off, those
        that are addressed to other bodies do not count.
        """
        if audit.on > audit.today:
            raise NotYet(day=audit.on, at_field="on")
        is_signed = status is Status.SIGNED_OFF
        since = self.status_since
        if audit.on < since and is_signed:
            since = self._last(EventKind.REOPENED) or date.min
        if audit.on < since:
            raise BeforePresentStatus(
                reference=self.reference, status=self.status, since=since, at_field="on"
            )
        still = [
            child.reference
            for child in self.children
            if child.is_open and child not in together and (child.for_force or not is_signed)
        ]
        if status not in OPEN and still:
            raise CauseStillOpen(reference=self.reference, children=", ".join(still))

    def answer(self, on: date) -> None:
        """Take note that the owner said something on the local date `on`: reminders rest till their next step."""
        self.answered_on = max(on, self.answered_on or on)
        self.look_again()

    def snooze(self, until: date, audit: AuditContext, most: int) -> None:
        """Let what would remind its owner rest before the local date `until`, at most `most` days off.

        Escalation goes on. Raises ItemHasEnded, SnoozeBackwards or SnoozeTooLong.
        """
        if not self.is_open:
            raise ItemHasEnded(reference=self.reference)
        if until <= audit.today:
            raise SnoozeBackwards(day=until)
        if until > audit.today + timedelta(days=most):
            raise SnoozeTooLong(days=most, last=audit.today + timedelta(days=most))
        if until != self.snoozed_until:
            self.note(EventKind.SNOOZED, audit, was=self.snoozed_until, to=until)
            self.snoozed_until = until

    def wake(self, audit: AuditContext) -> bool:
        """End the snooze; return False if there was none."""
        if self.rests_until(audit.today) is None:
            return False
        self.note(EventKind.SNOOZE_ENDED, audit, was=self.snoozed_until)
        self.snoozed_until = None
        return True

    def disown(self, reason: str, audit: AuditContext) -> None:
        """Take note that its owner says it is not theirs. Raises NobodyOwnsIt or AlreadyDisowned."""
        if self.owner is None or not self.is_open:
            raise NobodyOwnsIt(reference=self.reference)
        if self.disowned_on is not None:
            raise AlreadyDisowned(reference=self.reference, since=self.disowned_on)
        self.disowned_on = audit.on
        self.note(EventKind.DISOWNED, audit, owner=self.owner.name, reason=reason)

    def keep(self, audit: AuditContext, *, reason: str | None = None) -> None:
        """Settle that it stays with its owner, for a `reason`. Raises NotDisowned."""
        if self.disowned_on is None or self.owner is None:
            raise NotDisowned(reference=self.reference)
        self.disowned_on = None
        self.note(EventKind.OWNERSHIP_CONFIRMED, audit, owner=self.owner.name, reason=reason)

    def plan_reviews(self, today: date) -> None:
        """Set the next review from the local date `today` on: only what is open and this force's is reviewed.

        Reviews that fell due while it was not are not asked for.
        """
        if not (self.is_open and self.for_force):
            self.review_due_on = None
        elif self.review_due_on is None:
            self.review_due_on = first_review_on_or_after(self.review_anchor_on, today)
        self.look_again()

    def next_review_after(self, due: date) -> date:
        """Return the day of the review after the one due on `due`."""
        return review_after(self.review_anchor_on, due)

    def look_again(self) -> None:
        """Have the next sweep look at this item, and keep its place in lists."""
        self.pressing_on = pressing_on(self.deadline_on, self.review_due_on, for_force=self.for_force)
        self.remind_on = AT_NEXT_SWEEP if self.is_open and self.for_force else None

    def _passing_to(self, status: Status) -> EventKind:
        if not self.is_open and status in OPEN:
            return EventKind.REOPENED
        if self.status in _HANDED_IN and status in OWNERS_TURN:
            return EventKind.RETURNED
        return STATUS_EVENTS[status]

    def _deadlines(self) -> list[DeadlinePeriod]:
        session = object_session(self)
        if session is None:
            return []
        session.flush()
        told = session.scalars(self.events.where(Event.kind.in_(DEADLINES)))
        return in_order(told, self.added_on)

    def _last(self, kind: EventKind) -> date | None:
        latest = self.events.where(Event.kind == kind).order_by(Event.effective_on.desc()).limit(1)
        session = object_session(self)
        event = session.scalar(latest) if session else None
        return event.effective_on if event else None

    def note(self, what: EventKind, audit: AuditContext, **facts: object) -> Fact:
        """Write one fact about this item, which has been given a session, to the ledger; return it."""
        session = object_session(self)
        if session is None:
            raise ValueError("Only what is in a session has a ledger.")
        fact = Fact.of(what, audit, facts, item=self)
        tell(session, fact)
        return fact


def _agreement(asked_by: Person, agreed_by: Person | None) -> dict[str, object]:
    """Return what the ledger says of who asked for a move and who agreed to it."""
    alone = {"alone": True} if asked_by is agreed_by else {}
    return {"asked_by": asked_by.name, "agreed_by": agreed_by and agreed_by.name, **alone}


def _named(value: object) -> object:
    if isinstance(value, Person | Team):
        return value.name
    return value.code_number if isinstance(value, Recommendation) else value
