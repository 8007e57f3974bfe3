"""Fills in a Word template, and says in which paragraph or cell something of it is wrong.

Expressions run in Jinja's sandbox over strings, lists and tables only: there is no object of ours that they could
reach. It is called in the process of `bot/documents/paper/child.py`.
"""

import re
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from types import TracebackType
from typing import Any, Final

from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.shared import Cm
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, Undefined, UndefinedError, meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import XMLSyntaxError, tostring  # type: ignore[import-untyped]
from markupsafe import Markup

from bot.documents.archive import packed_again
from bot.documents.paper.linking import linked, settle
from bot.documents.paper.scan import W, check, parsed
from models.refusals.documents import (
    PLACES,
    BadTemplate,
    ListPrinted,
    OddTemplate,
    TagFails,
    TagForbidden,
    TagNotClosed,
    TagNotUnderstood,
    TagsTearDocument,
    UnknownTag,
)
from templates.links import PREFIX

WIDEST: Final = Cm(17)
HIGHEST: Final = Cm(11)
"""The picture's room on the page, in the units of python-docx."""

NO_FILTERS: Final = ("safe", "random")
"""Typed text is never mark-up, and the same facts give the same paper."""

STRANGE: Final = (
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
    *(OpcError, PythonDocxError, XMLSyntaxError),
)
"""What python-docx and docxtpl raise for a document that lacks what every document has."""

FAULTS: Final = (
    *(TemplateError, ArithmeticError, LookupError, OSError),
    *(RecursionError, TypeError, ValueError),
)
"""What expressions that make no sense raise."""

LONGEST_QUOTED: Final = 120
LONGEST_REASON: Final = 300
LONGEST_PROPERTY: Final = 255
_TEMPLATE_FILE: Final = "<template>"
_TAG = re.compile(r"\{(?:\{.{0,999}?\}\}|%.{0,999}?%\}|#.{0,999}?#\})", re.DOTALL)
_OPENING = re.compile(r"\{[{%#]")
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_XML_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def filled(template: bytes, picture: bytes, request: dict[str, Any]) -> bytes:
    """Return the Word document that `template` makes of the request's `facts`; raises a BadTemplate.

    The request's `name` is what people call the template; `properties` are the document's own.
    """
    name = request["name"]
    check(template, name)
    facts = dict(request["facts"])
    saved = BytesIO()
    try:
        paper = _Paper(template, name)
        facts["picture"] = paper.picture(picture, facts["picture_alt"]) if picture else ""
        paper.render(facts, _environment(), autoescape=True)
        _set_properties(paper.docx.core_properties, request["properties"])
        paper.save(saved)
    except STRANGE:
        raise OddTemplate(name=name) from None
    made = packed_again(saved)
    check(made, name)
    return made


class _Unknown(StrictUndefined):
    """A tag that is no fact: printing it, or asking anything of it, is refused with the name alone."""

    @property
    def _undefined_message(self) -> str:
        return self._undefined_hint or str(self._undefined_name)


class _WholeListError(TypeError):
    """A tag that prints a list or a table of facts."""


def _environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=_Unknown, finalize=_printed)
    made.globals = {name: made.globals[name] for name in ("range", "namespace")}
    for name in NO_FILTERS:
        del made.filters[name]
    return made


def _printed(value: object) -> Markup:
    """Return a value as XML prints it. Nothing but the picture and links is mark-up, whatever the template says."""
    if isinstance(value, Undefined):
        str(value)
    if isinstance(value, list | tuple | dict) or callable(value):
        raise _WholeListError
    return value if isinstance(value, Markup) else linked(str(value))


