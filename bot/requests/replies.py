"""What people write to Reckoner, change and delete: each taken in once, durable together with its answer."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

import structlog
from sqlalchemy.orm import Session

from bot.requests.incoming import IncomingRequest, RetryDelivery
from bot.requests.outcomes import crashed, refused
from bot.requests.unit_of_work import UnitOfWork
from handlers import registry
from handlers.replies import edits, reply
from handlers.request import Request
from models.outbox import inbox, outbox
from models.outbox.message import MessageKind, OutboxMessage
from models.queries import statements
from models.refusals.base import Refusal
from templates.messages import Message
from templates.messages.answers import Crashed, Refused
from templates.serialization import content_of, freeze

_Said = TypeVar("_Said", Message, Message | None)
_log = structlog.get_logger(__name__)


class Replies:
    """Takes in messages of the direct conversation, through the handlers."""

    def __init__(self, hearing: UnitOfWork, counts: Counter[str]) -> None:
        """Take them in by `hearing`; what became of them is added to `counts`."""
        self._hearing, self._counts = hearing, counts

    async def written(self, heard: IncomingRequest) -> None:
        """Take in what was written to the bot: durable, with its answer in the outbox, once this returns.

        Raises RetryDelivery where something broke, which the person is told: the surface then delivers it again.
        """

        def work(session: Session, request: Request) -> None:
            _answer(session, heard, _read(session, request), request.at)

        await self._take_in(heard, work)

    async def commanded(self, heard: IncomingRequest) -> None:
        """Answer a command that came as a message: durable, with its answer in the outbox, once this returns.

        What it says is for whoever asked alone. Raises RetryDelivery as `written` does.
        """
        await self._answer_once(heard, lambda: registry.find_command(heard.words))

    async def asked_for_home(self, heard: IncomingRequest) -> None:
        """Answer a message that asks for a person's own page, as a command is answered."""
        await self._answer_once(heard, lambda: (registry.HOME, ""))

    async def _answer_once(
        self, heard: IncomingRequest, which: Callable[[], tuple[registry.Command, str]]
    ) -> None:
        """Answer by `which` handler, for words of its own. Only one that writes keeps others waiting meanwhile."""

        def take(at: datetime) -> None:
            try:
                command, words = which()
                if command.writes:
                    self._once(heard, at, lambda session: self._answer_of(session, heard, command, words, at))
                    return
                with self._hearing.session(heard, writes=False) as session:
                    message = command.handler(session, self._hearing.ask(session, heard, at, words))
                with self._hearing.noting() as session:
                    if _is_new(session, heard, at):
                        _answer(session, heard, message, at)
            except Refusal as refusal:
                self._refuse(heard, refused(refusal, None), at)

        await self._guarded(heard, take)

    def _answer_of(
        self,
        session: Session,
        heard: IncomingRequest,
        command: registry.Command,
        words: str,
        at: datetime,
    ) -> None:
        _answer(session, heard, command.handler(session, self._hearing.ask(session, heard, at, words)), at)

    def _once(self, heard: IncomingRequest, at: datetime, work: Callable[[Session], None]) -> None:
        """Do `work` in one transaction with the note that this was heard, unless it was before."""
        with self._hearing.session(heard, writes=True) as session:
            if _is_new(session, heard, at):
                work(session)

    async def restored(self, heard: IncomingRequest) -> None:
        """Take in that a message was brought back at its `version`, after its deletion: as one that is said anew.

        What is done to it from then on is done to that.
        """
        version = heard.version or 0
        again = replace(heard, source=_again(heard.source, version))

        def work(session: Session, request: Request) -> None:
            if inbox.is_latest(session, _restored(heard.source), version, request.at):
                _answer(session, again, _read(session, request), request.at)

        await self._take_in(again, work)

    async def edited(self, heard: IncomingRequest) -> None:
        """Take in that a message was edited; `words` is its new wording, unless a later one has arrived before."""
        heard = await self._as_it_stands(heard)

        def work(session: Session, request: Request) -> None:
            if heard.version and not inbox.is_latest(
                session, f"edited:{request.source}", heard.version, request.at
            ):
                return
            answered = _answer_to(session, heard)
            if answered is None:
                # The message itself has not arrived, or was lost: its new wording stands for it.
                _answer(session, heard, _read(session, request), request.at)
                return
            message = _unless_deleted(session, request, edits.edited(session, request))
            _change(session, answered, heard, message, request.at)

        await self._take_in(heard, work)

    async def deleted(self, heard: IncomingRequest) -> None:
        """Take in that a message was deleted. It is its author's act, whose ever the surface says that it was."""
        heard = await self._as_it_stands(heard)

        def work(session: Session, request: Request) -> None:
            gone = edits.deleted(session, request)
            if (answered := _answer_to(session, heard)) is not None:
                _change(session, answered, heard, gone, request.at)

        def by_author(session: Session, at: datetime) -> IncomingRequest | None:
            inbox.accept(session, _deleted(heard.source), at)
            said = statements.said_from(session, heard.source)
            author = said.by.address if said is not None and said.by.active else None
            return replace(heard, account=author, outside=False) if author is not None else None

        await self._take_in(heard, work, by_author)

    async def _as_it_stands(self, heard: IncomingRequest) -> IncomingRequest:
        """Return what was heard as being about the message as it was last brought back, if it ever was."""

        def look(_: datetime) -> IncomingRequest:
            with self._hearing.session(heard, writes=False) as session:
                version = inbox.latest_version(session, _restored(heard.source))
            return heard if version is None else replace(heard, source=_again(heard.source, version))

        return await self._hearing.in_thread(look)

    async def _take_in(
        self,
        heard: IncomingRequest,
        work: Callable[[Session, Request], None],
        as_whom: Callable[[Session, datetime], IncomingRequest | None] | None = None,
    ) -> None:
        """Do `work` for whoever was heard, or `as_whom`; where that is nobody, there is nothing to do."""

        def do(session: Session, at: datetime) -> None:
            asking = as_whom(session, at) if as_whom else heard
            if asking is not None:
                request = self._hearing.ask(session, asking, at, heard.words)
                work(session, replace(request, is_reply=True))

        def take(at: datetime) -> None:
            try:
                self._once(heard, at, lambda session: do(session, at))
            except Refusal as refusal:
                self._refuse(heard, refused(refusal, None), at)

        await self._guarded(heard, take)

    async def _guarded(self, heard: IncomingRequest, take: Callable[[datetime], None]) -> None:
        """Do `take` in a thread. Raises RetryDelivery for whatever breaks there, once the person is told."""
        try:
            await self._hearing.in_thread(take)
        except Exception as error:  # noqa: BLE001 - whatever broke is said to the person, and comes again
            self._counts["crashed"] += 1
            broken = crashed(error, heard.source, None)
        else:
            self._counts["taken in"] += 1
            return
        raise RetryDelivery(broken, _crashed(heard), is_told=await self._is_told(heard, broken))

    async def _is_told(self, heard: IncomingRequest, broken: Crashed) -> bool:
        """Put what is said of a crash into the outbox; return False where nothing at all can be written."""
        try:
            await self._hearing.in_thread(lambda at: self._tell(heard, broken, at))
        except Exception as error:  # noqa: BLE001 - what kept the words from being written keeps this too
            _log.error("not_told", reference=broken.reference, error=type(error).__name__)
            return False
        return True

    def _refuse(self, heard: IncomingRequest, message: Refused, at: datetime) -> None:
        """Say why everything was rolled back, in the place of an earlier refusal of the same message.

        Where an edit of what was recorded is refused, the record stands, and so does what was said of it.
        """
        with self._hearing.session(heard, writes=True, shows_home=True) as session:
            answered = _answer_to(session, heard)
            if answered is None:
                _answer(session, heard, message, at)
            elif answered.kind is not MessageKind.REFUSAL:
                _say(session, heard, f"refused:{heard.source}:{heard.event}", message, at)
            elif answered.content != content_of(message):
                _change(session, answered, heard, message, at)
            if heard.event is not None:
                inbox.accept(session, heard.event, at)

    def _tell(self, heard: IncomingRequest, broken: Crashed, at: datetime) -> None:
        with self._hearing.session(heard, writes=True, shows_home=True) as session:
            # An earlier delivery may have said it past the outbox.
            _say(session, heard, _crashed(heard), broken, at, unsure=True)


