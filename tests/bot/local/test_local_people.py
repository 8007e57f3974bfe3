"""What people may do, and the sentences that tell them when they may not."""

import pytest

from bot.local.slack.errors import NotPossible
from tests.bot.local_bench import bench, section

GOV = "#force-governance"


async def test_a_person_is_told_why_something_cannot_be_done() -> None:
    """What is empty, too long, somebody else's or out of sight is refused in words, and nothing is posted."""
    async with bench() as laid:
        ws = laid.workspace
        theirs = ws.post_as("tom", GOV, "Tom's")
        file_id = ws.upload_as("tom", "a.txt", b"x")
        for wrong, sentence in (
            (lambda: ws.post_as("anna", GOV, "  "), "Type something"),
            (lambda: ws.post_as("anna", GOV, "x" * 12_001), "too long"),
            (lambda: ws.post_as("anna", GOV, "x", files=[file_id]), "not yours to send"),
            (lambda: ws.post_as("anna", GOV, "x", files=["F0NONE"]), "no longer there"),
            (lambda: ws.post_as("anna", GOV, "x", thread_ts="1.000001"), "no longer there"),
            (lambda: ws.post_as("jo", GOV, "x"), "that you can see"),
            (lambda: ws.post_as("nobody", GOV, "x"), "Nobody called"),
            (lambda: ws.edit_as("anna", GOV, theirs["ts"], "x"), "only your own messages"),
            (lambda: ws.delete_as("anna", GOV, theirs["ts"]), "only your own messages"),
            (lambda: ws.react_as("anna", GOV, theirs["ts"], "eyes", remove=True), "never added"),
        ):
            with pytest.raises(NotPossible, match=sentence):
                wrong()
        with pytest.raises(NotPossible, match="not a command"):
            await ws.command_as("anna", GOV, "/wrong")
        with pytest.raises(NotPossible, match="in a thread"):
            await ws.command_as("anna", GOV, "/rec", thread_ts=theirs["ts"])
        with pytest.raises(NotPossible, match="No dialogue"):
            await ws.submit("anna")
        with pytest.raises(NotPossible, match="0 controls"):
            await ws.click("anna", theirs, "update")
        assert [message["text"] for message in ws.history(GOV)] == ["Tom's"]


async def test_what_was_read_is_no_longer_counted() -> None:
    """Unread messages are counted until read; one's own and ephemeral ones never are."""
    async with bench() as laid:
        ws = laid.workspace
        ws.post_as("tom", "@anna", "Psst")
        ws.post_as("anna", "@tom", "Yes?")
        conversation = ws.directory.conversation_for("U0ANNA001", "tom")
        assert ws.messages.unread(conversation, "U0ANNA001") == (1, 1)
        ws.read_as("anna", "tom")
        assert ws.messages.unread(conversation, "U0ANNA001") == (0, 0)
        assert ws.dispatch.outstanding == []


async def test_somebody_joins_a_channel_once() -> None:
    """Joining is told to the app if it is in that channel, and joining again changes nothing."""
    async with bench() as laid:
        ws = laid.workspace
        ws.directory.leave("C0GOV0001", "U0TOM0001")
        with pytest.raises(NotPossible, match="not a member"):
            ws.post_as("tom", GOV, "Am I in?")
        for _ in range(2):
            ws.join_as("tom", GOV)
        (told,) = [payload["event"] for payload in ws.dispatch.outstanding]
        assert (told["type"], told["user"]) == ("member_joined_channel", "U0TOM0001")


async def test_an_ephemeral_message_is_dismissed_by_its_reader_only() -> None:
    """Only the one who sees an ephemeral message can dismiss it, and they cannot rewrite it."""
    async with bench() as laid:
        await laid.client.chat_postEphemeral(
            channel="C0GOV0001", user="U0ANNA001", text="x", blocks=[section("x")]
        )
        (shown,) = laid.workspace.ephemerals("anna")
        with pytest.raises(NotPossible, match="no longer there"):
            laid.workspace.delete_as("tom", GOV, shown["ts"])
        with pytest.raises(NotPossible, match="only your own messages"):
            laid.workspace.edit_as("anna", GOV, shown["ts"], "y")
        laid.workspace.delete_as("anna", GOV, shown["ts"])
        assert laid.workspace.ephemerals("anna") == []
