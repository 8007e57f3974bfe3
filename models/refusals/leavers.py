"""Refusals about people who leave, and about section 55."""

from models.refusals.base import Refusal


class HasNotLeft(Refusal):
    """{name} has not left, so there is nothing to hand over as a whole. Give single items with {prefix}
    assign.
    """


class HandsNothingOver(Refusal):
    """{name} holds nothing open any more: everything has been given on."""


class HandOverUnreadable(Refusal):
    """Whose items go to whom? Write it like “{prefix} handover Dev Patel to @marcus”. {prefix} people shows
    who has left.
    """


class NothingToGive(Refusal):
    """Nothing was chosen. Tick what is to be given."""

    field = "given"


class ReceiverMissing(Refusal):
    """To whom? Choose a person."""

    field = "to"


class NotInTheRegister(Refusal):
    """I do not know the person you chose. Somebody has to add them first: “{prefix} people add”."""


class CommentsUnreadable(Refusal):
    """Write the report's code and the day on which the comments were published, like “{prefix} section55
    VETTING 2022-12-20”, or “open” instead of the day to take that back.
    """


class CommentsBeforeReport(Refusal):
    """The comments on {code} cannot have been published on {day}: the report itself was on {published}."""


class CommentsNotYours(Refusal):
    """Only a coordinator, or whoever is told of section 55, can record that. Ask one of them: {coordinators}."""
