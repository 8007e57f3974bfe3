"""The platforms of a run: what people do there, what goes wrong there, and what they see at the end."""

import random
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Protocol

from bot.local.faults import Faults
from models.outbox.message import OutboxMessage

ACKNOWLEDGED: Final = 2.0
"""Real seconds in which an event has to be acknowledged."""

AGAIN: Final = (0.0, 0.05, 0.2)
"""Real seconds that pass before each further attempt at an event."""

Json = dict[str, Any]


class Where(StrEnum):
    """Which platforms a run has."""

    SLACK = "Slack"
    TEAMS = "Teams"
    BOTH = "both"


@dataclass
class Spoken:
    """What a person said: `words` as they stand now. `sure` is False where not all of it could be brought."""

    token: str
    who: str
    words: str
    said: str | None = None
    deleted: bool = False
    sure: bool = True
    payloads: list[Json] = field(default_factory=list)


class Side(Protocol):
    """One platform. Everything that is brought of what was `spoken` is added to its payloads."""

    @property
    def settings(self) -> Json:
        """The settings by which Reckoner is served there."""
        ...

    @property
    def committee(self) -> str:
        """The committee's channel."""
        ...

    @property
    def faults(self) -> Faults:
        """What goes wrong there."""
        ...

    @property
    def calls(self) -> Sequence[str]:
        """Which calls can be struck, those by which messages are sent more often than others."""
        ...

    def misled(self, chance: random.Random) -> None:
        """Let calls be refused, broken off, or answered as failed though they were carried out."""
        ...

    def stalls(self) -> None:
        """Let a message be accepted and no answer come."""
        ...

    def says(self, spoken: Spoken) -> None:
        """Have somebody write to Reckoner."""
        ...

    def edits(self, spoken: Spoken) -> None:
        """Have somebody put the words as they are now in the place of what they wrote."""
        ...

    def deletes(self, spoken: Spoken) -> None:
        """Have somebody take away what they wrote."""
        ...

    def stands(self, spoken: Spoken) -> bool:
        """Whether what somebody wrote still stands there."""
        ...

    def brings(self, payload: Json) -> None:
        """Bring something again."""
        ...

    def undelivered(self) -> Iterable[Json]:
        """Return what was given up."""
        ...

    async def settled(self, within: float) -> None:
        """Return when nothing is on its way. Raises TimeoutError."""
        ...

    def seen(self, outbox: Mapping[str, OutboxMessage]) -> dict[str, list[object]]:
        """Return every message of ours that stands there, by its key."""
        ...

    async def close(self) -> None:
        """Bring nothing any more."""
        ...


Listening = Callable[[], Awaitable[Sequence[str]]]
"""Gives the addresses at which Reckoners are told of what happens, over HTTP, once there are any."""
