"""What must hold at the end of a run, found out from what people see and from the tables."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.committee.bridge import bridge, counted_at
from models.enums import Audience
from models.ledger.verifying import verify
from models.outbox.message import DueReminder, OutboxMessage, OutboxState
from models.policy import Policy
from models.register.recommendation import Recommendation
from models.reminders.cadence import steps_due
from models.reminders.escalation import cadence_of, told_of
from models.statements.statement import Statement
from templates.messages.documents import Document
from templates.messages.reminders import Escalation, Reminder as ReminderMessage
from templates.serialization import thaw
from tests.faults.sides import Spoken
from tests.faults.world import World


@dataclass
class Found:
    """What a run has shown to be wrong, in sentences; nothing, where everything held."""

    lost: list[str] = field(default_factory=list)
    duplicated: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether everything held."""
        return not (self.lost or self.duplicated or self.wrong)


def look(world: World) -> Found:
    """Look at everything that must hold once faults have stopped and Reckoner has had time."""
    found = Found()
    with world.database.reading() as session:
        enqueued = {each.key: each for each in session.scalars(select(OutboxMessage))}
        visible = [seen for each in world.sides for seen in each.seen(enqueued).items()]
        _messages(enqueued, visible, found)
        reminders(session, world.clock.now(), world.policy, found)
        for spoken in world.spoken:
            _recorded(session, spoken, found)
        _figures(session, world, found)
        if not (verified := verify(session)).holds:
            found.wrong.append(f"the ledger: {verified}")
    return found


def _messages(
    enqueued: Mapping[str, OutboxMessage], visible: Sequence[tuple[str, list[object]]], found: Found
) -> None:
    """Every message is seen once, or was given up or called off; nothing is seen that is not in the outbox."""
    for key, messages in visible:
        if len(messages) > 1:
            found.duplicated.append(f"{key} is seen {len(messages)} times")
        # What nothing could be written about is said past the outbox.
        if key not in enqueued and not key.startswith("crashed:"):
            found.wrong.append(f"{key} is seen, and not in the outbox")
    there = {key for key, _ in visible}
    for key, outbox_message in enqueued.items():
        is_its_own = outbox_message.replaces_id is None and not isinstance(
            thaw(outbox_message.content), Document
        )
        if outbox_message.state in (OutboxState.PENDING, OutboxState.SENDING):
            found.lost.append(f"{key} is still {outbox_message.state}: {outbox_message.error}")
        elif outbox_message.state is OutboxState.SENT and is_its_own and key not in there:
            found.lost.append(f"{key} is said to be sent, and nobody sees it")


def reminders(session: Session, now: datetime, policy: Policy, found: Found) -> None:
    """Every step that is due has its one row, and is told in the message it was merged into, unless it rests."""
    today = policy.today(now)
    rows = session.scalars(select(DueReminder)).all()
    have = Counter((each.recommendation_id, each.why, each.step_on, each.about_on) for each in rows)
    items = session.scalars(select(Recommendation)).all()
    told = told_of(session, items, policy)
    for item in items:
        for step in steps_due(item.dates, today, cadence_of(item, policy), told[item.id]):
            if have[item.id, step.why, step.on, step.about] == 0:
                found.lost.append(f"{item.reference}: {step} was due, and never written down")
    for key, number in have.items():
        if number > 1:
            found.duplicated.append(f"{key} has {number} rows")
    midnight = now - timedelta(hours=11)
    for each in rows:
        if each.outbox_message is not None:
            _told(each, each.outbox_message, found)
        elif each.quieted_at is None and each.created_at < midnight and not _rests(each, today):
            found.lost.append(f"{each.key} was never merged")


def _rests(reminder: DueReminder, today: date) -> bool:
    """Whether its owner has it rest: what is meant for others does not."""
    return reminder.audience is Audience.OWNER and reminder.recommendation.rests_until(today) is not None


def _told(reminder: DueReminder, outbox_message: OutboxMessage, found: Found) -> None:
    message = thaw(outbox_message.content)
    if isinstance(message, ReminderMessage | Escalation):
        references = {line.row.reference for line in message.lines}
        if reminder.recommendation.reference not in references:
            found.lost.append(f"{reminder.key} was merged into {outbox_message.key}, which does not have it")


def _recorded(session: Session, spoken: Spoken, found: Found) -> None:
    """What was said is recorded once, with its words as they stand."""
    texts = list(session.scalars(select(Statement).where(Statement.text.contains(spoken.token))))
    if len(texts) > 1:
        found.duplicated.append(f"{spoken.token} is recorded {len(texts)} times")
    elif not texts and spoken.sure and not spoken.deleted:
        found.lost.append(f"{spoken.token} was accepted, and is not recorded")
    elif texts and spoken.sure and not spoken.deleted and texts[0].text != spoken.words:
        found.wrong.append(f"{spoken.words!r} is recorded as {texts[0].text!r}")
    elif texts and spoken.sure and spoken.deleted and texts[0].deleted_at is None:
        found.wrong.append(f"{spoken.token} was deleted, and still counts")


def _figures(session: Session, world: World, found: Found) -> None:
    """The committee's figures close, and their end is what the register holds."""
    today = world.policy.today(world.clock.now())
    bridge(session, None, today - timedelta(days=30), today)
    if len(counted_at(session, today)) != len(world.items):
        found.wrong.append(f"{len(counted_at(session, today))} items count, of {len(world.items)}")
