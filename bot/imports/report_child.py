"""The process that gets the text out of a report's file: one of its own, since files can be made to do harm.

It is given one request on its standard input and gives one answer on its standard output. While it works it can
open no file and no connection, and it has little memory and time.
"""

import gc
import json
import sys
from typing import Final

from bot.imports.report_files import printed_file
from bot.sandbox.archives import MEBIBYTE
from bot.sandbox.child_process import MEMORY, hold_small, shut_off
from models.refusals.reports import BadReport, ReportTooHungry
from models.report_parser.pages import PrintedText

PROCESSOR_SECONDS: Final = 60
LOADED_LATE: Final = (
    *(
        "encodings.cp437",
        "encodings.cp1252",
        "encodings.utf_16",
        "encodings.utf_16_be",
        "encodings.unicode_escape",
    ),
    *(
        "encodings.latin_1",
        "encodings.mac_roman",
        "encodings.charmap",
        "encodings.idna",
        "encodings.utf_8_sig",
    ),
    *("pypdf.filters", "pypdf.generic", "pypdf._text_extraction", "pypdf._cmap", "pypdf._crypt_providers"),
    *("pypdf._doc_common", "pypdf._page", "pypdf._reader", "textwrap", "lxml.etree"),
)
"""What the libraries load while they work, when no file can be opened any more."""


def main() -> None:
    """Answer the request on standard input."""
    hold_small(PROCESSOR_SECONDS)
    gc.disable()
    request = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read(request["size"])
    shut_off(LOADED_LATE)
    answer: dict[str, object]
    try:
        answer = _told(printed_file(data, request["name"]))
    except BadReport as refused:
        answer = {"refused": type(refused).__name__, "fields": refused.fields}
    except (MemoryError, RecursionError):
        answer = {
            "refused": ReportTooHungry.__name__,
            "fields": {"name": request["name"], "limit": MEMORY // MEBIBYTE},
        }
    sys.stdout.buffer.write(json.dumps(answer).encode())
    sys.stdout.buffer.flush()


def _told(text: PrintedText) -> dict[str, object]:
    pages = [[[line.text, line.cells, line.heading] for line in page] for page in text.pages]
    return {"pages": pages, "whole": text.whole, "paged": text.paged}


if __name__ == "__main__":
    main()
