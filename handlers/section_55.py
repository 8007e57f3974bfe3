"""Section 55: which reports the PCC has to comment on, and that it has been done."""

from sqlalchemy.orm import Session

from handlers.ask import Ask
from handlers.typed import day
from models import queries
from models.particulars import report_called
from models.refusals import CommentsNotYours, CommentsUnreadable
from models.section_55 import comments_published, open_clocks
from templates.filters import day as in_words
from templates.messages import Acknowledged, Message, Section55
from templates.section_55_rows import clock_row

STILL_OPEN = "open"


def section_55(session: Session, ask: Ask) -> Message:
    """Show every clock that runs; or record the day on which comments were published, or take it back.

    Raises CommentsNotYours, CommentsUnreadable, NoSuchReport, NoSuchReportButNear, DateUnreadable, NotYet or
    CommentsBeforeReport.
    """
    words = ask.words.split()
    if not words:
        return Section55(ask.today, tuple(clock_row(each) for each in open_clocks(session)))
    if not (ask.who.is_coordinator or ask.who.account in ask.policy.section_55_tell):
        names = ", ".join(person.name for person in queries.coordinators(session))
        raise CommentsNotYours(coordinators=names)
    report = report_called(session, words[0])
    try:
        _, written = words
    except ValueError:
        raise CommentsUnreadable from None
    on = None if written.casefold() == STILL_OPEN else day(written)
    comments_published(session, report, on, ask.act)
    facts = {"code": report.code, "on": in_words(on) if on else ""}
    return Acknowledged("comments_recorded", facts)
