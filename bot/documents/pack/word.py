"""A Word document that a screen reader can follow: real headings, header rows, a language and a title.

What python-docx has no words for is written as the elements of ECMA-376 themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any, Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from bot.documents.archive import packed_again
from templates.pack_words import say

FONT: Final = "Arial"
DARK: Final = RGBColor(0x1F, 0x38, 0x64)
LOUD: Final = RGBColor(0xA0, 0x00, 0x00)
HEAD_FILL: Final = "1F3864"
SIZES: Final = {"Normal": 10, "Title": 20, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11}
MARGIN: Final = Cm(2)
WIDTH: Final = 17.0
"""Centimetres between the margins of a page of A4."""

LONGEST_PROPERTY: Final = 255
_THEME: Final = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")


@dataclass(frozen=True)
class Look:
    """How a row of a table looks: as its head, or with a label in its first cell."""

    head: bool = False
    labelled: bool = False


class Word:
    """A document being written from the top downwards."""

    def __init__(self, title: str, force: str, marking: str, on: date) -> None:
        """Begin a document made on the local date `on`, with the protective `marking` on every page."""
        self._document = docx.Document()
        self._set_styles()
        self._set_pages(force, marking)
        properties = self._document.core_properties
        properties.title, properties.subject = title[:LONGEST_PROPERTY], marking[:LONGEST_PROPERTY]
        properties.author = properties.last_modified_by = force[:LONGEST_PROPERTY]
        properties.comments, properties.language, properties.revision = "", "en-GB", 1
        properties.created = properties.modified = datetime.combine(on, time(), UTC)
        self._document.add_paragraph(title, style="Title")

    def heading(self, text: str, level: int) -> None:
        """Write a heading of a level from 1 to 3."""
        self._document.add_heading(text, level)

    def text(self, text: str, *, loud: bool = False, quoted: bool = False) -> None:
        """Write a paragraph; a `loud` one cannot be overlooked, a `quoted` one is what somebody wrote."""
        paragraph = self._document.add_paragraph(style="Quote" if quoted else None)
        run = paragraph.add_run(text)
        if loud:
            run.bold, run.font.color.rgb = True, LOUD
            paragraph.paragraph_format.keep_with_next = True

    def points(self, texts: Sequence[str]) -> None:
        """Write a list."""
        for text in texts:
            self._document.add_paragraph(text, style="List Bullet")

    def table(
        self,
        caption: str,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        labelled: bool = False,
    ) -> None:
        """Write a table whose first row is repeated on each page; `widths` are shares of the page's width.

        In a `labelled` one the first cell of each row says what the row is about.
        """
        table = self._document.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.autofit = False
        described = OxmlElement("w:tblCaption")
        described.set(qn("w:val"), caption)
        table._tbl.tblPr.append(described)  # noqa: SLF001 - python-docx gives no caption.
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(WIDTH * width / sum(widths))
        _mark_head(table.rows[0])
        _fill(table.rows[0], heads, Look(head=True))
        for cells in rows:
            _fill(table.add_row(), cells, Look(labelled=labelled))
        after = self._document.add_paragraph()
        after.paragraph_format.space_after, after.paragraph_format.line_spacing = Pt(0), Pt(6)

    def octets(self) -> bytes:
        """Return the document; the same contents give the same bytes."""
        saved = BytesIO()
        self._document.save(saved)
        return packed_again(saved)

    def _set_styles(self) -> None:
        styles = self._document.styles
        for name, size in SIZES.items():
            _set_font(styles[name], size)
            if name != "Normal":
                styles[name].font.color.rgb = DARK
        styles["Quote"].paragraph_format.left_indent = Cm(0.8)
        styles["Quote"].font.color.rgb = RGBColor(0, 0, 0)
        styles["Normal"].paragraph_format.space_after = Pt(5)
        for language in styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "en-GB")

    def _set_pages(self, force: str, marking: str) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = MARGIN
        for part in (section.header, section.footer):
            paragraph = part.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(marking).bold = True
        pages = section.footer.add_paragraph()
        pages.alignment = WD_ALIGN_PARAGRAPH.CENTER
        pages.add_run(f"{force} · {say('index', 'page')}")
        _field(pages, "PAGE")
        pages.add_run(say("index", "of"))
        _field(pages, "NUMPAGES")


def _set_font(style: Any, size: int) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    # The template that python-docx brings names fonts of its theme, which would go before any other.
    fonts = style.element.rPr.rFonts
    for name in _THEME:
        fonts.attrib.pop(qn(name), None)


def _field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields.
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)


def _mark_head(row: Any) -> None:
    head = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(head)  # noqa: SLF001 - it marks no header rows.


def _fill(row: Any, cells: Sequence[str], look: Look) -> None:
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().insert(0, whole)  # noqa: SLF001 - it keeps no rows whole.
    for number, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(9), look.head or (look.labelled and number == 0)
        if look.head:
            run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
            shade = OxmlElement("w:shd")
            for name, value in (("val", "clear"), ("color", "auto"), ("fill", HEAD_FILL)):
                shade.set(qn(f"w:{name}"), value)
            cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - it shades no cells.
