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
from models.policy import UNNAMED_FORCE
from templates.links import PREFIX, item_place
from templates.messages.items import ItemRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import Engaged, InspectionRow, ReportMovement, Told
from tests.bot.paper_templates import parts_of
from tests.templates.paper_summaries import EMPTY, EXAMPLE, facts_of, of_many

SECTIONS = [
    "Purpose of report",
    "Where the recommendations stand",
    "Signed off and closed",
    "Added",
    "Deadlines",
    "RAG",
    "Causes of concern",
    "Reviews",
    "Awaiting HMICFRS and other bodies",
    "Published inspection reports",
    "Forthcoming inspections",
    "PEEL",
    "Corrections to earlier papers",
    "Contact officer",
    "Background documents",
    "Appendix: the recommendations in full, and the list behind every number",
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


def test_the_paper_names_the_liaison_lead_and_whom_they_met(empty: Any) -> None:
    """Engagement in the period is told, and that there was none."""
    lines = all_text(empty).split("\n")
    assert any(each.startswith("No meetings between owners and HMICFRS") for each in lines)
    met = Engaged(("Ruth Adeyemi",), ("Anna Clarke", "Dev Patel"), 3, ("10618", "9962"))
    told = all_text(made(replace(EMPTY, engaged=met)))
    assert "Ruth Adeyemi, HMICFRS" in told
    assert "met two owners in the period." in told


def test_the_title_names_the_force_where_one_is_set(example: Any) -> None:
    """Without a name there is no such line; in a sentence it is “the force”."""
    assert "West Midlands Police" in all_text(example).split("\n")[:4]
    text = all_text(made(replace(EXAMPLE, force=UNNAMED_FORCE)))
    assert text.split("\n")[2:4] == [
        "HMICFRS UPDATE",
        "Preview: the figures up to 8 December 2022 are not frozen yet.",
    ]
    assert "addressed to the force. The Committee" in text


def test_nothing_to_report_is_said_in_every_section(empty: Any) -> None:
    """A section without facts says so in one sentence, and no table is without rows."""
    lines = all_text(empty).split("\n")
    for sentence in (
        "Nothing was signed off, added, added for other bodies, reopened, closed another way or reclassified.",
        *("Nothing is rated red.", "Nothing is overdue.", "No deadline falls by 15 March 2023."),
        *("No deadline was moved.", "No cause of concern is open."),
        *("No review was due in the period.", "Nothing is awaiting HMICFRS."),
        *("No items for other bodies are being watched.", "Nothing has been entered."),
        *("No report has been published since the last paper.", "No inspection has been announced."),
        *("HMICFRS has not signed anything off since the last paper.", "No contact officer has been named."),
        *("None.", "Nothing is counted in this paper.", "Nothing to report."),
    ):
        assert sentence in lines, sentence
    assert all(len(table.rows) > 1 for table in empty.tables)


def test_the_facts_stand_in_their_places(example: Any) -> None:
    """Bridge, days overdue, moved dates, owners, waiting, section 55 and printed figures are all told."""
    tables = {table.rows[0].cells[0].text + table.rows[0].cells[-1].text: table for table in example.tables}
    rows = {name: [[cell.text for cell in row.cells] for row in table.rows] for name, table in tables.items()}
    assert rows["KindClosing"][-1][0] == "Total"
    assert rows["KindClosing"][-1][-1] == "3"
    assert ["17 Jan 2020", "1,056"] in [row[-2:] for row in rows["ItemDays overdue"]]
    assert rows["ItemReason, and by whom"][1][1:] == [
        *("30 Dec 2022", "31 Mar 2023", "30 Dec 2022", "1"),
        "Waits for the national guidance\nPriya Shah, 5 December 2022",
    ]
    assert rows["ItemDays waiting"][1][-2:] == ["1 Nov 2022", "37"]
    assert rows["FigureDifference"][-1] == [
        "Open at this paper: recommendations",
        "146",
        "9",
        "137 more than the register can support",
    ]
    text = all_text(example)
    assert "10618: from Dev Patel to Anna Clarke, 1 November 2022" in text
    assert "Autumn data collection (Armed policing): not returned; it was due on 1 December 2022." in text
    assert "Tuesday 27 December 2022 (56 days beginning with the day of publication)" in text
    assert "Name: Priya Shah\nTitle: Force Liaison Officer" in text
    assert "Preview: the figures up to 8 December 2022 are not frozen yet." in text


def test_joint_inspections_stand_once_with_the_others() -> None:
    """A JTAI is told with its partners and stage among the forthcoming inspections; what is open of such, below."""
    report = replace(
        EXAMPLE.reports[0],
        kind=ReportKind.CHILD_PROTECTION,
        title="Child protection 2014",
        participation=Participation.FIELDWORK,
    )
    joint = ReportMovement("CHILD", "Child protection 2014", (ItemRow.EXAMPLE,))
    text = all_text(made(replace(EXAMPLE, inspections=(WALSALL,), reports=(report,), joint=(joint,))))
    section = text[text.index("Forthcoming inspections") :]
    assert text.count(WALSALL.name) == 1
    assert f"{WALSALL.name}\nJoint targeted area inspection (JTAI)" in section
    assert "Report awaited\nsince 1 Dec 2022" in section
    assert "With Ofsted, Care Quality Commission" in section
    assert "Child protection 2014: one recommendation (10618)" in section
    assert "HMICFRS carried out fieldwork in the force." in text


def links(document: Any) -> dict[str, str]:
    """Return where each link within the document leads, by its words; there has to be such a place."""
    places = [each.get(qn("w:name")) for each in document.element.body.iter(qn("w:bookmarkStart"))]
    assert len(set(places)) == len(places)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9_]{0,39}", place) for place in places), places
    found = {
        "".join(text.text or "" for text in each.iter(qn("w:t"))): each.get(qn("w:anchor"))
        for each in document.element.body.iter(qn("w:hyperlink"))
    }
    assert set(found.values()) <= set(places)
    return found


