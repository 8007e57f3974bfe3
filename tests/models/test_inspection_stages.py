"""An inspection stays on the list until it is reported, and no step of it is lost."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import StoppedClock
from models import data_returns, forthcoming, inspecting, queries
from models.act import Act
from models.bridge import head
from models.committee import Meeting
from models.event import Event, EventKind
from models.inspecting import Details
from models.inspection import DataReturn, Inspection
from models.kinds import ReportKind, Stage
from models.naming import called
from models.refusals import (
    AlreadyReported,
    AlreadyReturned,
    AlreadyWithdrawn,
    BackNeedsReason,
    BeforePresentStatus,
    EndsBeforeItStarts,
    NameTaken,
    NameUnfit,
    NoSuchName,
    NoSuchNameButNear,
    NotYet,
    Refusal,
    ReportOfItMissing,
    WithdrawalNeedsReason,
)
from models.summary import Summary
from tests.factories import Register, person_called

TODAY = date(2022, 12, 1)
S = date(2022, 9, 29)
SINCE_S = date(2022, 9, 30)
NAME = "Regional organised crime units"

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Bench:
    """Inspections of a register, each step in a transaction of its own, recorded when the clock says."""

    def __init__(self, register: Register, clock: StoppedClock) -> None:
        """Work on `register`."""
        self.register, self.clock = register, clock

    @contextmanager
    def acting(self, on: date | None = None, by: str | None = None) -> Iterator[tuple[Session, Act]]:
        """Give a transaction and an act that takes effect on the day `on`."""
        with self.register.database.writing() as session:
            person = person_called(session, by) if by else None
            yield session, self.register.policy.act(person, self.clock.now()).effective(on)

    def announce(self, name: str = NAME, *, on: date = S, kind: ReportKind = ReportKind.PEEL) -> None:
        """Enter an inspection."""
        with self.acting(on) as (session, act):
            inspecting.announce(session, name, kind, Details(), act)

    def move(self, stage: Stage, *, on: date | None = None, reason: str = "", name: str = NAME) -> None:
        """Move an inspection."""
        with self.acting(on) as (session, act):
            inspecting.move(session, called(session, Inspection, name), stage, act, reason=reason)

    def report(self, code: str, *, on: date | None = None, reason: str = "") -> None:
        """Have the report with this code report it."""
        with self.acting(on) as (session, act):
            found = queries.report_by_code(session, code)
            assert found
            inspecting.report_made(session, called(session, Inspection, NAME), found, act, reason=reason)

    def publish(self, until: date) -> None:
        """Freeze a summary that counts up to `until` and knows the ledger as it is now."""
        with self.register.database.writing() as session:
            known = head(session)
            meeting = Meeting(held_on=until, cut_off_on=until, paper_due_on=until, entered_on=until)
            session.add(
                Summary(
                    meeting=meeting,
                    until=until,
                    known_to=known,
                    checked_to=known,
                    published_at=self.clock.now(),
                    facts="{}",
                    items={},
                )
            )

    def listed(self, until: date = TODAY, begins_on: date = SINCE_S) -> list[tuple[str, Stage, str | None]]:
        """Return name, stage and reason of what is to come."""
        with self.register.database.reading() as session:
            found = forthcoming.forthcoming(session, begins_on, until)
            return [(each.inspection.name, each.stage, each.reason) for each in found]

    def stages(self, until: date = TODAY) -> list[Stage]:
        """Return the stages of what is to come."""
        return [stage for _, stage, _ in self.listed(until)]

    def ledger(self) -> Sequence[Event]:
        """Return the facts about inspections and data, in the order in which they were recorded."""
        with self.register.database.reading() as session:
            found = session.scalars(
                select(Event).where(Event.recommendation_id.is_(None)).order_by(Event.id)
            ).all()
            session.expunge_all()
            return found


@pytest.fixture
def bench(register: Register, clock: StoppedClock) -> Bench:
    """Inspections of an empty register."""
    return Bench(register, clock)


def refused(bench: Bench, refusal: type[Refusal], stage: Stage, **given: object) -> Refusal:
    """Return the refusal with which a move is answered."""
    with pytest.raises(refusal) as told:
        bench.move(stage, **given)  # type: ignore[arg-type]
    return told.value


def test_an_announced_inspection_is_listed_until_it_is_reported(bench: Bench) -> None:
    """What S announced and D never mentions again is still to come at D, and goes only with its report."""
    bench.register.report("ROCU")
    bench.announce()
    assert bench.listed() == [(NAME, Stage.ANNOUNCED, None)]
    for stage in (Stage.DATA_COLLECTION, Stage.ACTIVITIES, Stage.FIELDWORK, Stage.REPORT_AWAITED):
        bench.move(stage)
        assert bench.stages() == [stage]
    bench.report("rocu")
    assert bench.listed() == []
    with bench.acting() as (session, _):
        inspection = called(session, Inspection, NAME)
        assert inspection.report
        assert (inspection.stage, inspection.report.code) == (Stage.REPORTED, "ROCU")


def test_every_step_is_a_fact_of_the_ledger(bench: Bench) -> None:
    """Each step tells the inspection, from which stage to which, by whom, its day, and when it was recorded."""
    bench.register.report("ROCU")
    bench.announce()
    with bench.acting(date(2022, 10, 4), by="priya") as (session, act):
        inspecting.move(session, called(session, Inspection, NAME), Stage.FIELDWORK, act)
        priya = person_called(session, "priya").id
    bench.report("ROCU")
    announced, moved, reported = bench.ledger()
    assert (announced.kind, announced.effective_on) == (EventKind.INSPECTION_ANNOUNCED, S)
    assert (moved.kind, moved.by_id, moved.effective_on, moved.recorded_at) == (
        EventKind.INSPECTION_STAGE,
        priya,
        date(2022, 10, 4),
        bench.clock.now(),
    )
    assert moved.facts == {"name": NAME, "was": "announced", "to": "fieldwork"}
    assert (reported.kind, reported.facts["to"]) == (EventKind.INSPECTION_STAGE, "reported")
    assert reported.report_id is not None


def test_it_goes_back_only_with_a_reason(bench: Bench) -> None:
    """A stage that was taken too early is taken back with its reason; blanks are none."""
    bench.announce()
    bench.move(Stage.FIELDWORK)
    told = refused(bench, BackNeedsReason, Stage.ACTIVITIES, reason="  ")
    assert str(told) == f"“{NAME}” has come as far as “fieldwork”. To move it back, say why with --reason."
    bench.move(Stage.ACTIVITIES, reason="Fieldwork was put off")
    assert bench.listed() == [(NAME, Stage.ACTIVITIES, "Fieldwork was put off")]


def test_what_was_reported_by_mistake_comes_back(bench: Bench) -> None:
    """Taken back from its report, with a reason, it is to come again and has no report."""
    bench.register.report("ROCU")
    bench.announce()
    bench.report("ROCU")
    bench.move(Stage.REPORT_AWAITED, reason="That was another report")
    assert bench.stages() == [Stage.REPORT_AWAITED]
    with bench.acting() as (session, _):
        assert called(session, Inspection, NAME).report is None


def test_the_stage_it_has_changes_nothing(bench: Bench) -> None:
    """The same stage, or the same report, once more is no fact."""
    bench.register.report("ROCU")
    bench.announce()
    bench.move(Stage.ANNOUNCED)
    bench.report("ROCU")
    bench.report("ROCU")
    assert len(bench.ledger()) == 2


def test_it_is_reported_by_a_report_only(bench: Bench) -> None:
    """Without its report an inspection cannot be said to be reported."""
    bench.announce()
    refused(bench, ReportOfItMissing, Stage.REPORTED)
    assert bench.stages() == [Stage.ANNOUNCED]


@pytest.mark.parametrize(
    ("on", "refusal"), [(date(2022, 12, 2), NotYet), (date(2022, 9, 28), BeforePresentStatus)]
)
def test_a_step_has_a_day_that_can_be(bench: Bench, on: date, refusal: type[Refusal]) -> None:
    """A step is taken neither in the future nor before the one that precedes it."""
    bench.announce()
    refused(bench, refusal, Stage.FIELDWORK, on=on)


def test_an_announcement_to_come_is_refused(bench: Bench) -> None:
    """What has not been announced yet cannot be entered as announced."""
    with pytest.raises(NotYet):
        bench.announce(on=date(2022, 12, 2))


def test_a_day_in_the_past_shows_what_stood_then(bench: Bench) -> None:
    """Up to an earlier cut-off, an inspection is at the stage it had then, or not yet there."""
    bench.register.report("ROCU")
    bench.announce()
    bench.move(Stage.FIELDWORK, on=date(2022, 10, 4))
    bench.report("ROCU", on=date(2022, 11, 20))
    assert bench.stages(date(2022, 9, 28)) == []
    assert bench.stages(S) == [Stage.ANNOUNCED]
    assert bench.stages(date(2022, 11, 19)) == [Stage.FIELDWORK]
    assert bench.stages(date(2022, 11, 20)) == []


def test_a_withdrawal_needs_a_reason(bench: Bench) -> None:
    """Nothing goes from the list in silence, by whichever way it is withdrawn."""
    bench.announce()
    refused(bench, WithdrawalNeedsReason, Stage.WITHDRAWN)
    refused(bench, WithdrawalNeedsReason, Stage.WITHDRAWN, reason=" ")
    assert bench.stages() == [Stage.ANNOUNCED]


def test_a_withdrawn_inspection_is_told_once(bench: Bench) -> None:
    """The next paper has it with its reason; the one after has not."""
    bench.announce()
    bench.move(Stage.WITHDRAWN, on=date(2022, 10, 4), reason="Another force takes part")
    assert bench.ledger()[-1].kind is EventKind.INSPECTION_WITHDRAWN
    told = [(NAME, Stage.WITHDRAWN, "Another force takes part")]
    assert bench.listed(begins_on=SINCE_S) == told
    assert bench.listed(begins_on=date.min) == told
    with bench.acting() as (session, _):
        assert forthcoming.forthcoming(session, date(2022, 12, 2), date(2023, 3, 1)) == []


def test_a_withdrawal_recorded_late_is_told_all_the_same(bench: Bench) -> None:
    """One that took effect before the last cut-off and was recorded after it is told in the next paper."""
    bench.announce(on=date(2022, 9, 1))
    bench.move(Stage.WITHDRAWN, on=date(2022, 9, 20), reason="Put off for good")
    assert bench.listed(begins_on=SINCE_S) == [(NAME, Stage.WITHDRAWN, "Put off for good")]


def test_a_withdrawal_that_the_last_summary_knew_is_not_told_again(bench: Bench) -> None:
    """What a published summary knew of its own period is told, also if it was recorded after the cut-off."""
    bench.announce(on=date(2022, 9, 1))
    bench.announce("Second", on=date(2022, 9, 1))
    bench.move(Stage.WITHDRAWN, on=date(2022, 9, 20), reason="Put off for good")
    bench.publish(S)
    bench.move(Stage.WITHDRAWN, on=date(2022, 9, 20), reason="Recorded after the paper", name="Second")
    assert bench.listed(begins_on=SINCE_S) == [("Second", Stage.WITHDRAWN, "Recorded after the paper")]


def test_what_has_ended_cannot_be_withdrawn(bench: Bench) -> None:
    """A reported inspection is not withdrawn, nor one that was withdrawn before."""
    bench.register.report("ROCU")
    bench.announce()
    bench.move(Stage.WITHDRAWN, reason="Put off for good")
    with bench.acting() as (session, act), pytest.raises(AlreadyWithdrawn):
        inspecting.withdraw(session, called(session, Inspection, NAME), act, reason="Again")
    bench.report("ROCU", reason="It took place after all")
    refused(bench, AlreadyReported, Stage.WITHDRAWN, reason="Too late")


def test_a_withdrawn_inspection_can_be_taken_up_again(bench: Bench) -> None:
    """With a reason it is to come again, from whichever stage."""
    bench.announce()
    bench.move(Stage.WITHDRAWN, reason="Put off")
    refused(bench, BackNeedsReason, Stage.ACTIVITIES)
    bench.move(Stage.ACTIVITIES, reason="It takes place after all")
    assert bench.stages() == [Stage.ACTIVITIES]


def test_joint_inspections_are_listed_together(bench: Bench) -> None:
    """JTAIs and other joint inspections are listed while they are neither reported nor withdrawn."""
    bench.announce("Walsall", kind=ReportKind.JTAI)
    bench.announce("Older people", kind=ReportKind.JOINT)
    bench.announce("PEEL 2023-25", kind=ReportKind.PEEL)
    bench.announce("Dudley", kind=ReportKind.JTAI)
    bench.move(Stage.WITHDRAWN, reason="Put off", name="Dudley")
    with bench.acting() as (session, _):
        found = forthcoming.joint(session, TODAY)
        assert [each.inspection.name for each in found] == ["Walsall", "Older people"]


def test_a_name_is_there_once_and_found_in_any_case(bench: Bench) -> None:
    """Case and blanks make no other name, a slip is answered with the nearest, and a name is needed."""
    bench.announce("Walsall")
    with pytest.raises(NameTaken, match="another inspection has it"):
        bench.announce(" WALSALL ")
    for unfit in ("  ", "w" * 201):
        with pytest.raises(NameUnfit):
            bench.announce(unfit)
    with bench.acting() as (session, _):
        assert called(session, Inspection, "  walsall").name == "Walsall"
        with pytest.raises(NoSuchNameButNear, match="Did you mean “Walsall”"):
            called(session, Inspection, "Walsal")
        with pytest.raises(NoSuchName, match="“data-return list” lists those there are"):
            called(session, DataReturn, "Walsall")


def test_a_correction_keeps_what_was(bench: Bench) -> None:
    """Details are corrected one by one; empty takes one away, what is not given stays, and the ledger has both."""
    with bench.acting(S) as (session, act):
        known = Details("early October", date(2022, 10, 3), None, ("health",), "Asked by letter.")
        inspecting.announce(session, NAME, ReportKind.JTAI, known, act)
    wanted = Details(ends_on=date(2022, 10, 14), partners=(" health ", "local authority"), notes="")
    with bench.acting() as (session, act):
        inspection = called(session, Inspection, NAME)
        assert inspecting.correct(session, inspection, wanted, act) == ("ends_on", "partners", "notes")
        assert inspecting.correct(session, inspection, wanted, act) == ()
        assert (inspection.when_wording, inspection.starts_on) == ("early October", date(2022, 10, 3))
        assert (inspection.partners, inspection.notes) == (["health", "local authority"], None)
    corrections = [each for each in bench.ledger() if each.kind is EventKind.INSPECTION_CORRECTED]
    assert [each.facts for each in corrections] == [
        {"name": NAME, "field": "ends_on", "to": "2022-10-14"},
        {"name": NAME, "field": "partners", "was": ["health"], "to": ["health", "local authority"]},
        {"name": NAME, "field": "notes", "was": "Asked by letter."},
    ]


def test_no_inspection_ends_before_it_starts(bench: Bench) -> None:
    """The dates are checked together, at the announcement and at a correction."""
    days = Details(starts_on=date(2022, 10, 14), ends_on=date(2022, 10, 3))
    with pytest.raises(EndsBeforeItStarts), bench.acting(S) as (session, act):
        inspecting.announce(session, NAME, ReportKind.PEEL, days, act)
    bench.announce()
    with pytest.raises(EndsBeforeItStarts), bench.acting() as (session, act):
        inspecting.correct(session, called(session, Inspection, NAME), days, act)


def test_data_is_asked_for_until_it_is_returned(bench: Bench) -> None:
    """What was asked for is listed by its date; once returned it is no longer outstanding, and is not again."""
    bench.announce()
    with bench.acting() as (session, act):
        of = called(session, Inspection, NAME)
        data_returns.ask_for_data(session, "Custody data", date(2023, 1, 31), act)
        data_returns.ask_for_data(session, "Autumn data", date(2022, 12, 16), act, inspection=of)
        assert [each.name for each in data_returns.data_returns(session)] == ["Autumn data", "Custody data"]
    with bench.acting(date(2022, 11, 30)) as (session, act):
        data_returns.return_data(session, called(session, DataReturn, "autumn data"), act)
        left = data_returns.data_returns(session, outstanding=True)
        assert [each.name for each in left] == ["Custody data"]
    asked, returned = bench.ledger()[-2:]
    assert asked.facts == {"name": "Autumn data", "due": "2022-12-16", "inspection": NAME}
    assert (asked.kind, returned.kind) == (EventKind.DATA_ASKED, EventKind.DATA_RETURNED)
    assert returned.effective_on == date(2022, 11, 30)
    with pytest.raises(AlreadyReturned, match="30 November 2022"), bench.acting() as (session, act):
        data_returns.return_data(session, called(session, DataReturn, "Autumn data"), act)
    with pytest.raises(NotYet), bench.acting(date(2022, 12, 2)) as (session, act):
        data_returns.return_data(session, called(session, DataReturn, "Custody data"), act)
