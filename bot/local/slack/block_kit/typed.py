"""Turns what a person types into Slack's marked-up text and rich text."""

import re
from collections.abc import Iterator, Mapping

from bot.local.directory import Directory
from bot.local.slack.errors import Json

_TOKEN = re.compile(
    r"<@(?P<user>[UW][A-Z0-9]+)(?:\|[^<>]*)?>"
    r"|<#(?P<channel>C[A-Z0-9]+)(?:\|[^<>]*)?>"
    r"|(?<![\w@])@(?P<handle>[a-z][a-z0-9._-]*[a-z0-9])"
    r"|(?<![\w#])#(?P<name>[a-z][a-z0-9_-]*)"
    r"|(?P<url>https?://[^\s<>|]+[^\s<>|.,;:!?)\]'\"])",
    re.IGNORECASE,
)


def escaped(text: str) -> str:
    """Return `text` with the three characters escaped that Slack gives a meaning."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _parts(text: str, directory: Directory) -> Iterator[Json]:
    """Yield the elements of rich text: people, channels and links, and the text between them."""
    start = 0
    for match in _TOKEN.finditer(text):
        element = _element(match, directory)
        if element is None:
            continue
        if match.start() > start:
            yield {"type": "text", "text": text[start : match.start()]}
        yield element
        start = _end(text, match, element, directory)
    if start < len(text):
        yield {"type": "text", "text": text[start:]}


def _element(match: re.Match[str], directory: Directory) -> Json | None:
    if url := match["url"]:
        return {"type": "link", "url": url}
    if match["user"] or match["handle"]:
        user = _known(match["user"], match["handle"], directory.people)
        return {"type": "user", "user_id": user} if user else None
    channel = _known(match["channel"], match["name"], directory.conversations)
    return {"type": "channel", "channel_id": channel} if channel else None


def _end(text: str, match: re.Match[str], element: Json, directory: Directory) -> int:
    """Return where a person's name ends: who types it in full after the @ means all of it."""
    if not match["handle"]:
        return match.end()
    begin = match.start() + 1
    name = directory.people[element["user_id"]]["real_name"]
    is_whole = text[begin : begin + len(name)].casefold() == name.casefold()
    goes_on = text[begin + len(name) : begin + len(name) + 1].isalnum()
    return begin + len(name) if is_whole and not goes_on else match.end()


def _known(wanted_id: str | None, name: str | None, records: Mapping[str, Json]) -> str | None:
    """Return the id of the record meant by an id or by a name, or None."""
    if name is None:
        return wanted_id if wanted_id in records else None
    return next((key for key, record in records.items() if record["name"] == name.lower()), None)


def message_text(text: str, directory: Directory) -> tuple[str, list[Json]]:
    """Return what a person typed as message text and as a rich text block.

    `@anna` becomes `<@U0ANNA001>`, an address becomes a link, and `&`, `<` and `>` are escaped.
    """
    parts = list(_parts(text, directory))
    written = "".join(_mark_up(part) for part in parts)
    section = {"type": "rich_text_section", "elements": parts}
    return written, [{"type": "rich_text", "elements": [section]}] if parts else []


def command_text(text: str, directory: Directory, *, should_escape: bool) -> str:
    """Return the words after a slash command as the app is given them."""
    if not should_escape:
        return text
    marked = []
    for part in _parts(text, directory):
        if part["type"] == "user":
            marked.append(f"<@{part['user_id']}|{directory.people[part['user_id']]['name']}>")
        elif part["type"] == "channel":
            name = directory.conversations[part["channel_id"]]["name"]
            marked.append(f"<#{part['channel_id']}|{name}>")
        else:
            marked.append(_mark_up(part))
    return "".join(marked)


def _mark_up(part: Json) -> str:
    if part["type"] == "user":
        return f"<@{part['user_id']}>"
    if part["type"] == "channel":
        return f"<#{part['channel_id']}>"
    if part["type"] == "link":
        return f"<{escaped(part['url'])}>"
    return escaped(part["text"])
