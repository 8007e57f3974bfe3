"""Refusals about items: which one is meant, and what can be done to it."""

from models.refusals.base import Refusal


class CauseStillOpen(Refusal):
    """{reference} is a cause of concern and ends only when its recommendations have: {children} still open."""


class NotYet(Refusal):
    """{day} has not come yet. What has happened is recorded on its day or afterwards."""


class BeforePresentStatus(Refusal):
    """{reference} has been “{status}” since {since}, so nothing that follows it can have taken effect before.
    Check the date.
    """


class BeforeLastCorrection(Refusal):
    """What {reference} is, or whom it is addressed to, was last changed with effect from {last}. A change
    cannot take effect before that.
    """


class NoSuchItem(Refusal):
    """I know no item “{reference}”. An item is named by its register number, like 10618, or by report code
    and number, like VETTING-33. {prefix} status followed by a word finds items by their text.
    """

    field = "reference"


class NoSuchItemButNear(Refusal):
    """I know no item “{reference}”. Did you mean {nearest}?"""

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
    """Which words? Write them after the command, like “{prefix} search dip sample”."""


class NothingFound(Refusal):
    """Nothing that you may read holds “{words}”. All words have to stand in one place: try fewer of them, or
    others.
    """


class OwnerMissing(Refusal):
    """To whom? Write the person after the reference, like “{prefix} assign {reference} @name”."""


class LeadOwnsNothing(Refusal):
    """{name} is HMICFRS's Force Liaison Lead, so nothing can be given to them. Name somebody else."""


class OwnerHasLeft(Refusal):
    """{name} has left, so nothing can be given to them. Name somebody else."""
