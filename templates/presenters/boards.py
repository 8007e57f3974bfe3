"""What a governance board's channel is told of an item: never its text, and never what was recorded for it."""

from collections.abc import Iterable, Mapping
from datetime import date

from models.register.recommendation import Recommendation
from models.reminders.silence import Asked
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
