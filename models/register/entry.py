"""What the register holds of one item, and what follows from it by rule."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column, validates

from models.base import Base, EnumSet, Name, Words, by_value
from models.deadlines.deadline import DeadlineBasis
from models.enums import FORCE_ADDRESSEES, OPEN, OUTSTANDING, OWNERS_TURN, Addressee, ItemKind, Rag, Status
from models.register.rag import rule_for
from models.reminders.cadence import Dates

FAR_OFF = date(9999, 12, 31)


def pressing_on(deadline_on: date | None, review_due_on: date | None, *, for_force: bool) -> date:
    """Return the earlier of deadline and review, FAR_OFF where there is neither.

    The deadline of what is not addressed to the force is another body's, and does not press.
    """
    return min((day for day in (deadline_on if for_force else None, review_due_on) if day), default=FAR_OFF)


def chased_by(deadline_on: date | None, status: Status) -> date | None:
    """Return the deadline by which an item in this `status` is chased: none once its owner's turn is over."""
    return deadline_on if status in OWNERS_TURN else None


def asked_since(tracked_on: date, owned_since: date | None) -> date:
    """Return the day on which the register knew an item and its present owner had it."""
    return max(tracked_on, owned_since or tracked_on)


class Entry(Base):
    """The particulars of an item.

    `for_force` says whether it is addressed to this force: what is not is watched, and never counted.
    It has been its owner's since `owned_since`, None while nobody owns it.
    `original_deadline_on` is the day first set, which moves never change. `review_due_on` is the day of the
    review that is next or still open, counted from `review_anchor_on`. `pressing_on` is the earlier of deadline
    and review, by which lists are ordered. `remind_on` is the local date on which the sweep looks at the item
    again. Reminders rest before `snoozed_until`. `disowned_on` is the day on which its owner said that it is
    not theirs, until a coordinator has settled that. Completion is to be shown to last up to
    `demonstrating_until`. `asked_to` is the day to which more time has been asked for, until that is decided.
    Its words are erased under retention from `erase_on` on, of which the coordinators have been told; they were
    last erased on `erased_on`. It is held since `held_on`, `held_because` of something: nothing of it is erased
    meanwhile.
    """

    __abstract__ = True

    number: Mapped[Name]
    register_number: Mapped[Name | None] = mapped_column(unique=True)
    kind: Mapped[ItemKind]
    text: Mapped[Words]
    addressed_to: Mapped[frozenset[Addressee]] = mapped_column(EnumSet(Addressee))
    for_force: Mapped[bool]
    mandatory: Mapped[bool] = mapped_column(default=True)
    accepted: Mapped[bool] = mapped_column(default=True)
    deadline_wording: Mapped[Words | None]
    deadline_on: Mapped[date | None]
    deadline_basis: Mapped[DeadlineBasis] = mapped_column(by_value(DeadlineBasis), default=DeadlineBasis.NONE)
    original_deadline_on: Mapped[date | None]
    deadline_moves: Mapped[int] = mapped_column(default=0)
    portfolio: Mapped[Name | None]
    board: Mapped[Name | None]
    theme: Mapped[Name | None]
    peel_question: Mapped[int | None]
    judged_rag: Mapped[Rag | None]
    status: Mapped[Status] = mapped_column(default=Status.AWAITING_ALLOCATION)
    status_since: Mapped[date]
    is_open: Mapped[bool] = mapped_column(default=True)
    added_on: Mapped[date]
    tracked_on: Mapped[date]
    owned_since: Mapped[date | None]
    review_anchor_on: Mapped[date]
    last_reviewed_on: Mapped[date | None]
    review_due_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    pressing_on: Mapped[date] = mapped_column(default=FAR_OFF)
    remind_on: Mapped[date | None]
    notes: Mapped[Words | None]
    snoozed_until: Mapped[date | None]
    disowned_on: Mapped[date | None]
    demonstrating_until: Mapped[date | None]
    asked_to: Mapped[date | None]
    erase_on: Mapped[date | None]
    erased_on: Mapped[date | None]
    held_on: Mapped[date | None]
    held_because: Mapped[Words | None]

    @validates("addressed_to")
    def _derive_for_force(self, _: str, bodies: frozenset[Addressee]) -> frozenset[Addressee]:
        self.for_force = bool(bodies & FORCE_ADDRESSEES)
        return bodies

    @validates("status")
    def _derive_is_open(self, _: str, status: Status) -> Status:
        self.is_open = status in OPEN
        return status

    @property
    def asked_since(self) -> date:
        """The day from which its owner can be asked about it: nobody answers for the silence of others."""
        return asked_since(self.tracked_on, self.owned_since)

    @property
    def dates(self) -> Dates:
        """The dates from which the reminders of this item follow."""
        return Dates(
            asked_since=self.asked_since,
            deadline_on=chased_by(self.deadline_on, self.status),
            review_due_on=self.review_due_on,
            answered_on=self.answered_on,
        )

    def is_overdue(self, today: date) -> bool:
        """Whether the deadline has passed and the force has not completed it."""
        return self.deadline_on is not None and self.deadline_on < today and self.status in OUTSTANDING

    def is_past_original(self, today: date) -> bool:
        """Whether the day first set has passed and the force has not completed it, whatever was agreed since."""
        first = self.original_deadline_on
        return first is not None and first < today and self.status in OUTSTANDING

    def rests_until(self, today: date) -> date | None:
        """The day before which its owner is not reminded, if that is after the local date `today`."""
        return self.snoozed_until if self.snoozed_until is not None and self.snoozed_until > today else None

    def rag_on(self, today: date) -> Rag | None:
        """The colour by judgement and rule on the local date `today`; None where nobody has judged.

        The rules of models/register/rag.py come first.
        """
        rule = rule_for(self, today)
        return rule.rag if rule else self.judged_rag
