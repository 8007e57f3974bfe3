"""The shipped paper has every section, says what people typed word for word, and can be read by everybody."""

import re
import struct
import zipfile
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from bot.documents.paper.paper import make_paper
from models.enums import Participation, ReportKind, Stage
from templates.messages.items import ItemRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import InspectionRow, Told
from tests.bot.paper_templates import parts_of
from tests.templates.paper_summaries import EMPTY, EXAMPLE, facts_of, of_many

SECTIONS = [
    "Purpose of report",
    "PEEL inspection and national recommendations",
    "Joint inspections and child protection",
    "Published inspection reports",
    "Completed recommendations",
    "Forthcoming inspections",
    "Corrections to earlier papers",
    "Contact officer",
    "Background documents",
    "Appendix: the list behind every number",
]
WALSALL = InspectionRow(
    name="Walsall: response to identification of initial need and risk",
    kind=ReportKind.JTAI,
    stage=Stage.REPORT_AWAITED,
    when="November 2022",
    partners=("Ofsted", "Care Quality Commission"),
    notes="The report will be published in the new year.",
    stage_since=date(2022, 12, 1),
)


def read(paper: bytes) -> Any:
    return docx.Document(BytesIO(paper))


def made(summary: CommitteeSummary, picture: bytes | None = None) -> Any:
    return read(make_paper(summary, None, picture))


def all_text(document: Any) -> str:
    """Return the text of every paragraph, in tables too, a line each; breaks within are line ends as well."""
    return "\n".join(
        "".join(
            "\n" if each.tag == qn("w:br") else each.text or ""
            for each in paragraph.iter(qn("w:t"), qn("w:br"))
        )
        for paragraph in document.element.body.iter(qn("w:p"))
    )


def headings(document: Any) -> list[str]:
    names = {"Heading 1", "Heading Unnumbered"}
    return [each.text for each in document.paragraphs if each.style.name in names]


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def example() -> Any:
    return made(EXAMPLE, png(600, 300))


@pytest.fixture(scope="module")
def empty() -> Any:
    return made(EMPTY)


def test_every_section_is_there(example: Any, empty: Any) -> None:
    """The paper has all its sections in their order, also where there is nothing to report."""
    assert headings(example) == SECTIONS
    assert headings(empty) == SECTIONS


def test_nothing_to_report_is_said_in_every_section(empty: Any) -> None:
    """A section without facts says so in one sentence, and no table is without rows."""
    lines = all_text(empty).split("\n")
    for sentence in (
        "Nothing was signed off, added, added for other bodies, reopened or ended otherwise.",
        *("Nothing is rated red.", "Nothing is overdue.", "No deadline falls by 15 March 2023."),
        *("No deadline was moved.", "No item changed hands.", "No cause of concern is open."),
        *("No review fell due in the period.", "Nothing waits for HMICFRS.", "Nothing is watched."),
        *("No report has been published since the last paper.", "No inspection has been announced."),
        *("HMICFRS has signed off nothing since the last paper.", "No contact officer has been named."),
        *("None.", "Nothing is counted in this paper."),
    ):
        assert sentence in lines, sentence
    assert lines.count("Nothing to report.") == 3
    assert all(len(table.rows) > 1 for table in empty.tables if table.rows[0].cells[0].text != "RAG")


def test_the_facts_stand_in_their_places(example: Any) -> None:
    """Bridge, days overdue, moved dates, owners, waiting, section 55 and printed figures are all told."""
    tables = {table.rows[0].cells[0].text + table.rows[0].cells[-1].text: table for table in example.tables}
    rows = {name: [[cell.text for cell in row.cells] for row in table.rows] for name, table in tables.items()}
    assert rows["KindClosing"][-1][0] == "Total"
    assert rows["KindClosing"][-1][-1] == "3"
    assert rows["ItemDays overdue"][1][-2:] == ["17 Jan 2020", "1,056"]
    assert rows["ItemReason, and by whom"][1][1:] == [
        *("30 Dec 2022", "31 Mar 2023", "30 Dec 2022", "1"),
        "Waits for the national guidance\nPriya Shah, 5 December 2022",
    ]
    assert rows["ItemOn"][1][2:] == ["Dev Patel", "Anna Clarke", "1 Nov 2022"]
    assert rows["ItemDays waiting"][1][-2:] == ["1 Nov 2022", "37"]
    assert rows["FigureDifference"][-1] == [
        "Open at this paper: recommendations",
        "146",
        "9",
        "137 more than the register can support",
    ]
    text = all_text(example)
    assert "Tuesday 27 December 2022 (56 days beginning with the day of publication)" in text
    assert "Name: Priya Shah\nTitle: Force Liaison Officer" in text
    assert "Preview: the figures up to 8 December 2022 have not been published." in text


