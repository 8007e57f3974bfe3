"""Commands, buttons, forms and shortcuts: answered through the handlers, also where it is refused or breaks."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.requests.incoming import IncomingRequest, WhoIs, nobody
from bot.requests.outcomes import acknowledged, crashed, refused
from bot.requests.replies import Replies
from bot.requests.unit_of_work import UnitOfWork
from handlers import registry
from handlers.handler import Handler
from handlers.home import home
from handlers.request import Request
from models.address import Account
from models.database import Database
from models.outbox import inbox, outbox
from models.outbox.message import OutboxMessage
from models.policy import Policy
from models.queries import statements
from models.refusals.base import Refusal
from models.refusals.forms import NotIntroduced
from templates.messages import FormMessage, KeptMessage, Message
from templates.messages.answers import Acknowledged, Crashed, Refused
from templates.messages.drafts import ReportDraft
from templates.redrawing import standing
from templates.serialization import freeze

_Result = TypeVar("_Result")


class Dispatcher:
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
        acted: Callable[[Account], object] = str,
        who_is: WhoIs = nobody,
        is_time_right: Callable[[], bool] = lambda: True,
    ) -> None:
        """Answer from `database`, at the time of `clock`, by `policy`; `is_time_right` says whether that can be."""
        self._hearing = UnitOfWork(database, clock, policy, told, acted, is_time_right)
        self._who_is = who_is
        self.counts: Counter[str] = Counter()
        """What people were answered, by outcome: taken in, answered, refused, crashed."""
        self.replies = Replies(self._hearing, self.counts)

    def close(self) -> None:
        """Let no more be answered, once what is being answered is done."""
        self._hearing.close()

    async def command(self, heard: IncomingRequest) -> Message:
        """Answer a command: what it records is told in the direct conversation, so that it stays."""

        def work(at: datetime) -> Message:
            command, rest = registry.find_command(heard.words)
            with self._hearing.session(heard, writes=command.writes) as session:
                ask = self._hearing.ask(session, heard, at, rest)
                message = command.handler(session, ask)
                if not isinstance(message, KeptMessage):
                    return message
                self._answer(session, heard, message, ask)
                return acknowledged(message)

        return await self._run(heard, work, typed=heard.typed or heard.words)

    async def press(self, action: str, heard: IncomingRequest) -> Message | None:
        """Answer a button; None where the answer takes the place of a message of ours, by the outbox."""

        def work(at: datetime) -> Message | None:
            button = registry.answering(registry.BUTTONS, action)
            handler = self._reckoned(button, heard, at)
            with self._hearing.session(heard, writes=button.writes, shows_home=button.shows_home) as session:
                message = handler(session, self._hearing.ask(session, heard, at, heard.words))
                ours = _pressed_in(session, heard)
                if not ours or not button.writes or isinstance(message, FormMessage):
                    return message
                outbox.amend(session, ours, f"pressed:{heard.source}", freeze(message), at)
                return None

        return await self._run(heard, work)

    async def press_once(
        self, action: str, heard: IncomingRequest, *, in_place: bool = False
    ) -> Message | None:
        """Answer a button in a message, on a surface that may bring a press again: by its `event` it is done once.

        Return the form that opens, or else what that message says now; None where it is none of ours. The answer
        takes the place of the message where the button writes, or is to be `in_place`; any other is told to whoever
        pressed. Either is in the outbox in the transaction of what was done. So is a refusal, or a crash.
        """

        def work(at: datetime) -> Message | None:
            button = registry.answering(registry.BUTTONS, action)
            if button.writes or in_place:
                handler = self._reckoned(button, heard, at)
                with self._hearing.session(heard, writes=True, shows_home=button.shows_home) as session:
                    return self._pressed(session, handler, heard, at)
            with self._hearing.session(heard, writes=False) as session:
                message = button.handler(session, self._hearing.ask(session, heard, at, heard.words))
                stands = self._standing(session, heard)
            if isinstance(message, FormMessage):
                return message
            with self._hearing.noting() as session:
                self._tell(session, heard, message, at)
            return stands

        result = await self._run(heard, work)
        if not isinstance(result, Refused | Crashed):
            return result
        await self.tell(heard, result)
        return await self.standing(heard)

    async def replace(self, heard: IncomingRequest, message: Message) -> None:
        """Have the message of ours say `message` in which something was pressed."""

        def work(at: datetime) -> None:
            with self._hearing.session(heard, writes=True, shows_home=True) as session:
                ours = _pressed_in(session, heard)
                if ours is not None:
                    outbox.amend(session, ours, f"pressed:{heard.source}", freeze(message), at)

        await self._hearing.in_thread(work)

    async def standing(self, heard: IncomingRequest) -> Message | None:
        """Return what the message of ours says now in which something was pressed; None where it is none."""

        def work(_: datetime) -> Message | None:
            with self._hearing.session(heard, writes=False) as session:
                return self._standing(session, heard)

        return await self._hearing.in_thread(work)

    def _reckoned(self, button: registry.ButtonAction, heard: IncomingRequest, at: datetime) -> Handler:
        """Return what answers a button, once it has reckoned what takes long, while others write."""
        if button.reckon is None:
            return button.handler
        with self._hearing.snapshot() as session:
            if heard.event is not None and inbox.has_accepted(session, heard.event):
                return button.handler
            return button.reckon(session, self._hearing.ask(session, heard, at, heard.words))

    def _pressed(
        self, session: Session, handler: Handler, heard: IncomingRequest, at: datetime
    ) -> Message | None:
        """Do what a button does in one transaction with its answer, unless that was done before."""
        ask = self._hearing.ask(session, heard, at, heard.words)
        if heard.event is not None and inbox.has_accepted(session, heard.event):
            return self._standing(session, heard)
        message = handler(session, ask)
        if isinstance(message, FormMessage):
            return message
        if heard.event is not None:
            inbox.accept(session, heard.event, at)
        ours = _pressed_in(session, heard)
        if ours is None:
            self._tell(session, heard, message, at)
            return None
        outbox.amend(session, ours, f"pressed:{heard.source}", freeze(message), at)
        return message

    @staticmethod
    def _standing(session: Session, heard: IncomingRequest) -> Message | None:
        ours = _pressed_in(session, heard)
        return standing(ours.content) if ours is not None else None

    async def submit(self, form: str, heard: IncomingRequest) -> Message:
        """Answer a form: the record is told in the direct conversation; a Refused names the form's field.

        The answer can also be the form that comes next. A draft is shown again where it stands, and not once more.
        A form that has an `event` is taken once, and whoever sends it again is told that it was.
        """

        def work(at: datetime) -> Message:
            with self._hearing.session(heard, writes=True) as session:
                ask = self._hearing.ask(session, heard, at, heard.words)
                if heard.event is not None and inbox.has_accepted(session, heard.event):
                    return Acknowledged("form_received")
                message = registry.answering(registry.FORMS, form).handler(session, ask)
                if heard.event is not None and not isinstance(message, FormMessage):
                    inbox.accept(session, heard.event, at)
                if not isinstance(message, FormMessage | ReportDraft):
                    self._answer(session, heard, message, ask)
                return message

        return await self._run(heard, work)

    async def shortcut(self, name: str, heard: IncomingRequest) -> Message:
        """Answer what was called on a message."""

        def work(at: datetime) -> Message:
            shortcut = registry.answering(registry.SHORTCUTS, name)
            with self._hearing.session(heard, writes=shortcut.writes) as session:
                return shortcut.handler(session, self._hearing.ask(session, heard, at, heard.words))

        return await self._run(heard, work)

    async def meet(self, account: Account) -> None:
        """Ask the surface about somebody whom the register does not know by their account, and recognise them."""
        newcomer = await self._who_is(account)
        if newcomer is not None:
            await self._hearing.in_thread(lambda at: self._hearing.recognise(newcomer, at))

    async def tell(self, heard: IncomingRequest, message: Message) -> None:
        """Say in the direct conversation what the surface cannot say in the place of what was done."""

        def work(at: datetime) -> None:
            with self._hearing.session(heard, writes=True, shows_home=True) as session:
                self._tell(session, heard, message, at)

        await self._hearing.in_thread(work)

    async def home(self, heard: IncomingRequest) -> Message:
        """Return a person's own page."""

        def work(at: datetime) -> Message:
            with self._hearing.session(heard, writes=False) as session:
                return home.home(session, self._hearing.ask(session, heard, at, ""))

        return await self._run(heard, work)

    @staticmethod
    def _tell(session: Session, heard: IncomingRequest, message: Message, at: datetime) -> None:
        key = f"told:{heard.source}"
        outbox.enqueue(session, key, freeze(message), at, account=heard.account, is_answer=True)

    @staticmethod
    def _answer(session: Session, heard: IncomingRequest, message: Message, ask: Request) -> None:
        """Put an answer into the outbox that is told in the direct conversation."""
        key = f"answer:{heard.source}"
        outbox.enqueue(session, key, freeze(message), ask.at, person=ask.who, is_answer=True)

    def drawn(self, draw: Callable[[Message], _Result], message: Message) -> _Result:
        """Return `message` as `draw` draws it for a surface; if that breaks, a crash with its reference."""
        try:
            return draw(message)
        except Exception as error:  # noqa: BLE001 - a message that cannot be drawn is a crash like any other
            return draw(crashed(error, type(message).__name__, None))

    async def _run(
        self, heard: IncomingRequest, work: Callable[[datetime], _Result], *, typed: str | None = None
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

    async def _introducing(self, heard: IncomingRequest, work: Callable[[datetime], _Result]) -> _Result:
        """Do `work`, and once more for everybody whom it names, the register does not know and the surface does."""
        while True:
            try:
                return await self._hearing.in_thread(work)
            except NotIntroduced as refusal:
                account = refusal.account
                newcomer = None if account in heard.newcomers else await self._who_is(account)
                if newcomer is None:
                    raise
                heard.newcomers[account] = newcomer


def _pressed_in(session: Session, heard: IncomingRequest) -> OutboxMessage | None:
    """Return the message of ours in which something was pressed, unless it was for somebody else alone.

    Which message it was can be made up: in a channel there are some that only one member sees.
    """
    ours = statements.posted_message(session, heard.place.message) if heard.place.message else None
    return ours if ours is not None and ours.recipient in (None, heard.account) else None
