"""Sign-off by HMICFRS, other ends and reopening, by command and by form."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from handlers.arguments import day_at_start, day_filled, item_and_rest, items_and_rest
from handlers.completion import check
from handlers.deadlines import extend
from handlers.items import hold
from handlers.notifications import tell_owners
from handlers.request import Request
from handlers.roles import coordinators_only
from models.committee.publication import printed_up_to
from models.completion import finishing
from models.enums import OTHER_ENDS, Status
from models.queries import items as queries
from models.refusals.finishing import BasisMissing, NotAnEnd
from models.refusals.forms import FormNotKept
from models.register.recommendation import Recommendation
from templates.filters import day, label
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.completion import ReasonForm, SignOffForm
from templates.presenters.rows import row


def sign_off(session: Session, request: Request) -> Message:
    """Record that HMICFRS signed off the items that the words name, on the day and the basis after them.

    All of them are signed off or none. Without a day it was today; without a basis, the form for one item asks.
    Raises CoordinatorsOnly, NoSuchItem, DateUnreadable or what models.completion.finishing.sign_off refuses.
    """
    coordinators_only(session, request)
    items, rest = items_and_rest(session, request.words, "signoff")
    named = day_at_start(rest, request.today)
    on, basis = (named.on, named.rest) if named else (request.today, rest)
    if not basis and len(items) == 1:
        return SignOffForm(row(items[0], request.today), request.today, on)
    return _sign_off(session, request, items, on, basis)


def take_sign_off_form(session: Session, request: Request) -> Message:
    """Record the sign-off of the form's item."""
    coordinators_only(session, request)
    item = queries.item_by_reference(session, request.words)
    on = day_filled(request.filled("on")) or request.today
    return _sign_off(session, request, [item], on, request.filled("basis"))


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
    return _end(session, request, item, status, rest[len(status) :].strip(" ,;:"))


def reopen(session: Session, request: Request) -> Message:
    """Open the item that the words name again, for the reason after it; without one, the form asks for it.

    Raises CoordinatorsOnly, NoSuchItem or what models.completion.finishing.reopen refuses.
    """
    coordinators_only(session, request)
    item, reason = item_and_rest(session, request.words, "reopen")
    if not reason:
        return ReasonForm("reopen", row(item, request.today), request.today)
    return _reopen(session, request, item, reason)


def take_reason(session: Session, request: Request) -> Message:
    """Do what the form asked a reason for; `words` reads `return:10618`. The right is checked again."""
    what, _, reference = request.words.partition(":")
    if what not in _REASONED:
        raise FormNotKept
    if what == "return":
        check.checkers_only(session, request)
    else:
        coordinators_only(session, request)
    item = queries.item_by_reference(session, reference)
    return _REASONED[what](session, request, item, request.filled("reason"))


def _sign_off(
    session: Session, request: Request, items: list[Recommendation], on: date, basis: str
) -> Acknowledged:
    if not basis:
        raise BasisMissing(reference=", ".join(item.reference for item in items))
    early = [item.reference for item in items if item.is_open and item.status is not Status.FORCE_COMPLETE]
    asked = extend.pending_for(session, items)
    finishing.sign_off(session, items, on, basis, request.act)
    extend.show_lapsed(session, request, asked)
    tell_owners(session, request, "signed_off", items, basis)
    printed = printed_up_to(session)
    facts = {
        "references": ", ".join(item.reference for item in items),
        "on": day(on, request.today),
        "basis": basis,
        "early": ", ".join(early),
        "restated": day(printed) if printed and on <= printed else "",
    }
    return Acknowledged("signed_off", facts)


def _end(
    session: Session, request: Request, item: Recommendation, status: Status, reason: str
) -> Acknowledged:
    asked = extend.pending_for(session, [item])
    finishing.end(session, item, status, request.act, reason)
    extend.show_lapsed(session, request, asked)
    tell_owners(session, request, "ended", [item], reason)
    return Acknowledged("ended", {"reference": item.reference, "status": label(status)})


def _reopen(session: Session, request: Request, item: Recommendation, reason: str) -> Acknowledged:
    finishing.reopen(item, request.act, reason)
    tell_owners(session, request, "reopened", [item], reason)
    return Acknowledged("reopened", {"reference": item.reference, "status": label(item.status)})


def _end_as_chosen(session: Session, request: Request, item: Recommendation, reason: str) -> Message:
    chosen = request.filled("status")
    status = next((each for each in OTHER_ENDS if each == chosen), None)
    if status is None:
        raise NotAnEnd(words=chosen, ends=finishing.ENDS)
    return _end(session, request, item, status, reason)


_REASONED: dict[str, Callable[[Session, Request, Recommendation, str], Message]] = {
    "return": check.return_for,
    "end": _end_as_chosen,
    "reopen": _reopen,
    "refuse": extend.refuse_for,
    "hold": hold.held_for,
    "release": hold.released_for,
}
"""What a form asks a reason for, by the name that the form carries."""
