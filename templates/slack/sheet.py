"""Lays parts on a page of Slack's: as many blocks and characters as the page has, the rest counted and named."""

from collections.abc import Callable
from typing import Any

from templates.parts import (
    Buttons,
    ChoicesInput,
    DateInput,
    Divider,
    Facts,
    FileInput,
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
    PersonInput,
    Picture,
    Quote,
    Sections,
    SelectInput,
    Table,
    Text,
    TextInput,
)
from templates.slack import blocks
from templates.slack.blocks import SECTION, Block
from templates.slack.markup import SLACK, named
from templates.slack.pages import FEW, SlackPage, least
from templates.slack.sharing import matters
from templates.truncation import NOTICE, cut, pieces, seen, shortened, told_in


class BlockLayout:
    """A page being filled. Room is kept for the parts that still follow."""

    def __init__(self, page: SlackPage) -> None:
        self.page = page
        self.drawn: list[Block] = []
        self.tables = page.tables
        self._characters = page.characters
        self._kept = (0, 0)

    @property
    def blocks(self) -> int:
        """How many more blocks the present part may have."""
        return self.page.blocks - len(self.drawn) - self._kept[0]

    @property
    def characters(self) -> int:
        """How many more characters the present part may have."""
        return self._characters - self._kept[1]

    def lay(self, parts: Parts) -> list[Block]:
        """Return the blocks of `parts`."""
        needs = [least(part) for part in parts]
        kept_blocks = sum(need[0] for need in needs)
        kept_characters = sum(need[1] for need in needs)
        for part, need in zip(parts, needs, strict=True):
            kept_blocks -= need[0]
            kept_characters -= need[1]
            self._kept = (kept_blocks, kept_characters)
            DRAW[type(part)](part, self)
        return self.drawn

    def add(self, block: Block, characters: int) -> None:
        """Put a block of so many characters on the page."""
        self.drawn.append(block)
        self._characters -= characters

    def paragraph(self, text: str) -> None:
        """Put text on the page that is known to fit, in as many sections as it needs."""
        for piece in (text,) if len(text) <= SECTION else pieces(text, SECTION):
            self.add(blocks.section(piece), len(piece))

    def left_out(self, number: int, more: str | None) -> None:
        """Say how many of several alike are not shown, and where they are."""
        self.paragraph(SLACK.say("fit", "more_items", number=number, command=more))


def _heading(part: Heading, sheet: BlockLayout) -> None:
    sheet.add(blocks.header(part.text), min(len(part.text), blocks.HEADER))


def _text(part: Text, sheet: BlockLayout) -> None:
    room = min(sheet.characters, sheet.blocks * (SECTION - FEW))
    sheet.paragraph(part.text if len(part.text) <= room else shortened(part.text, room, SLACK))


def _note(part: Note, sheet: BlockLayout) -> None:
    text = shortened(part.text, SECTION, SLACK)
    sheet.add(blocks.context(text), len(text))


def _facts(part: Facts, sheet: BlockLayout) -> None:
    bold = SLACK.dialect.bold
    _text(Text("\n".join(f"{bold(f'{label}:')} {value}" for label, value in part.pairs)), sheet)


def _quote(part: Quote, sheet: BlockLayout) -> None:
    _quoted(part.text, part.more, sheet, sheet.characters)


def _quoted(text: str, more: str | None, sheet: BlockLayout, most: int) -> None:
    """Put what somebody wrote on the page, at most `most` characters of it."""
    if len(text) <= min(most, SECTION):
        sheet.add(blocks.quotation([text], None), len(text))
        return
    notice = None
    if len(text) > most:
        start = cut(text, most - NOTICE - told_in(more, SLACK)).rstrip()
        left = len(seen(text)) - len(seen(start))
        text, notice = start, SLACK.bare.say("fit", "more_characters", number=left, command=more)
    sheet.add(blocks.quotation(pieces(text, SECTION), notice), len(text) + len(notice or ""))


def _items(part: Items, sheet: BlockLayout) -> None:
    for number, line in enumerate(part.lines):
        waiting = len(part.lines) - number
        spare = (1, NOTICE) if waiting > 1 else (0, 0)
        text = shortened(line.text, min(SECTION, max(sheet.characters - spare[1], FEW)), SLACK)
        needs = len(text) + min(len(line.quote or ""), FEW) + _labels(line)
        many = _has_row(line)
        count = 1 + many + (line.quote is not None)
        if number and (count > sheet.blocks - spare[0] or needs > sheet.characters - spare[1]):
            sheet.left_out(waiting, part.more)
            return
        _item(line, text, sheet, waiting)


