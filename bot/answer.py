"""One transaction for everything a person says, and one place where refusals and crashes become answers."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

import structlog
from sqlalchemy.orm import Session

import handlers
from bot.clock import Clock
from bot.directory import WhoIs, nobody
from bot.heard import Heard, NotTakenIn
from bot.outcomes import acknowledged, crashed, refused
from handlers import home, reply
from handlers.ask import Ask
from models import once, spoken
from models.absence import who_acts
from models.database import Database
from models.notice import Inbox
from models.policy import Policy
from models.refusals import FromOutside, NotIntroduced, Refusal, Stranger
from models.turns import take_turn
from templates.frozen import freeze
from templates.messages import (
    Crashed,
    FormMessage,
    KeptMessage,
    Message,
    Refused,
    ReportDraft,
)

THREADS = 8
_log = structlog.get_logger(__name__)
_Result = TypeVar("_Result")


class Desk:
    """Answers what is heard, through the handlers.

    `told` is called when the outbox may have something new, and `acted` with the account of whoever has changed
    something, whose own page is then out of date. `who_is` introduces people whom the register does not know yet.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        policy: Policy,
        told: Callable[[], object],
        acted: Callable[[str], object] = str,
        who_is: WhoIs = nobody,
    ) -> None:
        """Answer from `database`, at the time of `clock`, by `policy`."""
        self._database, self._clock, self._policy = database, clock, policy
        self._told, self._acted, self._who_is = told, acted, who_is
        self.counts: Counter[str] = Counter()
        """What people were answered, by outcome: answered, refused, crashed."""
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="desk")

    def close(self) -> None:
        """Let no more be answered, once what is being answered is done."""
        self._threads.shutdown()

    async def command(self, heard: Heard) -> Message:
        """Answer a command: what it records is told in the direct conversation, so that it stays."""

        def work(at: datetime) -> Message:
            command, rest = handlers.find_command(heard.words)
            with self._session(heard, writes=command.writes) as session:
                ask = self._ask(session, heard, at, rest)
                message = command.handler(session, ask)
                if not isinstance(message, KeptMessage):
                    return message
                once.tell(session, f"answer:{heard.source}", freeze(message), at, person=ask.who)
                return acknowledged(message)

        return await self._run(heard, work, typed=f"/rec {heard.words}")

    async def press(self, action: str, heard: Heard) -> Message | None:
        """Answer a button; None where the answer takes the place of a message of ours, by the outbox."""

        def work(at: datetime) -> Message | None:
            button = handlers.answering(handlers.BUTTONS, action)
            with self._session(heard, writes=button.writes, shows_home=button.shows_home) as session:
                message = button.handler(session, self._ask(session, heard, at, heard.words))
                place = heard.place
                ours = place.message and spoken.notice_posted(session, place.channel, place.message)
                if not ours or not button.writes or isinstance(message, FormMessage):
                    return message
                ours.message = freeze(message)
                once.tell(session, f"pressed:{heard.source}", ours.message, at, replaces=ours)
                return None

        return await self._run(heard, work)

    async def submit(self, form: str, heard: Heard) -> Message:
        """Answer a form: the record is told in the direct conversation; a Refused names the form's field.

        The answer can also be the form that comes next. A draft is shown again where it stands, and not once more.
        """

        def work(at: datetime) -> Message:
            with self._session(heard, writes=True) as session:
                ask = self._ask(session, heard, at, heard.words)
                message = handlers.answering(handlers.FORMS, form).handler(session, ask)
                if not isinstance(message, FormMessage | ReportDraft):
                    once.tell(session, f"answer:{heard.source}", freeze(message), at, person=ask.who)
                return message

        return await self._run(heard, work)

    async def shortcut(self, name: str, heard: Heard) -> Message:
        """Answer what was called on a message."""

        def work(at: datetime) -> Message:
            shortcut = handlers.answering(handlers.SHORTCUTS, name)
            with self._session(heard, writes=shortcut.writes) as session:
                return shortcut.handler(session, self._ask(session, heard, at, heard.words))

        return await self._run(heard, work)

    async def home(self, heard: Heard) -> Message:
        """Return a person's own page."""

        def work(at: datetime) -> Message:
            with self._session(heard, writes=False) as session:
                return home.home(session, self._ask(session, heard, at, ""))

        return await self._run(heard, work)

    def drawn(self, draw: Callable[[Message], _Result], message: Message) -> _Result:
        """Return `message` as `draw` draws it for a surface; if that breaks, a crash with its reference."""
        try:
            return draw(message)
        except Exception as error:  # noqa: BLE001 - a message that cannot be drawn is a crash like any other
            return draw(crashed(error, type(message).__name__, None))

    async def reply(self, heard: Heard) -> None:
        """Take in what was written to the bot: durable, with its answer in the outbox, once this returns.

        Raises NotTakenIn where something broke, which the person is told: the surface then delivers it again.
        """
        await self._take_in(heard, self._reply)

    async def edited(self, heard: Heard) -> None:
        """Take in that a message was edited; `words` is its new wording, unless a later one has arrived before."""

        def work(session: Session, ask: Ask) -> None:
            if heard.version and not once.is_latest(session, f"edited:{ask.source}", heard.version, ask.at):
                return
            if spoken.notice_by_key(session, f"answer:{ask.source}") is None:
                # The message itself has not arrived, or was lost: its new wording stands for it.
                self._reply(session, ask)
            else:
                self._replace_answer(session, ask, heard, reply.edited(session, ask))

        await self._take_in(heard, work)

    async def deleted(self, heard: Heard) -> None:
        """Take in that a message was deleted."""

        def work(session: Session, ask: Ask) -> None:
            once.take_in(session, _deleted(ask), ask.at)
            self._replace_answer(session, ask, heard, reply.deleted(session, ask))

        await self._take_in(heard, work)

    def _reply(self, session: Session, ask: Ask) -> None:
        # Whoever writes in the direct conversation can be written to there.
        ask.who.unreachable_since = None
        message = reply.reply(session, ask)
        if session.get(Inbox, _deleted(ask)) is not None:
            message = reply.deleted(session, ask) or message
        self._answer_in_place(session, ask, message)

    def _answer_in_place(self, session: Session, ask: Ask, message: Message) -> None:
        key = f"answer:{ask.source}"
        once.tell(session, key, freeze(message), ask.at, channel=ask.place.channel, thread=ask.place.thread)

    def _replace_answer(self, session: Session, ask: Ask, heard: Heard, message: Message | None) -> None:
        answered = spoken.notice_by_key(session, f"answer:{ask.source}")
        if message is None or answered is None:
            return
        answered.message = freeze(message)
        key = f"changed:{ask.source}:{heard.event}"
        once.tell(session, key, answered.message, ask.at, replaces=answered)

    async def _take_in(self, heard: Heard, work: Callable[[Session, Ask], None]) -> None:
        def take(at: datetime) -> None:
            try:
                with self._session(heard, writes=True) as session:
                    if heard.event is None or once.take_in(session, heard.event, at):
                        work(session, self._ask(session, heard, at, heard.words))
            except Refusal as refusal:
                self._tell(heard, f"answer:{heard.source}", refused(refusal, None), at)

        try:
            await self._in_thread(take)
        except Exception as error:  # noqa: BLE001 - whatever broke is said to the person, and comes again
            self.counts["crashed"] += 1
            broken = crashed(error, heard.source, None)
        else:
            self.counts["taken in"] += 1
            return
        raise NotTakenIn(broken, is_told=await self._is_told(heard, broken))

    async def _is_told(self, heard: Heard, broken: Crashed) -> bool:
        """Put what is said of a crash into the outbox; return False where nothing at all can be written."""
        try:
            await self._in_thread(lambda at: self._tell(heard, f"crashed:{heard.source}", broken, at))
        except Exception as error:  # noqa: BLE001 - what kept the words from being written keeps this too
            _log.error("not_told", reference=broken.reference, error=type(error).__name__)
            return False
        return True

    def _tell(self, heard: Heard, key: str, message: Message, at: datetime) -> None:
        """Answer in a transaction of its own, after the one in which the answer arose was rolled back."""
        with self._session(heard, writes=True, shows_home=True) as session:
            place = heard.place
            once.tell(session, key, freeze(message), at, channel=place.channel, thread=place.thread)
            if heard.event is not None and isinstance(message, Refused):
                once.take_in(session, heard.event, at)

    async def _run(
        self, heard: Heard, work: Callable[[datetime], _Result], *, typed: str | None = None
    ) -> _Result | Refused | Crashed:
        try:
            result = await self._introducing(heard, work)
        except Refusal as refusal:
            self.counts["refused"] += 1
            return refused(refusal, typed)
        except Exception as error:  # noqa: BLE001 - the one place where a crash becomes an answer
            self.counts["crashed"] += 1
            return crashed(error, heard.source, typed)
        self.counts["answered"] += 1
        return result

    async def _introducing(self, heard: Heard, work: Callable[[datetime], _Result]) -> _Result:
        """Do `work`, and once more for everybody whom it names, the register does not know and the surface does."""
        while True:
            try:
                return await self._in_thread(work)
            except NotIntroduced as refusal:
                account = str(refusal.fields["account"])
                newcomer = None if account in heard.newcomers else await self._who_is(account)
                if newcomer is None:
                    raise
                heard.newcomers[account] = newcomer

    async def _in_thread(self, work: Callable[[datetime], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, self._clock.now())

    @contextmanager
    def _session(self, heard: Heard, *, writes: bool, shows_home: bool = False) -> Iterator[Session]:
        """Give a session for what was heard; one that writes is alone with the register.

        What it has written is made known once it is durable. Where the answer `shows_home`, or changes nothing that
        it shows, that page is up to date already.
        """
        if not writes:
            with self._database.reading() as session:
                yield session
            return
        with self._database.writing() as session:
            take_turn(session)
            yield session
        if not shows_home:
            self._acted(heard.account)
        self._told()

    def _ask(self, session: Session, heard: Heard, at: datetime, words: str) -> Ask:
        if heard.outside:
            raise FromOutside
        who = who_acts(session, heard.account, self._policy.today(at))
        if who is None or not who.active:
            raise Stranger
        return Ask(
            who=who,
            words=words,
            place=heard.place,
            source=heard.source,
            at=at,
            policy=self._policy,
            fields=heard.fields,
            files=heard.files,
            permalink=heard.permalink,
            newcomers=heard.newcomers,
        )


def _deleted(ask: Ask) -> str:
    """Return the key by which a deletion is remembered, which can arrive before the message."""
    return f"deleted:{ask.source}"
