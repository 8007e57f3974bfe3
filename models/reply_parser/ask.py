"""Reads that somebody is to be asked."""

from typing import Final

from models.dates.relative import RequestedDay
from models.dates.words import pattern
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.reply_parser.sentences import ReplyText

_ASK: Final = pattern(
    r"(?:(?:please|can you|could you|would you|you could|better|you should) )?ask @(?P<asked>\S.*)"
)
"""A sentence that begins so wants something asked of a person."""


def read(text: ReplyText, _: RequestedDay) -> ReplyReading | None:
    """Return what is to be asked, after the name of the person."""
    flat = text.flat
    for sentence in text.sentences:
        found = _ASK.match(sentence)
        if found is not None:
            # A question may run over several sentences: all that follows the name belongs to it.
            at = flat.find(found["asked"])
            return ReplyReading(ItemIntent.ASK, asked=flat[at:].strip() if at >= 0 else found["asked"])
    return None


def before(words: str) -> str:
    """Return what `words` say before they want somebody asked."""
    text = ReplyText.of(words)
    sentence = next((each for each in text.sentences if _ASK.match(each)), "")
    return text.flat.partition(sentence)[0] if sentence else text.flat
