"""Who is told of an item when its owner does not answer: the ladder of the policy, as far as people are known."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.enums import Audience
from models.outbox.message import DueReminder
from models.policy import Policy
from models.register.recommendation import Recommendation
from models.reminders.cadence import Cadence, StepKey
from models.reminders.sweep import Seen


def cadence_of(item: Recommendation | Seen, policy: Policy) -> Cadence:
    """Return when `item` is reminded of, and who is told next: where lead or board are not known, the coordinators.

    A lead who is the owner has been told already. Nobody but the owner stands on it twice.
    """
    rungs: list[Audience] = []
    for audience in policy.ladder:
        told = audience if _known(audience, item, policy) else Audience.COORDINATORS
        if told is Audience.OWNER or told not in rungs:
            rungs.append(told)
    every = timedelta(days=policy.remind_every_days)
    return Cadence(tuple(rungs), policy.remind_days_before, every, policy.reminding_since)


def told_of(
    session: Session, items: Iterable[Recommendation | Seen], policy: Policy
) -> dict[int, dict[StepKey, date]]:
    """Return the steps that have been written down for `items`, by their numbers, with the local date of each.

    Those about the present deadline and review are enough: no ladder goes on from what was said of earlier ones.
    """
    told: dict[int, dict[StepKey, date]] = {item.id: {} for item in items}
    rows = session.execute(
        select(
            DueReminder.recommendation_id,
            DueReminder.why,
            DueReminder.about_on,
            DueReminder.step_on,
            DueReminder.created_at,
        )
        .join(DueReminder.recommendation)
        .where(
            DueReminder.recommendation_id.in_(told),
            DueReminder.about_on.in_((Recommendation.deadline_on, Recommendation.review_due_on)),
        )
    )
    for item, why, about, on, at in rows:
        told[item][why, about, on] = policy.today(at)
    return told


def _known(audience: Audience, item: Recommendation | Seen, policy: Policy) -> bool:
    if audience is Audience.PORTFOLIO_LEAD:
        lead = policy.lead_of(item.portfolio)
        return lead is not None and item.owner_account != lead
    return audience is not Audience.BOARD or policy.channel_of(item.board) is not None
