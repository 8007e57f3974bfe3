"""The period of a summary, and which facts of the ledger the committee is told in it for the first time."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, and_, or_

from models.ledger.event import Event

USUAL_GAP: Final = relativedelta(months=3)
"""Committees meet four times a year: so the next meeting is reckoned while none is entered."""


@dataclass(frozen=True)
class Period:
    """What a summary covers: from the day after the cut-off `since` (None: from the beginning) up to `until`.

    `due_until` is the day of the meeting after the one it is for. All are local dates. `known_to` is the number of
    the last fact that the figures frozen for `since` could know, None where nothing was frozen here: what was
    recorded after it has not been told, whatever day it is dated.
    """

    since: date | None
    until: date
    due_until: date
    known_to: int | None = None

    @property
    def begins_on(self) -> date:
        """The first day that is covered."""
        return self.since + timedelta(days=1) if self.since else date.min

    @property
    def heard_from(self) -> date:
        """The day from which a word about an item counts: the first that is covered, or as long ago as usual."""
        return self.begins_on if self.since else self.until - USUAL_GAP

    @property
    def told(self) -> ColumnElement[bool]:
        """The condition that a fact of the ledger is told in this period, and was not before."""
        return told_since(self.begins_on, self.until, self.known_to)

    @property
    def told_late(self) -> ColumnElement[bool]:
        """The condition that such a fact took effect before the period: it is told for the first time here."""
        return and_(self.told, Event.effective_on < self.begins_on)

    def is_late(self, event: Event) -> bool:
        """Say whether a fact that is told took effect before the period began."""
        return event.effective_on < self.begins_on


def told_since(begins_on: date, until: date, known_to: int | None) -> ColumnElement[bool]:
    """Return the condition that a fact took effect from `begins_on` on, or is later in the ledger than `known_to`.

    What takes effect after `until` is told another time.
    """
    dated = Event.effective_on >= begins_on
    recorded = dated if known_to is None else or_(dated, Event.id > known_to)
    return and_(recorded, Event.effective_on <= until)
