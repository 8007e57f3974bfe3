"""Messages: edits, deletions, threads, metadata, reactions, and the events about them."""

from datetime import timedelta

from bot.local.slack.block_kit.typed import message_text
from bot.local.slack.installation import BOT_SCOPES, Installation
from tests.bot.local_bench import INSTALLATION, START, bench, refused

GOV = "C0GOV0001"


async def test_a_message_is_edited_and_deleted_only_by_its_author() -> None:
    """The app changes and deletes its own messages; those of people are not its to change."""
    async with bench() as laid:
        sent = await laid.client.chat_postMessage(channel=GOV, text="One")
        changed = await laid.client.chat_update(channel=GOV, ts=sent["ts"], text="Two")
        assert changed["message"]["edited"]["user"] == "U0RECKONR"
        human = laid.workspace.post_as("anna", GOV, "Mine")
        answer = await refused(laid.client.chat_update(channel=GOV, ts=human["ts"], text="x"))
        assert answer["error"] == "cant_update_message"
        answer = await refused(laid.client.chat_delete(channel=GOV, ts=human["ts"]))
        assert answer["error"] == "cant_delete_message"
        await laid.client.chat_delete(channel=GOV, ts=sent["ts"])
        assert [message["text"] for message in laid.workspace.history(GOV)] == ["Mine"]


async def test_edits_and_deletions_by_people_are_events() -> None:
    """An edited message comes with what it said before; a deleted one too; an answered one leaves a mark."""
    async with bench() as laid:
        ws = laid.workspace
        first = ws.post_as("anna", GOV, "Frist")
        ws.edit_as("anna", GOV, first["ts"], "First")
        ws.delete_as("anna", GOV, first["ts"])
        parent = ws.post_as("anna", GOV, "Parent")
        ws.post_as("tom", GOV, "Reply", thread_ts=parent["ts"])
        ws.delete_as("anna", GOV, parent["ts"])
        events = [payload["event"] for payload in ws.dispatch.outstanding]
        remaining = ws.history(GOV)
    kinds = [event.get("subtype") for event in events]
    assert kinds == [None, "message_changed", "message_deleted", None, None, "message_changed"]
    assert events[1]["message"]["text"] == "First"
    assert events[1]["message"]["edited"]["user"] == "U0ANNA001"
    assert events[1]["previous_message"]["text"] == "Frist"
    assert events[2]["deleted_ts"] == first["ts"]
    assert events[2]["previous_message"]["text"] == "First"
    assert events[4]["thread_ts"] == parent["ts"]
    assert events[4]["parent_user_id"] == "U0ANNA001"
    assert events[5]["message"]["subtype"] == "tombstone"
    assert [message["text"] for message in remaining] == ["This message was deleted."]


async def test_metadata_is_kept_and_shown_only_when_asked_for() -> None:
    """A history carries the metadata of messages with include_all_metadata, and not without."""
    key = {"event_type": "reminder", "event_payload": {"key": "deadline:10618"}}
    async with bench() as laid:
        await laid.client.chat_postMessage(channel=GOV, text="One", metadata=key)
        plain = await laid.client.conversations_history(channel=GOV)
        full = await laid.client.conversations_history(channel=GOV, include_all_metadata=True)
    assert "metadata" not in plain["messages"][0]
    assert full["messages"][0]["metadata"] == key


async def test_a_history_is_paged_newest_first_and_leaves_replies_to_their_thread() -> None:
    """Pages follow one another by cursor even while new messages arrive; replies come with their parent."""
    async with bench() as laid:
        stamps = [laid.workspace.post_as("anna", GOV, str(number))["ts"] for number in range(5)]
        laid.workspace.post_as("tom", GOV, "reply", thread_ts=stamps[0])
        first = await laid.client.conversations_history(channel=GOV, limit=2)
        laid.workspace.post_as("anna", GOV, "new")
        cursor = first["response_metadata"]["next_cursor"]
        second = await laid.client.conversations_history(channel=GOV, limit=2, cursor=cursor)
        since = await laid.client.conversations_history(
            channel=GOV, oldest=stamps[3], latest=stamps[4], inclusive=True
        )
        thread = await laid.client.conversations_replies(channel=GOV, ts=stamps[0])
    assert [message["text"] for message in first["messages"]] == ["4", "3"]
    assert [message["text"] for message in second["messages"]] == ["2", "1"]
    assert second["has_more"] is True
    assert [message["text"] for message in since["messages"]] == ["4", "3"]
    assert [message["text"] for message in thread["messages"]] == ["0", "reply"]
    assert thread["messages"][0]["reply_count"] == 1


async def test_reactions_are_kept_and_told() -> None:
    """A reaction is seen in the history and sent as an event; the same one twice is refused."""
    async with bench() as laid:
        posted = laid.workspace.post_as("anna", GOV, "Done")
        await laid.client.reactions_add(channel=GOV, timestamp=posted["ts"], name="eyes")
        again = await refused(laid.client.reactions_add(channel=GOV, timestamp=posted["ts"], name="eyes"))
        laid.workspace.react_as("tom", GOV, posted["ts"], "eyes")
        laid.workspace.react_as("tom", GOV, posted["ts"], "eyes", remove=True)
        answer = await laid.client.reactions_get(channel=GOV, timestamp=posted["ts"])
        events = [payload["event"]["type"] for payload in laid.workspace.dispatch.outstanding]
    assert again["error"] == "already_reacted"
    assert answer["message"]["reactions"] == [{"name": "eyes", "users": ["U0RECKONR"], "count": 1}]
    assert events == ["message", "reaction_added", "reaction_added", "reaction_removed"]


async def test_timestamps_rise_even_when_the_clock_steps_back() -> None:
    """Every message has a timestamp of its own, later than the one before, in the workspace's own time."""
    async with bench() as laid:
        first = laid.workspace.post_as("anna", GOV, "a")["ts"]
        laid.clock.move_by(timedelta(minutes=-6))
        second = laid.workspace.post_as("anna", GOV, "b")["ts"]
    assert first.startswith(str(int(START.timestamp())))
    assert second > first


async def test_an_event_is_not_sent_without_its_scope_or_membership() -> None:
    """The app hears nothing from channels it is not in, and nothing for which it lacks the scope."""
    installation = Installation(
        bot_token=INSTALLATION.bot_token,
        scopes=BOT_SCOPES - {"im:history"},
    )
    async with bench(installation=installation) as laid:
        laid.workspace.post_as("anna", "#general", "<@U0RECKONR> hello")
        laid.workspace.post_as("anna", "@reckoner", "hello")
        assert laid.workspace.dispatch.outstanding == []
        laid.workspace.post_as("anna", GOV, "@reckoner hello")
        events = [payload["event"]["type"] for payload in laid.workspace.dispatch.outstanding]
    assert events == ["message", "app_mention"]


async def test_a_person_is_meant_by_handle_or_by_the_whole_name() -> None:
    """Who types a name in full means all of it; what goes on after it is text again."""
    async with bench() as laid:
        written, _ = message_text("ask @Anna Clarke, @anna or @anna clarkes", laid.workspace.directory)
    assert written == "ask <@U0ANNA001>, <@U0ANNA001> or <@U0ANNA001> clarkes"
