"""The facts of the ledger in words, for the workbook."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, Final

from models.committee.ledger_rows import WITHHELD
from models.deadline import DeadlineBasis
from templates.columns import field_name, say
from templates.filters import day, listed

_ISO_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_TWO_STOPS: Final = re.compile(r"([.!?…])\.$")
"""What somebody typed has a full stop of its own."""

_TOLD: Final = ("field", "was", "to", "kind", "basis", "reason", "review", "statement", WITHHELD)


def in_words(facts: Mapping[str, Any]) -> str:
    """Return the facts of one event as sentences; empty if there are none."""
    return " ".join(_TWO_STOPS.sub(r"\1", sentence) for sentence in _sentences(facts))


def _sentences(facts: Mapping[str, Any]) -> Iterator[str]:
    if "kind" in facts and "to" in facts:
        yield say("ledger", "kind", kind=facts["kind"], to=_said(facts["to"]))
    elif facts.get("field") or "was" in facts or "to" in facts:
        yield _change(facts)
    if facts.get("basis") not in (None, DeadlineBasis.NONE):
        yield say("ledger", "basis", basis=facts["basis"])
    for name in ("review", "statement"):
        if name in facts:
            yield say("ledger", name, **{name: _said(facts[name])})
    for name, value in facts.items():
        if name not in _TOLD:
            yield say("ledger", "other", name=field_name(name), value=_said(value))
    if facts.get(WITHHELD):
        yield say("ledger", "withheld")
    if "reason" in facts:
        yield say("ledger", "reason", reason=facts["reason"])


def _change(facts: Mapping[str, Any]) -> str:
    what = say("ledger", "field", field=field_name(facts["field"])) if facts.get("field") else ""
    was, to = facts.get("was"), facts.get("to")
    was = None if was == [] else was
    to = None if to == [] else to
    if was is None and to is None:
        return what.rstrip(": ") + "." if what else ""
    if to is None:
        words = say("ledger", "from_what", was=_said(was))
    elif was is None:
        words = say("ledger", "became", to=_said(to))
    else:
        words = say("ledger", "moved", was=_said(was), to=_said(to))
    return what + (words[:1].lower() + words[1:] if what and was is not None else words)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return listed([str(each) for each in value])
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        with suppress(ValueError):  # Somebody may have typed what only looks like a day.
            return day(date.fromisoformat(value))
    return str(value)
