"""Reads a register from an Excel workbook or a CSV file, whatever the file may hold.

A workbook is opened by a child process with little memory and time (`bot/imports/workbook_child.py`): this one
never opens what somebody else has made.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from bot.imports.csv_file import csv_grid
from bot.imports.sheet_json import read_back
from bot.imports.tables import Sheet, sheet_in
from bot.imports.workbook_check import check_workbook, refuse_compound_file
from bot.sandbox.archives import MEBIBYTE, is_compound_file
from bot.sandbox.child_process import MEMORY, ask_child
from models.refusals import sheets as refusals_sheets
from models.refusals.sheets import BadSheet, BrokenSheet, SheetTooLarge, SheetTooSlow

LARGEST_FILE: Final = 50 * MEBIBYTE
LARGEST_ANSWER: Final = 512 * MEBIBYTE


@dataclass(frozen=True)
class WorkbookLimits:
    """What opening a workbook may take: octets unpacked and in memory, and seconds of the processor."""

    unpacked: int = 320 * MEBIBYTE
    memory: int = MEMORY
    seconds: int = 300


LIMITS: Final = WorkbookLimits()
"""A register of 200,000 rows and 20 columns takes a quarter of the time, and a tenth of the memory."""


def read_sheet(source: Path | BinaryIO, name: str, limits: WorkbookLimits = LIMITS) -> Sheet:
    """Return the register in `source`, which people know as `name`: an Excel workbook (.xlsx) or a CSV file.

    What it is is told from its content. Of several worksheets the one with the most known headings is taken.
    Raises a BadSheet, here or while the rows are read, for every file that cannot be read within `limits` and
    those of `bot/imports/tables.py`.
    """
    data = _read_all(source, name)
    if is_compound_file(data):
        refuse_compound_file(data, name)
    if not data.startswith(b"PK"):
        return sheet_in([csv_grid(data, name)], name)
    check_workbook(data, name, limits.unpacked)
    return _read_workbook(data, name, limits)


def _read_all(source: Path | BinaryIO, name: str) -> bytes:
    if isinstance(source, Path):
        with source.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    else:
        data = source.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise SheetTooLarge(name=name, limit=LARGEST_FILE // MEBIBYTE, what="MiB")
    return data


def _read_workbook(data: bytes, name: str, limits: WorkbookLimits) -> Sheet:
    request = {"name": name, "size": len(data), "memory": limits.memory, "seconds": limits.seconds}
    answered = ask_child(
        "bot.imports.workbook_child",
        json.dumps(request).encode() + b"\n" + data,
        # Where the machine is busy, a second of the processor takes more than one by the clock.
        seconds=4.0 * limits.seconds,
        largest=LARGEST_ANSWER,
    )
    if answered.stopped:
        raise SheetTooSlow(name=name, seconds=limits.seconds)
    head, _, said = answered.said.partition(b"\n")
    if not head:
        raise BrokenSheet(name=name)
    answer = json.loads(head)
    if answer is not None:
        raise _refusal(answer)
    return read_back(said, name)


def _refusal(answer: dict[str, Any]) -> BadSheet:
    kind = getattr(refusals_sheets, answer["refused"])
    if not (isinstance(kind, type) and issubclass(kind, BadSheet)):
        raise TypeError(f"The process for workbooks answered {answer['refused']}.")
    return kind(**answer["fields"])
