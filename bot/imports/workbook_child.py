"""The process that reads the cells of a workbook: one of its own, since files can be made to do harm.

It is given one request on its standard input and gives one answer on its standard output. While it works it can
open no file and no connection, and it has little memory and time.
"""

import gc
import json
import sys
from typing import Final

# openpyxl loads NumPy where it is there, which takes memory by the number of processors and is needed for nothing.
sys.modules["numpy"] = None  # type: ignore[assignment]

from bot.imports.sheet_json import written  # noqa: E402
from bot.imports.workbook import read_workbook  # noqa: E402
from bot.sandbox.archives import MEBIBYTE  # noqa: E402
from bot.sandbox.child_process import hold_small, shut_off  # noqa: E402
from models.refusals.sheets import BadSheet, SheetTooHungry  # noqa: E402

LOADED_LATE: Final = (
    *("encodings.cp437", "encodings.utf_16", "encodings.utf_16_be", "encodings.utf_16_le", "encodings.ascii"),
    *("encodings.cp1252", "encodings.latin_1", "encodings.idna", "encodings.utf_8_sig", "encodings.charmap"),
    *("textwrap", "lxml.etree", "xml.etree.ElementTree", "pyexpat"),
)
"""What the libraries load while they work, when no file can be opened any more."""


def main() -> None:
    """Answer the request on standard input: `null` and the register, or the refusal."""
    request = json.loads(sys.stdin.buffer.readline())
    hold_small(request["seconds"], request["memory"])
    gc.disable()
    name = request["name"]
    try:
        data = sys.stdin.buffer.read(request["size"])
        shut_off(LOADED_LATE)
        answer = b"null\n" + b"".join(written(read_workbook(data, name)))
    except BadSheet as refused:
        answer = _refused(refused)
    except (MemoryError, RecursionError):
        answer = _refused(SheetTooHungry(name=name, limit=request["memory"] // MEBIBYTE))
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def _refused(refusal: BadSheet) -> bytes:
    return json.dumps({"refused": type(refusal).__name__, "fields": refusal.fields}).encode() + b"\n"


if __name__ == "__main__":
    main()
