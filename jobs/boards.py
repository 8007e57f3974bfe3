"""The pages of boards and of the Force Executive Team, in their channels at the rhythm that the policy sets."""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from models.address import Conversation
from models.calendar import opening
from models.enums import BoardRhythm
from models.outbox import outbox
from models.people.person import USUAL_HOURS
from models.policy import Policy
from models.queries.boards import board_called
from templates.presenters.boards import board_page
from templates.serialization import freeze

STILL_POSTED: Final = timedelta(days=7)
"""A page that an outage has held up for longer is left out: the next one says more."""


def post_pages(session: Session, at: datetime, policy: Policy) -> int:
    """Post the page of each board whose channel is known, once a month or a quarter; return how many were posted.

    It comes on the first working day, and names owners where only the force reads the channel.
    """
    today = policy.today(at)
    begins_on = _begins_on(policy.board_rhythm, today)
    if begins_on is None:
        return 0
    posted_on = policy.calendar.next_working_day(begins_on)
    if not posted_on <= today < posted_on + STILL_POSTED:
        return 0
    channels: list[tuple[str | None, Conversation]] = [
        (board_called(session, name) or name, channel) for name, channel in policy.board_channels.items()
    ]
    if policy.executive_channel is not None:
        channels.append((None, policy.executive_channel))
    return sum(_post(session, board, channel, begins_on, at, policy) for board, channel in channels)


def _post(
    session: Session, board: str | None, channel: Conversation, begins_on: date, at: datetime, policy: Policy
) -> bool:
    key = f"board-page:{board or 'executive'}:{begins_on}"
    if outbox.has(session, key):
        return False
    page = board_page(session, board, policy.today(at))
    opens_at = opening(at, policy.zone, USUAL_HOURS, policy.calendar)
    return outbox.enqueue(session, key, freeze(page), at, conversation=channel, sends_at=opens_at) is not None


def _begins_on(rhythm: BoardRhythm, today: date) -> date | None:
    """Return the first day of the month or the quarter that `today` lies in; None where nothing is posted."""
    if rhythm is BoardRhythm.NEVER:
        return None
    month = today.month if rhythm is BoardRhythm.MONTHLY else (today.month - 1) // 3 * 3 + 1
    return date(today.year, month, 1)
