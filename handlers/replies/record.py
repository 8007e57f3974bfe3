"""Recording an update or evidence, by command or form, and taking it back."""

import re
from collections.abc import Sequence

from sqlalchemy.orm import Session

from handlers.replies.intents import judged_by, proposals_of
from handlers.replies.reminders import show_answered
from handlers.request import IncomingFile, Request
from models.enums import Rag, StatementKind
from models.queries import items as queries, statements
from models.queries.numbered import numbered
from models.queries.similar import similar_to
from models.refusals.commands import NoSuchStatement, NothingWritten, UndoIsTheirs
from models.refusals.forms import FormNotKept
from models.refusals.items import ReferenceMissing
from models.refusals.people import NotYours, NotYoursUnallocated
from models.register import access
from models.register.judgement import check_judgement, judge
from models.register.recommendation import Recommendation
from models.statements.links import addresses_given
from models.statements.recording import RecordedStatement, record, take_back
from models.statements.statement import AttachedFile, HeldReply, Statement
from templates.messages import Message
from templates.messages.replies import Recorded, RecordedTogether, RecordForm, Supported
from templates.presenters.rows import files, row, rows

_REFERENCE_AND_TEXT = re.compile(r"([^\s,]+,?)\s*(.*)", re.DOTALL)
_FURTHER_REFERENCE = re.compile(
    r",?\s*#?([A-Za-z][A-Za-z0-9]{0,19}-[A-Za-z0-9.()]+|\d{3,})(?:\s*(,)\s*|\s+|$)"
)


def evidence(session: Session, request: Request) -> Message:
    """Record the words after the references as evidence for each of the items.

    Raises ReferenceMissing, NoSuchItem, NotYours or NothingWritten.
    """
    references, text = _references_and_text(request.words)
    if not references:
        raise ReferenceMissing(command="evidence")
    items = list(
        dict.fromkeys(queries.item_by_reference(session, each) for each in dict.fromkeys(references))
    )
    for item in items:
        check_may_record(request, item)
    if not text and not request.files:
        raise NothingWritten
    said = RecordedStatement(request.who, text, request.source, request.permalink)
    return record_for_all(session, request, items, StatementKind.EVIDENCE, said)


def _references_and_text(words: str) -> tuple[list[str], str]:
    """Return the references with which `words` begin, separated by commas, and the text after them.

    What follows a comma and does not look like a reference belongs to the text.
    """
    first = _REFERENCE_AND_TEXT.match(words.strip())
    if first is None:
        return [], ""
    references, text = [first[1].rstrip(",")], first[2]
    goes_on = first[1].endswith(",") or text.startswith(",")
    while goes_on and (found := _FURTHER_REFERENCE.match(text)):
        references.append(found[1])
        text = text[found.end() :]
        goes_on = found[2] is not None
    return references, text


def open_update_form(session: Session, request: Request) -> Message:
    """Return the form for an update of the item that the button names."""
    return _form(session, request, StatementKind.UPDATE)


def open_evidence_form(session: Session, request: Request) -> Message:
    """Return the form for evidence for the item that the button names."""
    return _form(session, request, StatementKind.EVIDENCE)


def take_form(session: Session, request: Request) -> Message:
    """Record what was filled into the form; `words` reads `update:10618` or `evidence:10618`.

    A colour that was chosen anew is judged. Raises FormNotKept, NothingWritten or RagNeedsReason at the field
    `text`, LinkUnfit or TooManyLinks at the field `links`.
    """
    what, _, reference = request.words.partition(":")
    if what not in set(StatementKind):
        raise FormNotKept
    item = queries.item_by_reference(session, reference)
    check_may_record(request, item)
    said = said_in_form(request)
    if not (said.text or said.links or request.files):
        raise NothingWritten
    chosen = Rag(request.filled("rag")) if request.filled("rag") in set(Rag) else None
    rag = None if chosen is item.judged_rag else chosen
    return record_for_all(session, request, [item], StatementKind(what), said, rag=rag)


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


