"""The facts of the ledger in words, for the workbook and for the history of an item."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, Final

from models.committee.ledger_rows import ERASED, WITHHELD
from models.deadlines.deadline import DeadlineBasis
from models.ledger.event import Event, EventKind
from models.people.person import Person
from models.statements.statement import Statement
from templates.filters import cap, day, listed
from templates.messages.history import HistoryEntry
from templates.presenters.rows import who
from templates.workbook_labels import field_name, say

_ISO_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_TWO_STOPS: Final = re.compile(r"([.!?…])\.$")
"""What somebody typed has a full stop of its own."""

_TOLD: Final = ("field", "was", "to", "kind", "basis", "reason", "review", "statement", WITHHELD, ERASED)


def entry(
    event: Event, by: Person | None, facts: Mapping[str, Any], *, recorded_on: date, said: Statement | None
) -> HistoryEntry:
    """Return one event as an entry of its item's history, with those of its `facts` that the reader may see.

    `said` is what was recorded then, if it was and the reader may read it.
    """
    records = event.kind in (EventKind.UPDATE_RECORDED, EventKind.EVIDENCE_RECORDED)
    return HistoryEntry(
        number=event.id,
        what=event.kind.value,
        on=event.effective_on,
        said=in_words(facts),
        recorded_on=None if recorded_on == event.effective_on else recorded_on,
        by=who(by) if by else None,
        quote=said.text if said and records else None,
    )


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
            yield say("ledger", "other", name=cap(field_name(name)), value=_said(value))
    yield from (say("ledger", mark) for mark in (WITHHELD, ERASED) if facts.get(mark))
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
    if isinstance(value, list) and all(isinstance(each, int) for each in value):
        return str(len(value))  # The numbers of what was erased say nothing to a person.
    if isinstance(value, list):
        return listed([str(each) for each in value])
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        with suppress(ValueError):  # Somebody may have typed what only looks like a day.
            return day(date.fromisoformat(value))
    return str(value)
