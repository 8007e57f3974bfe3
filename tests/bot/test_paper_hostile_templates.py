"""A template is a program of somebody else's: whatever is wrong with it is told in a sentence."""

import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from bot.paper import LARGEST_TEMPLATE, make_paper
from models.refusals_documents import (
    BadTemplate,
    BrokenTemplate,
    ListPrinted,
    LockedTemplate,
    MacroTemplate,
    NoSuchTemplate,
    NotAWordTemplate,
    OddTemplate,
    TagFails,
    TagForbidden,
    TagNotClosed,
    TagNotUnderstood,
    TagsTearDocument,
    TemplateCarriesProgram,
    TemplateReachesOut,
    TemplateTooHungry,
    TemplateTooLarge,
    TemplateTooSlow,
    UnknownTag,
)
from templates.messages.summary import CommitteeSummary
from templates.paper import SHIPPED

DOCUMENT = "word/document.xml"
LINKS = "word/_rels/document.xml.rels"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENTS = "[Content_Types].xml"


def changed(folder: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """Return a copy of the shipped template whose parts `change` has altered."""
    with zipfile.ZipFile(SHIPPED) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    path = folder / "ours.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def body(xml: str) -> Callable[[dict[str, bytes]], object]:
    """Return a change that puts `xml` in the place of the document's body."""

    def change(parts: dict[str, bytes]) -> None:
        parts[DOCUMENT] = re.sub(
            rb"(<w:body>).*(<w:sectPr>)",
            lambda found: found[1] + xml.encode() + found[2],
            parts[DOCUMENT],
            flags=re.DOTALL,
        )

    return change


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def link(kind: str, target: str, mode: str = "") -> Callable[[dict[str, bytes]], object]:
    def change(parts: dict[str, bytes]) -> None:
        more = f'<Relationship Id="rId99" Type="{RELATIONSHIPS}/{kind}" Target="{target}"{mode}/>'
        parts[LINKS] = parts[LINKS].replace(b"</Relationships>", f"{more}</Relationships>".encode())

    return change


def refusal(template: Path, kind: type[BadTemplate], seconds: float = 20) -> str:
    """Return the sentence with which the template is refused."""
    with pytest.raises(kind) as refused:
        make_paper(CommitteeSummary.EXAMPLE, template, None, seconds=seconds)
    assert type(refused.value) is kind
    assert "ours.docx" in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize(
    ("tag", "named"),
    [
        ("{{ forse }}", "forse"),
        ("{% if nonsense %}{% endif %}", "nonsense"),
        ("{% if false %}{{ never_looked_at }}{% endif %}", "never_looked_at"),
        ("{{ bridge_total.opning }}", "opning"),
        ("{% for each in red %}{{ each.ownr }}{% endfor %}", "ownr"),
        ("{{ bridge_total.nonsense.further }}", "nonsense"),
    ],
)
def test_an_unknown_tag_is_named_with_its_place(tmp_path: Path, tag: str, named: str) -> None:
    """A tag that is no fact is named, with the words of its paragraph and of the one before it."""
    template = changed(tmp_path, body(paragraph("Red items") + paragraph(f"Look here: {tag}")))
    sentence = refusal(template, UnknownTag)
    assert f"asks for “{named}”" in sentence
    assert "in the paragraph “Look here:" in sentence
    assert "which follows “Red items”" in sentence


def test_an_unknown_tag_in_a_table_or_header_is_placed_there(tmp_path: Path) -> None:
    """The place says table cell, page header or page footer where the tag stands in one."""
    cell = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{paragraph('{{ forse }}')}</w:tc></w:tr></w:tbl>"
    assert "in the table cell “{{ forse }}”" in refusal(
        changed(tmp_path, body(cell + paragraph("End"))), UnknownTag
    )

    def in_header(parts: dict[str, bytes]) -> None:
        parts["word/header1.xml"] = parts["word/header1.xml"].replace(b"{{ marking }}", b"{{ marking_ }}")

    assert "in the paragraph “{{ marking_ }}” of the page header" in refusal(
        changed(tmp_path, in_header), UnknownTag
    )

    def in_properties(parts: dict[str, bytes]) -> None:
        parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(
            b"<dc:creator>", b"<dc:creator>{{ writer }}"
        )

    assert "in the document's properties" in refusal(changed(tmp_path, in_properties), UnknownTag)


def test_a_tag_split_over_runs_is_read_as_one(tmp_path: Path) -> None:
    """Word divides a tag into runs at will: it is filled in all the same, and named whole where it is wrong."""
    split = (
        "<w:p><w:r><w:t>{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{ for</w:t></w:r>"
        "<w:r><w:t>{}e }</w:t></w:r><w:r><w:t>}}</w:t></w:r></w:p>"
    )
    good = make_paper(
        replace(CommitteeSummary.EXAMPLE, force="Kent Police"),
        changed(tmp_path, body(split.replace("{}", "c"))),
        None,
    )
    with zipfile.ZipFile(BytesIO(good)) as archive:
        assert "Kent Police" in archive.read(DOCUMENT).decode()
    assert "asks for “forse”" in refusal(changed(tmp_path, body(split.replace("{}", "s"))), UnknownTag)


@pytest.mark.parametrize("tag", ["{{ force", "{% if force", "{# force", "{{ force %}", "{{ force }"])
def test_a_tag_that_is_not_closed_is_shown(tmp_path: Path, tag: str) -> None:
    """An opening without its end is quoted, also where it is split over runs and a good tag follows."""
    halves = f"<w:p><w:r><w:t>Force: {tag[:1]}</w:t></w:r><w:r><w:t>{tag[1:]}</w:t></w:r></w:p>"
    sentence = refusal(changed(tmp_path, body(halves + paragraph("{{ marking }}"))), TagNotClosed)
    assert f"“{tag}”" in sentence
    assert f"in the paragraph “Force: {tag}”" in sentence


@pytest.mark.parametrize(
    ("tag", "problem"),
    [
        ("{{ force force }}", "expected token"),
        ("{% fro each in red %}", "unknown tag 'fro'"),
        ("{% for each in red %}", "endfor"),
        ("{{ force|safe }}", "No filter named 'safe'"),
        ("{{ force|shout }}", "No filter named 'shout'"),
    ],
)
def test_a_tag_that_cannot_be_understood_is_explained(tmp_path: Path, tag: str, problem: str) -> None:
    """A mistake in a tag is told with its reason and its place; no filter makes mark-up of typed text."""
    sentence = refusal(changed(tmp_path, body(paragraph(f"Here: {tag}"))), TagNotUnderstood)
    assert problem in sentence
    assert "in the paragraph “Here:" in sentence


@pytest.mark.parametrize(
    "tag",
    [
        "{{ force / 2 }}",
        "{{ red[7] + 1 }}",
        "{% include 'x' %}",
        "{{ force.join(1) }}",
        "{{ range(10 ** 9)|list }}",
    ],
)
def test_a_tag_that_does_not_come_out_is_placed(tmp_path: Path, tag: str) -> None:
    """An expression that fails is told with its place."""
    with pytest.raises((TagFails, UnknownTag), match="in the paragraph “Here: "):
        make_paper(CommitteeSummary.EXAMPLE, changed(tmp_path, body(paragraph(f"Here: {tag}"))), None)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ force.__class__ }}",
        "{{ force['__class__'] }}",
        "{{ force|attr('__class__') }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ red.append(force) }}",
        "{{ force.format.__globals__ }}",
        "{% for each in red %}{{ each.__init__ }}{% endfor %}",
    ],
)
def test_a_template_reaches_nothing_of_the_program(tmp_path: Path, tag: str) -> None:
    """No tag gets at a class, at a module's names, or at what would change the facts."""
    sentence = refusal(changed(tmp_path, body(paragraph(f"Here: {tag}"))), TagForbidden)
    assert "in the paragraph “Here: " in sentence


