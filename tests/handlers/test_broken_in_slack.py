"""What breaks at the edge to Slack has a reference; what is outdated or forged is refused in words."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.local.slack.dispatch import Waits
from models.statements.statement import Statement
from templates.messages.answers import Refused
from tests.chat import Chat, Force, Json, chatting
from tests.factories import Register
from tests.letterbox import expected
from tests.talk import Talk, sentence

OUTDATED = "from an earlier version of me"


async def test_an_event_that_bolt_cannot_read_is_logged_under_a_reference(
    database_url: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Over Socket Mode it is not acknowledged, nothing of it is in the log, and what comes next is answered."""
    event = {"event_id": "Ev0BROKEN", "type": "event_callback", "authorizations": ["SECRET-WORDS"]}
    async with chatting(Force(database_url, tmp_path, waits=Waits(acknowledged=0.3, again=()))) as chat:
        await _hears(chat, {**event, "event": {"type": "message"}})
        assert await chat.says("anna", "/rec help")
    logged = "".join(capfd.readouterr())
    assert re.search("R-[0-9A-F]{8}", logged)
    assert "SECRET-WORDS" not in logged + caplog.text


async def _hears(chat: Chat, event: Json) -> None:
    chat.workspace.dispatch.enqueue(event)
    await chat.settles()
    assert chat.workspace.dispatch.undelivered == [event]


@pytest.mark.parametrize("button", ["no_such_button", "page_next", "search", "history", "why", "change_all"])
async def test_a_button_of_an_older_version_is_answered_in_words(
    talk: Talk, register: Register, button: str
) -> None:
    """What no longer exists, or carries what can no longer be read, is refused, and says how to go on."""
    register.item("1a", register_number="10618")
    for carried in ("", "[", "[]", '["10618"]', '{"a": 1}', "[" * 5_000, f'["mine", "{"9" * 30}"]'):
        if button == "change_all" and carried.startswith('["mine"'):
            continue
        assert OUTDATED in sentence(expected(await talk.presses("priya", button, carried), Refused))


@pytest.mark.every_database
@pytest.mark.parametrize("button", ["send_again", "let_be", "undo", "hand_over", "draft_add", "pass_on"])
async def test_a_number_larger_than_any_database_holds_names_nothing(
    talk: Talk, register: Register, button: str
) -> None:
    """It is answered like any other number that names nothing."""
    register.item("1a", register_number="10618")
    none = await talk.presses("priya", button, "999")
    for number in ("9223372036854775808", "9" * 40, "1" * 5_000):
        assert await talk.presses("priya", button, number) == none, number


@pytest.mark.every_database
@pytest.mark.parametrize("form", ["add_item", "assign"])
async def test_a_form_of_a_number_without_bounds_is_no_longer_kept(
    talk: Talk, register: Register, form: str
) -> None:
    """A form that says it is draft number 10^40 is refused like one that was thrown away."""
    del register
    refused = expected(await talk.submits("priya", form, "1" + "0" * 40, {}), Refused)
    assert sentence(refused).startswith("This form has expired")


@pytest.mark.every_database
async def test_a_letter_that_no_database_keeps_does_not_lose_a_reply(talk: Talk, register: Register) -> None:
    """NUL and half a pair of surrogates are marked, and the rest is recorded as it was written."""
    register.item("1a", register_number="10618")
    await talk.writes("anna", "10618: trained\x00 and \ud83d tested")
    with talk.database.reading() as session:
        assert session.scalars(select(Statement.text)).all() == ["10618: trained\ufffd and \ufffd tested"]
