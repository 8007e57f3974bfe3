"""What stands for a chat surface in memory: a letterbox for messages and a shelf for files."""

import hashlib
from collections import deque
from dataclasses import dataclass
from typing import TypeVar

from bot.slack import addresses
from jobs.delivery import Again, Outcome, Outgoing, Sent
from jobs.fetching import Marked, NotStored, Stored, Wanted
from models.address import Conversation, MessageRef
from models.enums import Marking
from models.statements.marking import is_above
from templates import plain
from templates.messages import Message
from templates.slack.markup import PLAIN_IN_SLACK

Said = TypeVar("Said", bound=Message)


def expected(message: object, kind: type[Said]) -> Said:
    """Return `message`, which has to be of `kind`."""
    assert isinstance(message, kind), message
    return message


@dataclass
class Posted:
    """A message of ours as it stands now; `changes` counts how often it was replaced."""

    posted: MessageRef
    thread_posted: MessageRef | None
    key: str
    message: Message
    changes: int = 0

    def says(self, kind: type[Said]) -> Said:
        """Return what it says, which has to be of `kind`."""
        return expected(self.message, kind)

    @property
    def channel(self) -> str:
        """The id of the conversation in which it stands."""
        return self.posted.conversation.id

    @property
    def ts(self) -> str:
        """Its id there."""
        return self.posted.id

    @property
    def thread(self) -> str | None:
        """The id of the message that began the thread in which it stands."""
        return self.thread_posted.id if self.thread_posted else None

    @property
    def text(self) -> str:
        """What it says in plain words."""
        return plain.render(self.message, width=None, translator=PLAIN_IN_SLACK)


@dataclass(frozen=True)
class Arrived:
    """It has arrived, and the sender learns only that something went wrong."""

    error: str


class Letterbox:
    """Stands for the surface and its sender: takes what is sent, or suffers the outcomes that a test has ordered.

    A sender that is unsure whether a message arrived looks for it here by its key before it posts anything, as the
    outbox asks of every surface; of what it finds it may not learn either.
    """

    def __init__(self) -> None:
        """Begin empty, with nothing going wrong."""
        self.posted: dict[tuple[str, str], Posted] = {}
        self.ordered: deque[Outcome | Arrived] = deque()
        self.tried: list[Outgoing] = []
        self.read_by_the_force_alone: set[str] = set()

    async def has_outsiders(self, conversation: Conversation) -> bool:
        """Whether others than the force read a conversation: unless a test says that they do not, they do."""
        return conversation.id not in self.read_by_the_force_alone

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Take in what is sent."""
        self.tried.append(outgoing)
        ordered = self.ordered.popleft() if self.ordered else None
        if ordered is not None and not isinstance(ordered, Arrived):
            return ordered
        sent = self._known(outgoing) or self._take(outgoing)
        return Again(ordered.error, unsure=True) if ordered else sent

    def _known(self, outgoing: Outgoing) -> Sent | None:
        if not outgoing.unsure or outgoing.replaces is not None:
            return None
        return next((Sent(each.posted) for each in self.posted.values() if each.key == outgoing.key), None)

    def _take(self, outgoing: Outgoing) -> Sent:
        if outgoing.replaces is not None:
            there = self.posted[outgoing.replaces.conversation.id, outgoing.replaces.id]
            there.message, there.changes = outgoing.message, there.changes + 1
            return Sent(outgoing.replaces)
        direct = addresses.conversation(f"D{str(outgoing.account)[1:]}")
        number = len(self.posted) + 1
        posted = MessageRef(outgoing.conversation or direct, f"{number}.000000", number)
        self.posted[posted.conversation.id, posted.id] = Posted(
            posted, outgoing.thread, outgoing.key, outgoing.message
        )
        return Sent(posted)


class Shelf:
    """Stands for the surface's store of files."""

    def __init__(self) -> None:
        """Begin empty."""
        self.files: dict[str, bytes] = {}
        self.stored: dict[str, bytes] = {}
        self.ordered: deque[NotStored] = deque()
        self.asked: list[Wanted] = []
        self.marked: dict[str, Marking] = {}
        self.is_stuck = False

    def remove(self, sha256: str) -> None:
        """Remove a stored file, unless nothing can be removed."""
        if self.is_stuck:
            raise OSError("The store is read-only.")
        self.stored.pop(sha256, None)

    async def fetch(self, wanted: Wanted) -> Stored | NotStored | Marked:
        """Give a file, or suffer what a test has ordered; one that is `marked` too high is not stored."""
        self.asked.append(wanted)
        marking = self.marked.get(wanted.name)
        if wanted.most is not None and is_above(marking, wanted.most):
            return Marked(marking)
        if self.ordered:
            return self.ordered.popleft()
        content = self.files[wanted.address]
        sha256 = hashlib.sha256(content).hexdigest()
        self.stored[sha256] = content
        return Stored(sha256, len(content))
