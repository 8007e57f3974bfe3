"""The corpus is read as the documentation says."""

import textwrap
from collections import Counter
from io import BytesIO

import pytest
from docx import Document

from bot.imports.report_text import report_text
from models.report_parser.pages import printed
from tests.reading.corpus import PAGE, CameAs, came, counted, samples, table
from tests.reading.printing import pdf, saved

SAMPLES = {sample.name: sample for sample in samples()}
AS_WORD = ("thematic-2022-numbered-heads", "peel-2023-box-head-is-a-finding", "thematic-2016-we-recommend")
AS_PDF = ("peel-2024-numbered-afi", "thematic-2022-npcc-leads", "thematic-2023-prose-letter")


def test_the_page_holds_the_table_that_the_corpus_gives() -> None:
    """`make corpus` was run: the figures of the documentation are those that the reader reaches now."""
    assert table() in PAGE.read_text("utf-8")


def test_nothing_is_wrong_without_a_doubt_and_nothing_is_nowhere() -> None:
    """Nine in ten are right at once, and whatever is not says so itself or is shown."""
    ways = sum(counted().values(), Counter[CameAs]())
    assert (ways[CameAs.WRONG], ways[CameAs.NOWHERE]) == (0, 0)
    assert ways[CameAs.RIGHT] >= 0.9 * ways.total()


@pytest.mark.parametrize("name", AS_PDF)
def test_a_pdf_is_read_as_its_text_is(name: str) -> None:
    """The same text set in lines, which end in the midst of sentences, comes out the same."""
    sample = SAMPLES[name]
    lines = [line for each in sample.words.splitlines() for line in textwrap.wrap(each, 95) or [" "]]
    reading = sample.read(report_text(pdf([lines]), "report.pdf"))
    assert list(came(sample, reading)) == list(came(sample, sample.read()))


@pytest.mark.parametrize("name", [name for name in SAMPLES if "table" in name and "dates" in name])
def test_a_table_whose_columns_are_lost_is_shown(name: str) -> None:
    """A PDF gives a table's row as one line: it is shown word for word, and none is taken for something else."""
    sample = SAMPLES[name]
    flat = "\n\n".join(line.replace("\t", " ") for line in sample.words.splitlines())
    assert {how for how, _ in came(sample, sample.read(printed(flat)))} == {CameAs.SHOWN}


@pytest.mark.parametrize("name", AS_WORD)
def test_a_word_document_is_read_as_its_text_is(name: str) -> None:
    """The same paragraphs out of a Word file come out the same."""
    sample = SAMPLES[name]
    document = Document()
    for paragraph in sample.words.split("\n\n"):
        document.add_paragraph(paragraph.strip())
    reading = sample.read(report_text(BytesIO(saved(document)).read(), "report.docx"))
    assert list(came(sample, reading)) == list(came(sample, sample.read()))
