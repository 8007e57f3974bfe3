"""Copies of the register: written while it is used, checked, put back, and moved to another database."""

from bot.operations.backup.moving import move
from bot.operations.backup.restoring import restore
from bot.operations.backup.writing import BackupContents, write_backup

__all__ = ["BackupContents", "move", "restore", "write_backup"]
