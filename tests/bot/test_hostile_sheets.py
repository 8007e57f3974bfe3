"""Workbooks made to do harm, or damaged on the way, are refused in words, within bounded memory and time."""

import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sheets import read_sheet
from models.refusals import (
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

ROOT = Path(__file__).parents[2]
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
MEBIBYTE = 1024 * 1024
WORKSHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
READ_ALL = """
import sys, pathlib
from bot.sheets import read_sheet
from models.refusals import BadSheet
try:
    print("rows", sum(1 for _ in read_sheet(pathlib.Path(sys.argv[1]), "register").rows))
except BadSheet as refusal:
    print(type(refusal).__name__)
"""


def honest() -> dict[str, bytes]:
    """Return the parts of a small workbook as Excel would write it."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Report code", "Number", "Text"])
        sheet.write_row(1, 0, ["VETTING", 33, "Look here"])
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_cells(cells: str) -> bytes:
    """Return a workbook whose only worksheet has the headings and then the XML `cells`."""
    parts = honest()
    head, tail = parts[SHEET].split(b"</sheetData>")
    parts[SHEET] = head + cells.encode() + b"</sheetData>" + tail
    return packed(parts)


def with_strings(xml: str) -> bytes:
    parts = honest()
    parts[STRINGS] = xml.encode()
    return packed(parts)


def refused(data: bytes) -> BadSheet:
    with pytest.raises(BadSheet) as found:
        list(read_sheet(BytesIO(data), "register").rows)
    return found.value


def billion_laughs(root: str) -> str:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 12)
    )
    return f"<!DOCTYPE x [{entities}]><{root} xmlns='{NAMESPACE}'><si><t>&a11;</t></si></{root}>"


def unpacks_to_300_mebibytes() -> bytes:
    parts = honest()
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", b" " * 300 * MEBIBYTE + b"</sheetData>")
    return packed(parts)


def a_million_texts() -> bytes:
    return with_strings(f"<sst xmlns='{NAMESPACE}'>{'<si><t>ab</t></si>' * 1_000_000}</sst>")


def one_text_in_every_cell() -> bytes:
    parts = honest()
    parts[STRINGS] = parts[STRINGS].replace(b"Look here", b"x" * 32_000)
    rows = "".join(
        f'<row r="{row}"><c r="B{row}"><v>1</v></c><c r="C{row}" t="s"><v>4</v></c></row>'
        for row in range(3, 20_000)
    )
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", f"{rows}</sheetData>".encode())
    return packed(parts)


def a_text_of_40_mebibytes() -> bytes:
    parts = honest()
    parts[STRINGS] = parts[STRINGS].replace(b"Look here", b"evidence" * 5 * MEBIBYTE)
    return packed(parts, zipfile.ZIP_STORED)


def six_million_cells() -> bytes:
    return with_cells(("<row>" + "<c/>" * 600 + "</row>") * 10_000)


def rows_without_end() -> bytes:
    return with_cells("<row/>" * 1_000_000)


def the_last_row_of_all() -> bytes:
    return with_cells('<row r="999999999999"><c r="A999999999999"><v>1</v></c></row>')


def a_gap_of_a_million_rows() -> bytes:
    return with_cells('<row r="1048576"><c r="B1048576"><v>1</v></c></row>')


def a_gap_in_each_of_900_worksheets() -> bytes:
    parts = honest()
    gap = b'<row r="1048576"><c r="B1048576"><v>1</v></c></row></sheetData>'
    sheets, links = b"", b""
    for number in range(2, 902):
        path = f"worksheets/sheet{number}.xml"
        parts[f"xl/{path}"] = (f'<worksheet xmlns="{NAMESPACE}"><sheetData>').encode() + gap + b"</worksheet>"
        sheets += f'<sheet name="S{number}" sheetId="{number}" r:id="rId{number + 100}"/>'.encode()
        links += f'<Relationship Id="rId{number + 100}" Type="{WORKSHEET}" Target="{path}"/>'.encode()
    for path, end, more in (
        ("xl/workbook.xml", b"</sheets>", sheets),
        ("xl/_rels/workbook.xml.rels", b"</Relationships>", links),
    ):
        parts[path] = parts[path].replace(end, more + end)
    return packed(parts)


def columns_without_end() -> bytes:
    return with_cells(
        "".join(f'<row r="{row}"><c r="ZZZ{row}"><v>1</v></c></row>' for row in range(3, 30_000))
    )


def styles_without_end() -> bytes:
    parts = honest()
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(
        b"</cellXfs>", b"<xf/>" * 2_000_000 + b"</cellXfs>"
    )
    return packed(parts)


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


def test_a_file_beyond_50_mebibytes_is_not_read() -> None:
    """A file larger than 50 MiB is refused before anything in it is looked at."""
    assert type(refused(b"x" * (50 * MEBIBYTE + 1))) is SheetTooLarge


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
