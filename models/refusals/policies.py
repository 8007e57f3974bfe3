"""Refusals of what a force would decide for itself: how a policy is written, and what contradicts another."""

from models.refusals.base import Refusal


class CountUnfit(Refusal):
    """“{typed}” is not a whole number from {low} to {high}."""


class ChoiceUnfit(Refusal):
    """“{typed}” is none of these: {options}."""


class WordsTooLong(Refusal):
    """That is too long. Keep it to {longest} characters."""


class DaysUnfit(Refusal):
    """“{typed}” is not a day. Write days like 28 December 2022, 29 December 2022."""


class StepsUnfit(Refusal):
    """“{typed}” are not days before a deadline. Write up to {most} numbers from 1 to {furthest}, like 90, 30, 7."""


class LadderUnfit(Refusal):
    """Begin with owner and end with somebody else, like: owner, owner, portfolio lead, board. The others may be
    named once, and coordinators are the fourth.
    """


class PairUnfit(Refusal):
    """“{line}” has to be a name, = and a person, like: Public Protection = Anna Clarke."""


class NamedTwice(Refusal):
    """“{name}” is there twice. Keep one of them."""


class LevelUnfit(Refusal):
    """“{line}” has to be a check, a colon and people, like: Chief Officer lead: Anna Clarke."""


class NoAccountYet(Refusal):
    """{name} has no account in chat, so nobody could write to them. Choose their account in “{prefix} people”
    first.
    """


class CutOffTooLate(Refusal):
    """Figures freeze before the paper is due: that many working days, or more. The paper is due {paper} before."""

    field = "cut_off_working_days"


class NoSuchPolicy(Refusal):
    """There is no setting “{name}”. These can be set: {known}."""


class NoSuchSettings(Refusal):
    """There are no settings “{word}”. There are: {known}. “{prefix} settings” shows all of them."""


class WriteItThere(Refusal):
    """Write that in the channel itself: then I know which one it is, and that I am in it."""


class ChannelNotTyped(Refusal):
    """A channel is named from within: write “{prefix} committee here” there."""
