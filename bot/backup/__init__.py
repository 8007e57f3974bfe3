"""Copies of the register: written while it is used, checked, put back, and moved to another database."""

from bot.backup.moving import move
from bot.backup.restoring import restore
from bot.backup.writing import Contents, write_backup

__all__ = ["Contents", "move", "restore", "write_backup"]
