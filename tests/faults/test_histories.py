"""Any history at all of commands, replies, jobs and faults, made up by Hypothesis: what must hold at its end."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Session

from bot.clock import StoppedClock
from bot.requests.incoming import IncomingRequest, RetryDelivery
from bot.slack import addresses
from jobs.delivery import Again, Impossible, Outcome, claim
from jobs.timetable import TIMETABLE, Job
from models.committee.bridge import bridge, counted_at
from models.database import Database
from models.ledger.verifying import verify
from models.outbox.message import OutboxMessage, OutboxState
from models.policy import Policy
from models.queries import items
from models.register.recommendation import Recommendation
from models.statements.statement import Statement
from templates.messages.answers import Crashed
from tests.examples import MANY
from tests.factories import Register, account
from tests.faults.oracles import Found, reminders
from tests.letterbox import Arrived
from tests.talk import COMMITTEE, Talk, Written, in_direct, talking

Result = TypeVar("Result")
BEGINS_AT = datetime(2026, 3, 26, 9, 30, tzinfo=UTC)
"""A Thursday, three days before the clocks change."""

DAYS_OF_REST = 8

ITEMS = st.integers(0, 2)
FAULTS: dict[str, Outcome | Arrived] = {
    "arrived all the same": Arrived("ServerDisconnectedError"),
    "refused": Again("503", unsure=False),
    "limited": Again("ratelimited", unsure=False, after=timedelta(seconds=40)),
    "impossible": Impossible("channel_not_found"),
}

OWNERS_SAY = (
    "evidence {item} by a command",
    "snooze {item} until {day}",
    "extend {item} {day} the supplier is late",
    "withdraw {item}",
    "submit {item} it is done",
    "notmine {item} it is the other team's",
    "leave {day} to {later}",
)
COORDINATORS_SAY = (
    "agree {item}",
    "refuse {item} it is too late",
    "move {item} {day} agreed with the inspectorate",
    "approve {item}",
    "return {item} there is more to do",
    "keep {item} it is yours",
    "assign {item} @dev",
    "reopen {item} it was not done",
)


class Histories(RuleBasedStateMachine):
    """Two owners with three items; nothing here is mocked but the surface."""

    @initialize()
    def begins(self) -> None:
        """Make a register."""
        # One address for all histories means one engine, whose statements are compiled once.
        self._folder = Path(tempfile.gettempdir()) / f"reckoner-histories-{os.getpid()}"
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(mode=0o700)
        self._database = Database(f"sqlite:///{self._folder / 'reckoner.db'}")
        self._database.migrate()
        self._loop, self._stack = asyncio.new_event_loop(), AsyncExitStack()
        clock, policy = StoppedClock(BEGINS_AT), Policy(committee_channel=addresses.conversation(COMMITTEE))
        self.register = Register(self._database, clock, policy)
        today = self.register.today
        self.items = [
            self.register.item(
                str(number),
                owner=owner,
                deadline_on=today + timedelta(days=days),
                added_on=today - timedelta(days=100),
                reviews_from=today - timedelta(days=88),
            )
            for number, (owner, days) in enumerate((("anna", 2), ("anna", 8), ("dev", 30)), 1)
        ]
        self.register.meeting(today + timedelta(days=9), entered_on=today)
        self.talk: Talk = self._run(self._stack.enter_async_context(talking(self._database, clock, policy)))
        self.written: dict[str, tuple[Written, str]] = {}
        self.deleted: set[str] = set()
        self.commands = 0

    @rule(item=ITEMS, words=st.text("abc <!>&*é\n", max_size=20))
    def somebody_writes(self, item: int, words: str) -> None:
        """An owner writes about an item; what is refused is not recorded."""
        text = f"{self.items[item]}: said {words.strip()}"
        written = self._run(self.talk.writes("dev" if item == 2 else "anna", text))
        if self._statements(written):
            self.written[written.heard.source] = written, text

    @rule(item=ITEMS, line=st.sampled_from(OWNERS_SAY), days=st.integers(1, 20))
    def an_owner_commands(self, item: int, line: str, days: int) -> None:
        """An owner does something by a command."""
        self._command("dev" if item == 2 else "anna", line, item, days)

    @rule(item=ITEMS, line=st.sampled_from(COORDINATORS_SAY), days=st.integers(1, 20))
    def a_coordinator_commands(self, item: int, line: str, days: int) -> None:
        """A coordinator does something by a command."""
        self._command("priya", line, item, days)

    @rule(item=ITEMS, ending=st.sampled_from(("before", "after")))
    def a_commit_breaks(self, item: int, ending: str) -> None:
        """What a reply has written breaks off at its commit, or once the database has it; Slack brings it again."""
        who, text = "dev" if item == 2 else "anna", f"{self.items[item]}: said in spite of it"
        written = self.talk.wrote(who, text)
        with broken(self._database, ending), suppress(RetryDelivery):
            self._run(self.talk.desk.replies.written(written.heard))
        self._run(self.talk.delivers(written))
        if self._statements(written):
            self.written[written.heard.source] = written, text

    @rule(job=st.sampled_from(TIMETABLE), ending=st.sampled_from(("before", "after")))
    def a_job_breaks(self, job: Job, ending: str) -> None:
        """A job breaks off at its commit; the next round does what it was to do."""
        with broken(self._database, ending), suppress(Broken):
            self._run(self.talk.rounds.run(job))

    @rule(job=st.sampled_from(TIMETABLE))
    def a_job_is_run_by_itself(self, job: Job) -> None:
        """A job is run out of its turn, as from a terminal."""
        self._run(self.talk.rounds.run(job))

    @rule(data=st.data(), words=st.text("xyz", min_size=1, max_size=5))
    def somebody_edits(self, data: st.DataObject, words: str) -> None:
        """An author changes what they wrote."""
        if self.written:
            source = data.draw(st.sampled_from(sorted(self.written)))
            written, text = self.written[source]
            text = f"{text} {words}"
            self._run(self.talk.edits(written, text))
            if source not in self.deleted:
                self.written[source] = written, text

    @rule(data=st.data())
    def somebody_deletes(self, data: st.DataObject) -> None:
        """An author takes away what they wrote."""
        if self.written:
            source = data.draw(st.sampled_from(sorted(self.written)))
            self._run(self.talk.deletes(self.written[source][0]))
            self.deleted.add(source)

    @rule(data=st.data())
    def slack_delivers_again(self, data: st.DataObject) -> None:
        """The event of a message comes once more."""
        if self.written:
            source = data.draw(st.sampled_from(sorted(self.written)))
            self._run(self.talk.delivers(self.written[source][0]))

    @rule(name=st.sampled_from(sorted(FAULTS)))
    def a_send_fails(self, name: str) -> None:
        """The next message cannot be sent."""
        self.talk.letterbox.ordered.append(FAULTS[name])

    @rule()
    def a_sender_dies(self) -> None:
        """Somebody takes what waits and is never heard of again."""
        with self._database.writing() as session:
            claim(session, self.talk.clock.now())

    @rule(minutes=st.sampled_from((-6, 1, 6, 90, 24 * 60, 3 * 24 * 60)))
    def time_passes(self, minutes: int) -> None:
        """The clock goes on, or steps back, and a round is run."""
        self.talk.clock.move_by(timedelta(minutes=minutes))
        self._run(self.talk.rounds.round())

    @invariant()
    def what_was_said_is_recorded_once_and_the_books_are_in_order(self) -> None:
        """The ledger verifies, the figures close, every message is seen once, every word is there once."""
        with self._database.reading() as session:
            assert verify(session).holds
            today: date = self.register.today
            bridge(session, None, today - timedelta(days=30), today)
            for_force = items.count_of(session, Recommendation.is_open.is_(True))
            assert len(counted_at(session, today)) == for_force
            for source, (_, text) in self.written.items():
                (said,) = session.scalars(select(Statement).where(Statement.source == source))
                assert (said.deleted_at is not None) == (source in self.deleted)
                assert source in self.deleted or said.text == text
        keys = [each.key for each in self.talk.letterbox.posted.values()]
        assert len(keys) == len(set(keys))

    def teardown(self) -> None:
        """Let time pass without faults: everything that was due has been sent, or has failed."""
        if not hasattr(self, "talk"):
            return
        self.talk.letterbox.ordered.clear()
        days = 0
        # The last of them is a working day: what has come due before it is merged then.
        while days < DAYS_OF_REST or not self.talk.policy.calendar.is_working_day(self.register.today):
            days += 1
            tomorrow = self.talk.clock.now() + timedelta(days=1)
            self.talk.clock.move_to(tomorrow.replace(hour=10))
            self._run(self.talk.rounds.round())
        with self._database.reading() as session:
            posted = {each.key for each in self.talk.letterbox.posted.values()}
            for outbox_message in session.scalars(select(OutboxMessage)):
                over = (OutboxState.SENT, OutboxState.FAILED, OutboxState.CANCELLED)
                assert outbox_message.state in over, (outbox_message.key, outbox_message.state)
                if outbox_message.replaces_id is None:
                    is_sent, is_there = outbox_message.state is OutboxState.SENT, outbox_message.key in posted
                    # Given up after a send that may have arrived, it is shown as such.
                    assert is_sent == is_there or (is_there and outbox_message.unsure), outbox_message.key
            found = Found()
            reminders(session, self.talk.clock.now(), self.talk.policy, found)
            assert found.nothing, found
        self._run(self._stack.aclose())
        self._loop.close()
        self._database.close()
        shutil.rmtree(self._folder)

    def _command(self, who: str, line: str, item: int, days: int) -> None:
        day = self.register.today + timedelta(days=days)
        words = line.format(item=self.items[item], day=day, later=day + timedelta(days=3))
        place = in_direct(who)
        self.commands += 1
        heard = IncomingRequest(account(who), words, place, f"command:history-{self.commands}")
        assert not isinstance(self._run(self.talk.desk.command(heard)), Crashed)
        self._run(self.talk.rounds.send_and_fetch())

    def _statements(self, written: Written) -> int:
        with self._database.reading() as session:
            return len(
                session.scalars(select(Statement).where(Statement.source == written.heard.source)).all()
            )

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self._loop.run_until_complete(work)


class Broken(Exception):  # noqa: N818 - it reads as what happened
    """The database has gone away."""


@contextmanager
def broken(database: Database, ending: str) -> Iterator[None]:
    """Have the next commit break, before the database has it or after, for as long as the block lasts."""
    left = 1

    def commits(connection: Connection) -> None:
        nonlocal left
        if connection.get_execution_options().get("writes"):
            left -= 1
            if not left and ending == "before":
                raise Broken

    def committed(_: Session) -> None:
        nonlocal left
        if not left and ending == "after":
            left -= 1
            raise Broken

    event.listen(database.engine, "commit", commits)
    event.listen(Session, "after_commit", committed)
    try:
        yield
    finally:
        event.remove(database.engine, "commit", commits)
        event.remove(Session, "after_commit", committed)


def test_whatever_happens_the_books_are_in_order() -> None:
    """After any history the ledger verifies, the figures close, and what was due is accounted for once."""
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=MANY or 8,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
