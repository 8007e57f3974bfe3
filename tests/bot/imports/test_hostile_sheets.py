"""Workbooks made to do harm, or damaged on the way, are refused in words, within bounded memory and time."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from bot.imports.sheets import WorkbookLimits, read_sheet
from bot.imports.tables import SheetRow
from bot.imports.workbook import read_workbook
from bot.imports.workbook_check import check_workbook
from models.refusals.sheets import (
    BadSheet,
    BrokenSheet,
    CellTooLong,
    LockedWorkbook,
    MacroWorkbook,
    OddWorkbook,
    OldWorkbook,
    OtherFormat,
    SheetTooHungry,
    SheetTooLarge,
    SheetTooSlow,
)
from tests.bot.bombs import (
    MEBIBYTE,
    NAMESPACE,
    SHEET,
    STRINGS,
    a_gap_in_each_of_900_worksheets,
    a_gap_of_a_million_rows,
    a_text_of_4_mebibytes,
    a_text_that_needs_much_memory,
    billion_laughs,
    cells_without_end,
    columns_without_end,
    honest,
    one_text_in_every_cell,
    packed,
    rows_without_end,
    styles_without_end,
    texts_without_end,
    the_last_row_of_all,
    unpacks_to_a_hundredfold_and_more,
    unpacks_to_more_than_is_allowed,
    with_cells,
    with_strings,
)

SMALL = WorkbookLimits(unpacked=40 * MEBIBYTE, seconds=20)
HURRIED = replace(SMALL, seconds=1)
"""For what would take longer than this on any machine; what is refused for another reason is given its time."""


def refused(data: bytes) -> BadSheet:
    with pytest.raises(BadSheet) as found:
        list(read_sheet(BytesIO(data), "register").rows)
    return found.value


@pytest.mark.parametrize(
    ("bomb", "refusal"),
    [
        (unpacks_to_a_hundredfold_and_more, OddWorkbook),
        (unpacks_to_more_than_is_allowed, SheetTooLarge),
        (texts_without_end, SheetTooSlow),
        (one_text_in_every_cell, SheetTooLarge),
        (a_text_of_4_mebibytes, CellTooLong),
        (cells_without_end, SheetTooSlow),
        (rows_without_end, SheetTooSlow),
        (the_last_row_of_all, SheetTooLarge),
        (styles_without_end, SheetTooSlow),
        (lambda: with_strings(billion_laughs("sst")), OddWorkbook),
    ],
)
def test_a_bomb_is_refused_in_bounded_memory_and_time(
    bomb: Callable[[], bytes], refusal: type[BadSheet]
) -> None:
    """A workbook that unpacks beyond measure, in whatever way, is stopped at the limits, and refused in words."""
    limits = HURRIED if refusal is SheetTooSlow else SMALL
    with pytest.raises(BadSheet) as found:
        list(read_sheet(BytesIO(bomb()), "register", limits).rows)
    assert type(found.value) is refusal


def test_a_bomb_that_needs_much_memory_does_not_get_it() -> None:
    """What a workbook unpacks to in memory is bounded, and said to be too much."""
    limits = WorkbookLimits(memory=128 * MEBIBYTE)
    with pytest.raises(SheetTooHungry, match="128 MiB"):
        read_sheet(BytesIO(a_text_that_needs_much_memory()), "register", limits)


@pytest.mark.parametrize(
    ("odd", "rows"),
    [(a_gap_of_a_million_rows, 2), (a_gap_in_each_of_900_worksheets, 1), (columns_without_end, 1)],
)
def test_what_is_only_far_apart_is_read(odd: Callable[[], bytes], rows: int) -> None:
    """Rows and columns that are not there take no memory and no time."""
    assert len(list(read_sheet(BytesIO(odd()), "register", SMALL).rows)) == rows


@pytest.mark.parametrize("part", ["[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", SHEET, STRINGS])
def test_document_types_are_refused_in_every_part(part: str) -> None:
    """No part of a workbook may declare a document type, and so no entity is ever expanded or fetched."""
    parts = honest()
    outside = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    declaration, rest = parts[part].split(b"?>", 1)
    parts[part] = declaration + b"?>" + outside + rest
    assert type(refused(packed(parts))) is OddWorkbook


def test_a_bomb_under_another_name_is_found() -> None:
    """A part takes no more whatever it is called, since the workbook itself says which part holds the texts."""
    parts = honest()
    parts["xl/media/image1.png"] = f"<sst xmlns='{NAMESPACE}'>{'<si><t>ab</t></si>' * 200_000}</sst>".encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"/xl/sharedStrings.xml", b"/xl/media/image1.png"
    )
    with pytest.raises(SheetTooSlow):
        read_sheet(BytesIO(packed(parts)), "register", HURRIED)


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
        (
            {**honest(), **{f"x{n}.xml": b"<x/>" for n in range(1_001)}},
            OddWorkbook,
            "not built like a normal workbook",
        ),
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


@pytest.mark.parametrize(
    ("made", "refusal"),
    [
        (locked_part, LockedWorkbook),
        (long_directory, OddWorkbook),
        (directory_for_large_archives, OddWorkbook),
    ],
)
def test_an_archive_is_weighed_before_it_is_unpacked(
    made: Callable[[], bytes], refusal: type[BadSheet]
) -> None:
    """A locked part or a directory of unusual size is refused on the archive's own word."""
    assert type(refused(made())) is refusal


def test_a_file_beyond_50_mebibytes_is_not_read() -> None:
    """A file larger than 50 MiB is refused before anything in it is looked at."""
    assert type(refused(b"x" * (50 * MEBIBYTE + 1))) is SheetTooLarge


def test_an_encoding_that_nobody_knows_is_refused() -> None:
    """A part that names an encoding which does not exist is broken, and said to be."""
    parts = honest()
    parts["docProps/core.xml"] = b'<?xml version="1.0" encoding="ATF-8"?><a/>'
    assert type(refused(packed(parts))) is BrokenSheet


def read_here(data: bytes) -> list[SheetRow]:
    """Read a workbook as its process does, in this one."""
    check_workbook(data, "register", SMALL.unpacked)
    return list(read_workbook(data, "register").rows)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)
@given(st.sampled_from(sorted(honest())), st.integers(0), st.binary(min_size=1, max_size=12))
def test_whatever_is_broken_is_read_or_refused(part: str, at: int, noise: bytes) -> None:
    """A workbook with any bytes of any part changed is read, or refused in words: never anything else."""
    parts = honest()
    place = at % len(parts[part])
    parts[part] = parts[part][:place] + noise + parts[part][place + len(noise) :]
    try:
        rows = read_here(packed(parts))
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
        read_here(whole[:place] + noise + whole[place + len(noise) :])
    except BadSheet:
        return
