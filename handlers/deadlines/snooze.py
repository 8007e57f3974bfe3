"""Snoozing: the reminders of an item rest until a day, while escalation goes on."""

import re
from datetime import date, timedelta

from sqlalchemy.orm import Session

from handlers.arguments import day_ahead
from handlers.form_values import day
from handlers.replies.record import check_may_record
from handlers.replies.reminders import show_resting
from handlers.request import Request
from models.dates.relative import RequestedDay
from models.queries import items
from models.refusals.committee import DateUnreadable
from models.refusals.items import ReferenceMissing
from models.refusals.leave import NotSnoozed, SnoozeUnreadable
from models.refusals.progress import ItemHasEnded
from models.register.recommendation import Recommendation
from models.reminders.cadence import rungs_ahead
from models.reminders.escalation import cadence_of, told_of
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.snooze import Snoozed, SnoozeForm
from templates.presenters.rows import row

_UNTIL = re.compile("^(?:until|to) ", re.IGNORECASE)
_END = "end"


def snooze(session: Session, request: Request) -> Message:
    """Let reminders of the item rest until the day in the words, or end that; without a day, give the form.

    Raises ReferenceMissing, SnoozeUnreadable, DateUnreadable, SeveralDays, NoSuchItem, NotYours, SnoozeTooLong
    and the like.
    """
    if not request.words.strip():
        raise ReferenceMissing(command="snooze")
    reference, _, rest = " ".join(request.words.split()).partition(" ")
    until = _UNTIL.sub("", rest)
    item = _item(session, request, reference)
    if not until:
        return _form(request, item)
    if until.casefold() == _END:
        return _wake(session, request, item)
    named = day_ahead(until, RequestedDay(request.today))
    if named is None or named.rest:
        raise SnoozeUnreadable(reference=reference) if " " in until else DateUnreadable(text=until)
    return _rest(session, request, item, named.on)


def open_form(session: Session, request: Request) -> Message:
    """Return the form for the item that the button names. Raises NotYours or ItemHasEnded."""
    return _form(request, _item(session, request, request.words))


def take_form(session: Session, request: Request) -> Message:
    """Let reminders rest as the form says. Raises SnoozeBackwards or SnoozeTooLong at its field."""
    return _rest(
        session, request, _item(session, request, request.words), day(request.filled("until"), field="until")
    )


def wake(session: Session, request: Request) -> Message:
    """End the snooze of the item that the button names. Raises NotYours or NotSnoozed."""
    return _wake(session, request, _item(session, request, request.words))


def _item(session: Session, request: Request, reference: str) -> Recommendation:
    item = items.item_by_reference(session, reference)
    check_may_record(request, item)
    return item


def _form(request: Request, item: Recommendation) -> SnoozeForm:
    if not item.is_open:
        raise ItemHasEnded(reference=item.reference)
    latest = request.today + timedelta(days=request.policy.snooze_days)
    return SnoozeForm(row(item, request.today), request.today, latest)


def _rest(session: Session, request: Request, item: Recommendation, until: date) -> Snoozed:
    item.snooze(until, request.act, request.policy.snooze_days)
    session.flush()
    show_resting(session, item, request)
    told = told_of(session, [item], request.policy)[item.id]
    ahead = rungs_ahead(item.dates, request.today, cadence_of(item, request.policy), told)
    return Snoozed(row(item, request.today), until, request.today, ahead[0].on if ahead else None)


def _wake(session: Session, request: Request, item: Recommendation) -> Acknowledged:
    if not item.wake(request.act):
        raise NotSnoozed(reference=item.reference)
    session.flush()
    show_resting(session, item, request)
    return Acknowledged("snooze_ended", {"reference": item.reference})
