"""Whatever stands in a spreadsheet, it is taken in whole or refused in sentences, and changes nothing by halves."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, strategies as st

from bot.documents.workbook import export_workbook
from bot.imports.import_register import import_file
from models.database import Database
from models.policy import Policy
from models.refusals.sheets import BadSheet
from models.register.fields import Column
from templates.messages.imports import Imported, ImportFaults
from tests.examples import tries
from tests.factories import Register
from tests.fuzz import world
from tests.fuzz.strange import ANY_TEXT, DAYS, NUMBER, WORDS

AT = datetime(2022, 12, 1, 10, tzinfo=UTC)
USUAL = {
    "Report": "Vetting, misconduct and misogyny",
    "Report code": "VETTING",
    "Published": date(2022, 11, 2),
    "Number": "33",
    "Text": "Chief constables should make sure of it.",
}
HEADINGS = st.sampled_from([*map(str, Column), *(name for column in Column for name in column.also)])
CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1901, 1, 1)),
    st.sampled_from(DAYS),
    NUMBER,
    WORDS,
    ANY_TEXT,
)
ROW = st.builds(
    lambda changed, number: {**USUAL, "Number": str(number), **changed},
    st.dictionaries(HEADINGS, CELL, max_size=4),
    st.integers(1, 40),
)
ROWS = st.lists(ROW, min_size=1, max_size=4)


def workbook(rows: list[dict[str, Any]]) -> bytes:
    """Return a workbook as Excel would write it, with the rows under all of their headings."""
    file = io.BytesIO()
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    with xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([dict(zip(headings, headings, strict=True)), *rows]):
            for column, heading in enumerate(headings):
                cell = row.get(heading)
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell[:32_000].encode("utf-8", "replace").decode())
                else:
                    sheet.write(number, column, cell)
    return file.getvalue()


def lines(rows: list[dict[str, Any]]) -> str:
    """Return the rows as comma-separated values."""
    file = io.StringIO()
    written = csv.DictWriter(file, list(dict.fromkeys(heading for row in rows for heading in row)))
    written.writeheader()
    written.writerows(rows)
    return file.getvalue()


@pytest.fixture
def filled(database: Database, register: Register) -> Database:
    """A register that has something of everything."""
    world.fill(register)
    return database


def taken(database: Database, file: Path) -> Imported | None:
    """Import a file; return what was done, or None where it was refused in sentences and nothing was changed."""
    before = world.rows(database)
    outcome: Imported | ImportFaults | str
    try:
        outcome = import_file(database, file, AT, Policy())
    except BadSheet as refused:
        outcome = str(refused)
    if isinstance(outcome, Imported):
        world.check(database, date(2022, 12, 1))
        return outcome
    assert world.rows(database) == before
    if isinstance(outcome, ImportFaults):
        assert outcome.faults or outcome.questions
        assert all(fault.wrong and fault.right for fault in outcome.faults)
    else:
        assert file.name in outcome
    return None


@given(rows=ROWS)
@tries(15)
def test_any_cells_are_taken_in_or_refused_at_their_place(
    filled: Database, tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    """Cells of any kind under any headings: all or nothing; what was taken exports and imports."""
    file = tmp_path / "register.xlsx"
    file.write_bytes(workbook(rows))
    if taken(filled, file) is None:
        return
    with filled.reading() as session:
        file.write_bytes(export_workbook(session, None, date(2022, 12, 1), None))
    again = taken(filled, file)
    assert again is not None
    assert (again.added, again.changed) == ((), ())


@given(rows=ROWS, at=st.lists(st.tuples(st.floats(0, 0.9999), st.binary(max_size=8)), min_size=1, max_size=6))
@tries(15)
def test_a_damaged_workbook_is_refused_in_a_sentence(
    filled: Database, tmp_path: Path, rows: list[dict[str, Any]], at: list[tuple[float, bytes]]
) -> None:
    """Bytes of a good workbook that were changed or lost are noticed, or do no harm."""
    octets = bytearray(workbook(rows))
    for where, change in at:
        start = int(where * len(octets))
        octets[start : start + max(1, len(change))] = change
    file = tmp_path / "damaged.xlsx"
    file.write_bytes(octets)
    taken(filled, file)


@given(
    octets=st.one_of(
        st.binary(max_size=300),
        st.builds(
            lambda rows, encoding: lines(rows).encode(encoding, "replace"),
            ROWS,
            st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32", "cp037")),
        ),
        st.builds(lambda words: f"Report code,Number,Text\n{words}".encode("utf-8", "replace"), WORDS),
    )
)
@tries(20)
def test_any_text_file_is_taken_in_or_refused(filled: Database, tmp_path: Path, octets: bytes) -> None:
    """Odd encodings, stray quotes, NULs and bytes of no kind end in a sentence, or in a register that holds."""
    file = tmp_path / "register.csv"
    file.write_bytes(octets)
    taken(filled, file)
