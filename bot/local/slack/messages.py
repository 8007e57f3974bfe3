"""Messages: posted, edited, deleted, answered in threads, reacted to, and seen by one person only."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.local.directory import Directory
from bot.local.ground import Ground
from bot.local.people import BOT_USER_ID, TEAM_ID
from bot.local.slack.block_kit.drawing import SLACKBOT, Drawing, with_ids
from bot.local.slack.errors import Json, SlackError
from bot.local.slack.events import Events
from bot.local.slack.files import Files


@dataclass(frozen=True)
class MessageDraft:
    """What is to be said. `files` are ids; `to` is the only person who will see it, if it is ephemeral."""

    user: str
    text: str
    blocks: Sequence[Json] = ()
    attachments: Sequence[Json] = ()
    thread_ts: str | None = None
    files: Sequence[str] = ()
    metadata: Json | None = None
    broadcast: bool = False
    to: str | None = None


class Messages:
    """Every message by conversation and timestamp, oldest first."""

    def __init__(self, ground: Ground, directory: Directory, files: Files, events: Events) -> None:
        """Load what the store has."""
        self._ground = ground
        self._directory = directory
        self._files = files
        self._events = events
        self._by_channel: dict[str, dict[str, Json]] = {}
        self._read = ground.store.load("read")
        self._threads: dict[tuple[str, str], set[str]] = {}
        for record in ground.store.load("message").values():
            self._index(record)
        self._drawing = Drawing(
            files, self.replies_to, lambda user: directory.people.get(user, {}).get("team") or TEAM_ID
        )

    def post(self, conversation: Json, draft: MessageDraft) -> Json:
        """Say `draft` in `conversation`, tell the app and the pages, and return the record."""
        channel = conversation["id"]
        record: Json = {
            "channel": channel,
            "ts": self._ground.stamp(),
            "user": draft.user,
            "text": draft.text,
        }
        is_app = draft.user == BOT_USER_ID
        optional = {
            "blocks": with_ids(draft.blocks, self._ground),
            "attachments": list(draft.attachments),
            "thread_ts": draft.thread_ts,
            "files": list(draft.files),
            "metadata": draft.metadata,
            "to": draft.to,
            "client_msg_id": None if is_app else str(uuid.uuid4()),
            "subtype": "thread_broadcast" if draft.broadcast else "file_share" if draft.files else None,
        }
        record |= {key: value for key, value in optional.items() if value}
        with self._ground.store.together():
            self._files.show(draft.blocks, channel)
            for file_id in draft.files:
                self._files.share(file_id, channel)
            self._keep(record)
            if draft.to is None:
                self._tell_of_new(conversation, record)
        kind = "ephemeral" if draft.to else "message"
        self._show(record, kind, {"message": self.draw(record)})
        return record

    def _tell_of_new(self, conversation: Json, record: Json) -> None:
        message = self._drawing.plain(record)
        if "thread_ts" in record:
            parent = self._by_channel[record["channel"]].get(record["thread_ts"])
            message |= {"parent_user_id": parent["user"]} if parent else {}
        self._events.message(conversation, {**message, "event_ts": record["ts"]})
        if record["user"] != BOT_USER_ID:
            self._events.mention(conversation, message)

    def change(self, record: Json, by: str, **fields: Any) -> Json:
        """Put `fields` (text, blocks, attachments, metadata, files) in place of what a message had."""
        if "blocks" in fields:
            self._files.show(fields["blocks"], record["channel"])
            fields["blocks"] = with_ids(fields["blocks"], self._ground)
        before = self._drawing.plain(record)
        edited = {"user": by, "ts": self._ground.stamp()}
        changed = {**record, **fields, "edited": edited}
        with self._ground.store.together():
            self._keep(changed)
            self._tell_of_change(changed, before, edited["ts"])
        kind = "ephemeral_changed" if record.get("to") else "message_changed"
        self._show(changed, kind, {"message": self.draw(changed)})
        return changed

    def delete(self, record: Json) -> None:
        """Take a message away; one that has been answered leaves a mark in its place, as in Slack."""
        if not record.get("to") and self.replies_to(record["channel"], record["ts"]):
            self._entomb(record)
            return
        before = self._drawing.plain(record)
        self._by_channel[record["channel"]].pop(record["ts"])
        with self._ground.store.together():
            self._ground.store.drop("message", f"{record['channel']}:{record['ts']}")
            if not record.get("to"):
                stamp = self._ground.stamp()
                event = {"subtype": "message_deleted", "hidden": True, "deleted_ts": record["ts"]}
                event |= {"ts": stamp, "event_ts": stamp, "previous_message": before}
                self._events.message(self._directory.conversation(record["channel"]), event)
        kind = "ephemeral_deleted" if record.get("to") else "message_deleted"
        self._show(record, kind, {"ts": record["ts"], "thread_ts": record.get("thread_ts")})

    def _entomb(self, record: Json) -> None:
        before = self._drawing.plain(record)
        tomb = {key: record[key] for key in ("channel", "ts")}
        tomb |= {"user": SLACKBOT, "text": "This message was deleted.", "subtype": "tombstone"}
        with self._ground.store.together():
            self._keep(tomb)
            self._tell_of_change(tomb, before, self._ground.stamp())
        self._show(tomb, "message_changed", {"message": self.draw(tomb)})

    def _tell_of_change(self, record: Json, before: Json, stamp: str) -> None:
        if record.get("to"):
            return
        event = {"subtype": "message_changed", "hidden": True, "ts": stamp, "event_ts": stamp}
        event |= {"message": self._drawing.plain(record), "previous_message": before}
        self._events.message(self._directory.conversation(record["channel"]), event)

    def react(self, record: Json, user: str, name: str, *, remove: bool = False) -> None:
        """Add or take away a reaction. Raises SlackError `already_reacted` or `no_reaction`."""
        reactions = {key: list(users) for key, users in record.get("reactions", {}).items()}
        users = reactions.setdefault(name, [])
        if remove != (user in users):
            raise SlackError("no_reaction" if remove else "already_reacted")
        if remove:
            users.remove(user)
        else:
            users.append(user)
        changed = {**record, "reactions": {key: who for key, who in reactions.items() if who}}
        event = {
            "type": "reaction_removed" if remove else "reaction_added",
            "user": user,
            "reaction": name,
            "item": {"type": "message", "channel": record["channel"], "ts": record["ts"]},
            "item_user": record["user"],
        }
        with self._ground.store.together():
            self._keep(changed)
            event["event_ts"] = self._ground.stamp()
            self._events.tell(event["type"], event, self._directory.conversation(record["channel"]))
        self._show(changed, "reaction", {"message": self.draw(changed)})

    def find(self, channel: str, ts: str, *, seen_by: str | None = None) -> Json:
        """Return a message; an ephemeral one only for the person who sees it.

        Raises SlackError `message_not_found`.
        """
        record = self._by_channel.get(channel, {}).get(ts)
        if record is None or (record.get("to") and record["to"] != seen_by):
            raise SlackError("message_not_found")
        return record

    def in_channel(self, channel: str, *, seen_by: str | None = None) -> list[Json]:
        """Return the messages in the channel itself, oldest first; ephemeral ones only for `seen_by`."""
        return [
            record
            for record in self._by_channel.get(channel, {}).values()
            if ("thread_ts" not in record or record.get("subtype") == "thread_broadcast")
            and record.get("to") in (None, seen_by)
        ]

    def replies_to(self, channel: str, ts: str, *, seen_by: str | None = None) -> list[Json]:
        """Return the replies in a thread, oldest first; ephemeral ones only for `seen_by`."""
        there = self._by_channel.get(channel, {})
        stamps = sorted(stamp for stamp in self._threads.get((channel, ts), ()) if stamp in there)
        return [there[stamp] for stamp in stamps if there[stamp].get("to") in (None, seen_by)]

    def ephemerals(self, user: str) -> list[Json]:
        """Return what only `user` sees, in any conversation, oldest first."""
        found = [r for records in self._by_channel.values() for r in records.values() if r.get("to") == user]
        return sorted(found, key=lambda record: str(record["ts"]))

    def unread(self, conversation: Json, user: str) -> tuple[int, int]:
        """Return how many messages `user` has not read, and how many of those are meant for them."""
        last = self._read.get(f"{user}:{conversation['id']}", {}).get("ts", "")
        new = [
            record
            for record in self._by_channel.get(conversation["id"], {}).values()
            if record["ts"] > last and record["user"] != user and not record.get("to")
        ]
        if conversation["kind"] == "im":
            return len(new), len(new)
        return len(new), sum(f"<@{user}>" in record["text"] for record in new)

    def read(self, channel: str, user: str) -> None:
        """Note that `user` has read everything in `channel`."""
        self._read[f"{user}:{channel}"] = {"ts": self._ground.stamp()}
        self._ground.store.put("read", f"{user}:{channel}", self._read[f"{user}:{channel}"])
        self._ground.stream.tell([user], {"type": "unread", "channel": channel, "unread": 0, "mentions": 0})

    def draw(self, record: Json, *, with_metadata: bool = False) -> Json:
        """Return a message as Slack gives it in a history, with its thread and its reactions."""
        return self._drawing.whole(record, with_metadata=with_metadata)

    def sent(self, record: Json) -> Json:
        """Return a message as Slack gives it in the answer to the app that sent it."""
        return self._drawing.plain(record)

    def shared(self, record: Json) -> Json:
        """Return a message as Slack attaches it to one by which it is forwarded: the words stand there alone."""
        author = self._directory.people[record["user"]]
        said = self._drawing.plain(record)
        address = f"{self._ground.address}/archives/{record['channel']}/p{record['ts'].replace('.', '')}"
        attachment = {
            "id": 1,
            "ts": record["ts"],
            "is_msg_unfurl": True,
            "is_share": True,
            "author_id": record["user"],
            "author_name": author["real_name"],
            "author_subname": author["real_name"],
            "channel_id": record["channel"],
            "text": said["text"],
            "fallback": f"[{record['ts']}] {author['name']}: {said['text']}",
            "from_url": address,
            "original_url": address,
            "mrkdwn_in": ["text"],
            "message_blocks": [
                {
                    "channel": record["channel"],
                    "ts": record["ts"],
                    "message": {"blocks": said.get("blocks", [])},
                }
            ],
        }
        return attachment | ({"files": said["files"]} if said.get("files") else {})

    def _index(self, record: Json) -> None:
        self._by_channel.setdefault(record["channel"], {})[record["ts"]] = record
        if "thread_ts" in record:
            self._threads.setdefault((record["channel"], record["thread_ts"]), set()).add(record["ts"])

    def _keep(self, record: Json) -> None:
        self._index(record)
        self._ground.store.put("message", f"{record['channel']}:{record['ts']}", record)

    def _show(self, record: Json, kind: str, item: Json) -> None:
        conversation = self._directory.conversation(record["channel"])
        audience: Iterable[str] = [record["to"]] if record.get("to") else conversation["members"]
        self._ground.stream.tell(audience, {"type": kind, "channel": record["channel"], **item})
        if kind == "message":
            for user in conversation["members"]:
                if user not in (record["user"], BOT_USER_ID):
                    unread, mentions = self.unread(conversation, user)
                    counts = {"unread": unread, "mentions": mentions}
                    self._ground.stream.tell(
                        [user], {"type": "unread", "channel": record["channel"], **counts}
                    )
