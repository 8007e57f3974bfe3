"""Refusals of commands, buttons and replies."""

from models.refusals.base import Refusal


class NoSuchCommand(Refusal):
    """I know no command “{word}”. Did you mean “{prefix} {nearest}”? {prefix} help lists them all."""


class UnknownCommand(Refusal):
    """I know no command “{word}”. {prefix} help lists them all."""


class WordsNotTaken(Refusal):
    """I did not understand “{rest}”, so nothing was changed. “{prefix} {word}” is written without anything after
    it.
    """


class NothingToRecord(Refusal):
    """There are no words and no file in your message that I can keep, so nothing was recorded. Write it in words,
    or attach the file.
    """


class NothingWritten(Refusal):
    """Nothing was written to record. Put the text after the reference, like “{prefix} evidence 10618 The
    audit of November shows …”, or reply to my reminder with a file.
    """

    field = "text"


class NoSuchChoice(Refusal):
    """There is nothing to choose called “{choice}” any more. Open this again to see what there is."""


class NoLongerKnown(Refusal):
    """I no longer know what this asks for: an earlier version of me has drawn it. Begin again with
    {prefix}. Nothing was changed.
    """


class NoSuchStatement(Refusal):
    """I cannot find what this button belongs to. Nothing was changed."""


class UndoIsTheirs(Refusal):
    """Only {name}, who wrote it, or a coordinator can undo this."""


class ReplyAlreadyPlaced(Refusal):
    """That reply has already been recorded for {reference}. Use Undo there if it belongs elsewhere."""


class NotInAChannel(Refusal):
    """A digest is posted to a channel. Use this command in the channel that is to have it."""
