"""Asking for more time, deciding about that, and moving a date: by command, button and form."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from handlers import form_values
from handlers.arguments import DayNamed, coming_day, item_and_rest
from handlers.notifications import coordinators_but, tell_again, tell_each
from handlers.replies.record import check_may_record
from handlers.request import Request
from handlers.roles import coordinators_only
from models.deadlines import extensions
from models.deadlines.extension import ExtensionRequest
from models.queries import items as queries
from models.refusals.asking import DayMissing, NotYourRequest
from models.register.recommendation import Recommendation
from templates.filters import day
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.completion import ReasonForm
from templates.messages.deadlines import DateForm, Extension
from templates.presenters.completion import extension
from templates.presenters.rows import row


def extend(session: Session, ask: Request) -> Message:
    """Ask for more time for the item that the words name: the day and the reason follow; else the form asks.

    Raises NoSuchItem, NotYours, DayMissing, SeveralDays or what models.deadlines.extensions.ask_extension refuses.
    """
    item, rest = item_and_rest(session, ask.words, "extend")
    check_may_record(ask, item)
    if not rest:
        return DateForm("extend", row(item, ask.today), ask.today)
    named = coming_day(rest, item, ask.today, "extend")
    return _ask(session, ask, item, named)


def move(session: Session, ask: Request) -> Message:
    """Move the deadline of the item that the words name, or have another coordinator asked to agree to that.

    Day and reason follow, else the form asks for them.

    Raises CoordinatorsOnly, NoSuchItem, DayMissing, SeveralDays or what models.deadlines.extensions.move refuses.
    """
    coordinators_only(session, ask)
    item, rest = item_and_rest(session, ask.words, "move")
    if not rest:
        return DateForm("move", row(item, ask.today), ask.today)
    return _move(session, ask, item, coming_day(rest, item, ask.today, "move"))


def take_date_form(session: Session, ask: Request) -> Message:
    """Ask for more time, or move the date, as the form says; `words` reads `extend:10618` or `move:10618`."""
    what, _, reference = ask.words.partition(":")
    if what == "move":
        coordinators_only(session, ask)
    item = queries.item_by_reference(session, reference)
    check_may_record(ask, item)
    to = form_values.day_filled(ask, "to")
    if to is None:
        raise DayMissing(command=what, reference=item.reference)
    named = DayNamed(to, ask.filled("reason"))
    return _move(session, ask, item, named) if what == "move" else _ask(session, ask, item, named)


def agree(session: Session, ask: Request) -> Message:
    """Agree to what is asked for the item that the words name. Raises what `extensions.agree` refuses."""
    coordinators_only(session, ask)
    item, _ = item_and_rest(session, ask.words, "agree")
    request = extensions.request_for(session, item)
    extensions.agree(session, request, ask.act, ask.policy)
    return _decided(session, ask, request, "extension_agreed")


def refuse(session: Session, ask: Request) -> Message:
    """Refuse what is asked for an item, for the reason after its reference; without one, the form asks for it.

    Raises CoordinatorsOnly, NoSuchItem, NothingAsked or what models.deadlines.extensions.refuse refuses.
    """
    coordinators_only(session, ask)
    item, because = item_and_rest(session, ask.words, "refuse")
    if not because:
        extensions.request_for(session, item)
        return ReasonForm("refuse", row(item, ask.today), ask.today)
    return refuse_for(session, ask, item, because)


def refuse_for(session: Session, ask: Request, item: Recommendation, because: str) -> Message:
    """Refuse what is asked for `item`, and tell everybody whom it concerns."""
    request = extensions.request_for(session, item)
    extensions.refuse(request, ask.act, because)
    return _decided(session, ask, request, "extension_refused")


def withdraw(session: Session, ask: Request) -> Message:
    """Take back what is asked for an item: for whoever asked, and coordinators.

    Raises NoSuchItem, NotYours, NothingAsked, NotYourRequest or AlreadyDecided.
    """
    item, _ = item_and_rest(session, ask.words, "withdraw")
    check_may_record(ask, item)
    request = extensions.request_for(session, item)
    if request.by is not ask.who and not ask.who.is_coordinator:
        raise NotYourRequest(name=request.by.name)
    extensions.withdraw(request, ask.act)
    return _decided(session, ask, request, "extension_withdrawn")


def tell_deciders(session: Session, ask: Request, request: ExtensionRequest) -> tuple[str, ...]:
    """Tell the coordinators that more time is asked for, once; return their names."""
    message = extension(request, ask.today, ask.policy.zone)
    others = coordinators_but(session, ask)
    people = others or ([] if request.is_move else queries.coordinators(session))
    return tell_each(session, ask, people, f"extension:{request.id}", message)


def pending_for(session: Session, items: Iterable[Recommendation]) -> list[ExtensionRequest]:
    """Return what is asked for `items` and is not decided."""
    found = (extensions.open_request(session, item) for item in items if item.asked_to is not None)
    return [request for request in found if request is not None]


def show_lapsed(session: Session, ask: Request, requests: Iterable[ExtensionRequest]) -> None:
    """Have the coordinators see which of `requests` fell with their items."""
    session.flush()
    for request in requests:
        if request.decision is not None:
            _show(session, ask, request, extension(request, ask.today, ask.policy.zone))


def _show(session: Session, ask: Request, request: ExtensionRequest, now: Extension) -> None:
    tell_again(session, ask, [f"extension:{request.id}"], now)


def _ask(session: Session, ask: Request, item: Recommendation, named: DayNamed) -> Acknowledged:
    request = extensions.ask_extension(
        session, item, named.on, named.rest, ask.act, policy=ask.policy, source=ask.source
    )
    facts = {
        "reference": item.reference,
        "to": day(request.to, ask.today),
        "was": _day(request.was_on),
        "day_first": "yes" if named.day_first else "",
        "coordinators": ", ".join(tell_deciders(session, ask, request)),
    }
    return Acknowledged("extension_asked", facts)


def _move(session: Session, ask: Request, item: Recommendation, named: DayNamed) -> Acknowledged:
    was, first = item.deadline_on, item.original_deadline_on is None
    request = extensions.move(
        session, item, named.on, named.rest, ask.act, policy=ask.policy, source=ask.source
    )
    facts = {
        "reference": item.reference,
        "to": day(named.on, ask.today),
        "was": _day(was),
        "day_first": "yes" if named.day_first else "",
    }
    if request is not None:
        told = ", ".join(tell_deciders(session, ask, request))
        return Acknowledged("move_asked", facts | {"coordinators": told})
    alone = "" if first or was is None else "yes"
    return Acknowledged("deadline_moved", facts | {"first": "yes" if first else "", "alone": alone})


def _decided(session: Session, ask: Request, request: ExtensionRequest, answer: str) -> Message:
    """Tell who asked, have the coordinators see what was decided, and answer the asker."""
    session.flush()
    now = extension(request, ask.today, ask.policy.zone)
    _show(session, ask, request, now)
    if request.by is not ask.who:
        tell_each(session, ask, [request.by], f"extension decided:{request.id}", now)
    if ask.place.message:
        return now
    facts = {
        "reference": request.recommendation.reference,
        "to": day(request.to, ask.today),
        "by": request.by.name,
    }
    return Acknowledged(answer, facts)


def _day(on: date | None) -> str:
    return day(on) if on else ""
