"""What breaks while something from Teams is taken in: it is brought again, told once, and nothing is lost."""

import pytest
from sqlalchemy import text

from bot.clock import StoppedClock
from bot.teams.http import Answer
from models.database import Database
from models.policy import Policy
from templates.messages.answers import Crashed
from templates.messages.replies import Recorded
from tests.bot.teams.hearing import Teams, in_teams

BROKEN = Answer(500)


def rename(database: Database, table: str, to: str) -> None:
    """Call a table something else, so that whatever needs it breaks."""
    with database.writing() as session:
        session.execute(text(f"alter table {table} rename to {to}"))


@pytest.mark.parametrize("words", ["10618 The backlog is 40.", "rec evidence 10618 The form is in use."])
async def test_what_cannot_be_taken_in_is_answered_500_until_it_can(
    teams: Teams, database: Database, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    """While it breaks, Teams brings it again, and the person is told once; then it is recorded, once."""
    await teams.says("10618")
    written = teams.written(words)
    rename(database, "statement_item", "gone")
    try:
        assert [await teams.brings(written) for _ in range(3)] == [BROKEN] * 3
    finally:
        rename(database, "gone", "statement_item")
    assert len([each for each in teams.letterbox.tried if isinstance(each.message, Crashed)]) == 1
    for _ in range(2):
        assert await teams.brings(written) == Answer()
    assert len(teams.statements()) == 1
    assert len([each for each in teams.posts() if isinstance(each.message, Recorded)]) == 1
    assert words not in caplog.text


async def test_a_redelivery_that_overtakes_the_first_adds_nothing(teams: Teams, database: Database) -> None:
    """An edit that is brought again after a later one, and a deletion before the message, change nothing."""
    written = teams.written("10618 The backlog is 40.")
    deleted = teams.changed(written, "softDeleteMessage", "2022-12-01T08:34:00.000Z")
    await teams.brings(deleted)
    await teams.brings(written)
    await teams.brings(deleted)
    assert teams.statements() == []


async def test_two_replicas_that_hear_the_same_record_it_once(
    teams: Teams, database: Database, clock: StoppedClock, policy: Policy
) -> None:
    """Each event is taken in once, whichever replica it is brought to."""
    async with in_teams(database, clock, policy) as other:
        written = teams.written("10618 The backlog is 40.")
        for each in (teams, other, teams):
            assert await each.brings(written) == Answer()
    assert len(teams.statements()) == 1


async def test_a_new_service_url_is_used_from_then_on(teams: Teams) -> None:
    """Where Teams says that it is reached elsewhere, that is written down, and what is said is said once."""
    written = teams.written("10618 The backlog is 40.")
    await teams.brings(written)
    await teams.brings({**written, "serviceUrl": "https://smba.trafficmanager.net/uk/"})
    assert len(teams.statements()) == 1