@pytest.mark.parametrize("tag", ["{{ picture.tpl }}", "{{ cycler(1, 2) }}", "{{ lipsum() }}", "{{ self.x }}"])
def test_a_template_is_given_no_object_and_no_function(tmp_path: Path, tag: str) -> None:
    """The picture is a text like all other facts, and Jinja's own functions are not there."""
    refusal(changed(tmp_path, body(paragraph(tag))), UnknownTag)


@pytest.mark.parametrize("tag", ["{{ red }}", "{{ bridge_total }}", "{{ range }}", "{{ force.upper }}"])
def test_a_whole_list_is_not_printed(tmp_path: Path, tag: str) -> None:
    """A tag that would print a list, a table or a function as a program sees it is refused."""
    assert "in the paragraph “" in refusal(changed(tmp_path, body(paragraph(tag))), ListPrinted)


NESTED = "{% for a in range(99999) %}" * 3 + "{% endfor %}" * 3


@pytest.mark.parametrize("tag", [NESTED, "{{ 9 ** 9 ** 9 }}"])
def test_a_template_without_end_is_stopped(tmp_path: Path, tag: str) -> None:
    """A template that takes too long is stopped at the time given."""
    sentence = refusal(changed(tmp_path, body(paragraph(tag))), TemplateTooSlow, seconds=2)
    assert "within 2 seconds" in sentence


@pytest.mark.parametrize(
    "tag", ["{{ 'x' * 3000000000 }}", "{{ [force] * 999999999 }}", "{{ force|center(3000000000) }}"]
)
def test_a_template_that_eats_memory_is_stopped(tmp_path: Path, tag: str) -> None:
    """A template that asks for more memory than it may have is told so."""
    assert "1024 MiB" in refusal(changed(tmp_path, body(paragraph(tag))), TemplateTooHungry)


