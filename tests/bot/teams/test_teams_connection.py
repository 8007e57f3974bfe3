"""Teams as the application serves it."""

from pathlib import Path

import pytest

from bot.app import running
from bot.clock import StoppedClock
from bot.settings import Settings
from models.refusals.running import TeamsNotServedYet
from tests.bot.teams.connector import APP, TENANT


async def test_teams_is_refused_until_it_can_be_served(
    database_url: str, tmp_path: Path, clock: StoppedClock
) -> None:
    """Whoever sets Teams up is told in a sentence that it is not served yet, and nothing runs half."""
    settings = Settings.read(
        _env_file=None,
        teams_app_id=APP,
        teams_tenant_id=TENANT,
        teams_app_secret="made up",
        reckoner_database_url=database_url,
        reckoner_data=tmp_path,
    )
    with pytest.raises(TeamsNotServedYet):
        async with running(settings, clock):
            pass
