"""How Slack writes bold, links, people and channels, and how typed text is kept from meaning anything there."""

import html
import re
from urllib.parse import quote as percent

from models.address import SurfaceWords
from models.enums import Surface
from templates.markup import INVISIBLE_BREAK, Bare, MarkupText, Plain, cleaned
from templates.translator import Translator
from templates.who import Who

LOOKALIKES = {"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb", ":": f":{INVISIBLE_BREAK}"}
"""Slack has no escape for its mark-up: typed characters that would be taken for it look alike."""

_MARKUP = re.compile(r"(?<![^\W_])[*_~`]+|[*_~]+(?![^\W_])|`+|:(?=[\w+'-]+:)", re.ASCII)
_MARKS = re.compile(r"[*`]|<[^>|]*\|?|>")
_SPECIAL = re.compile(r"[&<>*_~`:]")
_ACCOUNT = re.compile(r"[UW][A-Z0-9]{2,}")
_CHANNEL = re.compile(r"[CGD][A-Z0-9]{2,}")


class Mrkdwn(Plain):
    """For Slack's flowing text, https://docs.slack.dev/messaging/formatting-message-text."""

    def escape(self, text: str) -> MarkupText:
        """Return typed text for the middle of a line."""
        text = cleaned(text)
        if not _SPECIAL.search(text):
            return MarkupText(text)
        text = _MARKUP.sub(_alike, text)
        return MarkupText(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))

    def bold(self, value: object) -> MarkupText:
        """Return a value that stands out."""
        return MarkupText(f"*{self.say(value)}*")

    def italic(self, value: object) -> MarkupText:
        """Return a value in a voice of its own."""
        return MarkupText(f"_{self.say(value)}_")

    def typed(self, value: object) -> MarkupText:
        """Return something to type, as it stands; nothing in it can end its backticks."""
        typed = self.say(value).replace("`", "'")
        return MarkupText(f"`{typed}`")

    def link(self, value: object, address: str) -> MarkupText:
        """Return a value that leads to `address`, which is http or https; any other address is left out."""
        if not address.startswith(("https://", "http://")):
            return MarkupText(self.say(value))
        target = percent(cleaned(address), safe="/:?#[]@!$'()*+,;=%~-._&").replace("&", "&amp;")
        return MarkupText(f"<{target}|{self.say(value).replace('|', '¦')}>")

    def mention(self, who: Who) -> MarkupText:
        """Return a person by account, which shows their card; by name if there is no account."""
        if who.account and _ACCOUNT.fullmatch(who.account):
            return MarkupText(f"<@{who.account}>")
        return self.escape(who.name)

    def channel(self, channel: str) -> MarkupText:
        """Return a channel by its id, or by its name where that is what is known."""
        return MarkupText(f"<#{channel}>") if _CHANNEL.fullmatch(channel) else self.escape(channel)


def named(text: str) -> str:
    """Return the first line of flowing `text`, bare: what somebody hears of it beside a button."""
    return html.unescape(_MARKS.sub("", text.partition("\n")[0]))


def _alike(match: re.Match[str]) -> str:
    return "".join(LOOKALIKES[character] for character in match.group())


IN_SLACK = SurfaceWords(name=Surface.SLACK.called, prefix="/rec")

PLAIN_IN_SLACK = Translator(Plain(IN_SLACK))
"""For what Slack shows without any mark-up: notifications, and faults at a form's fields."""

SLACK = Translator(Mrkdwn(IN_SLACK), bare=Translator(Bare(IN_SLACK)))