def undo(session: Session, request: Request) -> Message:
    """Take back the statement that the button names. Raises NoSuchStatement or UndoIsTheirs."""
    statement = readable(session, request, request.words)
    if statement.by_id != request.who.id and not request.who.is_coordinator:
        raise UndoIsTheirs(name=statement.by.name)
    if take_back(session, statement, request.act):
        session.flush()
        show_answered(session, statement.items, request, answered=False)
    return said_back(session, statement, request)


def check_may_record(request: Request, item: Recommendation) -> None:
    """Raise NotYours or NotYoursUnallocated unless the asker may record something for `item`."""
    if request.who.may_record_for(item):
        return
    if item.owner is None:
        raise NotYoursUnallocated(reference=item.reference)
    raise NotYours(reference=item.reference, owner=item.owner.name)


def record_for(
    session: Session,
    request: Request,
    item: Recommendation,
    kind: StatementKind,
    text: str,
    rag: Rag | None = None,
) -> Recorded:
    """Record `text` and the files that came with it for `item`, quiet its reminders, and say so.

    With `rag`, the item is judged to have that colour. Raises RagNeedsReason or ItemHasEnded.
    """
    said = RecordedStatement(request.who, text, request.source, request.permalink)
    return record_for_all(session, request, [item], kind, said, rag=rag)


def record_for_all(
    session: Session,
    request: Request,
    items: Sequence[Recommendation],
    kind: StatementKind,
    said: RecordedStatement,
    *,
    replaces: Statement | None = None,
    rag: Rag | None = None,
) -> Recorded:
    """Record what was said, and the files that came with it, as one statement for all of `items`; say so.

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
    return recorded(session, statement, request)


def said_back(session: Session, statement: Statement, request: Request) -> Recorded | RecordedTogether:
    """Return what `statement` is now, with the other parts of the message from which it came."""
    together = statements.said_together(session, statement)
    parts = tuple(recorded(session, each, request) for each in together)
    return parts[0] if len(parts) == 1 else RecordedTogether(parts)


def recorded(session: Session, statement: Statement, request: Request) -> Recorded:
    """Return what `statement` is now, as it is said back to its author."""
    reviews = statements.reviews_answered_by(session, statement)
    answered = {each.recommendation_id: each.due_on for each in reviews}
    review = reviews[0] if reviews else None
    item, *others = statements.items_supported(session, statement)
    is_evidence = statement.kind is StatementKind.EVIDENCE and statement.counts
    return Recorded(
        kind=statement.kind,
        statement=statement.id,
        row=row(item, request.today),
        text=statement.text,
        today=request.today,
        files=files(statement.files),
        review_on=answered.get(item.id),
        next_review_on=item.review_due_on,
        edited_at=statement.edited_at,
        deleted_at=statement.deleted_at,
        undone_at=statement.withdrawn_at,
        others=tuple(Supported(row(each, request.today), answered.get(each.id)) for each in others),
        similar=rows(similar_to(session, statement, request.who), request.today) if is_evidence else (),
        links=tuple(statement.addresses),
        replaces=statement.replaces_id,
        replaced_by=statement.replaced_by.id if statement.replaced_by else None,
        undone_because=statement.withdrawn_because,
        judged=judged_by(statement, request),
        proposals=proposals_of(session, statement, request.policy),
        outcome=review.outcome if review else None,
        shared=review is not None and review.shared_on is not None,
    )


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
    return waiting or [attach(heard, request) for heard in request.files]


def attach(heard: IncomingFile, request: Request) -> AttachedFile:
    """Return the record of a file that is still to be fetched."""
    return AttachedFile(
        external=heard.external,
        address=heard.address,
        name=heard.name,
        media_type=heard.media_type,
        size=heard.size,
        next_try_at=request.at,
    )


def _form(session: Session, request: Request, kind: StatementKind) -> Message:
    item = queries.item_by_reference(session, request.words)
    check_may_record(request, item)
    return RecordForm(kind, row(item, request.today), request.today, rag=item.judged_rag)
