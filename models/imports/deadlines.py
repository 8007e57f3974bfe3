"""What the cells of a row say of its deadline, taken together."""

from dataclasses import dataclass, replace
from datetime import date

from models.deadlines.deadline import Deadline, DeadlineBasis
from models.imports.cells import quoted

_STANDS_ALONE = frozenset({DeadlineBasis.LOCAL, DeadlineBasis.NONE})
"""On these bases a date, or that there is none, does not follow from the wording."""

_CORRECT_ONE = (
    "Correct whichever of the two is wrong, or leave the date empty. Of a deadline that was moved, write the "
    "first date under “Original deadline”."
)


@dataclass(frozen=True, slots=True)
class DeadlineCells:
    """The cells: the date, its basis, the first date that was set, and how often it has moved since."""

    on: date | None
    basis: DeadlineBasis | None
    original: date | None
    moves: int | None

    @property
    def stands_alone(self) -> bool:
        """Whether the date is said to differ from what the wording means: it moved, or is the force's own."""
        return self.basis in _STANDS_ALONE or self.original is not None or bool(self.moves)

    def with_wording(self, meant: Deadline) -> Deadline:
        """Return the deadline of the row, whose wording `meant` something, or nothing.

        A date that stands alone is taken as it is. Any other is what the wording means, and without wording it
        is a local target unless the row names another basis.
        """
        if self.stands_alone:
            return self._alone(meant)
        if meant.on is None and self.on is not None:
            return Deadline(self.on, self.basis or DeadlineBasis.LOCAL, meant.wording)
        return replace(meant, basis=self.basis) if self.basis and meant.on else meant

    def _alone(self, meant: Deadline) -> Deadline:
        if self.on is not None and self.on == meant.on:
            return replace(meant, basis=self.basis or meant.basis)
        usual = DeadlineBasis.NONE if self.on is None else DeadlineBasis.LOCAL
        return Deadline(self.on, self.basis or usual, meant.wording)

    def leaves_basis_open(self, meant: Deadline) -> bool:
        """Say whether the row neither names nor implies a basis, so that one the register holds may stand."""
        return self.basis is None and (self.stands_alone or meant.on is None)

    def fault(self, deadline: Deadline, wording: str) -> tuple[str, str] | None:
        """Return what is wrong and what would be right where the cells contradict each other, else None."""
        if self.basis is DeadlineBasis.NONE and self.on is not None:
            wrong = f"The basis is “{DeadlineBasis.NONE}”, but the date is {written(self.on)}."
            return wrong, "Clear the date, or enter its basis."
        if self.on is not None and deadline.on != self.on:
            meant = written(deadline.on)
            return (
                f"The wording {quoted(wording)} means {meant}, but the date is {written(self.on)}.",
                _CORRECT_ONE,
            )
        return None


def written(day: date | None) -> str:
    """Return a day as people write it, like `31 March 2023`; None is no date."""
    return f"{day.day} {day:%B %Y}" if day else "no date"
