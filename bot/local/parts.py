"""The parts of the local workspace, put together, and how a person finds their way to them."""

from collections.abc import Sequence
from pathlib import Path

from bot.clock import Clock
from bot.local.directory import Directory
from bot.local.faults import Faults
from bot.local.ground import Ground
from bot.local.people import Channel, Member
from bot.local.slack.dispatch import Dispatch, Waits
from bot.local.slack.errors import Json, NotPossible, SlackError
from bot.local.slack.events import Events
from bot.local.slack.files import Files
from bot.local.slack.installation import Installation
from bot.local.slack.interactions import Interactions
from bot.local.slack.messages import Messages
from bot.local.slack.pace import Pace
from bot.local.slack.socket_mode import SocketMode
from bot.local.slack.views import Views
from bot.local.store import Store


class Parts:
    """Holds the parts. What a person cannot see is to them as if it were not there."""

    def __init__(
        self,
        clock: Clock,
        installation: Installation,
        *,
        store: Path | None,
        waits: Waits,
        pace: Pace,
        members: Sequence[Member],
        channels: Sequence[Channel],
    ) -> None:
        """Build every part on the ones below it."""
        self.clock = clock
        self.installation = installation
        self.faults = Faults()
        self.pace = pace
        self.ground = Ground(clock, Store(store), installation)
        self.directory = Directory(self.ground, members, channels)
        self.files = Files(self.ground)
        self.dispatch = Dispatch(self.ground, waits)
        self.events = Events(self.ground, self.directory, self.dispatch)
        self.messages = Messages(self.ground, self.directory, self.files, self.events)
        self.views = Views(self.ground)
        self.socket = SocketMode(self.faults, changed=self._tell_of_connection)
        self.interactions = Interactions(
            self.ground,
            self.directory,
            self.messages,
            self.views,
            self.dispatch,
        )

    def _tell_of_connection(self, connected: bool) -> None:
        self.ground.stream.tell(None, {"type": "app", "connected": connected})

    def person(self, who: str) -> str:
        """Return the id of an active person meant by an id, a handle or a name."""
        user = self.directory.person_id(who)
        if self.directory.people[user]["deleted"]:
            raise NotPossible("This account has been deactivated.")
        return user

    def standing(self, user: str, channel: str) -> Json:
        """Return the conversation in which a person stands; they must be a member. Raises NotPossible."""
        conversation = self.directory.conversation_for(user, channel)
        if user not in conversation["members"]:
            raise NotPossible("You are not a member of that channel.")
        return conversation

    def message_seen(self, user: str, channel: str, ts: str) -> Json:
        """Return the record of a message that a person sees. Raises NotPossible."""
        try:
            return self.messages.find(self.standing(user, channel)["id"], ts, seen_by=user)
        except SlackError:
            raise NotPossible("That message is no longer there.") from None

    def own_message(self, user: str, channel: str, ts: str, *, shown: bool = False) -> tuple[str, Json]:
        """Return who somebody is and a message of theirs, or, with `shown`, one shown to them alone.

        Raises NotPossible.
        """
        who = self.person(user)
        record = self.message_seen(who, channel, ts)
        if who != record["user"] and not (shown and who == record.get("to")):
            raise NotPossible("You can change only your own messages.")
        return who, record

    def file_here(self, file_id: str) -> Json:
        """Return the record of a file. Raises NotPossible."""
        try:
            return self.files.record(file_id)
        except SlackError:
            raise NotPossible("That file is no longer there.") from None

    def view_open(self, user: str, view_id: str | None) -> Json:
        """Return the record of a view that a person has open: the modal on top if None. Raises NotPossible."""
        if view_id is None:
            stack = self.views.stack(user)
            if not stack:
                raise NotPossible("No dialogue is open.")
            return stack[-1]
        try:
            record = self.views.record(view_id=view_id)
        except SlackError:
            record = {"user": None}
        if record["user"] != user:
            raise NotPossible("That dialogue is no longer open.")
        return record

    def drawn(self, record: Json) -> Json:
        """Return a message as a history gives it, with its conversation and its metadata."""
        return {**self.messages.draw(record, with_metadata=True), "channel": record["channel"]}
