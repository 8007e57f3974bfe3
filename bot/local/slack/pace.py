"""How fast the app may post: about one message a second in a conversation, with some allowance."""

import math
from dataclasses import dataclass, field
from datetime import datetime

from bot.clock import Clock, SystemClock
from bot.local.slack.errors import SlackError


@dataclass
class Pace:
    """An allowance of `burst` messages per conversation, which fills up by `per_second` in real time."""

    burst: int = 30
    per_second: float = 1.0
    clock: Clock = field(default_factory=SystemClock)
    _left: dict[str, tuple[float, datetime]] = field(default_factory=dict)

    def spend(self, channel: str) -> None:
        """Take one message from the allowance.

        Raises SlackError `ratelimited`, with `retry_after` in whole seconds, if there is none left.
        """
        now = self.clock.now()
        left, since = self._left.get(channel, (float(self.burst), now))
        left = min(self.burst, left + max(0.0, (now - since).total_seconds()) * self.per_second)
        if left < 1:
            self._left[channel] = (left, now)
            wait = max(1, math.ceil((1 - left) / self.per_second))
            raise SlackError("ratelimited", retry_after=wait)
        self._left[channel] = (left - 1, now)
