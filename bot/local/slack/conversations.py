"""What people say: messages, files, edits, deletions, reactions."""

from collections.abc import Sequence

from bot.local.parts import Parts
from bot.local.people import TEAM_ID
from bot.local.slack.block_kit.typed import message_text
from bot.local.slack.errors import Json, NotPossible, SlackError
from bot.local.slack.files import LARGEST
from bot.local.slack.messages import MessageDraft

LONGEST_TYPED = 12_000


class Talking(Parts):
    """What people do among themselves, and with the app as with anybody else."""

    def post_as(
        self,
        user: str,
        channel: str,
        text: str,
        thread_ts: str | None = None,
        files: Sequence[str] = (),
    ) -> Json:
        """Let a person say `text` (as typed) with `files` (ids), in the channel or a thread; return it."""
        who = self.person(user)
        conversation = self.standing(who, channel)
        if not text.strip() and not files:
            raise NotPossible("Type something, or attach a file.")
        if len(text) > LONGEST_TYPED:
            raise NotPossible(f"That is too long. Please use no more than {LONGEST_TYPED:,} characters.")
        for file_id in files:
            if self.file_here(file_id)["user"] != who:
                raise NotPossible("That file is not yours to send.")
        if thread_ts is not None:
            parent = self.message_seen(who, conversation["id"], thread_ts)
            thread_ts = parent.get("thread_ts") or parent["ts"]
        written, blocks = message_text(text, self.directory)
        draft = MessageDraft(who, written, blocks=blocks, thread_ts=thread_ts, files=files)
        return self.drawn(self.messages.post(conversation, draft))

    def forward_as(
        self, user: str, message: Json, channel: str, text: str = "", thread_ts: str | None = None
    ) -> Json:
        """Let a person forward a message that they see to a conversation, with `text` (as typed) or without."""
        who = self.person(user)
        conversation = self.standing(who, channel)
        shared = self.messages.shared(self.message_seen(who, message["channel"], message["ts"]))
        written, blocks = message_text(text, self.directory) if text.strip() else ("", [])
        draft = MessageDraft(who, written, blocks=blocks, attachments=[shared], thread_ts=thread_ts)
        return self.drawn(self.messages.post(conversation, draft))

    def upload_as(self, user: str, name: str, content: bytes, mimetype: str | None = None) -> str:
        """Take in a file of a person and return its id, to be sent with a message."""
        if len(content) > LARGEST:
            raise NotPossible("That file is too large. The limit is 50 MB.")
        return self.files.add(self.person(user), name, content, mimetype)

    def link_as(self, user: str, name: str, address: str) -> str:
        """Take in a file of a person that lies with another service; return its id, to be sent with a message."""
        return self.files.link(self.person(user), name, address)

    def edit_as(self, user: str, channel: str, ts: str, text: str) -> Json:
        """Let a person put `text` in place of what they said."""
        who, record = self.own_message(user, channel, ts)
        if not text.strip() and not record.get("files"):
            raise NotPossible("Type something, or delete the message.")
        written, blocks = message_text(text, self.directory)
        return self.drawn(self.messages.change(record, who, text=written, blocks=blocks))

    def delete_as(self, user: str, channel: str, ts: str) -> None:
        """Let a person take away what they said, or dismiss what only they see."""
        self.messages.delete(self.own_message(user, channel, ts, shown=True)[1])

    def react_as(self, user: str, channel: str, ts: str, name: str, *, remove: bool = False) -> None:
        """Let a person add a reaction, named without colons, or take theirs away."""
        who = self.person(user)
        record = self.message_seen(who, channel, ts)
        if record.get("to"):
            raise NotPossible("You cannot react to a message that only one person sees.")
        try:
            self.messages.react(record, who, name.strip(":"), remove=remove)
        except SlackError:
            raise NotPossible("That reaction is already there, or was never added.") from None

    def read_as(self, user: str, channel: str) -> None:
        """Note that a person has read everything in a conversation."""
        who = self.person(user)
        self.messages.read(self.standing(who, channel)["id"], who)

    def join_as(self, user: str, channel: str) -> None:
        """Let a person join a public channel."""
        who = self.person(user)
        conversation = self.directory.conversation_for(who, channel)
        if conversation["kind"] == "channel" and self.directory.join(conversation["id"], who):
            self.tell_of_joining(conversation["id"], who)

    def tell_of_joining(self, channel: str, user: str) -> None:
        """Tell the app that somebody has become a member of a channel."""
        conversation = self.directory.conversation(channel)
        event = {"type": "member_joined_channel", "user": user, "channel": channel, "team": TEAM_ID}
        event |= {"channel_type": "C", "event_ts": self.ground.stamp()}
        self.events.tell("member_joined_channel", event, conversation)
