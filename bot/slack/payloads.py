"""What Slack's payloads hold, as plain facts; and what goes into every one that shows a message."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.slack import addresses
from bot.slack.plain_text import plain
from handlers.request import SEVERAL, ForwardedMessage, IncomingFile
from templates.slack.blocks import MORE
from templates.slack.renderer import SlackMessage

_DIRECT = "im"
_SLACKBOT = "USLACKBOT"
_TOMBSTONE = "tombstone"
"""What stands where a message or a file was deleted."""

_CHOSEN = ("value", "selected_date", "selected_user", "selected_time")
"""Where the states of the fields with one plain answer keep it."""


def shown(drawn: SlackMessage) -> dict[str, Any]:
    """Return what every call takes that shows a message: Slack is to fetch nothing that its links lead to."""
    return {"text": drawn.text, "blocks": drawn.blocks, "unfurl_links": False, "unfurl_media": False}


@dataclass(frozen=True)
class Deletion:
    """The message with the timestamp `ts` was deleted; it `was` this, as far as Slack says so."""

    ts: str
    was: dict[str, Any]


def is_direct(event: dict[str, Any]) -> bool:
    """Whether an event is about a direct conversation: its id says so where Slack leaves out the kind."""
    kind = event.get("channel_type")
    return kind == _DIRECT if kind else addresses.conversation(event["channel"]).is_direct


def deletion(event: dict[str, Any]) -> Deletion | None:
    """Return what an event says was deleted, or None.

    Of a message that has replies Slack says that it was changed, by its own bot, into a tombstone; of a tombstone
    that goes, and now and then of a message, not what it was.
    """
    now, was = event.get("message") or {}, event.get("previous_message") or {}
    if event.get("subtype") == "message_changed" and now.get("subtype") == _TOMBSTONE:
        return Deletion(now["ts"], was)
    if event.get("subtype") == "message_deleted":
        is_told = was.get("subtype") != _TOMBSTONE and was.get("user") != _SLACKBOT
        return Deletion(event["deleted_ts"], was if is_told else {})
    return None


def was_edited(event: dict[str, Any]) -> bool:
    """Whether a person changed the words of a message: Slack also says "changed" when it unfurls a link."""
    now, was = event["message"], event.get("previous_message") or {}
    return not now.get("bot_id") and now.get("text") != was.get("text")


def words(said: dict[str, Any]) -> str:
    """Return the words of a message: as plain text, or where Slack gives none, those of its formatted blocks."""
    text = plain(said.get("text") or "")
    return text if text.strip() else "".join(_words_in(said.get("blocks") or ())).strip()


def forwarded(said: dict[str, Any]) -> tuple[ForwardedMessage, ...]:
    """Return the messages of others that were forwarded with a message."""
    return tuple(
        ForwardedMessage(
            author=str(each.get("author_name") or each.get("author_subname") or each.get("author_id") or ""),
            words=plain(each.get("text") or "").strip() or "".join(_words_in_share(each)).strip(),
        )
        for each in _shares(said)
    )


def files(said: dict[str, Any]) -> tuple[IncomingFile, ...]:
    """Return the files that came with a message, those of what was forwarded with it included."""
    given = [
        *(said.get("files") or ()),
        *(file for each in _shares(said) for file in each.get("files") or ()),
    ]
    return tuple(_file(each) for each in given if each.get("mode") != _TOMBSTONE)


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


def pressed(action: dict[str, Any]) -> tuple[str, str]:
    """Return the name of what was pressed or chosen in a menu, and what it carries."""
    value = str((action.get("selected_option") or action).get("value", ""))
    if action["action_id"] == MORE:
        name, _, value = value.partition(" ")
        return name, value
    return str(action["action_id"]), value


def _values(view: dict[str, Any]) -> dict[str, dict[str, dict[str, Any]]]:
    values: dict[str, dict[str, dict[str, Any]]] = (view.get("state") or {}).get("values") or {}
    return values


def _answer(element: dict[str, Any]) -> str | None:
    if "selected_options" in element:
        return SEVERAL.join(str(option["value"]) for option in element["selected_options"] or ())
    if element.get("selected_option"):
        return str(element["selected_option"]["value"])
    return next((str(element[key]) for key in _CHOSEN if element.get(key) is not None), None)


def _shares(said: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in said.get("attachments") or () if each.get("is_share")]


def _words_in_share(share: dict[str, Any]) -> Iterator[str]:
    """Yield the words of a forwarded message whose text Slack leaves out."""
    for each in share.get("message_blocks") or ():
        yield from _words_in((each.get("message") or {}).get("blocks") or ())


def _words_in(blocks: Any) -> Iterator[str]:
    """Yield what stands in formatted text, part by part; each paragraph and point of a list is a line."""
    for block in blocks:
        kind = block.get("type")
        if kind in ("rich_text", "rich_text_list"):
            yield from _words_in(block.get("elements") or ())
        elif kind in ("rich_text_section", "rich_text_preformatted", "rich_text_quote"):
            yield from (_words_of(each) for each in block.get("elements") or ())
            yield "\n"
        elif kind in ("section", "header"):
            yield plain((block.get("text") or {}).get("text") or "") + "\n"


def _words_of(element: dict[str, Any]) -> str:
    match element.get("type"):
        case "text":
            return str(element.get("text") or "")
        case "link":
            named, url = element.get("text"), str(element.get("url") or "")
            return f"{named} ({url})" if named and named != url else url
        case "user":
            return f"@{element.get('user_id')}"
        case "emoji":
            return f":{element.get('name')}:"
        case "broadcast":
            return f"@{element.get('range')}"
    return ""


def _file(shared: dict[str, Any]) -> IncomingFile:
    return IncomingFile(
        external=shared["id"],
        address=shared.get("url_private_download") or shared.get("url_private") or "",
        name=shared.get("name") or shared.get("title") or shared["id"],
        media_type=shared.get("mimetype") or "",
        size=shared.get("size") or 0,
    )
