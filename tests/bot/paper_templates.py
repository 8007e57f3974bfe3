"""Templates made from the shipped one, by changing what one of its parts holds."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from bot.documents.paper.filling import filled
from models.refusals.documents import BadTemplate
from templates import paper
from templates.messages.summary import CommitteeSummary

DOCUMENT = "word/document.xml"
LINKS = "word/_rels/document.xml.rels"
CONTENTS = "[Content_Types].xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Parts = dict[str, bytes]
Change = Callable[[Parts], object]


def changed(change: Change) -> bytes:
    """Return a copy of the shipped template whose parts `change` has altered."""
    parts = parts_of(paper.SHIPPED.read_bytes())
    change(parts)
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def parts_of(document: bytes) -> Parts:
    """Return what each part of a document holds."""
    with zipfile.ZipFile(BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(xml: str) -> Change:
    """Return a change that puts `xml` in the place of the document's body."""

    def change(parts: Parts) -> None:
        parts[DOCUMENT] = re.sub(
            rb"(<w:body>).*(<w:sectPr>)",
            lambda found: found[1] + xml.encode() + found[2],
            parts[DOCUMENT],
            flags=re.DOTALL,
        )

    return change


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def saying(text: str) -> bytes:
    """Return a template with a single paragraph."""
    return changed(body(paragraph(text)))


def link(kind: str, target: str, mode: str = "") -> Change:
    """Return a change that adds a relationship to the document."""

    def change(parts: Parts) -> None:
        more = f'<Relationship Id="rId99" Type="{RELATIONSHIPS}/{kind}" Target="{target}"{mode}/>'
        parts[LINKS] = parts[LINKS].replace(b"</Relationships>", f"{more}</Relationships>".encode())

    return change


def filled_in(template: bytes, summary: CommitteeSummary = CommitteeSummary.EXAMPLE) -> bytes:
    """Return what `template` makes of `summary`, in this process."""
    facts, properties = paper.context(summary), paper.properties(summary)
    return filled(template, b"", {"name": "ours.docx", "facts": facts, "properties": properties})


def refusal(template: bytes, kind: type[BadTemplate]) -> str:
    """Return the sentence with which a template is refused, which is of exactly this kind."""
    with pytest.raises(BadTemplate) as refused:
        filled_in(template)
    assert type(refused.value) is kind, refused.value
    assert "“ours.docx”" in str(refused.value)
    return str(refused.value)
