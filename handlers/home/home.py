"""A person's own page: what is theirs, what they will be sent, and what they look through the register for."""

from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.home.overview import ANY, check, picture
from handlers.items.browse import totals
from handlers.permissions import can_do
from handlers.request import Ask
from handlers.roles import coordinators_only
from models.calendar import local_date
from models.enums import Role, Urgency
from models.queries.filters import FILTERS, MOST_COUNTED
from models.queries.numbered import whole
from models.register.home_view import HomeView
from models.register.recommendation import Recommendation
from models.register.urgency import by_urgency, count_by_urgency
from models.reminders.cadence import Step
from models.reminders.upcoming import Coming, coming_to
from templates.messages.home import ComingMessage, Home, OwnItem, OwnItems, UrgencyGroup
from templates.presenters.rows import coming_line, row, who

PAGE_SIZE = 12
OFFERED = ("update", "add_evidence")
"""What can be done with one's own items from the page itself; the rest is offered where an item is shown."""

MOST_MESSAGES = 3
"""Messages to come that are told of."""


def home(session: Session, ask: Ask) -> Home:
    """Return the asker's own page, as they left it."""
    view = session.get(HomeView, ask.who.id) or HomeView(first=1, filters={}, listed_from=1)
    coming = coming_to(session, ask.who, ask.at, ask.policy)[:MOST_MESSAGES]
    return Home(
        who=who(ask.who),
        role=ask.who.role,
        items=_own(session, ask, view.first),
        coming=tuple(_message(each, ask) for each in coming),
        totals=None if ask.who.role is Role.OWNER else totals(session, ask),
        picture=picture(session, ask, view) if ask.who.is_coordinator else None,
    )


def narrow(session: Session, ask: Ask) -> Home:
    """Narrow the register by what was chosen, like `owner=4`. Raises CoordinatorsOnly or NoSuchChoice."""
    coordinators_only(session, ask)
    name, _, value = ask.words.partition("=")
    view = _view(session, ask)
    if value != ANY:
        check(name, value, ask)
    chosen = view.filters | {name: value}
    view.filters = {each: chosen[each] for each in FILTERS if chosen.get(each, ANY) != ANY}
    view.listed_from = 1
    return _shown(session, ask)


def clear(session: Session, ask: Ask) -> Home:
    """Let go of everything that was chosen. Raises CoordinatorsOnly."""
    coordinators_only(session, ask)
    view = _view(session, ask)
    view.filters, view.listed_from = {}, 1
    return _shown(session, ask)


def turn_own(session: Session, ask: Ask) -> Home:
    """Show one's own items from the number on that the button carries."""
    _view(session, ask).first = _number(ask)
    return _shown(session, ask)


def turn_listed(session: Session, ask: Ask) -> Home:
    """Show what was looked for from the number on that the button carries. Raises CoordinatorsOnly."""
    coordinators_only(session, ask)
    _view(session, ask).listed_from = _number(ask)
    return _shown(session, ask)


def _view(session: Session, ask: Ask) -> HomeView:
    view = session.get(HomeView, ask.who.id)
    if view is None:
        view = HomeView(person_id=ask.who.id, first=1, filters={}, listed_from=1)
        session.add(view)
    return view


def _shown(session: Session, ask: Ask) -> Home:
    session.flush()
    return home(session, ask)


def _number(ask: Ask) -> int:
    return max(1, min(whole(ask.words) or 1, MOST_COUNTED))


def _own(session: Session, ask: Ask, first: int) -> OwnItems:
    counts = count_by_urgency(session, ask.who, ask.today)
    total = sum(counts.values())
    # What was on a later page may have gone since.
    first = first if first <= total else 1
    found = by_urgency(session, ask.who, ask.today, PAGE_SIZE, first - 1)
    return OwnItems(
        groups=tuple(
            UrgencyGroup(urgency, counts[urgency], items)
            for urgency in Urgency
            if (items := tuple(_own_item(item, ask) for item, place in found if place is urgency))
        ),
        total=total,
        today=ask.today,
        first=first,
        next_page=str(first + PAGE_SIZE) if first + PAGE_SIZE <= total else None,
        previous_page=str(max(1, first - PAGE_SIZE)) if first > 1 else None,
    )


def _own_item(item: Recommendation, ask: Ask) -> OwnItem:
    return OwnItem(row(item, ask.today), tuple(each for each in can_do(ask, item) if each in OFFERED))


def _message(coming: Coming, ask: Ask) -> ComingMessage:
    by_item: dict[Recommendation, list[Step]] = {}
    for item, step in coming.steps:
        by_item.setdefault(item, []).append(step)
    return ComingMessage(
        at=coming.at,
        on=local_date(coming.at, ZoneInfo(ask.who.zone)),
        zone=ask.who.zone,
        lines=tuple(coming_line(item, steps) for item, steps in by_item.items()),
    )
