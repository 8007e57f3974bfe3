"""Refusals of wordings that give no deadline."""

from models.refusals.base import Refusal


class NotADeadline(Refusal):
    """“{wording}” is not a deadline I can read. Write it like “By 31 March 2023”, “By March 2023”, “Within
    six months” or “With immediate effect”, or leave it empty if there is none.
    """

    field = "deadline_wording"


class LooksBack(NotADeadline):
    """“{wording}” looks back at the past, so it is not a deadline. Leave it empty if the recommendation gives
    no date.
    """


class NamesNoDay(NotADeadline):
    """“{wording}” does not say which day, so I cannot work out a date. Leave it empty and set a target date
    instead.
    """


class NamesNoYear(NotADeadline):
    """“{wording}” does not say which year. Write the year too, like “By 31 March 2023”."""


class NoSuchDay(NotADeadline):
    """“{wording}” names a day that is not in the calendar. Check the day, the month and the year."""


class CountsWorkingDays(NotADeadline):
    """“{wording}” counts working days, which I cannot turn into a date. Give the date itself, like “By 31
    March 2023”.
    """


class CountsFromElsewhere(NotADeadline):
    """“{wording}” does not count from the day the report was published, so I cannot work out a date. Give the
    date itself, like “By 31 March 2023”.
    """
