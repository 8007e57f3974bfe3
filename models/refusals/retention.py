"""Refusals about how long words are kept: holds, and what has been erased."""

from models.refusals.base import Refusal


class WordsErased(Refusal):
    """The text of number {number} was erased under the retention policy, so there is nothing to change."""


class AlreadyHeld(Refusal):
    """{reference} has been on hold since {since}, and nothing will be erased. To end the hold: “{prefix}
    release {reference} and the reason”.
    """


class NotHeld(Refusal):
    """{reference} is not on hold, so there is nothing to release."""


class NoRetention(Refusal):
    """No retention period is set, so nothing is erased. Set RECKONER_RETENTION_YEARS to the number of years
    to keep records after an item closes.
    """


class LedgerBroken(Refusal):
    """The ledger has been changed without Reckoner, and erasing now could hide what happened. Run “python -m
    bot verify”, find out what changed, and erase afterwards.
    """
