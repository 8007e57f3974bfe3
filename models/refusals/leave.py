"""Refusals about leave, snoozes, whose an item is, and what people prefer."""

from models.refusals.base import Refusal


class LeaveUnreadable(Refusal):
    """I could not read that. Write “{prefix} leave 2022-12-19 to 2023-01-06”, and add “deputy @name” if
    somebody covers. “{prefix} leave” on its own has a form.
    """


class LeaveBackwards(Refusal):
    """Leave from {starts_on} cannot end on {ends_on}, before it starts. Check the dates."""

    field = "ends_on"


class LeaveAlreadyOver(Refusal):
    """That leave ended on {ends_on}. You can enter or cancel only leave that is not over."""

    field = "ends_on"


class LeaveTooLong(Refusal):
    """Leave can be up to {days} days. For a longer absence, ask a coordinator to reassign the items."""

    field = "ends_on"


class LeaveOverlaps(Refusal):
    """{name} is already on leave from {starts_on} to {ends_on}. Cancel that first, or choose other dates."""

    field = "starts_on"


class NoSuchLeave(Refusal):
    """I cannot find that leave. “{prefix} leave” shows your current entries."""


class DeputyIsOneself(Refusal):
    """Nobody can cover for themselves. Name somebody else, or leave the deputy out."""

    field = "deputy"


class DeputyCannotAct(Refusal):
    """{name} cannot cover. Choose an owner or coordinator whom I can reach, or ask a coordinator."""

    field = "deputy"


class SnoozeUnreadable(Refusal):
    """Until when? Write “{prefix} snooze {reference} until 2022-12-12”, or “{prefix} snooze {reference} end”."""

    field = "until"


class SnoozeBackwards(Refusal):
    """{day} is not in the future. Snooze until tomorrow or later."""

    field = "until"


class SnoozeTooLong(Refusal):
    """You can snooze for up to {days} days, until {last}. If the deadline itself has to move, ask for more time."""

    field = "until"


class NotSnoozed(Refusal):
    """{reference} is not snoozed."""


class NobodyOwnsIt(Refusal):
    """{reference} has no owner, so there is nothing to dispute."""


class AlreadyDisowned(Refusal):
    """The coordinators were already told on {since} that {reference} is not theirs. They will decide."""


class NotDisowned(Refusal):
    """Nobody is disputing {reference} any more. That has been decided."""


class AllDaysQuiet(Refusal):
    """Keep at least one working day for reminders."""

    field = "quiet_days"
