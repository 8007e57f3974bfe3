"""The numbers and bullets that Word puts before paragraphs, which stand nowhere in their text."""

from typing import Any, Final

from bot.documents.paper.scan import W

BULLETS: Final = ("•", "o", "\u2013")
"""What stands for a bullet, by its level; deeper levels have the last."""

_DEEPEST_STYLE: Final = 20
_HEADING: Final = ("heading", "title", "subtitle")
_HEADED_LEVELS: Final = 9


class Numbering:
    """Counts the lists of one document, in the order in which its paragraphs come."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """Take the two parts that describe lists and styles; None where the document has no such part."""
        self._levels: dict[str, dict[int, Any]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._restarted: set[str] = set()
        self._styles = (
            {} if styles is None else {_value(each, "styleId"): each for each in styles.iter(f"{W}style")}
        )
        if numbering is not None:
            self._take(numbering)

    def label(self, paragraph: Any) -> str:
        """Return what Word puts before this paragraph, such as `2.`, `(b)` or `•`; empty for none. It counts."""
        found = self._place(paragraph)
        if found is None:
            return ""
        number, depth = found
        abstract, overrides = self._lists.get(number, ("", {}))
        level = self._levels.get(abstract, {}).get(depth)
        if level is None:
            return ""
        form = _child(level, "numFmt") or "decimal"
        if form == "bullet":
            return BULLETS[min(depth, len(BULLETS) - 1)]
        counts = self._counts.setdefault(abstract, {})
        if depth in overrides and number not in self._restarted:
            self._restarted.add(number)
            counts[depth] = overrides[depth] - 1
        counts[depth] = counts.get(depth, _start(level) - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return self._filled(abstract, level, counts)

    def is_heading(self, paragraph: Any) -> bool:
        """Say whether the paragraph has the style of a heading, or a place in the document's outline."""
        style = self._style_of(paragraph)
        for _ in range(_DEEPEST_STYLE):
            if style is None:
                return False
            name = (_child(style, "name") or "").casefold()
            outline = style.find(f"{W}pPr/{W}outlineLvl")
            if name.startswith(_HEADING) or (
                outline is not None and _number(_value(outline, "val")) < _HEADED_LEVELS
            ):
                return True
            style = self._styles.get(_child(style, "basedOn"))
        return False

    def _filled(self, abstract: str, level: Any, counts: dict[int, int]) -> str:
        text = _child(level, "lvlText") or ""
        for depth, each in self._levels[abstract].items():
            form = _child(each, "numFmt") or "decimal"
            count = counts.get(depth, _start(each))
            text = text.replace(f"%{depth + 1}", _written(count, form))
        return text

    def _take(self, numbering: Any) -> None:
        for abstract in numbering.iter(f"{W}abstractNum"):
            levels = {_number(_value(level, "ilvl")): level for level in abstract.iter(f"{W}lvl")}
            self._levels[_value(abstract, "abstractNumId") or ""] = levels
        for each in numbering.iter(f"{W}num"):
            overrides = {
                _number(_value(override, "ilvl")): _number(_child(override, "startOverride"))
                for override in each.iter(f"{W}lvlOverride")
                if _child(override, "startOverride") is not None
            }
            self._lists[_value(each, "numId") or ""] = (_child(each, "abstractNumId") or "", overrides)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """Return the list and the level of a paragraph, from itself or its style."""
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        style = self._style_of(paragraph)
        for _ in range(_DEEPEST_STYLE):
            if properties is not None or style is None:
                break
            properties = style.find(f"{W}pPr/{W}numPr")
            style = self._styles.get(_child(style, "basedOn"))
        if properties is None:
            return None
        number = _child(properties, "numId")
        return (number, _number(_child(properties, "ilvl"))) if number not in (None, "0") else None

    def _style_of(self, paragraph: Any) -> Any:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return None if style is None else self._styles.get(_value(style, "val"))


def _start(level: Any) -> int:
    return _number(_child(level, "start") or "1")


def _written(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 % 3 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    return "" if form == "none" else str(count)


def _roman(count: int) -> str:
    written = ""
    for value, letters in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        written += letters * (count // value)
        count %= value
    return written


def _child(element: Any, name: str) -> str | None:
    found = element.find(f"{W}{name}")
    return None if found is None else _value(found, "val")


def _value(element: Any, name: str) -> str | None:
    value: str | None = element.get(f"{W}{name}")
    return value


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) <= 6 else 0  # noqa: PLR2004
