"""Refusals about an item's progress: its colour, its reviews, and what passes with the Force Liaison Lead."""

from models.refusals.base import Refusal


class RagUnreadable(Refusal):
    """Which colour? Write red, amber, green or white and why, like “{prefix} rag {reference} amber because
    the training slipped”.
    """

    field = "rag"


class RagNeedsReason(Refusal):
    """A judgement of {rag} for {reference} needs a reason. Write it after the colour, like “{rag} because the
    training slipped”.
    """

    field = "text"


class ItemHasEnded(Refusal):
    """{reference} has ended, so this can no longer be done for it. A coordinator can reopen it."""


class NotReviewed(Refusal):
    """{reference} is not reviewed: only open items that are addressed to this force are."""


class ReviewNotOpen(Refusal):
    """No review of {reference} is open: the next one is due on {due} and can be done from {opens}. What has
    happened until then is an update.
    """


class ReviewOver(Refusal):
    """The next review of {reference} has opened since, and is due on {due}. Write what has happened by now, and
    make that the review.
    """


class NoReviewDone(Refusal):
    """No review of {reference} has been done yet, so none can have been shared."""


class NarrativeMissing(Refusal):
    """A review needs its narrative: what has been done, what is left, and what stands in the way."""

    field = "text"


class OutcomeUnreadable(Refusal):
    """What did the review find? Write it like “{prefix} review {reference} on track, green, shared: all
    units are trained”, with on track, at risk, off track or complete, and a colour.
    """

    field = "outcome"


class NoSuchQuarter(Refusal):
    """“{words}” is no quarter that I can read. Name a month in it, like “December 2022”, or write “last”:
    calendar and financial years number their quarters differently.
    """


class MeetingUnreadable(Refusal):
    """Write the items, the day and what was agreed, like “{prefix} met 10618, VETTING-33 12 December 2022
    The audit is shared by January”.
    """

    field = "held_on"


class NothingAgreed(Refusal):
    """What was agreed? Write it in a sentence or two, or that nothing was."""

    field = "agreed"


class NoItemMet(Refusal):
    """Which items was the meeting about? Choose one or several."""

    field = "items"


class HelpNeedsWords(Refusal):
    """What do you need help with? Write it after the reference, like “{prefix} ask-fll {reference} May we
    count the regional audit?”.
    """

    field = "text"


class NoSuchRequest(Refusal):
    """I cannot find the request for help that this button belongs to. Nothing was changed."""


class NotTakenUp(Refusal):
    """What was written has been taken back or changed since, so nothing was done. Write it again if it holds."""


class MayNotBeAsked(Refusal):
    """{name} cannot be reached here, or may not read what is recorded for {reference}, so your words were not
    passed on.
    """


class NoEvidenceToShare(Refusal):
    """No evidence is recorded for {reference}, so there is none to share."""


class NobodyMet(Refusal):
    """{reference} has no owner yet, so a meeting about it cannot be recorded. Ask a coordinator to name one."""
