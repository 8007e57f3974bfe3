"""Telling others what owners have not answered: the coordinators, portfolio leads, and boards in their channels."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial

from sqlalchemy.orm import Session

from jobs.merging import Merging, merge_into
from models.address import Conversation
from models.calendar import opening
from models.enums import Audience
from models.outbox import outbox
from models.outbox.message import DueReminder
from models.people.absence import Absence
from models.people.person import USUAL_HOURS, Person
from models.policy import Policy
from models.queries import items as queries
from models.register.recommendation import Recommendation
from templates.messages.reminders import BoardEscalation, Escalation
from templates.presenters.boards import board_rows
from templates.presenters.reminders import Reminding, items_reminded
from templates.presenters.rows import who
from templates.serialization import freeze


def escalations(
    session: Session,
    reminders: Sequence[DueReminder],
    at: datetime,
    policy: Policy,
    away: Mapping[int, Absence],
) -> Iterator[Merging]:
    """Yield how each of `reminders` is told to whom it is for, but for those who have had today's message.

    A lead who cannot be reached, or is away without anybody to stand in, is spoken for by the coordinators.
    """
    today = policy.today(at)
    for_leads: dict[Person, list[DueReminder]] = {}
    for_boards: dict[Conversation, list[DueReminder]] = {}
    for_coordinators: list[DueReminder] = []
    for reminder in reminders:
        item = reminder.recommendation
        channel = policy.channel_of(item.board)
        lead = _lead(session, item, policy, away) if reminder.audience is Audience.PORTFOLIO_LEAD else None
        if lead is not None:
            for_leads.setdefault(lead, []).append(reminder)
        elif reminder.audience is Audience.BOARD and channel is not None:
            for_boards.setdefault(channel, []).append(reminder)
        else:
            for_coordinators.append(reminder)
    coordinators = _coordinators_to_tell(session, today) if for_coordinators else ()
    if coordinators:
        tell = partial(_tell_coordinators, session, coordinators, for_coordinators, at)
        yield Merging(_topic(today), for_coordinators, tell)
    for person, theirs in for_leads.items():
        key = f"lead:{person.id}:{today}"
        if not outbox.has(session, key):
            yield Merging(key, theirs, partial(_tell_lead, session, key, person, theirs, at))
    for channel, theirs in for_boards.items():
        key = f"board:{channel}:{today}"
        if not outbox.has(session, key):
            yield Merging(key, theirs, partial(_tell_board, session, key, channel, theirs, at))


def _topic(today: date) -> str:
    return f"escalation:{today}"


def _key(coordinator: Person, today: date) -> str:
    return f"escalation:{coordinator.id}:{today}"


def _coordinators_to_tell(session: Session, today: date) -> Sequence[Person]:
    """Return the coordinators who can be reached, or nobody where one of them has had today's message."""
    reachable = [person for person in queries.coordinators(session) if person.reachable]
    return () if any(outbox.has(session, _key(person, today)) for person in reachable) else reachable


def _lead(
    session: Session, item: Recommendation, policy: Policy, away: Mapping[int, Absence]
) -> Person | None:
    account = policy.lead_of(item.portfolio)
    lead = queries.person_by_account(session, account) if account else None
    leave = away.get(lead.id) if lead else None
    candidate = leave.deputy if leave else lead
    is_there = candidate is not None and candidate.reachable and candidate.id not in away
    return candidate if is_there and candidate is not item.owner else None


def _tell_coordinators(
    session: Session,
    people: Sequence[Person],
    reminders: Sequence[DueReminder],
    at: datetime,
    reminding: Reminding,
) -> int:
    today = reminding.policy.today(at)
    lines, items = reminding.lines(reminders, today), items_reminded(reminders)
    for person in people:
        outbox.enqueue(
            session,
            _key(person, today),
            freeze(Escalation(who(person), today, lines)),
            at,
            person=person,
            sends_at=person.next_opening(at, reminding.policy.calendar),
            items=items,
            topic=_topic(today),
        )
    return merge_into(session, _key(people[0], today), reminders)


def _tell_lead(
    session: Session,
    key: str,
    lead: Person,
    reminders: Sequence[DueReminder],
    at: datetime,
    reminding: Reminding,
) -> int:
    today = reminding.policy.today(at)
    lines = reminding.lines(reminders, today)
    message = Escalation(who(lead), today, lines, audience=Audience.PORTFOLIO_LEAD)
    opens_at = lead.next_opening(at, reminding.policy.calendar)
    items = items_reminded(reminders)
    outbox.enqueue(session, key, freeze(message), at, person=lead, sends_at=opens_at, items=items)
    return merge_into(session, key, reminders)


def _tell_board(
    session: Session,
    key: str,
    channel: Conversation,
    reminders: Sequence[DueReminder],
    at: datetime,
    reminding: Reminding,
) -> int:
    policy = reminding.policy
    today = policy.today(at)
    items = list(dict.fromkeys(reminder.recommendation for reminder in reminders))
    message = BoardEscalation(items[0].board or "", today, board_rows(items, today, reminding.asked))
    opens_at = opening(at, policy.zone, USUAL_HOURS, policy.calendar)
    outbox.enqueue(session, key, freeze(message), at, conversation=channel, sends_at=opens_at)
    return merge_into(session, key, reminders)
