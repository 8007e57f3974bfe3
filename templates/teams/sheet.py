"""Lays parts on a card: all of each where the card has the room, else fair shares, the rest counted and named."""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from secrets import token_hex
from typing import Any, Final, TypeVar, get_args

from templates.parts import (
    Button,
    Buttons,
    Divider,
    Facts,
    Form,
    Heading,
    Input,
    ItemLine,
    Items,
    Lines,
    Menus,
    Note,
    Part,
    Parts,
    Picture,
    Quote,
    Section,
    Sections,
    Table,
    Text,
)
from templates.teams import actions, elements
from templates.teams.elements import Element, size
from templates.teams.markup import TEAMS
from templates.translator import Translator
from templates.truncation import NOTICE, cut, fair_shares, seen, shortened, told_in

STATE: Final = 8
"""Bytes by which each drawing of a card is told from every other."""

ALL: Final = 2**30
"""The room of a part that need not be cut."""

BUDGET: Final = 36_000
"""Characters of a card as JSON. Teams takes about 100 KB of UTF-16, and advises 80: this leaves room around it.

Source: Microsoft, “Format your bot messages” and “Adaptive Cards: size limits”.
"""

FEW: Final = 300
"""Characters of a longer text that are shown at least, so that it is known by its beginning."""

MANY: Final = BUDGET // 60
"""Elements of which no card can hold more: the smallest line takes so much."""

PER_LINE: Final = 90
"""Characters that a line of a card takes besides its words, at most."""

BESIDE: Final = 1_500
"""Characters of a text times those of the button at its right, beyond which a phone has the button beneath it.

On a phone, a column of long words beside a wide button is taller than the button's own row.
"""

LEFT_OUT: Final = NOTICE + PER_LINE
"""Characters kept free for saying how much is left out."""


_Drawn = TypeVar("_Drawn", Element, list[Element])


class CardLayout:
    """The body of a card being laid out. In a dialog nothing can be pressed: commands stand there instead.

    Its buttons bring back which drawing they were pressed in, by which Teams' bringing the same press again is told
    from somebody's pressing it anew in a card that reads the same again, such as the first page of a list.
    """

    def __init__(self, fields: Mapping[str, list[Element]] | None = None, *, in_dialog: bool = False) -> None:
        """Begin an empty card. Where it is a form, `fields` are what it has drawn, by their names."""
        self.fields, self.in_dialog = fields or {}, in_dialog
        self._state = token_hex(STATE)

    def lay(self, parts: Parts, most: int = BUDGET) -> list[Element]:
        """Return the elements of `parts`, which take at most `most` characters together."""
        drawn = _divided(parts, [self.draw(part, ALL) for part in parts])
        if size(drawn) > most:
            drawn = _divided(parts, self._shared(parts, drawn, most))
        return [element for each in drawn for element in each]

    def _shared(self, parts: Parts, drawn: list[list[Element]], most: int) -> list[list[Element]]:
        """Return the elements of each part again, those that can be cut within fair shares of the room."""
        needs = [size(each) for each in drawn]
        flexible = [place for place, part in enumerate(parts) if type(part) in CUT]
        fixed = sum(needs) - sum(needs[place] for place in flexible)
        shares = fair_shares([needs[place] for place in flexible], most - fixed)
        cut = {place: share for place, share in zip(flexible, shares, strict=True) if share < needs[place]}
        return [
            self.draw(part, cut[place]) if place in cut else each
            for place, (part, each) in enumerate(zip(parts, drawn, strict=True))
        ]

    def draw(self, part: Part, room: int) -> list[Element]:
        """Return the elements of one part, in about `room` characters where it can be cut."""
        return DRAW[type(part)](part, self, room)

    def row(self, buttons: Iterable[Button], menu: Iterable[Button] = ()) -> list[Element]:
        """Return buttons side by side, with what is rarer; in a dialog, the commands to type in their place."""
        if self.in_dialog:
            return [element for part in (*buttons, *menu) for element in _command(part)]
        drawn, behind = ([actions.button(part, self._state) for part in parts] for parts in (buttons, menu))
        return [actions.row(drawn, behind)] if drawn or behind else []

    def beside(self, words: list[Element], buttons: list[Element]) -> Element:
        """Return one of several alike with its button at the right; a command to type stands beneath."""
        if self.in_dialog:
            return elements.container([*words, *buttons], separator=True)
        return elements.columns(words, buttons, separator=True)

    def menus(self, part: Menus) -> list[Element]:
        """Return menus side by side, and beneath them what makes them take effect."""
        was = {menu.action: menu.given or "" for menu in part.menus}
        label = TEAMS.bare.say("teams_card", "show")
        show = actions.execute(label, actions.MENUS, "", state=self._state, was=was)
        columns = [
            {"type": "Column", "width": "stretch", "items": [actions.menu(menu)]} for menu in part.menus
        ]
        rows: list[Element] = [
            {"type": "ColumnSet", "columns": columns[at : at + actions.SHOWN]}
            for at in range(0, len(columns), actions.SHOWN)
        ]
        buttons = [actions.button(each, self._state) for each in part.buttons]
        return [*rows, actions.row([show, *buttons])]


