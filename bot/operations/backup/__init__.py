"""Copies of the register: written while it is used, checked, put back, and moved to another database."""

from bot.operations.backup.moving import move
from bot.operations.backup.restoring import restore
from bot.operations.backup.writing import Contents, write_backup

__all__ = ["Contents", "move", "restore", "write_backup"]
