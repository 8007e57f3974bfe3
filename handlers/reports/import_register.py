"""Taking a register in from a file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.people.allocation import tell_all
from models.imports.cells import Cell
from models.imports.checking import Checked, check_rows
from models.imports.headings import recognise_headings
from models.imports.importing import Register
from models.imports.known import known_in
from models.imports.questions import Meanings, Question
from models.imports.rows import RowFault
from models.ledger.audit_context import AuditContext
from models.outbox import outbox
from models.people.person import Person
from models.policy import Policy
from models.queries import items
from models.register.allocation import Changed
from models.register.fields import Column
from models.register.recommendation import Recommendation
from templates.messages.imports import AskedOfFile, Fault, Imported, ImportFaults
from templates.serialization import freeze

NO_ANSWERS: Final[Meanings] = MappingProxyType({})

Holders = Mapping[int, tuple[int | None, int | None]]
"""Owner and deputy of items, all by their ids."""


def take_in(
    session: Session,
    file: str,
    headings: Sequence[str],
    rows: Sequence[tuple[int, Mapping[str, Cell]]],
    audit: AuditContext,
    *,
    dry_run: bool,
    headed_in: int = 1,
    force: str | None = None,
    answers: Meanings = NO_ANSWERS,
    took: Callable[[], None] = lambda: None,
) -> Imported | ImportFaults:
    """Take in the `rows` of `file`, each with its number and its cells by heading.

    `answers` are those given for this file, beside those that are remembered.
    Return what was done; or everything that is wrong or asked, and then the caller rolls back. The same holds for
    `dry_run`, where what would be done is returned.
    """
    recognised = recognise_headings(headings)
    unknown = tuple((each.heading, each.nearest) for each in recognised.unknown)
    known = known_in(session, answers)
    checked = check_rows(rows, recognised, headed_in=headed_in, force=force, known=known, file=_title(file))
    intake = Register(session, audit).take(checked.rows, took=took)
    if checked.faults or intake.faults or checked.questions:
        # A row can belong to one that could not be read: that is told once the other is mended.
        whole = not (checked.faults or checked.questions)
        further = [each for each in intake.faults if whole or each.column != Column.PART_OF]
        faults = sorted((*checked.faults, *further), key=lambda each: each.row)
        columns = tuple((str(column), heading) for heading, column in recognised.columns.items())
        return replace(_faults(file, faults, unknown, checked), headings=columns)
    return Imported(
        file=file,
        dry_run=dry_run,
        added=tuple(intake.added),
        changed=tuple((reference, tuple(what)) for reference, what in intake.changed.items()),
        unchanged=intake.unchanged,
        new_reports=tuple(intake.new_reports),
        new_people=tuple(intake.new_people),
        unknown_headings=unknown,
        left_out=checked.left_out,
        answered=tuple(AskedOfFile(each.column, each.words, (), each.meaning) for each in checked.answered),
    )


def whose(session: Session) -> Holders:
    """Return who holds each open item now, to be compared with who does after an import."""
    held = select(Recommendation.id, Recommendation.owner_id, Recommendation.deputy_id)
    return {
        item: (owner, deputy) for item, owner, deputy in session.execute(held.where(Recommendation.is_open))
    }


def tell_changes(
    session: Session, imported: Imported, before: Holders, audit: AuditContext, policy: Policy
) -> Imported:
    """Tell everybody in one message what an import has made theirs, and the coordinators what it did; return it so.

    Nobody is told where nothing was open `before`: a register that begins would greet everybody at once.
    """
    if not before:
        return imported
    after = whose(session)
    changed = [item for item in after if after[item] != before.get(item, (None, None))]
    people = {person.id: person for person in session.scalars(select(Person))}
    handed = []
    for item in items.items_by_ids(session, changed):
        owner, deputy = before.get(item.id, (None, None))
        handed.append(Changed(item, (), people.get(owner or 0), people.get(deputy or 0)))
    source = f"import:{audit.at.isoformat()}"
    told = tell_all(session, handed, audit, policy, source)
    said = replace(imported, told=told)
    if said.added or said.changed:
        for person in items.coordinators(session):
            if person.reachable and person is not audit.by:
                outbox.enqueue(session, f"{source}:{person.id}", freeze(said), audit.at, person=person)
    return said


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
