"""Reads that a message brings a register: a spreadsheet, sent with the word “import”."""

import re
from collections.abc import Sequence
from typing import Final

from models.reply_parser.intents import SentRegisterFile

_WORDS: Final = re.compile(
    r"\s*(?:/?rec )?(?:please )?(?:import|take in)(?: (?:this|the|our))?(?: ?register)?[\s.!:]*(?:please[\s.!]*)?",
    re.IGNORECASE,
)
_SPREADSHEETS: Final = (".xlsx", ".xls", ".xlsm", ".csv")


def register_in(words: str, files: Sequence[str], *, alone: bool) -> SentRegisterFile | None:
    """Return that a message brings a register, as one of the `files` of these names; None where it brings none.

    A spreadsheet without any words is one where it would stand `alone`, about nothing else.
    """
    if not files or not all(name.casefold().endswith(_SPREADSHEETS) for name in files):
        return None
    if not words.strip():
        return SentRegisterFile() if alone else None
    return SentRegisterFile() if _WORDS.fullmatch(words) else None
