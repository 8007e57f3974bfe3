"""Refusals on the way to an end: submitting, checking, signing off, ending otherwise and reopening."""

from models.refusals.base import Refusal


class EvidenceMissing(Refusal):
    """No evidence is recorded for {reference} yet, so there is nothing to check. Add it with “{prefix}
    evidence {reference} and what it shows”, or put a file into the form, and submit again.
    """

    field = "text"


class ChildrenFirst(Refusal):
    """{reference} is a cause of concern and is submitted when its recommendations have been: {children} still to
    do.
    """


class AlreadySubmitted(Refusal):
    """{name} submitted {reference} on {on}, and it waits for a check."""


class AlreadyComplete(Refusal):
    """{reference} is “{status}” since {since}, so there is nothing to submit."""


class NothingToCheck(Refusal):
    """{reference} has not been submitted: it is “{status}” since {since}. {prefix} check lists what waits
    for a check.
    """


class AlreadyChecked(Refusal):
    """{name} has already decided about {reference}, on {on}: it is “{status}”."""


class OwnSubmission(Refusal):
    """{reference} is yours or you submitted it yourself, so somebody else has to check it: {others}."""


class NotYourCheck(Refusal):
    """{reference} waits for a check by {level}, which is for {names} to make."""


class StillDemonstrating(Refusal):
    """The completion of {reference} is to last until {until} before it can be confirmed. If it has not lasted,
    return it with the reason.
    """


class NothingToReturn(Refusal):
    """{reference} is “{status}” since {since}, so it is with nobody who could return it."""


class ReasonMissing(Refusal):
    """Why? Write the reason after the reference, like “{prefix} {command} {reference} The audit covers two
    units only”.
    """

    field = "reason"


class ReasonSaysNothing(Refusal):
    """“{reason}” does not say why. Say in a few words what happened or what is missing, like “{prefix} {command}
    {reference} The audit covers two units only”.
    """

    field = "reason"


class BasisMissing(Refusal):
    """How did HMICFRS sign off? Write it after the date, like “{prefix} signoff {reference} 30 November
    2022 letter of 29 November”: a letter, the portal, or the Force Liaison Lead by name.
    """

    field = "basis"


class CompleteAfterSignOff(Refusal):
    """The force cannot have completed it on {day}, after HMICFRS signed it off on {on}. Give that day or an earlier
    one.
    """

    field = "complete_on"


class NotAnEnd(Refusal):
    """“{words}” is no way in which an item ends. Write one of these after the reference, and then the reason:
    {ends}.
    """

    field = "status"


class AlreadyEnded(Refusal):
    """{reference} is “{status}” since {since}. A coordinator can reopen it with “{prefix} reopen
    {reference} and the reason”.
    """


class StillOpen(Refusal):
    """{reference} is open: it is “{status}” since {since}, so it cannot be reopened."""


class CauseFirst(Refusal):
    """{reference} belongs to the cause of concern {cause}, which has ended. Reopen that first."""
