"""Refusals of moving a date: by asking for more time, or directly."""

from models.refusals.base import Refusal


class DayMissing(Refusal):
    """By which day? Write it after the reference, then the reason, like “{prefix} {command} {reference} 31
    March 2023 The supplier delivers in February”.
    """

    field = "to"


class SeveralDays(Refusal):
    """“{words}” could be {days}. Write the exact day."""

    field = "to"


class DayHasPassed(Refusal):
    """{day} is not in the future, so it cannot be a deadline. Choose a later day."""

    field = "to"


class NotLater(Refusal):
    """{reference} is already due on {deadline}, and {day} is no later. Ask for a later day."""

    field = "to"


class SameDay(Refusal):
    """{reference} is already due on {day}."""

    field = "to"


class NoDeadlineToExtend(Refusal):
    """{reference} has no deadline to extend. A coordinator can set a target date with “{prefix} move
    {reference} 31 March 2023 and the reason”.
    """


class NoMoreTimeNeeded(Refusal):
    """{reference} has been “{status}” since {since}, so it needs no more time."""


class AlreadyAsked(Refusal):
    """{name} has already asked for {reference} to be due on {to}, and is waiting for an answer. To ask for
    another day, withdraw that first with “{prefix} withdraw {reference}”.
    """


class MovedTooOften(Refusal):
    """The deadline of {reference} has already been moved {moves}, the most the force allows. Only a
    coordinator can move it again: {coordinators}.
    """


class WhyMoreTime(Refusal):
    """Why do you need more time? Write the reason after the day; the committee reads it."""

    field = "reason"


class NothingAsked(Refusal):
    """Nobody has asked for more time for {reference}. “{prefix} status asked” lists the open requests."""


class AlreadyDecided(Refusal):
    """{name} has already decided the request for {reference}: {decision}."""


class NotYourRequest(Refusal):
    """Only {name}, who asked, or a coordinator can withdraw this."""


class SomebodyElseAgrees(Refusal):
    """You asked to move the deadline of {reference}, so somebody else has to agree: {others}."""


class DecideFirst(Refusal):
    """{name} has asked for {reference} to be due on {to}. Decide that first, with “{prefix} agree
    {reference}” or “{prefix} refuse {reference} and the reason”.
    """
