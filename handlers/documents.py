"""Documents made on request: each comes as a file in the direct conversation."""

from sqlalchemy.orm import Session

from handlers.ask import Ask
from handlers.committee import meeting_named
from handlers.rights import coordinators_only
from models import once, packing, queries
from models.committee import figures
from models.kinds import DocumentKind
from models.recommendation import Recommendation
from models.refusals import ReferenceMissing
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


def pack(session: Session, ask: Ask) -> Message:
    """Have the evidence for the items that the words name packed and sent.

    Raises ReferenceMissing, NoSuchItem, NotYoursToRead, TooManyForPack or PackTooLarge.
    """
    items = _items_named(session, ask.words)
    packing.check_may_pack(session, items, ask.who, ask.policy)
    packing.check_may_be_sent(session, items)
    references = tuple(item.reference for item in items)
    return _send(session, ask, Document(DocumentKind.PACK, ask.who.id, ask.today, references=references))


def _items_named(session: Session, words: str) -> list[Recommendation]:
    if not words.strip():
        raise ReferenceMissing(command="pack")
    if single := queries.find_item(session, words):
        return [single]
    named = [queries.item_by_reference(session, each) for each in words.replace(",", " ").split()]
    return list(dict.fromkeys(named))


def _send(session: Session, ask: Ask, document: Document) -> Message:
    once.tell(session, f"document:{ask.source}", freeze(document), ask.at, person=ask.who)
    return Acknowledged("document_coming", {"kind": document.kind})
