"""The corpus of replies: what owners write, each with what a person understands.

The lists that Reckoner learns from stand beside its classifier. Each is read here by one that knows the others;
nothing is learnt from those in this folder.

A line of `NAME.tsv` has what is meant, a tab, and the words. What is meant is `done`, `notmine`, `rag COLOUR`,
`time DAY REASON` (a `-` for no day), or else what the words are: a question, absence, nonews, acknowledgement,
update or evidence. They are read on 1 December 2022 in the thread of an item that is due on 31 January 2023.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final
from unittest import mock

from models.enums import ItemKind, StatementKind, Status
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from models.reply_parser.asides import meaning_of
from models.reply_parser.classifier import FOLDER as EXAMPLES, Category, Classifier, examples_in
from models.reply_parser.context import ReplyContext
from models.reply_parser.intents import Aside, ItemIntent, ItemUpdate, Meaning, ReplyReading
from models.reply_parser.parts import references_in
from models.reply_parser.understand import understand
from tests.documented import write_table

FOLDER: Final = Path(__file__).parent
PAGE: Final = FOLDER.parents[1] / "docs" / "replies.md"
TODAY: Final = date(2022, 12, 1)
KINDS: Final = {
    "done": ItemIntent.DONE,
    "time": ItemIntent.MORE_TIME,
    "notmine": ItemIntent.NOT_MINE,
    "rag": ItemIntent.RAG,
}
_NO_UPDATE: Final = frozenset({"question", "absence", "nonews", "acknowledgement"})
_CALLED: Final = {
    "done": "Done",
    "time": "More time",
    "notmine": "Not mine",
    "rag": "RAG",
    "question": "A question",
    "absence": "Away, and automatic replies",
    "nonews": "Nothing to report",
    "acknowledgement": "Thanks, “will do”",
    "update": "An update, which wants nothing else",
    "evidence": "Evidence",
}


class Understood(StrEnum):
    """What became of a reply."""

    RIGHT = "understood"
    LESS = "less than was meant"
    WRONG = "something else"


@dataclass(frozen=True)
class Sample:
    """A reply of the corpus: its kind, what it states besides, and its words."""

    kind: str
    states: tuple[str, ...]
    words: str

    def understood(self) -> Understood:
        """Return what became of it; wrong is a proposal that is not meant, or no update that counts as one."""
        recorded_as, wants = read(self.words)
        meant = KINDS.get(self.kind)
        others = [each for each in wants if each.intent is not meant]
        counts = recorded_as in {"update", "evidence"}
        if (
            others
            or (self.kind in _NO_UPDATE and counts)
            or (self.kind, recorded_as) == ("update", "evidence")
        ):
            return Understood.WRONG
        if meant is None:
            return Understood.RIGHT if recorded_as == self.kind else Understood.LESS
        return Understood.RIGHT if wants and self._is_stated(wants[0]) else Understood.LESS

    def _is_stated(self, reading: ReplyReading) -> bool:
        if reading.rag is not None:
            return self.states == (reading.rag.value,)
        if reading.intent is not ItemIntent.MORE_TIME:
            return True
        day, *reason = self.states
        on_day = day == "-" or [each.isoformat() for each in reading.days] == [day]
        said = (reading.reason or "").casefold()
        return on_day and "afraid" not in said and all(each.casefold() in said for each in reason)


def lists() -> Iterator[Path]:
    """Yield the files that are learnt from, and then those that are not."""
    yield from sorted(EXAMPLES.glob("*.tsv"))
    yield from unseen()


def unseen() -> Iterator[Path]:
    """Yield the files that are not learnt from."""
    yield from sorted(FOLDER.glob("*.tsv"))


def samples(path: Path) -> Iterator[Sample]:
    """Yield every reply of a list."""
    for line in path.read_text("utf-8").splitlines():
        meant, _, words = line.partition("\t")
        kind, *states = meant.split(" ", 2)
        yield Sample("update" if kind == Category.NEAR_MISS else kind, tuple(states), words)


@contextmanager
def not_learnt_from(path: Path) -> Iterator[None]:
    """Have replies read by what is learnt from all lists but this."""
    others = (each for each in sorted(EXAMPLES.glob("*.tsv")) if each != path)
    classifier = Classifier(example for each in others for example in examples_in(each))
    with mock.patch("models.reply_parser.classifier.usual", return_value=classifier):
        yield


def read(words: str) -> tuple[str, tuple[ReplyReading, ...]]:
    """Return what `words` are recorded as, or, of a note, what they are; and what they want."""
    items = {number: _item(number) for number in ("10618", "9962")}
    named = {each: items.get(each) for each in references_in(words)}
    intent = understand(words, ReplyContext(TODAY, named=named, in_thread=(items["10618"],)))
    if isinstance(intent, Aside):
        return _called(intent.meaning), ()
    assert isinstance(intent, ItemUpdate), words
    (part,) = intent.parts
    return part.kind.value if part.kind is not StatementKind.NOTE else _called(meaning_of(words)), part.wants


def _called(meaning: Meaning) -> str:
    return meaning.value.replace(" ", "")


def _item(number: str) -> Recommendation:
    return Recommendation(
        report=InspectionReport(code="OLDER", title="An older report"),
        number=number,
        register_number=number,
        kind=ItemKind.RECOMMENDATION,
        status=Status.IN_PROGRESS,
        deadline_on=date(2023, 1, 31),
    )


def table() -> str:
    """Return the tables of the documentation: of lists that are learnt from, each by the others; of the rest."""
    learnt = _rows(EXAMPLES.glob("*.tsv"))
    return f"{_table(learnt)}\n\nA list that nothing was learnt from:\n\n{_table(_rows(unseen()))}"


def _rows(paths: Iterable[Path]) -> dict[str, Counter[Understood]]:
    rows = {kind: Counter[Understood]() for kind in _CALLED}
    for path in sorted(paths):
        with not_learnt_from(path):
            for sample in samples(path):
                rows[sample.kind][sample.understood()] += 1
    return rows


def _table(rows: Mapping[str, Counter[Understood]]) -> str:
    named = {_CALLED[kind]: row for kind, row in rows.items() if row}
    named["All together"] = sum(rows.values(), Counter[Understood]())
    lines = [
        f"| What was meant | There | {' | '.join(way.value.capitalize() for way in Understood)} |",
        "|---" * 5 + "|",
    ]
    for kind, row in named.items():
        lines.append(f"| {kind} | {row.total()} | {' | '.join(str(row[way]) for way in Understood)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    measured = table()
    write_table(PAGE, measured)
    sys.stdout.write(measured + "\n")
