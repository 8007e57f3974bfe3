"""Whatever an activity from Teams holds, it is answered, and breaks nothing."""

import json
from collections.abc import AsyncIterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bot.clock import StoppedClock
from bot.teams import payloads
from bot.teams.payloads import NoActivity
from handlers.registry import BUTTONS, COMMANDS, FORMS
from models.database import Database
from models.policy import Policy
from tests.bot.teams.connector import TENANT
from tests.bot.teams.hearing import NAME, Json, Teams, in_teams, moved_to_teams
from tests.examples import tries
from tests.factories import Register
from tests.fuzz import world
from tests.fuzz.strange import ANY_JSON

_PLACE = {"id": "19:abc@thread.tacv2;messageid=1", "conversationType": "channel", "tenantId": TENANT}
_VALUES: tuple[Json, ...] = (
    {"action": {"data": {"press": "undo", "value": "1", "state": "s"}}},
    {"action": {"data": {"press": "menus", "value": "", "was": {"home_filter:owner": "any"}}}},
    {"action": {"data": {"press": "submit_form", "submit": "record", "about": "update:10618", "form": "x"}}},
    {"data": {"press": "update", "value": "10618"}},
    {"data": {"submit": "record", "about": "update:10618", "text": "Done", "nonce": "n", "form": "x"}},
    {"commandId": "add", "messagePayload": {"body": {"content": "<p>Review it.</p>"}, "linkToMessage": "x"}},
)
_KINDS: tuple[Json, ...] = (
    {"text": "10618 The backlog is 40."},
    {"text": "rec status 10618"},
    {"text": f"{NAME} status", "conversation": _PLACE},
    {"type": "messageUpdate", "channelData": {"eventType": "editMessage", "tenant": {"id": TENANT}}},
    {"type": "messageUpdate", "channelData": {"eventType": "undeleteMessage", "tenant": {"id": TENANT}}},
    {"type": "messageDelete", "channelData": {"eventType": "softDeleteMessage"}},
    {"type": "installationUpdate", "action": "add"},
    *(
        {"type": "invoke", "text": "", "name": name, "value": value}
        for value in _VALUES
        for name in ("adaptiveCard/action", "task/fetch", "task/submit", "composeExtension/fetchTask")
    ),
)
_NAMES = st.one_of(st.sampled_from([*BUTTONS, *FORMS]), st.text(max_size=20))


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


def _paths(value: Any, so_far: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the way to everything that an activity holds."""
    if not isinstance(value, dict):
        return [so_far]
    inner = [path for name, each in value.items() for path in _paths(each, (*so_far, name))]
    return [so_far, *inner] if so_far else inner


@st.composite
def changed(draw: st.DrawFn) -> Json:
    """Return an activity with some of its parts gone, or with anything in their place."""
    kind = draw(st.sampled_from(_KINDS))
    whole: Json = {**Teams.usual(), **deepcopy(kind)}
    for path in draw(st.lists(st.sampled_from(_paths(whole)), max_size=3)):
        held: Any = whole
        for name in path[:-1]:
            held = held.get(name, {}) if isinstance(held, dict) else {}
        if isinstance(held, dict):
            held[path[-1]] = draw(st.one_of(ANY_JSON, _NAMES))
    return whole


@given(drawn=changed(), number=st.integers(1, 2**40))
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
        st.one_of(_NAMES, ANY_JSON),
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
