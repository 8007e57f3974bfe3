"""Registers that were sent in chat: each is read once its file is there, shown, and imported once confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models.enums import DocumentKind
from models.imports.importing import Holders
from models.imports.questions import Meanings, Question
from models.imports.sent_register import AT_WORK, WAITING, SentRegister, SentState, sent_by_id
from models.outbox import outbox
from models.refusals.base import Refusal
from models.refusals.imports import RegisterNotFetched, RegisterPartlyIn, RegisterTooSlow
from models.statements.statement import FileState
from templates.messages import Message
from templates.messages.answers import Refused
from templates.messages.documents import Document
from templates.messages.imports import Imported, ImportFaults
from templates.serialization import content_of, freeze

HELD_FOR: Final = timedelta(minutes=30)
"""Longer than the largest register takes: nobody else begins with it meanwhile."""

MOST_ATTEMPTS: Final = 3
"""A file that ends whoever reads it is given up after so many times."""

Outcome = Imported | ImportFaults | Refusal


@dataclass(frozen=True)
class ToImport:
    """A register to be read from the file with this SHA-256, called `name`; with `for_good` it is imported.

    `answers` are those that were given for it. One that `is_given_up` is not read any more: those who had been
    handed something by it are still to be told.
    """

    sent: int
    name: str
    sha256: str
    by: int
    for_good: bool
    answers: Meanings
    is_given_up: bool = False


def claim(session: Session, at: datetime) -> list[ToImport]:
    """Take the next register that can be read or imported at the aware instant `at`; it is held for HELD_FOR.

    One whose file could not be fetched, or was given up before anything of it was in, is refused, and whoever sent
    it is told. One that was given up later is taken once more, for `give_up`.
    """
    waiting = (
        select(SentRegister)
        .where(WAITING, SentRegister.next_try_at <= at)
        .order_by(SentRegister.next_try_at, SentRegister.id)
        .with_for_update(of=SentRegister, skip_locked=True)
    )
    for sent in session.scalars(waiting):
        file = sent.file
        if file.state is FileState.FAILED:
            _refuse(session, sent, RegisterNotFetched(name=file.name, why=file.error or ""), at)
        elif sent.attempts >= MOST_ATTEMPTS and not sent.planned:
            _refuse(session, sent, RegisterTooSlow(name=file.name, attempts=MOST_ATTEMPTS), at)
        elif file.state is FileState.STORED and file.sha256 is not None:
            is_given_up = sent.attempts >= MOST_ATTEMPTS
            sent.next_try_at, sent.attempts = at + HELD_FOR, sent.attempts + 1
            for_good = sent.state is SentState.IMPORTING
            of_file = (sent.id, file.name, file.sha256, sent.by_id, for_good)
            return [ToImport(*of_file, sent.meanings, is_given_up)]
    return []


def is_due(session: Session, at: datetime) -> bool:
    """Whether there is a register to look at, at the aware instant `at`: to be asked where nobody waits for it."""
    return session.connection().scalar(_ANY_DUE, {"at": at}) is not None


_ANY_DUE = select(SentRegister.id).where(WAITING, SentRegister.next_try_at <= bindparam("at")).limit(1)


def begins(session: Session, wanted: ToImport, outcome: Imported, *, tells: bool) -> bool:
    """Whether to import: `outcome` does what was shown to whoever confirmed it, or what is left of that.

    What it does is kept, and whether it `tells` people what has become theirs: where a Reckoner dies in the middle,
    another takes in the rest.
    """
    sent = sent_by_id(session, str(wanted.sent))
    begun = _planned(sent, outcome)
    if outcome.effect != sent.effect:
        return begun is not None and begun.covers(outcome.added, dict(outcome.changed))
    if begun is None:
        sent.handed = [] if tells else None
    whole = begun.and_then(outcome) if begun else outcome
    sent.planned = {name: getattr(whole, name) for name in _KEPT}
    return True


def note_taken(wanted: ToImport, session: Session, handed: Mapping[int, Holders]) -> None:
    """Note who had what before a part of a register was taken in, in the transaction of that."""
    sent = sent_by_id(session, str(wanted.sent))
    if sent.handed is not None:
        sent.handed = [*sent.handed, *([item, *holders] for item, holders in handed.items())]


def handed(session: Session, wanted: ToImport) -> Mapping[int, Holders] | None:
    """Return who had each item that was handed to others by now, or None where nobody is told."""
    sent = session.get_one(SentRegister, wanted.sent)
    if sent.handed is None or sent.quiet:
        return None
    # Who had it first, where it was handed on twice.
    return {item: (owner, deputy) for item, owner, deputy in reversed(sent.handed)}


def finished(session: Session, wanted: ToImport, outcome: Imported) -> Imported:
    """Return what a register did of which `outcome` was left."""
    sent = sent_by_id(session, str(wanted.sent))
    return replace(_planned(sent, outcome) or outcome, dry_run=False, tells=False)


def give_up(session: Session, wanted: ToImport, at: datetime) -> None:
    """Refuse a register of which rows are in, and tell whoever sent it."""
    sent = sent_by_id(session, str(wanted.sent))
    _refuse(session, sent, RegisterPartlyIn(name=wanted.name, attempts=MOST_ATTEMPTS), at)


_KEPT: Final = ("added", "changed", "unchanged", "new_reports", "new_people")


def _planned(sent: SentRegister, outcome: Imported) -> Imported | None:
    """Return all that importing a register does, of which `outcome` is left; None where that was not begun."""
    if sent.planned is None:
        return None
    added, changed, unchanged, new_reports, new_people = (sent.planned[name] for name in _KEPT)
    return replace(
        outcome,
        added=tuple(added),
        changed=tuple((reference, tuple(what)) for reference, what in changed),
        unchanged=unchanged,
        new_reports=tuple(new_reports),
        new_people=tuple(new_people),
    )


def settle(session: Session, wanted: ToImport, outcome: Outcome, at: datetime) -> None:
    """Write down what became of a register that was claimed, and tell whoever sent it."""
    sent = sent_by_id(session, str(wanted.sent))
    if sent.state not in AT_WORK:
        return
    match outcome:
        case Refusal():
            _refuse(session, sent, outcome, at)
        case ImportFaults():
            said = replace(outcome, sent=sent.id, begun=sent.planned is not None)
            questions = [
                Question(each.column, each.words, each.rows, each.proposal, each.choices)
                for each in outcome.questions
            ]
            sent.ask(content_of(said), questions, ends_at=at if outcome.faults else None)
            _tell(session, sent, said, at)
            if outcome.faults:
                _tell(session, sent, _marked_copy(sent, at), at)
        case Imported(dry_run=False):
            _end(session, sent, SentState.IMPORTED, outcome.sent_as(sent.id), at)
        case Imported():
            shown = outcome.sent_as(sent.id, changed_since=sent.state is SentState.IMPORTING)
            if not (outcome.added or outcome.changed):
                _end(session, sent, SentState.DISCARDED, shown, at)
                return
            sent.show(
                content_of(shown),
                shown.effect,
                [Question(each.column, each.words, ()) for each in shown.answered],
            )
            _tell(session, sent, shown, at)


def _marked_copy(sent: SentRegister, at: datetime) -> Document:
    return Document(DocumentKind.MARKED_REGISTER, sent.by.id, at.date(), sent=sent.id, named=sent.file.name)


def _end(session: Session, sent: SentRegister, state: SentState, said: Message, at: datetime) -> None:
    sent.end(state, at, content_of(said))
    _tell(session, sent, said, at)


def _refuse(session: Session, sent: SentRegister, refusal: Refusal, at: datetime) -> None:
    sent.end(SentState.REFUSED, at)
    _tell(session, sent, Refused(refusal.template, refusal.fields), at)


def _tell(session: Session, sent: SentRegister, message: Message, at: datetime) -> None:
    sent.rounds += 1
    key = f"sent-register:{sent.id}:{sent.rounds}"
    outbox.enqueue(session, key, freeze(message), at, person=sent.by, is_answer=True)
