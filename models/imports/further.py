"""The columns that a register needs once it has been kept for a while, and their other spellings."""

from enum import StrEnum
from typing import Final


class Further(StrEnum):
    """A column that a register needs once it has been kept for a while: an export has them, a first file rarely."""

    PART_OF = "Part of"
    ACCEPTED = "Accepted"
    DEADLINE_BASIS = "Deadline basis"
    ORIGINAL_DEADLINE = "Original deadline"
    TIMES_MOVED = "Times moved"
    PEEL_QUESTION = "PEEL question"
    REVIEWS_FROM = "Reviews from"


FURTHER_NAMES: Final[dict[Further, tuple[str, ...]]] = {
    Further.PART_OF: ("parent", "part of cause of concern"),
    Further.ACCEPTED: ("accepted or not", "is accepted"),
    Further.DEADLINE_BASIS: ("basis of deadline", "basis"),
    Further.ORIGINAL_DEADLINE: (
        *("original due date", "original date", "first deadline", "initial deadline", "original target date"),
    ),
    Further.TIMES_MOVED: ("deadline moves", "number of moves", "times deadline moved"),
    Further.PEEL_QUESTION: ("peel question number",),
    Further.REVIEWS_FROM: ("reviews counted from", "review start", "review start date"),
}
"""The other spellings of the further columns."""
