"""What is said in a terminal to whoever runs Reckoner."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class LedgerCheck:
    """What verifying the ledger found: how many facts it has sealed, the last seal, and what does not fit.

    `kept` heads from outside the database were looked for, of which those numbered `strangers` were never ours.
    `broken_at` are the numbers of seals that do not fit, `unsealed` those of facts without a seal.
    """

    facts: int
    sha256: str
    kept: int
    broken_at: tuple[int, ...] = ()
    unsealed: tuple[int, ...] = ()
    strangers: tuple[int, ...] = ()

    EXAMPLE: ClassVar["LedgerCheck"]

    @property
    def holds(self) -> bool:
        """Whether the ledger is what was written."""
        return not (self.broken_at or self.unsealed or self.strangers)


LedgerCheck.EXAMPLE = LedgerCheck(1_234, "9f" * 32, 12)
