"""The committee's bridge: between any two cut-offs it closes, and every number is its list."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.committee.bridge import (
    Bridge,
    BridgeDoesNotClose,
    Opening,
    bridge,
    counted_at,
    head,
    open_over_time,
)
from models.committee.lives import lives
from models.database import Database
from models.deadlines.deadline import DeadlineBasis
from models.enums import Addressee, ItemKind, ReportKind, Status
from models.ledger.audit_context import AuditContext
from models.ledger.event import Event, EventKind
from models.refusals.items import BeforeLastCorrection, BeforePresentStatus
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from tests.examples import tries

BEGIN = date(2022, 1, 1)
DAYS = 200
ITEMS = 4
FORCE, OTHERS = frozenset({Addressee.ALL_FORCES}), frozenset({Addressee.NPCC})
ENDS = (Status.SIGNED_OFF, Status.SUPERSEDED, Status.RISK_ACCEPTED)

days = st.integers(0, DAYS)


@dataclass(frozen=True)
class Step:
    """Something done to an item `wait` days after the step before, effective `back` days earlier."""

    item: int
    what: str
    wait: int
    back: int
    choice: int


steps = st.builds(
    Step,
    item=st.integers(0, ITEMS - 1),
    what=st.sampled_from(("add", "end", "reopen", "reclassify", "readdress", "move")),
    wait=st.integers(0, 12),
    back=st.sampled_from((0, 0, 0, 1, 5, 30, 90)),
    choice=st.integers(0, 2),
)


class History:
    """Lives a random history through the register's own verbs."""

    def __init__(self, session: Session) -> None:
        """Live it in `session`, with a report to which all items belong."""
        self.session = session
        self.today = BEGIN
        self.heads: list[tuple[date, int]] = []
        self.items: dict[int, Recommendation] = {}
        self.report = InspectionReport(
            code="R", title="R", kind=ReportKind.OTHER, published_on=date(2020, 1, 1)
        )
        session.add(self.report)
        session.flush()

    def live(self, history: list[Step]) -> None:
        """Take every step that the register allows."""
        for step in history:
            self.today += timedelta(days=step.wait)
            audit = AuditContext(
                None, datetime.combine(self.today, datetime.min.time(), UTC), self.today, self.today
            )
            with suppress(BeforePresentStatus, BeforeLastCorrection):
                self._take(step, audit.effective(self.today - timedelta(days=step.back)))
            self.session.flush()
            self.heads.append((self.today, head(self.session)))

    def _take(self, step: Step, audit: AuditContext) -> None:
        item = self.items.get(step.item)
        if item is None:
            if step.what == "add":
                self._add(step, audit)
            return
        if step.what == "end" and item.is_open:
            item.become(ENDS[step.choice], audit)
        elif step.what == "reopen" and not item.is_open:
            item.become(Status.IN_PROGRESS, audit)
        elif step.what == "reclassify":
            item.correct("kind", list(ItemKind)[step.choice], audit)
        elif step.what == "readdress":
            item.correct("addressed_to", (FORCE, OTHERS)[step.choice % 2], audit)
        elif step.what == "move":
            item.move_deadline(
                audit.on + timedelta(days=90), DeadlineBasis.LOCAL, audit, reason="it takes longer"
            )

    def _add(self, step: Step, audit: AuditContext) -> None:
        item = Recommendation(
            report=self.report,
            number=str(step.item),
            kind=list(ItemKind)[step.choice],
            text="Put it right.",
            addressed_to=OTHERS if step.item == ITEMS - 1 else FORCE,
            added_on=audit.on,
            review_anchor_on=audit.on,
        )
        self.session.add(item)
        item.enter(audit)
        self.session.flush()
        self.items[step.item] = item


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A session whose work is thrown away."""
    with database.writing() as session:
        yield session
        session.rollback()


def told(session: Session, day: date, known_to: int) -> dict[int, ItemKind]:
    """Count what is open on `day`, by going through the ledger event by event and nothing else."""
    events = session.scalars(
        select(Event)
        .where(Event.effective_on <= day, Event.id <= known_to, Event.recommendation_id.is_not(None))
        .order_by(Event.effective_on, Event.id)
    ).all()
    open_now: dict[int, bool] = {}
    kinds: dict[int, ItemKind] = {}
    ours: dict[int, bool] = {}
    for event in events:
        item = event.recommendation_id or 0
        if event.kind is EventKind.ADDED:
            open_now.setdefault(item, True)
            kinds.setdefault(item, ItemKind(event.facts["kind"]))
            ours.setdefault(item, bool({"this force", "all forces"} & set(event.facts["to"])))
        elif event.kind in (EventKind.SIGNED_OFF, EventKind.ENDED):
            open_now[item] = False
        elif event.kind is EventKind.REOPENED:
            open_now[item] = True
        elif event.kind is EventKind.RECLASSIFIED:
            kinds[item] = ItemKind(event.facts["to"])
        elif event.kind is EventKind.READDRESSED:
            ours[item] = bool({"this force", "all forces"} & set(event.facts["to"]))
    added = {event.recommendation_id for event in events if event.kind is EventKind.ADDED}
    return {item: kinds[item] for item in added if item and open_now[item] and ours[item]}


def by_kind(items: dict[int, ItemKind]) -> Counter[ItemKind]:
    """Count the items by kind."""
    return Counter(items.values())


@tries(40, shrinks=True)
@given(history=st.lists(steps, max_size=30), cuts=st.tuples(days, days, days), published=st.integers(0, 29))
def test_any_history_cut_anywhere_closes(
    database: Database, history: list[Step], cuts: tuple[int, int, int], published: int
) -> None:
    """Whatever was added, closed, reopened, moved, reclassified or back-dated, the figures add up."""
    with database.writing() as session:
        check_closes(session, history, cuts, published)
        session.rollback()


def check_closes(session: Session, history: list[Step], cuts: tuple[int, int, int], published: int) -> None:
    """Live the history and hold every figure against a count made event by event."""
    lived = History(session)
    lived.live([Step(each, "add", 0, 0, each % 3) for each in range(2)] + history)
    first, second, third = (BEGIN + timedelta(days=each) for each in sorted(cuts))
    now = head(session)
    known_to = lived.heads[min(published, len(lived.heads) - 1)][1]
    printed = counted_at(session, first, known_to)
    assert printed == told(session, first, known_to)

    made = bridge(session, Opening(items=printed), first, second)
    made.check()
    closing = {item: kind for kind, items in made.closing.items() for item in items}
    assert closing == told(session, second, now)
    assert {kind: made.opening_number(kind) for kind in ItemKind} == {
        kind: by_kind(printed)[kind] for kind in ItemKind
    }
    assert {item.id: item.kind for item in lived.items.values() if item.is_open and item.for_force} == told(
        session, lived.today, now
    )
    found = told(session, first, now)
    assert set(made.restated_in[ItemKind.RECOMMENDATION]) == {
        item
        for item, kind in found.items()
        if kind is ItemKind.RECOMMENDATION and printed.get(item) is not kind
    }

    onwards = bridge(session, Opening(items=closing), second, third)
    assert all(onwards.restated_number(kind) == 0 for kind in ItemKind)
    whole = bridge(session, Opening(items=printed), first, third)
    assert whole.closing == onwards.closing
    assert open_over_time(list(lives(session, second)), [second])[0] == {
        kind: len(made.closing[kind]) for kind in ItemKind
    }


def test_a_printed_opening_that_the_register_does_not_bear_out_is_restated(session: Session) -> None:
    """Where only the numbers of the last paper are known, the first bridge shows the difference to the register."""
    lived = History(session)
    lived.live([Step(each, "add", 0, 0, 0) for each in range(3)])
    made = bridge(session, Opening(printed={ItemKind.RECOMMENDATION: 45}), BEGIN, BEGIN + timedelta(days=60))
    assert made.opening_number(ItemKind.RECOMMENDATION) == 45
    assert made.restated_number(ItemKind.RECOMMENDATION) == 3 - 45
    assert len(made.closing[ItemKind.RECOMMENDATION]) == 3


def test_what_is_recorded_late_is_restated_item_by_item(session: Session) -> None:
    """A sign-off that took effect before the last cut-off but was recorded after it is named as restated."""
    lived = History(session)
    lived.live([Step(0, "add", 0, 0, 0), Step(1, "add", 0, 0, 0)])
    cut_off = BEGIN + timedelta(days=10)
    printed = counted_at(session, cut_off)
    lived.live([Step(0, "end", 12, 5, 0)])
    made = bridge(session, Opening(items=printed), cut_off, lived.today)
    assert made.restated_out[ItemKind.RECOMMENDATION] == [lived.items[0].id]
    assert made.signed_off[ItemKind.RECOMMENDATION] == []
    assert made.closing[ItemKind.RECOMMENDATION] == [lived.items[1].id]


def test_added_and_signed_off_in_one_period_counts_as_both(session: Session) -> None:
    """Five recommendations that came and were completed between two meetings appear among both."""
    lived = History(session)
    lived.live([Step(0, "add", 5, 0, 0), Step(0, "end", 5, 0, 0)])
    made = bridge(session, Opening(items={}), BEGIN, lived.today)
    assert (
        made.added[ItemKind.RECOMMENDATION] == made.signed_off[ItemKind.RECOMMENDATION] == [lived.items[0].id]
    )


def test_items_of_other_bodies_count_nowhere(session: Session) -> None:
    """What is not addressed to the force is watched: it is named as added for others, and counted in no total."""
    lived = History(session)
    lived.live([Step(ITEMS - 1, "add", 1, 0, 0)])
    made = bridge(session, Opening(items={}), BEGIN, lived.today)
    assert made.added_for_others == [lived.items[ITEMS - 1].id]
    assert not any(made.added.values())
    assert not any(made.closing.values())


def test_figures_that_do_not_add_up_are_never_shown() -> None:
    """A bridge that does not close is a mistake of the program, and stops everything that would print it."""
    broken = Bridge(Opening(items={1: ItemKind.RECOMMENDATION}))
    with pytest.raises(BridgeDoesNotClose, match=r"'opening': 1, .*'closing': 0"):
        broken.check()
