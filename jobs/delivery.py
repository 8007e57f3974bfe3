"""Sending what the outbox holds: claimed, sent outside any transaction, and settled by what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Update, or_, select, update
from sqlalchemy.orm import Session, selectinload

from models.calendar import local_date
from models.outbox import outbox
from models.outbox.message import MessageKind, OutboxMessage, OutboxState
from models.people.person import Person
from models.queries import items
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.serialization import CannotThaw, content_of, freeze, thaw

AT_A_TIME = 20
HELD_FOR = timedelta(seconds=90)
"""A sender that has neither settled a notice nor held on to it for this long is taken to have died."""

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=15)
GIVES_UP_AFTER = timedelta(days=7)


OUT_OF_REACH = frozenset({"account_inactive", "cannot_dm_bot", "user_disabled", "user_not_found"})
"""What a surface answers when nothing at all can be sent to a person."""


@dataclass(frozen=True)
class Outgoing:
    """One message on its way: to the person with `account`, or into `channel`, or in the place of `replaces`.

    `replaces` is the channel and the message that it takes the place of. `unsure` says that an earlier send
    may have arrived: the conversation is to be searched for `key` before anything is posted. `file` has been
    uploaded for it. `attempt` tells this taking from any later one.
    """

    notice: int
    attempt: int
    key: str
    message: Message
    account: str | None
    channel: str | None
    thread: str | None
    replaces: tuple[str, str] | None
    unsure: bool
    created_at: datetime
    file: str | None = None


@dataclass(frozen=True)
class Sent:
    """It was posted in `channel` as `message`."""

    channel: str
    message: str


@dataclass(frozen=True)
class Uploaded:
    """What belongs to it has been uploaded as `file`, and it is to be posted with that.

    `message` is what it says then, where making the file has shown more.
    """

    file: str
    message: Message | None = None


@dataclass(frozen=True)
class Again:
    """It was not posted, or `unsure` whether; it is to be tried again, not before `after`.

    `forget` says that what was uploaded for it is gone.
    """

    error: str
    unsure: bool
    after: timedelta | None = None
    forget: bool = False


@dataclass(frozen=True)
class Impossible:
    """It will never be posted as it is, for the reason `error`."""

    error: str


Outcome = Sent | Uploaded | Again | Impossible


def claim(session: Session, at: datetime) -> list[Outgoing]:
    """Take up to AT_A_TIME notices that are to be sent at the aware instant `at`, oldest first.

    Each is held for HELD_FOR, so that no other sender takes it. Whatever a sender that died was holding is
    taken over, with the outcome unsure.
    """
    free = or_(OutboxMessage.held_until.is_(None), OutboxMessage.held_until <= at)
    waiting = session.scalars(
        select(OutboxMessage)
        .where(
            OutboxMessage.state.in_((OutboxState.PENDING, OutboxState.SENDING)),
            OutboxMessage.next_try_at <= at,
            free,
        )
        .options(selectinload(OutboxMessage.replaces))
        .order_by(OutboxMessage.next_try_at, OutboxMessage.id)
        .limit(AT_A_TIME)
        .with_for_update(of=OutboxMessage, skip_locked=True)
    ).all()
    return [taken for notice in waiting if _ready(notice, at) and (taken := _take(session, notice, at))]


def hold(session: Session, claimed: Sequence[Outgoing], at: datetime) -> None:
    """Hold on to what was claimed and is still to be sent, for HELD_FOR from the aware instant `at`."""
    for each in claimed:
        session.execute(_held(each).values(held_until=at + HELD_FOR))


def let_go(session: Session, claimed: Sequence[Outgoing]) -> None:
    """Put back what was claimed and has not been tried: whoever comes next need not wait, nor look for it."""
    for each in claimed:
        session.execute(_held(each).values(state=OutboxState.PENDING, unsure=each.unsure, held_until=None))


def settle(session: Session, outgoing: Outgoing, outcome: Outcome, at: datetime) -> None:
    """Write down what became of a notice that was claimed.

    Where another sender has taken it over meanwhile, only that it was sent is of use: the rest is for that other to
    settle.
    """
    notice = session.get_one(OutboxMessage, outgoing.notice, with_for_update={"of": OutboxMessage})
    is_ours = notice.attempts == outgoing.attempt and notice.state is OutboxState.SENDING
    if not is_ours and (notice.state is OutboxState.SENT or not isinstance(outcome, Sent)):
        return
    notice.held_until = None
    match outcome:
        case Sent(channel, message):
            notice.state, notice.sent_at, notice.error = OutboxState.SENT, at, None
            notice.posted_in, notice.posted_as = channel, message
            if notice.person is not None:
                notice.person.unreachable_since = None
        case Uploaded(file, message):
            notice.message = content_of(message) if message else notice.message
            notice.state, notice.file, notice.next_try_at = OutboxState.PENDING, file, at
        case Again(error, unsure, after, forget) if at < notice.created_at + GIVES_UP_AFTER:
            notice.state, notice.unsure, notice.error = OutboxState.PENDING, unsure, error
            notice.next_try_at = at + (after or _pause(notice.attempts))
            notice.file = None if forget else notice.file
        case Again(error) | Impossible(error):
            notice.state, notice.error = OutboxState.FAILED, error
            if notice.person is not None and error in OUT_OF_REACH:
                notice.person.unreachable_since = notice.person.unreachable_since or _today(notice.person, at)
            _tell_coordinators(session, notice, at)


def _held(outgoing: Outgoing) -> Update:
    """Return the change of this notice, as long as whoever claimed it has it."""
    return update(OutboxMessage).where(
        OutboxMessage.id == outgoing.notice,
        OutboxMessage.attempts == outgoing.attempt,
        OutboxMessage.state == OutboxState.SENDING,
    )


def waiting(session: Session) -> Sequence[OutboxMessage]:
    """Return what is neither sent nor given up."""
    return session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.state.in_((OutboxState.PENDING, OutboxState.SENDING)))
        .order_by(OutboxMessage.id)
    ).all()


def _ready(notice: OutboxMessage, at: datetime) -> bool:
    """Whether what the notice replaces has been posted; where that will never be, the notice is cancelled."""
    replaced = notice.replaces
    if replaced is None or replaced.state is OutboxState.SENT:
        return True
    if replaced.state in (OutboxState.FAILED, OutboxState.CANCELLED):
        notice.state = OutboxState.CANCELLED
    else:
        notice.next_try_at = at + FIRST_PAUSE
    return False


def _take(session: Session, notice: OutboxMessage, at: datetime) -> Outgoing | None:
    """Hold the notice and return it as it is to be sent; None for one that this version cannot read."""
    replaced = notice.replaces
    try:
        # What is replaced is kept as it stands now: a change that was held up must not bring back what was.
        message = thaw(replaced.message if replaced else notice.message)
    except CannotThaw as error:
        notice.state, notice.error = OutboxState.FAILED, str(error)
        _tell_coordinators(session, notice, at)
        return None
    notice.unsure = notice.unsure or notice.state is OutboxState.SENDING
    notice.state, notice.held_until = OutboxState.SENDING, at + HELD_FOR
    notice.attempts += 1
    posted = (
        (replaced.posted_in, replaced.posted_as)
        if replaced and replaced.posted_in and replaced.posted_as
        else None
    )
    return Outgoing(
        notice=notice.id,
        attempt=notice.attempts,
        key=notice.key,
        message=message,
        account=notice.person.account if notice.person else None,
        channel=notice.channel,
        thread=notice.thread,
        replaces=posted,
        unsure=notice.unsure,
        created_at=notice.created_at,
        file=notice.file,
    )


def _pause(attempts: int) -> timedelta:
    doublings = min(max(attempts - 1, 0), 16)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def _today(person: Person, at: datetime) -> date:
    return local_date(at, ZoneInfo(person.zone))


def _tell_coordinators(session: Session, notice: OutboxMessage, at: datetime) -> None:
    # A failed notice about a failed notice would have no end.
    if notice.kind is MessageKind.DELIVERY_FAILURE:
        return
    message = Acknowledged("could_not_send", {"what": notice.key, "why": notice.error or ""})
    for person in items.coordinators(session):
        if person.reachable and person.id != notice.person_id:
            outbox.tell(
                session,
                f"failed:{notice.id}:{person.id}",
                freeze(message),
                at,
                person=person,
                kind=MessageKind.DELIVERY_FAILURE,
            )
