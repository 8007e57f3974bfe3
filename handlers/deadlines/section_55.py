"""Section 55: which reports the PCC has to comment on, and that it has been done."""

from datetime import date

from sqlalchemy.orm import Session

from handlers.request import Request
from models.dates.relative import read_past_day
from models.deadlines.section_55 import comments_published, open_clocks
from models.queries import items
from models.refusals.committee import DateUnreadable
from models.refusals.leavers import CommentsNotYours, CommentsUnreadable
from models.register.report_particulars import report_called
from templates.filters import day as in_words
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.section_55 import Section55
from templates.presenters.section_55 import clock_row

STILL_OPEN = "open"


def section_55(session: Session, request: Request) -> Message:
    """Show every clock that runs; or record the day on which comments were published, or take it back.

    Raises CommentsNotYours, CommentsUnreadable, NoSuchReport, NoSuchReportButNear, DateUnreadable, NotYet or
    CommentsBeforeReport.
    """
    code, _, written = " ".join(request.words.split()).partition(" ")
    if not code:
        return Section55(request.today, tuple(clock_row(each) for each in open_clocks(session)))
    if not (request.who.is_coordinator or request.who.address in request.policy.section_55_tell):
        names = ", ".join(person.name for person in items.coordinators(session))
        raise CommentsNotYours(coordinators=names)
    report = report_called(session, code)
    on = None if written.casefold() == STILL_OPEN else _day(written, request.today)
    comments_published(session, report, on, request.act)
    facts = {"code": report.code, "on": in_words(on) if on else ""}
    return Acknowledged("comments_recorded", facts)


def _day(written: str, today: date) -> date:
    """Return the day that is all of what was `written`. Raises CommentsUnreadable or DateUnreadable."""
    found = read_past_day(written, today)
    if found is None or found[1] < len(written):
        raise DateUnreadable(text=written) if written and " " not in written else CommentsUnreadable
    return found[0]
