"""Lives a random history of a register through its own verbs, for the rules that hold after any history."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.slack import addresses
from models.committee import meetings
from models.committee.meeting import Meeting
from models.committee.meetings import MeetingDates
from models.committee.publication import Reckoned, publish, reckon
from models.committee.summary import Summary
from models.deadlines.deadline import DeadlineBasis
from models.enums import Addressee, ItemKind, Rag, ReportKind, ReviewOutcome, Role, StatementKind, Status
from models.ledger.audit_context import AuditContext
from models.people.person import Person
from models.policy import Policy
from models.refusals.base import Refusal
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from models.reviews.review import ReviewFinding
from models.reviews.reviewing import FITTING, review
from models.statements import recording
from models.statements.recording import RecordedStatement
from templates.presenters.summary import TO_PRINT

BEGIN = date(2022, 1, 1)
ITEMS = 5
POLICY = Policy(committee_channel=addresses.conversation("C0JAC0001"))
BODIES = (
    frozenset({Addressee.ALL_FORCES}),
    frozenset({Addressee.FORCE, Addressee.PCC}),
    frozenset({Addressee.NPCC}),
)
STATUSES = tuple(Status)
CORRECTED: dict[str, tuple[str, tuple[object, ...]]] = {
    "reclassify": ("kind", tuple(ItemKind)),
    "readdress": ("addressed_to", BODIES),
    "judge": ("judged_rag", (*Rag, None)),
}
WHAT = (
    *("add", "status", "status", "sign off", "reopen", "reopen", "reclassify", "readdress", "move", "judge"),
    *("assign", "say", "review", "publish", "look"),
)


@dataclass(frozen=True)
class Step:
    """Something done to an item `wait` days after the step before, effective `back` days earlier."""

    item: int
    what: str
    wait: int
    back: int
    choice: int


def steps(
    backs: tuple[int, ...], what: tuple[str, ...] = WHAT, least: int = 0
) -> st.SearchStrategy[list[Step]]:
    """Give histories of `least` steps or more, which take effect so many days before they are recorded."""
    each = st.builds(
        Step,
        item=st.integers(0, ITEMS - 1),
        what=st.sampled_from(what),
        wait=st.integers(0, 25),
        back=st.sampled_from(backs),
        choice=st.integers(0, 8),
    )
    return st.lists(each, min_size=least, max_size=30)


SOME = tuple(Step(each, "add", 0, 0, 2 * each) for each in range(3))
"""How every life begins."""


class Life:
    """A register that lives through a history by its own verbs, and publishes summaries meanwhile."""

    def __init__(self, session: Session) -> None:
        """Begin with two reports and two owners."""
        self.session, self.today = session, BEGIN
        self.items: dict[int, Recommendation] = {}
        self.said = 0
        self.ahead: tuple[Meeting, Reckoned] | None = None
        self.reports = [
            InspectionReport(code=code, title=code, kind=ReportKind.OTHER, published_on=date(2020, 1, 1))
            for code in ("EARLIER", "LATER")
        ]
        self.people = [Person(name=name, role=Role.OWNER) for name in ("Ann", "Bob")]
        session.add_all((*self.reports, *self.people))
        session.flush()

    def live(self, history: Iterable[Step]) -> None:
        """Take every step that the register allows."""
        for step in history:
            ahead = self.ahead
            self.today += timedelta(days=step.wait if ahead is None else 0)
            at = datetime.combine(self.today, datetime.min.time(), UTC)
            audit = AuditContext(None, at, self.today, self.today - timedelta(days=step.back))
            with suppress(Refusal):
                self._take(step, audit)
            self.session.flush()
            if ahead is not None:
                self.ahead = None
                publish(self.session, ahead[0], audit.effective(self.today), POLICY, TO_PRINT, ahead[1])

    def sweep(self) -> None:
        """Write down every review that has opened by today, as the sweep does."""
        for item in self.items.values():
            recording.open_reviews(self.session, item, self.today)
        self.session.flush()

    def _take(self, step: Step, audit: AuditContext) -> None:
        if step.what == "publish" and (meeting := self._meet(step)):
            publish(self.session, meeting, audit.effective(self.today), POLICY, TO_PRINT)
        elif step.what == "publish ahead" and self.ahead is None and (meeting := self._meet(step)):
            # What comes next is recorded while this is reckoned.
            self.ahead = meeting, reckon(self.session, meeting, self.today, POLICY, TO_PRINT, to_post=True)
        elif step.what == "move meeting":
            self._move_meeting(step, audit)
        elif (item := self.items.get(step.item)) is None:
            if step.what == "add":
                self._add(step, audit)
        else:
            self._do(step, item, audit)

    def _do(self, step: Step, item: Recommendation, audit: AuditContext) -> None:
        if step.what == "sign off" and item.is_open:
            item.become(Status.SIGNED_OFF, audit)
        elif step.what == "status" and item.is_open:
            item.become(STATUSES[step.choice % len(STATUSES)], audit, reason="Said in a test")
        elif step.what == "reopen" and not item.is_open:
            item.become(Status.IN_PROGRESS, audit, reason="Said in a test")
        elif step.what in CORRECTED:
            field, values = CORRECTED[step.what]
            item.correct(field, values[step.choice % len(values)], audit)
        elif step.what == "move":
            to = audit.on + timedelta(days=20 * (step.choice - 2))
            item.move_deadline(to, DeadlineBasis.LOCAL, audit, reason="It takes longer.")
        elif step.what == "assign":
            item.assign((*self.people, None)[step.choice % 3], audit)
        else:
            self._talk(step, item, audit)

    def _talk(self, step: Step, item: Recommendation, audit: AuditContext) -> None:
        if step.what == "look":
            recording.open_reviews(self.session, item, self.today)
        elif step.what == "say":
            self.said += 1
            said = RecordedStatement(self.people[0], "It goes on.", f"said:{self.said}")
            recording.record(self.session, StatementKind.UPDATE, said, [item], audit)
        elif step.what == "review":
            self.said += 1
            said = RecordedStatement(self.people[0], "It goes on as planned.", f"said:{self.said}")
            outcome = tuple(ReviewOutcome)[step.choice % len(ReviewOutcome)]
            review(self.session, item, ReviewFinding(outcome, FITTING[outcome][0]), said, audit)

    def _add(self, step: Step, audit: AuditContext) -> None:
        item = Recommendation(
            report=self.reports[step.choice % 2],
            number=str(step.item),
            kind=list(ItemKind)[step.choice % 3],
            text="Put it right.",
            addressed_to=BODIES[step.choice // 3],
            deadline_on=audit.on + timedelta(days=10 * step.choice) if step.choice % 2 else None,
            judged_rag=(*Rag, None)[step.choice % 5],
            added_on=audit.on,
            review_anchor_on=audit.on,
        )
        self.session.add(item)
        item.enter(audit)
        self.session.flush()
        self.items[step.item] = item

    def _meet(self, step: Step) -> Meeting | None:
        last = self.session.scalar(select(Meeting.held_on).order_by(Meeting.held_on.desc()))
        if last is not None and last >= self.today:
            return None
        meeting = Meeting(
            held_on=self.today + timedelta(days=step.choice),
            cut_off_on=self.today,
            paper_due_on=self.today,
            entered_on=self.today,
        )
        self.session.add(meeting)
        self.session.flush()
        return meeting

    def _move_meeting(self, step: Step, audit: AuditContext) -> None:
        last = self.session.scalar(select(Meeting).order_by(Meeting.held_on.desc()))
        if last is not None:
            to = MeetingDates(last.held_on + timedelta(days=step.choice))
            meetings.change(self.session, last, to, audit.effective(self.today), POLICY)

    def published(self) -> list[Summary]:
        """Return the summaries that have been published, in order."""
        query = select(Summary).join(Meeting).order_by(Meeting.held_on)
        return list(self.session.scalars(query))
