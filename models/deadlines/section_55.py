"""The clock of section 55 (Police Act 1996): the PCC comments on a report within 56 days, counting its own.

It follows the report's date of publication whenever that is corrected: nothing of it is stored but the day on which
the comments were published.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.calendar import SECTION_55_DAYS, WorkingCalendar, section_55_last_day
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.ledger.note import note
from models.refusals.items import NotYet
from models.refusals.leavers import CommentsBeforeReport
from models.register.report import InspectionReport

STEPS = (28, 14, 7, 0)
"""So many days before the last day somebody is reminded, or on the working day before that."""

STILL_TOLD = timedelta(days=28)
"""A last day that an outage has let pass is still told for so long; the clocks of long ago are not chased."""


@dataclass(frozen=True)
class Section55Clock:
    """The clock of one report: `last_on` is the last day for comments."""

    report: InspectionReport
    last_on: date


def open_clocks(session: Session, since: date | None = None) -> Sequence[Section55Clock]:
    """Return the clocks of the reports on which no comments have been published, the first to end first.

    With `since`, only those of reports published on that day or later.
    """
    query = select(InspectionReport).where(InspectionReport.pcc_comments_on.is_(None))
    if since is not None:
        query = query.where(InspectionReport.published_on >= since)
    ordered = query.order_by(InspectionReport.published_on, InspectionReport.code)
    return [
        Section55Clock(report, section_55_last_day(report.published_on))
        for report in session.scalars(ordered)
    ]


def running_clocks(session: Session, today: date) -> Sequence[Section55Clock]:
    """Return the clocks that run on the local date `today`, or ended so lately that it is still told."""
    return open_clocks(session, today - STILL_TOLD - timedelta(days=SECTION_55_DAYS - 1))


def step_due(clock: Section55Clock, today: date, calendar: WorkingCalendar) -> int | None:
    """Return the step, in days before the last day, that is due by the local date `today`, or None."""
    if today > clock.last_on + STILL_TOLD:
        return None
    return min(_come(clock.last_on, today, calendar), default=None)


def comments_published(
    session: Session, report: InspectionReport, on: date | None, audit: AuditContext
) -> bool:
    """Record that the PCC's comments on `report` were published on the local date `on`; None takes that back.

    Return False if it was recorded so before. Raises NotYet or CommentsBeforeReport.
    """
    if on is not None and on > audit.today:
        raise NotYet(day=on)
    if on is not None and on < report.published_on:
        raise CommentsBeforeReport(code=report.code, day=on, published=report.published_on)
    if on == report.pcc_comments_on:
        return False
    note(session, EventKind.COMMENTS_PUBLISHED, audit, report=report, was=report.pcc_comments_on, to=on)
    report.pcc_comments_on = on
    return True


def comments_by(report: InspectionReport, until: date) -> date | None:
    """Return the day on which comments were published, if that was by the local date `until`."""
    on = report.pcc_comments_on
    return on if on is not None and on <= until else None


def _come(last_on: date, today: date, calendar: WorkingCalendar) -> Iterator[int]:
    for days in STEPS:
        if calendar.last_working_day(last_on - timedelta(days=days)) <= today:
            yield days
