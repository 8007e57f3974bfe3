"""Shares a page of Slack's among matters of which each may be long, so that none crowds out another."""

from typing import Protocol

from templates.parts import Section, Sections
from templates.slack import blocks
from templates.slack.blocks import SECTION, Block
from templates.slack.markup import SLACK, named
from templates.slack.pages import FEW, length
from templates.truncation import NOTICE, fair_shares, shortened

WIDEST_LINE = FEW + NOTICE


class Paged(Protocol):
    """A page with so much room left."""

    @property
    def characters(self) -> int:
        """How many more characters the present part may have."""

    def add(self, block: Block, characters: int) -> None:
        """Put a block of so many characters on the page."""


def matters(part: Sections, page: Paged) -> None:
    """Put each matter on the page as one block with its button; what does not fit of its lines is counted."""
    room = page.characters
    shares = fair_shares([min(length(matter), SECTION) for matter in part.matters], room)
    for matter, share in zip(part.matters, shares, strict=True):
        label = len(matter.button.label) if matter.button else 0
        text = fitted(matter, share - label)
        button = blocks.button(matter.button, named(matter.text)) if matter.button else None
        page.add(blocks.section(text, button), len(text))


def fitted(matter: Section, most: int) -> str:
    """Return a matter in about `most` characters: its text, and as many lines as there is room for.

    The lines left out are counted, and the words that open all of them are named.
    """
    most = min(most, SECTION)
    text = shortened(matter.text, max(most, WIDEST_LINE), SLACK)
    whole = "\n".join((text, *matter.lines))
    if len(whole) <= most and all(len(line) <= WIDEST_LINE for line in matter.lines):
        return whole
    shown = [text]
    room = most - len(text) - NOTICE
    for line in matter.lines:
        short = shortened(line, WIDEST_LINE, SLACK)
        room -= len(short) + 1
        if room < 0:
            break
        shown.append(short)
    left = len(matter.lines) - len(shown) + 1
    if left:
        typed = matter.button.typed if matter.button else None
        shown.append(SLACK.say("fit", "more_items", number=left, command=typed))
    return "\n".join(shown)
