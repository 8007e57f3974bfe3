"""Titles: what and how urgent, as long as a lock screen shows."""

from collections.abc import Sequence

from templates.filters import cap

TITLE = 60
"""Characters of a notification that a locked phone shows."""


def title(parts: Sequence[str], references: Sequence[str]) -> str:
    """Return what it comes to, and as many references as fit: `2 overdue, 1 review due today: 9962, 10618`.

    The parts begin with the most urgent; the last ones go where not even one reference would fit beside them.
    """
    for number in range(len(parts), 0, -1):
        said = cap(", ".join(parts[:number]))
        for shown in range(len(references), 0, -1):
            left = len(references) - shown
            words = f"{said}: {', '.join(references[:shown])}{f' and {left:,} more' if left else ''}"
            if len(words) <= TITLE:
                return words
    return ", ".join(parts)[:TITLE]
