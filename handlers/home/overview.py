"""The whole register for those who keep it: what waits for them, and what they look through it for."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from handlers.request import Request
from models.committee.figures import frozen_for, next_meeting
from models.deadlines.section_55 import running_clocks
from models.enums import ItemKind, Rag
from models.queries import first_hour, paging
from models.queries.filters import (
    FILTERS,
    MOST_COUNTED,
    Choices,
    choices,
    counted,
    narrowed,
    waiting,
    ways,
)
from models.queries.named_lists import NAMED_LISTS
from models.refusals.commands import NoSuchChoice
from models.register.home_view import HomeView
from templates.messages.home import FilterMenu, Narrowed, RegisterOverview
from templates.presenters.first_hour import first_hour as steps_of
from templates.presenters.rows import rows

PAGE_SIZE = 8
ANY = "any"
"""What is chosen in a menu to choose nothing."""


def picture(session: Session, request: Request, view: HomeView) -> RegisterOverview:
    """Return how much waits for the coordinators, and the items that pass what the asker has chosen."""
    if first_hour.is_empty(session):
        begun = steps_of(session, request.who.name, request.today, request.policy)
        return RegisterOverview((), 0, (), first_hour=begun)
    waits = waiting(session, request.today)
    meeting = next_meeting(session, request.today)
    kept = frozen_for(session, meeting) if meeting else None
    is_posted = kept is not None and kept.published_at is not None
    return RegisterOverview(
        waits=tuple(waits.lists.items()),
        failed=waits.failed,
        menus=tuple(_menus(choices(session), view)),
        narrowed=_narrowed(session, request, view) if view.filters else None,
        unreachable=first_hour.unreachable(session),
        section_55=len(running_clocks(session, request.today)),
        meeting=meeting.held_on if meeting else None,
        paper_due_on=meeting.paper_due_on if meeting else None,
        is_frozen=kept is not None,
        can_publish=meeting is not None and request.policy.committee_channel is not None and not is_posted,
    )


def check(name: str, value: str, request: Request) -> None:
    """Raise NoSuchChoice unless the register can be narrowed to this value of the filter `name`."""
    try:
        FILTERS[name](value, request.today)
    except (KeyError, ValueError):
        raise NoSuchChoice(choice=f"{name} {value}") from None


def _menus(there: Choices, view: HomeView) -> Iterator[FilterMenu]:
    options = {
        "list": tuple((name, "") for name in NAMED_LISTS),
        "kind": tuple((kind.value, "") for kind in ItemKind),
        "report": there.reports,
        "owner": there.owners,
        "rag": tuple((rag.value, "") for rag in Rag),
        "status": tuple((status.value, "") for status in there.statuses),
        **{field: tuple((name, name) for name in names) for field, names in there.names.items()},
    }
    for name in FILTERS:
        if options[name]:
            yield FilterMenu(name, options[name], view.filters.get(name))


def _narrowed(session: Session, request: Request, view: HomeView) -> Narrowed:
    condition = narrowed(view.filters, request.today)
    total = counted(session, condition)
    # What was on a later page may have gone since.
    first = view.listed_from if view.listed_from <= total else 1
    found = paging.stretch_of(session, ways(view.filters, request.today), PAGE_SIZE, first - 1)
    return Narrowed(
        rows=rows(found, request.today),
        total=min(total, MOST_COUNTED),
        is_cut=total > MOST_COUNTED,
        first=first,
        next_page=str(first + PAGE_SIZE) if first + PAGE_SIZE <= total else None,
        previous_page=str(max(1, first - PAGE_SIZE)) if first > 1 else None,
    )
