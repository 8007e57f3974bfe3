"""The parts of the committee's summary: the bridge's rows, and the lists beside it."""

from dataclasses import dataclass
from datetime import date

from models.committee.figure_table import ASKED_FOR, BRIDGE, FIGURES, adds_up
from models.enums import (
    Addressee,
    Grade,
    ItemKind,
    Participation,
    Rag,
    ReportKind,
    ReviewOutcome,
    Stage,
    StatementKind,
)
from templates.messages.items import ItemRow
from templates.who import Who


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

    It was moved `by` somebody, who agreed to it where `asked_by` had asked; `alone` where that was the same person.
    `recorded_on` is set where it took effect before the last cut-off and was recorded after those figures: it is
    told for the first time here.
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
    alone: bool = False
    recorded_on: date | None = None


@dataclass(frozen=True)
class ReviewsUnknown:
    """Items that came from elsewhere: of their reviews before this day none, or only the last, is known."""

    before: date
    references: References
    only_last: bool = False


@dataclass(frozen=True)
class OwnerChanged:
    """An item that changed hands since the last meeting; `recorded_on` is as with a date that moved."""

    row: ItemRow
    was: str | None
    to: str | None
    on: date
    recorded_on: date | None = None


@dataclass(frozen=True)
class ToldFirst:
    """A movement that is told for the first time here: dated `on` a day before the last cut-off, recorded later.

    It belongs to the section of `figure`; the bridge counts what it changes as restated. `reason` is the basis of a
    sign-off, or the reason of another end; `by` whoever recorded it, or empty.
    """

    figure: str
    row: ItemRow
    on: date
    recorded_on: date
    reason: str = ""
    by: str = ""


@dataclass(frozen=True)
class Told:
    """An item with the latest words that are meant for the committee, None where there are none, and their day.

    `number` names the statement, said `by` somebody; they are the narrative of a review with this `outcome`, or of
    none. `latest` is the latest statement of any kind where that is another one: its words are not quoted.
    """

    row: ItemRow
    narrative: str | None
    on: date | None
    number: int | None = None
    by: str = ""
    outcome: ReviewOutcome | None = None
    latest: "Latest | None" = None


@dataclass(frozen=True)
class Latest:
    """The latest statement of an item, whose words are not told: its kind, its day, and how many files it has."""

    kind: StatementKind
    on: date
    files: int = 0
    is_review: bool = False


@dataclass(frozen=True)
class CauseOfConcern:
    """A cause of concern with its recommendations and its reviews."""

    row: ItemRow
    children: tuple[ItemRow, ...]
    last_review_on: date | None
    next_review_on: date | None


@dataclass(frozen=True)
class Waiting:
    """An item that the force says is complete and HMICFRS has not signed off, and for how many days.

    It is complete `through_others` where all its evidence was gathered for other items.
    """

    row: ItemRow
    since: date
    days: int
    through_others: bool = False


@dataclass(frozen=True)
class ReportPublished:
    """A report published since the last meeting. `section_55_on` is the last day for the PCC's comments.

    They were published on `comments_on`, if they have been. `recorded_on` is the day on which the report was
    entered, where it was published before the last cut-off and is told for the first time here.
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
    recorded_on: date | None = None


@dataclass(frozen=True)
class DataReturnRow:
    """Data that HMICFRS has asked for; `inspection` is the one that it is for, where that is known.

    The `owner` sees to it.
    """

    name: str
    due_on: date
    returned_on: date | None = None
    inspection: str | None = None
    owner: Who | None = None


@dataclass(frozen=True)
class InspectionRow:
    """An inspection that has not been reported. `when` is in the words in which it was announced, or dates.

    `scope` are the points that it evaluates. `stage_since` is None where only the day of entry is known.
    """

    name: str
    kind: ReportKind
    stage: Stage
    when: str
    partners: tuple[str, ...]
    notes: str | None
    stage_since: date | None
    scope: tuple[str, ...] = ()


@dataclass(frozen=True)
class PeelQuestionRow:
    """One question of PEEL, with HMICFRS's grade and the force's own assessment; None where not entered."""

    number: int
    text: str
    grade: Grade | None
    areas_for_improvement: References
    assessed: Grade | None = None


@dataclass(frozen=True)
class PeelPosition:
    """A PEEL cycle and where it stands; `unplaced` are its areas for improvement that are under no question."""

    cycle: str
    framework: str
    notes: str | None
    questions: tuple[PeelQuestionRow, ...]
    unplaced: References = ()


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
    """A figure printed elsewhere that the register cannot support: `name` is the figure's.

    Beside those that the register counts, it holds as many `for_others`, which are addressed to other bodies only.
    """

    name: str
    printed: int
    register: int
    references: References
    for_others: int = 0

    @property
    def difference(self) -> int:
        """By how much the printed figure is larger than what the register counts."""
        return self.printed - self.register

    @property
    def is_explained(self) -> bool:
        """Whether those for other bodies make the difference: the printed figure counted them too."""
        return bool(self.for_others) and self.difference == self.for_others


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
