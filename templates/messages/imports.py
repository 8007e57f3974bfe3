"""What can be said about a file that was read into the register."""

from dataclasses import dataclass
from typing import ClassVar

from templates.messages.allocation import Told


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a row of an imported file, and what would be right."""

    row: int
    column: str
    wrong: str
    right: str


@dataclass(frozen=True)
class ImportFaults:
    """Why nothing was imported: every faulty row, and unrecognised headings with their nearest match.

    `cut_short` says that reading stopped at so many faults, so that there may be more.
    """

    file: str
    faults: tuple[Fault, ...]
    unknown_headings: tuple[tuple[str, str | None], ...] = ()
    cut_short: bool = False

    EXAMPLE: ClassVar["ImportFaults"]


ImportFaults.EXAMPLE = ImportFaults(
    "register.xlsx",
    (
        Fault(
            7,
            "Deadline",
            "“Within six months” of 30 June 2022 is 30 December 2022, not 1 March 2023.",
            "Correct one.",
        ),
    ),
    (("Ownr", "Owner"),),
)


@dataclass(frozen=True)
class Imported:
    """What an import did, or with `dry_run` would do. Each change reads `reference: what from → to`.

    `other_worksheets` are those of the workbook that look like registers too and were not read. `told` is who is
    told of it; None where nobody is, since the register was empty before, or was to be filled quietly.
    """

    file: str
    dry_run: bool
    added: tuple[str, ...]
    changed: tuple[tuple[str, tuple[str, ...]], ...]
    unchanged: int
    new_reports: tuple[str, ...] = ()
    new_people: tuple[str, ...] = ()
    unknown_headings: tuple[tuple[str, str | None], ...] = ()
    other_worksheets: tuple[str, ...] = ()
    told: Told | None = None

    EXAMPLE: ClassVar["Imported"]


Imported.EXAMPLE = Imported(
    "register.xlsx",
    False,
    ("10618", "VETTING-33"),
    (("9962", ("owner from Dev Patel to Anna Clarke",)),),
    14,
    ("OLDER",),
    ("Sofia Novak",),
)
