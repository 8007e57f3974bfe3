"""A copy of a register in which each fault stands in its cell, for whoever corrects the file."""

import json
from typing import Final

from bot.imports.sheets import LARGEST_FILE, LIMITS, WorkbookLimits
from bot.imports.workbook_check import check_workbook
from bot.sandbox.child_process import ask_child
from models.refusals.imports import NoMarkedCopy
from templates.messages.imports import ImportFaults
from templates.translator import PLAIN

LARGEST_COPY: Final = 2 * LARGEST_FILE


def annotated(data: bytes, name: str, found: ImportFaults, limits: WorkbookLimits = LIMITS) -> bytes:
    """Return an Excel workbook like the register `data`, with what was `found` as a comment at each cell.

    A child process makes it. Raises BadSheet or NoMarkedCopy.
    """
    if data.startswith(b"PK"):
        check_workbook(data, name, limits.unpacked)
    faults = [(each.row, each.column, f"{each.wrong} {each.right}") for each in found.faults]
    for question in found.questions:
        words = PLAIN.bare.say("import_faults", f"asks_{question.column.name.lower()}", question=question)
        faults += [(row, _heading(found, question.column), words) for row in question.rows]
    request = {
        "name": name,
        "size": len(data),
        "memory": limits.memory,
        "seconds": limits.seconds,
        "faults": faults,
    }
    answered = ask_child(
        "bot.imports.annotation_child",
        json.dumps(request).encode() + b"\n" + data,
        seconds=4.0 * limits.seconds,
        largest=LARGEST_COPY,
    )
    if not answered.said.startswith(b"PK"):
        raise NoMarkedCopy(name=name)
    return answered.said


def _heading(found: ImportFaults, column: str) -> str:
    """Return the heading under which the file has `column`."""
    return dict(found.headings).get(column, column)
