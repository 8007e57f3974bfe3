"""Refusals about items: which one is meant, and what can be done to it."""

from models.refusals.base import Refusal


class CauseStillOpen(Refusal):
    """{reference} is a cause of concern and closes after its recommendations. Still open: {children}."""


class NotYet(Refusal):
    """{day} is in the future. Enter today or an earlier day."""


class BeforePresentStatus(Refusal):
    """{reference} has been “{status}” since {since}, so this cannot take effect earlier. Check the date."""


class BeforeLastCorrection(Refusal):
    """The kind or addressee of {reference} last changed from {last}. This cannot take effect before that, so
    check the date.
    """


class NoSuchItem(Refusal):
    """There is no item “{reference}”. Use its HMICFRS number, like 10618, or report code and number, like
    VETTING-33. To search by text, use “{prefix} status” and a word.
    """

    field = "reference"


class NoSuchItemButNear(Refusal):
    """There is no item “{reference}”. Did you mean {nearest}?"""

    field = "reference"


class ReferenceMissing(Refusal):
    """Which item? Write its reference after the command, like “{prefix} {command} 10618”."""

    field = "reference"


class NothingMatches(Refusal):
    """Nothing in the register matches “{words}”. Try fewer words, a reference like 10618, or one of: overdue,
    due, red, unallocated.
    """


class NothingMatchesButNear(Refusal):
    """Nothing in the register matches “{words}”. Did you mean “{prefix} status {nearest}”?"""


class NothingToSearchFor(Refusal):
    """What are you looking for? Write it after the command, like “{prefix} search dip sample”."""


class NothingFound(Refusal):
    """Nothing you can read contains “{words}”. Try fewer or other words; all of them must appear together."""


class OwnerMissing(Refusal):
    """Who to? Write the person after the reference, like “{prefix} assign {reference} @name”."""


class LeadOwnsNothing(Refusal):
    """{name} is HMICFRS's Force Liaison Lead, so they cannot own items. Choose somebody else."""


class OwnerHasLeft(Refusal):
    """{name} has left, so they cannot own items. Choose somebody else."""
