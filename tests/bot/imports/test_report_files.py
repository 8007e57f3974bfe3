"""Files of reports are hostile until shown otherwise: read in bounds, or refused in a sentence."""

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter

from bot.imports.report_files import MOST_PAGES
from bot.imports.report_text import LARGEST_REPORT, report_file, report_text
from bot.sandbox.archives import MEBIBYTE
from models.refusals.reports import (
    BadReport,
    ReportBroken,
    ReportEmpty,
    ReportLocked,
    ReportOdd,
    ReportOtherFormat,
    ReportScanned,
    ReportTooHungry,
    ReportTooLarge,
    ReportTooSlow,
)
from models.report_parser.pages import LONGEST_REPORT
from tests.reading.printing import pdf, saved

TYPES = "[Content_Types].xml"
MAIN = "word/document.xml"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def lines(data: bytes, name: str = "report") -> list[str]:
    return [line.text for page in report_text(data, name).pages for line in page if line.text.strip()]


def changed(parts: dict[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a Word document with some of its parts put in the place of its own."""
    with zipfile.ZipFile(BytesIO(saved(Document()))) as archive:
        whole = {each: archive.read(each) for each in archive.namelist()} | parts
    file = BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for each, content in whole.items():
            archive.writestr(each, content)
    return file.getvalue()


def document(body: str, before: str = "") -> bytes:
    xml = f'{before}<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>'
    return changed({MAIN: xml.encode()})


def locked(password: str, algorithm: str = "RC4-128") -> bytes:
    """Return a PDF that opens with `password` only, or with none where that is empty."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf([["Recommendation 1"]]))))
    writer.encrypt(password, "owner", algorithm=algorithm)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_only_its_owner_may_change_is_read(algorithm: str) -> None:
    """A PDF that opens without a password is read, with whatever it is encrypted."""
    assert report_text(locked("", algorithm), "report.pdf").pages[0][0].text == "Recommendation 1"


def _zeros(mebibytes: int) -> bytes:
    """Return that much of nothing as zlib packs it, put together from one packed mebibyte."""
    one = zlib.compressobj(9)
    head = one.compress(bytes(MEBIBYTE)) + one.flush(zlib.Z_FULL_FLUSH)
    rest = one.compress(bytes(MEBIBYTE)) + one.flush(zlib.Z_FULL_FLUSH)
    # An empty last block, and the sum that Adler's way gives for zeros.
    end = b"\x03\x00" + (mebibytes * MEBIBYTE % 65521 << 16 | 1).to_bytes(4, "big")
    return head + rest * (mebibytes - 1) + end


LAUGHS = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))
BOMBS: dict[str, tuple[Callable[[], bytes], type[BadReport]]] = {
    "empty": (lambda: b"  \n", ReportEmpty),
    "no text in a text file": ("\u200b\n".encode, ReportEmpty),
    "bytes that are no letters": (lambda: b"\x00\x01\x02\x03", BadReport),
    "a web page": (lambda: b"<!doctype HTML><p>Recommendation 1", ReportOtherFormat),
    "rich text": (lambda: b"{\\rtf1 Recommendation 1}", ReportOtherFormat),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), ReportOtherFormat),
    "a locked Word file": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        ReportLocked,
    ),
    "half a PDF": (lambda: pdf([["Recommendation 1"]])[:300], ReportBroken),
    "a PDF of pictures": (lambda: pdf([[], []]), ReportScanned),
    "a PDF with a password": (lambda: locked("secret"), ReportLocked),
    "a PDF that says it is locked and is not": (
        lambda: pdf([["Recommendation 1"]], extra="/Encrypt << /Filter /Standard /V 5 /R 6 >>"),
        ReportBroken,
    ),
    "a PDF of too many pages": (lambda: pdf([["x"]] * (MOST_PAGES + 1)), ReportTooLarge),
    "half a Word document": (lambda: saved(Document())[:9_000], ReportBroken),
    "a ZIP of nothing": (lambda: b"PK\x05\x06" + bytes(18), ReportOtherFormat),
    "a Word document with entities": (
        lambda: document("<w:p/>", f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>'),
        ReportOdd,
    ),
    "a Word document that unpacks to 100 MiB": (
        lambda: changed({"word/media/image.bin": bytes(100 * MEBIBYTE)}),
        ReportOdd,
    ),
    "tables within tables": (
        lambda: document("<w:tbl><w:tr><w:tc><w:p/>" * 60 + "</w:tc></w:tr></w:tbl>" * 60),
        ReportOdd,
    ),
    "more characters than any report": (
        lambda: b"Forces should act. " * (LONGEST_REPORT // 18),
        ReportTooLarge,
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(name: str) -> None:
    """Whatever is wrong with a file is said by its name, with what to do instead."""
    make, kind = BOMBS[name]
    data = make()
    with pytest.raises(BadReport, match="“the report”") as refusal:
        report_text(data, "the report")
    assert type(refusal.value) is kind


def test_a_file_too_large_is_refused_before_a_process_begins(tmp_path: Path) -> None:
    """Of a file larger than any report no more is read than shows that it is."""
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(LARGEST_REPORT + 2)
    with pytest.raises(ReportTooLarge, match="at most 50 MiB"):
        report_file(path)


def test_a_file_that_takes_too_long_is_stopped() -> None:
    """A file that takes longer than it may is given up, and said so."""
    with pytest.raises(ReportTooSlow, match="after 0 seconds"):
        report_text(pdf([["Recommendation 1"] * 40] * 300), "slow.pdf", seconds=0.01)


def test_a_file_that_eats_memory_is_stopped() -> None:
    """A page that unpacks to more than a process may hold ends that process alone."""
    packed = _zeros(1536)
    whole = pdf([["x"]])
    stream = whole.index(b"<< /Length")
    end = whole.index(b"endstream")
    head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
    with pytest.raises((ReportTooHungry, ReportBroken)):
        report_text(whole[:stream] + head + packed + b"\n" + whole[end:], "bomb.pdf")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_files_are_read_in_the_letters_they_are_written_in(encoding: str) -> None:
    """Typographic quotes and dashes come out right from every usual encoding."""
    text = "Recommendation 1 \N{EN DASH} the force\N{RIGHT SINGLE QUOTATION MARK}s \N{BULLET} plan"
    assert lines(text.encode(encoding)) == [text]


def test_a_pdf_protected_against_changes_only_is_read() -> None:
    """A PDF that anybody may open is read, whoever may change it; pages are told apart."""
    assert lines(locked("")) == ["Recommendation 1"]
    text = report_text(pdf([["Recommendation 1"], ["Forces should act."]]), "two.pdf")
    assert [[line.text for line in page] for page in text.pages] == [
        ["Recommendation 1"],
        ["Forces should act."],
    ]
    assert text.paged
    assert not text.whole


def test_words_numbers_are_counted_as_word_counts_them() -> None:
    """Levels, letters and bullets of Word's lists stand before their paragraphs, and lists go on and begin anew."""
    made: Any = Document()
    for text, style in (
        ("one", "List Number"),
        ("under one", "List Bullet 2"),
        ("two", "List Number"),
        ("plain", "Normal"),
        ("a bullet", "List Bullet"),
        ("three", "List Number"),
    ):
        made.add_paragraph(text, style=style)
    assert lines(saved(made)) == ["1. one", "• under one", "2. two", "plain", "• a bullet", "3. three"]


def test_what_was_deleted_with_changes_tracked_is_left_out() -> None:
    """Deleted words are no part of a report, inserted words are, and so are links and boxes."""
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    gone = "<w:del><w:r><w:delText>not </w:delText></w:r></w:del>"
    body = (
        f"<w:p>{run.format('Forces should ')}{gone}<w:ins>{run.format('now ')}</w:ins>"
        f"<w:hyperlink>{run.format('act')}</w:hyperlink>{run.format('.')}</w:p>"
        f"<w:sdt><w:sdtContent><w:p>{run.format('In a box.')}</w:p></w:sdtContent></w:sdt>"
    )
    assert lines(document(body)) == ["Forces should now act.", "In a box."]


def test_cells_merged_downwards_hold_in_every_row() -> None:
    """A body named once for several rows of a table is that of each."""
    made: Any = Document()
    table = made.add_table(3, 2)
    for row, text in enumerate(("Recommendation", "first", "second")):
        table.cell(row, 0).text = text
    table.cell(0, 1).text = "For whom"
    table.cell(1, 1).merge(table.cell(2, 1)).text = "NPCC"
    cells = [line.cells for page in report_text(saved(made), "t").pages for line in page if line.cells]
    assert cells == [("Recommendation", "For whom"), ("first", "NPCC"), ("second", "NPCC")]


def test_footnotes_stand_below_a_rule() -> None:
    """Word's footnotes come after the text, each with its number, so that they are told from it."""
    note = f'<w:footnotes xmlns:w="{NAMESPACE}"><w:footnote w:type="separator"/><w:footnote><w:p><w:r><w:t>A note.'
    notes = f"{note}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    data = changed({"word/footnotes.xml": notes.encode()})
    assert lines(data) == ["__________", "1 A note."]
