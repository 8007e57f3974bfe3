"""Section 55: which reports the PCC has to comment on, and that it has been done."""

from datetime import date

from sqlalchemy.orm import Session

from handlers import form_values
from handlers.request import Request
from models.dates.relative import read_past_day
from models.deadlines.section_55 import comments_published, open_clocks
from models.queries import items
from models.refusals.committee import DateUnreadable
from models.refusals.leavers import CommentsNotYours, CommentsUnreadable
from models.register.report import InspectionReport
from models.register.report_particulars import report_called
from templates.filters import day as in_words
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.section_55 import CommentsForm, Section55
from templates.presenters.section_55 import clock_row

STILL_OPEN = "open"


def section_55(session: Session, request: Request) -> Message:
    """Show every clock that runs; or record the day on which comments were published, or take it back.

    Raises CommentsNotYours, CommentsUnreadable, NoSuchReport, NoSuchReportButNear, DateUnreadable, NotYet or
    CommentsBeforeReport.
    """
    code, _, written = " ".join(request.words.split()).partition(" ")
    if not code:
        clocks = tuple(clock_row(each) for each in open_clocks(session))
        return Section55(request.today, clocks, may_record=_may_record(request))
    _check(session, request)
    report = report_called(session, code)
    on = None if written.casefold() == STILL_OPEN else _day(written, request.today)
    return _recorded(session, request, report, on)


def open_form(session: Session, request: Request) -> CommentsForm:
    """Return the form for the day on which the PCC commented on the report that the button names.

    Raises CommentsNotYours, NoSuchReport or NoSuchReportButNear.
    """
    _check(session, request)
    report = report_called(session, request.words)
    return CommentsForm(report.code, report.title, report.pcc_comments_on)


def take_form(session: Session, request: Request) -> Message:
    """Record the day that was filled in, or, where it was taken out, that comments are still due.

    Raises CommentsNotYours, NoSuchReport, NoSuchReportButNear, DateUnreadable, NotYet or CommentsBeforeReport.
    """
    _check(session, request)
    report = report_called(session, request.words)
    return _recorded(session, request, report, form_values.day_filled(request, "published"))


def _recorded(session: Session, request: Request, report: InspectionReport, on: date | None) -> Message:
    if not comments_published(session, report, on, request.act) and on is None:
        return Acknowledged("nothing_changed", {"name": report.code})
    return Acknowledged("comments_recorded", {"code": report.code, "on": in_words(on) if on else ""})


def _may_record(request: Request) -> bool:
    return request.who.is_coordinator or request.who.address in request.policy.section_55_tell


def _check(session: Session, request: Request) -> None:
    if not _may_record(request):
        names = ", ".join(person.name for person in items.coordinators(session))
        raise CommentsNotYours(coordinators=names)


def _day(written: str, today: date) -> date:
    """Return the day that is all of what was `written`. Raises CommentsUnreadable or DateUnreadable."""
    found = read_past_day(written, today)
    if found is None or found[1] < len(written):
        raise DateUnreadable(text=written) if written and " " not in written else CommentsUnreadable
    return found[0]
