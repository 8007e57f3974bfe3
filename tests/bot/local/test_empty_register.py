"""The local workspace without the sample: for somebody who tries a register of their own."""

from pathlib import Path

from sqlalchemy import select

from bot.clock import SystemClock
from bot.local.beginning import local_clock
from bot.local.start import prepare_empty
from bot.settings import Settings
from models.database import Database
from models.people.person import Person
from models.queries.first_hour import is_empty
from models.register.recommendation import Recommendation


def test_an_empty_register_begins_today_with_one_coordinator_in_a_folder_of_its_own(tmp_path: Path) -> None:
    """Nothing of the sample is there, a restart adds nothing, and the sample's folder is left alone."""
    without = {"slack_bot_token": None, "slack_app_token": None, "slack_signing_secret": None}
    settings = Settings.read(
        _env_file=None,
        reckoner_data=tmp_path,
        reckoner_local_empty=True,
        reckoner_database_url=None,
        **without,
    )
    assert settings.data == tmp_path / "empty"
    clock = local_clock(settings)
    assert clock.now().date() == SystemClock().now().date()
    settings.data.mkdir(exist_ok=True)
    database = Database(settings.database_url)
    for _ in range(2):
        assert not prepare_empty(database, settings.policy, clock)
    with database.reading() as session:
        assert [each.name for each in session.scalars(select(Person))] == ["Priya Shah"]
        assert is_empty(session)
        assert session.scalars(select(Recommendation)).all() == []
    database.close()
