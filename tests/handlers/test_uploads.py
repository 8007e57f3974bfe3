"""A document arrives once, and a picture is uploaded once, whatever breaks on the way to Slack."""

from datetime import date

import pytest
from sqlalchemy import select

from bot.local.faults import InjectedFault
from models.outbox.message import OutboxMessage, OutboxState
from tests.chat import Chat, Json, text_of
from tests.factories import Register

CHANNEL = "#joint-audit-committee"
LATER = tuple(f"2022-12-01T08:{minutes:02}:00" for minutes in range(32, 50, 2))
UPLOADED, SHARED = "files.getUploadURLExternal", "files.completeUploadExternal"


@pytest.fixture
async def force(chat: Chat) -> Chat:
    """A running Reckoner with a meeting ahead and an item."""
    register = Register(chat.database, chat.clock, chat.policy)
    register.meeting(date(2022, 12, 15))
    register.item("1a", register_number="10618", added_on=date(2022, 5, 2))
    return chat


def shared(chat: Chat, who: str = "priya") -> list[str]:
    """Return the ids of the files in somebody's direct conversation, as often as they stand there."""
    return [file["id"] for message in chat.sees(who) for file in message.get("files", ())]


def uploads(chat: Chat) -> list[Json]:
    """Return every file that Reckoner has uploaded."""
    return [each for each in chat.workspace.files._files.values() if each["user"] == "U0RECKONR"]


def outbox_message(chat: Chat, key: str) -> OutboxMessage:
    """Return the message whose key begins so."""
    with chat.database.reading() as session:
        found = session.scalars(select(OutboxMessage).where(OutboxMessage.key.startswith(key))).one()
        session.expunge(found)
        return found


async def later(chat: Chat) -> None:
    """Let so much time go by that everything that waits has been tried again."""
    for moment in LATER:
        await chat.tries_again_at(moment)


@pytest.mark.parametrize(
    ("fault", "times"),
    [
        *((fault, 1) for fault in InjectedFault if fault.is_done and fault is not InjectedFault.STALLED),
        (InjectedFault.DROPPED, 3),
        (InjectedFault.LOST, 3),
        (InjectedFault.FORBIDDEN, 3),
    ],
)
async def test_a_document_that_slack_took_without_saying_so_arrives_once(
    force: Chat, fault: InjectedFault, times: int
) -> None:
    """The connection breaks after Slack has shared it: it is found by its file, and not shared again."""
    force.workspace.faults.order(SHARED, fault, times=times)
    await force.says("priya", "/rec calendar")
    await later(force)
    (file,) = shared(force)
    assert len(uploads(force)) == 1
    kept = outbox_message(force, "document:")
    assert (kept.state, kept.file, kept.posted_as) == (OutboxState.SENT, file, file)


@pytest.mark.parametrize("fault", [InjectedFault.DROPPED, InjectedFault.LOST])
async def test_where_slack_cannot_be_asked_a_second_sharing_is_refused(
    force: Chat, fault: InjectedFault
) -> None:
    """Slack shares a file once: tried again with the same file, nothing arrives twice."""
    force.workspace.faults.order(SHARED, fault)
    force.workspace.faults.order("files.info", InjectedFault.UNAVAILABLE, times=2)
    force.workspace.faults.order(SHARED, InjectedFault.RATE_LIMITED)
    await force.says("priya", "/rec calendar")
    await later(force)
    assert len(shared(force)) == len(uploads(force)) == 1
    assert outbox_message(force, "document:").state is OutboxState.SENT


@pytest.mark.parametrize(
    "fault", [InjectedFault.REFUSED, InjectedFault.UNAVAILABLE, InjectedFault.RATE_LIMITED]
)
async def test_a_document_that_slack_did_not_take_is_shared_with_the_same_file(
    force: Chat, fault: InjectedFault
) -> None:
    """What was uploaded is used again: one upload, and one document in the end."""
    force.workspace.faults.order(SHARED, fault, times=2)
    await force.says("priya", "/rec calendar")
    await later(force)
    assert len(shared(force)) == len(uploads(force)) == 1


@pytest.mark.parametrize("fault", [InjectedFault.DROPPED, InjectedFault.LOST, InjectedFault.UNAVAILABLE])
async def test_an_upload_that_broke_off_is_begun_anew(force: Chat, fault: InjectedFault) -> None:
    """Before it is shared nobody sees a file, so that one of which nothing was learnt is left behind."""
    force.workspace.faults.order(UPLOADED, fault)
    await force.says("priya", "/rec calendar")
    await later(force)
    assert len(shared(force)) == 1


async def test_a_file_that_slack_has_discarded_is_uploaded_anew(force: Chat) -> None:
    """Slack discards what is not shared for long: then the document is made and uploaded again."""
    force.workspace.faults.order(SHARED, InjectedFault.UNAVAILABLE)
    await force.says("priya", "/rec calendar")
    (gone,) = uploads(force)
    del force.workspace.files._files[gone["id"]]
    await later(force)
    (file,) = shared(force)
    assert file != gone["id"]
    assert outbox_message(force, "document:").posted_as == file


async def test_a_document_is_shared_after_a_restart_with_the_file_that_was_uploaded(force: Chat) -> None:
    """The file is written down before it is shared: another process goes on with it."""
    force.workspace.faults.order(SHARED, InjectedFault.LOST)
    await force.says("priya", "/rec calendar")
    assert outbox_message(force, "document:").file == uploads(force)[0]["id"]
    await force.stops()
    await force.starts()
    await later(force)
    assert len(shared(force)) == len(uploads(force)) == 1


@pytest.mark.parametrize(
    "fault", [InjectedFault.RATE_LIMITED, InjectedFault.UNAVAILABLE, InjectedFault.DROPPED]
)
async def test_the_picture_of_a_summary_is_uploaded_once(force: Chat, fault: InjectedFault) -> None:
    """However often the summary is tried, it shows the picture that was uploaded for it first."""
    await force.says("priya", "/rec summary", CHANNEL)
    preview = force.workspace.ephemerals("priya")[-1]
    force.workspace.faults.order("chat.postMessage", fault, times=2)
    assert (await force.clicks("priya", preview, "publish")).ok
    await later(force)
    (summary,) = force.channel(CHANNEL)
    (uploaded,) = uploads(force)
    (picture,) = (block for block in summary["blocks"] if block["type"] == "image")
    assert picture["slack_file"] == {"id": uploaded["id"]}
    assert "open items" in picture["alt_text"].casefold()
    assert text_of(summary)
