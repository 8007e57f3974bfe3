"""Taking a register in from a file, as one transaction: all of it or nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.orm import Session

from bot.imports.sheets import read_sheet
from bot.imports.tables import Sheet
from handlers.reports.import_register import NO_ANSWERS, take_in, tell_changes, whose
from models.database import Database
from models.imports.answers import remember
from models.imports.cells import Cell
from models.imports.questions import Meanings
from models.ledger.audit_context import AuditContext
from models.policies.deciding import decided
from models.policy import Policy
from models.queries import items
from templates.messages.imports import Imported, ImportFaults

Progress = Callable[[str, int], Callable[[], None]]


def import_file(
    database: Database,
    file: Path,
    at: datetime,
    policy: Policy,
    *,
    by: str | None = None,
    dry_run: bool = False,
    quiet: bool = False,
    answers: Meanings = NO_ANSWERS,
    progress: Progress = lambda _stage, _total: lambda: None,
) -> Imported | ImportFaults:
    """Import `file` at the aware instant `at`; return what was done, or everything that is wrong with it.

    `answers` to what was asked about it are remembered, unless it is a `dry_run`, which returns what would be done.
    `by` names the person who imports. Unless it is `quiet`, everybody is told what has become theirs.
    `progress(stage, total)` returns what is to be called after each row of that stage. Raises BadSheet for a file
    that cannot be read at all, NoSuchPerson or SeveralPeople.
    """
    table = read_table(file, file.name, progress)
    if answers and not dry_run:
        with database.writing() as session:
            remember(session, answers, policy.act(items.person_by_name(session, by) if by else None, at))
    with database.writing() as session:
        person = items.person_by_name(session, by) if by else None
        policy = decided(session, policy)
        act = policy.act(person, at)
        outcome = import_table(
            session,
            table,
            act,
            policy,
            dry_run=dry_run,
            quiet=quiet,
            answers=answers,
            took=progress("importing", len(table.rows)),
        )
        if dry_run or isinstance(outcome, ImportFaults):
            session.rollback()
    return outcome


@dataclass(frozen=True)
class RegisterTable:
    """A register as it was read whole: its sheet, and every row with its number and its cells by heading."""

    sheet: Sheet
    rows: list[tuple[int, Mapping[str, Cell]]]


def read_table(
    source: Path | BinaryIO, name: str, progress: Progress = lambda _stage, _total: lambda: None
) -> RegisterTable:
    """Return the register in `source`, which people know as `name`. Raises BadSheet."""
    sheet = read_sheet(source, name)
    return RegisterTable(sheet, list(_read(sheet, progress("reading", sheet.about))))


def import_table(
    session: Session,
    table: RegisterTable,
    audit: AuditContext,
    policy: Policy,
    *,
    dry_run: bool,
    quiet: bool = False,
    answers: Meanings = NO_ANSWERS,
    took: Callable[[], None] = lambda: None,
) -> Imported | ImportFaults:
    """Import a register within the session's transaction, as `import_file` does; return what it did, or the faults.

    The caller rolls back where there are faults, and after a `dry_run`.
    """
    sheet, before = table.sheet, whose(session)
    outcome = take_in(
        session,
        sheet.name,
        sheet.headings,
        table.rows,
        audit,
        dry_run=dry_run,
        headed_in=sheet.headed_in,
        force=policy.force,
        answers=answers,
        took=took,
    )
    if isinstance(outcome, ImportFaults):
        return outcome
    outcome = replace(outcome, other_worksheets=sheet.other_worksheets, tells=dry_run and bool(before))
    return outcome if dry_run or quiet else tell_changes(session, outcome, before, audit, policy)


def _read(sheet: Sheet, read: Callable[[], None]) -> Iterator[tuple[int, Mapping[str, Cell]]]:
    for row in sheet.rows:
        yield row.number, row.cells
        read()
