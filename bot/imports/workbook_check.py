"""What a workbook is, by the archive's own word, before any part of it is unpacked."""

import zipfile
from io import BytesIO
from typing import Final

from bot.sandbox.archives import MEBIBYTE, is_locked, is_odd
from models.refusals.sheets import (
    BrokenSheet,
    LockedWorkbook,
    MacroWorkbook,
    OddWorkbook,
    OldWorkbook,
    OtherFormat,
    SheetTooLarge,
)

MOST_DIRECTORY_BYTES: Final = MEBIBYTE
RATIO_MATTERS_FROM: Final = 32 * MEBIBYTE

_END_OF_DIRECTORY = b"PK\x05\x06"
_LONG_DIRECTORY = b"PK\x06\x07"
_FOREIGN_PARTS: Final = (
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("content.xml", "an OpenDocument file"),
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
)


def refuse_compound_file(data: bytes, name: str) -> None:
    """Raise LockedWorkbook or OldWorkbook for a file of the format that those have."""
    raise (LockedWorkbook if is_locked(data) else OldWorkbook)(name=name)


def check_workbook(data: bytes, name: str, largest: int) -> None:
    """Raise a BadSheet that names the file by `name` unless `data` is an archive as a workbook is one.

    It may unpack to at most `largest` octets; what it really holds is not looked at.
    """
    _check_directory(data, name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError):
        raise BrokenSheet(name=name) from None
    _check_parts(parts, len(data), name)
    if sum(part.file_size for part in parts) > largest:
        raise SheetTooLarge(name=name, limit=largest // MEBIBYTE, what="MiB, unpacked,")


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
    if is_odd(parts, packed, RATIO_MATTERS_FROM):
        raise OddWorkbook(name=name)
