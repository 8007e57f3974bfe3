"""Slack's blocks, one function each, as plain dicts within the length of each field.

The limits are those of https://docs.slack.dev/reference/block-kit. The dicts are not built by
`slack_sdk.models` because those take longer than a whole message may; the tests check each with those models.
"""

from typing import Any

from templates.filters import LABELS
from templates.parts import (
    Button,
    ChoicesInput,
    DateInput,
    FileInput,
    Input,
    Menu,
    PersonInput,
    SelectInput,
    TextInput,
)

Block = dict[str, Any]

SECTION = 3000
HEADER = 150
BUTTON = 75
BUTTON_VALUE = 2000
BUTTONS = 25
CONFIRM_TITLE, CONFIRM_TEXT, CONFIRM_BUTTON = 100, 300, 30
ALT = 2000
LABEL = 2000
FIELD_VALUE = 3000
OPTIONS, OPTION, OPTION_VALUE = 100, 75, 150
OVERFLOW = 5
MORE = "more"
"""The name of the menus of what is rarer."""

TICKS = 10
"""Tick boxes stand in a form for so many options at most; more are a menu."""

VIEW_TITLE = 24
TABLE_ROWS, TABLE_CELLS, TABLE_CHARACTERS = 100, 20, 10_000


def fitted(text: str, most: int) -> str:
    """Return bare `text`, with … in place of what goes beyond `most` characters; a blank text becomes a dash."""
    if len(text) > most:
        text = text[: most - 1].rstrip() + "…"
    return text or "-"


def bare(text: str, most: int) -> Block:
    """Return a plain text object, which shows every character as it is."""
    return {"type": "plain_text", "text": fitted(text, most), "emoji": False}


