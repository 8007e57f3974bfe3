"""A reply of which it is not clear what it is about: kept until its author says so."""

from sqlalchemy.orm import Session

from handlers.replies.ask import ask_coordinators
from handlers.replies.outcome import recorded
from handlers.replies.record import attached, check_may_record, kept, record_part
from handlers.request import Request
from models.queries import items as queries, paging, statements
from models.queries.numbered import numbered
from models.refusals.commands import NoSuchStatement, ReplyAlreadyPlaced
from models.reply_parser.intents import Unclear
from models.reply_parser.understand import part_of
from models.statements.recording import RecordedStatement
from models.statements.statement import HeldReply
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.replies import WhichItem
from templates.presenters.rows import files, rows

MOST_OFFERED = 10


def hold(session: Session, request: Request, intent: Unclear) -> Message:
    """Keep what was written, with its files, and ask which item it is about.

    Those that it can be about are offered, else the asker's own. Whoever has none is told that nothing was
    understood.
    """
    offered = [item for item in intent.candidates if request.who.may_record_for(item)] or paging.page_of(
        session, queries.of_person(request.who.id, request.who.standing_in), MOST_OFFERED
    )
    if not offered:
        return Acknowledged("not_understood")
    held = statements.held_reply_from(session, request.source)
    if held is None:
        held = kept(request)
        held.files = attached(session, request)
        session.add(held)
    held.candidates = [item.id for item in offered[:MOST_OFFERED]]
    session.flush()
    return WhichItem(
        reply=held.id,
        text=held.text,
        files=files(held.files),
        candidates=rows(queries.items_by_ids(session, held.candidates), request.today),
        today=request.today,
        named_unknown=intent.unknown,
    )


def place(session: Session, request: Request) -> Message:
    """Record a held reply for the item its author chose; `words` reads `reply:reference`.

    Raises NoSuchStatement, ReplyAlreadyPlaced or NotYours.
    """
    number, _, reference = request.words.partition(":")
    held = numbered(session, HeldReply, number)
    if held is None or held.by_id != request.who.id or held.deleted_at is not None:
        raise NoSuchStatement
    item = queries.item_by_reference(session, reference)
    if held.statement is not None:
        raise ReplyAlreadyPlaced(reference=held.statement.items[0].reference)
    check_may_record(request, item)
    part = part_of(item, held.text, held.said_on, has_files=bool(held.files))
    said = RecordedStatement(held.by, held.text, held.source, held.permalink, is_reply=True)
    held.statement = record_part(
        session, request, part, said, request.act.effective(held.said_on), held.files
    )
    ask_coordinators(session, request, held.statement)
    return recorded(session, held.statement, request)
