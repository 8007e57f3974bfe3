"""New code on old rows: a register of any earlier revision, with work under way, is brought up and goes on."""

from datetime import date, timedelta

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import event, select, update

from bot.clock import StoppedClock
from models.committee.bridge import bridge
from models.database import MIGRATIONS, Database, _migrations
from models.ledger import chain
from models.outbox import outbox
from models.outbox.message import DueReminder as Step, OutboxMessage, OutboxState
from models.policy import Policy
from models.statements.statement import Statement
from templates.messages.answers import Acknowledged
from templates.messages.reminders import Reminder
from templates.messages.replies import Recorded
from templates.serialization import freeze
from tests.factories import Register, person_called
from tests.talk import talking

BEFORE_SEALS = "0004"
REVISIONS = [each.revision for each in ScriptDirectory(str(MIGRATIONS)).walk_revisions() if each.nextrev][
    ::-1
]


@pytest.mark.parametrize("revision", REVISIONS)
async def test_a_register_of_an_earlier_revision_goes_on(
    database: Database, register: Register, clock: StoppedClock, policy: Policy, revision: str
) -> None:
    """What waited, what a dead sender held, a reminder not yet merged and a reply all end as they should."""
    item = register.item("1", reviews_from=date(2022, 9, 5))
    async with talking(database, clock, policy) as before:
        await before.writes("anna", f"{item}: trained the first half")
    _leave_work_under_way(database, register, clock)
    _take_back(database.engine.url.render_as_string(hide_password=False), revision)

    database.migrate()
    async with talking(database, clock, policy) as after:
        clock.move_by(timedelta(minutes=2))
        await after.rounds.round()
        told = [each.key for each in after.letterbox.posted.values()]
        assert sorted(told) == ["held", "waiting"]
        after.wrote("anna", "This takes the number of what was written before.")
        written = await after.writes("anna", f"{item}: trained the second half")
        assert written.answer(Recorded).references == (item,)
        await after.at("2022-12-06T09:00")
        assert len(after.sees("anna", Reminder)) <= 1
        await after.at("2023-03-06T09:00")
        assert after.sees("anna", Reminder)
    with database.reading() as session:
        assert len(session.scalars(select(Statement)).all()) == 2
        assert {each.state for each in session.scalars(select(OutboxMessage))} == {OutboxState.SENT}
        assert not session.scalars(
            select(Step).where(Step.notice_id.is_(None), Step.quieted_at.is_(None))
        ).all()
        assert chain.verify(session).holds
        bridge(session, None, register.today - timedelta(days=60), register.today)


def _take_back(address: str, revision: str) -> None:
    """Bring the tables back to `revision`, with all that was in them; forward is what is tried here."""
    older = Database(address)
    if older.engine.dialect.name == "sqlite":
        # On the way back SQLite copies tables to which others refer.
        event.listen(older.engine, "connect", lambda driver, _: driver.execute("PRAGMA foreign_keys = OFF"))
    with older.engine.execution_options(writes=True).begin() as connection:
        # From before there were seals: those of later versions are made in a form that older ones did not know.
        command.downgrade(_migrations(connection), min(revision, BEFORE_SEALS))
        command.upgrade(_migrations(connection), revision)
    older.close()


def _leave_work_under_way(database: Database, register: Register, clock: StoppedClock) -> None:
    """Leave one message that waits, and one that a sender which died held."""
    at = clock.now()
    with database.writing() as session:
        anna = person_called(session, "anna")
        for key in ("waiting", "held"):
            outbox.tell(session, key, freeze(Acknowledged("welcome")), at, person=anna)
        session.flush()
        held = {"state": OutboxState.SENDING, "held_until": at + timedelta(seconds=90), "attempts": 1}
        session.execute(update(OutboxMessage).where(OutboxMessage.key == "held").values(held))
