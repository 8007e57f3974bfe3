"""Whatever is recorded, and whenever: the committee is told of every fact once, in one section of one paper."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby

from hypothesis import example, given
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.committee.action import CommitteeAction, record_action
from models.committee.figure_table import BY_REPORT
from models.committee.lives import ItemState
from models.committee.summary import Summary
from models.database import Database
from models.deadlines.history import DEADLINES
from models.enums import ReportKind, Stage
from models.inspections import inspecting
from models.inspections.data_returns import ask_for_data, return_data
from models.inspections.inspecting import Details
from models.inspections.inspection import DataReturn, Inspection
from models.ledger.audit_context import AuditContext
from models.ledger.event import Event, EventKind
from models.ledger.note import note
from models.policy import Policy
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from models.reviews.liaising import Met, meet
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import DateMoved, OwnerChanged
from templates.presenters.summary import printed_again
from tests.examples import tries
from tests.models.living import SOME, WHAT, Life, Step, steps

SECTIONS = {
    EventKind.ADDED: ("added", "added_for_others"),
    EventKind.SIGNED_OFF: ("signed_off",),
    EventKind.ENDED: ("ended",),
    EventKind.REOPENED: ("reopened",),
}
"""The sections of which a fact of each kind stands in one."""

MOVING = (*WHAT, "move meeting")
"""What happens in a register whose meetings are moved too."""

AHEAD = (*MOVING, "publish ahead", "publish ahead")
"""What happens in one in which something is recorded, too, while figures are reckoned."""

LAST_PAPER = Step(0, "publish", 30, 0, 0)
LATE = (0, 0, 0, 3, 20, 60)
many = tries(16, shrinks=True)


@dataclass(frozen=True)
class Story:
    """What the papers tell of one item in one section, and what the ledger holds of it."""

    reference: str
    kind: EventKind


def told(papers: list[CommitteeSummary]) -> Counter[Story]:
    """Count how often each item stands in the section of each kind of fact, over all papers."""
    found: Counter[Story] = Counter()
    for paper in papers:
        for kind, sections in SECTIONS.items():
            rows = [row for name in sections for report in getattr(paper, name) for row in report.rows]
            late = [each.row for each in paper.told_first if each.figure in sections]
            found.update(Story(row.reference, kind) for row in (*rows, *late))
        found.update(Story(each.row.reference, EventKind.DEADLINE_MOVED) for each in paper.dates_moved)
        found.update(Story(each.row.reference, EventKind.ALLOCATED) for each in paper.owners_changed)
    return found


def held(session: Session, papers: list[Summary]) -> Counter[Story]:
    """Count the facts of the ledger that the committee is to be told, up to the last paper."""
    last = papers[-1]
    facts = session.scalars(
        select(Event)
        .where(Event.id <= last.known_to, Event.effective_on <= last.until)
        .where(Event.recommendation_id.is_not(None))
    )
    found: Counter[Story] = Counter()
    deadlines: Counter[str] = Counter()
    for event in facts:
        reference = session.get_one(Recommendation, event.recommendation_id).reference
        if event.kind in SECTIONS or (event.kind is EventKind.ALLOCATED and event.facts.get("was")):
            found[Story(reference, event.kind)] += 1
        deadlines[reference] += event.kind in DEADLINES
    # The first that an item is given is no move, whichever that is in the order of effect.
    moves = {reference: given - 1 for reference, given in deadlines.items() if given > 1}
    return found + Counter(
        {Story(reference, EventKind.DEADLINE_MOVED): moved for reference, moved in moves.items()}
    )


def plainly(history: list[Step]) -> Iterator[Step]:
    """Leave out what makes an item another's: for whom nothing is told; and turn no move into none."""
    moves = 0
    for step in history:
        if step.what in ("readdress", "reclassify", "status"):
            continue
        if step.what == "add":
            yield replace(step, choice=step.choice % 6)
        elif step.what == "move":
            moves += 1
            yield replace(step, choice=3 + moves)
        else:
            yield step


@many
@given(history=steps(LATE, AHEAD))
def test_every_fact_stands_in_one_section_of_one_paper(database: Database, history: list[Step]) -> None:
    """However late it was recorded, and whatever day it is dated: nothing is told twice, and nothing never.

    So it is with what is recorded while the figures are reckoned. What is dated before the period carries the day
    on which it was recorded, and what is restated has its fact.
    """
    with database.writing() as session:
        life = Life(session)
        life.live((*SOME, *plainly(history), LAST_PAPER))
        frozen = life.published()
        papers = [printed_again(each) for each in frozen]
        assert told(papers) == held(session, frozen)
        for paper in papers:
            marked_where_late(paper)
        session.rollback()


