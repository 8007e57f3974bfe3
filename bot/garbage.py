"""When Python looks for garbage among what it has made."""

import gc
from typing import Final

OBJECTS_UNTIL_LOOKED_AT: Final = 50_000
"""So many more objects are made than were let go until Python looks for garbage among them; by itself it is 700."""


def look_for_none() -> None:
    """Look for no garbage while everything is imported: that stays, and would be looked through again and again."""
    gc.disable()


def look_less_often() -> None:
    """Look for garbage from now on, less often: of the thousands of objects of an answer, most are gone with it.

    Where none was looked for before, what was made meanwhile stays.
    """
    gc.set_threshold(OBJECTS_UNTIL_LOOKED_AT)
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def keep_what_is_there() -> None:
    """Take what is in memory once everything has started for good: looking through it would hold up an answer."""
    gc.collect()
    gc.freeze()
