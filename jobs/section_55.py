"""Reminding of section 55: that the PCC's comments on a report are due."""

from datetime import date, datetime
from functools import partial

from sqlalchemy.orm import Session

from jobs.notifications import tell_in_hours
from models.deadlines.section_55 import Section55Clock, running_clocks, step_due
from models.policy import Policy
from models.queries import items
from templates.messages.section_55 import Section55Due
from templates.presenters.section_55 import clock_row


def remind_of_section_55(session: Session, at: datetime, policy: Policy) -> int:
    """Tell whom the policy names of each clock whose next step has come, once a step; return how many."""
    today = policy.today(at)
    told = 0
    for clock in running_clocks(session, today):
        step = step_due(clock, today, policy.calendar)
        if step is None:
            continue
        named = items.people_with_accounts(session, policy.section_55_tell)
        key = f"section-55:{clock.report.id}:{clock.last_on}:{step}"
        message = partial(_due, clock, today)
        told += tell_in_hours(session, named or items.coordinators(session), key, message, at, policy)
    return told


def _due(clock: Section55Clock, today: date) -> Section55Due:
    return Section55Due(clock_row(clock), today)