def marked_where_late(paper: CommitteeSummary) -> None:
    """Hold what is told late against the period, and what is restated against what is told late."""
    since = paper.since
    for late in paper.told_first:
        assert since is not None
        assert late.on <= since
        assert late.figure in (*BY_REPORT, "reclassified")
    moved: list[DateMoved | OwnerChanged] = [*paper.dates_moved, *paper.owners_changed]
    for each in moved:
        assert (each.recorded_on is not None) == (since is not None and each.on <= since)
    assert {row.reference for row in paper.restated} <= {each.row.reference for each in paper.told_first}


def test_a_sign_off_dated_before_the_item_was_added_is_told(database: Database) -> None:
    """It holds from the day on which the item was added: both are told, in the same paper."""
    with database.writing() as session:
        life = Life(session)
        life.live((Step(0, "add", 5, 0, 0), Step(0, "sign off", 1, 3, 0), LAST_PAPER))
        frozen = life.published()
        papers = [printed_again(each) for each in frozen]
        assert told(papers) == held(session, frozen) != Counter()
        session.rollback()


REVIEWING = (
    *("review",) * 3,
    "say",
    "look",
    "add",
    "sign off",
    "reopen",
    "publish",
    "publish",
    "move meeting",
)

REVIEWED_TWICE = [
    *(Step(0, "review", 85, 0, 0), Step(0, "publish", 20, 0, 0)),
    *(Step(0, "review", 1, 0, 0), Step(0, "publish", 20, 0, 0)),
]

DONE_EARLY_AFTER_THE_PAPER = [
    *(Step(0, "review", wait, 0, 0) for wait in (0, 90, 90, 75)),
    *(Step(0, "publish", 11, 0, 0), Step(0, "review", 0, 0, 0)),
]
"""Ahead of its day, on the day of a paper and after it: the next tells of it as due, and not as late besides."""


def told_reviews(papers: list[CommitteeSummary]) -> Counter[str]:
    """Count how often a review of each item is told to have been done, in its quarter or late, over all papers."""
    return Counter(each for paper in papers for each in (*paper.reviews_done, *paper.reviews_late))


def held_reviews(session: Session, last: Summary) -> Counter[str]:
    """Count the reviews that were done and have fallen due, up to the last paper."""
    done = session.scalars(
        select(Event).where(
            Event.kind == EventKind.REVIEW_DONE, Event.id <= last.known_to, Event.effective_on <= last.until
        )
    )
    which = {(each.recommendation_id, each.facts["review"]) for each in done}
    return Counter(
        session.get_one(Recommendation, item).reference
        for item, due_on in which
        if due_on <= last.until.isoformat()
    )


@many
@example(history=REVIEWED_TWICE)
@example(history=DONE_EARLY_AFTER_THE_PAPER)
@given(history=steps(LATE, REVIEWING, least=10))
def test_a_review_is_told_to_have_been_done_once(database: Database, history: list[Step]) -> None:
    """In its quarter or late, of what is open, however late it was recorded and however often it was done again."""
    with database.writing() as session:
        life = Life(session)
        life.live((*SOME, *history, LAST_PAPER))
        frozen = life.published()
        assert told_reviews([printed_again(each) for each in frozen]) == held_reviews(session, frozen[-1])
        session.rollback()


ONCE = frozenset(
    (
        *SECTIONS,
        *DEADLINES,
        EventKind.ALLOCATED,
        EventKind.RECLASSIFIED,
        EventKind.READDRESSED,
        EventKind.REPORT_ADDED,
        EventKind.REVIEW_DONE,
        EventKind.LEAD_MET,
        EventKind.DATA_RETURNED,
        EventKind.INSPECTION_WITHDRAWN,
        EventKind.ACTION_CLOSED,
    )
)
"""What is told in one section of one paper, by a test of this file."""

