"""How each surface writes bold, links and people, and how typed text is kept from meaning anything.

What people typed can never mention, notify, format or leave its place. Quotations show it word for word;
within our own sentences, characters that a surface would act on are escaped or stand as ones that look alike.
Control characters are shown as �, and the invisible marks that turn the direction of text round are
dropped, for a file name must read as it is.
"""

import re

from models.address import ANY_SURFACE, SurfaceWords
from templates.who import Who

INVISIBLE_BREAK = "\u200b"
"""Stands between two characters that would mean something together."""

_NEVER_SHOWN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\u200b]")
_BLANKS = re.compile(r"[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+ *")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_MENTION = re.compile(r"<(?=\S)")


class MarkupText(str):
    """Text that is already in a dialect."""

    __slots__ = ()


def cleaned(text: str) -> str:
    """Return `text` on one line, with control characters shown as � and direction marks dropped."""
    if not _ODD.search(text):
        return text
    return _CONTROLS.sub("\ufffd", _BLANKS.sub(" ", _NEVER_SHOWN.sub("", text)))


class Plain:
    """For terminals, logs and notifications: no mark-up at all. `surface` is where it is read."""

    def __init__(self, surface: SurfaceWords = ANY_SURFACE) -> None:
        """Speak as on `surface`."""
        self.surface = surface

    def escape(self, text: str) -> MarkupText:
        """Return typed text for the middle of a line."""
        return MarkupText(cleaned(text))

    def lines(self, text: str) -> MarkupText:
        """Return typed text with its line breaks kept."""
        return MarkupText("\n".join(self.escape(line.replace("\t", "    ")) for line in text.splitlines()))

    def say(self, value: object) -> str:
        """Return anything that a template prints: escaped unless it is `MarkupText`; TypeError for None."""
        if isinstance(value, MarkupText):
            return value
        if isinstance(value, str):
            return self.escape(value)
        if isinstance(value, int):
            return f"{value:,}"
        if value is None:
            raise TypeError("A template printed a fact that is missing: ask `if` first.")
        return self.escape(str(value))

    def bold(self, value: object) -> MarkupText:
        """Return a value that stands out."""
        return MarkupText(self.say(value))

    def italic(self, value: object) -> MarkupText:
        """Return a value in a voice of its own."""
        return MarkupText(self.say(value))

    def typed(self, value: object) -> MarkupText:
        """Return something to type, as it stands."""
        return MarkupText(self.say(value))

    def command(self, value: object) -> MarkupText:
        """Return a command to type, such as `status 10618`, with what is written before it on this surface."""
        return self.typed(MarkupText(f"{self.escape(self.surface.prefix)} {self.say(value)}".rstrip()))

    def command_in_channel(self, value: object) -> MarkupText:
        """Return a command to type in a channel, with what is written before it there."""
        before = self.surface.in_channel or self.surface.prefix
        return self.typed(MarkupText(f"{self.escape(before)} {self.say(value)}".rstrip()))

    def quote(self, text: str) -> MarkupText:
        """Return typed text with the mark of a quotation on every line."""
        return MarkupText("\n".join(f"> {line}".rstrip() for line in self.lines(text).split("\n")))

    def link(self, value: object, address: str) -> MarkupText:
        """Return a value that leads to `address`, which is http or https; any other address is left out."""
        if not address.startswith(("https://", "http://")):
            return MarkupText(self.say(value))
        return MarkupText(f"{self.say(value)} ({self.escape(address)})")

    def mention(self, who: Who) -> MarkupText:
        """Return a person by name."""
        return self.escape(who.name)

    def channel(self, channel: str) -> MarkupText:
        """Return a channel by its id, or by its name where that is what is known."""
        return self.escape(channel)


class Bare(Plain):
    """For text without mark-up, which knows no escapes: headings, labels, cells and quotations.

    A surface takes it as it is. An opening bracket is kept apart from what follows it all the same, so that it is
    a mention to no reader of the message.
    """

    def escape(self, text: str) -> MarkupText:
        """Return typed text for the middle of a line."""
        return MarkupText(_MENTION.sub(f"<{INVISIBLE_BREAK}", cleaned(text)))
