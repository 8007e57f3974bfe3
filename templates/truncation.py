"""Cuts text in a dialect to size: between words, never within an escaped character, and saying how much is left."""

import html
import re
from collections.abc import Sequence

from templates.markup import INVISIBLE_BREAK
from templates.translator import Translator

_HALF_AN_ESCAPE = re.compile(r"&[a-z]{0,4}$")
_HALF_IS_AT_MOST = 5
NOTICE = 120
"""Characters kept free for saying how much is left out."""


def cut(text: str, most: int) -> str:
    """Return the beginning of `text`, at most `most` characters, up to the end of a word where there is one."""
    if len(text) <= most:
        return text
    start = text[: max(most, 0)]
    if half := _HALF_AN_ESCAPE.search(start, max(len(start) - _HALF_IS_AT_MOST, 0)):
        start = start[: half.start()]
    elif (len(start) - len(start.rstrip("\\"))) % 2:
        start = start[:-1]
    blank = max(start.rfind(" "), start.rfind("\n"))
    return start[: blank + 1] if blank > most // 2 else start


def shortened(text: str, most: int, translator: Translator, more: str | None = None) -> str:
    """Return `text` if it has at most `most` characters; else its beginning and how many characters are left."""
    if len(text) <= most:
        return text
    start = cut(text, most - NOTICE - told_in(more, translator))
    left = len(plainly(text[len(start) :]))
    return f"{start.rstrip()} {translator.say('fit', 'more_characters', number=left, command=more)}"


def told_in(more: str | None, translator: Translator) -> int:
    """Return how many characters the command takes that shows what is left out; 0 where there is none."""
    return 0 if more is None else len(translator.bare.dialect.command(more))


def plainly(text: str) -> str:
    """Return the characters that a reader of `text` sees, without escapes and invisible breaks."""
    return html.unescape(seen(text))


def seen(text: str) -> str:
    """Return bare `text` without invisible breaks."""
    return text.replace(INVISIBLE_BREAK, "")


def pieces(text: str, most: int) -> list[str]:
    """Return `text` in pieces of at most `most` characters, broken between lines, else words, else anywhere."""
    found = []
    while len(text) > most:
        end = text.rfind("\n", 0, most) + 1
        start = text[:end] if end > 1 else cut(text, most)
        found.append(start.rstrip("\n"))
        text = text[len(start) :]
    return [*found, text]


def fair_shares(needs: Sequence[int], room: int) -> list[int]:
    """Return how much of `room` each need gets: all of it where that is no more than an equal share.

    What a small need leaves over goes to the larger ones, in equal shares.
    """
    shares = [0] * len(needs)
    waiting = len(needs)
    for place in sorted(range(len(needs)), key=needs.__getitem__):
        shares[place] = min(needs[place], room // waiting)
        room -= shares[place]
        waiting -= 1
    return shares
