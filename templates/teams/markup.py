"""How Teams' cards write bold and links, and how typed text is kept from meaning anything there.

Source: Microsoft, “Text features in Adaptive Cards”. What is not in its subset of Markdown, such as code, is drawn
by some clients only, and is not used. Text that is bare stands in runs and labels, which know no Markdown.
"""

import re
from urllib.parse import quote as percent

from models.address import SurfaceWords
from models.enums import Surface
from templates.markup import INVISIBLE_BREAK, Bare, MarkupText, Plain, cleaned
from templates.translator import Translator

_ESCAPES = str.maketrans({mark: f"\\{mark}" for mark in r"\`*_[]<>&~"})
_SPECIAL = re.compile(r"[\\`*_\[\]<>&~{]")
_LINE_MARK = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))|(?=[-+](?:\s|-|$)|#{1,6}(?:\s|$)|=+$)")
_TOGETHER = re.compile(r"\](?=\()|\{(?=\{)")
_KEPT_IN_ADDRESS = "/:?#[]@!$'+,=%~-._&"


class CardMarkdown(Plain):
    """For the texts of a card that flow, and for its headings, facts and cells, which all are Markdown."""

    def escape(self, text: str) -> MarkupText:
        """Return typed text for the middle of a line."""
        text = cleaned(text)
        if not _SPECIAL.search(text):
            return MarkupText(text)
        return MarkupText(_apart(text.translate(_ESCAPES)))

    def bold(self, value: object) -> MarkupText:
        """Return a value that stands out."""
        return _around("**", self.say(value))

    def italic(self, value: object) -> MarkupText:
        """Return a value in a voice of its own."""
        return _around("_", self.say(value))

    def typed(self, value: object) -> MarkupText:
        """Return something to type, which stands out."""
        return self.bold(value)

    def channel(self, channel: str) -> MarkupText:
        """Return a channel, whose id says nothing to anybody and which cannot be mentioned."""
        del channel
        return MarkupText("a Teams channel")

    def link(self, value: object, address: str) -> MarkupText:
        """Return a value that leads to `address`, which is http or https; any other address is left out."""
        if not address.startswith(("https://", "http://")):
            return MarkupText(self.say(value))
        return MarkupText(f"[{self.say(value)}]({percent(cleaned(address), safe=_KEPT_IN_ADDRESS)})")


class CardBare(Bare):
    """For quotations, labels and choices, in which some clients look for Markdown and dates all the same."""

    def escape(self, text: str) -> MarkupText:
        """Return typed text for the middle of a line."""
        return MarkupText(_apart(super().escape(text)))


def line(text: str) -> str:
    """Return text as a line by itself, which is no heading and no point of a list, whatever it begins with."""
    text = text.strip()
    found = _LINE_MARK.match(text)
    return f"{text[: found.end()]}\\{text[found.end() :]}" if found else text


def _apart(text: str) -> str:
    """Return text in which nothing is a link or a date to be worked out, even where escapes are not known.

    Teams on phones takes `[a](b)` for a link although its brackets are escaped, and clients run `{{DATE(…)}}`.
    """
    return _TOGETHER.sub(rf"\g<0>{INVISIBLE_BREAK}", text)


def _around(mark: str, said: str) -> MarkupText:
    """Return what is said between marks, which mean nothing beside blanks."""
    inner = said.strip()
    return MarkupText(said.replace(inner, f"{mark}{inner}{mark}", 1) if inner else said)


IN_TEAMS = SurfaceWords(name=Surface.TEAMS.called, prefix="rec", in_channel="@Reckoner")

PLAIN_IN_TEAMS = Translator(Plain(IN_TEAMS))
"""For what Teams shows without any mark-up: notifications, and what went wrong with a form."""

TEAMS = Translator(CardMarkdown(IN_TEAMS), bare=Translator(CardBare(IN_TEAMS)))