def _is_new(session: Session, heard: IncomingRequest, at: datetime) -> bool:
    """Note that this was heard; return False if it had been before."""
    return heard.event is None or inbox.accept(session, heard.event, at)


def _read(session: Session, request: Request) -> Message:
    # Whoever writes in the direct conversation can be written to there.
    if request.who.unreachable_since is not None:
        request.who.unreachable_since = None
    return _unless_deleted(session, request, reply.reply(session, request))


def _unless_deleted(session: Session, request: Request, message: _Said) -> Message | _Said:
    """Return `message`; or what is said where its deletion has arrived before it."""
    if inbox.has_accepted(session, _deleted(request.source)):
        return edits.deleted(session, request) or message
    return message


def _answer_to(session: Session, heard: IncomingRequest) -> OutboxMessage | None:
    return statements.message_by_key(session, f"answer:{heard.source}")


def _answer(session: Session, heard: IncomingRequest, message: Message, at: datetime) -> None:
    _say(session, heard, f"answer:{heard.source}", message, at)


def _say(
    session: Session,
    heard: IncomingRequest,
    key: str,
    message: Message,
    at: datetime,
    *,
    unsure: bool = False,
) -> None:
    """Say something where the person wrote, or, where others would see it there, to that person alone."""
    is_direct = heard.place.is_direct and heard.place.conversation is not None
    stands_there = is_direct or heard.among_others
    outbox.enqueue(
        session,
        key,
        freeze(message),
        at,
        account=None if is_direct else heard.account,
        conversation=heard.place.conversation if stands_there else None,
        thread=heard.place.thread if stands_there else None,
        is_answer=True,
        unsure=unsure,
    )


def _change(
    session: Session, answered: OutboxMessage, heard: IncomingRequest, message: Message | None, at: datetime
) -> None:
    """Have what was answered say `message` where it stands; None where there is nothing new to say."""
    if message is not None:
        outbox.amend(session, answered, f"changed:{heard.source}:{heard.event}", freeze(message), at)


def _crashed(heard: IncomingRequest) -> str:
    """Return the key of what is said where this could not be taken in, however often it is delivered."""
    return f"crashed:{heard.event or heard.source}"


def _restored(source: str) -> str:
    """Return the key by which it is remembered when a message was last brought back."""
    return f"restored:{source}"


def _again(source: str, version: int) -> str:
    """Return the source of a message that was brought back."""
    return f"{source}:again:{version}"


def _deleted(source: str) -> str:
    """Return the key by which a deletion is remembered, which can arrive before the message."""
    return f"deleted:{source}"
