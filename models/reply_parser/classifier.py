"""Tells by its words what a reply most likely means: what replies with such words have meant before.

A multinomial naive Bayes classifier over words and pairs of words, with additive smoothing (Manning, Raghavan,
Schütze: Introduction to Information Retrieval, 2008, chapter 13). All categories are as likely beforehand: how many
examples there are of each says nothing of how often people mean it. It counts the examples beside this file and
nothing else: what people write to Reckoner is not learnt from, and the same words always mean the same.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from models.dates.words import MONTHS, any_of, pattern, plain
from models.reply_parser.spelling import in_full

FOLDER: Final = Path(__file__).parent / "examples"

LONGEST: Final = 400
"""Characters: no example is as long, and of a longer reply chance words would decide."""

_SMOOTHING: Final = 0.3
_MONTH: Final = any_of(MONTHS)
_NAMED_ALIKE: Final = (
    (pattern(r"@\S{1,40}"), "<name>"),
    (pattern(rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})\b(?: \d{{2,4}}\b)?"), "<day>"),
    (pattern(rf"\b(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?\b"), "<day>"),
    (pattern(r"\b\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{1,4})?\b|\b\d{1,2}(?:st|nd|rd|th)\b"), "<day>"),
    (pattern(rf"\b(?!may\b|mar\b)(?:{_MONTH})\b(?: \d{{4}}\b)?"), "<month>"),
    (pattern(r"\b\d{1,12}\b"), "<number>"),
    (pattern(r"(?=\b(?:red|amber|green|white)\b)"), " <colour> "),
)
"""What stands for the same, whatever it says: days, months, numbers, people; a colour is told as one besides."""

_WORD: Final = re.compile(r"<\w+>|[\w']+|\?")


class Category(StrEnum):
    """What a reply as a whole can mean; an example begins with one of these."""

    DONE = "done"
    MORE_TIME = "time"
    NOT_MINE = "notmine"
    RAG = "rag"
    QUESTION = "question"
    ABSENCE = "absence"
    NO_NEWS = "nonews"
    ACKNOWLEDGEMENT = "acknowledgement"
    UPDATE = "update"
    NEAR_MISS = "nearmiss"
    """An update in the words of something else: “We don't need more time”."""
    EVIDENCE = "evidence"


@dataclass(frozen=True)
class Likely:
    """What a reply most likely means, and how likely that is, from 0 to 1."""

    category: Category
    probability: float


class Classifier:
    """Classifies by the words of examples."""

    def __init__(self, examples: Iterable[tuple[Category, str]]) -> None:
        """Count the words of `examples`."""
        counted = {category: Counter[str]() for category in Category}
        for category, words in examples:
            counted[category].update(set(_features(words)))
        known = set().union(*counted.values())
        rare = [
            math.log(_SMOOTHING / (counts.total() + _SMOOTHING * len(known))) for counts in counted.values()
        ]
        self._weights = {
            feature: [
                weight + math.log1p(counts[feature] / _SMOOTHING)
                for weight, counts in zip(rare, counted.values(), strict=True)
            ]
            for feature in known
        }

    def likely(self, words: str) -> Likely | None:
        """Return what `words` most likely mean, or None where they are none or too long."""
        if not words.strip() or len(words) > LONGEST:
            return None
        found = self.probabilities(words)
        best = max(found, key=found.__getitem__)
        return Likely(best, found[best])

    def probabilities(self, words: str) -> dict[Category, float]:
        """Return how likely it is that `words` mean each; together that is 1."""
        found = [self._weights[each] for each in set(_features(words)) if each in self._weights]
        sums = map(sum, zip(*found, strict=True)) if found else (0.0 for _ in Category)
        weights = dict(zip(Category, sums, strict=True))
        most = max(weights.values())
        likelihoods = {category: math.exp(weight - most) for category, weight in weights.items()}
        return {category: each / sum(likelihoods.values()) for category, each in likelihoods.items()}


def _features(words: str) -> Iterator[str]:
    text = in_full(plain(words)).casefold()
    for form, named in _NAMED_ALIKE:
        text = form.sub(f" {named} ", text)
    found = _WORD.findall(text)
    yield from found
    yield from (f"{first} {second}" for first, second in pairwise(("<begin>", *found, "<end>")))


def examples_in(path: Path) -> Iterator[tuple[Category, str]]:
    """Yield each reply of a file of examples with its category, the first word of its line."""
    for line in path.read_text("utf-8").splitlines():
        meant, _, words = line.partition("\t")
        yield Category(meant.partition(" ")[0]), words


@cache
def usual() -> Classifier:
    """Return the one that has counted all examples."""
    return Classifier(each for path in sorted(FOLDER.glob("*.tsv")) for each in examples_in(path))
