"""The page of a governance board, or of the Force Executive Team."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from templates.messages import Message
from templates.parts import Heading, Lines, Note, Part, Parts, Text
from templates.translator import Translator

MEASURES: Final = ("open", "overdue", "past_original", "quiet", "moved", "due_next")
"""What is counted of everybody, in the order of a line."""

References = tuple[str, ...]


@dataclass(frozen=True)
class PositionRow:
    """How many items `name` has, None for nobody's, by the names of the measures."""

    name: str | None
    counts: tuple[int, ...]


@dataclass(frozen=True)
class BoardPage(Message):
    """Where `board` stands on the local date `today`, or, where it is None, the force for its Executive Team.

    `listed` are the references of each measure, in their order. `owners` is empty where others than the force may
    read the page.
    """

    board: str | None
    today: date
    listed: tuple[References, ...]
    owners: tuple[PositionRow, ...] = ()
    portfolios: tuple[PositionRow, ...] = ()
    boards: tuple[PositionRow, ...] = ()

    def naming_nobody(self) -> "BoardPage":
        """Return the page without its owners."""
        return replace(self, owners=()) if self.owners else self

    def layout(self, translator: Translator) -> Parts:
        """Return the measures with their references, and who has how many: by owner, portfolio and board."""
        say = translator.bare.say
        counts = dict(zip(MEASURES, map(len, self.listed), strict=True))
        heading = Heading(say("board_page", "title", page=self, counts=counts))
        if not counts["open"]:
            return (heading, Text(translator.say("board_page", "none")))
        lines = tuple(
            translator.say("board_page", "line", measure=measure, references=references, page=self)
            for measure, references in zip(MEASURES, self.listed, strict=True)
            if references and measure != "open"
        )
        groups = (("owner", self.owners), ("portfolio", self.portfolios), ("board", self.boards))
        return (
            heading,
            *((Lines(lines),) if lines else (Text(translator.say("board_page", "all_well")),)),
            *(_by(by, rows, translator) for by, rows in groups if rows),
            Note(translator.say("board_page", "footer", page=self)),
        )


BoardPage.EXAMPLE = BoardPage(
    "Vulnerability Board",
    date(2022, 12, 2),
    (("10618", "9962", "VETTING-33"), ("10618",), ("10618", "9962"), ("9962",), ("9962",), ("VETTING-33",)),
    (PositionRow("Anna Clarke", (2, 1, 2, 1, 1, 0)), PositionRow(None, (1, 0, 0, 0, 0, 1))),
    (PositionRow("Public Protection", (3, 1, 2, 1, 1, 1)),),
)


def _by(by: str, rows: tuple[PositionRow, ...], translator: Translator) -> Part:
    """Return a line for each of several: a table of so many columns cannot be read on a phone."""
    say = translator.say
    lines = (
        say(
            "board_page",
            "row",
            name=row.name or say("board_page", f"no_{by}"),
            counts=tuple(
                (number, measure) for number, measure in zip(row.counts, MEASURES, strict=True) if number
            ),
        )
        for row in rows
    )
    return Lines((say("board_page", f"by_{by}"), *lines))
