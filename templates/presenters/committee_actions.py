"""From the committee's own actions to the rows that messages and papers are made of."""

from models.committee.action import CommitteeAction
from models.policy import Policy
from templates.messages.committee_actions import CommitteeActionRow
from templates.presenters.rows import who


def action_row(
    action: CommitteeAction,
    policy: Policy,
    *,
    is_answered: bool | None = None,
    is_closed: bool | None = None,
    reads_answer: bool = True,
) -> CommitteeActionRow:
    """Return the action as a row; of an earlier day with whether it had been answered and closed by then."""
    answered = action.answered_at if is_answered in (None, True) else None
    closed = action.closed_at if is_closed in (None, True) else None
    return CommitteeActionRow(
        reference=action.reference,
        text=action.text,
        owner=who(action.owner),
        asked_on=action.asked_on,
        due_on=action.due_on,
        answer=action.answer if answered and reads_answer else None,
        answered_on=policy.today(answered) if answered else None,
        closed_on=policy.today(closed) if closed else None,
    )
