"""What the committee's members asked for at a meeting: who answers, by when, and what was answered."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import At, Base, Instant, Key, Words
from models.committee.period import Period
from models.ledger.audit_context import AuditContext
from models.ledger.event import Event, EventKind
from models.ledger.note import note
from models.outbox.message import OutboxMessage
from models.people.absence import Absence
from models.people.person import Person
from models.policy import Policy
from models.queries.numbered import numbered
from models.refusals.asking import DayHasPassed
from models.refusals.committee import (
    ActionAnswerMissing,
    ActionIsClosed,
    ActionNotAnswered,
    ActionWordsMissing,
    AskedInTheFuture,
    NoSuchAction,
    NotYourAction,
)

PREFIX: Final = "A"
"""What the reference of an action begins with, like A3."""

_OPEN = text("closed_at is null")


class CommitteeAction(Base):
    """An action `text` that members asked for on `asked_on`, to be answered by its `owner` up to `due_on`.

    All are local dates. It was entered by `entered_by` and answered by `answered_by` with the `answer`. A
    coordinator closes it. Its owner is reminded next on `remind_on`, and last was by the message `reminded_by_id`.
    """

    __tablename__ = "committee_action"
    __table_args__ = (
        Index("ix_committee_action_open", "remind_on", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: Mapped[Key]
    text: Mapped[Words]
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_on: Mapped[date]
    due_on: Mapped[date]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[At]
    answer: Mapped[Words | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    remind_on: Mapped[date]
    reminded_by_id: Mapped[int | None] = mapped_column(ForeignKey("outbox_message.id"), index=True)

    owner: Mapped[Person] = relationship(foreign_keys=owner_id, lazy="joined", innerjoin=True)
    answered_by: Mapped[Person | None] = relationship(foreign_keys=answered_by_id)

    @property
    def reference(self) -> str:
        """How people name it, like A3."""
        return f"{PREFIX}{self.id}"

    def may_be_answered_by(self, person: Person) -> bool:
        """Whether `person` may answer it: its owner, whoever stands in for them, or a coordinator."""
        return person.active and (
            person.is_coordinator or self.owner_id in (person.id, *sorted(person.standing_in))
        )

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed and nobody has answered it."""
        return self.closed_at is None and self.answer is None and self.due_on < today

    def reply(self, session: Session, by: Person, words: str, audit: AuditContext) -> None:
        """Answer it with `words`; a later answer takes the place of an earlier one.

        Raises NotYourAction, ActionIsClosed or ActionAnswerMissing.
        """
        if not self.may_be_answered_by(by):
            raise NotYourAction(reference=self.reference, name=self.owner.name)
        if self.closed_at is not None:
            raise ActionIsClosed(reference=self.reference)
        if not words.strip():
            raise ActionAnswerMissing(reference=self.reference)
        self.answer, self.answered_by, self.answered_at = words.strip(), by, audit.at
        note(session, EventKind.ACTION_ANSWERED, audit, action=self.reference, due=self.due_on)

    def close(self, session: Session, by: Person, audit: AuditContext) -> None:
        """Close it, once it has been answered. Raises ActionIsClosed or ActionNotAnswered."""
        if self.closed_at is not None:
            raise ActionIsClosed(reference=self.reference)
        if self.answer is None:
            raise ActionNotAnswered(reference=self.reference, name=self.owner.name)
        self.closed_by_id, self.closed_at = by.id, audit.at
        note(session, EventKind.ACTION_CLOSED, audit, action=self.reference)


def record_action(
    session: Session,
    words: str,
    owner: Person,
    asked_on: date,
    due_on: date,
    audit: AuditContext,
    policy: Policy,
) -> CommitteeAction:
    """Enter what the committee asked of `owner` on the local date `asked_on`; return it.

    Raises ActionWordsMissing, AskedInTheFuture, DayHasPassed or OwnerHasLeft.
    """
    if not words.strip():
        raise ActionWordsMissing
    if asked_on > audit.today:
        raise AskedInTheFuture(day=asked_on)
    if due_on < audit.today:
        raise DayHasPassed(day=due_on, at_field="due_on")
    owner.take_on()
    action = CommitteeAction(
        text=words.strip(),
        owner=owner,
        asked_on=asked_on,
        due_on=due_on,
        entered_by_id=audit.by and audit.by.id,
        entered_at=audit.at,
        remind_on=next_reminder(due_on, audit.today, policy),
    )
    session.add(action)
    session.flush()
    note(
        session,
        EventKind.ACTION_RECORDED,
        audit,
        action=action.reference,
        owner=owner.name,
        asked=asked_on,
        due=due_on,
    )
    return action


