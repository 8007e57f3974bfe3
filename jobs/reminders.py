"""Reminders: what has come due is written down, and merged into one message a person a day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from jobs import escalation
from models.calendar import local_date
from models.committee.action import CommitteeAction, next_reminder, to_remind_of, who_is_reminded
from models.enums import Audience
from models.outbox import outbox
from models.outbox.message import DueReminder
from models.people.absence import away_on
from models.people.person import Person
from models.people.recipient import Recipient, recipient
from models.policy import Policy
from models.queries import statements
from models.reminders.cadence import key_of, next_step_on, steps_due
from models.reminders.escalation import cadence_of, told_of
from models.reminders.sweep import look_again, open_reviews, to_look_at
from models.reminders.upcoming import reminder_key, sends_at, step_of
from templates.messages.reminders import Reminder as ReminderMessage
from templates.presenters.committee_actions import action_row
from templates.presenters.reminders import Reminding, items_reminded
from templates.presenters.rows import who
from templates.serialization import freeze

AT_A_TIME = 300
"""So few that nobody notices having waited for a part, even where every item has much that is due."""

_WAITING = (
    select(DueReminder)
    .where(DueReminder.outbox_message_id.is_(None), DueReminder.quieted_at.is_(None))
    .options(selectinload(DueReminder.recommendation))
    .order_by(DueReminder.id)
    .with_for_update(of=DueReminder, skip_locked=True)
)


def fall_due(session: Session, at: datetime, policy: Policy) -> int:
    """Write down the steps that have come due by the aware instant `at`; return how many items were looked at.

    At most AT_A_TIME items are: the job is run again until none is left.
    """
    today = policy.today(at)
    items = open_reviews(session, to_look_at(session, today, AT_A_TIME), today)
    told = told_of(session, items, policy)
    due: list[dict[str, Any]] = []
    next_looks: dict[int, date | None] = {}
    for item in items:
        dates, cadence, told_before = item.dates, cadence_of(item, policy), told[item.id]
        for step in steps_due(dates, today, cadence, told_before):
            due.append(
                {
                    "key": key_of(item.id, step),
                    "recommendation_id": item.id,
                    "why": step.why,
                    "audience": step.to,
                    "step_on": step.on,
                    "about_on": step.about,
                    "created_at": at,
                }
            )
            told_before.setdefault(step.key, today)
        next_looks[item.id] = next_step_on(dates, item.review_anchor_on, today, cadence, told_before)
    outbox.remind(session, due)
    look_again(session, next_looks)
    return len(items)


def merge(session: Session, at: datetime, policy: Policy) -> int:
    """Merge the waiting reminders of each person whose working hours are open; return how many were merged.

    What the committee itself asked is in the same message. A person who has had today's message gets the rest with
    tomorrow's. What concerns an owner who is away or cannot be reached goes to whoever stands in, and failing that
    to the coordinators: of an item that was entered today, tomorrow, for whoever entered it may be about to find
    somebody. What is snoozed waits.
    """
    today = policy.today(at)
    waiting = session.scalars(_WAITING).all()
    actions = to_remind_of(session, today)
    if not (waiting or actions):
        return 0
    away = away_on(session, today)
    for_owners: dict[Person, list[DueReminder]] = {}
    for_others: list[DueReminder] = []
    recipients: dict[int, Recipient] = {}
    for reminder in waiting:
        item = reminder.recommendation
        if not step_of(reminder).is_about(item.dates):
            reminder.quieted_at = at
        elif reminder.audience is not Audience.OWNER:
            for_others.append(reminder)
        elif item.rests_until(today) is None:
            recipients[item.id] = to = recipient(item, away)
            if to.person is None and item.tracked_on >= today:
                continue
            (for_owners.setdefault(to.person, []) if to.person else for_others).append(reminder)
    asked_of: dict[Person, list[CommitteeAction]] = {}
    for action in actions:
        person = who_is_reminded(action, away)
        if person is not None:
            asked_of.setdefault(person, []).append(action)
    reminding = Reminding(session, policy, [each.recommendation for each in waiting], today, recipients)
    merged = escalation.escalate(session, for_others, reminding, at, away)
    for person in dict.fromkeys((*for_owners, *asked_of)):
        theirs = asked_of.get(person, ())
        merged += _remind(session, person, for_owners.get(person, ()), theirs, reminding, at)
    return merged


def _remind(
    session: Session,
    person: Person,
    reminders: Sequence[DueReminder],
    actions: Sequence[CommitteeAction],
    reminding: Reminding,
    at: datetime,
) -> int:
    """Remind `person` in one message of items and of what the committee asked; return of how many."""
    if sends_at(person, at, reminding.policy) != at:
        return 0
    today = local_date(at, ZoneInfo(person.zone))
    key = reminder_key(person, today)
    if statements.message_by_key(session, key) is not None:
        return 0
    rows = tuple(action_row(action, reminding.policy) for action in actions)
    message = ReminderMessage(who(person), today, reminding.lines(reminders, today), rows)
    number = outbox.enqueue(session, key, freeze(message), at, person=person, items=items_reminded(reminders))
    for action in actions:
        action.remind_on, action.reminded_by_id = (
            next_reminder(action.due_on, today, reminding.policy),
            number,
        )
    return escalation.merge_into(session, key, reminders) + len(actions)
