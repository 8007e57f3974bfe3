"""Refusals about leave, snoozes, whose an item is, and what people prefer."""

from models.refusals.base import Refusal


class LeaveUnreadable(Refusal):
    """I cannot read that. Write “{prefix} leave 2022-12-19 to 2023-01-06”, with “deputy @name” after it if
    somebody covers for you. {prefix} leave alone shows your leave and has a form.
    """


class LeaveBackwards(Refusal):
    """Leave from {starts_on} cannot end on {ends_on}, before it begins. Check the dates."""

    field = "ends_on"


class LeaveAlreadyOver(Refusal):
    """That leave was over on {ends_on}. Only leave that is not over can be entered or cancelled."""

    field = "ends_on"


class LeaveTooLong(Refusal):
    """Leave can be entered for at most {days} days. Whoever is away for longer has their items given to somebody
    else: ask a coordinator.
    """

    field = "ends_on"


class LeaveOverlaps(Refusal):
    """{name} is already on leave from {starts_on} to {ends_on}. Cancel that first, or choose other dates."""

    field = "starts_on"


class NoSuchLeave(Refusal):
    """I cannot find that leave among yours. {prefix} leave shows it as it is now."""


class DeputyIsOneself(Refusal):
    """Nobody can cover for themselves. Name somebody else, or leave the deputy out."""

    field = "deputy"


class DeputyCannotAct(Refusal):
    """{name} cannot stand in: it has to be somebody who owns or coordinates recommendations and whom I can
    write to. Name somebody else, or ask a coordinator.
    """

    field = "deputy"


class SnoozeUnreadable(Refusal):
    """Until when? Write it like “{prefix} snooze {reference} until 2022-12-12”, or “{prefix} snooze
    {reference} end”.
    """

    field = "until"


class SnoozeBackwards(Refusal):
    """Reminders can rest until a day to come, and {day} is none. Choose tomorrow or later."""

    field = "until"


class SnoozeTooLong(Refusal):
    """Reminders can rest for at most {days} days, until {last}. If the deadline itself has to move, ask for more
    time instead.
    """

    field = "until"


class NotSnoozed(Refusal):
    """{reference} is not snoozed."""


class NobodyOwnsIt(Refusal):
    """{reference} has no owner who is reminded of it, so there is nothing to say “not mine” to."""


class AlreadyDisowned(Refusal):
    """That {reference} is not theirs has been said already, on {since}. The coordinators have been told and
    decide.
    """


class NotDisowned(Refusal):
    """Nobody says any more that {reference} is not theirs: that has been settled."""


class AllDaysQuiet(Refusal):
    """At least one working day has to stay on which you can be reminded."""

    field = "quiet_days"
