"""`python -m tests.bench.documents`: registers that are imported and exported, with the memory that it takes.

Each is done in a process of its own, of which the most memory is known that it ever had.
"""

import argparse
import csv
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import sleep
from typing import Final

from bot.cli.register import BETWEEN_PARTS
from bot.documents.documents import Documents
from bot.garbage import keep_what_is_there, look_less_often
from bot.imports.import_register import import_file
from models.database import Database
from models.enums import DocumentKind
from models.policy import Policy
from templates.messages.documents import Document
from templates.messages.imports import Imported
from tests.bench.apart import apart, most_memory, tell
from tests.bench.bench import Bench
from tests.bench.comparing import Line, in_seconds, named, timed, watch_for
from tests.bench.filling import due_far_off

AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
IMPORTED, EXPORTED = ((3.0, None), (30.0, 400.0)), ((1.0, None), (8.0, None))
"""The seconds, and the MiB, that a smaller and a larger register may take."""

FIRST: Final = ("Anna", "Dev", "Helen", "Marcus", "Priya", "Ruth", "Sofia", "Tomasz", "Una", "Walter")
LAST: Final = (
    "Abbott",
    "Brookes",
    "Clarke",
    "Dhillon",
    "Evans",
    "Fofana",
    "Gupta",
    "Hughes",
    "Ibrahim",
    "Jones",
)
"""A hundred owners, none of whom is taken for another."""

_HEADINGS = (
    *("Report", "Report code", "Report kind", "Published", "Number", "Register number", "Kind", "Text"),
    *("Addressed to", "Deadline wording", "Owner", "Status", "Status since", "Notes"),
)


async def imported(bench: Bench) -> list[Line]:
    """Tell what importing a smaller and a larger register takes of the processor, and of memory."""
    lines = []
    for rows, (seconds, most) in zip(bench.sizes.imported, IMPORTED, strict=True):
        file = bench.folder / f"{rows}.csv"
        write(file, rows)
        url = bench.new(f"imported-{rows}")
        took, memory = await done_apart("import", url, file)
        what = f"{rows:,} rows imported{named(watch_for(url))}"
        lines += [in_seconds(what, took, seconds), most_memory(memory, most)]
    return lines


def write(file: Path, rows: int, code: str = "R", first: int = 100_000) -> None:
    """Write a register of so many rows, of reports whose codes begin with `code`; numbers begin with `first`."""
    with file.open("w", encoding="utf-8", newline="") as written:
        csv.writer(written).writerows((_HEADINGS, *_rows(rows, code, first)))


async def exported(bench: Bench) -> list[Line]:
    """Tell what the workbook of a smaller and a larger register takes of the processor, and of memory."""
    lines = []
    for items, (seconds, most) in zip(bench.sizes.exported, EXPORTED, strict=True):
        url = bench.register(items, due_far_off)
        took, memory = await done_apart("export", url, bench.folder / f"{items}.xlsx")
        lines += [
            in_seconds(f"the workbook of {items:,} items", took, seconds),
            most_memory(memory, most),
        ]
    return lines


async def done_apart(what: str, url: str, file: Path) -> tuple[float, float]:
    """Return the milliseconds, and the MiB, that it takes in a process of its own."""
    [took], memory = await apart("tests.bench.documents", what, url, str(file))
    return took, memory


def _rows(number: int, code: str, first: int) -> Iterator[tuple[object, ...]]:
    for item in range(number):
        status = ("signed off", "2022-06-01") if item % 5 > 2 else ("in progress", "")
        report, text = item // 50, f"Chief constables should make sure that matter {item} is put right."
        yield (
            *(
                f"Report {code}{report}",
                f"{code}{report}",
                "other",
                "2022-01-01",
                item % 50 + 1,
                first + item,
            ),
            *(
                "recommendation",
                text,
                "all forces",
                "Within 12 months",
                f"{FIRST[item % 10]} {LAST[item // 10 % 10]}",
            ),
            *(*status, f"Note {item}"),
        )


def _import(url: str, file: Path, pause: float = 0) -> None:
    database = Database(url)
    database.migrate()
    outcome = import_file(database, file, AT, Policy(), pause=lambda: sleep(pause))
    if not isinstance(outcome, Imported):
        raise TypeError(outcome)


def _export(url: str, file: Path) -> None:
    made = Documents(Database(url), Policy(), None).make(Document(DocumentKind.WORKBOOK, 0, AT.date()), AT)
    file.write_bytes(made)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("import", "import beside", "export"))
    parser.add_argument("url")
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    # As in Reckoner that runs.
    keep_what_is_there()
    look_less_often()
    beside = partial(_import, pause=BETWEEN_PARTS)
    kinds: dict[str, Callable[[str, Path], None]] = {
        "import": _import,
        "import beside": beside,
        "export": _export,
    }
    does = kinds[given.what]
    tell([timed(lambda: does(given.url, given.file), watch_for(given.url))])
