"""Taking a register in from a file, as one transaction: all of it or nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.imports.sheets import read_sheet
from bot.imports.tables import Sheet
from handlers.reports.import_register import take_in, tell_changes, whose
from models.database import Database
from models.imports.cells import Cell
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
    progress: Progress = lambda _stage, _total: lambda: None,
) -> Imported | ImportFaults:
    """Import `file` at the aware instant `at`; return what was done, or everything that is wrong with it.

    `by` names the person who imports. With `dry_run`, return what would be done. Unless it is `quiet`, everybody is
    told what has become theirs. `progress(stage, total)`
    returns what is to be called after each row of that stage. Raises BadSheet for a file that cannot be read at
    all, NoSuchPerson or SeveralPeople.
    """
    sheet = read_sheet(file, file.name)
    rows = list(_read(sheet, progress("reading", sheet.about)))
    with database.writing() as session:
        person = items.person_by_name(session, by) if by else None
        act, before = policy.act(person, at), whose(session)
        outcome = take_in(
            session,
            file.name,
            sheet.headings,
            rows,
            act,
            dry_run=dry_run,
            headed_in=sheet.headed_in,
            force=policy.force,
            took=progress("importing", len(rows)),
        )
        if isinstance(outcome, Imported):
            outcome = replace(outcome, other_worksheets=sheet.other_worksheets)
        if dry_run or isinstance(outcome, ImportFaults):
            session.rollback()
        elif not quiet:
            outcome = tell_changes(session, outcome, before, act, policy)
    return outcome


def _read(sheet: Sheet, read: Callable[[], None]) -> Iterator[tuple[int, Mapping[str, Cell]]]:
    for row in sheet.rows:
        yield row.number, row.cells
        read()