def test_numbers_lead_to_their_lists_and_references_to_their_texts(example: Any) -> None:
    """A number in a sentence or in the bridge is a link within the document, and so is a reference in a table."""
    found = links(example)
    assert found["two recommendations"] == "RECKONER_A_CLOSING_RECOMMENDATION"
    assert found["45"] == "RECKONER_A_OPENING_RECOMMENDATION"
    assert found["Four"] == "RECKONER_L_UNSUPPORTED"
    assert found["10618"] == item_place_of("10618")


def item_place_of(reference: str) -> str:
    return f"{PREFIX}{item_place(reference)}".upper()


def test_the_appendix_can_be_left_out_and_no_link_leads_nowhere() -> None:
    """Without it there are neither the texts nor the lists of the appendix; numbers without a list are plain."""
    document = read(make_paper(EXAMPLE, None, png(60, 30), appendix=False))
    assert headings(document) == SECTIONS[:-1]
    assert not list(document.element.body.iter(qn("wp:inline")))
    found = links(document)
    assert found["one recommendation"] == "RECKONER_L_WAITING"
    assert "45" not in found
    assert "two recommendations" not in found
    assert "Open on 8 December 2022: two recommendations" in all_text(document)


def test_the_text_of_a_recommendation_is_printed_once() -> None:
    """Where it was signed off, added and is overdue, waiting and red it is quoted once, and named elsewhere."""
    text = " ".join(f"word{number}" for number in range(40))
    row = replace(ItemRow.EXAMPLE, text=text)
    moved = ReportMovement("VETTING", "Vetting", (row,))
    report = replace(EXAMPLE.reports[0], for_force=(row,))
    told: dict[str, Any] = {
        **dict.fromkeys(("overdue", "due", "quiet", "reviews_missed", "watched"), (row,)),
        **dict.fromkeys(("signed_off", "added", "joint"), (moved,)),
        **{
            name: (replace(getattr(EXAMPLE, name)[0], row=row),) for name in ("red", "waiting", "dates_moved")
        },
    }
    summary = replace(
        EXAMPLE,
        **told,
        causes=(),
        owners_changed=(),
        reports=(report,),
    )
    for appendix in (True, False):
        printed = all_text(read(make_paper(summary, None, None, appendix=appendix)))
        assert printed.count("word39") == 1
        assert printed.count("word3 ") > 2
    later = replace(summary, signed_off=(), added=())
    assert all_text(read(make_paper(later, None, None))).count("word39") == 1
    assert "word39" not in all_text(read(make_paper(later, None, None, appendix=False)))


def test_the_picture_has_its_words_and_fits_the_page(example: Any, empty: Any) -> None:
    """The picture carries alternative text, keeps its shape, and is left out where there is none."""
    (inline,) = example.element.body.iter(qn("wp:inline"))
    assert inline.docPr.get("descr") == facts_of(EXAMPLE)["picture_alt"]
    assert (inline.extent.cx, inline.extent.cy) == (6120000, 3060000)
    (tall,) = made(EXAMPLE, png(300, 600)).element.body.iter(qn("wp:inline"))
    assert (tall.extent.cx, tall.extent.cy) == (1980000, 3960000)
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
    assert lines.count(hostile) == 4
    assert f"Themes: {hostile}." in lines
    assert lines.count(long) == 2
    assert f"Name: {hostile}\ufffd" in lines
    assert f"{{{{ ref }}}}< (OLDER-1a). {hostile}" in lines
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
    summary = replace(EXAMPLE, frozen_on=date(2022, 12, 9))
    first = make_paper(summary, None, png(60, 30))
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert make_paper(summary, None, png(60, 30)) == first
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = read(first).core_properties
    assert properties.created == properties.modified == datetime(2022, 12, 9, tzinfo=UTC)


def test_two_hundred_recommendations_are_printed_whole() -> None:
    """A large report comes out complete: each recommendation once, in the appendix, and the text stays short."""
    text = all_text(made(of_many(200)))
    for number in range(1, 201):
        assert text.count(f"This is recommendation {number}. ") == 1
    short = make_paper(of_many(200), None, None, appendix=False)
    assert len(all_text(read(short)).split()) < 5_000
    parts = parts_of(short)
    assert b"{{" not in parts["word/document.xml"]
    assert b"{%" not in parts["word/document.xml"]
