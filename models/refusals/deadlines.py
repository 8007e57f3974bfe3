"""Refusals of wordings that give no deadline."""

from models.refusals.base import Refusal


class NotADeadline(Refusal):
    """“{wording}” is not a deadline that Reckoner can read. Write it like “By 31 March 2023”, “By March
    2023”, “Within six months” or “With immediate effect”, or leave it empty if there is none.
    """

    field = "deadline_wording"


class LooksBack(NotADeadline):
    """“{wording}” looks back over a time that has passed, so it is not a deadline. Leave the wording empty if
    the recommendation gives no date.
    """


class NamesNoDay(NotADeadline):
    """“{wording}” does not say on which day, so no date can be worked out. Leave the wording empty and set a
    local target date instead.
    """


class NamesNoYear(NotADeadline):
    """“{wording}” does not say which year. Write the year too, like “By 31 March 2023”."""


class NoSuchDay(NotADeadline):
    """“{wording}” names a day that is not in the calendar. Check the day, the month and the year."""


class CountsWorkingDays(NotADeadline):
    """“{wording}” counts working days, which Reckoner does not turn into a deadline. Give the date itself,
    like “By 31 March 2023”.
    """


class CountsFromElsewhere(NotADeadline):
    """“{wording}” does not count from the day the report was published, so no date can be worked out. Give
    the date itself, like “By 31 March 2023”.
    """
