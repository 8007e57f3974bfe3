"""Documents made on request: each comes as a file in the direct conversation."""

from sqlalchemy.orm import Session

from handlers.ask import Ask
from handlers.committee import meeting_named
from handlers.rights import coordinators_only
from models import once
from models.committee import figures
from models.kinds import DocumentKind
from templates.frozen import freeze
from templates.messages import Acknowledged, Document, Message


def paper(session: Session, ask: Ask) -> Message:
    """Have the paper for the meeting that is named, or the next, made and sent.

    Raises CoordinatorsOnly, NoSuchMeeting, NoMeetingEntered or DateUnreadable.
    """
    coordinators_only(session, ask)
    meeting = meeting_named(session, ask)
    return _send(
        session,
        ask,
        Document(DocumentKind.PAPER, ask.who.id, ask.today, meeting.held_on if meeting else None),
    )


def workbook(session: Session, ask: Ask) -> Message:
    """Have the register made into a workbook and sent. Raises CoordinatorsOnly."""
    coordinators_only(session, ask)
    meeting = figures.next_meeting(session, ask.today)
    return _send(
        session,
        ask,
        Document(DocumentKind.WORKBOOK, ask.who.id, ask.today, meeting.held_on if meeting else None),
    )


def calendar(session: Session, ask: Ask) -> Message:
    """Have the asker's calendar made and sent: the committee's dates, and their own reviews and deadlines."""
    return _send(session, ask, Document(DocumentKind.CALENDAR, ask.who.id, ask.today))


def _send(session: Session, ask: Ask, document: Document) -> Message:
    once.tell(session, f"document:{ask.source}", freeze(document), ask.at, person=ask.who)
    return Acknowledged("document_coming", {"kind": document.kind})