def _item(line: ItemLine, text: str, sheet: BlockLayout, waiting: int) -> None:
    sheet.add(blocks.section(text, None if _has_row(line) else _accessory(line)), len(text))
    if line.quote is not None:
        fair = (sheet.characters - NOTICE) // waiting
        _quoted(line.quote, None, sheet, max(fair, min(FEW + NOTICE, sheet.characters)))
    if _has_row(line):
        sheet.add(blocks.actions(line.buttons, line.menu, named(line.text)), _labels(line))


def _has_row(line: ItemLine) -> bool:
    """Say whether what can be done stands in a row of its own: one button, or one menu, stands beside the text."""
    return len(line.buttons) + bool(line.menu) > 1


def _accessory(line: ItemLine) -> Block | None:
    if line.menu:
        return blocks.more(line.menu)
    return blocks.button(line.buttons[0], named(line.text)) if line.buttons else None


def _labels(part: ItemLine | Buttons) -> int:
    return sum(len(button.label) for button in (*part.buttons, *part.menu))


def _lines(part: Lines, sheet: BlockLayout) -> None:
    room = min(sheet.characters, sheet.blocks * (SECTION - FEW)) - NOTICE
    shown: list[str] = []
    for line in part.lines:
        text = shortened(line, FEW + NOTICE, SLACK)
        room -= len(text) + 1
        if room < 0:
            break
        shown.append(text)
    sheet.paragraph("\n".join(shown))
    if len(shown) < len(part.lines):
        sheet.left_out(len(part.lines) - len(shown), part.more)


def _table(part: Table, sheet: BlockLayout) -> None:
    if not sheet.tables:
        _spelt_out(part, sheet)
        return
    sheet.tables -= 1
    if part.caption:
        sheet.paragraph(SLACK.dialect.bold(part.caption))
    shown, taken = [part.columns], blocks.characters_of(part.columns)
    room = min(sheet.characters - NOTICE, blocks.TABLE_CHARACTERS)
    for row in part.rows[: blocks.TABLE_ROWS - 1]:
        if taken + blocks.characters_of(row) > room:
            break
        taken += blocks.characters_of(row)
        shown.append(row)
    sheet.add(blocks.table(shown, part.numbers), taken)
    if len(shown) <= len(part.rows):
        sheet.left_out(len(part.rows) - len(shown) + 1, None)


def _spelt_out(part: Table, sheet: BlockLayout) -> None:
    """Put a table on the page as lines, where Slack takes no table."""
    dialect = SLACK.dialect
    caption = [str(dialect.bold(part.title))] if part.title else []
    lines = (f"{dialect.say(first)}: {dialect.say(others)}" for first, others in part.spelt_out())
    _lines(Lines((*caption, *lines)), sheet)


def _buttons(part: Buttons, sheet: BlockLayout) -> None:
    sheet.add(blocks.actions(part.buttons, part.menu, part.about), _labels(part))


def _menus(part: Menus, sheet: BlockLayout) -> None:
    labels = (*(menu.label for menu in part.menus), *(button.label for button in part.buttons))
    sheet.add(blocks.menus(part.menus, part.buttons), sum(len(label) for label in labels))


def _divider(_part: Divider, sheet: BlockLayout) -> None:
    sheet.add(blocks.divider(), 0)


def _picture(part: Picture, sheet: BlockLayout) -> None:
    if not part.is_there:
        return
    source = {"slack_file": {"id": part.file}} if part.file else {"image_url": part.address}
    sheet.add(blocks.picture(source, part.alt, part.title), len(part.alt) + len(part.title or ""))


def _form(part: Form, sheet: BlockLayout) -> None:
    """A modal has the form's title and buttons around its page; elsewhere it is said what to do instead."""
    if not sheet.page.fields:
        _heading(Heading(part.title), sheet)
        _text(Text(part.instead), sheet)


def _field(part: Input, sheet: BlockLayout) -> None:
    if sheet.page.fields:
        sheet.add(FIELD[type(part)](part), len(part.label) + len(part.hint or ""))


FIELD: dict[type[Part], Callable[[Any], Block]] = {
    ChoicesInput: blocks.choices_input,
    DateInput: blocks.date_input,
    FileInput: blocks.file_input,
    PersonInput: blocks.person_input,
    SelectInput: blocks.select_input,
    TextInput: blocks.text_input,
}

DRAW: dict[type[Part], Callable[[Any, BlockLayout], None]] = {
    **dict.fromkeys(FIELD, _field),
    Buttons: _buttons,
    Divider: _divider,
    Facts: _facts,
    Form: _form,
    Heading: _heading,
    Items: _items,
    Lines: _lines,
    Sections: matters,
    Menus: _menus,
    Note: _note,
    Picture: _picture,
    Quote: _quote,
    Table: _table,
    Text: _text,
}
