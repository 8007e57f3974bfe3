"""Data that HMICFRS asks the force for, until it is returned."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.committee.period import Period
from models.inspections.inspection import DataReturn, Inspection
from models.ledger.audit_context import AuditContext
from models.ledger.event import Event, EventKind
from models.ledger.note import note
from models.people.person import Person
from models.refusals.inspections import AlreadyReturned
from models.refusals.items import NotYet
from models.register.naming import free_name
from models.reminders.cadence import OVERDUE_EVERY

STEPS: Final = (14, 7, 1, 0)
"""Days before data is due on which somebody is reminded; afterwards weekly."""


def ask_for_data(
    session: Session,
    name: str,
    due_on: date,
    audit: AuditContext,
    *,
    inspection: Inspection | None = None,
    owner: Person | None = None,
) -> DataReturn:
    """Enter data that HMICFRS has asked for by `due_on`, which `owner` sees to; return it.

    Raises NameUnfit or NameTaken.
    """
    asked = DataReturn(
        name=free_name(session, DataReturn, name), due_on=due_on, inspection=inspection, owner=owner
    )
    session.add(asked)
    session.flush()
    of = inspection.name if inspection else None
    by = owner.name if owner else None
    note(session, EventKind.DATA_ASKED, audit, name=asked.name, due=due_on, inspection=of, owner=by)
    return asked


def return_data(session: Session, asked: DataReturn, audit: AuditContext) -> None:
    """Note that the data was returned on the day of `act`. Raises AlreadyReturned, or NotYet."""
    if asked.returned_on is not None:
        raise AlreadyReturned(name=asked.name, on=asked.returned_on)
    if audit.on > audit.today:
        raise NotYet(day=audit.on)
    asked.returned_on = audit.on
    note(session, EventKind.DATA_RETURNED, audit, name=asked.name, due=asked.due_on)


def step_due(due_on: date, today: date) -> int | None:
    """Return the last step of STEPS whose day has come by `today`, or a week's number after; None before the first.

    Days before `due_on` are told by their number, and weeks after it by theirs with a minus.
    """
    left = (due_on - today).days
    if left < 0:
        return left // OVERDUE_EVERY.days
    return min((step for step in STEPS if left <= step), default=None)


def told(session: Session, period: Period) -> Sequence[DataReturn]:
    """Return what had been asked for by the end of `period`, but for what was told to be returned before it.

    What was returned after its end had not been then.
    """
    asked = session.scalars(
        select(Event).where(Event.kind == EventKind.DATA_ASKED, Event.effective_on <= period.until)
    )
    names = {event.facts["name"] for event in asked}
    returned = session.scalars(select(Event).where(Event.kind == EventKind.DATA_RETURNED, period.told_late))
    told_late = {event.facts["name"] for event in returned}
    return [
        each
        for each in data_returns(session)
        if each.name in names
        and (each.returned_on is None or each.returned_on >= period.begins_on or each.name in told_late)
    ]


def data_returns(session: Session, *, outstanding: bool = False) -> Sequence[DataReturn]:
    """Return what data was asked for, the first due first; with `outstanding`, only what was not returned."""
    query = select(DataReturn).order_by(DataReturn.due_on, DataReturn.id)
    return session.scalars(query.where(DataReturn.returned_on.is_(None)) if outstanding else query).all()
