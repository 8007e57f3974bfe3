"""What is said in a terminal to whoever runs Reckoner."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal


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


@dataclass(frozen=True)
class Finding:
    """What the doctor found at one place: `place` and `state` name its words, `facts` are what they tell."""

    place: str
    state: Literal["well", "look", "broken"]
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Examination:
    """Everything the doctor looked at, in the order in which it was looked at."""

    findings: tuple[Finding, ...]

    EXAMPLE: ClassVar["Examination"]

    @property
    def broken(self) -> int:
        """How many places are broken."""
        return sum(finding.state == "broken" for finding in self.findings)

    @property
    def to_look_at(self) -> int:
        """How many places want looking at."""
        return sum(finding.state == "look" for finding in self.findings)


Examination.EXAMPLE = Examination(
    (
        Finding("database", "well", {"address": "sqlite:///data/reckoner.db", "items": "16"}),
        Finding("channel", "broken", {"channel": "C0JAC0001", "error": "not_in_channel"}),
    )
)
