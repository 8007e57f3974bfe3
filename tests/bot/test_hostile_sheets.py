"""Workbooks made to do harm, or damaged on the way, are refused in words, within bounded memory and time."""

import os
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from bot.imports.sheets import read_sheet
from models.refusals.sheets import (
    BadSheet,
    BrokenSheet,
    CellTooLong,
    LockedWorkbook,
    MacroWorkbook,
    OddWorkbook,
    OldWorkbook,
    OtherFormat,
    SheetTooLarge,
)
from tests.bot.bombs import (
    MEBIBYTE,
    NAMESPACE,
    SHEET,
    STRINGS,
    a_gap_in_each_of_900_worksheets,
    a_gap_of_a_million_rows,
    a_million_texts,
    a_text_of_40_mebibytes,
    billion_laughs,
    columns_without_end,
    honest,
    one_text_in_every_cell,
    packed,
    rows_without_end,
    six_million_cells,
    styles_without_end,
    the_last_row_of_all,
    unpacks_to_300_mebibytes,
    with_cells,
    with_strings,
)

ROOT = Path(__file__).parents[2]
READ_ALL = """
import sys, pathlib
from bot.imports.sheets import read_sheet
from models.refusals.sheets import BadSheet
try:
    print("rows", sum(1 for _ in read_sheet(pathlib.Path(sys.argv[1]), "register").rows))
except BadSheet as refusal:
    print(type(refusal).__name__)
"""


def refused(data: bytes) -> BadSheet:
    with pytest.raises(BadSheet) as found:
        list(read_sheet(BytesIO(data), "register").rows)
    return found.value


@pytest.mark.parametrize(
    ("bomb", "answer"),
    [
        (unpacks_to_300_mebibytes, "OddWorkbook"),
        (a_million_texts, "SheetTooLarge"),
        (one_text_in_every_cell, "SheetTooLarge"),
        (a_text_of_40_mebibytes, "CellTooLong"),
        (six_million_cells, "SheetTooLarge"),
        (rows_without_end, "SheetTooLarge"),
        (the_last_row_of_all, "SheetTooLarge"),
        (a_gap_of_a_million_rows, "rows 2"),
        (a_gap_in_each_of_900_worksheets, "rows 1"),
        (columns_without_end, "rows 1"),
        (styles_without_end, "SheetTooLarge"),
        (lambda: with_strings(billion_laughs("sst")), "OddWorkbook"),
    ],
)
def test_a_bomb_is_refused_in_bounded_memory_and_time(
    bomb: Callable[[], bytes], answer: str, tmp_path: Path
) -> None:
    """A workbook that unpacks beyond measure, in whatever way, is refused in 640 MiB and 60 processor seconds."""
    path = tmp_path / "register.xlsx"
    path.write_bytes(bomb())

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (640 * MEBIBYTE, 640 * MEBIBYTE))
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))

    done = subprocess.run(  # noqa: S603 - our own program, on a file made here.
        [sys.executable, "-c", READ_ALL, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=bounded,
    )
    assert done.stdout.strip() == answer, done.stderr[-2000:]


@pytest.mark.parametrize("part", ["[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", SHEET, STRINGS])
def test_document_types_are_refused_in_every_part(part: str) -> None:
    """No part of a workbook may declare a document type, and so no entity is ever expanded or fetched."""
    parts = honest()
    outside = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    declaration, rest = parts[part].split(b"?>", 1)
    parts[part] = declaration + b"?>" + outside + rest
    assert type(refused(packed(parts))) is OddWorkbook


def test_a_bomb_under_another_name_is_found() -> None:
    """A part is counted whatever it is called, since the workbook itself says which part holds the texts."""
    parts = honest()
    parts["xl/media/image1.png"] = f"<sst xmlns='{NAMESPACE}'>{'<si/>' * 600_000}</sst>".encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"/xl/sharedStrings.xml", b"/xl/media/image1.png"
    )
    assert type(refused(packed(parts))) is SheetTooLarge


def test_formulas_without_values_are_bounded() -> None:
    """Ten thousand formulas that were never calculated are named; with more, the workbook is refused."""
    cells = "".join(f'<row r="{row}"><c r="A{row}"><f>1</f></c></row>' for row in range(3, 10_005))
    assert "formulas that were never calculated" in str(refused(with_cells(cells)))


def test_a_text_longer_than_excel_holds_is_refused() -> None:
    """A cell of more than 32,767 characters is refused with the number of its row."""
    refusal = refused(
        with_cells(f'<row r="7"><c r="A7" t="inlineStr"><is><t>{"x" * 32_768}</t></is></c></row>')
    )
    assert type(refusal) is CellTooLong
    assert refusal.fields["row"] == 7


