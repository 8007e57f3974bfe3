"""Where a governance board, or the Force Executive Team, stands: what is open, late, quiet or moved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from models.enums import OUTSTANDING
from models.queries.items import DUE_SOON
from models.register.recommendation import Recommendation
from models.register.same_name import as_seen
from models.reminders.silence import is_quiet

EXECUTIVE: Final = "executive"
"""The word by which the page of the Force Executive Team is asked for: it is of every board."""

HEARD_WITHIN: Final = relativedelta(months=3)
"""How long ago the last word may have been: reviews fall due every three months."""

Items = Sequence[Recommendation]


@dataclass(frozen=True)
class Position:
    """The `open` items of somebody or something, and of them those that are late, quiet, moved and due next.

    Late are those past the date that is agreed now, `overdue`, and past the first one, `past_original`.
    """

    open: Items
    overdue: Items
    past_original: Items
    quiet: Items
    moved: Items
    due_next: Items


_NEXT_BOARD = (
    select(Recommendation.board)
    .where(
        Recommendation.is_open,
        Recommendation.for_force.is_not(False),
        Recommendation.board > bindparam("after"),
    )
    .order_by(Recommendation.board)
    .limit(1)
)


def known_boards(session: Session) -> list[str]:
    """Return the names of the boards of open items, in order: found one by one in their index."""
    names: list[str] = []
    while name := session.scalar(_NEXT_BOARD, {"after": names[-1] if names else ""}):
        names.append(name)
    return names


def board_called(session: Session, name: str) -> str | None:
    """Return the board of this name, whatever its case and blanks; None where nothing open is filed under it."""
    wanted = as_seen(name)
    return next((each for each in known_boards(session) if as_seen(each) == wanted), None)


def items_under(session: Session, board: str | None) -> Items:
    """Return the open items of the force under `board`, most pressing first; under every board where it is None."""
    query = select(Recommendation).where(Recommendation.is_open, Recommendation.for_force)
    if board is not None:
        query = query.where(Recommendation.board == board)
    query = query.options(joinedload(Recommendation.owner))
    return session.scalars(query.order_by(Recommendation.pressing_on, Recommendation.id)).all()


def position(items: Items, today: date) -> Position:
    """Return where `items`, which are open, stand on the local date `today`."""
    return Position(
        open=items,
        overdue=[each for each in items if each.is_overdue(today)],
        past_original=[each for each in items if _is_past_original(each, today)],
        quiet=[each for each in items if is_quiet(each, today - HEARD_WITHIN, today)],
        moved=[each for each in items if each.deadline_moves],
        due_next=[each for each in items if _is_due_next(each, today)],
    )


def positions_by(
    items: Items, name_of: Callable[[Recommendation], str | None], today: date
) -> list[tuple[str | None, Position]]:
    """Return the positions of `items` by what `name_of` says of each, in order; None comes last."""
    grouped: dict[str | None, list[Recommendation]] = {}
    for item in items:
        grouped.setdefault(name_of(item), []).append(item)
    ordered = sorted(grouped.items(), key=lambda pair: (pair[0] is None, pair[0] or ""))
    return [(name, position(theirs, today)) for name, theirs in ordered]


def _is_past_original(item: Recommendation, today: date) -> bool:
    original = item.original_deadline_on
    return original is not None and original < today and item.status in OUTSTANDING


def _is_due_next(item: Recommendation, today: date) -> bool:
    due = item.deadline_on
    return due is not None and today <= due <= today + DUE_SOON and item.status in OUTSTANDING
