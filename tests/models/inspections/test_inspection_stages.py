"""An inspection stays on the list until it is reported, and no step of it is lost."""

from datetime import date

import pytest

from bot.clock import StoppedClock
from models.enums import ReportKind, Stage
from models.inspections import forthcoming, inspecting
from models.inspections.inspection import Inspection
from models.ledger.event import EventKind
from models.refusals.base import Refusal
from models.refusals.inspections import (
    AlreadyReported,
    AlreadyWithdrawn,
    BackNeedsReason,
    ReportOfItMissing,
    WithdrawalNeedsReason,
)
from models.refusals.items import BeforePresentStatus, NotYet
from models.register.naming import called
from tests.factories import Register, person_called
from tests.inspecting import NAME, SINCE_S, TODAY, Bench, S

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


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
    assert str(told) == f"“{NAME}” has already reached “fieldwork”. To move it back, give a reason."
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
