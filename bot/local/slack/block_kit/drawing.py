"""Draws a stored message in Slack's shape."""

from collections.abc import Callable, Sequence
from copy import deepcopy

from bot.local.ground import Ground
from bot.local.people import APP_ID, APP_NAME, BOT_ID, BOT_USER_ID, TEAM_ID
from bot.local.slack.errors import Json
from bot.local.slack.files import Files

BOT_PROFILE: Json = {
    "id": BOT_ID,
    "deleted": False,
    "name": APP_NAME,
    "updated": 1_640_995_200,
    "app_id": APP_ID,
    "team_id": TEAM_ID,
    "icons": {},
}
SLACKBOT = "USLACKBOT"
_TAKEN_OVER = (
    "subtype",
    "client_msg_id",
    "blocks",
    "attachments",
    "thread_ts",
    "edited",
)


def with_ids(blocks: Sequence[Json], ground: Ground) -> list[Json]:
    """Return a copy of `blocks` in which every block, and every control, has an id, as Slack gives them."""
    copied = deepcopy(list(blocks))
    for block in copied:
        block.setdefault("block_id", ground.new_id("b", 4))
        controls = [*block.get("elements", ()), block.get("accessory"), block.get("element")]
        for control in controls if block.get("type") in ("actions", "section", "input") else ():
            if isinstance(control, dict) and control.get("type") != "image":
                control.setdefault("action_id", ground.new_id("a", 4))
    return copied


class Drawing:
    """Knows how a message looks to those who read it over the Web API."""

    def __init__(
        self, files: Files, replies_to: Callable[[str, str], list[Json]], team_of: Callable[[str], str]
    ) -> None:
        """Describe files by `files` and threads by `replies_to(channel, ts)`; `team_of` somebody is a workspace."""
        self._files, self._team_of = files, team_of
        self._replies_to = replies_to

    def plain(self, record: Json) -> Json:
        """Return the message alone: as in an event, or in the answer to the app that sent it."""
        message: Json = {
            "type": "message",
            "user": record["user"],
            "ts": record["ts"],
            "text": record["text"],
        }
        message |= {key: record[key] for key in _TAKEN_OVER if record.get(key)}
        if record["user"] == BOT_USER_ID:
            message |= {"bot_id": BOT_ID, "app_id": APP_ID, "bot_profile": BOT_PROFILE}
        if record["user"] != SLACKBOT:
            message["team"] = self._team_of(record["user"])
            if message["team"] != TEAM_ID:
                message["user_team"] = message["source_team"] = message["team"]
        if record.get("subtype") == "tombstone":
            message["hidden"] = True
        if record.get("files"):
            message["files"] = [self._files.in_message(file_id) for file_id in record["files"]]
            message |= {"upload": False, "display_as_bot": False}
        return message

    def whole(self, record: Json, *, with_metadata: bool) -> Json:
        """Return the message as a history gives it: with thread, reactions and, if asked, metadata."""
        message = self.plain(record)
        replies = self._replies_to(record["channel"], record["ts"])
        if replies:
            users = list(dict.fromkeys(reply["user"] for reply in replies))
            message |= {
                "thread_ts": record["ts"],
                "reply_count": len(replies),
                "reply_users_count": len(users),
                "latest_reply": replies[-1]["ts"],
                "reply_users": users,
                "is_locked": False,
                "subscribed": BOT_USER_ID in (record["user"], *users),
            }
        if record.get("reactions"):
            message["reactions"] = [
                {"name": name, "users": users, "count": len(users)}
                for name, users in record["reactions"].items()
            ]
        if with_metadata and record.get("metadata"):
            message["metadata"] = record["metadata"]
        if record.get("to"):
            message |= {"ephemeral": True, "is_ephemeral": True}
        return message
