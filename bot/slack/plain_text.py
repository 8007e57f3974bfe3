"""What Slack's marked-up text says in plain words."""

import html
import re

_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_REFERENCE = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")


def plain(text: str) -> str:
    """Return `text` as its author saw it: links by their address, people by `@` and id, channels by name.

    Source: Slack, "Formatting text for app surfaces" and "Retrieving messages".
    """
    return html.unescape(_REFERENCE.sub(_plain_reference, text))


def typed(text: str) -> str:
    """Return the words of a command that Slack gives as `text`: each blank a plain one, as no-break spaces are not.

    A phone's keyboard puts those in after a number.
    """
    return _BLANKS.sub(" ", plain(text)).strip()


def _plain_reference(found: re.Match[str]) -> str:
    kind, target, label = found.groups()
    if kind == "@":
        return f"@{target}"
    if kind == "#":
        return f"#{label or target}"
    if kind == "!":
        return label or f"@{target.split('^')[0]}"
    bare = target.removeprefix("mailto:").removeprefix("tel:")
    return f"{label} ({target})" if label and label not in (target, bare) else bare
