"""A person's own page: what is theirs, what they will be sent, and what they look through the register for."""

from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.home.overview import ANY, check, picture
from handlers.items.browse import totals
from handlers.permissions import can_do
from handlers.request import Request
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
from templates.messages.home import FOLDED, ComingMessage, Home, OwnItem, OwnItems, UrgencyGroup
from templates.presenters.rows import coming_line, row, who

PAGE_SIZE = 5
"""Items that a phone shows without much scrolling."""

OFFERED = ("update", "add_evidence")
"""What can be done with one's own items from the page itself; the rest is offered where an item is shown."""

MOST_MESSAGES = 3
"""Messages to come that are told of."""


def home(session: Session, request: Request) -> Home:
    """Return the asker's own page, as they left it."""
    view = session.get(HomeView, request.who.id) or HomeView(first=1, filters={}, listed_from=1, unfolded=[])
    coming = coming_to(session, request.who, request.at, request.policy)[:MOST_MESSAGES]
    return Home(
        who=who(request.who),
        role=request.who.role,
        items=_own(session, request, view.first),
        coming=tuple(_message(each, request) for each in coming),
        totals=None if request.who.role is Role.OWNER else totals(session, request),
        picture=picture(session, request, view) if request.who.is_coordinator else None,
        unfolded=frozenset(view.unfolded),
    )


def fold(session: Session, request: Request) -> Home:
    """Show the part of the page that the button names, or fold it away where it is shown."""
    view = _view(session, request)
    named = frozenset({request.words}) & frozenset(FOLDED)
    view.unfolded = sorted(frozenset(view.unfolded) ^ named)
    if "search" not in view.unfolded:
        view.filters = {}
    return _shown(session, request)


def narrow(session: Session, request: Request) -> Home:
    """Narrow the register by what was chosen, like `owner=4`. Raises CoordinatorsOnly or NoSuchChoice."""
    coordinators_only(session, request)
    name, _, value = request.words.partition("=")
    view = _view(session, request)
    if value != ANY:
        check(name, value, request)
    chosen = view.filters | {name: value}
    view.filters = {each: chosen[each] for each in FILTERS if chosen.get(each, ANY) != ANY}
    view.unfolded = sorted({*view.unfolded, "search"})
    view.listed_from = 1
    return _shown(session, request)


def clear(session: Session, request: Request) -> Home:
    """Let go of everything that was chosen. Raises CoordinatorsOnly."""
    coordinators_only(session, request)
    view = _view(session, request)
    view.filters, view.listed_from = {}, 1
    return _shown(session, request)


def turn_own(session: Session, request: Request) -> Home:
    """Show one's own items from the number on that the button carries."""
    _view(session, request).first = _number(request)
    return _shown(session, request)


def turn_listed(session: Session, request: Request) -> Home:
    """Show what was looked for from the number on that the button carries. Raises CoordinatorsOnly."""
    coordinators_only(session, request)
    _view(session, request).listed_from = _number(request)
    return _shown(session, request)


def _view(session: Session, request: Request) -> HomeView:
    view = session.get(HomeView, request.who.id)
    if view is None:
        view = HomeView(person_id=request.who.id, first=1, filters={}, listed_from=1, unfolded=[])
        session.add(view)
    return view


def _shown(session: Session, request: Request) -> Home:
    session.flush()
    return home(session, request)


def _number(request: Request) -> int:
    return max(1, min(whole(request.words) or 1, MOST_COUNTED))


def _own(session: Session, request: Request, first: int) -> OwnItems:
    counts = count_by_urgency(session, request.who, request.today)
    total = sum(counts.values())
    # What was on a later page may have gone since.
    first = first if first <= total else 1
    found = by_urgency(session, request.who, request.today, PAGE_SIZE, first - 1)
    return OwnItems(
        groups=tuple(
            UrgencyGroup(urgency, counts[urgency], items)
            for urgency in Urgency
            if (items := tuple(_own_item(item, request) for item, place in found if place is urgency))
        ),
        total=total,
        today=request.today,
        first=first,
        next_page=str(first + PAGE_SIZE) if first + PAGE_SIZE <= total else None,
        previous_page=str(max(1, first - PAGE_SIZE)) if first > 1 else None,
    )


def _own_item(item: Recommendation, request: Request) -> OwnItem:
    return OwnItem(row(item, request.today), can_do(request, item, OFFERED))


def _message(coming: Coming, request: Request) -> ComingMessage:
    by_item: dict[Recommendation, list[Step]] = {}
    for item, step in coming.steps:
        by_item.setdefault(item, []).append(step)
    return ComingMessage(
        at=coming.at,
        on=local_date(coming.at, ZoneInfo(request.who.zone)),
        zone=request.who.zone,
        lines=tuple(coming_line(item, steps) for item, steps in by_item.items()),
    )
