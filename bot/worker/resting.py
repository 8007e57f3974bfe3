"""Leaving a platform alone for as long as it asks: one message that is refused for its pace speaks for others."""

from datetime import timedelta
from typing import Final

from bot.clock import Clock
from bot.worker.ports import Poster
from jobs.delivery import Again, Outcome, Outgoing

SHORTEST: Final = 0.001
"""Seconds: less is no time, but what is lost in reckoning with it."""

RESTED: Final = "the platform wants to be left alone"
"""Why a message was not tried."""


class Resting:
    """Posts by another poster, and to no place that has asked to be left alone, before that time is over.

    Platforms limit conversations, and the app as a whole, and do not say which: where a second place asks while a
    first one still rests, all of them do. What was not tried waits as what was; answers then go first again.
    """

    def __init__(self, poster: Poster, clock: Clock) -> None:
        """Post by `poster`; how long is left is told by what `clock` says is running."""
        self._poster, self._clock = poster, clock
        self._until: dict[object, float] = {}
        self._all_until = 0.0

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Return what became of it; nothing where its place rests."""
        where = outgoing.goes_to
        left = self._left(where)
        if left >= SHORTEST:
            return Again(RESTED, unsure=outgoing.unsure, after=timedelta(seconds=left))
        outcome = await self._poster.send(outgoing)
        if isinstance(outcome, Again) and outcome.after is not None:
            self._rest(where, outcome.after.total_seconds())
        return outcome

    def _left(self, where: object) -> float:
        return max(self._all_until, self._until.get(where, 0.0)) - self._clock.running()

    def _rest(self, where: object, seconds: float) -> None:
        now = self._clock.running()
        self._until = {place: until for place, until in self._until.items() if until > now} | {
            where: now + seconds
        }
        if len(self._until) > 1:
            self._all_until = max(self._until.values())
