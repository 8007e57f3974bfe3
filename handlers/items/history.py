"""What has happened to one item, fact by fact."""

import json
from collections.abc import Mapping

from sqlalchemy.orm import Session

from handlers.form_values import carried
from handlers.request import Request
from models.committee.ledger_rows import facts_for
from models.ledger.event import Event
from models.people.person import Person
from models.queries import items, statements as spoken
from models.refusals.items import ReferenceMissing
from models.register import access
from models.register.history import count_events_of, events_of
from models.register.recommendation import Recommendation
from models.statements.statement import Statement
from templates.messages import Message
from templates.messages.history import History, HistoryEntry
from templates.presenters.ledger import entry
from templates.presenters.rows import row

PAGE_SIZE = 12


def history(session: Session, request: Request) -> Message:
    """Return the ledger of one item, the last recorded first. Raises ReferenceMissing or NoSuchItem."""
    if not request.words.strip():
        raise ReferenceMissing(command="history")
    return _page(session, request, items.item_by_reference(session, request.words), 1)


def turn(session: Session, request: Request) -> Message:
    """Return the page that a button *Next page* or *Previous page* asks for."""
    reference, first = carried(request.words, str, int)
    return _page(session, request, items.item_by_reference(session, reference), first)


def _page(session: Session, request: Request, item: Recommendation, first: int) -> History:
    may_read = access.may_read(session, request.who, item, request.policy)
    events = events_of(session, item, PAGE_SIZE, first - 1)
    numbers = [event.facts["statement"] for event, _, _ in events if "statement" in event.facts]
    statements = spoken.statements_by_numbers(session, numbers) if may_read and numbers else {}
    total = count_events_of(session, item)
    following, previous = first + PAGE_SIZE, first - PAGE_SIZE
    return History(
        row=row(item, request.today),
        entries=tuple(
            _entry(event, by, request, statements, may_read=may_read, erased=erased)
            for event, by, erased in events
        ),
        total=total,
        today=request.today,
        first=first,
        hides=not may_read,
        next_page=json.dumps([item.reference, following]) if following <= total else None,
        previous_page=json.dumps([item.reference, previous]) if previous >= 1 else None,
    )


def _entry(
    event: Event,
    by: Person | None,
    request: Request,
    statements: Mapping[int, Statement],
    *,
    may_read: bool,
    erased: bool,
) -> HistoryEntry:
    return entry(
        event,
        by,
        facts_for(event.kind, event.facts, everything=may_read, erased=erased),
        recorded_on=request.policy.today(event.recorded_at),
        said=statements.get(event.facts.get("statement", 0)),
    )
