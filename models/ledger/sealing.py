"""What a seal is over: the seal before it, one fact without somebody's own words, and a digest of those words.

So the words can be erased, and the seal still holds: the digest stays.
"""

import hashlib
import json
from datetime import UTC
from typing import Any

from models.ledger.event import Event, words_in
from models.ledger.telling import Fact


def seal_over(before: str, fact: Event | Fact, words: str | None) -> str:
    """Return the seal of `fact` upon the seal `before` it, in hexadecimal; `words` is the digest of its words."""
    head = [
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
    return _hash(before, [*head, without_words(fact.facts), words])


def without_words(facts: dict[str, Any]) -> dict[str, Any]:
    """Return `facts` without anybody's own words."""
    words = words_in(facts)
    return {name: value for name, value in facts.items() if name not in words}


def digest_of_words(fact: Event | Fact) -> str | None:
    """Return the digest of the words in `fact`, in hexadecimal; None where it has none."""
    words = words_in(fact.facts)
    return _hash(fact.salt or "", [{name: fact.facts[name] for name in words}]) if words else None


def _hash(before: str, told: list[object]) -> str:
    words = json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{words}".encode("ascii")).hexdigest()
