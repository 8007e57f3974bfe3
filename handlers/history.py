"""What has happened to one item, fact by fact."""

import json
from collections.abc import Mapping

from sqlalchemy.orm import Session

from handlers.ask import Ask
from handlers.typed import carried
from models import checking, queries, spoken
from models.committee.ledger_rows import facts_for
from models.event import Event
from models.history import count_events_of, events_of
from models.person import Person
from models.recommendation import Recommendation
from models.refusals import ReferenceMissing
from models.statement import Statement
from templates.ledger_words import entry
from templates.messages import History, HistoryEntry, Message
from templates.rows import row

PAGE_SIZE = 12


def history(session: Session, ask: Ask) -> Message:
    """Return the ledger of one item, the last recorded first. Raises ReferenceMissing or NoSuchItem."""
    if not ask.words.strip():
        raise ReferenceMissing(command="history")
    return _page(session, ask, queries.item_by_reference(session, ask.words), 1)


def turn(session: Session, ask: Ask) -> Message:
    """Return the page that a button *Next page* or *Previous page* asks for."""
    reference, first = carried(ask.words, str, int)
    return _page(session, ask, queries.item_by_reference(session, reference), first)


def _page(session: Session, ask: Ask, item: Recommendation, first: int) -> History:
    may_read = checking.may_read(session, ask.who, item, ask.policy)
    events = events_of(session, item, PAGE_SIZE, first - 1)
    numbers = [event.facts["statement"] for event, _, _ in events if "statement" in event.facts]
    statements = spoken.statements_by_numbers(session, numbers) if may_read and numbers else {}
    total = count_events_of(session, item)
    following, previous = first + PAGE_SIZE, first - PAGE_SIZE
    return History(
        row=row(item, ask.today),
        entries=tuple(
            _entry(event, by, ask, statements, may_read=may_read, erased=erased)
            for event, by, erased in events
        ),
        total=total,
        today=ask.today,
        first=first,
        hides=not may_read,
        next_page=json.dumps([item.reference, following]) if following <= total else None,
        previous_page=json.dumps([item.reference, previous]) if previous >= 1 else None,
    )


def _entry(
    event: Event,
    by: Person | None,
    ask: Ask,
    statements: Mapping[int, Statement],
    *,
    may_read: bool,
    erased: bool,
) -> HistoryEntry:
    return entry(
        event,
        by,
        facts_for(event, everything=may_read, erased=erased),
        recorded_on=ask.policy.today(event.recorded_at),
        said=statements.get(event.facts.get("statement", 0)),
    )
