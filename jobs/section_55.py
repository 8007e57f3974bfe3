"""Reminding of section 55: that the PCC's comments on a report are due."""

from datetime import datetime

from sqlalchemy.orm import Session

from models import once, queries, spoken
from models.cadence import ONE_DAY
from models.calendar import SECTION_55_DAYS
from models.policy import Policy
from models.section_55 import STILL_TOLD, open_clocks, step_due
from templates.frozen import freeze
from templates.messages import Section55Due
from templates.section_55_rows import clock_row


def remind_of_section_55(session: Session, at: datetime, policy: Policy) -> int:
    """Tell whom the policy names of each clock whose next step has come, once a step; return how many."""
    today = policy.today(at)
    told = 0
    oldest = today - STILL_TOLD - (SECTION_55_DAYS - 1) * ONE_DAY
    for clock in open_clocks(session, since=oldest):
        step = step_due(clock, today, policy.calendar)
        if step is None:
            continue
        named = queries.people_with_accounts(session, policy.section_55_tell)
        for person in named or queries.coordinators(session):
            key = f"section-55:{clock.report.id}:{clock.last_on}:{step}:{person.id}"
            if not person.reachable or spoken.notice_by_key(session, key) is not None:
                continue
            message = freeze(Section55Due(clock_row(clock), today))
            notice = once.tell(session, key, message, at, person=person)
            notice.next_try_at = person.next_opening(at, policy.calendar)
            told += 1
    return told
