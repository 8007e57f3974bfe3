"""Refusals about how long words are kept: holds, and what has been erased."""

from models.refusals.base import Refusal


class WordsErased(Refusal):
    """The words of number {number} were erased under retention, so there is nothing to change."""


class AlreadyHeld(Refusal):
    """{reference} is held since {since}: nothing of it is erased until it is released with “{prefix}
    release {reference} and the reason”.
    """


class NotHeld(Refusal):
    """{reference} is not held, so there is nothing to release."""


class NoRetention(Refusal):
    """Nothing is erased, because it is not set for how long words are kept. Set RECKONER_RETENTION_YEARS to erase
    them so many years after an item has ended.
    """


class LedgerBroken(Refusal):
    """The ledger is not what was written, and what is erased could never be looked into. Run “python -m bot
    verify”, find out what was changed, and erase afterwards.
    """
