"""Refusals about people who leave, and about section 55."""

from models.refusals.base import Refusal


class HasNotLeft(Refusal):
    """{name} has not left, so you cannot hand over all their items. Reassign them one by one with “{prefix}
    assign”.
    """


class HandsNothingOver(Refusal):
    """All the items of {name} have already been reassigned."""


class HandOverUnreadable(Refusal):
    """Whose items should go to whom? Write it like “{prefix} handover Dev Patel to @marcus”. “{prefix}
    people” shows who has left.
    """


class NothingToGive(Refusal):
    """You have not chosen anything. Tick the items to reassign."""

    field = "given"


class ReceiverMissing(Refusal):
    """Who to? Choose a person."""

    field = "to"


class NotInTheRegister(Refusal):
    """I do not know the person you chose. Ask a coordinator to add them first with “{prefix} people add”."""


class CommentsUnreadable(Refusal):
    """Write the report's code and the day the comments were published, like “{prefix} section55 VETTING
    2022-12-20”. To undo that, write “open” instead of the day.
    """


class CommentsBeforeReport(Refusal):
    """The comments on {code} cannot have been published on {day}, before the report itself on {published}.
    Check the date.
    """


class CommentsNotYours(Refusal):
    """Only a coordinator or the person named for section 55 can record that. Ask one of them: {coordinators}."""