def _divided(parts: Parts, drawn: list[list[Element]]) -> list[list[Element]]:
    """Return what is drawn of each part, with a line above what follows a divider."""
    for place, part in enumerate(parts):
        if isinstance(part, Divider) and (first := next(filter(None, drawn[place + 1 :]), None)):
            first[0] = {**first[0], "separator": True, "spacing": "Medium"}
    return drawn


def escaped(bare: str) -> str:
    """Return bare text as Markdown that shows it."""
    return TEAMS.dialect.escape(bare)


def _command(part: Button) -> list[Element]:
    if part.typed is None:
        return []
    return [elements.text(f"{escaped(part.label)}: {TEAMS.dialect.command(part.typed)}", spacing="None")]


def _weight(text: str) -> int:
    """Return how many characters a text of so many lines takes at most in a card."""
    return size(text) + (text.count("\n") + 1) * PER_LINE


def _most(text: str, room: int) -> int:
    """Return how many characters of `text` take about `room` characters, or what a card holds."""
    most, room = len(text), min(room, BUDGET)
    if 2 * most + (text.count("\n") + 1) * PER_LINE <= room:
        return most
    while most > FEW and (weight := _weight(text[:most])) > room:
        most = max(min(most * room // weight, most - 1), FEW)
    return most


def fitted(text: str, room: int, translator: Translator = TEAMS) -> str:
    """Return a text in about `room` characters of a card, with how much of it is left out."""
    most = _most(text, room)
    return text if most == len(text) else shortened(text, most + NOTICE, translator)


def _left_out(number: int, more: str | None) -> list[Element]:
    return elements.note(TEAMS.say("fit", "more_items", number=number, command=more)) if number else []


def _heading(part: Heading, _: CardLayout, _room: int) -> list[Element]:
    return [elements.heading(escaped(part.text))]


def _text(part: Text, _: CardLayout, room: int) -> list[Element]:
    return elements.lines(fitted(part.text, room))


def _note(part: Note, _: CardLayout, room: int) -> list[Element]:
    return elements.note(fitted(part.text, room))


def _facts(part: Facts, _: CardLayout, room: int) -> list[Element]:
    values = [" ".join(value.split("\n")) for _, value in part.pairs]
    shares = fair_shares([_weight(value) for value in values], room)
    labels = [escaped(label) for label, _ in part.pairs]
    return [elements.facts(zip(labels, map(fitted, values, shares), strict=True))]


def _quote(part: Quote, _: CardLayout, room: int) -> list[Element]:
    return [_quoted(part.text, part.more, room)]


def _quoted(text: str, more: str | None, room: int) -> Element:
    """Return what somebody wrote in about `room` characters, and how much of it is left out."""
    most = _most(text, room - LEFT_OUT)
    if most == len(text):
        return elements.quotation(text, None)
    start = cut(text, most - told_in(more, TEAMS)).rstrip()
    left = len(seen(text)) - len(seen(start))
    return elements.quotation(start, TEAMS.say("fit", "more_characters", number=left, command=more))


def _as_fits(drawn: Iterable[_Drawn], room: int) -> list[_Drawn]:
    """Return as many of what is drawn as fits, one at least."""
    if room > BUDGET:
        return list(islice(drawn, MANY))
    shown: list[_Drawn] = []
    for each in drawn:
        room -= size(each)
        if shown and room < 0:
            break
        shown.append(each)
    return shown


def _items(part: Items, sheet: CardLayout, room: int) -> list[Element]:
    one = max(room // 2, FEW)
    shown = _as_fits((_item(line, sheet, one) for line in part.lines), room - LEFT_OUT)
    return [*shown, *_left_out(len(part.lines) - len(shown), part.more)]


def _item(line: ItemLine, sheet: CardLayout, room: int) -> Element:
    words = elements.lines(fitted(line.text, room))
    buttons = sheet.row(line.buttons, line.menu)
    alone = line.buttons[0].label if len(line.buttons) == 1 and not line.menu else None
    if alone is not None and line.quote is None and len(line.text) * len(alone) <= BESIDE:
        return sheet.beside(words, buttons)
    if line.quote is not None:
        words.append(_quoted(line.quote, None, room))
    return elements.container([*words, *buttons], separator=True)


def _lines(part: Lines, _: CardLayout, room: int) -> list[Element]:
    shown = _as_fits((elements.lines(fitted(line, room)) for line in part.lines), room - LEFT_OUT)
    drawn = [element for first, *others in shown for element in ({**first, "spacing": "Small"}, *others)]
    return [*drawn, *_left_out(len(part.lines) - len(shown), part.more)]


def _sections(part: Sections, sheet: CardLayout, room: int) -> list[Element]:
    drawn = [_section(matter, sheet, room) for matter in part.matters]
    needs = [size(each) for each in drawn]
    shares = fair_shares(needs, room)
    return [
        each if need <= share else _section(matter, sheet, share)
        for matter, each, need, share in zip(part.matters, drawn, needs, shares, strict=True)
    ]


def _section(matter: Section, sheet: CardLayout, room: int) -> Element:
    beside = sheet.row([matter.button] if matter.button else [])
    words = elements.lines(fitted(matter.text, room))
    left = room - size(beside) - size(words) - LEFT_OUT - PER_LINE
    drawn = (elements.text(fitted(line, FEW + NOTICE + PER_LINE), spacing="None") for line in matter.lines)
    shown = _as_fits(drawn, left)
    typed = matter.button.typed if matter.button else None
    words += [*shown, *_left_out(len(matter.lines) - len(shown), typed)]
    return sheet.beside(words, beside)


def _table(part: Table, sheet: CardLayout, room: int) -> list[Element]:
    is_table = elements.is_for_a_phone((part.columns, *part.rows))
    title = part.caption if is_table else part.title
    caption = [elements.text(TEAMS.dialect.bold(title))] if title else []
    if not is_table:
        lines = (f"{escaped(first)}: {escaped(others)}" for first, others in part.spelt_out())
        return [*caption, *_lines(Lines(tuple(lines)), sheet, room - size(caption))]
    rows = [tuple(map(escaped, row)) for row in (part.columns, *part.rows)]
    around = size([*caption, elements.table(rows[:1], part.numbers)]) + LEFT_OUT
    shown = _as_fits(map(elements.table_row, rows), room - around)
    table = elements.table(rows[: max(len(shown), 2)], part.numbers)
    return [*caption, table, *_left_out(len(rows) - len(table["rows"]), None)]


def _buttons(part: Buttons, sheet: CardLayout, _room: int) -> list[Element]:
    return sheet.row(part.buttons, part.menu)


def _menus(part: Menus, sheet: CardLayout, _room: int) -> list[Element]:
    return [] if sheet.in_dialog else sheet.menus(part)


def _picture(part: Picture, _: CardLayout, _room: int) -> list[Element]:
    title = [elements.text(TEAMS.dialect.bold(part.title))] if part.title else []
    alt = elements.note(escaped(part.alt))
    if part.chart:
        return [*title, elements.bars(part.chart, alt)]
    if part.address:
        return [*title, elements.picture(part.address, part.alt)]
    return [*title, *alt] if part.file else []


def _field(part: Input, sheet: CardLayout, _room: int) -> list[Element]:
    return sheet.fields.get(part.name, [])


def _nothing(_part: Part, _: CardLayout, _room: int) -> list[Element]:
    """Return nothing: a divider is a line above what follows it, and a form is drawn by itself."""
    return []


CUT: Final[frozenset[type[Part]]] = frozenset({Facts, Items, Lines, Note, Quote, Sections, Table, Text})
"""The parts of which something can be left out."""

DRAW: dict[type[Part], Callable[[Any, CardLayout, int], list[Element]]] = {
    **dict.fromkeys((Divider, Form), _nothing),
    **dict.fromkeys(get_args(Input), _field),
    Buttons: _buttons,
    Facts: _facts,
    Heading: _heading,
    Items: _items,
    Lines: _lines,
    Menus: _menus,
    Note: _note,
    Picture: _picture,
    Quote: _quote,
    Sections: _sections,
    Table: _table,
    Text: _text,
}
