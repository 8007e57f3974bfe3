"""Refusals of what a force would decide for itself: how a policy is written, and what contradicts another."""

from models.refusals.base import Refusal


class CountUnfit(Refusal):
    """“{typed}” is not a whole number from {low} to {high}."""


class ChoiceUnfit(Refusal):
    """“{typed}” is not one of the choices. Use one of these: {options}."""


class WordsTooLong(Refusal):
    """That is too long. Keep it to {longest} characters."""


class DaysUnfit(Refusal):
    """“{typed}” is not a day. Write days like 28 December 2022, 29 December 2022."""


class StepsUnfit(Refusal):
    """“{typed}” is not a list of days before a deadline. Write up to {most} numbers from 1 to {furthest},
    like 90, 30, 7.
    """


class LadderUnfit(Refusal):
    """Start with owner and end with somebody else, like: owner, owner, portfolio lead, board. Name portfolio
    lead, board and coordinators at most once.
    """


class PairUnfit(Refusal):
    """I cannot read “{line}”. Write a name, = and a person, like: Public Protection = Anna Clarke."""


class NamedTwice(Refusal):
    """“{name}” appears twice. Keep one of them."""


class LevelUnfit(Refusal):
    """I cannot read “{line}”. Write a check, a colon and people, like: Chief Officer lead: Anna Clarke."""


class NoAccountYet(Refusal):
    """{name} has no chat account, so I cannot reach them. Choose their account in “{prefix} people” first."""


class CutOffTooLate(Refusal):
    """Figures must freeze on or before the day the paper is due, {paper} before. Enter that many working days
    or more.
    """

    field = "cut_off_working_days"


class NoSuchPolicy(Refusal):
    """There is no setting “{name}”. Settings: {known}."""


class NoSuchSettings(Refusal):
    """There are no settings “{word}”. Choose from: {known}. “{prefix} settings” shows them all."""


class WriteItThere(Refusal):
    """Write that in the channel itself, so I know which one you mean and that I am in it."""


class ChannelNotTyped(Refusal):
    """Set a channel from inside it: write “settings here” to me there."""
