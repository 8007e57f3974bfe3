"""A piece of evidence afterwards: for further items, in a new version, or withdrawn; what was erased stays so."""

from sqlalchemy.orm import Session

from handlers.items.statement import check_brings_evidence
from handlers.replies.outcome import recorded
from handlers.replies.record import check_may_record, readable, record_for, said_in_form
from handlers.replies.reminders import show_answered
from handlers.request import Request
from models.enums import StatementKind
from models.queries import items as queries, statements
from models.refusals.commands import FieldEmpty, UndoIsTheirs
from models.refusals.evidence import AlreadyWithdrawnEvidence, WithdrawalUnexplained
from models.statements.links import addresses_in
from models.statements.recording import support, take_back
from models.statements.statement import Statement
from templates.messages import Message
from templates.messages.replies import RecordForm, WithdrawForm
from templates.presenters.rows import files, row


def also_for(session: Session, request: Request) -> Message:
    """Let the evidence support one more item; `words` reads `17:VETTING-35`, its number and the item's reference.

    Raises NoSuchStatement, NoSuchItem, NotYours, or what keeps evidence from being used again.
    """
    number, _, reference = request.words.partition(":")
    statement = readable(session, request, number)
    item = queries.item_by_reference(session, reference)
    check_may_record(request, item)
    if support(session, statement, item, request.act):
        session.flush()
        show_answered(session, [item], request, answered=True)
    return recorded(session, statement, request)


def open_version_form(session: Session, request: Request) -> Message:
    """Return the form for a new version of the evidence that the button names."""
    statement = _replaceable(session, request)
    item = statements.items_supported(session, statement)[0]
    given = tuple(each for each in statement.addresses if each not in addresses_in(statement.text))
    return RecordForm(
        statement.kind, row(item, request.today), request.today, statement.text, statement.id, links=given
    )


def take_version(session: Session, request: Request) -> Message:
    """Record what was filled in as the new version of the evidence with the number that `words` is.

    It is for every item that the earlier one supports. Raises FieldEmpty or EvidenceToCome at the field `text`,
    LinkUnfit at the field `links`, or what keeps evidence from being replaced.
    """
    if (known := statements.statement_from(session, request.source)) is not None:
        return recorded(session, known, request)
    statement = _replaceable(session, request)
    said = said_in_form(request)
    if not (said.text or said.links or request.files):
        raise FieldEmpty
    items = statements.items_supported(session, statement)
    check_brings_evidence(request, items[0].reference, said.text, said.links)
    version = record_for(session, request, items, StatementKind.EVIDENCE, said, replaces=statement)
    return recorded(session, version, request)


def open_withdrawal(session: Session, request: Request) -> Message:
    """Return the form in which it is said why the evidence that the button names is withdrawn."""
    statement = _withdrawable(session, request)
    references = tuple(item.reference for item in statements.items_supported(session, statement))
    return WithdrawForm(statement.id, statement.text, files(statement.files), references, request.today)


def take_withdrawal(session: Session, request: Request) -> Message:
    """Withdraw the evidence with the number that `words` is, for the reason that was filled in.

    Raises NoSuchStatement, UndoIsTheirs, AlreadyWithdrawnEvidence, or WithdrawalUnexplained at the field `reason`.
    """
    statement = _withdrawable(session, request)
    reason = request.filled("reason")
    if not reason:
        raise WithdrawalUnexplained
    take_back(session, statement, request.act, reason)
    session.flush()
    show_answered(session, statement.items, request, answered=False)
    return recorded(session, statement, request)


def can_do(request: Request, statement: Statement) -> tuple[str, ...]:
    """Return the buttons that the asker may press for a statement."""
    if not statement.stands or statement.erased_at is not None or statement.kind is StatementKind.NOTE:
        return ()
    may_mark = bool(statement.text.strip()) and all(map(request.who.may_record_for, statement.items))
    marked = "not_for_committee" if statement.for_committee else "for_committee"
    marks = (marked,) if may_mark and statement.replaced_by is None else ()
    if statement.kind is not StatementKind.EVIDENCE:
        return marks
    may_replace = statement.replaced_by is None and all(map(request.who.may_record_for, statement.items))
    return (
        *(("new_version",) if may_replace else ()),
        *marks,
        *(("withdraw",) if statement.by_id == request.who.id or request.who.is_coordinator else ()),
    )


def _replaceable(session: Session, request: Request) -> Statement:
    statement = readable(session, request, request.words)
    for item in statement.items:
        check_may_record(request, item)
    statement.check_replaceable()
    return statement


def _withdrawable(session: Session, request: Request) -> Statement:
    statement = readable(session, request, request.words)
    if statement.by_id != request.who.id and not request.who.is_coordinator:
        raise UndoIsTheirs(name=statement.by.name)
    if statement.withdrawn_at is not None:
        raise AlreadyWithdrawnEvidence(number=statement.id)
    return statement
