"""What can be known of a call to a platform that did not succeed, whichever platform it is."""

import math
from collections.abc import Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Final

SHORTEST_PAUSE: Final = 1
USUAL_PAUSE: Final = 30
LONGEST_PAUSE: Final = 15 * 60
"""Seconds for which a call is put off that a platform has no time for: whatever it says, no less and no more."""


class FaultKind(StrEnum):
    """What is known of a call that did not succeed."""

    BUSY = "busy"
    """It was not done, and may be asked for again after a while."""
    REFUSED = "refused"
    """The platform has understood, and has not done it."""
    UNREACHED = "unreached"
    """It never left here."""
    UNSURE = "unsure"
    """Whether it was done is not known: nothing came back, or something that is no answer of the platform's."""


class PlatformFault(Exception):  # noqa: N818 - it is a fault of the platform's, or on the way there
    """A call to a platform did not succeed; `why` is the platform's own word where it gave one.

    Its `kind` says what is known of it, and `after` how long the platform wants to be left alone. Nothing of what
    was sent or came back is held besides: that can be evidence, or a token.
    """

    def __init__(self, kind: FaultKind, why: str, after: timedelta | None = None) -> None:
        """Say what is known."""
        super().__init__(why)
        self.kind, self.why, self.after = kind, why, after


def pause_asked(headers: Mapping[str, str]) -> timedelta:
    """Return for how long `Retry-After` asks to be left alone, in any of its forms, within bounds.

    It gives seconds, perhaps with a fraction, or an instant, which is compared with the answer's own `Date`.
    """
    asked = headers.get("Retry-After", "")
    seconds = _number(asked)
    if seconds is None:
        until, now = _instant(asked), _instant(headers.get("Date", ""))
        seconds = until - now if until is not None and now is not None else USUAL_PAUSE
    return timedelta(seconds=math.ceil(min(max(seconds, SHORTEST_PAUSE), LONGEST_PAUSE)))


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _instant(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
