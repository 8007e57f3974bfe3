"""What Slack's pages hold, and how little each part of a message can do with."""

from dataclasses import dataclass

from templates.parts import (
    Buttons,
    Divider,
    Form,
    Heading,
    Items,
    Lines,
    Menus,
    Note,
    Part,
    Picture,
    Quote,
    Section,
    Sections,
    Table,
    Text,
)
from templates.slack import blocks
from templates.slack.blocks import SECTION
from templates.truncation import NOTICE

FEW = 300
"""Characters of a longer text that are shown at least, so that it is known by its beginning."""


@dataclass(frozen=True, slots=True)
class SlackPage:
    """What a page of Slack's holds. Tables stand in messages only, one in each; fields in forms only."""

    blocks: int
    characters: int
    tables: int = 0
    fields: bool = False


MESSAGE = SlackPage(blocks=50, characters=12_500, tables=1)
HOME = SlackPage(blocks=100, characters=30_000)
MODAL = SlackPage(blocks=100, characters=30_000, fields=True)


def least(part: Part) -> tuple[int, int]:
    """Return the blocks and characters without which `part` says nothing."""
    if isinstance(part, Heading | Text | Quote | Note):
        return 1, min(len(part.text), LEAST[type(part)])
    if isinstance(part, Sections):
        return len(part.matters), sum(min(length(matter), FEW) for matter in part.matters)
    if isinstance(part, Picture):
        return (1, len(part.alt) + len(part.title or "")) if part.is_there else (0, 0)
    return LEAST_OF_OTHERS.get(type(part), (1, FEW))


def length(matter: Section) -> int:
    """Return the characters of a matter that is shown whole."""
    label = len(matter.button.label) if matter.button else 0
    return len(matter.text) + sum(len(line) + 1 for line in matter.lines) + label


LEAST: dict[type[Part], int] = {
    Heading: blocks.HEADER,
    Note: SECTION,
    Quote: FEW + NOTICE,
    Text: FEW + NOTICE,
}

LEAST_OF_OTHERS: dict[type[Part], tuple[int, int]] = {
    Buttons: (1, blocks.BUTTON),
    Divider: (1, 0),
    Form: (2, FEW + NOTICE),
    Items: (3, 2 * (FEW + NOTICE)),
    Lines: (2, FEW + NOTICE),
    Menus: (1, FEW),
    Table: (3, 2 * (FEW + NOTICE)),
}