def test_joint_inspections_stand_in_their_section_and_in_the_list() -> None:
    """A JTAI is told with its partners and stage, and is also among the forthcoming inspections."""
    report = replace(
        EXAMPLE.reports[0],
        kind=ReportKind.CHILD_PROTECTION,
        title="Child protection 2014",
        participation=Participation.FIELDWORK,
    )
    document = made(replace(EXAMPLE, inspections=(WALSALL,), reports=(report,)))
    text = all_text(document)
    section = text[text.index(SECTIONS[2]) : text.index(SECTIONS[3])]
    assert "Stage: Report awaited, since 1 Dec 2022." in section
    assert "Partners: Ofsted, Care Quality Commission." in section
    assert "Child protection 2014" in section
    assert WALSALL.name in text[text.index(SECTIONS[5]) :]
    assert "Fieldwork took place in the force." in text


def test_the_picture_has_its_words_and_fits_the_page(example: Any, empty: Any) -> None:
    """The picture carries alternative text, keeps its shape, and is left out where there is none."""
    (inline,) = example.element.body.iter(qn("wp:inline"))
    assert inline.docPr.get("descr") == facts_of(EXAMPLE)["picture_alt"]
    assert (inline.extent.cx, inline.extent.cy) == (6120000, 3060000)
    (tall,) = made(EXAMPLE, png(300, 600)).element.body.iter(qn("wp:inline"))
    assert (tall.extent.cx, tall.extent.cy) == (2880000, 5760000)
    assert not list(empty.element.body.iter(qn("wp:inline")))


def test_hostile_text_is_shown_word_for_word() -> None:
    """Mark-up, braces, controls, other directions and 40,000 characters are text, and change nothing else."""
    hostile = "</w:t></w:r><w:p>&amp;<b> {{ 7*7 }} {% raw %} {_{ }_} %_} “שלום” \N{ARABIC LETTER ALEF} ]]> 𝛑"
    long = " ".join(f"word{number}" for number in range(5_000))
    row = replace(ItemRow.EXAMPLE, text=f"{hostile}\n\x07{long}", reference="{{ ref }}<")
    summary = replace(
        EXAMPLE,
        force=hostile,
        marking="<OFFICIAL> & {{ x }}",
        contact_name=f"{hostile}\x1b",
        reports=(
            replace(EXAMPLE.reports[0], title=hostile, summary=long, themes=(hostile,), for_others=(row,)),
        ),
        red=(Told(row, f"{long}\n{hostile}", date(2022, 12, 2)),),
        background=(hostile,),
    )
    assert len(long) > 40_000
    document = made(summary)
    lines = all_text(document).split("\n")
    assert lines.count(hostile) == 6
    assert lines.count(long) == 2
    assert f"\ufffd{long}" in lines
    assert f"Name: {hostile}\ufffd" in lines
    assert "Recommendation {{ ref }}< (OLDER-1a)" in lines
    assert headings(document) == SECTIONS
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "<OFFICIAL> & {{ x }}"
    assert document.core_properties.author == f"{hostile}\ufffd"


def test_the_document_is_made_for_every_reader(example: Any) -> None:
    """Language, title, headings without gaps, repeated table headings with names, and no empty paragraphs."""
    language = example.styles.element.find(f".//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"
    assert example.core_properties.language == "en-GB"
    assert example.core_properties.title == "HMICFRS update, Joint Audit Committee, 15 December 2022"
    levels = [
        int(each.style.name[-1])
        for each in example.paragraphs
        if re.fullmatch(r"Heading \d", each.style.name)
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in example.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
        assert all(cell.text for row in table.rows for cell in row.cells)
    for paragraph in example.element.body.iter(qn("w:p")):
        assert any(each.text for each in paragraph.iter(qn("w:t"))) or list(paragraph.iter(qn("w:drawing")))


def test_marking_and_page_numbers_are_on_every_page(example: Any) -> None:
    """Header and footer carry the protective marking, the footer the page and the number of pages too."""
    section = example.sections[0]
    assert [each.text for each in section.header.paragraphs] == ["OFFICIAL"]
    marking, pages = section.footer.paragraphs
    assert marking.text == "OFFICIAL"
    assert pages.text.endswith("\tPage 1 of 1")
    assert [each.text.strip() for each in pages._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert not section.different_first_page_header_footer


def test_the_same_facts_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper printed again is the same to the last byte; its dates are those of the summary."""
    summary = replace(EXAMPLE, published_on=date(2022, 12, 9))
    first = make_paper(summary, None, png(60, 30))
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert make_paper(summary, None, png(60, 30)) == first
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = read(first).core_properties
    assert properties.created == properties.modified == datetime(2022, 12, 9, tzinfo=UTC)


def test_two_hundred_recommendations_are_quoted_whole() -> None:
    """A large report comes out complete: each recommendation quoted where it was published and completed."""
    text = all_text(made(of_many(200)))
    for number in range(1, 201):
        assert text.count(f"This is recommendation {number}.\n") >= 2
    parts = parts_of(make_paper(of_many(3), None, None))
    assert b"{{" not in parts["word/document.xml"]
    assert b"{%" not in parts["word/document.xml"]
