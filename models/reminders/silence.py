"""Who was really asked about an item, and when it has gone quiet: nobody is called silent who was not asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.enums import Audience
from models.outbox.message import DueReminder, MessageKind, OutboxMessage, OutboxState
from models.people.person import Person
from models.policy import Policy
from models.register.recommendation import Recommendation

QUIET_AFTER: Final = timedelta(weeks=4)
"""An owner who has had an item for less than this has not gone quiet about it."""


@dataclass(frozen=True)
class Asked:
    """Who was last reminded of an item, and on which local date the reminder reached them."""

    person: Person
    on: date


def is_quiet(item: Recommendation, since: date, today: date) -> bool:
    """Whether on the local date `today` nobody has said a word about `item` from the day `since` on.

    It is measured in the item's own time: its owner can be asked, and has had it for QUIET_AFTER.
    """
    if item.owner is None or item.owner.address is None or item.asked_since > today - QUIET_AFTER:
        return False
    return item.answered_on is None or item.answered_on < min(since, today - QUIET_AFTER)


def last_asked(session: Session, items: Iterable[Recommendation], policy: Policy) -> dict[int, Asked]:
    """Return, by the number of the item, who was last sent a reminder of it that nobody has answered.

    What was sent to an earlier owner, or about another deadline or review, does not count.
    """
    by_id = {item.id: item for item in items}
    sent = session.execute(
        select(DueReminder.recommendation_id, OutboxMessage)
        .join(DueReminder.outbox_message)
        .join(DueReminder.recommendation)
        .where(
            DueReminder.recommendation_id.in_(by_id),
            DueReminder.audience == Audience.OWNER,
            DueReminder.about_on.in_((Recommendation.deadline_on, Recommendation.review_due_on)),
            OutboxMessage.kind == MessageKind.REMINDER,
            OutboxMessage.state == OutboxState.SENT,
        )
        .order_by(OutboxMessage.sent_at, OutboxMessage.id)
    )
    asked: dict[int, Asked] = {}
    for number, message in sent:
        item = by_id[number]
        if message.person is None or message.sent_at is None:
            continue
        on = policy.today(message.sent_at)
        if _is_open(item, message.person, on):
            asked[number] = Asked(message.person, on)
    return asked


def _is_open(item: Recommendation, person: Person, on: date) -> bool:
    """Whether a reminder that reached `person` on that day asked for its present owner, and is unanswered."""
    if item.answered_on is not None and on <= item.answered_on:
        return False
    # On the day itself it may have gone to whoever had the item before.
    return on > item.asked_since or (on == item.asked_since and person is item.owner)
