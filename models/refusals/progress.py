"""Refusals about an item's progress: its colour, its reviews, and what passes with the Force Liaison Lead."""

from models.refusals.base import Refusal


class RagUnreadable(Refusal):
    """Which colour? Write red, amber, green or white and why, like “{prefix} rag {reference} amber because
    the training slipped”.
    """

    field = "rag"


class RagNeedsReason(Refusal):
    """Rating {reference} {rag} needs a reason. Write it after the colour, like “{rag} because the training
    slipped”.
    """

    field = "text"


class ItemHasEnded(Refusal):
    """{reference} is closed, so you cannot do that. A coordinator can reopen it."""


class NotReviewed(Refusal):
    """{reference} has no reviews. Only open items addressed to the force do."""


class ReviewNotOpen(Refusal):
    """The next review of {reference} is due on {due}, and you can do it from {opens}. Until then, send an
    update.
    """


class ReviewOver(Refusal):
    """A new review of {reference} has opened since, due on {due}. Send an update and make that the review."""


class NoReviewDone(Refusal):
    """{reference} has not been reviewed yet, so there is no review to share."""


class NarrativeMissing(Refusal):
    """A review needs a narrative: what is done, what is left, and what is in the way."""

    field = "text"


class OutcomeUnreadable(Refusal):
    """What is the outcome? Write it like “{prefix} review {reference} on track, green, shared: all units are
    trained”, with on track, at risk, off track or complete, and a colour.
    """

    field = "outcome"


class NoSuchQuarter(Refusal):
    """I cannot read “{words}” as a quarter. Name a month in it, like “December 2022”, or write “last”.
    Quarter numbers differ between calendar and financial years.
    """


class MeetingUnreadable(Refusal):
    """Write the items, the day and what was agreed, like “{prefix} met 10618, VETTING-33 12 December 2022
    The audit is shared by January”.
    """

    field = "held_on"


class NothingAgreed(Refusal):
    """What was agreed? A sentence or two is enough; if nothing was, say so."""

    field = "agreed"


class NoItemMet(Refusal):
    """Which items did you discuss? Choose one or more."""

    field = "items"


class HelpNeedsWords(Refusal):
    """What do you need? Write it after the reference, like “{prefix} ask-fll {reference} May we count the
    regional audit?”.
    """

    field = "text"


class NoSuchRequest(Refusal):
    """I cannot find the request this button belongs to. Nothing was changed."""


class NotTakenUp(Refusal):
    """That message has since been changed or withdrawn, so I have done nothing. Send it again if it still holds."""


class MayNotBeAsked(Refusal):
    """I cannot reach {name}, or they may not read the updates of {reference}. Your message was not passed on."""


class NoEvidenceToShare(Refusal):
    """{reference} has no evidence to share yet."""


class NobodyMet(Refusal):
    """{reference} has no owner yet, so a meeting about it cannot be recorded. Ask a coordinator to assign one."""
