"""The local workspace: what people can do in it, for the page and for tests alike."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.local.directory import Directory
from bot.local.dispatch import Dispatch, Waits
from bot.local.errors import Json, NotPossible, SlackError
from bot.local.events import Events
from bot.local.faults import Faults
from bot.local.files import LARGEST, Files
from bot.local.forms import answer, complete, controls, mistakes, state_of
from bot.local.ground import Ground
from bot.local.installation import Installation
from bot.local.interactions import Interactions, Outcome
from bot.local.messages import Draft, Messages
from bot.local.pace import Pace
from bot.local.people import BOT_USER_ID, CHANNELS, MEMBERS, TEAM_ID, Channel, Member
from bot.local.store import Store
from bot.local.typed import message_text
from bot.local.views import Views

LONGEST_TYPED = 12_000


class Workspace:
    """A small Slack. People are named by id or handle, conversations by id, `#name` or a handle.

    What a person cannot do raises NotPossible, whose text is a sentence for them.
    """

    def __init__(
        self,
        clock: Clock,
        installation: Installation,
        *,
        store: Path | None = None,
        waits: Waits | None = None,
        pace: Pace | None = None,
        members: Sequence[Member] = MEMBERS,
        channels: Sequence[Channel] = CHANNELS,
    ) -> None:
        """Open the workspace kept in the SQLite file `store`, or a new one in memory if None.

        `clock` tells the time that messages carry; `waits` and `pace` are in real time.
        """
        self.clock = clock
        self.installation = installation
        self.faults = Faults()
        self.pace = pace or Pace()
        self._store = Store(store)
        self.ground = Ground(clock, self._store, installation)
        self.directory = Directory(self.ground, members, channels)
        self.files = Files(self.ground)
        self.dispatch = Dispatch(self.ground, waits or Waits())
        self.events = Events(self.ground, self.directory, self.dispatch)
        self.messages = Messages(self.ground, self.directory, self.files, self.events)
        self.views = Views(self.ground)
        self.interactions = Interactions(
            self.ground,
            self.directory,
            self.messages,
            self.views,
            self.dispatch,
        )

    def close(self) -> None:
        """Close the file. What is served must be closed first."""
        self._store.close()

    def person(self, who: str) -> str:
        """Return the id of an active person meant by an id, a handle or a name."""
        user = self.directory.person_id(who)
        if self.directory.people[user]["deleted"]:
            raise NotPossible("This account has been deactivated.")
        return user

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
        conversation = self._standing(who, channel)
        if not text.strip() and not files:
            raise NotPossible("Type something, or attach a file.")
        if len(text) > LONGEST_TYPED:
            raise NotPossible(f"That is too long. Please use no more than {LONGEST_TYPED:,} characters.")
        for file_id in files:
            if self._file(file_id)["user"] != who:
                raise NotPossible("That file is not yours to send.")
        if thread_ts is not None:
            parent = self._message(conversation["id"], thread_ts, who)
            thread_ts = parent.get("thread_ts") or parent["ts"]
        written, blocks = message_text(text, self.directory)
        draft = Draft(who, written, blocks=blocks, thread_ts=thread_ts, files=files)
        return self._drawn(self.messages.post(conversation, draft))

    def upload_as(self, user: str, name: str, content: bytes, mimetype: str | None = None) -> str:
        """Take in a file of a person and return its id, to be sent with a message."""
        if len(content) > LARGEST:
            raise NotPossible("That file is too large. The most is 50 MB.")
        return self.files.add(self.person(user), name, content, mimetype)

    def edit_as(self, user: str, channel: str, ts: str, text: str) -> Json:
        """Let a person put `text` in place of what they said."""
        who, record = self._own(user, channel, ts)
        if not text.strip() and not record.get("files"):
            raise NotPossible("Type something, or delete the message.")
        written, blocks = message_text(text, self.directory)
        return self._drawn(self.messages.change(record, who, text=written, blocks=blocks))

    def delete_as(self, user: str, channel: str, ts: str) -> None:
        """Let a person take away what they said, or dismiss what only they see."""
        self.messages.delete(self._own(user, channel, ts)[1])

    def react_as(self, user: str, channel: str, ts: str, name: str, *, remove: bool = False) -> None:
        """Let a person add a reaction, named without colons, or take theirs away."""
        who = self.person(user)
        record = self._message(self._standing(who, channel)["id"], ts, who)
        if record.get("to"):
            raise NotPossible("Nobody can react to a message that only one person sees.")
        try:
            self.messages.react(record, who, name.strip(":"), remove=remove)
        except SlackError:
            raise NotPossible("That reaction is there already, or was not.") from None

    def read_as(self, user: str, channel: str) -> None:
        """Note that a person has read everything in a conversation."""
        who = self.person(user)
        self.messages.read(self._standing(who, channel)["id"], who)

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

    async def command_as(self, user: str, channel: str, line: str, thread_ts: str | None = None) -> Outcome:
        """Let a person type a slash command such as `/rec status 10618`; return what came of it."""
        if thread_ts is not None:
            raise NotPossible("Slack takes no commands in a thread. Type it in the conversation itself.")
        who = self.person(user)
        return await self.interactions.command(who, self._standing(who, channel), line)

    async def click(
        self,
        user: str,
        where: Json,
        control: str,
        *,
        choose: Any = None,
        value: str | None = None,
        block_id: str | None = None,
        filled: Mapping[str, Any] | None = None,
        state: Json | None = None,
    ) -> Outcome:
        """Let a person use a control, named by its action id or by the text on a button.

        `where` is a message (with `channel` and `ts`) or a view (with `id`). `choose` is what is picked in a
        menu, date picker and so on. `value` and `block_id` tell apart controls of the same name. `filled`
        (see `submit`) or Slack's own `state` say what else has been filled in.
        """
        who = self.person(user)
        is_view = "ts" not in where
        record = self._view(who, where["id"]) if is_view else self._message(where["channel"], where["ts"], who)
        blocks = record["view"]["blocks"] if is_view else record.get("blocks", [])
        block, element = _control(blocks, control, value=value, block_id=block_id)
        action = {key: element[key] for key in ("type", "action_id", "text", "value", "style") if key in element}
        action["block_id"] = block["block_id"]
        try:
            if element["type"] != "button":
                action |= answer(element, choose)
            whole = state_of(blocks, filled or {}) if state is None else complete(blocks, state)
        except KeyError as missing:
            raise NotPossible(str(missing.args[0])) from None
        if is_view:
            return await self.interactions.click_view(who, record, action, whole)
        return await self.interactions.click_message(who, record, action, whole)

    async def submit(
        self,
        user: str,
        filled: Mapping[str, Any] | None = None,
        *,
        view_id: str | None = None,
        state: Json | None = None,
    ) -> Outcome:
        """Let a person submit the modal on top, or the one with `view_id`.

        `filled` is what they typed or picked, by block id or action id: a string, a date as `2023-03-31`, the
        value or text of an option, a list of those, a user's id; `state` is the same in Slack's own shape.
        """
        who = self.person(user)
        record = self._view(who, view_id) if view_id else self._top(who)
        blocks = record["view"]["blocks"]
        try:
            whole = state_of(blocks, filled or {}) if state is None else complete(blocks, state)
        except KeyError as missing:
            raise NotPossible(str(missing.args[0])) from None
        if errors := mistakes(blocks, whole):
            return Outcome(ok=False, errors=errors)
        return await self.interactions.submit(who, record, whole)

    async def close_view(self, user: str, view_id: str | None = None) -> Outcome:
        """Let a person close the modal on top, or the one with `view_id`."""
        who = self.person(user)
        return await self.interactions.close_view(who, self._view(who, view_id) if view_id else self._top(who))

    async def shortcut_as(self, user: str, callback_id: str, message: Json | None = None) -> Outcome:
        """Let a person call a shortcut, on `message` (with `channel` and `ts`) or from anywhere."""
        who = self.person(user)
        record = None if message is None else self._message(message["channel"], message["ts"], who)
        return await self.interactions.shortcut(who, callback_id, record)

    def open_home(self, user: str) -> Json | None:
        """Let a person open the app's Home tab; tell the app, and return what the tab shows until then."""
        who = self.person(user)
        view = self.views.home(who)
        channel = self.directory.direct(who, BOT_USER_ID)["id"]
        event = {"type": "app_home_opened", "user": who, "channel": channel, "tab": "home"}
        event |= {"event_ts": self.ground.stamp()}
        self.events.tell("app_home_opened", event if view is None else {**event, "view": view})
        return view
