"""A template that could run or fetch anything, or is no honest Word document, is refused before it is opened."""

import re
import struct

import pytest

from models.refusals.documents import (
    BadTemplate,
    BrokenTemplate,
    LockedTemplate,
    MacroTemplate,
    NotAWordTemplate,
    OddTemplate,
    TemplateCarriesProgram,
    TemplateReachesOut,
)
from templates.paper import SHIPPED
from tests.bot.paper_templates import (
    CONTENTS,
    DOCUMENT,
    LINKS,
    Change,
    Parts,
    body,
    changed,
    filled_in,
    link,
    parts_of,
    refusal,
)


@pytest.mark.parametrize(
    ("kind", "target", "what"),
    [
        ("image", "http://127.0.0.1/picture.png", "a picture"),
        ("attachedTemplate", "file:///share/Normal.dotm", "a document template"),
        ("oleObject", "http://127.0.0.1/x", "a linked object"),
        ("hyperlink", "file:///etc/passwd", "a link that is not to a web page"),
    ],
)
def test_a_template_that_fetches_is_refused(kind: str, target: str, what: str) -> None:
    """What Word would fetch from elsewhere on opening is refused, and named."""
    template = changed(link(kind, target, ' TargetMode="External"'))
    assert f"fetches {what} from elsewhere" in refusal(template, TemplateReachesOut)


def test_a_link_to_a_web_page_is_kept() -> None:
    """A link that a reader may follow to a web page is no reason to refuse a template."""
    template = changed(link("hyperlink", "https://force.example/", ' TargetMode="External"'))
    assert b"https://force.example/" in parts_of(filled_in(template))[LINKS]


@pytest.mark.parametrize("kind", ["oleObject", "package", "control", "aFChunk"])
def test_a_template_that_carries_a_program_is_refused(kind: str) -> None:
    """What another program would open is refused."""
    refusal(changed(link(kind, "embedded.bin")), TemplateCarriesProgram)


BEGIN, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


@pytest.mark.parametrize(
    "field",
    [
        '<w:fldSimple w:instr=" INCLUDEPICTURE http://127.0.0.1/x "/>',
        code('DDEAUTO c:\\\\cmd "/k"'),
        BEGIN + code("INCLU") + code('DETEXT "x"') + END,
        BEGIN + BEGIN + code('QUOTE "DDE"') + END + END,
        BEGIN + code("PAGE") + BEGIN + code("LINK x") + END + END,
    ],
)
def test_a_field_that_fetches_or_runs_is_refused(field: str) -> None:
    """Only fields that show something of the document itself may stand in a template, however they are written."""
    sentence = refusal(changed(body(f"<w:p>{field}</w:p>")), TemplateReachesOut)
    assert "the field" in sentence


def test_a_field_made_by_tags_is_refused() -> None:
    """What comes out is looked through like what went in: tags cannot spell a field that fetches."""
    refusal(changed(body(f"<w:p>{code('{{ marking[:0] }}DDE x')}</w:p>")), TemplateReachesOut)


def macros(parts: Parts) -> None:
    parts["word/vbaProject.bin"] = b"x"


def macro_enabled(parts: Parts) -> None:
    parts[CONTENTS] = parts[CONTENTS].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def document_type(parts: Parts) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:document", laughs + b"<w:document", 1)


def a_zip_of_other_things(parts: Parts) -> None:
    parts.clear()
    parts["notes.txt"] = b"x"


def a_workbook(parts: Parts) -> None:
    parts[CONTENTS] = parts[CONTENTS].replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")


def damaged(parts: Parts) -> None:
    parts[DOCUMENT] = parts[DOCUMENT][:-40]


def unpacks_to_100_mebibytes(parts: Parts) -> None:
    parts["word/media/image1.png"] = bytes(100 * 1024 * 1024)


def thousands_of_parts(parts: Parts) -> None:
    parts.update({f"word/media/image{number}.png": b"x" for number in range(1_001)})


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (macros, MacroTemplate),
        (macro_enabled, MacroTemplate),
        (document_type, OddTemplate),
        (unpacks_to_100_mebibytes, OddTemplate),
        (thousands_of_parts, OddTemplate),
        (a_zip_of_other_things, NotAWordTemplate),
        (a_workbook, NotAWordTemplate),
        (damaged, BrokenTemplate),
    ],
)
def test_a_file_that_is_no_honest_document_is_refused(change: Change, kind: type[BadTemplate]) -> None:
    """Macros, bombs and what is no Word document are refused before anything of them is opened."""
    refusal(changed(change), kind)


def without(part: str) -> Change:
    return lambda parts: parts.pop(part)


def without_table_grid(parts: Parts) -> None:
    parts[DOCUMENT] = re.sub(rb"<w:tblGrid>.*?</w:tblGrid>", b"", parts[DOCUMENT])


@pytest.mark.parametrize("change", [without(DOCUMENT), without("word/header1.xml"), without_table_grid])
def test_a_document_that_lacks_what_every_document_has_is_refused(change: Change) -> None:
    """What the library for Word stumbles over is the template's fault, and is told as such."""
    refusal(changed(change), OddTemplate)


def locked_parts() -> bytes:
    """Return the shipped template with the mark of encryption on each of its parts."""
    marked = bytearray(SHIPPED.read_bytes())
    for found in re.finditer(b"PK\x01\x02", SHIPPED.read_bytes()):
        struct.pack_into("<H", marked, found.start() + 8, 1)
    return bytes(marked)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), LockedTemplate),
        (locked_parts(), LockedTemplate),
        (b"Dear Committee", NotAWordTemplate),
        (b"", NotAWordTemplate),
        (SHIPPED.read_bytes()[:-100], BrokenTemplate),
    ],
)
def test_a_file_that_cannot_be_unpacked_is_refused(data: bytes, kind: type[BadTemplate]) -> None:
    """Locked, damaged and foreign files are told apart."""
    refusal(data, kind)


@pytest.mark.parametrize("kind", BadTemplate.__subclasses__())
def test_every_refusal_of_a_template_is_one_to_three_sentences(kind: type[BadTemplate]) -> None:
    """A person reads one to three whole sentences, which name the file."""
    assert re.fullmatch(r"[A-Z“].*[.?]", kind.template)
    assert 1 <= len(re.findall(r"[.?](?:\s|$)", kind.template)) <= 3
    assert "{name}" in kind.template
