"""Sign-off by HMICFRS, other ends and reopening, by command and by form."""

import re
from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from handlers import form_values
from handlers.arguments import day_at_start, day_of_effect, item_and_rest, items_and_rest
from handlers.completion import check
from handlers.deadlines import extend
from handlers.items import hold
from handlers.notifications import tell_owners
from handlers.request import Request
from handlers.roles import coordinators_only
from models.committee.publication import printed_up_to
from models.completion import finishing
from models.completion.unusual import unusual
from models.enums import OTHER_ENDS, Status
from models.queries import items as queries
from models.refusals.finishing import NotAnEnd
from models.refusals.forms import FormNotKept
from models.register.recommendation import Recommendation
from templates.filters import day, label
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.completion import ReasonForm, SignOffForm
from templates.presenters.rows import row, rows

_ANYWAY = re.compile(r"anyway\b[\s,:;]*", re.IGNORECASE)
_ON = re.compile(r"on\s+", re.IGNORECASE)


def sign_off(session: Session, request: Request) -> Message:
    """Record that HMICFRS signed off the items that the words name, on the day and the basis after them.

    All of them are signed off or none. Without a day it was today; without a basis, the form asks. What is unusual
    is asked about first, unless “anyway” stands before the day.
    Raises CoordinatorsOnly, NoSuchItem, DateUnreadable or what models.completion.finishing.sign_off refuses.
    """
    coordinators_only(session, request)
    items, rest = items_and_rest(session, request.words, "signoff")
    anyway = _ANYWAY.match(rest)
    on, basis = _day_and_basis(rest[anyway.end() :] if anyway else rest, request.today)
    if not basis and len(items) == 1:
        return SignOffForm(rows(items, request.today), request.today, on)
    return _sign_off(session, request, items, on, basis, anyway=anyway is not None)


def take_sign_off_form(session: Session, request: Request) -> Message:
    """Record the sign-off of the form's items, or ask about what is unusual in a form that follows."""
    return _taken(session, request, anyway=False)


def take_sign_off_anyway(session: Session, request: Request) -> Message:
    """Record the sign-off of the form's items, though it is unusual; the right is checked again."""
    return _taken(session, request, anyway=True)


def _day_and_basis(rest: str, today: date) -> tuple[date, str]:
    """Return the day that `rest` begins with, today where it begins with none, and the basis after it."""
    words = _ON.sub("", rest, count=1)
    on, basis = day_of_effect(f"on {words}", today)
    if on is not None:
        return on, basis
    named = day_at_start(words, today)
    return (named.on, named.rest) if named else (today, rest)


def _taken(session: Session, request: Request, *, anyway: bool) -> Message:
    coordinators_only(session, request)
    items, _ = items_and_rest(session, request.words, "signoff")
    on = form_values.day_filled(request, "on") or request.today
    complete_on = form_values.day_filled(request, "complete_on")
    basis = request.filled("basis")
    return _sign_off(session, request, items, on, basis, anyway=anyway, complete_on=complete_on)


def end(session: Session, request: Request) -> Message:
    """End the item that the words name, in the way and for the reason after it; else the form asks.

    Raises CoordinatorsOnly, NoSuchItem, NotAnEnd or what models.completion.finishing.end refuses.
    """
    coordinators_only(session, request)
    item, rest = item_and_rest(session, request.words, "end")
    if not rest:
        return ReasonForm("end", row(item, request.today), request.today)
    status = next((each for each in OTHER_ENDS if rest.casefold().startswith(each)), None)
    if status is None:
        raise NotAnEnd(words=rest[:60], ends=finishing.ENDS)
    on, reason = day_of_effect(rest[len(status) :].strip(" ,;:"), request.today)
    return _end(session, request, item, status, reason, on)


def reopen(session: Session, request: Request) -> Message:
    """Open the item that the words name again, for the reason after it; without one, the form asks for it.

    Raises CoordinatorsOnly, NoSuchItem or what models.completion.finishing.reopen refuses.
    """
    coordinators_only(session, request)
    item, rest = item_and_rest(session, request.words, "reopen")
    on, reason = day_of_effect(rest, request.today)
    if not reason:
        return ReasonForm("reopen", row(item, request.today), request.today)
    return _reopen(session, request, item, reason, on)


def take_reason(session: Session, request: Request) -> Message:
    """Do what the form asked a reason for; `words` reads `return:10618`. The right is checked again."""
    what, _, reference = request.words.partition(":")
    if what not in {**_REASONED, **_DATED}:
        raise FormNotKept
    if what in _FOR_CHECKERS:
        check.checkers_only(session, request)
    else:
        coordinators_only(session, request)
    item = queries.item_by_reference(session, reference)
    reason = request.filled("reason")
    if what in _DATED:
        return _DATED[what](session, request, item, reason, form_values.day_filled(request, "on"))
    return _REASONED[what](session, request, item, reason)


def _sign_off(
    session: Session,
    request: Request,
    items: list[Recommendation],
    on: date,
    basis: str,
    *,
    anyway: bool,
    complete_on: date | None = None,
) -> Message:
    finishing.check_sign_off(items, on, basis, request.act)
    if not anyway and (found := unusual(items, on)):
        return SignOffForm(rows(items, request.today), request.today, on, basis, found)
    asked = extend.pending_for(session, items)
    finishing.sign_off(session, items, on, basis, request.act, complete_on=complete_on)
    extend.show_lapsed(session, request, asked)
    tell_owners(session, request, "signed_off", items, basis)
    printed = printed_up_to(session)
    facts = {
        "references": ", ".join(item.reference for item in items),
        "on": day(on, request.today),
        "basis": basis,
        "restated": day(printed) if printed and on <= printed else "",
    }
    return Acknowledged("signed_off", facts)


def _end(
    session: Session,
    request: Request,
    item: Recommendation,
    status: Status,
    reason: str,
    on: date | None = None,
) -> Acknowledged:
    asked = extend.pending_for(session, [item])
    finishing.end(session, item, status, request.act.effective(on), reason)
    extend.show_lapsed(session, request, asked)
    tell_owners(session, request, "ended", [item], reason)
    return Acknowledged("ended", {"reference": item.reference, "status": label(status)})


def _reopen(
    session: Session, request: Request, item: Recommendation, reason: str, on: date | None = None
) -> Acknowledged:
    finishing.reopen(item, request.act.effective(on), reason)
    tell_owners(session, request, "reopened", [item], reason)
    return Acknowledged("reopened", {"reference": item.reference, "status": label(item.status)})


def _end_as_chosen(
    session: Session, request: Request, item: Recommendation, reason: str, on: date | None
) -> Message:
    chosen = request.filled("status")
    status = next((each for each in OTHER_ENDS if each == chosen), None)
    if status is None:
        raise NotAnEnd(words=chosen, ends=finishing.ENDS)
    return _end(session, request, item, status, reason, on)


_FOR_CHECKERS = frozenset({"approve", "return"})
"""What those may do who make a further check, as coordinators may."""

_DATED: dict[str, Callable[[Session, Request, Recommendation, str, date | None], Message]] = {
    "approve": check.approve_for,
    "return": check.return_for,
    "end": _end_as_chosen,
    "reopen": _reopen,
}
"""What a form asks a reason and the day of effect for, by the name that the form carries."""

_REASONED: dict[str, Callable[[Session, Request, Recommendation, str], Message]] = {
    "refuse": extend.refuse_for,
    "hold": hold.held_for,
    "release": hold.released_for,
}
"""What a form asks only a reason for, by the name that the form carries."""
