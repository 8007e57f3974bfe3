"""Long texts in forms: a field holds only so much, so that a text goes into several, and comes out whole.

The names of the fields after the first say what stood where the text was parted: `text`, `text_2_line`,
`text_3_blank`.
"""

import re
from collections.abc import Iterator, Mapping

from templates.parts import FIELD_HOLDS

PIECE = FIELD_HOLDS - 200
"""Characters that are put into one field. Some room is left to write in."""

_JOINTS = {"line": "\n", "blank": " ", "none": ""}
_LOOKED_BACK = 1000
"""Characters in which an end of a line is looked for before the text is parted at a blank."""


def fields_of(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of a long text, each by its name with its piece; the last is empty, to go on in."""
    field, number = name, 1
    while text:
        piece, how, text = _parted(text)
        yield field, piece
        number += 1
        field = f"{name}_{number}_{how}"
    yield field, ""
    if number == 1:
        yield f"{name}_2_line", ""


def whole(name: str, fields: Mapping[str, str]) -> str:
    """Return the text that the fields called so hold, without blanks around it."""
    text = fields.get(name, "")
    named = (re.fullmatch(rf"{re.escape(name)}_(\d+)_(\w+)", field) for field in fields)
    for found in sorted((each for each in named if each), key=lambda each: int(each[1])):
        if piece := fields[found[0]]:
            text = f"{text}{_JOINTS[found[2]]}{piece}" if text else piece
    return text.strip()


def _parted(text: str) -> tuple[str, str, str]:
    """Return the piece with which `text` begins, what stands after it, and the rest."""
    if len(text) <= PIECE:
        return text, "line", ""
    line = text.rfind("\n", PIECE - _LOOKED_BACK, PIECE)
    blank = text.rfind(" ", 1, PIECE)
    if line > 0:
        return text[:line], "line", text[line + 1 :]
    if blank > 0:
        return text[:blank], "blank", text[blank + 1 :]
    return text[:PIECE], "none", text[PIECE:]
