"""The ledger of a pack's items: as a table for people and as JSON for programs."""

import csv
import json
from collections.abc import Iterable
from io import StringIO
from typing import Final

from models.committee.ledger_rows import LedgerRow
from templates.pack_words import say
from templates.presenters.ledger import in_words

COLUMNS: Final = ("number", "effective_on", "recorded_at", "item", "kind", "by", "facts")
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - Excel takes the wide ones too.
"""What a spreadsheet takes for the beginning of a formula, or for a blank before one."""


def as_csv(rows: Iterable[LedgerRow]) -> bytes:
    """Return the facts as a table that Excel opens as UTF-8; no text in it can become a formula."""
    written = StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(say("ledger", column) for column in COLUMNS)
    for row in rows:
        cells = (*_head(row), row.kind.value, row.by or "", in_words(row.facts))
        table.writerow(_text(cell) for cell in cells)
    return written.getvalue().encode("utf-8-sig")


def as_json(rows: Iterable[LedgerRow]) -> bytes:
    """Return the facts as they were recorded, as a list of objects."""
    facts = [
        dict(zip(COLUMNS, (*_head(row), row.kind.value, row.by, dict(row.facts)), strict=True))
        for row in rows
    ]
    return (json.dumps(facts, indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _head(row: LedgerRow) -> tuple[int, str, str, str | None]:
    return row.number, row.effective_on.isoformat(), row.recorded_at.isoformat(), row.about


def _text(cell: object) -> str:
    text = str(cell if cell is not None else "")
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
