"""Sending what the outbox holds: claimed, sent outside any transaction, and settled by what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Update, and_, bindparam, or_, select, update
from sqlalchemy.orm import Session, defer, selectinload

from models.address import Account, Conversation, MessageRef
from models.calendar import local_date
from models.outbox import outbox
from models.outbox.message import WAITING, MessageKind, OutboxMessage, OutboxState
from models.people.person import Person
from models.queries import items
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.serialization import CannotThaw, content_of, freeze, thaw

AT_A_TIME = 20
HELD_FOR = timedelta(seconds=90)
"""A sender that has neither settled a message nor held on to it for this long is taken to have died."""

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=15)
UNREACHED_PAUSE = timedelta(hours=1)
GIVES_UP_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class Outgoing:
    """One message on its way: to whoever has `account`, or into `conversation`, or in the place of `replaces`.

    With both of the former it is for that one alone, in the conversation if the surface can do that.
    `unsure` says that an earlier send may have arrived: the conversation is to be searched for `key` before
    anything is posted. `file` has been uploaded for it. `attempt` tells this taking from any later one. Somebody
    waits for what `is_answer`.
    """

    outbox_message: int
    attempt: int
    key: str
    message: Message
    account: Account | None
    conversation: Conversation | None
    thread: MessageRef | None
    replaces: MessageRef | None
    unsure: bool
    created_at: datetime
    file: str | None = None
    is_answer: bool = False

    @property
    def goes_to(self) -> Account | Conversation | None:
        """Where it goes, as far as that is known before: messages that go to one place keep their order."""
        if self.replaces is not None:
            return self.replaces.conversation
        return self.conversation or self.account


@dataclass(frozen=True)
class Sent:
    """It was posted as `message`, or stands there now."""

    message: MessageRef


@dataclass(frozen=True)
class Uploaded:
    """What belongs to it has been uploaded as `file`, and it is to be posted with that.

    `message` is what it says then, where making the file has shown more.
    """

    file: str
    message: Message | None = None


@dataclass(frozen=True)
class Again:
    """This attempt did not post it, or is `unsure` whether it did; it is to be tried again, not before `after`.

    `forget` says that what was uploaded for it is gone, and with it what an earlier attempt may have posted.
    One that is `patient` is not given up, however long it takes: the surface takes nothing from this Reckoner,
    whatever the message is and whomever it is for.
    """

    error: str
    unsure: bool
    after: timedelta | None = None
    forget: bool = False
    patient: bool = False


@dataclass(frozen=True)
class Impossible:
    """It will never be posted as it is, for the reason `error`."""

    error: str


@dataclass(frozen=True)
class Unreachable:
    """Nothing at all can be sent to whom it is for, for the reason `error`."""

    error: str


@dataclass(frozen=True)
class Unreached:
    """It was not posted: whom it is for does not let the bot write, for the reason `error`, but may again any day.

    It stays, and is tried again every hour, and at once when there is a sign of them: see `reached`.
    """

    error: str


Outcome = Sent | Uploaded | Again | Impossible | Unreachable | Unreached


def claim(session: Session, at: datetime, *, only_answers: bool = False) -> list[Outgoing]:
    """Take up to AT_A_TIME messages that are to be sent at the aware instant `at`: answers first, then the oldest.

    Each is held for HELD_FOR, so that no other sender takes it. Whatever a sender that died was holding is
    taken over, with the outcome unsure.
    """
    waiting = [*_due(session, at, AT_A_TIME, is_answer=True)]
    if not only_answers and len(waiting) < AT_A_TIME:
        waiting += _due(session, at, AT_A_TIME - len(waiting), is_answer=False)
    return [
        taken
        for outbox_message in waiting
        if _ready(outbox_message, at) and (taken := _take(session, outbox_message, at))
    ]


def is_due(session: Session, at: datetime, *, only_answers: bool = False) -> bool:
    """Whether there is anything to take at the aware instant `at`: to be asked where nobody waits for it."""
    return session.connection().scalar(_ANY_DUE[only_answers], {"at": at}) is not None


def next_due(session: Session) -> datetime | None:
    """Return the aware instant from which the first message may be sent that nobody has claimed; None for none."""
    instants = [session.connection().scalar(asked) for asked in _NEXT_DUE]
    return min((at for at in instants if at is not None), default=None)


_TO_SEND = (
    WAITING,
    OutboxMessage.next_try_at <= bindparam("at"),
    or_(OutboxMessage.held_until.is_(None), OutboxMessage.held_until <= bindparam("at")),
)
"""What nobody holds, and is to be sent at the instant `at`."""

_OLDEST = (
    select(OutboxMessage)
    .where(*_TO_SEND)
    .options(selectinload(OutboxMessage.replaces))
    .order_by(OutboxMessage.next_try_at, OutboxMessage.id)
    .limit(bindparam("most"))
    .with_for_update(of=OutboxMessage, skip_locked=True)
)
# Asked several times for every message: built once.
_DUE = {is_answer: _OLDEST.where(OutboxMessage.is_answer.is_(is_answer)) for is_answer in (True, False)}
_ONE_DUE = select(OutboxMessage.id).where(*_TO_SEND).limit(1)
_ANY_DUE = {
    True: _ONE_DUE.where(OutboxMessage.is_answer.is_(True)),
    False: _ONE_DUE.where(OutboxMessage.is_answer.in_((True, False))),
}
"""By whether only answers matter. Both values are named for the index, which begins with them."""

_NEXT_DUE = tuple(
    select(OutboxMessage.next_try_at)
    .where(WAITING, OutboxMessage.state == OutboxState.PENDING, OutboxMessage.is_answer.is_(is_answer))
    .order_by(OutboxMessage.next_try_at, OutboxMessage.id)
    .limit(1)
    for is_answer in (True, False)
)


def _due(session: Session, at: datetime, most: int, *, is_answer: bool) -> Sequence[OutboxMessage]:
    """Return up to `most` messages that nobody holds and that are to be sent at `at`, the oldest first."""
    return session.scalars(_DUE[is_answer], {"at": at, "most": most}).all()


def hold(session: Session, claimed: Sequence[Outgoing], at: datetime) -> None:
    """Hold on to what was claimed and is still to be sent, for HELD_FOR from the aware instant `at`."""
    for each in claimed:
        session.execute(_held(each).values(held_until=at + HELD_FOR))


def let_go(session: Session, claimed: Sequence[Outgoing]) -> None:
    """Put back what was claimed and has not been tried: whoever comes next need not wait, nor look for it."""
    for each in claimed:
        session.execute(_held(each).values(state=OutboxState.PENDING, unsure=each.unsure, held_until=None))


def settle(session: Session, outgoing: Outgoing, outcome: Outcome, at: datetime) -> None:
    """Write down what became of a message that was claimed.

    Where another sender has taken it over meanwhile, only that it was sent is of use: the rest is for that other to
    settle.
    """
    # What the message says is long, and need not be read to say that it was sent.
    outbox_message = session.get_one(
        OutboxMessage,
        outgoing.outbox_message,
        options=[defer(OutboxMessage.content)],
        with_for_update={"of": OutboxMessage},
    )
    is_ours = outbox_message.attempts == outgoing.attempt and outbox_message.state is OutboxState.SENDING
    if not is_ours and (outbox_message.state is OutboxState.SENT or not isinstance(outcome, Sent)):
        return
    outbox_message.held_until = None
    match outcome:
        case Sent(message):
            outbox_message.state, outbox_message.sent_at, outbox_message.error = OutboxState.SENT, at, None
            outbox_message.surface = message.conversation.surface
            outbox_message.posted_in, outbox_message.posted_as = message.conversation.id, message.id
            outbox_message.posted_order = message.order
            if outbox_message.person is not None:
                outbox_message.person.unreachable_since = None
        case Uploaded(file, made):
            outbox_message.content = content_of(made) if made else outbox_message.content
            outbox_message.state, outbox_message.file, outbox_message.next_try_at = (
                OutboxState.PENDING,
                file,
                at,
            )
        case Again(error, unsure, after, forget, patient) if (
            patient or at < outbox_message.created_at + GIVES_UP_AFTER
        ):
            outbox_message.state, outbox_message.error = OutboxState.PENDING, error
            # What an earlier send did not learn is not learnt by one that fails either: history can lag.
            outbox_message.unsure = unsure or (outbox_message.unsure and not forget)
            outbox_message.next_try_at = at + (after or _pause(outbox_message.attempts))
            outbox_message.file = None if forget else outbox_message.file
        case Unreached(error) if at < outbox_message.created_at + GIVES_UP_AFTER:
            outbox_message.state, outbox_message.error = OutboxState.PENDING, error
            # That it is not there now says nothing of a send before, of which nothing was learnt.
            outbox_message.unsure = outgoing.unsure
            outbox_message.next_try_at = at + UNREACHED_PAUSE
            _note_unreachable(outbox_message, at)
            _tell_of_unreached(session, outbox_message, at)
        case Again(error) | Impossible(error) | Unreachable(error) | Unreached(error):
            outbox_message.state, outbox_message.error = OutboxState.FAILED, error
            if isinstance(outcome, Unreachable | Unreached):
                _note_unreachable(outbox_message, at)
            _tell_coordinators(session, outbox_message, at)


def reached(session: Session, account: Account, at: datetime) -> int:
    """Take note of a sign of somebody who can be written to, such as a word of theirs; return what goes out now.

    They count as reachable, and what waited for them since it was tried is tried at once. To be called by a surface
    whenever it hears from an account, or that the app was added for it.
    """
    person = items.person_by_account(session, account)
    if person is not None:
        person.unreachable_since = None
    theirs = and_(OutboxMessage.surface == account.surface, OutboxMessage.account == account.id)
    if person is not None:
        theirs = or_(theirs, OutboxMessage.person_id == person.id)
    return _try_now(session, theirs, at)


def reached_in(session: Session, conversations: Sequence[Conversation], at: datetime) -> int:
    """Take note that a conversation can be written to again, under each of its names; return what goes out now."""
    names = [
        and_(OutboxMessage.surface == each.surface, OutboxMessage.channel == each.id)
        for each in conversations
    ]
    return _try_now(session, or_(*names), at)


def _try_now(session: Session, which: ColumnElement[bool], at: datetime) -> int:
    """Have what was tried in vain, and is such, tried at once; return how much that is."""
    waiting = update(OutboxMessage).where(
        OutboxMessage.state == OutboxState.PENDING,
        OutboxMessage.attempts > 0,
        OutboxMessage.next_try_at > at,
        which,
    )
    return len(session.scalars(waiting.values(next_try_at=at).returning(OutboxMessage.id)).all())


def _held(outgoing: Outgoing) -> Update:
    """Return the change of this message, as long as whoever claimed it has it."""
    return update(OutboxMessage).where(
        OutboxMessage.id == outgoing.outbox_message,
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


def _ready(outbox_message: OutboxMessage, at: datetime) -> bool:
    """Whether what the message replaces has been posted; where that will never be, the message is cancelled."""
    replaced = outbox_message.replaces
    if replaced is None or replaced.state is OutboxState.SENT:
        return True
    if replaced.state in (OutboxState.FAILED, OutboxState.CANCELLED):
        outbox_message.state = OutboxState.CANCELLED
    else:
        outbox_message.next_try_at = at + FIRST_PAUSE
    return False


def _take(session: Session, outbox_message: OutboxMessage, at: datetime) -> Outgoing | None:
    """Hold the message and return it as it is to be sent; None for one that this version cannot read."""
    replaced = outbox_message.replaces
    try:
        # What is replaced is kept as it stands now: a change that was held up must not bring back what was.
        message = thaw(replaced.content if replaced else outbox_message.content)
    except CannotThaw as error:
        outbox_message.state, outbox_message.error = OutboxState.FAILED, str(error)
        _tell_coordinators(session, outbox_message, at)
        return None
    outbox_message.unsure = outbox_message.unsure or outbox_message.state is OutboxState.SENDING
    outbox_message.state, outbox_message.held_until = OutboxState.SENDING, at + HELD_FOR
    outbox_message.attempts += 1
    conversation, thread = outbox_message.conversation, outbox_message.thread
    return Outgoing(
        outbox_message=outbox_message.id,
        attempt=outbox_message.attempts,
        key=outbox_message.key,
        message=message,
        account=outbox_message.recipient,
        conversation=conversation,
        thread=MessageRef(conversation, thread) if conversation and thread else None,
        replaces=replaced.posted if replaced else None,
        unsure=outbox_message.unsure,
        created_at=outbox_message.created_at,
        file=outbox_message.file,
        is_answer=outbox_message.is_answer,
    )


def _pause(attempts: int) -> timedelta:
    doublings = min(max(attempts - 1, 0), 16)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def _today(person: Person, at: datetime) -> date:
    return local_date(at, ZoneInfo(person.zone))


def _note_unreachable(outbox_message: OutboxMessage, at: datetime) -> None:
    person = outbox_message.person
    if person is not None:
        person.unreachable_since = person.unreachable_since or _today(person, at)


def _tell_of_unreached(session: Session, outbox_message: OutboxMessage, at: datetime) -> None:
    """Tell the coordinators once that somebody cannot be reached, however many messages wait for them."""
    person, why = outbox_message.person, outbox_message.error or ""
    which = f"{person.id}:{person.unreachable_since}" if person else f"message:{outbox_message.id}"
    message = Acknowledged("unreached", {"who": person.name if person else "", "why": why})
    _tell(session, f"unreached:{which}", message, outbox_message, at)


def _tell_coordinators(session: Session, outbox_message: OutboxMessage, at: datetime) -> None:
    message = Acknowledged("could_not_send", {"what": outbox_message.key, "why": outbox_message.error or ""})
    _tell(session, f"failed:{outbox_message.id}", message, outbox_message, at)


def _tell(session: Session, key: str, message: Message, of: OutboxMessage, at: datetime) -> None:
    # A message about a message about a message would have no end.
    if of.kind is MessageKind.DELIVERY_FAILURE:
        return
    for person in items.coordinators(session):
        if person.reachable and person.id != of.person_id:
            outbox.enqueue(
                session,
                f"{key}:{person.id}",
                freeze(message),
                at,
                person=person,
                kind=MessageKind.DELIVERY_FAILURE,
            )
