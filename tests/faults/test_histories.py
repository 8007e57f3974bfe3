"""Any history at all of commands, replies, jobs and faults, made up by Hypothesis: what must hold at its end."""

import asyncio
import shutil
import tempfile
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from bot.clock import StoppedClock
from jobs.delivery import Again, Impossible, Outcome, claim
from models import chain
from models.committee.bridge import bridge, counted_at
from models.database import Database
from models.notice import Notice, NoticeState, Reminder
from models.policy import Policy
from models.statement import Statement
from templates.messages import Acknowledged
from tests.factories import Register
from tests.talk import COMMITTEE, Talk, Written, talking

Result = TypeVar("Result")
BEGINS_AT = datetime(2026, 3, 26, 9, 30, tzinfo=UTC)
"""A Thursday, three days before the clocks change."""

ITEMS = st.integers(0, 2)
FAULTS: dict[str, Outcome] = {
    "refused": Again("503", unsure=False),
    "limited": Again("ratelimited", unsure=False, after=timedelta(seconds=40)),
    "impossible": Impossible("channel_not_found"),
}


class Histories(RuleBasedStateMachine):
    """Two owners with three items; nothing here is mocked but the surface."""

    @initialize()
    def begins(self) -> None:
        """Make a register."""
        self._folder = Path(tempfile.mkdtemp())
        self._database = Database(f"sqlite:///{self._folder / 'reckoner.db'}")
        self._database.migrate()
        self._loop, self._stack = asyncio.new_event_loop(), AsyncExitStack()
        clock, policy = StoppedClock(BEGINS_AT), Policy(committee_channel=COMMITTEE)
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

    @rule(item=ITEMS, words=st.text("abc <!>&*é\n", max_size=20))
    def somebody_writes(self, item: int, words: str) -> None:
        """An owner writes about an item."""
        text = f"{self.items[item]}: said {words.strip()}"
        written = self._run(self.talk.writes("dev" if item == 2 else "anna", text))
        self.written[written.heard.source] = written, text

    @rule(item=ITEMS)
    def somebody_commands(self, item: int) -> None:
        """An owner records something by a command."""
        line = f"/rec evidence {self.items[item]} by a command"
        self._run(self.talk.says("dev" if item == 2 else "anna", line, Acknowledged))

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
            assert chain.verify(session).holds
            today: date = self.register.today
            bridge(session, None, today - timedelta(days=30), today)
            assert len(counted_at(session, today)) == len(self.items)
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
        for _ in range(8):
            tomorrow = self.talk.clock.now() + timedelta(days=1)
            self.talk.clock.move_to(tomorrow.replace(hour=10))
            self._run(self.talk.rounds.round())
        with self._database.reading() as session:
            posted = {each.key for each in self.talk.letterbox.posted.values()}
            for notice in session.scalars(select(Notice)):
                over = (NoticeState.SENT, NoticeState.FAILED, NoticeState.CANCELLED)
                assert notice.state in over, (notice.key, notice.state)
                assert (notice.state is NoticeState.SENT) == (notice.key in posted) or notice.replaces_id
            before = self.talk.clock.now() - timedelta(days=4)
            waiting = select(Reminder).where(Reminder.notice_id.is_(None), Reminder.quieted_at.is_(None))
            assert not session.scalars(waiting.where(Reminder.created_at < before)).all()
        self._run(self._stack.aclose())
        self._loop.close()
        self._database.close()
        shutil.rmtree(self._folder)

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self._loop.run_until_complete(work)


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=20, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
