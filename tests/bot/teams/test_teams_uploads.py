"""Documents in Teams: each asks whether it may come, and is put into the OneDrive of whoever takes it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.clock import StoppedClock
from bot.local.faults import Moment
from bot.local.teams.organisation import Posted
from bot.teams import addresses
from bot.teams.uploads import CONSENT, FILE, GIVEN_UP_AFTER
from models.enums import DocumentKind
from models.outbox.message import OutboxState
from templates.messages.documents import Document
from tests.bot.teams.hearing import CHANNEL
from tests.bot.teams.serving import Json, Serving, serving, text_of

CALENDAR = replace(Document.EXAMPLE, kind=DocumentKind.CALENDAR, held_on=None)


@pytest.fixture
async def force(database_url: str, tmp_path: Path, clock: StoppedClock) -> AsyncIterator[Serving]:
    """The force in Teams, in which Priya is asked whether she takes her calendar."""
    async with serving(database_url, tmp_path, clock) as force:
        force.enqueue("calendar", CALENDAR)
        await force.sends()
        yield force


def attached(posted: Posted) -> Json:
    """Return what is attached to a message of ours."""
    (attachment,) = posted.activity["attachments"]
    told: Json = attachment
    return told


async def answers(force: Serving, action: str = "accept", **changes: Any) -> Json:
    """Have Priya answer the question, with changes to what is brought back; return where the file is to go."""
    (asked,) = (each for each in force.chat.of_bot if attached(each)["contentType"] == CONSENT)
    info = force.microsoft.drive.opened(attached(asked)["name"])
    context = attached(asked)["content"][f"{action}Context"]
    value = {"type": "fileUpload", "action": action, "context": context, "uploadInfo": info, **changes}
    invoke = force.microsoft.activities.invoked(force.priya, force.chat, "fileConsent/invoke", value, asked)
    await force.tells(invoke)
    return info


def brought(force: Serving, info: Json) -> bytes | None:
    """Return the file that was put where `info` says."""
    return force.microsoft.drive.get(str(info["uploadUrl"]).rpartition("/")[2])


async def test_it_is_asked_whether_a_document_may_come(force: Serving) -> None:
    """The question tells the name, what it is, and how large."""
    (asked,) = force.chat.of_bot
    assert attached(asked)["name"] == "hmicfrs-calendar-2022-12-08.ics"
    content = attached(asked)["content"]
    assert content["description"].startswith("Your calendar")
    assert content["sizeInBytes"] > 100
    assert "text" not in asked.activity


async def test_what_is_taken_lies_in_their_onedrive(force: Serving) -> None:
    """The file is put where Microsoft says, and its card takes the place of the question."""
    info = await answers(force)
    assert (brought(force, info) or b"").startswith(b"BEGIN:VCALENDAR")
    (stands,) = force.chat.of_bot
    assert attached(stands) == {
        "contentType": FILE,
        "contentUrl": info["contentUrl"],
        "name": "hmicfrs-calendar-2022-12-08.ics",
        "content": {"uniqueId": info["uniqueId"], "fileType": "ics"},
    }


async def test_what_is_not_wanted_does_not_come(force: Serving) -> None:
    """Who declines is told that nothing came, where the question was, and nothing is uploaded."""
    info = await answers(force, "decline")
    assert brought(force, info) is None
    (stands,) = force.chat.of_bot
    assert text_of(stands).startswith("The file was not sent")


async def test_it_is_taken_once(force: Serving) -> None:
    """What Teams brings again, or somebody makes up later, changes nothing."""
    (asked,) = force.chat.of_bot
    context = attached(asked)["content"]["acceptContext"]
    await answers(force)
    info = force.microsoft.drive.opened("again.ics")
    value = {"type": "fileUpload", "action": "accept", "context": context, "uploadInfo": info}
    invoke = force.microsoft.activities.invoked(force.priya, force.chat, "fileConsent/invoke", value)
    for each in (invoke, force.microsoft.activities.again(invoke)):
        await force.tells(each)
    assert brought(force, info) is None
    assert len(force.chat.of_bot) == 1


async def test_whoever_waits_for_a_file_is_told_though_the_process_dies(
    force: Serving, clock: StoppedClock
) -> None:
    """Of what was accepted and never came it is said what to do, although nobody is bringing it any more."""

    def dies() -> None:
        for each in asyncio.all_tasks():
            if each.get_name().startswith("document "):
                each.cancel()

    force.microsoft.faults.when("upload", Moment.ARRIVED, dies)
    await answers(force)
    assert len(force.chat.of_bot) == 1
    clock.move_to(clock.now() + GIVEN_UP_AFTER)
    await force.sends()
    _, told = force.chat.of_bot
    assert text_of(told).startswith("The file could not be put into your OneDrive")


async def test_a_file_that_came_is_not_said_to_be_lost(force: Serving, clock: StoppedClock) -> None:
    """Later nothing more is said of it."""
    await answers(force)
    clock.move_to(clock.now() + GIVEN_UP_AFTER)
    await force.sends()
    (stands,) = force.chat.of_bot
    assert attached(stands)["contentType"] == FILE


@pytest.mark.parametrize("context", [{"document": 999}, {"document": "1"}, {"document": True}, {}, None, "1"])
async def test_a_question_that_was_not_asked_brings_nothing(force: Serving, context: Any) -> None:
    """What names no question of ours in this chat is let be."""
    info = await answers(force, context=context)
    assert brought(force, info) is None


async def test_nobody_else_takes_it(force: Serving) -> None:
    """The question of one chat cannot be answered from another."""
    (asked,) = force.chat.of_bot
    anna = next(each for each in force.organisation.members.values() if each.account != force.priya.account)
    info = force.microsoft.drive.opened("stolen.ics")
    context = attached(asked)["content"]["acceptContext"]
    value = {"type": "fileUpload", "action": "accept", "context": context, "uploadInfo": info}
    chat = force.organisation.chat(anna.account)
    await force.tells(force.microsoft.activities.invoked(anna, chat, "fileConsent/invoke", value))
    assert brought(force, info) is None


@pytest.mark.parametrize("fault", ["503", "refuse", "page", "error", "accept-then-403"])
async def test_a_file_that_does_not_arrive_is_told_of(force: Serving, fault: str) -> None:
    """Where the file cannot be put there, that is said in the place of the question, and what to do."""
    # A connection that breaks is tried once more by itself: the same piece in the same place is safe to repeat.
    force.microsoft.faults.order("upload", fault, times=2, status=507 if fault == "error" else 0)
    await answers(force)
    (stands,) = force.chat.of_bot
    assert "could not be put into your OneDrive" in text_of(stands)


async def test_a_file_goes_nowhere_but_to_where_files_are(force: Serving) -> None:
    """An address that is not Microsoft's gets nothing."""
    await answers(force, uploadInfo={"uploadUrl": "http://127.0.0.1:1/drive/x", "name": "x.ics"})
    (stands,) = force.chat.of_bot
    assert "could not be put into your OneDrive" in text_of(stands)


async def test_the_address_of_a_file_is_not_kept(force: Serving, caplog: pytest.LogCaptureFixture) -> None:
    """The address opens the file: it is neither logged nor written down."""
    info = await answers(force)
    word = str(info["uploadUrl"]).rpartition("/")[2]
    (stands,) = force.chat.of_bot
    assert info["uploadUrl"] not in str(stands.activity)
    assert word not in caplog.text


async def test_files_do_not_go_into_channels(force: Serving) -> None:
    """Teams takes files of an app in personal chats alone: for a channel it is shown as failed."""
    force.enqueue("channel", CALENDAR, conversation=addresses.conversation(CHANNEL))
    await force.sends()
    assert force.in_outbox("channel")[0] is OutboxState.FAILED
    assert force.channel.of_bot == []
