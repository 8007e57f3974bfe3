"""Refusals of registers that are sent as a file in chat."""

from models.refusals.base import Refusal


class NoSuchImport(Refusal):
    """That file is not known any more. Send it again with the word “import”."""


class ImportNotOpen(Refusal):
    """“{name}” is {state} already. Send it again to import it once more."""


class OneRegisterFile(Refusal):
    """One register at a time, please: send the other files each in a message of its own."""

    field = "files"


class RegisterFileMissing(Refusal):
    """There is no file yet. Add your register as an Excel workbook (.xlsx) or a CSV file."""

    field = "files"


class RegisterNotFetched(Refusal):
    """“{name}” could not be fetched. {why} Please send it again with the word “import”."""


class RegisterTooSlow(Refusal):
    """“{name}” could not be imported in {attempts} attempts, so it was given up. Divide it into several files, or
    ask those who run Reckoner to import it.
    """


class NoMarkedCopy(Refusal):
    """I could not write the faults into a copy of “{name}”. They are all in the message above."""


class RegisterBusy(Refusal):
    """Others change the register all the time while “{name}” is imported. Most of its rows are in; import it again
    for the rest, and what is in stays as it is.
    """


class NotAsked(Refusal):
    """Nothing is asked about “{words}” in this file. Write an answer as: words = what they mean."""


class NoAnswer(Refusal):
    """{wrong} {right} That was the answer about “{words}”."""
