"""Taking a register in from a file."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.orm import Session

from models.act import Act
from models.intake.cells import Cell
from models.intake.columns import recognise_headings
from models.intake.reading import check_rows
from models.intake.rows import Fault
from models.intake.taking import Register
from templates import messages
from templates.messages import Imported, ImportFaults


def take_in(
    session: Session,
    file: str,
    headings: Sequence[str],
    rows: Sequence[tuple[int, Mapping[str, Cell]]],
    act: Act,
    *,
    dry_run: bool,
    headed_in: int = 1,
    took: Callable[[], None] = lambda: None,
) -> Imported | ImportFaults:
    """Take in the `rows` of `file`, each with its number and its cells by heading.

    Return what was done; or everything that is wrong, and then the caller rolls back. The same holds for
    `dry_run`, where what would be done is returned.
    """
    recognised = recognise_headings(headings)
    unknown = tuple((each.heading, each.nearest) for each in recognised.unknown)
    checked = check_rows(rows, recognised, headed_in=headed_in)
    if checked.faults:
        return _faults(file, checked.faults, unknown, cut_short=checked.cut_short)
    intake = Register(session, act).take(checked.rows, took=took)
    if intake.faults:
        return _faults(file, intake.faults, unknown)
    return Imported(
        file=file,
        dry_run=dry_run,
        added=tuple(intake.added),
        changed=tuple((reference, tuple(what)) for reference, what in intake.changed.items()),
        unchanged=intake.unchanged,
        new_reports=tuple(intake.new_reports),
        new_people=tuple(intake.new_people),
        unknown_headings=unknown,
    )


def _faults(
    file: str,
    faults: Sequence[Fault],
    unknown: tuple[tuple[str, str | None], ...],
    *,
    cut_short: bool = False,
) -> ImportFaults:
    told = tuple(messages.Fault(each.row, each.column, each.wrong, each.right) for each in faults)
    return ImportFaults(file, told, unknown, cut_short)