def mrkdwn(text: str) -> Block:
    """Return a flowing text object in which Slack looks for no addresses, channels or people by itself."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def header(text: str) -> Block:
    """Return a heading."""
    return {"type": "header", "text": bare(text, HEADER)}


def section(text: str, accessory: Block | None = None) -> Block:
    """Return a paragraph of at most `SECTION` characters, with a button beside it if there is one."""
    block: Block = {"type": "section", "text": mrkdwn(text)}
    if accessory is not None:
        block["accessory"] = accessory
    return block


def context(text: str) -> Block:
    """Return a paragraph in small print."""
    return {"type": "context", "elements": [mrkdwn(text)]}


def quotation(texts: list[str], notice: str | None) -> Block:
    """Return what somebody wrote, shown as it is, and perhaps a notice of ours after it."""
    quoted: list[Block] = [{"type": "rich_text_quote", "elements": [_run(text)]} for text in texts]
    if notice:
        quoted.append({"type": "rich_text_section", "elements": [_run(notice)]})
    return {"type": "rich_text", "elements": quoted}


def _run(text: str) -> Block:
    return {"type": "text", "text": text}


def divider() -> Block:
    """Return a line across."""
    return {"type": "divider"}


def picture(source: Block, alt: str, title: str | None) -> Block:
    """Return a picture, which comes from `image_url` or is a `slack_file`."""
    block: Block = {"type": "image", **source, "alt_text": fitted(alt, ALT)}
    if title:
        block["title"] = bare(title, ALT)
    return block


def button(part: Button, about: str = "") -> Block:
    """Return a button; ValueError if its value is too long to come back whole.

    `about` is the bare line of several alike beside which it stands: who hears the button hears its beginning too.
    Source: Slack, “Button element”, accessibility_label.
    """
    if len(part.value) > BUTTON_VALUE:
        raise ValueError(
            f"The button {part.action} carries {len(part.value)} characters; Slack takes {BUTTON_VALUE}."
        )
    block: Block = {
        "type": "button",
        "text": bare(part.label, BUTTON),
        "action_id": part.action,
        "value": part.value,
    }
    if about and about.partition(" ")[0] not in part.label.split():
        block["accessibility_label"] = fitted(f"{part.label}: {about}", BUTTON)
    if part.style:
        block["style"] = part.style
    if part.confirm:
        block["confirm"] = {
            "title": bare(part.confirm.title, CONFIRM_TITLE),
            "text": bare(part.confirm.text, CONFIRM_TEXT),
            "confirm": bare(part.confirm.yes, CONFIRM_BUTTON),
            "deny": bare(part.confirm.no, CONFIRM_BUTTON),
        }
    return block


def actions(buttons: tuple[Button, ...], menu: tuple[Button, ...] = (), about: str = "") -> Block:
    """Return buttons in a row, with the menu of what is rarer; buttons beyond `BUTTONS` are left out.

    `about` is what they are about, where they stand with one of several alike.
    """
    row = [button(part, about) for part in buttons[: BUTTONS - 1 if menu else BUTTONS]]
    return {"type": "actions", "elements": [*row, *([more(menu)] if menu else ())]}


def more(menu: tuple[Button, ...]) -> Block:
    """Return the menu of what is rarer: behind three dots or, where it is long, a choice that takes effect at once.

    The value of an option is the name of the button and what that carries.
    """
    options = _options(tuple((f"{part.action} {part.value}", part.label) for part in menu))
    if len(options) <= OVERFLOW:
        return {"type": "overflow", "action_id": MORE, "options": options}
    placeholder = bare(LABELS["button"]["more"], OPTION_VALUE)
    return {"type": "static_select", "action_id": MORE, "placeholder": placeholder, "options": options}


def menus(menus: tuple[Menu, ...], buttons: tuple[Button, ...]) -> Block:
    """Return menus and buttons in a row; those beyond `BUTTONS` are left out."""
    elements = [*(menu(part) for part in menus), *(button(part) for part in buttons)]
    return {"type": "actions", "elements": elements[:BUTTONS]}


def menu(part: Menu) -> Block:
    """Return a choice that takes effect at once."""
    options = _options(part.options)
    block: Block = {
        "type": "static_select",
        "action_id": part.action,
        "placeholder": bare(part.label, OPTION_VALUE),
        "options": options,
    }
    chosen = [option for option in options if option["value"] == part.given]
    if chosen:
        block["initial_option"] = chosen[0]
    return block


def characters_of(row: tuple[str, ...]) -> int:
    """Return how many characters a row of a table takes: one that is empty stands there as a dash."""
    return sum(len(cell) or 1 for cell in row[:TABLE_CELLS])


def table(rows: list[tuple[str, ...]], numbers: frozenset[int]) -> Block:
    """Return a table of bare cells whose first row is its heading."""
    settings = [{"align": "right" if column in numbers else "left"} for column in range(len(rows[0]))]
    return {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": cell or "-"} for cell in row[:TABLE_CELLS]] for row in rows],
        "column_settings": settings[:TABLE_CELLS],
    }


def text_input(part: TextInput) -> Block:
    """Return a field to write in."""
    element: Block = {
        "type": "plain_text_input",
        "action_id": part.name,
        "multiline": part.multiline,
        "max_length": FIELD_VALUE,
    }
    if part.given:
        element["initial_value"] = part.given[:FIELD_VALUE]
    return _input(part, element)


def select_input(part: SelectInput) -> Block:
    """Return a choice of one."""
    options = _options(part.options)
    element: Block = {"type": "static_select", "action_id": part.name, "options": options}
    chosen = [option for option in options if option["value"] == part.given]
    if chosen:
        element["initial_option"] = chosen[0]
    return _input(part, element)


def choices_input(part: ChoicesInput) -> Block:
    """Return a choice of any number: tick boxes where they are few, else a menu."""
    options = _options(part.options)
    kind = "checkboxes" if len(options) <= TICKS else "multi_static_select"
    element: Block = {"type": kind, "action_id": part.name, "options": options}
    chosen = [option for option in options if option["value"] in part.given]
    if chosen:
        element["initial_options"] = chosen
    return _input(part, element)


def person_input(part: PersonInput) -> Block:
    """Return a person to choose."""
    element: Block = {"type": "users_select", "action_id": part.name}
    if part.given:
        element["initial_user"] = part.given
    return _input(part, element)


def _options(options: tuple[tuple[str, str], ...]) -> list[Block]:
    """Return the options of a menu; ValueError if a value is too long to come back whole."""
    if long := [value for value, _ in options if len(value) > OPTION_VALUE]:
        raise ValueError(f"An option carries {len(long[0])} characters; Slack takes {OPTION_VALUE}.")
    return [{"text": bare(label, OPTION), "value": value} for value, label in options[:OPTIONS]]


def date_input(part: DateInput) -> Block:
    """Return a date to choose."""
    element: Block = {"type": "datepicker", "action_id": part.name}
    if part.given:
        element["initial_date"] = part.given.isoformat()
    return _input(part, element)


def file_input(part: FileInput) -> Block:
    """Return files to add."""
    return _input(part, {"type": "file_input", "action_id": part.name, "max_files": part.most})


def _input(part: Input, element: Block) -> Block:
    block: Block = {
        "type": "input",
        "block_id": part.name,
        "label": bare(part.label, LABEL),
        "element": element,
        "optional": part.optional,
    }
    if part.hint:
        block["hint"] = bare(part.hint, LABEL)
    return block
