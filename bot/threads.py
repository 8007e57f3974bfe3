"""How Python's threads take turns."""

import sys
from typing import Final

LONGEST_TURN: Final = 0.0005
"""Seconds; by itself Python gives 5 milliseconds."""


def take_short_turns() -> None:
    """Have a thread that reckons let others go on soon.

    With each row that a database reads or writes, the thread that asked lets others go on, and then waits for its
    turn again: with a few hundred rows, and the register locked, everybody would wait for as many turns.
    """
    sys.setswitchinterval(LONGEST_TURN)
