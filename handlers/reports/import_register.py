"""Taking a register in from a file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.people.allocation import Announcements, announce, announcements_of
from models.imports.cells import Cell
from models.imports.checking import Checked, check_rows
from models.imports.headings import recognise_headings
from models.imports.importing import Holders, Intake, Register
from models.imports.known import known_in
from models.imports.parts import TRIED_AT_ONCE, parts
from models.imports.questions import Meanings, Question
from models.imports.rows import ImportRow, RowFault
from models.ledger.audit_context import AuditContext
from models.outbox import outbox
from models.people.person import Person
from models.policy import Policy
from models.queries import items
from models.register.allocation import Changed
from models.register.fields import Column
from templates.messages.allocation import Told
from templates.messages.imports import AskedOfFile, Fault, Imported, ImportFaults
from templates.serialization import freeze

NO_ANSWERS: Final[Meanings] = MappingProxyType({})


def take_in(
    session: Session,
    file: str,
    headings: Sequence[str],
    rows: Sequence[tuple[int, Mapping[str, Cell]]],
    audit: AuditContext,
    *,
    headed_in: int = 1,
    force: str | None = None,
    answers: Meanings = NO_ANSWERS,
    took: Callable[[], None] = lambda: None,
) -> tuple[Imported | ImportFaults, tuple[ImportRow, ...]]:
    """Try to take in the `rows` of `file`, each with its number and its cells by heading; the caller rolls back.

    `answers` are those given for this file, beside those that are remembered.
    Return what would be done, and the rows that do it; or everything that is wrong or asked, and no rows.
    """
    recognised = recognise_headings(headings)
    unknown = tuple((each.heading, each.nearest) for each in recognised.unknown)
    known = known_in(session, answers)
    checked = check_rows(rows, recognised, headed_in=headed_in, force=force, known=known, file=_title(file))
    intake = _tried(session, checked.rows, audit, took)
    if checked.faults or intake.faults or checked.questions:
        # A row can belong to one that could not be read: that is told once the other is mended.
        whole = not (checked.faults or checked.questions)
        further = [each for each in intake.faults if whole or each.column != Column.PART_OF]
        faults = sorted((*checked.faults, *further), key=lambda each: each.row)
        columns = tuple((str(column), heading) for heading, column in recognised.columns.items())
        return replace(_faults(file, faults, unknown, checked), headings=columns), ()
    outcome = Imported(
        file=file,
        dry_run=True,
        added=tuple(intake.added),
        changed=tuple((reference, tuple(what)) for reference, what in intake.changed.items()),
        unchanged=intake.unchanged,
        new_reports=tuple(intake.new_reports),
        new_people=tuple(intake.new_people),
        unknown_headings=unknown,
        left_out=checked.left_out,
        answered=tuple(AskedOfFile(each.column, each.words, (), each.meaning) for each in checked.answered),
    )
    return outcome, checked.rows


def _tried(
    session: Session, rows: Sequence[ImportRow], audit: AuditContext, took: Callable[[], None]
) -> Intake:
    """Try out `rows` by large parts, each in the order of the file, and hold no more than one in memory."""
    register = Register(session, audit)
    for part in parts(rows, TRIED_AT_ONCE):
        register.try_out(sorted(part, key=lambda row: row.row), took=took)
    return register.intake


def take_part(
    session: Session, rows: Sequence[ImportRow], planned: Imported, audit: AuditContext
) -> Mapping[int, Holders] | None:
    """Take in some of the rows of a register; return who had each item that has another owner or deputy now.

    None where that would do anything else than was `planned`; then the caller rolls back.
    """
    intake = Register(session, audit).take(rows)
    changed = {reference: tuple(what) for reference, what in intake.changed.items()}
    is_planned = not intake.faults and planned.covers(intake.added, changed)
    return intake.handed if is_planned else None


def tell_changes(
    session: Session, imported: Imported, holders: Announcements, audit: AuditContext
) -> Imported:
    """Tell `holders` what an import made theirs, and the coordinators what it did; return it with who is told."""
    said = replace(imported, told=tell_holders(session, holders, audit))
    if said.added or said.changed:
        for person in items.coordinators(session):
            if person.reachable and person is not audit.by:
                key = f"{_source(audit)}:{person.id}"
                outbox.enqueue(session, key, freeze(said), audit.at, person=person)
    return said


def tell_holders(session: Session, holders: Announcements, audit: AuditContext) -> Told:
    """Tell everybody in one message what an import has made theirs; return who is told."""
    return announce(session, holders, audit, _source(audit))


def holders_to_tell(
    session: Session, before: Mapping[int, Holders], audit: AuditContext, policy: Policy
) -> Announcements:
    """Return what is to be told of what an import has made somebody's. This only reads.

    `before` holds who had each item that was handed to others.
    """
    people = {person.id: person for person in session.scalars(select(Person))}
    handed = []
    for item in items.items_by_ids(session, list(before)):
        owner, deputy = before[item.id]
        if item.is_open:
            handed.append(Changed(item, (), people.get(owner or 0), people.get(deputy or 0)))
    return announcements_of(session, handed, audit, policy)


def _source(audit: AuditContext) -> str:
    return f"import:{audit.at.isoformat()}"


def asked_of(questions: Iterable[Question]) -> tuple[AskedOfFile, ...]:
    """Return questions as they are told."""
    return tuple(
        AskedOfFile(each.column, each.words, each.rows, each.proposal, each.choices) for each in questions
    )


def _faults(
    file: str,
    faults: Sequence[RowFault],
    unknown: tuple[tuple[str, str | None], ...],
    checked: Checked,
) -> ImportFaults:
    told = tuple(Fault(each.row, each.column, each.wrong, each.right) for each in faults)
    return ImportFaults(file, told, unknown, checked.cut_short, questions=asked_of(checked.questions))


def _title(file: str) -> str:
    """Return what a file is called, as the title of a report that it nowhere names."""
    return " ".join(file.rpartition(".")[0].replace("_", " ").replace("-", " ").split()) or file
