"""Reviews that nobody has done although an update was given: neither reviewed nor missed, as the ledger tells."""

from collections.abc import Collection
from datetime import date
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.ledger.event import Event, EventKind
from models.register.recommendation import Recommendation
from models.reminders.cadence import REVIEW_OPENS
from models.reviews.review import Review

_SAID: Final = frozenset({EventKind.UPDATE_RECORDED, EventKind.EVIDENCE_RECORDED})
_UNSAID: Final = frozenset({EventKind.NOTE_KEPT, EventKind.STATEMENT_WITHDRAWN, EventKind.STATEMENT_DELETED})


def spoken_of(begins: date, ends: date) -> Select[int | None]:
    """Return the question for the numbers of the items for which something was said on one of these local dates."""
    return select(Event.recommendation_id).where(
        Event.kind.in_(_SAID), Event.effective_on >= begins, Event.effective_on <= ends
    )


def updated_by(session: Session, undone: Collection[Review], day: date) -> set[int]:
    """Return the numbers of those of the `undone` reviews for which an update stood at the end of the local `day`.

    It was given since the review opened, and before the next one did: an update or a piece of evidence.
    """
    wanted = {each.recommendation_id for each in undone}
    if not wanted:
        return set()
    items = {
        each.id: each for each in session.scalars(select(Recommendation).where(Recommendation.id.in_(wanted)))
    }
    said = _said(session, wanted, day)
    return {
        each.id
        for each in undone
        if any(
            each.due_on - REVIEW_OPENS <= on < closes
            for closes in (items[each.recommendation_id].next_review_after(each.due_on) - REVIEW_OPENS,)
            for on in said.get(each.recommendation_id, {}).values()
        )
    }


def _said(session: Session, items: Collection[int], day: date) -> dict[int, dict[int, date]]:
    """Return the days of the statements that stood for `items` at the end of `day`, by item and by statement."""
    told = session.execute(
        select(Event.recommendation_id, Event.kind, Event.effective_on, Event.facts)
        .where(
            Event.recommendation_id.in_(items),
            Event.kind.in_(_SAID | _UNSAID),
            Event.effective_on <= day,
        )
        .order_by(Event.id)
    )
    said: dict[int, dict[int, date]] = {}
    for item, kind, on, facts in told:
        of_item = said.setdefault(item or 0, {})
        if kind in _SAID:
            of_item[facts["statement"]] = on
        else:
            of_item.pop(facts["statement"], None)
    return said
