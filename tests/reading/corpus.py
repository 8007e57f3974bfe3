"""The corpus: texts after the layouts of many kinds and years, each with what a person reads in it.

Beside each `corpus/NAME.txt` stands `NAME.items`: the report's kind and day, then an item a line, with number,
addressees, day (or `-`), how its text begins and ends, and its points.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from models.enums import Addressee, ItemKind, ReportKind
from models.report_parser.pages import PrintedText, printed
from models.report_parser.parser import read_report
from models.report_parser.proposal import About, Doubt, ProposedItem, Reading
from tests.documented import write_table
from tests.reading.layouts import FORCE, Item

FOLDER: Final = Path(__file__).parent / "corpus"
PAGE: Final = Path(__file__).parents[2] / "docs" / "reading-reports.md"
_BODIES: Final = {
    "force": Addressee.FORCE,
    "all": Addressee.ALL_FORCES,
    "pcc": Addressee.PCC,
    "npcc": Addressee.NPCC,
    "college": Addressee.COLLEGE,
    "iopc": Addressee.IOPC,
    "home": Addressee.HOME_OFFICE,
    "justice": Addressee.MINISTRY_OF_JUSTICE,
    "cps": Addressee.CPS,
    "other": Addressee.OTHER,
}
_KINDS: Final = {"AFI": ItemKind.AREA_FOR_IMPROVEMENT, "COC": ItemKind.CAUSE_OF_CONCERN}
_CHILD: Final = re.compile(r"(?P<parent>COC\d+(?:\.\d+)?)\.\d+")


class CameAs(StrEnum):
    """What became of an item of the corpus."""

    RIGHT = "right at once"
    DOUBTED = "proposed with an honest doubt"
    SHOWN = "shown as not read"
    WRONG = "wrong without a doubt"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Sample:
    """A text of the corpus: its name, what is known of its report, and what there is to be read in it."""

    name: str
    about: About
    items: tuple[Item, ...]

    @property
    def words(self) -> str:
        """The text as it was written."""
        return (FOLDER / f"{self.name}.txt").read_text("utf-8")

    def read(self, text: PrintedText | None = None) -> Reading:
        """Return what the reader makes of it, or of the same text out of a file."""
        return read_report(text or printed(self.words), self.about)


def samples() -> Iterator[Sample]:
    """Yield every text of the corpus, by name."""
    for path in sorted(FOLDER.glob("*.items")):
        head, *lines = path.read_text("utf-8").splitlines()
        kind, _, day = head.removeprefix("report ").partition(" | ")
        about = About(date.fromisoformat(day), ReportKind(kind), FORCE)
        causes = frozenset(line.partition(" | ")[0] for line in lines if line.startswith("COC"))
        yield Sample(path.stem, about, tuple(_item(line, causes) for line in lines))


def _item(line: str, causes: frozenset[str]) -> Item:
    number, to, day, text, *points = (cell.strip() for cell in line.split(" | "))
    begins, _, ends = text.partition(" … ")
    child = _CHILD.fullmatch(number)
    child = child if child is not None and child["parent"] in causes else None
    return Item(
        number,
        begins,
        ends,
        frozenset(_BODIES[word] for word in to.split() if word != "-"),
        None if day == "-" else date.fromisoformat(day),
        ItemKind.RECOMMENDATION if child else _KINDS.get(number[:3], ItemKind.RECOMMENDATION),
        child["parent"] if child else None,
        int(points[0].split()[1]) if points else 0,
    )


_ABOUT_WHOM: Final = {Doubt.UNKNOWN_BODY, Doubt.NO_ADDRESSEE, Doubt.BODY_LATER, Doubt.BODY_BESIDE}
_ABOUT_WHEN: Final = {
    Doubt.DEADLINE_UNREAD,
    Doubt.SEVERAL_DATES,
    Doubt.LOOKS_BACK,
    Doubt.NO_DEADLINE,
    Doubt.DEADLINE_LIKELY,
}
_ABOUT_NUMBER: Final = {Doubt.NO_NUMBER, Doubt.NUMBER_TWICE, Doubt.OUT_OF_ORDER}
_ABOUT_TEXT: Final = {Doubt.TEXT_FOLLOWS, Doubt.LONG, Doubt.SHORT, Doubt.NO_DUTY}


def faults(item: Item, proposal: ProposedItem) -> Iterator[set[Doubt]]:
    """Yield, for each thing that was read wrongly, the doubts that would have said so."""
    if proposal.addressed_to != item.to:
        yield _ABOUT_WHOM
    if (proposal.deadline.on if proposal.deadline else None) != item.on:
        yield _ABOUT_WHEN
    if proposal.number != item.number:
        yield _ABOUT_NUMBER
    as_printed = proposal.text.startswith(item.begins) and proposal.text.endswith(item.ends)
    if not as_printed or proposal.text.count("\n") != item.points:
        yield _ABOUT_TEXT
    if proposal.kind is not item.kind or proposal.parent != item.parent:
        yield {Doubt.NO_NUMBER}


def is_doubted(proposal: ProposedItem, wrong: Iterable[set[Doubt]]) -> bool:
    """Say whether the proposal itself doubts everything that is `wrong` about it."""
    raised = {each.what for each in proposal.doubts}
    return all(raised & doubts for doubts in wrong)


def came(sample: Sample, reading: Reading) -> Iterator[tuple[CameAs, str]]:
    """Yield what became of each item, and each proposal that is of no item and has no doubt of being one."""
    left = list(reading.proposals)
    matched: dict[Item, ProposedItem] = {}
    for fits in (_is_right, _has_its_text, _has_its_number):
        for item in sample.items:
            found = next((each for each in left if item not in matched and fits(item, each)), None)
            if found is not None:
                left.remove(found)
                matched[item] = found
    for item in sample.items:
        yield _came_as(item, matched.get(item), reading), item.begins
    for extra in left:
        if not is_doubted(extra, ({*_ABOUT_WHOM, Doubt.NO_DUTY},)):
            yield CameAs.WRONG, extra.text


def _is_right(item: Item, proposal: ProposedItem) -> bool:
    return item.is_read_as(proposal)


def _has_its_text(item: Item, proposal: ProposedItem) -> bool:
    return item.begins in proposal.text


def _has_its_number(item: Item, proposal: ProposedItem) -> bool:
    return proposal.number == item.number and item.ends in proposal.text


def _came_as(item: Item, proposal: ProposedItem | None, reading: Reading) -> CameAs:
    if proposal is None:
        shown = any(item.begins in each.words for each in reading.not_read)
        return CameAs.SHOWN if shown else CameAs.NOWHERE
    if item.is_read_as(proposal):
        return CameAs.RIGHT
    return CameAs.DOUBTED if is_doubted(proposal, faults(item, proposal)) else CameAs.WRONG


def counted() -> dict[str, Counter[CameAs]]:
    """Return what became of the items of each text, by the kind of report that its name begins with."""
    table: dict[str, Counter[CameAs]] = {}
    for sample in samples():
        kind = re.split(r"-\d{4}|-letter", sample.name)[0].replace("-", " ").capitalize()
        row = table.setdefault(kind, Counter())
        row.update(how for how, _ in came(sample, sample.read()))
    return table


def table() -> str:
    """Return the table of the documentation: a row for each kind of report, and the sum."""
    rows = counted()
    rows["All together"] = sum(rows.values(), Counter())
    ways = tuple(CameAs)
    lines = [f"| Kind of report | {' | '.join(way.value.capitalize() for way in ways)} |", "|---" * 6 + "|"]
    lines += [f"| {kind} | {' | '.join(str(row[way]) for way in ways)} |" for kind, row in rows.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    measured = table()
    write_table(PAGE, measured)
    sys.stdout.write(measured + "\n")
