"""Reminding of data that HMICFRS has asked for, until it is returned."""

from datetime import date, datetime
from functools import partial

from sqlalchemy.orm import Session

from jobs.notifications import tell_in_hours
from models.inspections.data_returns import data_returns, step_due
from models.inspections.inspection import DataReturn
from models.policy import Policy
from models.queries import items
from templates.messages.inspections import DataReturnDue
from templates.presenters.inspections import data_return_row


def remind_of_data_returns(session: Session, at: datetime, policy: Policy) -> int:
    """Tell the owner of each return whose step has come, else the coordinators, once; return how many."""
    today = policy.today(at)
    told = 0
    for asked in data_returns(session, outstanding=True):
        step = step_due(asked.due_on, today)
        if step is None:
            continue
        owner = asked.owner
        people = [owner] if owner is not None and owner.reachable else items.coordinators(session)
        key = f"data-return:{asked.id}:{asked.due_on}:{step}"
        told += tell_in_hours(session, people, key, partial(_due, asked, today), at, policy)
    return told


def _due(asked: DataReturn, today: date) -> DataReturnDue:
    return DataReturnDue(asked.id, data_return_row(asked), today)
