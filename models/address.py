"""Where people and conversations are reached: every id together with the surface that gave it out.

What an id looks like, which conversations are direct and which of two messages is the later one is known to the
surface alone, which says so when it makes these. Everybody else compares them, and keeps them in columns.
"""

from dataclasses import dataclass, field

from models.enums import Surface


@dataclass(frozen=True, slots=True)
class SurfaceWords:
    """What sentences call a surface, and the `prefix` that is written there before a command.

    In a channel something else may have to stand `in_channel` before it.
    """

    name: str
    prefix: str
    in_channel: str = ""


ANY_SURFACE = SurfaceWords(name="chat", prefix="rec")
"""For what is read away from any surface: at a terminal, in a log, on paper."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's account: its `id` on its surface."""

    surface: Surface
    id: str

    def __str__(self) -> str:
        """Return the id alone, as sentences name an account that has no person."""
        return self.id


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation: its `id` on its surface. In one that `is_direct` nobody but one person speaks with us."""

    surface: Surface
    id: str
    is_direct: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        """Return the id alone."""
        return self.id


@dataclass(frozen=True, slots=True)
class MessageRef:
    """A message: its `id` in its conversation. `order` is greater for messages that were posted later there."""

    conversation: Conversation
    id: str
    order: int = field(default=0, compare=False)
