"""Somebody in Teams, whom Reckoner hears."""

from collections.abc import AsyncIterator

import pytest

from bot.clock import StoppedClock
from models.database import Database
from models.policy import Policy
from tests.bot.teams.hearing import Teams, in_teams, moved_to_teams
from tests.factories import Register


@pytest.fixture
async def teams(
    database: Database, clock: StoppedClock, policy: Policy, register: Register
) -> AsyncIterator[Teams]:
    """Priya in Teams, who owns one item."""
    register.item("1", report="VETTING", register_number="10618", owner="priya")
    moved_to_teams(database)
    async with in_teams(database, clock, policy) as teams:
        yield teams
