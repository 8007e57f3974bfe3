"""Inspections that are not reported, and the data still to be returned: for everybody to read."""

from datetime import date

from sqlalchemy.orm import Session

from handlers.request import Request
from handlers.roles import coordinators_only
from models.committee import figures
from models.inspections.data_returns import data_returns, return_data
from models.inspections.inspection import DataReturn
from models.queries.numbered import numbered
from models.refusals.commands import NoLongerKnown
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.inspections import Inspections
from templates.presenters import inspections as inspection_rows


def inspections(session: Session, request: Request) -> Message:
    """Return the inspections that are not reported, each with its stage, and the data still to be returned."""
    return listed(session, request.today, may_change=request.who.is_coordinator)


def data_returned(session: Session, request: Request) -> Message:
    """Note that the data which the button names was returned today.

    Whoever sees to it may say so, and every coordinator. Raises NoLongerKnown, CoordinatorsOnly or AlreadyReturned.
    """
    asked = numbered(session, DataReturn, request.words)
    if asked is None or asked.owner is not request.who:
        coordinators_only(session, request)
    if asked is None:
        raise NoLongerKnown
    return_data(session, asked, request.act)
    return Acknowledged("data_returned", {"name": asked.name})


def listed(session: Session, today: date, *, may_change: bool = False) -> Inspections:
    """Return what is not reported on the local date `today`, and what was withdrawn since the last meeting."""
    period = figures.period_before(session, figures.next_meeting(session, today), today)
    return Inspections(
        today=today,
        inspections=inspection_rows.forthcoming(session, period.begins_on, today),
        data_returns=inspection_rows.data_asked(session, outstanding=True),
        numbers=tuple(each.id for each in data_returns(session, outstanding=True)),
        may_change=may_change,
    )
