"""Reminders: what has come due is written down, and merged into one message a person a day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from jobs.escalation import escalations
from jobs.merging import Merging, merge_into
from jobs.run import Run, nothing
from models.batches import batched
from models.calendar import local_date
from models.committee.action import CommitteeAction, next_reminder, to_remind_of, who_is_reminded
from models.enums import Audience
from models.outbox import outbox
from models.outbox.message import DueReminder
from models.people.absence import Absence, away_on
from models.people.person import Person
from models.people.recipient import Recipient, recipient
from models.policy import Policy
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

MERGED_AT_A_TIME = 300
"""Reminders, for the same reason; a message tells of all that somebody is to be told of, so that it can be more."""

_WAITING = (
    select(DueReminder)
    .where(DueReminder.outbox_message_id.is_(None), DueReminder.quieted_at.is_(None))
    .options(selectinload(DueReminder.recommendation))
    .order_by(DueReminder.id)
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
    somebody. What is snoozed waits. The messages of a part tell of about MERGED_AT_A_TIME reminders.
    """
    return reckon_merge(session, at, policy)(session, at, policy)


def reckon_merge(session: Session, at: datetime, policy: Policy) -> Run:
    """Find which of the waiting reminders can be told at the aware instant `at`; return what merges those.

    Many can wait for their people's hours, or for tomorrow: nobody has to wait while they are looked through.
    """
    today = policy.today(at)
    away = away_on(session, today)
    waiting = _sort(session.scalars(_WAITING).all(), away, today)
    found = _Found([each.id for each in waiting.outdated[:MERGED_AT_A_TIME]], {})
    actions = to_remind_of(session, today, held=False)
    for each in _mergings(session, waiting, actions, at, policy, away):
        found.by_key[each.key] = frozenset(reminder.id for reminder in each.reminders)
        if len(found.reminders) >= MERGED_AT_A_TIME:
            break
    return partial(_merge, found) if found.outdated or found.by_key else nothing


@dataclass(frozen=True)
class _Found:
    """The numbers of reminders that can be told, by the key of their message, and of those that need not be."""

    outdated: list[int]
    by_key: dict[str, frozenset[int]]

    @property
    def reminders(self) -> list[int]:
        """The numbers of all of them."""
        return [*self.outdated, *chain.from_iterable(self.by_key.values())]

    def has(self, merging: Merging) -> bool:
        """Whether all that `merging` tells was found to be told by it; what was not waits for the next round."""
        found = self.by_key.get(merging.key)
        return found is not None and found.issuperset(each.id for each in merging.reminders)


def _merge(found: _Found, session: Session, at: datetime, policy: Policy) -> int:
    """Merge what was `found`, as far as nobody has answered it or has been told meanwhile."""
    today = policy.today(at)
    away = away_on(session, today)
    held = _WAITING.with_for_update(of=DueReminder, skip_locked=True)
    parts = batched(found.reminders)
    waiting = _sort(
        [each for part in parts for each in session.scalars(held.where(DueReminder.id.in_(part)))],
        away,
        today,
    )
    for reminder in waiting.outdated:
        reminder.quieted_at = at
    actions = to_remind_of(session, today, held=True)
    mergings = [each for each in _mergings(session, waiting, actions, at, policy, away) if found.has(each)]
    items = [reminder.recommendation for each in mergings for reminder in each.reminders]
    reminding = Reminding(session, policy, items, today, waiting.recipients)
    return sum(each.tell(reminding) for each in mergings)


@dataclass(frozen=True)
class _Waiting:
    """What waits, by what becomes of it: what is `outdated` need not be told, and the rest is for owners or others.

    `recipients` says, by the number of the item, to whom goes what is for its owner.
    """

    outdated: list[DueReminder] = field(default_factory=list)
    for_owners: dict[Person, list[DueReminder]] = field(default_factory=dict)
    for_others: list[DueReminder] = field(default_factory=list)
    recipients: dict[int, Recipient] = field(default_factory=dict)


def _sort(reminders: Iterable[DueReminder], away: Mapping[int, Absence], today: date) -> _Waiting:
    waiting = _Waiting()
    for reminder in reminders:
        item = reminder.recommendation
        if not step_of(reminder).is_about(item.dates):
            waiting.outdated.append(reminder)
        elif reminder.audience is not Audience.OWNER:
            waiting.for_others.append(reminder)
        elif item.rests_until(today) is None:
            waiting.recipients[item.id] = to = recipient(item, away)
            if to.person is not None:
                waiting.for_owners.setdefault(to.person, []).append(reminder)
            elif item.tracked_on < today:
                waiting.for_others.append(reminder)
    return waiting


def _mergings(
    session: Session,
    waiting: _Waiting,
    actions: Iterable[CommitteeAction],
    at: datetime,
    policy: Policy,
    away: Mapping[int, Absence],
) -> Iterator[Merging]:
    """Yield how what waits, and `actions`, are told now: to whose hours are open, and who was not told today."""
    yield from escalations(session, waiting.for_others, at, policy, away)
    asked_of: dict[Person, list[CommitteeAction]] = {}
    for action in actions:
        person = who_is_reminded(action, away)
        if person is not None:
            asked_of.setdefault(person, []).append(action)
    for person in dict.fromkeys((*waiting.for_owners, *asked_of)):
        key = reminder_key(person, local_date(at, ZoneInfo(person.zone)))
        if sends_at(person, at, policy) == at and not outbox.has(session, key):
            theirs, asked = waiting.for_owners.get(person, ()), asked_of.get(person, ())
            yield Merging(key, theirs, partial(_remind, session, key, person, theirs, asked, at))


def _remind(
    session: Session,
    key: str,
    person: Person,
    reminders: Sequence[DueReminder],
    actions: Sequence[CommitteeAction],
    at: datetime,
    reminding: Reminding,
) -> int:
    """Remind `person` in one message of items and of what the committee asked; return of how many."""
    today = local_date(at, ZoneInfo(person.zone))
    rows = tuple(action_row(action, reminding.policy) for action in actions)
    message = ReminderMessage(who(person), today, reminding.lines(reminders, today), rows)
    number = outbox.enqueue(session, key, freeze(message), at, person=person, items=items_reminded(reminders))
    for action in actions:
        action.remind_on, action.reminded_by_id = (
            next_reminder(action.due_on, today, reminding.policy),
            number,
        )
    return merge_into(session, key, reminders) + len(actions)
