"""Telling others what owners have not answered: the coordinators, portfolio leads, and boards in their channels."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.address import Conversation
from models.calendar import opening
from models.enums import Audience
from models.outbox import outbox
from models.outbox.message import DueReminder, OutboxMessage
from models.people.absence import Absence
from models.people.person import USUAL_HOURS, Person
from models.queries import items as queries, statements
from models.register.recommendation import Recommendation
from templates.messages.reminders import BoardEscalation, Escalation
from templates.presenters.boards import board_rows
from templates.presenters.reminders import Reminding, items_reminded
from templates.presenters.rows import who
from templates.serialization import freeze


def escalate(
    session: Session,
    reminders: Sequence[DueReminder],
    reminding: Reminding,
    at: datetime,
    away: Mapping[int, Absence],
) -> int:
    """Tell each of `reminders` to whom it is for, one message a day each; return how many were merged.

    A lead who cannot be reached, or is away without anybody to stand in, is spoken for by the coordinators.
    """
    for_leads: dict[Person, list[DueReminder]] = {}
    for_boards: dict[Conversation, list[DueReminder]] = {}
    for_coordinators: list[DueReminder] = []
    for reminder in reminders:
        item = reminder.recommendation
        channel = reminding.policy.channel_of(item.board)
        lead = _lead(session, item, reminding, away)
        if reminder.audience is Audience.PORTFOLIO_LEAD and lead is not None:
            for_leads.setdefault(lead, []).append(reminder)
        elif reminder.audience is Audience.BOARD and channel is not None:
            for_boards.setdefault(channel, []).append(reminder)
        else:
            for_coordinators.append(reminder)
    merged = _tell_coordinators(session, for_coordinators, reminding, at) if for_coordinators else 0
    for person, theirs in for_leads.items():
        merged += _tell_lead(session, person, theirs, reminding, at)
    for channel, theirs in for_boards.items():
        merged += _tell_board(session, channel, theirs, reminding, at)
    return merged


def merge_into(session: Session, key: str, reminders: Sequence[DueReminder]) -> int:
    """Note that `reminders` are told by the message with this key; return how many they are."""
    outbox_message = session.scalars(select(OutboxMessage.id).where(OutboxMessage.key == key)).one()
    for reminder in reminders:
        reminder.outbox_message_id = outbox_message
    return len(reminders)


def _lead(
    session: Session, item: Recommendation, reminding: Reminding, away: Mapping[int, Absence]
) -> Person | None:
    account = reminding.policy.lead_of(item.portfolio)
    lead = queries.person_by_account(session, account) if account else None
    leave = away.get(lead.id) if lead else None
    candidate = leave.deputy if leave else lead
    is_there = candidate is not None and candidate.reachable and candidate.id not in away
    return candidate if is_there and candidate is not item.owner else None


def _tell_coordinators(
    session: Session, reminders: Sequence[DueReminder], reminding: Reminding, at: datetime
) -> int:
    today = reminding.policy.today(at)
    told, topic = [], f"escalation:{today}"
    for person in queries.coordinators(session):
        if not person.reachable:
            continue
        key = f"escalation:{person.id}:{today}"
        if statements.message_by_key(session, key) is not None:
            return 0
        message = Escalation(who(person), today, reminding.lines(reminders, today))
        opens_at = person.next_opening(at, reminding.policy.calendar)
        outbox.enqueue(
            session,
            key,
            freeze(message),
            at,
            person=person,
            sends_at=opens_at,
            items=items_reminded(reminders),
            topic=topic,
        )
        told.append(key)
    return merge_into(session, told[0], reminders) if told else 0


def _tell_lead(
    session: Session, lead: Person, reminders: Sequence[DueReminder], reminding: Reminding, at: datetime
) -> int:
    today = reminding.policy.today(at)
    key = f"lead:{lead.id}:{today}"
    if statements.message_by_key(session, key) is not None:
        return 0
    lines = reminding.lines(reminders, today)
    message = Escalation(who(lead), today, lines, audience=Audience.PORTFOLIO_LEAD)
    opens_at = lead.next_opening(at, reminding.policy.calendar)
    items = items_reminded(reminders)
    outbox.enqueue(session, key, freeze(message), at, person=lead, sends_at=opens_at, items=items)
    return merge_into(session, key, reminders)


def _tell_board(
    session: Session,
    channel: Conversation,
    reminders: Sequence[DueReminder],
    reminding: Reminding,
    at: datetime,
) -> int:
    policy = reminding.policy
    today = policy.today(at)
    key = f"board:{channel}:{today}"
    if statements.message_by_key(session, key) is not None:
        return 0
    items = list(dict.fromkeys(reminder.recommendation for reminder in reminders))
    message = BoardEscalation(items[0].board or "", today, board_rows(items, today, reminding.asked))
    opens_at = opening(at, policy.zone, USUAL_HOURS, policy.calendar)
    outbox.enqueue(session, key, freeze(message), at, conversation=channel, sends_at=opens_at)
    return merge_into(session, key, reminders)
