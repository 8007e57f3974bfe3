"""The parts of the committee's summary: the bridge's rows, and the lists beside it."""

from dataclasses import dataclass
from datetime import date

from models.committee.figure_table import ASKED_FOR, BRIDGE, FIGURES, adds_up
from models.enums import Addressee, Grade, ItemKind, Participation, Rag, ReportKind, Stage
from templates.messages.items import ItemRow


@dataclass(frozen=True)
class Behind:
    """Which number a list stands behind: the figure, of which kind, and in the summary for which meeting.

    None is every kind, and the summary for the next meeting as it would be today.
    """

    figure: str
    kind: ItemKind | None = None
    held_on: date | None = None

    @property
    def value(self) -> str:
        """What a button carries, to be read back with `of`."""
        return f"{self.figure}|{self.kind or ''}|{self.held_on or ''}"

    @classmethod
    def of(cls, value: str) -> "Behind":
        """Return what `value` stands for; ValueError if it is none of ours."""
        figure, kind, held_on = value.split("|")
        if figure not in ASKED_FOR:
            raise ValueError(f"There is no figure {figure!r}.")
        return cls(figure, ItemKind(kind) if kind else None, date.fromisoformat(held_on) if held_on else None)


References = tuple[str, ...]


@dataclass(frozen=True)
class BridgeRow:
    """The movements of one kind between two cut-offs; each is the list of the items' references.

    `opening_printed` is set where the last paper was made elsewhere, so that only its number is known: then
    `opening` lists what the register holds for that day, and the difference is restated as a number.
    """

    kind: ItemKind
    opening: References
    restated_in: References
    restated_out: References
    added: References
    reopened: References
    signed_off: References
    ended: References
    reclassified_in: References
    reclassified_out: References
    closing: References
    opening_printed: int | None = None

    @property
    def opening_number(self) -> int:
        """What the last paper printed."""
        return len(self.opening) if self.opening_printed is None else self.opening_printed

    @property
    def restated(self) -> int:
        """By how much facts recorded since the last paper change what it printed."""
        if self.opening_printed is not None:
            return len(self.opening) - self.opening_printed
        return len(self.restated_in) - len(self.restated_out)

    def listed(self, part: str) -> References:
        """Return the list of this name, which is a part of a step."""
        references: References = getattr(self, part)
        return references

    def number(self, step: str) -> int:
        """Return the number of a step of the bridge."""
        if step == "opening":
            return self.opening_number
        if step == "restated":
            return self.restated
        return sum(counts * len(self.listed(part)) for part, counts in FIGURES[step].parts)

    @property
    def adds_up(self) -> bool:
        """Whether the numbers come to what is open at the end."""
        return adds_up({step: self.number(step) for step in BRIDGE})


@dataclass(frozen=True)
class ReportMovement:
    """The items of one report that moved, as they are quoted to the committee."""

    code: str
    title: str
    rows: tuple[ItemRow, ...]


@dataclass(frozen=True)
class DateMoved:
    """A deadline that moved since the last meeting; `moves` counts every move there ever was.

    It was moved `by` somebody, who agreed to it where `asked_by` had asked.
    """

    row: ItemRow
    was: date | None
    to: date | None
    original: date | None
    reason: str
    by: str
    on: date
    moves: int
    asked_by: str = ""


@dataclass(frozen=True)
class OwnerChanged:
    """An item that changed hands since the last meeting."""

    row: ItemRow
    was: str | None
    to: str | None
    on: date


@dataclass(frozen=True)
class Told:
    """An item with what its owner last said of it, and when; `narrative` is None where nothing was said."""

    row: ItemRow
    narrative: str | None
    on: date | None


@dataclass(frozen=True)
class CauseOfConcern:
    """A cause of concern with its recommendations and its reviews."""

    row: ItemRow
    children: tuple[ItemRow, ...]
    last_review_on: date | None
    next_review_on: date | None


@dataclass(frozen=True)
class Waiting:
    """An item that the force says is complete and HMICFRS has not signed off, and for how many days."""

    row: ItemRow
    since: date
    days: int


@dataclass(frozen=True)
class ReportPublished:
    """A report published since the last meeting. `section_55_on` is the last day for the PCC's comments.

    They were published on `comments_on`, if they have been.
    """

    code: str
    title: str
    kind: ReportKind
    published_on: date
    section_55_on: date
    participation: Participation | None
    summary: str | None
    themes: tuple[str, ...]
    source_link: str | None
    for_force: tuple[ItemRow, ...]
    for_others: tuple[ItemRow, ...]
    comments_on: date | None = None


@dataclass(frozen=True)
class InspectionRow:
    """An inspection that has not been reported. `when` is in the words in which it was announced, or dates."""

    name: str
    kind: ReportKind
    stage: Stage
    when: str
    partners: tuple[str, ...]
    notes: str | None
    stage_since: date


@dataclass(frozen=True)
class PeelQuestionRow:
    """One question of the PEEL framework, with the grade once it has been given."""

    number: int
    text: str
    grade: Grade | None
    areas_for_improvement: References


@dataclass(frozen=True)
class PeelPosition:
    """A PEEL cycle and where it stands."""

    cycle: str
    framework: str
    notes: str | None
    questions: tuple[PeelQuestionRow, ...]


@dataclass(frozen=True)
class Engaged:
    """That HMICFRS's Force Liaison Lead, by the names `leads`, met `owners` in so many `meetings` about `items`."""

    leads: tuple[str, ...]
    owners: tuple[str, ...]
    meetings: int
    items: References


@dataclass(frozen=True)
class Finding:
    """Something to put right before the paper goes out: `check` names the rule, `facts` fill its sentences."""

    check: str
    references: References
    facts: dict[str, str]


@dataclass(frozen=True)
class Unsupported:
    """A figure printed elsewhere that the register cannot support: `name` is the figure's."""

    name: str
    printed: int
    register: int
    references: References

    @property
    def difference(self) -> int:
        """By how much the printed figure is larger than what the register holds."""
        return self.printed - self.register


@dataclass(frozen=True)
class AddresseeCount:
    """How many open items are addressed to a body; an item addressed to several is in each list."""

    addressee: Addressee
    references: References


@dataclass(frozen=True)
class RagCount:
    """The open items of one colour; None is for those that nobody has judged and no rule colours."""

    rag: Rag | None
    references: References


@dataclass(frozen=True)
class OpenOn:
    """How many items of this force were open at the end of a local date, for the picture."""

    on: date
    by_kind: tuple[int, ...]
