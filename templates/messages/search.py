"""What a search found."""

from dataclasses import dataclass
from datetime import date

from models.enums import StatementKind
from templates.messages import Message
from templates.parts import Button, Buttons, Heading, ItemLine, Items, Note, Parts
from templates.translator import Translator, button, leaf
from templates.who import Who

SEARCH = "search"


@dataclass(frozen=True)
class Snip:
    """A piece of what stands there: one of the words searched for if it `is_found`, or what is between them."""

    text: str
    is_found: bool = False


@dataclass(frozen=True)
class Hit:
    """One place in which the words stand: the text of an item, what was recorded for `references`, or a title.

    `kind` is that of what was recorded `on` a local date, by somebody; without it, the place is the text of the
    one item in `references`, or, where there is none, the title of the report with this `code`.
    """

    snippet: tuple[Snip, ...]
    references: tuple[str, ...] = ()
    kind: StatementKind | None = None
    by: Who | None = None
    on: date | None = None
    report: str | None = None
    code: str | None = None


@dataclass(frozen=True)
class Found(Message):
    """A page of the places in which `words` stand, what fits best first; `first` is the number of its first.

    `total` counts the places that the reader may see; with `is_cut`, there are more. `next_page` and
    `previous_page` are the values that the buttons carry, or None.
    """

    words: str
    hits: tuple[Hit, ...]
    total: int
    today: date
    first: int = 1
    is_cut: bool = False
    next_page: str | None = None
    previous_page: str | None = None

    def layout(self, translator: Translator) -> Parts:
        """Return each place with a button that opens it, and the buttons to leaf on."""
        lines = tuple(
            ItemLine(translator.say("found", "hit", hit=hit), buttons=_opening(hit)) for hit in self.hits
        )
        turns = (("search:previous", self.previous_page), ("search:next", self.next_page))
        pages = tuple(leaf(action, value) for action, value in turns if value is not None)
        last = self.first + len(self.hits) - 1
        return (
            Heading(translator.bare.say("found", "title", found=self)),
            Items(lines, more=SEARCH),
            Note(translator.say("found", "footer", found=self, last=last)),
            *([Buttons(pages)] if pages else ()),
        )


Found.EXAMPLE = Found(
    words="dip sample",
    hits=(
        Hit(
            (Snip("The "), Snip("dip sample", is_found=True), Snip(" of November found that 94% were done.")),
            references=("10618",),
            kind=StatementKind.EVIDENCE,
            by=Who.EXAMPLE,
            on=date(2022, 12, 2),
        ),
        Hit(
            (Snip("Take a "), Snip("dip sample", is_found=True), Snip(" of files every month.")),
            references=("VETTING-33",),
            report="Vetting, misconduct and misogyny",
        ),
        Hit(
            (Snip("What a "), Snip("dip sample", is_found=True), Snip(" is for")),
            report="Files",
            code="FILES",
        ),
    ),
    total=13,
    today=date(2022, 12, 3),
    next_page='["dip sample", 11]',
)


def _opening(hit: Hit) -> tuple[Button, ...]:
    return (button("show", hit.references[0]),) if hit.references else (button("list", hit.code or ""),)
