"""What a governance board is told: of items never their text, and never what was recorded for them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from sqlalchemy.orm import Session

from models.queries.boards import Items, items_under, position, positions_by
from models.register.recommendation import Recommendation
from models.reminders.silence import Asked
from templates.messages.boards import MEASURES, BoardPage, PositionRow
from templates.messages.reminders import BoardRow
from templates.presenters.rows import who


def board_rows(
    items: Iterable[Recommendation], today: date, asked: Mapping[int, Asked]
) -> tuple[BoardRow, ...]:
    """Return reference, report and dates of `items`, most pressing first, with what is late on `today`.

    `asked` says, by the number of the item, who was reminded of it.

    A channel can have guests, whatever it had when it was set up: its readers look the text up themselves.
    """
    ordered = sorted(items, key=lambda item: (item.pressing_on, item.id))
    return tuple(
        BoardRow(
            reference=item.reference,
            report=item.report.title,
            link=item.report.source_link,
            portfolio=item.portfolio,
            owner=who(item.owner) if item.owner else None,
            asked=who(asked[item.id].person) if item.id in asked else None,
            review_due_on=item.review_due_on if item.review_due_on and item.review_due_on < today else None,
            is_overdue=item.is_overdue(today),
            deadline_on=item.deadline_on,
            original_deadline_on=item.original_deadline_on,
            status=item.status,
            mandatory=item.mandatory,
            accepted=item.accepted,
        )
        for item in ordered
    )


def board_page(session: Session, board: str | None, today: date) -> BoardPage:
    """Return the page of `board`, or of the executive where it is None, on the local date `today`."""
    found = items_under(session, board)
    measured = position(found, today)

    def by(name_of: Callable[[Recommendation], str | None]) -> tuple[PositionRow, ...]:
        return tuple(
            PositionRow(name, tuple(len(getattr(each, measure)) for measure in MEASURES))
            for name, each in positions_by(found, name_of, today)
        )

    return BoardPage(
        board=board,
        today=today,
        listed=tuple(_references(getattr(measured, measure)) for measure in MEASURES),
        owners=by(lambda item: item.owner.name if item.owner else None),
        portfolios=by(lambda item: item.portfolio),
        boards=by(lambda item: item.board) if board is None else (),
    )


def _references(items: Items) -> tuple[str, ...]:
    return tuple(item.reference for item in items)