def test_tags_that_tear_the_document_are_refused(tmp_path: Path) -> None:
    """A loop that begins in a table and ends outside would lose text: it is refused instead."""
    row = f"<w:tr><w:tc>{paragraph('{%tr for each in red %}')}</w:tc></w:tr>"
    table = f"<w:tbl><w:tblPr/><w:tblGrid/>{row}<w:tr><w:tc>{paragraph('x')}</w:tc></w:tr></w:tbl>"
    change = body(table + paragraph("{%p endfor %}") + paragraph("End"))
    with_two = replace(CommitteeSummary.EXAMPLE, red=CommitteeSummary.EXAMPLE.red * 2)
    with pytest.raises(TagsTearDocument):
        make_paper(with_two, changed(tmp_path, change), None)


@pytest.mark.parametrize(
    ("kind", "target", "what"),
    [
        ("image", "http://127.0.0.1/picture.png", "a picture"),
        ("attachedTemplate", "file:///share/Normal.dotm", "a document template"),
        ("oleObject", "http://127.0.0.1/x", "a linked object"),
        ("hyperlink", "file:///etc/passwd", "a link that is not to a web page"),
    ],
)
def test_a_template_that_fetches_is_refused(tmp_path: Path, kind: str, target: str, what: str) -> None:
    """What Word would fetch from elsewhere on opening is refused, and named."""
    template = changed(tmp_path, link(kind, target, ' TargetMode="External"'))
    assert f"fetches {what} from elsewhere" in refusal(template, TemplateReachesOut)


def test_a_link_to_a_web_page_is_kept(tmp_path: Path) -> None:
    """A link that a reader may follow to a web page is no reason to refuse a template."""
    template = changed(tmp_path, link("hyperlink", "https://force.example/", ' TargetMode="External"'))
    with zipfile.ZipFile(BytesIO(make_paper(CommitteeSummary.EXAMPLE, template, None))) as archive:
        assert b"https://force.example/" in archive.read(LINKS)


@pytest.mark.parametrize("kind", ["oleObject", "package", "control", "aFChunk"])
def test_a_template_that_carries_a_program_is_refused(tmp_path: Path, kind: str) -> None:
    """What another program would open is refused."""
    refusal(changed(tmp_path, link(kind, "embedded.bin")), TemplateCarriesProgram)


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
def test_a_field_that_fetches_or_runs_is_refused(tmp_path: Path, field: str) -> None:
    """Only fields that show something of the document itself may stand in a template, however they are written."""
    sentence = refusal(changed(tmp_path, body(f"<w:p>{field}</w:p>")), TemplateReachesOut)
    assert "the field" in sentence


def test_a_field_made_by_tags_is_refused(tmp_path: Path) -> None:
    """What comes out is looked through like what went in: tags cannot spell a field that fetches."""
    refusal(changed(tmp_path, body(f"<w:p>{code('{{ marking[:0] }}DDE x')}</w:p>")), TemplateReachesOut)


def macros(parts: dict[str, bytes]) -> None:
    parts["word/vbaProject.bin"] = b"x"


def macro_enabled(parts: dict[str, bytes]) -> None:
    parts[CONTENTS] = parts[CONTENTS].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def document_type(parts: dict[str, bytes]) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:document", laughs + b"<w:document", 1)


def a_zip_of_other_things(parts: dict[str, bytes]) -> None:
    parts.clear()
    parts["notes.txt"] = b"x"


def a_workbook(parts: dict[str, bytes]) -> None:
    parts[CONTENTS] = parts[CONTENTS].replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")


def damaged(parts: dict[str, bytes]) -> None:
    parts[DOCUMENT] = parts[DOCUMENT][:-40]


def unpacks_to_100_mebibytes(parts: dict[str, bytes]) -> None:
    parts["word/media/image1.png"] = bytes(100 * 1024 * 1024)


def thousands_of_parts(parts: dict[str, bytes]) -> None:
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
def test_a_file_that_is_no_honest_document_is_refused(
    tmp_path: Path, change: Callable[[dict[str, bytes]], object], kind: type[BadTemplate]
) -> None:
    """Macros, bombs and what is no Word document are refused before anything of them is opened."""
    refusal(changed(tmp_path, change), kind)


def test_files_that_are_no_archive_are_refused(tmp_path: Path) -> None:
    """Locked, encrypted, cut-off, too large and missing files are each told apart."""
    path = tmp_path / "ours.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
    refusal(path, LockedTemplate)
    whole = SHIPPED.read_bytes()
    flags = bytearray(whole)
    for at in (found.start() for found in re.finditer(b"PK\x01\x02", whole)):
        struct.pack_into("<H", flags, at + 8, 1)
    path.write_bytes(flags)
    refusal(path, LockedTemplate)
    path.write_bytes(b"Dear Committee")
    refusal(path, NotAWordTemplate)
    path.write_bytes(whole[:-100])
    refusal(path, BrokenTemplate)
    path.write_bytes(bytes(LARGEST_TEMPLATE + 1))
    refusal(path, TemplateTooLarge)
    path.unlink()
    refusal(path, NoSuchTemplate)
