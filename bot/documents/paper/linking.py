"""Places and links of a paper's facts as Word has them: bookmarks, and links to those that there are."""

from copy import deepcopy
from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]
from markupsafe import Markup, escape

from bot.documents.paper.scan import W
from templates.links import PLACE_OR_LINK, PREFIX

STYLE: Final = "Hyperlink"
_AFTER: Final = '</w:t></w:r>{}<w:r><w:t xml:space="preserve">'
_PLACE: Final = '<w:bookmarkStart w:id="0" w:name="{}"/><w:bookmarkEnd w:id="0"/>'
_LINK: Final = (
    '<w:hyperlink w:anchor="{}" w:history="1"><w:r><w:rPr><w:rStyle w:val="' + STYLE + '"/></w:rPr>'
    '<w:t xml:space="preserve">{}</w:t></w:r></w:hyperlink>'
)


def linked(text: str) -> Markup:
    """Return `text` as XML prints it within a run, with its places and links."""
    made, at = Markup(), 0
    for found in PLACE_OR_LINK.finditer(text):
        words = found[2]
        word = (
            _PLACE.format(escape(found[1]))
            if words is None
            else _LINK.format(escape(found[1]), escape(words))
        )
        made += escape(text[at : found.start()]) + Markup(_AFTER.format(word))  # noqa: S704 - its words are escaped.
        at = found.end()
    return made + escape(text[at:])


def settle(root: Any) -> None:
    """Have each place once, and each link lead to the first of its places that is there; else leave its words."""
    places = set()
    free = 1 + max((int(each.get(f"{W}id", "0")) for each in root.iter(f"{W}bookmarkStart")), default=0)
    for number, start in enumerate(list(root.iter(f"{W}bookmarkStart")), start=free):
        name = start.get(f"{W}name", "")
        if not name.startswith(PREFIX):
            continue
        end = start.getnext()
        if name in places:
            start.getparent().remove(end)
            start.getparent().remove(start)
            continue
        places.add(name)
        start.set(f"{W}id", str(number))
        end.set(f"{W}id", str(number))
    for link in list(root.iter(f"{W}hyperlink")):
        names = link.get(f"{W}anchor", "").split()
        if names and all(name.startswith(PREFIX) for name in names):
            _lead(link, next((name for name in names if name in places), None))


def _lead(link: Any, name: str | None) -> None:
    """Have a link lead to the place, in the looks of the run that it stands in; without one leave its words."""
    (run,) = link
    before = link.getprevious()
    looks = before.find(f"{W}rPr") if before is not None and before.tag == f"{W}r" else None
    _take_on(run, looks)
    if (after := link.getnext()) is not None and after.tag == f"{W}r":
        _take_on(after, looks)
    if name is not None:
        link.set(f"{W}anchor", name)
        return
    style = run.find(f"{W}rPr/{W}rStyle")
    style.getparent().remove(style)
    link.getparent().replace(link, run)


def _take_on(run: Any, looks: Any) -> None:
    """Give a run the looks of another, beside its own."""
    if looks is None:
        return
    own = run.find(f"{W}rPr")
    if own is None:
        own = etree.Element(f"{W}rPr")
        run.insert(0, own)
    own.extend(deepcopy(each) for each in looks if own.find(each.tag) is None)
