"""Reads the cells of a CSV file, however it is divided and in whatever letters."""

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Final

from bot.imports.tables import HEADINGS_WITHIN, MOST_COLUMNS, Grid, clean_text
from models.imports.cells import Cell
from models.imports.headings import recognise_headings
from models.refusals.sheets import (
    BadSheet,
    CellTooLong,
    NotInLetters,
    OtherFormat,
    SheetTooLarge,
    StrayQuote,
)

_SEPARATORS: Final = ",;\t|"
_SAMPLE: Final = 64 * 1024


def csv_grid(data: bytes, name: str) -> Grid:
    """Return the table in the CSV file `data`; a BadSheet names it by `name`.

    It is read as UTF-8, or else as Windows' Western European letters or UTF-16, and may be divided by commas,
    semicolons, tabs or bars.
    """
    encoding = _encoding(data, name)
    with _reading(data, encoding) as text:
        sample = text.read(_SAMPLE)
    opening = sample.lstrip()[:200].casefold()
    if opening.startswith("<"):
        raise OtherFormat(name=name, what="a web page" if "html" in opening else "an XML file")
    if opening.startswith(("%pdf", "{\\rtf")):
        raise OtherFormat(name=name, what="a PDF or a Word document")
    separator = max(_SEPARATORS, key=lambda mark: _headings_divided_by(mark, sample))
    return Grid(None, data.count(b"\n"), lambda last: _csv_rows(data, encoding, separator, name, last))


def _encoding(data: bytes, name: str) -> str:
    """Return the encoding of a text; one that fits none, or that holds what no text holds, is refused."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif not data.strip():
        raise BadSheet(name=name)
    elif b"\0" in data:
        raise NotInLetters(name=name)
    else:
        candidates = ["utf-8-sig", "cp1252"]
    for encoding in candidates:
        try:
            with _reading(data, encoding) as text:
                while text.read(_SAMPLE):
                    pass
        except UnicodeError:
            continue
        return encoding
    raise NotInLetters(name=name)


def _reading(data: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")


def _headings_divided_by(separator: str, sample: str) -> tuple[int, int]:
    """Return how many known headings, and how many cells, a row of the sample has at most when so divided."""
    try:
        rows = list(islice(csv.reader(io.StringIO(sample, newline=""), delimiter=separator), HEADINGS_WITHIN))
    except csv.Error:
        return (0, 0)
    known = max((len(recognise_headings(row[:MOST_COLUMNS]).columns) for row in rows), default=0)
    return (known, max((len(row) for row in rows), default=0))


def _csv_rows(
    data: bytes, encoding: str, separator: str, name: str, last: int
) -> Iterator[tuple[int, list[Cell]]]:
    with _reading(data, encoding) as text:
        reader = csv.reader(text, delimiter=separator, strict=True)
        for number in range(1, last + 1):
            try:
                values = next(reader, None)
            except csv.Error as error:
                if "field limit" in str(error):
                    raise CellTooLong(name=name, row=number, limit=csv.field_size_limit()) from None
                raise StrayQuote(name=name, row=number) from None
            if values is None:
                return
            if len(values) > MOST_COLUMNS:
                raise SheetTooLarge(name=name, limit=MOST_COLUMNS, what="columns")
            if any(values):
                yield number, [clean_text(value, number, name) for value in values]
