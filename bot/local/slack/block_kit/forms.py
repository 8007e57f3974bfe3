"""What a person fills in: the state of a view or a message, in Slack's shape."""

from collections.abc import Mapping
from typing import Any

from bot.local.slack.errors import Json

MISSING = "Please complete this required field."

_INITIAL = {
    "value": "initial_value",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
    "selected_user": "initial_user",
    "selected_channel": "initial_channel",
    "selected_conversation": "initial_conversation",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_users": "initial_users",
    "selected_channels": "initial_channels",
    "selected_conversations": "initial_conversations",
    "files": "",
}
_ANSWERED_BY = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "users_select": "selected_user",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
    "static_select": "selected_option",
    "radio_buttons": "selected_option",
    "overflow": "selected_option",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "multi_users_select": "selected_users",
    "multi_channels_select": "selected_channels",
    "multi_conversations_select": "selected_conversations",
    "file_input": "files",
}


def controls(blocks: list[Json]) -> list[tuple[Json, Json]]:
    """Return every control in `blocks`, each after the block in which it stands."""
    found = []
    for block in blocks:
        if block["type"] == "actions":
            found += [(block, element) for element in block["elements"]]
        for key in {"section": ("accessory",), "input": ("element",)}.get(block["type"], ()):
            if block.get(key) and block[key]["type"] != "image":
                found.append((block, block[key]))
    return found


def options_of(element: Json) -> list[Json]:
    """Return the options of a menu, those in groups included."""
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    return [*element.get("options", ()), *grouped]


def answer(element: Json, chosen: Any) -> Json:
    """Return the state of one control in which `chosen` has been typed or picked; None leaves it empty.

    An option is named by its value or by its text. Raises KeyError if there is no such option.
    """
    key = _ANSWERED_BY[element["type"]]
    if key == "selected_option" and isinstance(chosen, str):
        chosen = _option(element, chosen)
    if key == "selected_options" and chosen is not None:
        chosen = [_option(element, one) if isinstance(one, str) else one for one in chosen]
    return {"type": element["type"], key: chosen}


def _option(element: Json, wanted: str) -> Json:
    for option in options_of(element):
        if wanted in (option["value"], option["text"]["text"]):
            return option
    raise KeyError(f"There is no option {wanted!r}.")


def state_of(blocks: list[Json], filled: Mapping[str, Any]) -> Json:
    """Return `{"values": …}` for `blocks`: what is `filled` in, by block id or action id, else what is there.

    Raises KeyError if `filled` names something that is not there.
    """
    values: dict[str, Json] = {}
    used = set()
    for block, element in controls(blocks):
        if element["type"] not in _ANSWERED_BY:
            continue
        key = _ANSWERED_BY[element["type"]]
        state = {"type": element["type"], key: element.get(_INITIAL[key], [] if key.endswith("s") else None)}
        for name in (block["block_id"], element["action_id"]):
            if name in filled:
                state = answer(element, filled[name])
                used.add(name)
        values.setdefault(block["block_id"], {})[element["action_id"]] = state
    if unknown := filled.keys() - used:
        raise KeyError(f"There is nothing to fill in called {sorted(unknown)}.")
    return {"values": values}


def complete(blocks: list[Json], state: Json) -> Json:
    """Return `state` with what it lacks taken from `blocks`: only controls that exist are kept."""
    given: Any = state.get("values") if isinstance(state, dict) else None
    whole = state_of(blocks, {})
    for block_id, actions in whole["values"].items():
        for action_id in actions:
            try:
                candidate = given[block_id][action_id]
            except (KeyError, TypeError):
                continue
            if isinstance(candidate, dict) and candidate.get("type") == actions[action_id]["type"]:
                actions[action_id] = candidate
    return whole


def mistakes(blocks: list[Json], state: Json) -> dict[str, str]:
    """Return what Slack's own client would not let through, by block id: empty or overlong fields."""
    found = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        value = state["values"][block["block_id"]][element["action_id"]].get(_ANSWERED_BY[element["type"]])
        if not value and not block.get("optional"):
            found[block["block_id"]] = MISSING
        elif isinstance(value, str) and len(value) > element.get("max_length", 3000):
            found[block["block_id"]] = (
                f"Please use no more than {element.get('max_length', 3000)} characters."
            )
        elif isinstance(value, str) and value and len(value) < element.get("min_length", 0):
            found[block["block_id"]] = f"Please use at least {element['min_length']} characters."
    return found
