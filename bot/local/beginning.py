"""When the local workspace begins, and what time it is there: little is imported to know it."""

from datetime import UTC, datetime

from bot.clock import MovableClock, SystemClock
from bot.settings import Settings

BEGINS_AT = datetime(2022, 12, 1, 8, 30, tzinfo=UTC)
"""The day before a review of 10618 and two weeks before the committee, half an hour before working hours."""


def local_clock(settings: Settings) -> MovableClock:
    """Return the local workspace's clock, going on from where it was left; an empty register begins now."""
    begins_at = SystemClock().now() if settings.reckoner_local_empty else BEGINS_AT
    return MovableClock(begins_at, settings.data / "clock.json")
