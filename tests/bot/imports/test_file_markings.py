"""A protective marking is found in files as people send them: in their headers and labels too."""

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
import xlsxwriter

from bot.imports.marking import marking_of
from models.enums import Marking


def found(tmp_path: Path, data: bytes, name: str) -> Marking | None:
    """Return the marking that is found in a file."""
    path = tmp_path / "coming"
    path.write_bytes(data)
    return marking_of(path, name)


def word(*, header: str = "", body: str = "Minutes of the board") -> bytes:
    """Return a Word document."""
    document, file = docx.Document(), BytesIO()
    document.add_paragraph(body)
    document.sections[0].header.paragraphs[0].text = header
    document.save(file)
    return file.getvalue()


def workbook(header: str) -> bytes:
    """Return a workbook whose page has this header."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Progress")
        sheet.set_header(header)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "marking"),
    [
        (word(header="OFFICIAL-SENSITIVE"), "minutes.docx", Marking.OFFICIAL_SENSITIVE),
        (word(header="SECRET"), "minutes.docx", Marking.SECRET),
        (word(header="OFFICIAL"), "minutes.docx", None),
        (word(body="OFFICIAL - SENSITIVE"), "minutes.docx", Marking.OFFICIAL_SENSITIVE),
        (workbook('&C&"Arial,Bold"OFFICIAL-SENSITIVE'), "plan.xlsx", Marking.OFFICIAL_SENSITIVE),
        (workbook("&CTOP SECRET"), "plan.xlsx", Marking.TOP_SECRET),
        (workbook("&CProgress"), "plan.xlsx", None),
        (b"SECRET\nPage 1", "notes.txt", Marking.SECRET),
        (b"\x89PNG\r\n\x1a\n OFFICIAL-SENSITIVE \0", "picture.png", None),
        (b"%PDF-1.7 \xff\xfe", "broken.pdf", None),
        (b"PK\x03\x04 broken", "broken.docx", None),
        (b"", "empty.txt", None),
    ],
)
def test_a_marking_is_found_where_it_stands(
    tmp_path: Path, data: bytes, name: str, marking: Marking | None
) -> None:
    """In headers, texts and cells; what cannot be read carries none that is known."""
    assert found(tmp_path, data, name) is marking


def test_a_sensitivity_label_counts(tmp_path: Path) -> None:
    """Office keeps the label that was chosen in the document's own properties."""
    file = BytesIO(word())
    with zipfile.ZipFile(file, "a") as archive:
        label = "<Properties><property><vt:lpwstr>OFFICIAL-SENSITIVE</vt:lpwstr></property></Properties>"
        archive.writestr("docProps/custom.xml", label)
    assert found(tmp_path, file.getvalue(), "minutes.docx") is Marking.OFFICIAL_SENSITIVE