def action_called(session: Session, reference: str) -> CommitteeAction:
    """Return the action that `reference` names, like A3. Raises NoSuchAction."""
    action = numbered(session, CommitteeAction, reference.strip().upper().removeprefix(PREFIX))
    if action is None:
        raise NoSuchAction(reference=reference)
    return action


def open_actions(session: Session) -> Sequence[CommitteeAction]:
    """Return the actions that are not closed, the first due first."""
    query = select(CommitteeAction).where(CommitteeAction.closed_at.is_(None))
    return session.scalars(query.order_by(CommitteeAction.due_on, CommitteeAction.id)).all()


def actions_to_tell(
    session: Session, period: Period, policy: Policy
) -> list[tuple[CommitteeAction, bool, bool]]:
    """Return what the committee asked for by the end of `period`, and was not told before it to be closed.

    What was asked at the last meeting cannot have been told before it. Each with whether it had been answered, and
    had been closed, by the end of the period.
    """
    since, until = period.since, period.until
    query = select(CommitteeAction).where(CommitteeAction.asked_on <= until)
    late = session.scalars(select(Event).where(Event.kind == EventKind.ACTION_CLOSED, period.told_late))
    told_late = {event.facts["action"] for event in late}

    def by(at: datetime | None, day: date) -> bool:
        return at is not None and policy.today(at) <= day

    return [
        (action, by(action.answered_at, until), by(action.closed_at, until))
        for action in session.scalars(query.order_by(CommitteeAction.due_on, CommitteeAction.id))
        if policy.today(action.entered_at) <= until
        and not (
            since is not None
            and action.asked_on < since
            and by(action.closed_at, since)
            and action.reference not in told_late
        )
    ]


def to_remind_of(session: Session, today: date, *, held: bool) -> Sequence[CommitteeAction]:
    """Return the actions of which somebody is to be reminded on the local date `today`.

    Those that are `held` nobody else can change until the transaction ends; what others hold is left out.
    """
    query = select(CommitteeAction).where(
        CommitteeAction.closed_at.is_(None),
        CommitteeAction.answer.is_(None),
        CommitteeAction.remind_on <= today,
    )
    query = query.order_by(CommitteeAction.due_on, CommitteeAction.id)
    if held:
        query = query.with_for_update(of=CommitteeAction, skip_locked=True)
    return session.scalars(query).all()


def asks_for_action(session: Session, message: OutboxMessage) -> bool:
    """Whether `message` reminds of an action that nobody has answered."""
    query = select(CommitteeAction.id).where(
        CommitteeAction.reminded_by_id == message.id, CommitteeAction.answer.is_(None)
    )
    return session.scalar(query.limit(1)) is not None


def who_is_reminded(action: CommitteeAction, away: Mapping[int, Absence]) -> Person | None:
    """Return who is reminded of `action`: its owner, else who stands in; None where nobody can be."""
    leave = away.get(action.owner_id)
    candidates = (None if leave else action.owner, leave.deputy if leave else None)
    return next(
        (each for each in candidates if each is not None and each.reachable and each.id not in away), None
    )


def next_reminder(due_on: date, today: date, policy: Policy) -> date:
    """Return the first day after the local date `today` on which an owner is reminded, as of a deadline."""
    ahead = [due_on - timedelta(days=days) for days in (*policy.remind_days_before, 0)]
    every = timedelta(days=policy.remind_every_days)
    overdue_on = due_on + ((today - due_on) // every + 1) * every
    return min((day for day in ahead if day > today), default=overdue_on)
