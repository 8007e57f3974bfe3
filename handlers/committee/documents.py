"""Documents made on request: each comes as a file in the direct conversation."""

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from handlers.committee.looking_up import meeting_named
from handlers.request import Request
from handlers.roles import coordinators_only
from models.committee import figures
from models.enums import DocumentKind
from models.outbox import outbox
from models.queries import items as queries
from models.refusals.items import ReferenceMissing
from models.register.recommendation import Recommendation
from models.statements import packing
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.documents import Document
from templates.serialization import freeze

WITHOUT_APPENDIX: Final = re.compile(r"\b(?:without|no)\s+(?:the\s+|an\s+)?appendix\b", re.IGNORECASE)


def paper(session: Session, request: Request) -> Message:
    """Have the paper for the meeting that is named, or the next, made and sent; “without appendix” if so asked.

    Raises CoordinatorsOnly, NoSuchMeeting, NoMeetingEntered or DateUnreadable.
    """
    coordinators_only(session, request)
    words, left_out = WITHOUT_APPENDIX.subn("", request.words)
    meeting = meeting_named(session, replace(request, words=words))
    held_on = meeting.held_on if meeting else None
    return _send(
        session,
        request,
        Document(DocumentKind.PAPER, request.who.id, request.today, held_on, appendix=not left_out),
    )


def workbook(session: Session, request: Request) -> Message:
    """Have the register made into a workbook and sent. Raises CoordinatorsOnly."""
    coordinators_only(session, request)
    meeting = figures.next_meeting(session, request.today)
    return _send(
        session,
        request,
        Document(DocumentKind.WORKBOOK, request.who.id, request.today, meeting.held_on if meeting else None),
    )


def calendar(session: Session, request: Request) -> Message:
    """Have the asker's calendar made and sent: the committee's dates, and their own reviews and deadlines."""
    return _send(session, request, Document(DocumentKind.CALENDAR, request.who.id, request.today))


def pack(session: Session, request: Request) -> Message:
    """Have the evidence for the items that the words name packed and sent.

    Raises ReferenceMissing, NoSuchItem, NotYoursToRead, TooManyForPack or PackTooLarge.
    """
    items = _items_named(session, request.words)
    packing.check_may_pack(session, items, request.who, request.policy)
    packing.check_may_be_sent(session, items)
    references = tuple(item.reference for item in items)
    return _send(
        session, request, Document(DocumentKind.PACK, request.who.id, request.today, references=references)
    )


def _items_named(session: Session, words: str) -> list[Recommendation]:
    if not words.strip():
        raise ReferenceMissing(command="pack")
    if single := queries.find_item(session, words):
        return [single]
    named = [queries.item_by_reference(session, each) for each in words.replace(",", " ").split()]
    return list(dict.fromkeys(named))


def _send(session: Session, request: Request, document: Document) -> Message:
    outbox.enqueue(session, f"document:{request.source}", freeze(document), request.at, person=request.who)
    return Acknowledged("document_coming", {"kind": document.kind})
