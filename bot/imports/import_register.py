"""Taking a register in from a file: tried as a whole, of which nothing is kept, and then taken in part by part."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.orm import Session

from bot.imports.sheets import read_sheet
from bot.imports.tables import Sheet
from handlers.reports.import_register import (
    NO_ANSWERS,
    holders_to_tell,
    take_in,
    take_part,
    tell_changes,
)
from models.database import Database
from models.imports.answers import remember
from models.imports.cells import Cell
from models.imports.importing import Holders, is_begun
from models.imports.parts import parts
from models.imports.questions import Meanings
from models.imports.rows import ImportRow
from models.ledger.audit_context import AuditContext
from models.locks import take_turn
from models.people.person import Person
from models.policies.deciding import decided
from models.policy import Policy
from models.queries import items
from models.refusals.imports import RegisterBusy
from templates.messages.imports import Imported, ImportFaults

Progress = Callable[[str, int], Callable[[], None]]
Act = Callable[[Session], AuditContext]
"""Who imports, and when, for a transaction."""

MOST_PLANS = 5
"""So often a register is tried anew because somebody has changed it while it was taken in."""


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
    pause: Callable[[], object] = lambda: None,
) -> Imported | ImportFaults:
    """Import `file` at the aware instant `at`; return what was done, or everything that is wrong with it.

    `answers` to what was asked about it are remembered, unless it is a `dry_run`, which returns what would be done.
    `by` names the person who imports. Unless it is `quiet`, everybody is told what has become theirs.
    `progress(stage, total)` returns what is to be called after each row of that stage, and `pause` is called after
    each part, to let other programs write. Raises BadSheet for a file that cannot be read at all, NoSuchPerson,
    SeveralPeople, or RegisterBusy.
    """
    table = read_table(file, file.name, progress)
    with database.reading() as session:
        person = items.person_by_name(session, by).id if by else None
        tells = not quiet and is_begun(session)
        policy = decided(session, policy)

    def act(session: Session) -> AuditContext:
        return policy.act(session.get_one(Person, person) if person else None, at)

    if answers and not dry_run:
        with database.writing() as session:
            remember(session, answers, act(session))
    planned = plan(database, table, act, policy, answers, progress("checking", len(table.rows)))
    if dry_run or isinstance(planned.outcome, ImportFaults):
        return planned.outcome
    outcome, handed = planned.outcome, dict[int, Holders]()
    took = progress("importing", len(table.rows))
    for _ in range(MOST_PLANS):
        if take_parts(database, planned, act, lambda _, taken: handed.update(taken), took, pause):
            break
        planned = plan(database, table, act, policy, answers)
        if isinstance(planned.outcome, ImportFaults):
            return replace(planned.outcome, begun=bool(handed))
        outcome = outcome.and_then(planned.outcome)
    else:
        raise RegisterBusy(name=file.name)
    outcome = replace(outcome, dry_run=False, tells=False)
    if not tells:
        return outcome
    # Nobody waits while what is to be told is put together.
    with database.reading() as session:
        holders = holders_to_tell(session, handed, act(session), policy)
    with database.writing() as session:
        return tell_changes(session, outcome, holders, act(session))


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


@dataclass(frozen=True)
class Plan:
    """What importing a register would do, or what is wrong with it; and the parts in which it is taken in."""

    outcome: Imported | ImportFaults
    parts: tuple[tuple[ImportRow, ...], ...]


def plan(
    database: Database,
    table: RegisterTable,
    act: Act,
    policy: Policy,
    answers: Meanings = NO_ANSWERS,
    took: Callable[[], None] = lambda: None,
) -> Plan:
    """Try to import a register, and keep nothing of it; nobody waits meanwhile. `took` is called after each row."""
    sheet = table.sheet
    with database.trying() as session:
        tells = is_begun(session)
        outcome, rows = take_in(
            session,
            sheet.name,
            sheet.headings,
            table.rows,
            act(session),
            headed_in=sheet.headed_in,
            force=policy.force,
            answers=answers,
            took=took,
        )
    if isinstance(outcome, Imported):
        outcome = replace(outcome, other_worksheets=sheet.other_worksheets, tells=tells)
    return Plan(outcome, parts(rows))


def take_parts(
    database: Database,
    planned: Plan,
    act: Act,
    taken: Callable[[Session, Mapping[int, Holders]], object],
    took: Callable[[], None] = lambda: None,
    pause: Callable[[], object] = lambda: None,
) -> bool:
    """Take in what was planned, each part by a transaction of its own, in which `taken` is told who had what.

    Return False where a part would do anything else than was planned, since somebody has changed the register
    meanwhile: that part and those behind it are not in. `took` is called after each row, `pause` after each part.
    """
    if isinstance(planned.outcome, ImportFaults):
        return False
    for part in planned.parts:
        with database.writing() as session:
            take_turn(session)
            handed = take_part(session, part, planned.outcome, act(session))
            if handed is None:
                session.rollback()
                return False
            taken(session, handed)
        database.let_others_write()
        pause()
        for _ in part:
            took()
    return True


def _read(sheet: Sheet, read: Callable[[], None]) -> Iterator[tuple[int, Mapping[str, Cell]]]:
    for row in sheet.rows:
        yield row.number, row.cells
        read()
