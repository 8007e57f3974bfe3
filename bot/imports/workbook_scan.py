"""Looks through a workbook before it is read: whether it is one, and whether it can be read in bounded memory.

A workbook is a ZIP archive of XML. Both can be small on disk and unpack to more than any machine holds, so
everything is counted in one pass that keeps nothing, before a reader that builds objects sees any of it.
"""

import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Final
from xml.parsers import expat

from models.refusals.sheets import (
    BrokenSheet,
    LockedWorkbook,
    MacroWorkbook,
    OddWorkbook,
    OldWorkbook,
    OtherFormat,
    SheetTooLarge,
)

MEBIBYTE: Final = 1024 * 1024
MOST_PARTS: Final = 1_000
MOST_DIRECTORY_BYTES: Final = MEBIBYTE
LARGEST_SHEET: Final = 256 * MEBIBYTE
LARGEST_PART: Final = 64 * MEBIBYTE
LARGEST_UNPACKED: Final = 320 * MEBIBYTE
HIGHEST_RATIO: Final = 150
RATIO_MATTERS_FROM: Final = 32 * MEBIBYTE
DEEPEST: Final = 60
MOST_UNCALCULATED: Final = 10_000
MOST_COLUMNS_OF_EXCEL: Final = 16_384
LAST_ROW: Final = 1_048_576
"""The last row of an Excel worksheet."""
LONGEST_ROW_NUMBER: Final = len(str(LAST_ROW))
MOST_NAMES: Final = 5_000
"""Different names of elements in one file; real workbooks have a few hundred."""

OTHERS: Final = ""
MOST_ELEMENTS: Final = {
    "row": (400_000, "rows, blank ones with a format among them,"),
    "c": (5_000_000, "cells"),
    "v": (5_000_000, "cells"),
    "f": (1_000_000, "formulas"),
    "is": (2_000_000, "cells"),
    "si": (500_000, "different texts"),
    "t": (3_000_000, "pieces of text"),
    "r": (500_000, "pieces of formatted text"),
    "mergeCell": (20_000, "merged cells"),
    OTHERS: (200_000, "formats and other settings"),
}
"""How many of each may be in all parts together, and what they are to the person who is told."""

_END_OF_DIRECTORY = b"PK\x05\x06"
_LONG_DIRECTORY = b"PK\x06\x07"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FOREIGN_PARTS: Final = (
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("content.xml", "an OpenDocument file"),
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
)


@dataclass
class ZipPart:
    """What one part of a workbook holds: the number of rows, merged ranges, and formulas without a value."""

    rows: int = 0
    merged: list[str] = field(default_factory=list)
    uncalculated: set[str] = field(default_factory=set)


def is_compound_file(data: bytes) -> bool:
    """Say whether `data` is of the format that old and locked workbooks have."""
    return data.startswith(_COMPOUND_FILE)


def refuse_compound_file(data: bytes, name: str) -> None:
    """Raise LockedWorkbook or OldWorkbook for a file of that format."""
    raise (LockedWorkbook if _ENCRYPTED in data else OldWorkbook)(name=name)


