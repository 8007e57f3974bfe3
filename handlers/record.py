"""Recording an update or evidence, by command or form, and taking it back."""

import re

from sqlalchemy.orm import Session

from handlers.ask import Ask, FileHeard
from handlers.reminded import show_answered
from handlers.understood import judged_by, proposals_of
from models import queries, spoken
from models.judging import check_judgement, judge
from models.kinds import Rag, StatementKind
from models.recommendation import Recommendation
from models.recording import Said, record, take_back
from models.refusals import (
    NoSuchStatement,
    NothingWritten,
    NotYours,
    NotYoursUnallocated,
    ReferenceMissing,
    UndoIsTheirs,
)
from models.statement import AttachedFile, Statement
from templates.messages import Message, Recorded, RecordedTogether, RecordForm
from templates.rows import files, row

_REFERENCE_AND_TEXT = re.compile(r"(\S+)\s*(.*)", re.DOTALL)


def evidence(session: Session, ask: Ask) -> Message:
    """Record the words after the reference as evidence for the item.

    Raises ReferenceMissing, NoSuchItem, NotYours or NothingWritten.
    """
    parts = _REFERENCE_AND_TEXT.match(ask.words.strip())
    if parts is None:
        raise ReferenceMissing(command="evidence")
    item = queries.item_by_reference(session, parts[1])
    check_may_record(ask, item)
    if not parts[2] and not ask.files:
        raise NothingWritten
    return record_for(session, ask, item, StatementKind.EVIDENCE, parts[2])


def open_update_form(session: Session, ask: Ask) -> Message:
    """Return the form for an update of the item that the button names."""
    return _form(session, ask, StatementKind.UPDATE)


def open_evidence_form(session: Session, ask: Ask) -> Message:
    """Return the form for evidence for the item that the button names."""
    return _form(session, ask, StatementKind.EVIDENCE)


def take_form(session: Session, ask: Ask) -> Message:
    """Record what was filled into the form; `words` reads `update:10618` or `evidence:10618`.

    A colour that was chosen anew is judged. Raises NothingWritten or RagNeedsReason at the form's field `text`.
    """
    kind, _, reference = ask.words.partition(":")
    item = queries.item_by_reference(session, reference)
    check_may_record(ask, item)
    text = ask.fields.get("text", "").strip()
    if not text and not ask.files:
        raise NothingWritten
    chosen = Rag(ask.filled("rag")) if ask.filled("rag") in set(Rag) else None
    return record_for(
        session, ask, item, StatementKind(kind), text, None if chosen is item.judged_rag else chosen
    )


def undo(session: Session, ask: Ask) -> Message:
    """Take back the statement that the button names. Raises NoSuchStatement or UndoIsTheirs."""
    statement = session.get(Statement, int(ask.words)) if ask.words.isdecimal() else None
    if statement is None:
        raise NoSuchStatement
    if statement.by_id != ask.who.id and not ask.who.is_coordinator:
        raise UndoIsTheirs(name=statement.by.name)
    if take_back(session, statement, ask.act):
        session.flush()
        show_answered(session, statement.items, ask, answered=False)
    return said_back(session, statement, ask)


def check_may_record(ask: Ask, item: Recommendation) -> None:
    """Raise NotYours or NotYoursUnallocated unless the asker may record something for `item`."""
    if ask.who.may_record_for(item):
        return
    if item.owner is None:
        raise NotYoursUnallocated(reference=item.reference)
    raise NotYours(reference=item.reference, owner=item.owner.name)


def record_for(
    session: Session,
    ask: Ask,
    item: Recommendation,
    kind: StatementKind,
    text: str,
    rag: Rag | None = None,
) -> Recorded:
    """Record `text` and the files that came with it for `item`, quiet its reminders, and say so.

    With `rag`, the item is judged to have that colour. Raises RagNeedsReason or ItemHasEnded.
    """
    if rag is not None:
        check_judgement(item, rag, text)
    said = Said(ask.who, text, ask.source, ask.permalink)
    known = spoken.statement_from(session, ask.source)
    attached = [attach(heard, ask) for heard in ask.files]
    statement = known or record(session, kind, said, [item], ask.act, attached)
    session.flush()
    if rag is not None and known is None:
        judge(session, item, rag, statement, ask.act)
    show_answered(session, [item], ask, answered=True)
    return recorded(session, statement, ask)


def said_back(session: Session, statement: Statement, ask: Ask) -> Recorded | RecordedTogether:
    """Return what `statement` is now, with the other parts of the message from which it came."""
    together = spoken.said_together(session, statement)
    parts = tuple(recorded(session, each, ask) for each in together)
    return parts[0] if len(parts) == 1 else RecordedTogether(parts)


def recorded(session: Session, statement: Statement, ask: Ask) -> Recorded:
    """Return what `statement` is now, as it is said back to its author."""
    review = spoken.review_answered_by(session, statement)
    item = statement.items[0]
    return Recorded(
        kind=statement.kind,
        statement=statement.id,
        row=row(item, ask.today),
        text=statement.text,
        today=ask.today,
        files=files(statement.files),
        review_on=review.due_on if review else None,
        next_review_on=item.review_due_on,
        edited_at=statement.edited_at,
        deleted_at=statement.deleted_at,
        undone_at=statement.withdrawn_at,
        judged=judged_by(session, statement, ask),
        proposals=proposals_of(session, statement),
        outcome=review.outcome if review else None,
        shared=review is not None and review.shared_on is not None,
    )


def attach(heard: FileHeard, ask: Ask) -> AttachedFile:
    """Return the record of a file that is still to be fetched."""
    return AttachedFile(
        external=heard.external,
        address=heard.address,
        name=heard.name,
        media_type=heard.media_type,
        size=heard.size,
        next_try_at=ask.at,
    )


def _form(session: Session, ask: Ask, kind: StatementKind) -> Message:
    item = queries.item_by_reference(session, ask.words)
    check_may_record(ask, item)
    return RecordForm(kind, row(item, ask.today), ask.today, rag=item.judged_rag)
