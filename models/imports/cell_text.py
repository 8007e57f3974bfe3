"""What becomes of a text that is put in a workbook's cell and read again."""

from typing import Final

from models.register.same_name import as_written

_UNSEEN: Final = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
)
"""Controls, halves of characters and what is no character: none of them can stand in a workbook."""


def on_a_line(value: str | None) -> str | None:
    """Return a name as an import reads it: in the form in which names are kept; nothing for nothing."""
    return as_written(str(as_in_a_cell(value))) or None if value else None


def as_in_a_cell(value: object) -> object:
    """Return a text as it comes back from a cell, with even line ends and nothing that is not seen.

    Anything else is returned as it is. What differs in no more than this has not been changed.
    """
    if not isinstance(value, str):
        return value
    if value.isprintable():  # So that it holds neither line ends nor what is not seen.
        return value.strip()
    return value.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN).strip()
