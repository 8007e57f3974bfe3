"""The sweep: which items want looking at, and what a look at them leaves in the register.

It goes through many items at once: of each it reads no more than steps and ladders follow from, and what it writes
is a few statements, however many items there are.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from models.address import Account
from models.bulk import BulkStatement, rows_given
from models.enums import Status, Surface
from models.outbox import outbox
from models.people.person import Person
from models.register.entry import asked_since, chased_by, pressing_on
from models.register.recommendation import Recommendation
from models.reminders.cadence import Dates, reviews_opened


class Seen(NamedTuple):
    """What the sweep sees of an item; `surface` and `account` are its owner's, None where nobody owns it."""

    id: int
    status: Status
    tracked_on: date
    owned_since: date | None
    deadline_on: date | None
    review_anchor_on: date
    review_due_on: date | None
    answered_on: date | None
    portfolio: str | None
    board: str | None
    surface: Surface | None
    account: str | None

    @property
    def owner_account(self) -> Account | None:
        """The account of its owner, None where nobody can be reached by one."""
        return Account(self.surface, self.account) if self.surface and self.account else None

    @property
    def dates(self) -> Dates:
        """The dates from which the reminders of this item follow."""
        return Dates(
            asked_since(self.tracked_on, self.owned_since),
            chased_by(self.deadline_on, self.status),
            self.review_due_on,
            self.answered_on,
        )


_SEEN = (
    select(*(getattr(Recommendation, name) for name in Seen._fields[:-2]), Person.surface, Person.account)
    .outerjoin(Recommendation.owner)
    .where(Recommendation.remind_on <= bindparam("today"))
    .order_by(Recommendation.remind_on, Recommendation.id)
    .limit(bindparam("most"))
    .with_for_update(of=Recommendation, skip_locked=True)
)


def _setting(*names: str) -> BulkStatement:
    """Return what sets these columns of items, each by its number, which is called `item`."""
    items = update(Recommendation)
    given = rows_given(
        item=Recommendation.id.type, **{name: getattr(Recommendation, name).type for name in names}
    )
    return BulkStatement(
        items.where(Recommendation.id == bindparam("item")).values({name: bindparam(name) for name in names}),
        items.where(Recommendation.id == given.c.item).values({name: given.c[name] for name in names}),
    )


_LOOK_AGAIN = _setting("remind_on")
_PASS_ON = _setting("review_due_on", "pressing_on")


def to_look_at(session: Session, today: date, most: int) -> list[Seen]:
    """Return the items that want looking at on the local date `today`, up to `most`; they stay locked."""
    return [Seen._make(row) for row in session.execute(_SEEN, {"today": today, "most": most})]


def open_reviews(session: Session, items: Sequence[Seen], today: date) -> list[Seen]:
    """Write down every review of `items` that has opened by the local date `today`; return them as they are then.

    Each has passed on to the latest, as recording.open_reviews has one item do.
    """
    reviews: list[dict[str, object]] = []
    passed_on: list[dict[str, object]] = []
    seen = []
    for item in items:
        opened = reviews_opened(item.review_anchor_on, item.review_due_on, today)
        reviews += ({"recommendation_id": item.id, "due_on": due_on} for due_on in opened)
        latest = opened[-1] if opened else item.review_due_on
        if latest != item.review_due_on:
            # Only the force's own items are looked at.
            pressing = pressing_on(item.deadline_on, latest, for_force=True)
            passed_on.append({"item": item.id, "review_due_on": latest, "pressing_on": pressing})
        seen.append(item._replace(review_due_on=latest))
    outbox.write_down_reviews(session, reviews)
    _PASS_ON.execute(session, passed_on)
    return seen


def look_again(session: Session, days: Mapping[int, date | None]) -> None:
    """Have the sweep look at items again, by their numbers, each on its local date; where that is None, never."""
    _LOOK_AGAIN.execute(session, [{"item": item, "remind_on": on} for item, on in days.items()])
