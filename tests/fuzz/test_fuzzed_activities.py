"""Whatever an activity from Teams holds, it is answered, and breaks nothing."""

import json
from collections.abc import AsyncIterator

import pytest
from hypothesis import given, strategies as st

from bot.clock import StoppedClock
from bot.teams import payloads
from bot.teams.payloads import NoActivity
from handlers.registry import COMMANDS
from models.database import Database
from models.policy import Policy
from tests.bot.teams.hearing import Json, Teams, in_teams, moved_to_teams
from tests.examples import tries
from tests.factories import Register
from tests.fuzz import world
from tests.fuzz.activities import NAMES, changed
from tests.fuzz.strange import ANY_JSON


@pytest.fixture
async def teams(
    database: Database, clock: StoppedClock, policy: Policy, register: Register
) -> AsyncIterator[Teams]:
    """Priya in Teams, a coordinator, with a register that has something of everything; at the end it adds up."""
    world.fill(register)
    moved_to_teams(database)
    async with in_teams(database, clock, policy) as teams:
        yield teams
        assert teams.desk.counts["crashed"] == 0
        world.check(database, policy.today(clock.now()))


@given(drawn=changed(Teams.usual()), number=st.integers(1, 2**40))
@tries(60)
async def test_changed_activities_break_nothing(teams: Teams, drawn: Json, number: int) -> None:
    """Each is answered with 200, or is none; no crash is told."""
    if isinstance(drawn.get("id"), str):
        drawn["id"] = f"{drawn['id']}{number}"
    try:
        activity = payloads.read(json.dumps(drawn).encode())
    except NoActivity:
        return
    assert (await teams.edge.answer(activity)).status == 200


@given(
    data=st.dictionaries(
        st.sampled_from(
            ["press", "value", "state", "was", "submit", "about", "form", "nonce", "text", "rag"]
        ),
        st.one_of(NAMES, ANY_JSON),
    ),
    name=st.sampled_from(
        ["adaptiveCard/action", "task/fetch", "task/submit", "composeExtension/submitAction"]
    ),
)
@tries(60)
async def test_a_forged_card_breaks_nothing(teams: Teams, data: Json, name: str) -> None:
    """Whatever a card is made to bring back, it is answered, and no crash is told."""
    value = {"action": {"data": data}, "data": data}
    await teams.invokes(name, value)


@given(words=st.one_of(st.text(max_size=80), st.sampled_from(list(COMMANDS)).map(lambda word: f"rec {word}")))
@tries(40)
async def test_any_words_are_answered_once(teams: Teams, words: str) -> None:
    """Whatever is written in the personal chat has one answer, or none where nothing was written."""
    before = len(teams.posts())
    written = teams.written(words)
    for _ in range(2):
        await teams.brings(written)
    said = payloads.plain(words)
    assert len(teams.posts()) - before >= (1 if said else 0)