AS_IT_STANDS = frozenset(
    (
        *(
            EventKind.RAG_JUDGED,
            EventKind.STARTED,
            EventKind.SUBMITTED,
            EventKind.CHECKED,
            EventKind.RETURNED,
        ),
        *(EventKind.FORCE_COMPLETE, EventKind.DEPUTY_NAMED, EventKind.CORRECTED, EventKind.REPORT_CORRECTED),
        *(EventKind.UPDATE_RECORDED, EventKind.EVIDENCE_RECORDED, EventKind.FOR_COMMITTEE),
        *(EventKind.NOT_FOR_COMMITTEE, EventKind.STATEMENT_EDITED, EventKind.STATEMENT_DELETED),
        *(EventKind.STATEMENT_WITHDRAWN, EventKind.REVIEW_REOPENED, EventKind.COMMENTS_PUBLISHED),
        *(EventKind.ACTION_RECORDED, EventKind.ACTION_ANSWERED, EventKind.PRINTED_ENTERED),
        *(EventKind.PRINTED_REMOVED, EventKind.INSPECTION_ANNOUNCED, EventKind.INSPECTION_STAGE),
        *(EventKind.INSPECTION_CORRECTED, EventKind.DATA_ASKED, EventKind.PEEL_BEGUN),
        *(EventKind.PEEL_REPORTED, EventKind.PEEL_GRADED, EventKind.PEEL_ASSESSED),
    )
)
"""What decides how something stands: every paper tells that state in the one section of its thing."""

NOT_TOLD = frozenset(
    (
        *(EventKind.EXTENSION_ASKED, EventKind.EXTENSION_REFUSED, EventKind.EXTENSION_WITHDRAWN),
        *(EventKind.NOTE_KEPT, EventKind.REVIEW_SHARED, EventKind.EVIDENCE_SHARED, EventKind.HELP_ASKED),
        *(EventKind.HELP_ANSWERED, EventKind.QUESTION_PASSED_ON, EventKind.PERSON_CHANGED),
        *(
            EventKind.POLICY_DECIDED,
            EventKind.TEAM_CHANGED,
            EventKind.PERSON_LEFT,
            EventKind.HAND_OVER_FINISHED,
        ),
        *(EventKind.LEAVE_ENTERED, EventKind.LEAVE_CANCELLED, EventKind.SNOOZED, EventKind.SNOOZE_ENDED),
        *(EventKind.DISOWNED, EventKind.OWNERSHIP_CONFIRMED, EventKind.MEETING_ADDED),
        *(EventKind.MEETING_CHANGED, EventKind.MEETING_CANCELLED, EventKind.MARKED_FILE_KEPT),
        *(EventKind.MARKED_FILE_LEFT, EventKind.HELD, EventKind.RELEASED, EventKind.WORDS_ERASED),
        EventKind.RECORDS_SEALED,
    )
)
"""What is between owners and coordinators, or the register's own housekeeping: no paper has it."""


def test_of_every_kind_of_fact_it_is_decided_how_the_committee_is_told() -> None:
    """None is forgotten: each is told once, by the state that it makes, or not at all."""
    assert sorted((*ONCE, *AS_IT_STANDS, *NOT_TOLD)) == sorted(EventKind)


