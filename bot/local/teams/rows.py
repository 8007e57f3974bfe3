"""Messages and conversations of Teams as the page gets them: in the shapes that it has of Slack's."""

import mimetypes
from typing import Final

from bot.local.people import BOT_ID, BOT_USER_ID
from bot.local.teams.activities import DOWNLOAD
from bot.local.teams.cards import CARD, CONSENT, FILE_CARD
from bot.local.teams.drive import Drive
from bot.local.teams.errors import Json
from bot.local.teams.organisation import BOT, Posted, Room
from bot.local.teams.sample import MEMBER_OF, channel_of

_THOUSAND: Final = 1000
_PREFIX: Final = "file-"


def stamp(message: str) -> str:
    """Return the seconds that a message's id says, which is in milliseconds: so the page orders and dates it."""
    whole, rest = divmod(int(message), _THOUSAND)
    return f"{whole}.{rest:03d}"


def message_id(told: str) -> str:
    """Return the id of the message that the page knows by this `stamp`."""
    return told.replace(".", "")


def message_row(room: Room, posted: Posted, drive: Drive) -> Json:
    """Return a message. `card`, `consent` and `files` are there where something is attached."""
    is_ours = posted.by == BOT
    activity = posted.activity
    row: Json = {
        "ts": stamp(posted.id),
        "channel": room.id,
        "user": BOT_USER_ID if is_ours else MEMBER_OF[posted.by],
        "text": str(activity.get("summary" if is_ours else "text") or ""),
    }
    if is_ours:
        row["bot_id"] = BOT_ID
    elif posted.changes:
        row["edited"] = {"ts": row["ts"]}
    if posted.root is not None:
        row["thread_ts"] = stamp(posted.root)
    if posted.seen_by is not None:
        row["ephemeral"] = True
    for each in activity.get("entities") or ():
        if each.get("type") == "quotedReply":
            row["quotes"] = stamp(each["quotedReply"]["messageId"])
    for each in activity.get("attachments") or ():
        _attach(row, each, drive)
    return row


def _attach(row: Json, attached: Json, drive: Drive) -> None:
    kind, content = attached["contentType"], attached.get("content") or {}
    if kind == CARD:
        row["card"] = content
    elif kind == CONSENT:
        row["consent"] = {
            "name": attached["name"],
            "description": content.get("description", ""),
            "size": content.get("sizeInBytes", 0),
        }
    elif kind in (DOWNLOAD, FILE_CARD):
        word = str(content.get("uniqueId", "")).removeprefix(_PREFIX)
        row.setdefault("files", []).append(file_row(word, attached["name"], drive))


def file_row(word: str, name: str, drive: Drive) -> Json:
    """Return a file that lies in somebody's OneDrive."""
    file = drive.files.get(word)
    return {
        "id": word,
        "name": name,
        "size": len(file.content) if file else 0,
        "mimetype": mimetypes.guess_type(name)[0] or "application/octet-stream",
    }


def room_row(room: Room, unread: int) -> Json:
    """Return a conversation, with how much somebody has not read there."""
    channel = channel_of(room)
    return {
        "id": room.id,
        "kind": "im" if channel is None else "channel",
        "name": "" if channel is None else channel.name,
        "topic": "" if channel is None else channel.topic,
        "is_private": False,
        "unread": unread,
        "mentions": unread if channel is None else 0,
        "with": BOT_USER_ID if channel is None else None,
    }
