"""The methods `chat.*` and `reactions.*`."""

from typing import Any

from bot.local.people import BOT_USER_ID
from bot.local.slack.answering import message_parts
from bot.local.slack.api.call import Call
from bot.local.slack.errors import Json, SlackError
from bot.local.slack.messages import MessageDraft

_LARGEST_METADATA = 8_000


def _place_to_post(call: Call) -> Json:
    """Return the conversation in which the app may post: by id, `#name`, or a person's id."""
    directory = call.workspace.directory
    channel = call.text("channel", missing="channel_not_found")
    if channel in directory.people and channel != BOT_USER_ID:
        if directory.people[channel]["deleted"]:
            raise SlackError("channel_not_found")
        return directory.direct(BOT_USER_ID, channel)
    named = [c["id"] for c in directory.conversations.values() if channel == f"#{c['name']}"]
    found = directory.conversation(named[0] if named else channel)
    if BOT_USER_ID in found["members"]:
        partner = directory.partner(found, BOT_USER_ID) if found["kind"] == "im" else None
        if partner is not None and directory.people[partner]["deleted"]:
            raise SlackError("channel_not_found")
        return found
    if found["kind"] == "im" or found["is_private"]:
        raise SlackError("channel_not_found")
    if "chat:write.public" not in call.workspace.installation.scopes:
        raise SlackError("not_in_channel")
    return found


def _thread(call: Call, channel: str) -> str | None:
    """Return the timestamp of the message to reply to. Raises SlackError `thread_not_found`."""
    thread_ts = call.optional("thread_ts")
    if thread_ts is None:
        return None
    try:
        parent = call.workspace.messages.find(channel, thread_ts)
    except SlackError:
        raise SlackError("thread_not_found") from None
    if "thread_ts" in parent:
        raise SlackError("cannot_reply_to_message")
    return thread_ts


def _metadata(call: Call) -> Json | None:
    value: Any = call.structure("metadata", wrong="invalid_metadata_format")
    if value is None:
        return None
    if not isinstance(value, dict) or not isinstance(value.get("event_type"), str):
        raise SlackError("invalid_metadata_format")
    if not isinstance(value.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    if len(str(value)) > _LARGEST_METADATA:
        raise SlackError("metadata_too_large")
    return {"event_type": value["event_type"], "event_payload": value["event_payload"]}


def _parts(call: Call) -> dict[str, Any]:
    body = {
        "text": call.optional("text"),
        "blocks": call.structure("blocks", wrong="invalid_blocks_format"),
        "attachments": call.structure("attachments"),
    }
    text, blocks, attachments = message_parts(body)
    return {"text": text, "blocks": blocks, "attachments": attachments}


def post_message(call: Call) -> Json:
    """Answer `chat.postMessage`."""
    conversation = _place_to_post(call)
    draft = MessageDraft(
        BOT_USER_ID,
        **_parts(call),
        thread_ts=_thread(call, conversation["id"]),
        metadata=_metadata(call),
        broadcast=call.flag("reply_broadcast") and call.optional("thread_ts") is not None,
    )
    call.workspace.pace.spend(conversation["id"])
    messages = call.workspace.messages
    record = messages.post(conversation, draft)
    return {"channel": conversation["id"], "ts": record["ts"], "message": messages.sent(record)}


def post_ephemeral(call: Call) -> Json:
    """Answer `chat.postEphemeral`."""
    conversation = _place_to_post(call)
    user = call.text("user", missing="user_not_in_channel")
    if user not in conversation["members"]:
        raise SlackError("user_not_in_channel")
    draft = MessageDraft(BOT_USER_ID, **_parts(call), thread_ts=_thread(call, conversation["id"]), to=user)
    call.workspace.pace.spend(conversation["id"])
    return {"message_ts": call.workspace.messages.post(conversation, draft)["ts"]}


def _own(call: Call, refusal: str) -> Json:
    """Return the app's own message that is to be changed or deleted."""
    conversation = call.workspace.directory.conversation(call.text("channel", missing="channel_not_found"))
    if BOT_USER_ID not in conversation["members"]:
        raise SlackError("channel_not_found")
    record = call.workspace.messages.find(conversation["id"], call.text("ts", missing="message_not_found"))
    if record["user"] != BOT_USER_ID:
        raise SlackError(refusal)
    return record


def update(call: Call) -> Json:
    """Answer `chat.update`; what is not named stays, except that new text alone replaces the blocks."""
    record = _own(call, "cant_update_message")
    fields = _parts(call)
    if call.arguments.get("attachments") is None:
        fields.pop("attachments")
    metadata = _metadata(call)
    if metadata is not None:
        fields["metadata"] = metadata
    changed = call.workspace.messages.change(record, BOT_USER_ID, **fields)
    answer = {"channel": record["channel"], "ts": record["ts"], "text": changed["text"]}
    return {**answer, "message": call.workspace.messages.sent(changed)}


def delete(call: Call) -> Json:
    """Answer `chat.delete`."""
    record = _own(call, "cant_delete_message")
    call.workspace.messages.delete(record)
    return {"channel": record["channel"], "ts": record["ts"]}


def get_permalink(call: Call) -> Json:
    """Answer `chat.getPermalink`."""
    directory = call.workspace.directory
    channel = directory.conversation(call.text("channel", missing="channel_not_found"))["id"]
    record = call.workspace.messages.find(channel, call.text("message_ts", missing="message_not_found"))
    link = f"{call.workspace.ground.address}/archives/{channel}/p{record['ts'].replace('.', '')}"
    if "thread_ts" in record:
        link += f"?thread_ts={record['thread_ts']}&cid={channel}"
    return {"channel": channel, "permalink": link}


def _reacted_to(call: Call) -> Json:
    channel = call.workspace.directory.conversation(call.text("channel", missing="channel_not_found"))
    if BOT_USER_ID not in channel["members"]:
        raise SlackError("not_in_channel" if channel["kind"] == "channel" else "channel_not_found")
    return call.workspace.messages.find(channel["id"], call.text("timestamp", missing="no_item_specified"))


def add_reaction(call: Call) -> Json:
    """Answer `reactions.add`."""
    call.workspace.messages.react(_reacted_to(call), BOT_USER_ID, call.text("name", missing="invalid_name"))
    return {}


def remove_reaction(call: Call) -> Json:
    """Answer `reactions.remove`."""
    name = call.text("name", missing="invalid_name")
    call.workspace.messages.react(_reacted_to(call), BOT_USER_ID, name, remove=True)
    return {}


def get_reactions(call: Call) -> Json:
    """Answer `reactions.get`."""
    record = _reacted_to(call)
    message = call.workspace.messages.draw(record)
    return {"type": "message", "channel": record["channel"], "message": message}
