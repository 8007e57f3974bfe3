"""Hearing people out: in a thread of their own, in one transaction, as whom the register knows them."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.requests.incoming import IncomingRequest
from handlers.people.resolve_user import recognise
from handlers.request import NewUser, Request
from models.address import Account
from models.database import Database
from models.locks import take_turn
from models.people.acting import who_acts
from models.policies.current import CurrentPolicy
from models.policy import Policy
from models.refusals.people import FromOutside, Stranger

THREADS = 8
_Result = TypeVar("_Result")


class UnitOfWork:
    """Gives what was heard a thread, a session and somebody who asks.

    `told` is called when the outbox may have something new, and `acted` with the account of whoever has changed
    something. What people ask for is told whether the time is right, by `is_time_right`.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        policy: Policy,
        told: Callable[[], object],
        acted: Callable[[Account], object],
        is_time_right: Callable[[], bool],
    ) -> None:
        """Hear people on `database`, at the time of `clock`, by `policy` and what was decided since."""
        self._is_time_right = is_time_right
        self._database, self._clock, self._policy = database, clock, CurrentPolicy(policy)
        self._told, self._acted = told, acted
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="desk")

    def close(self) -> None:
        """Hear nobody any more, once what is under way is done."""
        self._threads.shutdown()

    async def in_thread(self, work: Callable[[datetime], _Result]) -> _Result:
        """Do `work` in a thread, given the present instant, and return what it returns."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, self._clock.now())

    @contextmanager
    def session(self, heard: IncomingRequest, *, writes: bool, shows_home: bool = False) -> Iterator[Session]:
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

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """Give a session that only reads, and sees the register as it was at one moment."""
        with self._database.snapshot() as session:
            yield session

    @contextmanager
    def noting(self) -> Iterator[Session]:
        """Give a session in which no more is written than what somebody was answered who only looked something up.

        It takes no turn and does not wait for the disk, as their question changed nothing.
        """
        with self._database.noting() as session:
            yield session
        self._told()

    def recognise(self, newcomer: NewUser, at: datetime) -> None:
        """Let the person be known by this account whom the register knows by their e-mail address."""
        with self._database.writing() as session:
            take_turn(session)
            recognise(session, newcomer, self._policy.read(session).act(None, at))

    def ask(self, session: Session, heard: IncomingRequest, at: datetime, words: str) -> Request:
        """Return the question of whoever was heard. Raises Stranger, or FromOutside."""
        if heard.outside:
            raise FromOutside
        acting = who_acts(session, heard.account, self._policy.base.today(at))
        if acting is None or not acting.who.active:
            raise Stranger
        policy = self._policy.after(acting.decision, session)
        return Request(
            who=acting.who,
            words=words,
            place=heard.place,
            source=heard.source,
            at=at,
            policy=policy,
            surface=heard.account.surface,
            fields=heard.fields,
            files=heard.files,
            permalink=heard.permalink,
            mentioned=heard.mentioned,
            newcomers=heard.newcomers,
            is_time_right=self._is_time_right(),
        )
