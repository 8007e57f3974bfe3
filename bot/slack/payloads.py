"""What Slack's payloads hold, as plain facts; and what goes into every one that shows a message."""

from typing import Any

from handlers.request import SEVERAL, IncomingFile
from templates.slack.renderer import SlackMessage

_CHOSEN = ("value", "selected_date", "selected_user", "selected_time")
"""Where the states of the fields with one plain answer keep it."""


def shown(drawn: SlackMessage) -> dict[str, Any]:
    """Return what every call takes that shows a message: Slack is to fetch nothing that its links lead to."""
    return {"text": drawn.text, "blocks": drawn.blocks, "unfurl_links": False, "unfurl_media": False}


def was_edited(event: dict[str, Any]) -> bool:
    """Whether a person changed the words of a message: Slack also says "changed" when it unfurls a link."""
    now, was = event["message"], event.get("previous_message", {})
    return not now.get("bot_id") and now.get("text") != was.get("text")


def files(said: dict[str, Any]) -> tuple[IncomingFile, ...]:
    """Return the files that came with a message."""
    return tuple(_file(each) for each in said.get("files", ()) if each.get("mode") != "tombstone")


def fields(view: dict[str, Any]) -> dict[str, str]:
    """Return what was filled into a form, by the names of its fields; several choices are joined by `SEVERAL`."""
    filled = {
        block: _answer(element) for block, elements in _values(view).items() for element in elements.values()
    }
    return {name: answer for name, answer in filled.items() if answer is not None}


def names(view: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of the fields of a form, in their order."""
    return tuple(block["block_id"] for block in view["blocks"] if block["type"] == "input")


def form_files(view: dict[str, Any]) -> tuple[IncomingFile, ...]:
    """Return the files that were put into a form."""
    return tuple(
        _file(each)
        for elements in _values(view).values()
        for element in elements.values()
        for each in element.get("files") or ()
    )


def value(action: dict[str, Any]) -> str:
    """Return what a button carries, or what was chosen in a menu."""
    chosen = action.get("selected_option") or action
    return str(chosen.get("value", ""))


def _values(view: dict[str, Any]) -> dict[str, dict[str, dict[str, Any]]]:
    values: dict[str, dict[str, dict[str, Any]]] = view.get("state", {}).get("values", {})
    return values


def _answer(element: dict[str, Any]) -> str | None:
    if "selected_options" in element:
        return SEVERAL.join(str(option["value"]) for option in element["selected_options"] or ())
    if element.get("selected_option"):
        return str(element["selected_option"]["value"])
    return next((str(element[key]) for key in _CHOSEN if element.get(key) is not None), None)


def _file(shared: dict[str, Any]) -> IncomingFile:
    return IncomingFile(
        external=shared["id"],
        address=shared.get("url_private_download") or shared.get("url_private", ""),
        name=shared.get("name") or shared["id"],
        media_type=shared.get("mimetype", ""),
        size=shared.get("size", 0),
    )