@pytest.mark.parametrize(
    ("parts", "refusal", "words"),
    [
        ({**honest(), "xl/vbaProject.bin": b"macro"}, MacroWorkbook, "contains macros"),
        ({"xl/workbook.bin": b"", "[Content_Types].xml": b"<x/>"}, OtherFormat, "(.xlsb)"),
        ({"mimetype": b"application/vnd.oasis", "content.xml": b"<x/>"}, OtherFormat, "OpenDocument"),
        ({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}, OtherFormat, "a Word document"),
        ({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}, OtherFormat, "PowerPoint"),
        ({"photo.jpg": b"1"}, OtherFormat, "a ZIP archive"),
        ({**honest(), **{f"x{n}.xml": b"<x/>" for n in range(1_001)}}, OddWorkbook, "no spreadsheet program"),
        ({**honest(), "xl/deep.xml": b"<x>" * 100 + b"</x>" * 100}, OddWorkbook, "no spreadsheet program"),
        ({**honest(), "xl/workbook.xml": b"<workbook"}, BrokenSheet, "damaged"),
        ({**honest(), SHEET: honest()[SHEET][:-40]}, BrokenSheet, "damaged"),
        ({"[Content_Types].xml": b"<x/>"}, BrokenSheet, "damaged"),
    ],
)
def test_other_files_in_the_same_wrapping_are_told_apart(
    parts: dict[str, bytes], refusal: type[BadSheet], words: str
) -> None:
    """Macro and binary workbooks, other offices' files and ZIP archives are each refused for what they are."""
    found = refused(packed(parts))
    assert type(found) is refusal
    assert words in str(found)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, OldWorkbook),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), LockedWorkbook),
        (b"<html><body><table><tr><td>Number</td></tr></table>", OtherFormat),
        (b"\xef\xbb\xbf <!DOCTYPE html><table>", OtherFormat),
        (b'<?xml version="1.0"?><Workbook>', OtherFormat),
        (b"%PDF-1.7\n", OtherFormat),
        (packed(honest(), zipfile.ZIP_LZMA), OddWorkbook),
        (packed(honest())[:-30], BrokenSheet),
        (packed(honest())[:2000], BrokenSheet),
        (b"PK\x03\x04", BrokenSheet),
    ],
)
def test_files_in_disguise_are_told_apart(data: bytes, refusal: type[BadSheet]) -> None:
    """Old, locked and truncated workbooks, web pages and PDFs are refused whatever their name says."""
    assert type(refused(data)) is refusal


def locked_part() -> bytes:
    data = bytearray(packed(honest()))
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    return bytes(data)


def long_directory() -> bytes:
    return packed({**honest(), **{f"{number:060000}": b"" for number in range(20)}})


def directory_for_large_archives() -> bytes:
    whole = packed(honest())
    at = whole.rindex(b"PK\x05\x06")
    return whole[:at] + b"PK\x06\x07" + bytes(16) + whole[at:]


def large_part() -> bytes:
    blocks = (os.urandom(64) + bytes(4_032) for _ in range(17_000))
    return packed({**honest(), "xl/media/film.bin": b"".join(blocks)})


@pytest.mark.parametrize(
    ("made", "refusal"),
    [
        (locked_part, LockedWorkbook),
        (long_directory, OddWorkbook),
        (directory_for_large_archives, OddWorkbook),
        (large_part, SheetTooLarge),
    ],
)
def test_an_archive_is_weighed_before_it_is_unpacked(
    made: Callable[[], bytes], refusal: type[BadSheet]
) -> None:
    """A locked part, a directory or a part of unusual size is refused on the archive's own word."""
    assert type(refused(made())) is refusal


def test_a_file_beyond_50_mebibytes_is_not_read() -> None:
    """A file larger than 50 MiB is refused before anything in it is looked at."""
    assert type(refused(b"x" * (50 * MEBIBYTE + 1))) is SheetTooLarge


def test_an_encoding_that_nobody_knows_is_refused() -> None:
    """A part that names an encoding which does not exist is broken, and said to be."""
    parts = honest()
    parts["docProps/core.xml"] = b'<?xml version="1.0" encoding="ATF-8"?><a/>'
    assert type(refused(packed(parts))) is BrokenSheet


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)
@given(st.sampled_from(sorted(honest())), st.integers(0), st.binary(min_size=1, max_size=12))
def test_whatever_is_broken_is_read_or_refused(part: str, at: int, noise: bytes) -> None:
    """A workbook with any bytes of any part changed is read, or refused in words: never anything else."""
    parts = honest()
    place = at % len(parts[part])
    parts[part] = parts[part][:place] + noise + parts[part][place + len(noise) :]
    try:
        rows = list(read_sheet(BytesIO(packed(parts)), "register").rows)
    except BadSheet:
        return
    assert len(rows) <= 2


@settings(deadline=None, max_examples=100)
@given(st.integers(0), st.binary(min_size=1, max_size=12))
def test_a_wrapping_that_is_broken_is_read_or_refused(at: int, noise: bytes) -> None:
    """The same holds for the archive around the parts."""
    whole = packed(honest())
    place = at % len(whole)
    try:
        list(read_sheet(BytesIO(whole[:place] + noise + whole[place + len(noise) :]), "register").rows)
    except BadSheet:
        return
