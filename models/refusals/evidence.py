"""Refusals about evidence: who may read it, how much goes into a pack, and what becomes of a piece of it."""

from models.refusals.base import Refusal


class NotYoursToRead(Refusal):
    """Only the owner of {reference}, the deputy, its team and coordinators can read what was recorded for it."""

    field = "reference"


class TooManyForPack(Refusal):
    """A pack holds the evidence for at most {most} items, and you have named {number}. Ask for them in several
    packs.
    """


class PackTooLarge(Refusal):
    """The files that were given as evidence come to {size:,} MB, and a pack that is sent holds at most {most:,} MB.
    Ask for fewer items at a time, or have it written at the terminal, which knows no limit: “python -m bot pack”.
    """
