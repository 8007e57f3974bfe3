"""Refusals of moving a date: by asking for more time, or directly."""

from models.refusals.base import Refusal


class DayMissing(Refusal):
    """To which day? Write it after the reference and then the reason, like “{prefix} {command} {reference}
    31 March 2023 The supplier delivers in February”.
    """

    field = "to"


class SeveralDays(Refusal):
    """“{words}” could be {days}. Write the day itself."""

    field = "to"


class DayHasPassed(Refusal):
    """{day} is not a day to come, so it cannot be a deadline. Name a later one."""

    field = "to"


class NotLater(Refusal):
    """{reference} is due on {deadline}, and {day} is not later, so no more time is needed."""

    field = "to"


class SameDay(Refusal):
    """{reference} is due on {day} already."""

    field = "to"


class NoDeadlineToExtend(Refusal):
    """{reference} has no deadline, so there is nothing to extend. A coordinator can set a local target date
    with “{prefix} move {reference} 31 March 2023 and the reason”.
    """


class NoMoreTimeNeeded(Refusal):
    """{reference} is “{status}” since {since}, so its deadline no longer presses."""


class AlreadyAsked(Refusal):
    """{name} has already asked for {reference} to be due on {to}, and that is not decided yet. To ask for
    another day, take it back first with “{prefix} withdraw {reference}”.
    """


class MovedTooOften(Refusal):
    """The deadline of {reference} has been moved {moves}, which is as often as the force allows. Only a coordinator
    can move it again: {coordinators}.
    """


class WhyMoreTime(Refusal):
    """Why is more time needed? Write the reason after the day: the committee reads it."""

    field = "reason"


class NothingAsked(Refusal):
    """Nobody has asked for more time for {reference}. {prefix} status asked lists what has been asked for."""


class AlreadyDecided(Refusal):
    """The request for {reference} is decided already: {name} had it {decision}."""


class NotYourRequest(Refusal):
    """Only {name}, who asked, or a coordinator can take this back."""


class SomebodyElseAgrees(Refusal):
    """You asked for the deadline of {reference} to move, so somebody else agrees to it: {others}."""


class DecideFirst(Refusal):
    """{name} has asked for {reference} to be due on {to}. Agree to that or refuse it first, with “{prefix}
    agree {reference}” or “{prefix} refuse {reference} and the reason”.
    """
