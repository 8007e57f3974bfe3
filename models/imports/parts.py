"""A register in parts, each taken in by a transaction of its own, so that nobody waits for all of it."""

from collections.abc import Iterable
from typing import Final

from models.imports.rows import ImportRow

ROWS_AT_ONCE: Final = 50
"""Rows of a part. Whoever writes waits for one part at most."""

TRIED_AT_ONCE: Final = 1_000
"""Rows of a part while a register is only tried: so many items are held in memory."""


def parts(rows: Iterable[ImportRow], at_once: int = ROWS_AT_ONCE) -> tuple[tuple[ImportRow, ...], ...]:
    """Return `rows` in parts of about so many, in the order of the file.

    A cause of concern and what belongs to it stay together, however many they are: it ends after them.
    """
    families: dict[tuple[str, str], list[ImportRow]] = {}
    for row in rows:
        families.setdefault((row.report_code, (row.parent or row.number).casefold()), []).append(row)
    found: list[list[ImportRow]] = [[]]
    for family in families.values():
        if len(found[-1]) + len(family) > at_once and found[-1]:
            found.append([])
        found[-1] += family
    return tuple(tuple(part) for part in found if part)
