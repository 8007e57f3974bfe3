"""Somebody moves from Slack to Teams: whatever they hold, said and wait for goes with them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.teams import addresses
from handlers.people import people
from models.enums import Surface
from models.ledger.audit_context import AuditContext
from models.people.person import Person
from models.statements.statement import Statement
from tests.chat import Force
from tests.factories import person_called
from tests.platforms import Office, account_of, office


@pytest.fixture
async def there(database_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    """A force that has begun to use Teams: Anna, who uses Slack, has the app there too."""
    force = Force(database_url, tmp_path, sample=True)
    async with office(force, ("tom",), committee_in_teams=False) as there:
        there.teams.microsoft.organisation.join(
            account_of("anna"), "Anna Clarke", "anna.clarke@force.example"
        )
        yield there


def moves(there: Office) -> None:
    """Have a coordinator enter Anna's account in Teams."""
    with there.chat.database.writing() as session:
        change = people.Change(account=addresses.account(account_of("anna")))
        at = there.chat.clock.now()
        act = AuditContext.now(person_called(session, "priya"), at, there.chat.policy.today(at))
        people.change(session, "Anna Clarke", change, act)


async def test_whoever_moves_loses_nothing(there: Office) -> None:
    """Reminders come where they are now, answers there are theirs, and what they said before stays."""
    chat = there.chat
    await chat.at("2022-12-01T09:00")
    (reminder,) = there.sides["anna"].sees("anna")
    await there.sides["anna"].replies("anna", reminder, "10618: The first half is trained.")
    moves(there)
    await chat.at("2022-12-02T09:00")
    (next_day,) = there.teams.sees("anna")
    assert "review due today: 9962" in next_day.text
    recorded = await there.teams.replies("anna", next_day, "9962: The second half is trained.")
    assert "9962" in recorded.text
    with chat.database.reading() as session:
        anna = session.scalars(select(Person).where(Person.name == "Anna Clarke")).one()
        said = session.scalars(select(Statement).order_by(Statement.id)).all()
        assert anna.surface is Surface.TEAMS
        assert {each.by_id for each in said[-2:]} == {anna.id}
    assert len(there.sides["anna"].sees("anna")) == 1


async def test_what_waited_goes_to_where_they_are(there: Office) -> None:
    """A message that could not be sent in Slack is sent in Teams once they are there, and once."""
    chat = there.chat
    chat.workspace.faults.refuse("chat.postMessage", "internal_error")
    await chat.at("2022-12-01T09:00")
    assert there.sides["anna"].sees("anna") == []
    moves(there)
    chat.workspace.faults.clear()
    await chat.at("2022-12-01T09:30")
    assert len(there.teams.sees("anna")) == 1
    assert there.sides["anna"].sees("anna") == []
