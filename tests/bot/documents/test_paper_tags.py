"""Whatever is wrong with a template's tag is told with its place, and no tag reaches the program."""

from dataclasses import replace

import pytest

from models.refusals.documents import (
    ListPrinted,
    TagFails,
    TagForbidden,
    TagNotClosed,
    TagNotUnderstood,
    TagsTearDocument,
    UnknownTag,
)
from templates.messages.summary import CommitteeSummary
from tests.bot.paper_templates import (
    DOCUMENT,
    Parts,
    body,
    changed,
    filled_in,
    paragraph,
    parts_of,
    refusal,
    saying,
)


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
def test_an_unknown_tag_is_named_with_its_place(tag: str, named: str) -> None:
    """A tag that is no fact is named, with the words of its paragraph and of the one before it."""
    template = changed(body(paragraph("Red items") + paragraph(f"Look here: {tag}")))
    sentence = refusal(template, UnknownTag)
    assert f"uses the tag “{named}”" in sentence
    assert "in the paragraph “Look here:" in sentence
    assert "which follows “Red items”" in sentence


def test_an_unknown_tag_in_a_table_or_header_is_placed_there() -> None:
    """The place says table cell, page header or page footer where the tag stands in one."""
    cell = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{paragraph('{{ forse }}')}</w:tc></w:tr></w:tbl>"
    assert "in the table cell “{{ forse }}”" in refusal(changed(body(cell + paragraph("End"))), UnknownTag)

    def in_header(parts: Parts) -> None:
        parts["word/header1.xml"] = parts["word/header1.xml"].replace(b"{{ marking }}", b"{{ marking_ }}")

    assert "in the paragraph “{{ marking_ }}” of the page header" in refusal(changed(in_header), UnknownTag)

    def in_properties(parts: Parts) -> None:
        parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(
            b"<dc:creator>", b"<dc:creator>{{ writer }}"
        )

    assert "in the document's properties" in refusal(changed(in_properties), UnknownTag)


def test_a_tag_split_over_runs_is_read_as_one() -> None:
    """Word divides a tag into runs at will: it is filled in all the same, and named whole where it is wrong."""
    split = (
        "<w:p><w:r><w:t>{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{ for</w:t></w:r>"
        "<w:r><w:t>{}e }</w:t></w:r><w:r><w:t>}}</w:t></w:r></w:p>"
    )
    good = filled_in(changed(body(split.replace("{}", "c"))))
    assert "West Midlands Police" in parts_of(good)[DOCUMENT].decode()
    assert "uses the tag “forse”" in refusal(changed(body(split.replace("{}", "s"))), UnknownTag)


@pytest.mark.parametrize("tag", ["{{ force", "{% if force", "{# force", "{{ force %}", "{{ force }"])
def test_a_tag_that_is_not_closed_is_shown(tag: str) -> None:
    """An opening without its end is quoted, also where it is split over runs and a good tag follows."""
    halves = f"<w:p><w:r><w:t>Force: {tag[:1]}</w:t></w:r><w:r><w:t>{tag[1:]}</w:t></w:r></w:p>"
    sentence = refusal(changed(body(halves + paragraph("{{ marking }}"))), TagNotClosed)
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
def test_a_tag_that_cannot_be_understood_is_explained(tag: str, problem: str) -> None:
    """A mistake in a tag is told with its reason and its place; no filter makes mark-up of typed text."""
    sentence = refusal(saying(f"Here: {tag}"), TagNotUnderstood)
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
def test_a_tag_that_does_not_come_out_is_placed(tag: str) -> None:
    """An expression that fails is told with its place."""
    with pytest.raises((TagFails, UnknownTag), match="in the paragraph “Here: "):
        filled_in(saying(f"Here: {tag}"))


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
def test_a_template_reaches_nothing_of_the_program(tag: str) -> None:
    """No tag gets at a class, at a module's names, or at what would change the facts."""
    sentence = refusal(saying(f"Here: {tag}"), TagForbidden)
    assert "in the paragraph “Here: " in sentence


@pytest.mark.parametrize("tag", ["{{ picture.tpl }}", "{{ cycler(1, 2) }}", "{{ lipsum() }}", "{{ self.x }}"])
def test_a_template_is_given_no_object_and_no_function(tag: str) -> None:
    """The picture is a text like all other facts, and Jinja's own functions are not there."""
    refusal(saying(tag), UnknownTag)


@pytest.mark.parametrize("tag", ["{{ red }}", "{{ bridge_total }}", "{{ range }}", "{{ force.upper }}"])
def test_a_whole_list_is_not_printed(tag: str) -> None:
    """A tag that would print a list, a table or a function as a program sees it is refused."""
    assert "in the paragraph “" in refusal(saying(tag), ListPrinted)


def test_tags_that_tear_the_document_are_refused() -> None:
    """A loop that begins in a table and ends outside would lose text: it is refused instead."""
    row = f"<w:tr><w:tc>{paragraph('{%tr for each in red %}')}</w:tc></w:tr>"
    table = f"<w:tbl><w:tblPr/><w:tblGrid/>{row}<w:tr><w:tc>{paragraph('x')}</w:tc></w:tr></w:tbl>"
    change = body(table + paragraph("{%p endfor %}") + paragraph("End"))
    with_two = replace(CommitteeSummary.EXAMPLE, red=CommitteeSummary.EXAMPLE.red * 2)
    with pytest.raises(TagsTearDocument):
        filled_in(changed(change), with_two)
