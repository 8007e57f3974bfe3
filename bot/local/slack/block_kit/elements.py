"""The limits of what can stand inside a block: buttons, menus, pickers, fields to fill in."""

from typing import Any

from bot.local.slack.block_kit.checking import ID_LENGTH, BlockChecker, Rule
from bot.local.slack.errors import Json

MOST_OPTIONS = 100
_MOST_CHOICES = 10
_MOST_IN_OVERFLOW = 5
_TEXT = 75
_VALUE = 2000
_OPTION_VALUE = 150
_PLACEHOLDER = 150
_ALT_TEXT = 2000
_ADDRESS = 3000
_LONGEST_INPUT = 3000
_DATE = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_TIME = r"([01]\d|2[0-3]):[0-5]\d"


def confirm(check: BlockChecker, element: Json, at: str) -> None:
    """Check the dialogue that asks whether one is sure."""
    dialogue = element.get("confirm")
    if dialogue is None:
        return
    if not isinstance(dialogue, dict):
        check.wrong("must be an object", f"{at}/confirm")
        return
    check.text(dialogue, "title", f"{at}/confirm", 100)
    check.text(dialogue, "text", f"{at}/confirm", 300, plain=False)
    check.text(dialogue, "confirm", f"{at}/confirm", 30)
    check.text(dialogue, "deny", f"{at}/confirm", 30)


def _control(check: BlockChecker, element: Json, at: str) -> None:
    check.string(element, "action_id", at, ID_LENGTH, needed=False)
    check.text(element, "placeholder", at, _PLACEHOLDER, needed=False)
    confirm(check, element, at)


def option(check: BlockChecker, value: Any, at: str, *, plain: bool = True) -> None:
    """Check one option of a menu."""
    if not isinstance(value, dict):
        check.wrong("must be an option object", at)
        return
    check.text(value, "text", at, _TEXT, plain=plain)
    check.string(value, "value", at, _OPTION_VALUE)
    check.text(value, "description", at, _TEXT, plain=plain, needed=False)


def button(check: BlockChecker, element: Json, at: str) -> None:
    """Check a button."""
    _control(check, element, at)
    check.text(element, "text", at, _TEXT)
    check.string(element, "value", at, _VALUE, needed=False)
    check.string(element, "url", at, _ADDRESS, needed=False)
    check.string(element, "accessibility_label", at, _TEXT, needed=False)
    if element.get("style") not in (None, "primary", "danger"):
        check.wrong("must be primary or danger", f"{at}/style")


def image(check: BlockChecker, element: Json, at: str) -> None:
    """Check a picture, which must say what it shows."""
    if "slack_file" in element:
        _slack_file(check, element, f"{at}/slack_file")
    else:
        check.string(element, "image_url", at, _ADDRESS)
    check.string(element, "alt_text", at, _ALT_TEXT)


def _slack_file(check: BlockChecker, element: Json, at: str) -> None:
    file = element["slack_file"]
    if "image_url" in element:
        check.wrong("only one of image_url and slack_file is allowed", at)
    if not isinstance(file, dict) or len({"id", "url"} & file.keys()) != 1:
        check.wrong("must be an object with either id or url", at)
    else:
        check.string(file, "id" if "id" in file else "url", at, _ADDRESS)


def select(check: BlockChecker, element: Json, at: str) -> None:
    """Check a menu with options of its own, or with groups of them."""
    _control(check, element, at)
    if "option_groups" in element:
        for number, group in enumerate(check.items(element, "option_groups", at, MOST_OPTIONS)):
            place = f"{at}/option_groups/{number}"
            if isinstance(group, dict):
                check.text(group, "label", place, _TEXT)
                _options(check, group, place, MOST_OPTIONS)
            else:
                check.wrong("must be an object", place)
    else:
        _options(check, element, at, MOST_OPTIONS)


def _options(check: BlockChecker, holder: Json, at: str, most: int, *, plain: bool = True) -> None:
    options = check.items(holder, "options", at, most)
    for number, value in enumerate(options):
        option(check, value, f"{at}/options/{number}", plain=plain)
    chosen = holder.get("initial_options") or [o for o in (holder.get("initial_option"),) if o is not None]
    if not isinstance(chosen, list) or any(one not in options for one in chosen):
        check.wrong("initial option must be one of the options", at)


def choices(check: BlockChecker, element: Json, at: str) -> None:
    """Check tick boxes or radio buttons."""
    _control(check, element, at)
    _options(check, element, at, _MOST_CHOICES, plain=False)


def overflow(check: BlockChecker, element: Json, at: str) -> None:
    """Check the menu behind three dots."""
    _control(check, element, at)
    _options(check, element, at, _MOST_IN_OVERFLOW)


def people_or_places(check: BlockChecker, element: Json, at: str) -> None:
    """Check a menu of people or of conversations, whose options the workspace knows."""
    _control(check, element, at)


def date(check: BlockChecker, element: Json, at: str) -> None:
    """Check a date or time picker."""
    _control(check, element, at)
    check.pattern(element, "initial_date", at, _DATE)
    check.pattern(element, "initial_time", at, _TIME)


def text_input(check: BlockChecker, element: Json, at: str) -> None:
    """Check a field for text."""
    _control(check, element, at)
    most = element.get("max_length", _LONGEST_INPUT)
    if not isinstance(most, int) or not 1 <= most <= _LONGEST_INPUT:
        check.wrong(f"must be between 1 and {_LONGEST_INPUT}", f"{at}/max_length")
    elif element.get("initial_value"):
        check.string(element, "initial_value", at, most)


def number_input(check: BlockChecker, element: Json, at: str) -> None:
    """Check a field for a number."""
    _control(check, element, at)
    if not isinstance(element.get("is_decimal_allowed"), bool):
        check.wrong("missing required field: is_decimal_allowed", at)


ELEMENTS: dict[str, Rule] = {
    "button": button,
    "checkboxes": choices,
    "channels_select": people_or_places,
    "conversations_select": people_or_places,
    "datepicker": date,
    "datetimepicker": date,
    "email_text_input": text_input,
    "file_input": people_or_places,
    "image": image,
    "multi_channels_select": people_or_places,
    "multi_conversations_select": people_or_places,
    "multi_static_select": select,
    "multi_users_select": people_or_places,
    "number_input": number_input,
    "overflow": overflow,
    "plain_text_input": text_input,
    "radio_buttons": choices,
    "static_select": select,
    "timepicker": date,
    "url_text_input": text_input,
    "users_select": people_or_places,
}
_FIELDS = {"plain_text_input", "number_input", "email_text_input", "url_text_input", "file_input"}
_MULTIPLE = {name for name in ELEMENTS if name.startswith("multi_")}
IN_INPUT = ELEMENTS.keys() - {"button", "image", "overflow"}
IN_SECTION = ELEMENTS.keys() - _FIELDS - {"datetimepicker"}
IN_ACTIONS = ELEMENTS.keys() - _FIELDS - _MULTIPLE - {"image"}
