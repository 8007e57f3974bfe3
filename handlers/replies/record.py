"""The verb that every statement is recorded by, whoever may do so, with the files that came."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from handlers.replies.reminders import show_answered
from handlers.request import IncomingFile, Request
from models.enums import Rag, StatementKind
from models.ledger.audit_context import AuditContext
from models.queries import statements
from models.queries.numbered import numbered
from models.refusals.commands import NoSuchStatement, NothingToRecord
from models.refusals.people import NotYours, NotYoursUnallocated
from models.register import access
from models.register.judgement import check_judgement, judge
from models.register.recommendation import Recommendation
from models.reply_parser.intents import Part
from models.statements.links import addresses_given
from models.statements.marked_files import ask_about
from models.statements.marking import highest, is_above, marking_in, marking_in_name
from models.statements.recording import RecordedStatement, record
from models.statements.statement import AttachedFile, HeldReply, Statement


def check_may_record(request: Request, item: Recommendation) -> None:
    """Raise NotYours or NotYoursUnallocated unless the asker may record something for `item`."""
    if request.who.may_record_for(item):
        return
    if item.owner is None:
        raise NotYoursUnallocated(reference=item.reference)
    raise NotYours(reference=item.reference, owner=item.owner.name)


def check_says_something(request: Request) -> None:
    """Raise NothingToRecord where a message has neither words nor a file: nothing empty is ever recorded."""
    if not request.words.strip() and not request.files:
        raise NothingToRecord


def record_reply(session: Session, request: Request, part: Part, number: int) -> Statement:
    """Record the part with this number of what the asker wrote, with the files that came; as it was if known."""
    said = RecordedStatement(
        request.who, part.text, request.source, request.permalink, is_reply=request.is_reply, part=number
    )
    return record_part(session, request, part, said, request.act, attached(session, request))


def record_part(
    session: Session,
    request: Request,
    part: Part,
    said: RecordedStatement,
    audit: AuditContext,
    files: Sequence[AttachedFile],
) -> Statement:
    """Record a part of a reply and quiet the reminders of its items.

    A note quiets none. What was recorded from the same source before is returned as it is.
    """
    known = statements.statement_from(session, said.source)
    if known is not None:
        return known
    statement = record(session, part.kind, said, part.items, audit, files)
    if part.kind is not StatementKind.NOTE:
        show_answered(session, part.items, request, answered=True)
    return statement


def record_for(
    session: Session,
    request: Request,
    items: Sequence[Recommendation],
    kind: StatementKind,
    said: RecordedStatement,
    *,
    replaces: Statement | None = None,
    rag: Rag | None = None,
) -> Statement:
    """Record what was said by command or form, and the files that came, as one statement for all of `items`.

    With `rag`, each item is judged to have that colour. Raises RagNeedsReason or ItemHasEnded.
    """
    if rag is not None:
        for item in items:
            check_judgement(item, rag, said.text)
    known = statements.statement_from(session, request.source)
    files_given = () if known else attached(session, request)
    statement = known or record(session, kind, said, items, request.act, files_given, replaces=replaces)
    session.flush()
    if rag is not None and known is None:
        for item in items:
            judge(session, item, rag, statement, request.act)
    show_answered(session, items, request, answered=True)
    return statement


def said_in_form(request: Request) -> RecordedStatement:
    """Return what was filled into a form. Raises LinkUnfit or TooManyLinks at the field `links`."""
    links = addresses_given(request.filled("links"))
    return RecordedStatement(request.who, request.filled("text"), request.source, request.permalink, links)


def readable(session: Session, request: Request, number: str) -> Statement:
    """Return the statement with this number. Raises NoSuchStatement where there is none and where it is secret."""
    statement = numbered(session, Statement, number)
    if statement is None or not access.may_read_statement(session, request.who, statement, request.policy):
        raise NoSuchStatement
    return statement


def kept(request: Request) -> HeldReply:
    """Return the record of what the asker wrote where it is not recorded for an item as it is."""
    return HeldReply(
        by=request.who,
        text=request.words,
        said_on=request.today,
        received_at=request.at,
        source=request.source,
        permalink=request.permalink,
    )


def attached(session: Session, request: Request) -> list[AttachedFile]:
    """Return the records of the files that came: those kept with the message since it was held, or new ones."""
    held = statements.held_reply_from(session, request.source) if request.files else None
    waiting = [file for file in held.files if file.statement is None] if held else []
    return waiting or [_attached_by_marking(heard, request) for heard in request.files]


def _attached_by_marking(heard: IncomingFile, request: Request) -> AttachedFile:
    """Return the record of a file, which is asked about first where its name or its words are marked."""
    file = attach(heard, request)
    said = "\n".join((request.words, *request.fields.values()))
    marking = highest((marking_in_name(heard.name), marking_in(said)))
    if is_above(marking, request.policy.highest_marking):
        ask_about(file, marking, request.at)
    return file


def attach(heard: IncomingFile, request: Request) -> AttachedFile:
    """Return the record of a file that is still to be fetched."""
    return AttachedFile(
        surface=request.surface,
        external=heard.external,
        address=heard.address,
        name=heard.name,
        media_type=heard.media_type,
        size=heard.size,
        is_passing=heard.is_passing,
        next_try_at=request.at,
    )