class _Paper(DocxTemplate):  # type: ignore[misc]
    """A template of docxtpl's that tells where in the document something is wrong."""

    def __init__(self, template: bytes, name: str) -> None:
        super().__init__(BytesIO(template))
        self._name = name
        self.init_docx()

    def picture(self, png: bytes, alt: str) -> Markup:
        """Take `png` into the document; return what stands for it in a run, `alt` its words for the blind."""
        part = self.docx.part
        drawing = part.new_pic_inline(BytesIO(png), width=WIDEST)
        if drawing.extent.cy > HIGHEST:
            drawing = part.new_pic_inline(BytesIO(png), height=HIGHEST)
        drawing.docPr.set("descr", alt)
        return Markup(  # noqa: S704 - python-docx has made it, and escaped the words.
            f'</w:t></w:r><w:r><w:drawing>{drawing.xml}</w:drawing></w:r><w:r><w:t xml:space="preserve">'
        )

    def patch_xml(self, src_xml: str) -> str:
        """Refuse tags that are not closed, before docxtpl looks for their ends further on."""
        root = parsed(src_xml)
        for paragraph in root.iter(f"{W}p"):
            text = "".join(each.text or "" for each in paragraph.iter(f"{W}t"))
            if opening := _OPENING.search(_TAG.sub(lambda tag: " " * len(tag.group()), text)):
                tag, place = text[opening.start() :], PLACES["paragraph"].format(text=_short(text))
                raise TagNotClosed(name=self._name, tag=_short(tag), place=place)
        return str(super().patch_xml(src_xml))

    def render_xml_part(
        self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: ImmutableSandboxedEnvironment
    ) -> str:
        """Return one part of the document filled in; typed text that looks like an escape of docxtpl stays."""
        self.current_rendering_part = part
        source = _PARAGRAPH.sub("\n<w:p", src_xml)
        rendered = self._rendered(source, str(part.partname), context, jinja_env)
        rendered = re.sub(r"\n<w:p(?=[ >])", "<w:p", rendered)
        try:
            root = parsed(rendered)
        except XMLSyntaxError:
            raise TagsTearDocument(name=self._name) from None
        if PREFIX in rendered:
            settle(root)
            rendered = tostring(root, encoding="unicode")
        return str(self.resolve_listing(rendered))

    def render_properties(
        self, context: dict[str, Any], jinja_env: ImmutableSandboxedEnvironment | None = None
    ) -> None:
        """Fill in the tags of the document's properties."""
        properties = self.docx.core_properties
        for each in ("author", "comments", "identifier", "keywords", "category"):
            if jinja_env is not None and (source := getattr(properties, each)):
                filled_in = unescape(
                    _XML_TAG.sub("", self._rendered(source, "properties", context, jinja_env))
                )
                setattr(properties, each, filled_in[:LONGEST_PROPERTY])

    def _rendered(
        self, source: str, part: str, context: dict[str, Any], environment: ImmutableSandboxedEnvironment
    ) -> str:
        try:
            tree = environment.parse(source)
            unknown = meta.find_undeclared_variables(tree) - context.keys() - environment.globals.keys()
            if unknown:
                self._refuse_names(tree, unknown, source, part)
            return environment.from_string(tree).render(context)
        except TemplateSyntaxError as wrong:
            place = _place(source, wrong.lineno, part)
            problem = _short((wrong.message or "").rstrip("."), LONGEST_REASON)
            raise TagNotUnderstood(name=self._name, place=place, problem=problem) from None
        except FAULTS as wrong:
            raise self._refused(wrong, _place(source, _line(wrong.__traceback__), part)) from None

    def _refuse_names(self, tree: nodes.Template, missing: set[str], source: str, part: str) -> None:
        for name in tree.find_all(nodes.Name):
            if name.name in missing and name.ctx == "load":
                raise UnknownTag(name=self._name, tag=name.name, place=_place(source, name.lineno, part))

    def _refused(self, wrong: Exception, place: str) -> BadTemplate:
        if isinstance(wrong, SecurityError):
            found = re.search(r"'(\w+)'", str(wrong))
            return TagForbidden(
                name=self._name, tag=found.group(1) if found else _short(str(wrong)), place=place
            )
        if isinstance(wrong, UndefinedError):
            return UnknownTag(name=self._name, tag=_short(str(wrong)), place=place)
        if isinstance(wrong, _WholeListError):
            return ListPrinted(name=self._name, place=place)
        problem = _short(str(wrong).rstrip(".")) or type(wrong).__name__
        return TagFails(name=self._name, place=place, problem=problem)


def _line(traceback: TracebackType | None) -> int:
    """Return the line of the template at which an expression failed: Jinja writes it into the traceback."""
    line = 1
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == _TEMPLATE_FILE:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _place(source: str, line: int, part: str) -> str:
    """Say in which paragraph or cell the line is: each line of `source` but the first begins a paragraph."""
    if part == "properties":
        return PLACES["properties"]
    lines = source.split("\n")
    before = "\n".join(lines[: line - 1])
    in_table = before.count("<w:tbl>") > before.count("</w:tbl>")
    place = PLACES["cell" if in_table else "paragraph"].format(text=_short(_words(lines[line - 1])))
    for kind in ("header", "footer", "footnotes"):
        if kind in part:
            place = PLACES[kind].format(place=place)
    preceding = next(
        filter(None, (_TAG.sub("", _words(each)).strip() for each in reversed(lines[: line - 1]))), ""
    )
    return PLACES["after"].format(place=place, before=_short(preceding)) if preceding else place


def _words(xml: str) -> str:
    return " ".join(unescape(_XML_TAG.sub("", xml)).split())


def _short(text: str, most: int = LONGEST_QUOTED) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _set_properties(properties: Any, said: dict[str, str]) -> None:
    for name in ("title", "subject", "author"):
        setattr(properties, name, said[name][:LONGEST_PROPERTY])
    properties.last_modified_by, properties.revision = properties.author, 1
    properties.created = properties.modified = datetime.fromisoformat(said["on"]).replace(tzinfo=UTC)
