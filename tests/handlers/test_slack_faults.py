"""What Slack delivers again or from elsewhere, and what breaks while it is taken in."""

import html
import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from bot.local.slack.dispatch import Waits
from models.outbox.message import OutboxMessage
from models.statements.statement import Statement
from tests.chat import Chat, Force, Json, chatting, text_of, texts
from tests.factories import Register

pytestmark = pytest.mark.every_database


@pytest.fixture
async def owned(chat: Chat) -> Chat:
    """A running Reckoner in which anna has had a reminder about 10618."""
    register = Register(chat.database, chat.clock, chat.policy)
    register.item("1a", register_number="10618", reviews_from=date(2022, 9, 5))
    await chat.at("2022-12-05T09:00")
    return chat


def recorded(chat: Chat) -> list[str]:
    """Return the texts of all statements, in order."""
    with chat.database.reading() as session:
        return list(session.scalars(select(Statement.text).order_by(Statement.id)))


async def test_a_guest_is_refused_everywhere(owned: Chat) -> None:
    """A guest who is not in the register is told so, to a command and to a message, and nothing is shown."""
    for answer in (
        await owned.says("jo", "/rec show 10618", "#general"),
        text_of([await owned.writes("jo", "10618: done"), *owned.sees("jo")][-1]),
    ):
        assert answer.startswith("I do not know you yet")
    assert recorded(owned) == []


async def test_a_foreign_team_is_refused(owned: Chat) -> None:
    """A message that Slack marks as of another organisation's member is refused, whoever it claims to be."""
    payload = await delivered(owned, "10618: from elsewhere")
    payload["event"] |= {"user_team": "T0OTHER01", "ts": "1670230900.000001"}
    await again(owned, payload | {"event_id": "Ev0FOREIGN"})
    assert recorded(owned) == ["10618: from elsewhere"]
    assert any("Only members of the force can use" in each for each in texts(owned.sees("anna")))


async def test_a_redelivered_event_is_recorded_and_answered_once(owned: Chat) -> None:
    """Slack delivers what it believes lost up to four times: it is one record and one answer."""
    payload = await delivered(owned, "10618: trained")
    before = texts(owned.sees("anna"))
    for _ in range(3):
        await again(owned, payload)
    assert (recorded(owned), texts(owned.sees("anna"))) == (["10618: trained"], before)


async def delivered(chat: Chat, words: str) -> Json:
    """Have anna write `words`; return the event by which Slack told of it."""
    chat.workspace.post_as("anna", "@reckoner", words)
    (payload,) = chat.workspace.dispatch.outstanding
    await chat.settles()
    return json.loads(json.dumps(payload))  # type: ignore[no-any-return]


async def again(chat: Chat, payload: Json) -> None:
    """Deliver an event once more."""
    chat.workspace.dispatch.enqueue(payload)
    await chat.settles()


@contextmanager
def broken(chat: Chat) -> Iterator[None]:
    """Have the database refuse every new statement for as long as the block lasts."""
    _rename(chat, "wording", "wording_away")
    yield
    _rename(chat, "wording_away", "wording")


def _rename(chat: Chat, was: str, to: str) -> None:
    with chat.database.engine.begin() as connection:
        connection.execute(text(f"alter table {was} rename to {to}"))


async def test_a_crash_is_answered_with_a_reference_and_the_event_comes_again(
    chat_over_http: Chat, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """A crash leaves nothing half-done and a reference; Slack delivers again, and then it is recorded."""
    caplog.set_level(logging.DEBUG)
    chat = chat_over_http
    Register(chat.database, chat.clock, chat.policy).item("1a", register_number="10618")
    with broken(chat):
        chat.workspace.post_as("anna", "@reckoner", "10618: SECRET-WORDS of a victim")
        await chat.settles()
    (payload,) = chat.workspace.dispatch.undelivered
    (crashed,) = [each for each in texts(chat.sees("anna")) if "Something went wrong" in each]
    reference = re.search(r"R-[0-9A-F]{8}", crashed)
    assert reference is not None
    assert recorded(chat) == []
    with chat.database.reading() as session:
        kept = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.key.like("answer:%"))
        assert session.scalar(kept) == 0
    captured = capfd.readouterr()
    ours = "".join(each.getMessage() + (each.exc_text or "") for each in caplog.records if not_payload(each))
    assert reference[0] in captured.out
    assert "SECRET-WORDS" not in captured.out + captured.err + ours

    await again(chat, payload)
    assert recorded(chat) == ["10618: SECRET-WORDS of a victim"]
    assert text_of(chat.sees("anna")[-1]).startswith("Saved for 10618")


async def test_a_crash_is_not_acknowledged_over_socket_mode(database_url: str, tmp_path: Path) -> None:
    """What could not be taken in is not acknowledged, so Slack delivers it again; the person is told once."""
    waits = Waits(acknowledged=0.5, again=(0.0,))
    async with chatting(Force(database_url, tmp_path, waits=waits)) as chat:
        Register(chat.database, chat.clock, chat.policy).item("1a", register_number="10618")
        with broken(chat):
            chat.workspace.post_as("anna", "@reckoner", "10618: trained")
            await chat.settles()
        assert [each["event"]["text"] for each in chat.workspace.dispatch.undelivered] == ["10618: trained"]
        assert len([each for each in texts(chat.sees("anna")) if "Something went wrong" in each]) == 1


def not_payload(record: logging.LogRecord) -> bool:
    """Whether a line of the log would be written: libraries are heard from warnings on."""
    return record.levelno >= logging.WARNING


async def test_a_crash_in_a_command_or_a_form_gives_back_what_was_typed(
    owned: Chat, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever breaks, the person keeps the words, the form stays open, and the log has none of them."""
    caplog.set_level(logging.DEBUG)
    (reminder,) = owned.sees("anna")
    await owned.clicks("anna", reminder, "update")
    with broken(owned):
        answer = await owned.says("anna", "/rec evidence 10618 SECRET-WORDS of a victim")
        outcome = await owned.fills("anna", {"text": "SECRET-WORDS in a form"})
    assert re.search(r"reference: R-[0-9A-F]{8}", answer)
    assert "> /rec evidence 10618 SECRET-WORDS of a victim" in answer
    assert re.search(r"R-[0-9A-F]{8}", html.unescape(outcome.errors["text"]))
    assert owned.workspace.modal("anna") is not None
    assert recorded(owned) == []
    captured = capfd.readouterr()
    lines = "".join(each.getMessage() + (each.exc_text or "") for each in caplog.records if not_payload(each))
    assert "SECRET-WORDS" not in captured.out + captured.err + lines


async def test_what_is_due_is_told_at_once_after_a_start(owned: Chat) -> None:
    """A start begins with a round: what came due while Reckoner was down is told without waiting for a tick."""
    Register(owned.database, owned.clock, owned.policy).item("2", owner="dev", reviews_from=date(2022, 9, 5))
    await owned.stops()
    with owned.workspace.ground.stream.watch("U0DEV0001") as seen:
        await owned.starts()
        told = await seen.get()
        while told["type"] != "message":
            told = await seen.get()
    assert told["message"]["text"].splitlines()[0].endswith(": OLDER-2")
