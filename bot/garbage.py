"""When Python looks for garbage among what it has made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

OBJECTS_UNTIL_LOOKED_AT: Final = 50_000
"""So many more objects are made than were let go until Python looks for garbage among them; by itself it is 700."""


@contextmanager
def not_looked_for() -> Iterator[None]:
    """Look for no garbage meanwhile: what is imported stays, and would be looked through again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def look_less_often() -> None:
    """Look for garbage less often: of the thousands of objects of an answer, most are gone with it anyway."""
    gc.set_threshold(OBJECTS_UNTIL_LOOKED_AT)


def keep_what_is_there() -> None:
    """Take what is in memory once everything has started for good: looking through it would hold up an answer."""
    gc.collect()
    gc.freeze()
