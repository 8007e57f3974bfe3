"""Reminders: what has come due is written down, and merged into one message a person a day."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import once, queries, spoken
from models.cadence import escalates_on, key_of, steps_due
from models.calendar import local_date
from models.coming import recipient_of, reminder_key, sends_at, step_of
from models.kinds import Audience
from models.notice import Notice, Reminder
from models.person import Person
from models.policy import Policy
from models.recommendation import Recommendation
from models.recording import open_reviews
from templates.frozen import freeze
from templates.messages import Escalation, ReminderLine
from templates.messages import Reminder as ReminderMessage
from templates.rows import row, who

AT_A_TIME = 200


def fall_due(session: Session, at: datetime, policy: Policy) -> int:
    """Write down the steps that have come due by the aware instant `at`; return how many items were looked at.

    At most AT_A_TIME items are: the job is run again until none is left.
    """
    today = policy.today(at)
    items = session.scalars(
        select(Recommendation)
        .where(Recommendation.remind_on <= today)
        .order_by(Recommendation.remind_on, Recommendation.id)
        .limit(AT_A_TIME)
        .with_for_update(of=Recommendation, skip_locked=True)
    ).all()
    for item in items:
        open_reviews(session, item, today)
        for step in steps_due(item.dates, today):
            once.remind(
                session,
                key_of(item.id, step),
                recommendation_id=item.id,
                why=step.why,
                audience=step.to,
                step_on=step.on,
                about_on=step.about,
                created_at=at,
            )
        item.look_next(today)
    return len(items)


def merge(session: Session, at: datetime, policy: Policy) -> int:
    """Merge the waiting reminders of each person whose working hours are open; return how many were merged.

    A person who has had today's message gets the rest with tomorrow's. What concerns an owner who cannot be
    reached goes to the deputy, and failing that to the coordinators.
    """
    waiting = session.scalars(
        select(Reminder)
        .where(Reminder.notice_id.is_(None), Reminder.quieted_at.is_(None))
        .order_by(Reminder.id)
        .with_for_update(skip_locked=True)
    ).all()
    by_person: dict[Person | None, list[Reminder]] = {}
    for reminder in waiting:
        if step_of(reminder).is_about(reminder.recommendation.dates):
            by_person.setdefault(_recipient(reminder), []).append(reminder)
        else:
            reminder.quieted_at = at
    for_coordinators = by_person.pop(None, [])
    merged = _escalate(session, for_coordinators, at, policy) if for_coordinators else 0
    for person, reminders in by_person.items():
        if person is not None:
            merged += _remind(session, person, reminders, at, policy)
    return merged


def _remind(
    session: Session, person: Person, reminders: Sequence[Reminder], at: datetime, policy: Policy
) -> int:
    if sends_at(person, at, policy) != at:
        return 0
    today = local_date(at, ZoneInfo(person.zone))
    key = reminder_key(person, today)
    if spoken.notice_by_key(session, key) is not None:
        return 0
    message = ReminderMessage(who(person), today, _lines(reminders, today))
    notice = once.tell(session, key, freeze(message), at, person=person)
    return _merge_into(notice, reminders)


def _escalate(session: Session, reminders: Sequence[Reminder], at: datetime, policy: Policy) -> int:
    today = policy.today(at)
    told = [person for person in queries.coordinators(session) if person.reachable]
    notices = []
    for person in told:
        key = f"escalation:{person.id}:{today}"
        if spoken.notice_by_key(session, key) is not None:
            return 0
        message = Escalation(who(person), today, _lines(reminders, today))
        notice = once.tell(session, key, freeze(message), at, person=person)
        notice.next_try_at = sends_at(person, at, policy)
        notices.append(notice)
    return _merge_into(notices[0], reminders) if notices else 0


def _merge_into(notice: Notice, reminders: Sequence[Reminder]) -> int:
    for reminder in reminders:
        reminder.notice_id = notice.id
    return len(reminders)


def _lines(reminders: Iterable[Reminder], today: date) -> tuple[ReminderLine, ...]:
    by_item: dict[Recommendation, list[Reminder]] = {}
    for reminder in reminders:
        by_item.setdefault(reminder.recommendation, []).append(reminder)
    ordered = sorted(by_item.items(), key=lambda pair: (pair[0].pressing_on, pair[0].id))
    return tuple(_line(item, of_item, today) for item, of_item in ordered)


def _line(item: Recommendation, reminders: Sequence[Reminder], today: date) -> ReminderLine:
    # A later step of the same series says all that an earlier one would have said.
    latest = {step_of(reminder).about_deadline: reminder for reminder in reminders}
    review = latest.get(False)
    return ReminderLine(
        row=row(item, today),
        whys=tuple(latest[each].why for each in (True, False) if each in latest),
        review_on=review.about_on if review else None,
        escalates_on=escalates_on(item.dates, today),
    )


def _recipient(reminder: Reminder) -> Person | None:
    """Return whom a reminder is for; None stands for the coordinators."""
    return None if reminder.audience is Audience.COORDINATORS else recipient_of(reminder.recommendation)
