"""Which inspections are to come, as they stood at the end of a day: from the ledger, so that none is dropped."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.calendar import local_date
from models.committee.summary import Summary
from models.enums import ReportKind, Stage
from models.inspections.inspection import Inspection
from models.ledger.event import Event, EventKind
from models.policy import LONDON

ENDS = frozenset({Stage.REPORTED, Stage.WITHDRAWN})
JOINT = frozenset({ReportKind.JTAI, ReportKind.JOINT})
_STEPS = (EventKind.INSPECTION_ANNOUNCED, EventKind.INSPECTION_STAGE, EventKind.INSPECTION_WITHDRAWN)


@dataclass(frozen=True)
class InspectionState:
    """Where an inspection stood on a day: since when, and `reason`, if one was given for its last step.

    Where `day_is_known` is false it was entered at that stage, and `since` is no more than the day of its entry.
    """

    inspection: Inspection
    stage: Stage
    since: date
    reason: str | None
    step: Event
    day_is_known: bool


def states(session: Session, until: date) -> list[InspectionState]:
    """Return where every inspection stood at the end of the local date `until`, the oldest first."""
    inspections = session.scalars(select(Inspection).order_by(Inspection.announced_on, Inspection.id))
    steps = session.scalars(
        select(Event)
        .where(Event.kind.in_(_STEPS), Event.effective_on <= until)
        .order_by(Event.effective_on, Event.id)
    )
    first: dict[str, Event] = {}
    last: dict[str, Event] = {}
    for step in steps:
        first.setdefault(step.facts["name"], step)
        last[step.facts["name"]] = step
    return [_state(each, first[each.name], last[each.name]) for each in inspections if each.name in last]


def forthcoming(
    session: Session, begins_on: date, until: date, *, zone: ZoneInfo = LONDON
) -> list[InspectionState]:
    """Return what was to come at the end of the local date `until`, and what no paper has told was withdrawn.

    The period begins on `begins_on`. A withdrawal is told in the first paper after it: also where it took effect
    in an earlier period and was recorded too late for that period's paper. `zone` is the force's.
    """
    told_to = _ledger_told(session, begins_on)

    def is_news(state: InspectionState) -> bool:
        if state.since >= begins_on:
            return True
        if told_to is not None:
            return state.step.id > told_to
        return local_date(state.step.recorded_at, zone) >= begins_on

    found = states(session, until)
    return [
        each for each in found if each.stage not in ENDS or (each.stage is Stage.WITHDRAWN and is_news(each))
    ]


def joint(session: Session, until: date) -> list[InspectionState]:
    """Return the joint inspections, JTAIs among them, that were not reported at the end of `until`."""
    return [
        each for each in states(session, until) if each.inspection.kind in JOINT and each.stage not in ENDS
    ]


def _state(inspection: Inspection, entry: Event, step: Event) -> InspectionState:
    # A day that was not given is that of the recording: nobody said that the stage began then.
    came_with_it = step.recorded_at == entry.recorded_at and step.effective_on == _entered_on(entry)
    return InspectionState(
        inspection,
        Stage(step.facts["to"]),
        step.effective_on,
        step.facts.get("reason"),
        step,
        day_is_known=not came_with_it,
    )


def _entered_on(entry: Event) -> date:
    return local_date(entry.recorded_at, LONDON)


def _ledger_told(session: Session, begins_on: date) -> int | None:
    """Return the number of the last event known to the summary of the period before, if one was published."""
    if begins_on == date.min:
        return None
    before = begins_on - timedelta(days=1)
    return session.scalar(
        select(Summary.known_to).where(Summary.until == before).order_by(Summary.id.desc()).limit(1)
    )
