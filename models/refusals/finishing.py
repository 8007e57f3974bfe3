"""Refusals on the way to an end: submitting, checking, signing off, ending otherwise and reopening."""

from models.refusals.base import Refusal


class EvidenceMissing(Refusal):
    """{reference} has no evidence yet, so there is nothing to check. Add it with “{prefix} evidence
    {reference} and what it shows”, or attach a file to the form, then submit again.
    """

    field = "text"


class ChildrenFirst(Refusal):
    """{reference} is a cause of concern, so its recommendations come first. Still to submit: {children}."""


class AlreadySubmitted(Refusal):
    """{name} submitted {reference} on {on}. It is waiting to be checked."""


class AlreadyComplete(Refusal):
    """{reference} has been “{status}” since {since}, so there is nothing to submit."""


class NothingToCheck(Refusal):
    """{reference} has not been submitted: it has been “{status}” since {since}. “{prefix} check” lists the
    items to check.
    """


class AlreadyChecked(Refusal):
    """{name} already decided on {reference} on {on}: it is “{status}”."""


class OwnSubmission(Refusal):
    """You own or submitted {reference}, so somebody else has to check it: {others}."""


class NotYourCheck(Refusal):
    """{reference} needs a check by {level}. That is for {names}."""


class StillDemonstrating(Refusal):
    """{reference} cannot be confirmed before {until}, when its demonstration period ends. If the change has
    not lasted, return it with the reason.
    """


class NothingToReturn(Refusal):
    """{reference} has been “{status}” since {since}, so it is not waiting for a check."""


class ReasonMissing(Refusal):
    """Why? Write the reason after the reference, like “{prefix} {command} {reference} The audit covers two
    units only”.
    """

    field = "reason"


class ReasonSaysNothing(Refusal):
    """“{reason}” does not say why. Say briefly what happened or what is missing, like “{prefix} {command}
    {reference} The audit covers two units only”.
    """

    field = "reason"


class BasisMissing(Refusal):
    """How did HMICFRS tell you? Write it after the date, like “{prefix} signoff {reference} 30 November 2022
    letter of 29 November”: a letter, the portal, or the Force Liaison Lead's name.
    """

    field = "basis"


class CompleteAfterSignOff(Refusal):
    """The force cannot have completed it on {day}, after HMICFRS signed it off on {on}. Enter that day or an
    earlier one.
    """

    field = "complete_on"


class NotAnEnd(Refusal):
    """I do not know “{words}” as a way to close an item. Write one of these after the reference, then the
    reason: {ends}.
    """

    field = "status"


class AlreadyEnded(Refusal):
    """{reference} has been “{status}” since {since}. A coordinator can reopen it with “{prefix} reopen
    {reference} and the reason”.
    """


class StillOpen(Refusal):
    """{reference} is already open: it has been “{status}” since {since}."""


class CauseFirst(Refusal):
    """{reference} belongs to the cause of concern {cause}, which is closed. Reopen the cause first."""
