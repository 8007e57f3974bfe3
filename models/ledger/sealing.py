"""What a seal is over: one fact and the seal before it, in one of two forms.

A seal of the first form is over everything in a fact. One of the second is over the fact's outline, which is all
but somebody's own words, and over a digest of those words: they can be erased, and the seal still holds.
"""

import hashlib
import json
from datetime import UTC
from typing import Any, Final

from models.ledger.event import Event, words_in

FIRST_FORM: Final = 1
SECOND_FORM: Final = 2


def seal_over(before: str, fact: Event, form: int, words: str | None) -> str:
    """Return the seal of `fact` upon the seal `before` it, in hexadecimal; `words` is the digest of its words."""
    if form == FIRST_FORM:
        return _hash(before, [*_head(fact), fact.facts])
    return _hash(before, [*_head(fact), outlined(fact.facts), words])


def outline_over(before: str, fact: Event) -> str:
    """Return the hash of the fact's outline upon that `before` it: the same once its words have been erased."""
    return _hash(before, [*_head(fact), outlined(fact.facts)])


def outlined(facts: dict[str, Any]) -> dict[str, Any]:
    """Return `facts` without anybody's own words."""
    words = words_in(facts)
    return {name: value for name, value in facts.items() if name not in words}


def digest_of_words(fact: Event) -> str | None:
    """Return the digest of the words in `fact`, in hexadecimal; None where it has none."""
    words = words_in(fact.facts)
    return _hash(fact.salt or "", [{name: fact.facts[name] for name in words}]) if words else None


def _head(fact: Event) -> list[object]:
    return [
        fact.id,
        fact.kind,
        fact.recommendation_id,
        fact.report_id,
        fact.by_id,
        fact.effective_on.isoformat(),
        fact.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        fact.item_kind,
        fact.for_force,
    ]


def _hash(before: str, told: list[object]) -> str:
    words = json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{words}".encode("ascii")).hexdigest()
