"""Refusals to write a backup, to put one back, or to move a register."""

from models.refusals.base import Refusal


class BackupAlreadyThere(Refusal):
    """The file {file} already exists. Choose another name; backups are never overwritten."""


class BackupFileDiffers(Refusal):
    """The evidence file {sha256} is missing from {file} or has been changed. Restore it from an earlier
    backup, then try again; a backup without it would be incomplete.
    """


class NotABackup(Refusal):
    """{file} is not a Reckoner backup, or is incomplete. Nothing was changed."""


class BackupHoldsSomethingElse(Refusal):
    """The backup contains “{entry}”, which Reckoner did not write, or contains it twice. Nothing was changed.
    Use another backup, and find out who has handled this one.
    """


class BackupBroken(Refusal):
    """{entry} did not come out as it was written. Nothing was changed. Use another backup."""


class BackupOfOtherTables(Refusal):
    """The backup comes from another version of Reckoner (tables “{revision}”). Restore it with that version,
    then start this one to update the tables. Nothing was changed.
    """


class DatabaseNotEmpty(Refusal):
    """The database is not empty: it has rows in {tables}. Nothing was changed. Choose a new, empty database."""


class BackupOfBrokenLedger(Refusal):
    """The register in this backup had been changed without Reckoner before it was backed up. Look for an
    older backup. To restore this one anyway, add --as-it-is; “python -m bot verify” then shows what was
    changed.
    """