class Wider(Life):
    """A life with what is no item's: reports, data returns, inspections, actions, and meetings with the Lead."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.number = 0
        self.asked: list[DataReturn] = []
        self.announced: list[Inspection] = []
        self.actions: list[CommitteeAction] = []

    def _take(self, step: Step, audit: AuditContext) -> None:
        self.number += 1
        match step.what:
            case "report":
                self._report(audit)
            case "ask data":
                name = f"Data {self.number}"
                self.asked.append(ask_for_data(self.session, name, audit.today, audit))
            case "return data" if self.asked:
                return_data(self.session, self.asked[step.choice % len(self.asked)], audit)
            case "announce":
                name = f"Inspection {self.number}"
                known = inspecting.announce(self.session, name, ReportKind.OTHER, Details(), audit)
                self.announced.append(known)
            case "withdraw" if self.announced:
                gone = self.announced[step.choice % len(self.announced)]
                inspecting.withdraw(self.session, gone, audit, reason="Said in a test")
            case "act" | "close":
                self._act(step, audit.effective(audit.today))
            case "meet" if step.item in self.items:
                met = Met(audit.on, "Ruth", "All is well", f"met:{self.number}")
                owner = self.people[0]
                meet(self.session, [self.items[step.item]], owner, met, replace(audit, by=owner))
            case _:
                super()._take(step, audit)

    def _report(self, audit: AuditContext) -> None:
        code = f"R{self.number}"
        report = InspectionReport(code=code, title=code, kind=ReportKind.OTHER, published_on=audit.on)
        self.session.add(report)
        self.session.flush()
        note(self.session, EventKind.REPORT_ADDED, audit, report=report, to=code)

    def _act(self, step: Step, audit: AuditContext) -> None:
        who = self.people[0]
        if step.what == "act":
            due = audit.today + timedelta(days=30)
            action = record_action(
                self.session, "Say how long it takes.", who, audit.on, due, audit, Policy()
            )
            action.reply(self.session, who, "Nine days.", audit)
            self.actions.append(action)
        elif self.actions:
            self.actions[step.choice % len(self.actions)].close(self.session, who, audit)


def told_wider(papers: list[CommitteeSummary]) -> Counter[tuple[EventKind, str]]:
    """Count how often each of these is told, over all papers."""
    found: Counter[tuple[EventKind, str]] = Counter()
    for paper in papers:
        # The two with which a life begins were there before its ledger.
        reports = (each.code for each in paper.reports if each.code not in ("EARLIER", "LATER"))
        found.update((EventKind.REPORT_ADDED, code) for code in reports)
        found.update((EventKind.DATA_RETURNED, each.name) for each in paper.data_returns if each.returned_on)
        found.update(
            (EventKind.INSPECTION_WITHDRAWN, each.name)
            for each in paper.inspections
            if each.stage is Stage.WITHDRAWN
        )
        found.update((EventKind.ACTION_CLOSED, each.reference) for each in paper.actions if each.closed_on)
        found[EventKind.LEAD_MET, ""] += paper.engaged.meetings if paper.engaged else 0
    return +found


def held_wider(session: Session, papers: list[Summary]) -> Counter[tuple[EventKind, str]]:
    """Count these facts in the ledger, up to the last paper."""
    last = papers[-1]
    facts = session.scalars(
        select(Event).where(Event.id <= last.known_to, Event.effective_on <= last.until).order_by(Event.id)
    )
    named = {
        EventKind.REPORT_ADDED: "to",
        EventKind.DATA_RETURNED: "name",
        EventKind.INSPECTION_WITHDRAWN: "name",
        EventKind.ACTION_CLOSED: "action",
    }
    return Counter(
        (event.kind, event.facts.get(named.get(event.kind, ""), ""))
        for event in facts
        if event.kind in named or event.kind is EventKind.LEAD_MET
    )


ALSO = (
    *("add", "report", "ask data", "return data", "announce", "withdraw", "act", "close", "meet"),
    *("publish", "publish", "move meeting"),
)


@many
@given(history=steps(LATE, ALSO))
def test_what_is_no_items_is_told_once_too(database: Database, history: list[Step]) -> None:
    """Reports, data returned, inspections withdrawn, actions closed, and meetings with the Lead, however late."""
    with database.writing() as session:
        life = Wider(session)
        life.live((*SOME, *plainly(history), LAST_PAPER))
        frozen = life.published()
        assert told_wider([printed_again(each) for each in frozen]) == held_wider(session, frozen)
        session.rollback()


def told_reclassified(papers: list[CommitteeSummary]) -> Counter[str]:
    """Count how often each item is told to have come to count otherwise, over all papers."""
    found: Counter[str] = Counter()
    for paper in papers:
        for row in paper.bridge:
            found.update((*row.reclassified_in, *row.reclassified_out))
        found.update(each.row.reference for each in paper.first_told_of("reclassified"))
        found.update(each.row.reference for each in paper.first_told_of("reclassified"))
    return found


def held_reclassified(session: Session, papers: list[Summary]) -> Counter[str]:
    """Count where items came to count otherwise: each time one kind has one less, and another one more."""
    last = papers[-1]
    facts = session.scalars(
        select(Event)
        .where(Event.id <= last.known_to, Event.item_kind.is_not(None))
        .order_by(Event.recommendation_id, Event.id)
    )
    found: Counter[str] = Counter()
    for number, life in groupby(facts, lambda event: event.recommendation_id or 0):
        state, counted = ItemState(), None
        for event in life:
            now = state.apply(event.kind, event.item_kind or "", bool(event.for_force))
            if event.kind is EventKind.RECLASSIFIED and now is not counted:
                found[session.get_one(Recommendation, number).reference] += 2
            counted = now
    return found


def on_the_day(history: list[Step]) -> Iterator[Step]:
    """Leave out what passes an item to others, and date everything on the day on which it is recorded."""
    for step in history:
        if step.what != "readdress":
            choice = step.choice % 6 if step.what == "add" else step.choice
            yield replace(step, choice=choice)


@many
@given(history=steps((0,), MOVING))
def test_every_reclassification_is_told_once(database: Database, history: list[Step]) -> None:
    """Whatever an item was taken for, and however often that changed: the papers say each change, and no other."""
    with database.writing() as session:
        life = Life(session)
        life.live((*SOME, *on_the_day(history), LAST_PAPER))
        frozen = life.published()
        assert told_reclassified([printed_again(each) for each in frozen]) == held_reclassified(
            session, frozen
        )
        session.rollback()
