"""Refusals to write a backup, to put one back, or to move a register."""

from models.refusals.base import Refusal


class BackupAlreadyThere(Refusal):
    """There is already a file {file}. Give the backup another name: none is ever written over."""


class BackupFileDiffers(Refusal):
    """The file of evidence {sha256} is missing from {file}, or is not what was stored. Put it back from an earlier
    backup, then try again: a backup without it would not be whole."""


class NotABackup(Refusal):
    """{file} is no backup of Reckoner's, or is cut short. Nothing was changed."""


class BackupHoldsSomethingElse(Refusal):
    """The backup holds “{entry}”, which Reckoner does not write, or holds it twice. Nothing was changed. Take
    another backup, and ask who has handled this one."""


class BackupBroken(Refusal):
    """What was written is not what came out: {entry}. Nothing was changed. Take another backup."""


class BackupOfOtherTables(Refusal):
    """The backup was written by another version of Reckoner (tables “{revision}”). Put it back with that version,
    and start this one afterwards: it brings the tables up to date. Nothing was changed."""


class DatabaseNotEmpty(Refusal):
    """The database is not empty: it has rows in {tables}. Nothing was changed. Name a new, empty database."""


class BackupOfBrokenLedger(Refusal):
    """The register in this backup was changed without Reckoner before it was backed up. Look for an older backup.
    To put this one back all the same, add --as-it-is: “python -m bot verify” then names what was changed."""
