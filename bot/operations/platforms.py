"""What each platform tells whoever runs Reckoner: how the connection to it is, and what the doctor finds there."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

from models.enums import Surface
from templates.messages.operations import Finding


@dataclass(frozen=True)
class Connection:
    """How the connection to a platform is at one moment.

    It was last heard `silent_for` seconds ago; None where it speaks only when there is something. What is wrong
    is in `problems`, each by a short name that docs/operating.md explains.
    """

    surface: Surface
    silent_for: float | None = None
    problems: tuple[str, ...] = ()


class Connected(Protocol):
    """A platform that Reckoner serves."""

    def connection(self) -> Connection:
        """Return how the connection to it is now."""
        ...


class Examined(Protocol):
    """A platform that the doctor looks at."""

    def findings(self) -> AsyncIterator[Finding]:
        """Yield what is found there; nothing is changed."""
        ...
