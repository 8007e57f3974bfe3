"""The methods `files.*`."""

from bot.local.people import BOT_USER_ID
from bot.local.slack.answering import message_parts
from bot.local.slack.api.call import Call
from bot.local.slack.errors import Json, SlackError
from bot.local.slack.files import LARGEST
from bot.local.slack.messages import MessageDraft


def get_upload_url(call: Call) -> Json:
    """Answer `files.getUploadURLExternal`."""
    name = call.text("filename")
    length = call.number("length", 0)
    if length <= 0:
        raise SlackError("invalid_arguments")
    if length > LARGEST:
        raise SlackError("file_upload_size_restricted")
    file_id = call.workspace.files.announce(BOT_USER_ID, name, length)
    return {"upload_url": f"{call.workspace.ground.address}/upload/v1/{file_id}", "file_id": file_id}


def complete_upload(call: Call) -> Json:
    """Answer `files.completeUploadExternal`: what was uploaded is shared in a conversation, if one is named.

    Like Slack's, it can be called once for every file.
    """
    workspace = call.workspace
    wanted = call.structure("files")
    if not isinstance(wanted, list) or not wanted or not all(isinstance(one, dict) for one in wanted):
        raise SlackError("invalid_arguments")
    ids = [str(one.get("id")) for one in wanted]
    if not all(workspace.files.is_uploaded(file_id, BOT_USER_ID) for file_id in ids):
        raise SlackError("file_not_found")
    channel = call.optional("channel_id") or call.optional("channels")
    shared = _shared(call, channel, ids) if channel is not None else None
    for one, file_id in zip(wanted, ids, strict=True):
        workspace.files.complete(file_id, str(one.get("title") or "") or None)
    if shared is not None:
        workspace.messages.post(*shared)
    return {"files": [workspace.files.describe(file_id) for file_id in ids]}


def _shared(call: Call, channel: str, ids: list[str]) -> tuple[Json, MessageDraft]:
    """Return the conversation in which files are shared, and the message in which they are."""
    workspace = call.workspace
    conversation = workspace.directory.conversation(channel)
    if BOT_USER_ID not in conversation["members"]:
        raise SlackError("not_in_channel")
    comment, blocks = call.optional("initial_comment") or "", call.structure("blocks")
    if blocks:
        comment, blocks, _ = message_parts({"text": comment, "blocks": blocks})
    thread_ts = call.optional("thread_ts")
    if thread_ts is not None:
        workspace.messages.find(conversation["id"], thread_ts)
    workspace.pace.spend(conversation["id"])
    return conversation, MessageDraft(
        BOT_USER_ID, comment, blocks=blocks or (), thread_ts=thread_ts, files=ids
    )


def info(call: Call) -> Json:
    """Answer `files.info`."""
    return {
        "file": call.workspace.files.describe(call.text("file", missing="file_not_found")),
        "comments": [],
    }
