"""Whatever is posted to the address of Teams' activities, signed, it is answered, and nothing breaks unseen."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bot.clock import StoppedClock
from bot.teams.cloud import PUBLIC
from bot.teams.http import LARGEST
from models.enums import DocumentKind
from models.policy import Policy
from templates.messages.documents import Document
from tests.bot.teams.connector import PRIYA, activity
from tests.bot.teams.serving import Json, Serving, serving
from tests.examples import tries
from tests.fuzz import world
from tests.fuzz.activities import changed, foreign, malformed
from tests.fuzz.posting import noting_uncaught
from tests.fuzz.strange import ANY_JSON, ANY_TEXT

CALENDAR = replace(Document.EXAMPLE, kind=DocumentKind.CALENDAR, held_on=None)
USUAL = activity(PUBLIC)
ANSWERED, NOT_TRUSTED, TOO_LARGE = 200, 401, 413


@pytest.fixture
async def force(database_url: str, tmp_path: Path, clock: StoppedClock) -> AsyncIterator[Serving]:
    """The force in Teams; at the end nothing broke unseen, the figures close, and Priya is answered as ever."""
    uncaught: list[str] = []
    async with serving(database_url, tmp_path, clock) as force:
        await force.reckoner.rounds.round()
        with noting_uncaught(uncaught):
            yield force
            assert uncaught == []
            world.check(force.database, Policy().today(clock.now()))
            before = len(force.chat.of_bot)
            await force.says("rec status 10618")
            await force.passes(minutes=1)
            assert len(force.chat.of_bot) > before


async def posted(force: Serving, body: bytes) -> int:
    """Post a body with a signature that holds; return the status."""
    signature = force.microsoft.login.signature(force.microsoft.address)
    headers = {"Authorization": signature, "Content-Type": "application/json"}
    (address,) = force.reckoner.addresses
    async with force.session.post(address, data=BytesIO(body), headers=headers) as answer:
        await answer.read()
        return answer.status


def of_here(force: Serving, drawn: Json) -> bytes:
    """Return an activity as it comes from this connector; where its service was changed, as it was drawn."""
    service = drawn.get("serviceUrl")
    is_usual = service == USUAL["serviceUrl"]
    return json.dumps({**drawn, "serviceUrl": force.microsoft.address if is_usual else service}).encode()


@given(drawn=changed(USUAL), number=st.integers(1, 2**40))
@tries(40)
async def test_changed_activities_are_answered(force: Serving, drawn: Json, number: int) -> None:
    """With parts gone, exchanged or of wrong types, each is taken, or is none of ours."""
    if isinstance(drawn.get("id"), str):
        drawn["id"] = f"{drawn['id']}{number}"
    assert await posted(force, of_here(force, drawn)) in (ANSWERED, NOT_TRUSTED)
    await force.sends()


@given(body=malformed(json.dumps(USUAL).encode()))
@tries(40)
async def test_what_is_hardly_an_activity_is_answered(force: Serving, body: bytes) -> None:
    """Bytes, broken JSON, JSON of anything and deep nests are refused, however well they are signed."""
    assert await posted(force, body) == NOT_TRUSTED


@pytest.mark.parametrize("size", [LARGEST - 2_000, LARGEST + 1, 3 * LARGEST])
async def test_what_is_too_large_is_not_read_to_its_end(force: Serving, size: int) -> None:
    """A megabyte is read, and recorded whole or refused in words; of more nothing is."""
    body = of_here(force, {**USUAL, "text": "10618 " + "x" * size})
    assert await posted(force, body) == (ANSWERED if len(body) <= LARGEST else TOO_LARGE)


@given(drawn=foreign(USUAL))
@tries(40)
async def test_nothing_of_others_is_written_down_or_answered(force: Serving, drawn: Json) -> None:
    """Of another organisation, of none that is said, or of nobody: it is taken, and leaves no trace."""
    before, said = world.rows(force.database), len(list(force.organisation.seen()))
    assert await posted(force, of_here(force, drawn)) == ANSWERED
    await force.sends()
    assert world.rows(force.database) == before
    assert len(list(force.organisation.seen())) == said


@given(
    action=st.one_of(st.sampled_from(["accept", "decline"]), ANY_JSON),
    context=st.one_of(st.integers(0, 3).map(lambda number: {"document": number}), ANY_JSON),
    info=st.one_of(
        ANY_JSON, st.fixed_dictionaries({"uploadUrl": ANY_TEXT, "name": ANY_JSON, "contentUrl": ANY_JSON})
    ),
)
@tries(40)
async def test_any_consent_is_answered(force: Serving, action: Any, context: Any, info: Any) -> None:
    """Whatever is brought back as an answer to whether a file may come, no file goes anywhere but to the drive."""
    force.enqueue(f"calendar:{len(force.told())}", CALENDAR)
    await force.sends()
    value = {"type": "fileUpload", "action": action, "context": context, "uploadInfo": info}
    told = force.microsoft.activities.invoked(
        force.organisation.members[PRIYA], force.chat, "fileConsent/invoke", value
    )
    await force.tells(told)
    assert force.microsoft.drive.files == {}
