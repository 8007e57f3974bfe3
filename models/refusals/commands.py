"""Refusals of commands, buttons and replies."""

from models.refusals.base import Refusal


class NoSuchCommand(Refusal):
    """I do not know the command “{word}”. Did you mean “{prefix} {nearest}”? “{prefix} help” lists them all."""


class UnknownCommand(Refusal):
    """I do not know the command “{word}”. “{prefix} help” lists them all."""


class WordsNotTaken(Refusal):
    """I did not understand “{rest}”, so nothing was changed. Write “{prefix} {word}” on its own."""


class NothingToRecord(Refusal):
    """Your message has no text or file I can save, so nothing was recorded. Send it again in words, or attach
    the file.
    """


class NothingWritten(Refusal):
    """There is nothing to record. Put the text after the reference, like “{prefix} evidence 10618 The audit
    of November shows …”, or reply to my reminder with a file.
    """

    field = "text"


class FieldEmpty(Refusal):
    """There are no words in this field, so nothing was recorded. Write a sentence here, then save."""

    field = "text"


class OnlyLooksUp(Refusal):
    """That button opens a form and records nothing by itself, so nothing was changed. Press it again, or write the
    command in words.
    """


class NoSuchChoice(Refusal):
    """“{choice}” is no longer one of the choices. Open this again to see the current ones."""


class NoLongerKnown(Refusal):
    """This message is from an earlier version of me, so I cannot act on it. Start again with {prefix}.
    Nothing was changed.
    """


class NoSuchStatement(Refusal):
    """I cannot find what this button belongs to. Nothing was changed."""


class UndoIsTheirs(Refusal):
    """Only {name}, who wrote it, or a coordinator can undo this."""


class ReplyAlreadyPlaced(Refusal):
    """That reply is already recorded for {reference}. If it belongs elsewhere, press Undo there."""


class NotInAChannel(Refusal):
    """A digest goes to a channel. Use this command in the channel where you want it."""
