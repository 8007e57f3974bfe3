"""What a report's file is, told from its content, and its text: Word, PDF, or plain.

It is called in the process for reports, which has little memory and time: what a file unpacks to can harm nothing
else.
"""

import logging
from io import BytesIO
from typing import Final

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from bot.imports.report_word import printed_word
from bot.sandbox.archives import is_compound_file, is_locked
from models.refusals.reports import (
    BadReport,
    ReportBroken,
    ReportEmpty,
    ReportLocked,
    ReportOtherFormat,
    ReportScanned,
    ReportTooLarge,
)
from models.report_parser.pages import LONGEST_REPORT, Line, PrintedText, printed

MOST_PAGES: Final = 600
_PDF_WITHIN: Final = 1024
"""Bytes from the beginning within which a PDF says that it is one."""

_BROKEN: Final = (
    *(PyPdfError, ArithmeticError, AttributeError, AssertionError, LookupError, NotImplementedError, OSError),
    *(TypeError, ValueError),
)
"""What a reader of PDFs stumbles over in files that are damaged or were never right."""


def printed_file(data: bytes, name: str) -> PrintedText:
    """Return the text of the file `data`, called `name`. Raises a BadReport."""
    if not data.strip():
        raise ReportEmpty(name=name)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        text = _pdf(data, name)
    elif data.startswith(b"PK"):
        text = printed_word(data, name)
    elif is_compound_file(data):
        locked = is_locked(data)
        raise (
            ReportLocked(name=name)
            if locked
            else ReportOtherFormat(name=name, what="a file of Office's old kind")
        )
    else:
        text = printed(_decoded(data, name))
    return _checked(text, name)


def _checked(text: PrintedText, name: str) -> PrintedText:
    if sum(len(line.text) for page in text.pages for line in page) > LONGEST_REPORT:
        raise ReportTooLarge(name=name, limit=LONGEST_REPORT, what="characters")
    if not any(line.text.strip() for page in text.pages for line in page):
        raise ReportEmpty(name=name)
    return text


def _decoded(data: bytes, name: str) -> str:
    """Return a text file's text, in the first encoding that fits."""
    opening = data[:400].lstrip().lower()
    if opening.startswith((b"<!doctype html", b"<html")):
        raise ReportOtherFormat(name=name, what="a web page")
    if opening.startswith(b"{\\rtf"):
        raise ReportOtherFormat(name=name, what="a document in Rich Text Format")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data:
        raise BadReport(name=name)
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeError:
            continue
    raise BadReport(name=name)


def _pdf(data: bytes, name: str) -> PrintedText:
    logging.disable(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReportLocked(name=name)
        if len(reader.pages) > MOST_PAGES:
            raise ReportTooLarge(name=name, limit=MOST_PAGES, what="pages")
        pages = []
        length = 0
        for page in reader.pages:
            text = page.extract_text()
            length += len(text)
            if length > LONGEST_REPORT:
                raise ReportTooLarge(name=name, limit=LONGEST_REPORT, what="characters")
            pages.append(tuple(Line(line) for line in text.splitlines()))
    except DependencyError:
        raise ReportLocked(name=name) from None
    except _BROKEN:
        raise ReportBroken(name=name) from None
    if not any(line.text.strip() for page in pages for line in page):
        raise ReportScanned(name=name)
    return PrintedText(tuple(pages), paged=True)
