"""Writing an update or evidence, by command or form, and taking it back."""

import re
from collections.abc import Sequence

from sqlalchemy.orm import Session

from handlers.replies.outcome import recorded, said_back
from handlers.replies.record import check_may_record, readable, record_for, said_in_form
from handlers.replies.reminders import show_answered
from handlers.request import Request
from models.enums import Rag, StatementKind
from models.queries import items as queries
from models.refusals.commands import FieldEmpty, NothingWritten, UndoIsTheirs
from models.refusals.evidence import EvidenceToCome
from models.refusals.forms import FormNotKept
from models.refusals.items import ReferenceMissing
from models.reply_parser.evidence import is_given
from models.statements.recording import RecordedStatement, take_back
from templates.messages import Message
from templates.messages.replies import RecordForm
from templates.presenters.rows import row

FORMS_OF = frozenset({StatementKind.UPDATE, StatementKind.EVIDENCE})
"""What is recorded by a form of its own."""

_REFERENCE_AND_TEXT = re.compile(r"([^\s,]+,?)\s*(.*)", re.DOTALL)
_FURTHER_REFERENCE = re.compile(
    r",?\s*#?([A-Za-z][A-Za-z0-9]{0,19}-[A-Za-z0-9.()]+|\d{3,})(?:\s*(,)\s*|\s+|$)"
)


def evidence(session: Session, request: Request) -> Message:
    """Record the words after the references as evidence for each of the items.

    Raises ReferenceMissing, NoSuchItem, NotYours, NothingWritten or EvidenceToCome.
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
    check_brings_evidence(request, references[0], text)
    said = RecordedStatement(request.who, text, request.source, request.permalink)
    return recorded(session, record_for(session, request, items, StatementKind.EVIDENCE, said), request)


def check_brings_evidence(request: Request, reference: str, text: str, links: Sequence[str] = ()) -> None:
    """Raise EvidenceToCome where words that come without a file or a link say that there is no evidence yet."""
    if not request.files and not links and not is_given(text):
        raise EvidenceToCome(reference=reference, words=text)


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

    A colour that was chosen anew is judged. Raises FormNotKept, FieldEmpty, EvidenceToCome or RagNeedsReason at
    the field `text`, LinkUnfit or TooManyLinks at the field `links`.
    """
    what, _, reference = request.words.partition(":")
    if what not in FORMS_OF:
        raise FormNotKept
    item = queries.item_by_reference(session, reference)
    check_may_record(request, item)
    said = said_in_form(request)
    if not (said.text or said.links or request.files):
        raise FieldEmpty
    if what == StatementKind.EVIDENCE:
        check_brings_evidence(request, item.reference, said.text, said.links)
    chosen = Rag(request.filled("rag")) if request.filled("rag") in set(Rag) else None
    rag = None if chosen is item.judged_rag else chosen
    statement = record_for(session, request, [item], StatementKind(what), said, rag=rag)
    return recorded(session, statement, request)


def undo(session: Session, request: Request) -> Message:
    """Take back the statement that the button names. Raises NoSuchStatement or UndoIsTheirs."""
    statement = readable(session, request, request.words)
    if statement.by_id != request.who.id and not request.who.is_coordinator:
        raise UndoIsTheirs(name=statement.by.name)
    if take_back(session, statement, request.act):
        session.flush()
        show_answered(session, statement.items, request, answered=False)
    return said_back(session, statement, request)


def for_committee(session: Session, request: Request, *, wanted: bool) -> Message:
    """Have the committee read the statement that the button names, or no longer.

    Raises NoSuchStatement, NotYours, EvidenceDoesNotCount or WordsErased.
    """
    statement = readable(session, request, request.words)
    for item in statement.items:
        check_may_record(request, item)
    statement.mark_for_committee(request.act, wanted=wanted)
    session.flush()
    return said_back(session, statement, request)


def _form(session: Session, request: Request, kind: StatementKind) -> Message:
    item = queries.item_by_reference(session, request.words)
    check_may_record(request, item)
    return RecordForm(kind, row(item, request.today), request.today, rag=item.judged_rag)