def scan(data: bytes, name: str) -> dict[str, ZipPart]:
    """Return what each part of the workbook `data` holds, by its path within.

    Raises a BadSheet that names the file by `name`: for what is not a workbook, is damaged, has macros or is
    locked, declares a document type, or is larger than the limits above in any way.
    """
    _check_directory(data, name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(parts, len(data), name)
            counter = _Counter(name)
            for part in parts:
                with archive.open(part) as source:
                    counter.count(part.filename, source)
            return counter.parts
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise BrokenSheet(name=name) from None


def _check_directory(data: bytes, name: str) -> None:
    """Refuse a directory too long to be read: it is read whole, before anything in it can be counted."""
    at = data.rfind(_END_OF_DIRECTORY, -(65_535 + 22))
    if at < 0 or len(data) < at + 22:
        raise BrokenSheet(name=name)
    if data[at - 20 : at - 16] == _LONG_DIRECTORY:
        raise OddWorkbook(name=name)
    if int.from_bytes(data[at + 12 : at + 16], "little") > MOST_DIRECTORY_BYTES:
        raise OddWorkbook(name=name)


def _check_parts(parts: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    names = [part.filename for part in parts]
    if any(each.lower().endswith("vbaproject.bin") for each in names):
        raise MacroWorkbook(name=name)
    for foreign, what in _FOREIGN_PARTS:
        if foreign in names:
            raise OtherFormat(name=name, what=what)
    if "[Content_Types].xml" not in names:
        raise OtherFormat(name=name, what="a ZIP archive")
    if any(part.flag_bits & 1 for part in parts):
        raise LockedWorkbook(name=name)
    unpacked = sum(part.file_size for part in parts)
    if (
        len(names) > MOST_PARTS
        or len(set(names)) < len(names)
        or any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts)
        or (unpacked > RATIO_MATTERS_FROM and unpacked > HIGHEST_RATIO * packed)
    ):
        raise OddWorkbook(name=name)
    if unpacked > LARGEST_UNPACKED:
        raise SheetTooLarge(name=name, limit=LARGEST_UNPACKED // MEBIBYTE, what="MiB, unpacked,")
    for part in parts:
        limit = LARGEST_SHEET if "/worksheets/" in part.filename else LARGEST_PART
        if part.file_size > limit:
            raise SheetTooLarge(name=name, limit=limit // MEBIBYTE, what="MiB in one part of a workbook")


class _Counter:
    """Counts the elements of all parts together, and notes what the reader of the cells does not tell."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.parts: dict[str, ZipPart] = {}
        self._counts = dict.fromkeys(MOST_ELEMENTS, 0)
        self._local: dict[str, str] = {}
        self._begin("")

    def _begin(self, path: str) -> None:
        self._part = self.parts[path] = ZipPart()
        self._depth = self._cells_in_row = 0
        self._cell = ""
        self._has_formula = self._has_value = self._is_text = False

    def count(self, path: str, source: IO[bytes]) -> None:
        """Count one part. What is not XML is passed over, unless its name says that it is."""
        self._begin(path)
        self._parser = parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._document_type
        try:
            while chunk := source.read(64 * 1024):
                parser.Parse(chunk)
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError):
            # An encoding that nobody knows is a LookupError.
            if path.lower().endswith((".xml", ".rels")):
                raise BrokenSheet(name=self.name) from None

    def _document_type(self, *_: object) -> None:
        raise OddWorkbook(name=self.name)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = self._local.get(name)
        if local is None:
            local = self._local[name] = name.rpartition(":")[2]
        self._bound(local)
        if local == "c":
            self._start_cell(attributes)
        elif local == "row":
            self._start_row(attributes)
        elif local == "f":
            self._has_formula = True
        elif local == "v" and self._has_formula:
            self._has_value = self._is_text
            self._parser.CharacterDataHandler = self._value
        elif local == "mergeCell":
            self._part.merged.append(attributes.get("ref", ""))

    def _bound(self, local: str) -> None:
        self._depth += 1
        if self._depth > DEEPEST or len(self._local) > MOST_NAMES:
            raise OddWorkbook(name=self.name)
        if local not in self._counts:
            local = OTHERS
        self._counts[local] += 1
        limit, what = MOST_ELEMENTS[local]
        if self._counts[local] > limit:
            raise SheetTooLarge(name=self.name, limit=limit, what=what)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._part.rows += 1
        self._cells_in_row = 0
        if len(attributes.get("r", "")) > LONGEST_ROW_NUMBER:
            raise SheetTooLarge(name=self.name, limit=LAST_ROW, what="rows")

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._cells_in_row += 1
        if self._cells_in_row > MOST_COLUMNS_OF_EXCEL:
            raise OddWorkbook(name=self.name)
        self._cell = attributes.get("r", "")
        self._is_text = attributes.get("t") == "str"
        self._has_formula = self._has_value = False

    def _value(self, _: str) -> None:
        self._has_value = True

    def _end(self, name: str) -> None:
        self._depth -= 1
        if not self._has_formula:
            return
        local = self._local[name]
        if local == "v":
            self._parser.CharacterDataHandler = None
        elif local == "c":
            if not self._has_value:
                self._part.uncalculated.add(self._cell)
                if len(self._part.uncalculated) > MOST_UNCALCULATED:
                    raise SheetTooLarge(
                        name=self.name, limit=MOST_UNCALCULATED, what="formulas that were never calculated"
                    )
            self._has_formula = False
