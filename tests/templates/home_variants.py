"""People's own pages, with everything and with nothing."""

from dataclasses import replace
from datetime import date

from models.enums import ReminderReason, Role, Status, Urgency
from templates.messages.first_hour import FirstHour
from templates.messages.home import FOLDED, Home, Narrowed, OwnItem, OwnItems, RegisterOverview, UrgencyGroup
from templates.messages.items import ItemRow, Totals

TODAY = date(2022, 12, 2)
BARE_ROW = replace(
    ItemRow.EXAMPLE,
    also=None,
    status=Status.AWAITING_ALLOCATION,
    rag=None,
    deadline_on=None,
    review_due_on=None,
    owner=None,
    for_force=False,
)
_COMING_LINE = Home.EXAMPLE.coming[0].lines[0]
_PICTURE = RegisterOverview(
    (("unallocated", 0),), 0, Home.EXAMPLE.picture.menus if Home.EXAMPLE.picture else ()
)
_PAGES: tuple[Home, ...] = (
    *(Home(Home.EXAMPLE.who, role, OwnItems((), 0, TODAY), totals=Totals.EXAMPLE) for role in Role),
    replace(
        Home.EXAMPLE,
        items=OwnItems(
            tuple(UrgencyGroup(urgency, 1, (OwnItem(BARE_ROW),)) for urgency in Urgency),
            len(Urgency),
            TODAY,
            first=13,
            previous_page="1",
        ),
        coming=(
            replace(Home.EXAMPLE.coming[0], lines=(replace(_COMING_LINE, whys=tuple(ReminderReason)),) * 12),
        ),
        picture=_PICTURE,
    ),
    replace(Home.EXAMPLE, coming=(), picture=replace(_PICTURE, narrowed=Narrowed((), 0))),
    replace(Home.EXAMPLE, picture=replace(_PICTURE, meeting=TODAY, paper_due_on=TODAY)),
    replace(Home.EXAMPLE, picture=replace(_PICTURE, first_hour=FirstHour("Priya Shah", TODAY))),
    replace(
        Home.EXAMPLE,
        picture=replace(
            _PICTURE, narrowed=Narrowed((BARE_ROW,) * 8, 1_000, is_cut=True, first=9, previous_page="1")
        ),
    ),
)
HOME_VARIANTS: tuple[Home, ...] = (*_PAGES, *(replace(each, unfolded=frozenset(FOLDED)) for each in _PAGES))
"""Pages of people with everything and with nothing, folded and unfolded."""
