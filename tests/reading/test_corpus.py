"""The corpus is read as the documentation says."""

from io import BytesIO

import pytest
from docx import Document

from bot.imports.report_text import report_text
from tests.reading.corpus import PAGE, came, samples, table
from tests.reading.printing import saved

SAMPLES = {sample.name: sample for sample in samples()}
AS_WORD = ("thematic-2022-numbered-heads", "thematic-2024-force-and-its-pcc", "thematic-2016-we-recommend")


def test_the_page_holds_the_table_that_the_corpus_gives() -> None:
    """`make corpus` was run: the figures of the documentation are those that the reader reaches now."""
    assert table() in PAGE.read_text("utf-8")


@pytest.mark.parametrize("name", AS_WORD)
def test_a_word_document_is_read_as_its_text_is(name: str) -> None:
    """The same paragraphs out of a Word file come out the same."""
    sample = SAMPLES[name]
    document = Document()
    for paragraph in sample.words.split("\n\n"):
        document.add_paragraph(paragraph.strip())
    reading = sample.read(report_text(BytesIO(saved(document)).read(), "report.docx"))
    assert list(came(sample, reading)) == list(came(sample, sample.read()))
