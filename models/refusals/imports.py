"""Refusals of registers that are sent as a file in chat."""

from models.refusals.base import Refusal


class NoSuchImport(Refusal):
    """I no longer have that file. Send it again with the word “import”."""


class ImportNotOpen(Refusal):
    """“{name}” is already {state}. To import it again, send it again."""


class OneRegisterFile(Refusal):
    """One register at a time, please. Send each of the others in its own message."""

    field = "files"


class RegisterFileMissing(Refusal):
    """There is no file yet. Add your register as an Excel workbook (.xlsx) or a CSV file."""

    field = "files"


class RegisterNotFetched(Refusal):
    """“{name}” could not be fetched. {why} Please send it again with the word “import”."""


class RegisterTooSlow(Refusal):
    """“{name}” could not be imported after {attempts} attempts, so I gave up. Split it into several files, or
    ask the people who run Reckoner to import it.
    """


class RegisterPartlyIn(Refusal):
    """“{name}” is only partly imported: I gave up after {attempts} attempts. Import it again for the rest; what
    is in stays as it is.
    """


class NoMarkedCopy(Refusal):
    """I could not write the faults into a copy of “{name}”. They are all in the message above."""


class RegisterBusy(Refusal):
    """Others change the register all the time while “{name}” is imported. Most of its rows are in; import it again
    for the rest, and what is in stays as it is.
    """


class NotAsked(Refusal):
    """I have no question about “{words}” in this file. Write an answer as: words = meaning."""


class NoAnswer(Refusal):
    """{wrong} {right} This was your answer about “{words}”."""
