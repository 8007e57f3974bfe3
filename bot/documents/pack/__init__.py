"""A pack of evidence: a ZIP with an index in Word, the files, the ledger, and the sums by which it is verified."""

from bot.documents.pack.whole import Packed, write_pack

__all__ = ["Packed", "write_pack"]
