"""Looks through a Word document before and after it is filled in: nothing in it may run, or fetch anything.

It is called in the process that fills it in, which has little memory and time: what a document unpacks to can
harm nothing else.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]

from bot.sandbox.archives import MEBIBYTE, is_compound_file, is_odd
from models.refusals.documents import (
    OUTSIDE,
    PROGRAMS,
    BrokenTemplate,
    LockedTemplate,
    MacroTemplate,
    NotAWordTemplate,
    OddTemplate,
    TemplateCarriesProgram,
    TemplateReachesOut,
    TemplateTooLarge,
)

LARGEST_UNPACKED: Final = 64 * MEBIBYTE
RATIO_MATTERS_FROM: Final = 16 * MEBIBYTE

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CONTENT_TYPES = "[Content_Types].xml"
_WEB = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_XML = (".xml", ".rels")

FIELDS: Final = frozenset(
    {
        *("AUTHOR", "CREATEDATE", "DATE", "DOCPROPERTY", "FILENAME", "HYPERLINK", "IF", "KEYWORDS"),
        *("NOTEREF", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE", "QUOTE", "REF", "REVNUM"),
        *("SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF", "SUBJECT", "SYMBOL", "TC", "TIME"),
        *("TITLE", "TOA", "TOC", "XE", "="),
    }
)
"""The fields that show something of the document itself; others can fetch files or start programs."""


def check(data: bytes, name: str) -> None:
    """Raise a BadTemplate that names the file by `name` unless `data` is a Word document that stays by itself."""
    if is_compound_file(data):
        raise LockedTemplate(name=name)
    if not data.startswith(b"PK"):
        raise NotAWordTemplate(name=name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(parts, len(data), name)
            for part in parts:
                if part.filename.lower().endswith(_XML):
                    _check_part(part.filename, archive.read(part), name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, etree.XMLSyntaxError, ValueError):
        raise BrokenTemplate(name=name) from None


def parsed(xml: bytes | str) -> Any:
    """Return the root of `xml`; no entity is expanded and nothing is fetched. Raises etree.XMLSyntaxError."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _check_parts(parts: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    names = [part.filename for part in parts]
    unpacked = sum(part.file_size for part in parts)
    if any(part.flag_bits & 1 for part in parts):
        raise LockedTemplate(name=name)
    if _CONTENT_TYPES not in names:
        raise NotAWordTemplate(name=name)
    if any(each.lower().endswith("vbaproject.bin") for each in names):
        raise MacroTemplate(name=name)
    if is_odd(parts, packed, RATIO_MATTERS_FROM):
        raise OddTemplate(name=name)
    if unpacked > LARGEST_UNPACKED:
        raise TemplateTooLarge(name=name, limit=LARGEST_UNPACKED // MEBIBYTE, unpacked=" unpacked")


def _check_part(path: str, content: bytes, name: str) -> None:
    root = parsed(content)
    if root.getroottree().docinfo.doctype:
        raise OddTemplate(name=name)
    if path == _CONTENT_TYPES:
        _check_types(root, name)
    elif path.lower().endswith(".rels"):
        for relationship in root:
            _check_relationship(relationship, name)
    elif path.startswith("word/"):
        for code in _fields(root):
            if code not in FIELDS:
                raise TemplateReachesOut(name=name, what=OUTSIDE["field"].format(field=code))


def _check_types(root: Any, name: str) -> None:
    types = {each.get("ContentType", "") for each in root}
    if any("macroEnabled" in each for each in types):
        raise MacroTemplate(name=name)
    if MAIN not in types:
        raise NotAWordTemplate(name=name)


def _check_relationship(relationship: Any, name: str) -> None:
    kind = relationship.get("Type", "").rpartition("/")[2]
    if relationship.get("TargetMode") == "External":
        if kind == "hyperlink" and _WEB.match(relationship.get("Target", "")):
            return
        raise TemplateReachesOut(name=name, what=OUTSIDE.get(kind, OUTSIDE["oleObject"]))
    if kind in PROGRAMS:
        raise TemplateCarriesProgram(name=name, what=PROGRAMS[kind])


def _fields(root: Any) -> Iterator[str]:
    """Yield the name of each field: of a plain one at once, of one in pieces when its code has ended."""
    codes: list[str | None] = []
    for element in root.iter():
        if element.tag == f"{W}fldSimple":
            yield _named(element.get(f"{W}instr", ""))
        elif element.tag == f"{W}instrText":
            if codes and codes[-1] is not None:
                codes[-1] += element.text or ""
            else:
                yield _named(element.text or "")
        elif element.tag == f"{W}fldChar":
            kind = element.get(f"{W}fldCharType")
            if kind == "begin":
                codes.append("")
                continue
            if codes and (code := codes[-1]) is not None:
                yield _named(code)
                codes[-1] = None
            if kind == "end" and codes:
                codes.pop()


def _named(code: str) -> str:
    code = code.strip()
    return "=" if code.startswith("=") else (code.split() or [""])[0].upper()
