"""Gets the text of a published report out of a Word file, a PDF or a text file, whatever the file may hold.

A file is opened by a child process with little memory and time (`bot/imports/report_child.py`): this one never
opens what somebody else has made.
"""

import json
from pathlib import Path
from typing import Any, Final

from bot.sandbox.archives import MEBIBYTE
from bot.sandbox.child_process import ask_child
from models.refusals import reports as refusals_reports
from models.refusals.reports import BadReport, ReportBroken, ReportTooLarge, ReportTooSlow
from models.report_parser.pages import Line, PrintedText

LARGEST_REPORT: Final = 50 * MEBIBYTE
LARGEST_ANSWER: Final = 64 * MEBIBYTE
SECONDS: Final = 90.0
"""How long a file may take, from the start of its process; a report of 200 pages takes some ten."""


def report_text(data: bytes, name: str, *, seconds: float = SECONDS) -> PrintedText:
    """Return the text of the file `data`, which people know as `name`, page by page where pages are known.

    What it is is told from its content. It waits for the child process for at most `seconds`: call it in a thread
    where others must not wait. Raises a BadReport that names the file and says what to do instead.
    """
    if len(data) > LARGEST_REPORT:
        raise ReportTooLarge(name=name, limit=LARGEST_REPORT // MEBIBYTE, what="MiB")
    head = json.dumps({"name": name, "size": len(data)}).encode()
    answered = ask_child(
        "bot.imports.report_child", head + b"\n" + data, seconds=seconds, largest=LARGEST_ANSWER
    )
    if answered.stopped:
        raise ReportTooSlow(name=name, seconds=round(seconds))
    if not answered.said:
        raise ReportBroken(name=name)
    answer: dict[str, Any] = json.loads(answered.said)
    if "refused" in answer:
        raise _refusal(answer)
    pages = tuple(
        tuple(Line(text, tuple(cells), heading) for text, cells, heading in page) for page in answer["pages"]
    )
    return PrintedText(pages, whole=answer["whole"], paged=answer["paged"])


def report_file(path: Path, name: str | None = None) -> PrintedText:
    """Return the text of the file at `path`. Raises a BadReport."""
    with path.open("rb") as file:
        data = file.read(LARGEST_REPORT + 1)
    return report_text(data, name or path.name)


def _refusal(answer: dict[str, Any]) -> BadReport:
    kind = getattr(refusals_reports, answer["refused"])
    if not (isinstance(kind, type) and issubclass(kind, BadReport)):
        raise TypeError(f"The process for reports answered {answer['refused']}.")
    return kind(**answer["fields"])
