"""PEEL cycles: each with a version of the question set, its grades, and the areas for improvement.

A question has HMICFRS's grade and, beside it, the force's own assessment: two facts by two parties.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.committee.asof import as_of
from models.enums import Grade, ItemKind
from models.inspections.inspection import PeelCycle, PeelQuestion
from models.inspections.peel_questions import QUESTION_SETS
from models.ledger.audit_context import AuditContext
from models.ledger.event import Event, EventKind
from models.ledger.note import note
from models.refusals.inspections import NoSuchFramework, NoSuchQuestion, NotAnArea, NotOfThisCycle
from models.refusals.items import NotYet
from models.register.naming import free_name
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport

_LATEST_FIRST: Final = select(PeelCycle).order_by(PeelCycle.begins_on.desc(), PeelCycle.id.desc())


@dataclass(frozen=True)
class Position:
    """Where a cycle stood on a day: its grades by the questions' numbers, and its areas for improvement.

    `grades` are HMICFRS's, `assessed` the force's own.
    `areas` are all that the cycle gave, whether open or ended, as they stood then.
    """

    cycle: PeelCycle
    grades: Mapping[int, Grade]
    assessed: Mapping[int, Grade]
    areas: tuple[Recommendation, ...]

    @property
    def is_open(self) -> bool:
        """Whether any of its areas for improvement is still open."""
        return any(area.is_open for area in self.areas)


def begin(
    session: Session,
    name: str,
    framework: str,
    begins_on: date,
    audit: AuditContext,
    *,
    notes: str | None = None,
) -> PeelCycle:
    """Enter a cycle that begins, or will begin, on the local date `begins_on`, with its questions; return it.

    Raises NoSuchFramework, NameUnfit or NameTaken.
    """
    questions = QUESTION_SETS.get(framework)
    if questions is None:
        raise NoSuchFramework(framework=framework, known=", ".join(QUESTION_SETS))
    cycle = PeelCycle(
        name=free_name(session, PeelCycle, name),
        framework=framework,
        begins_on=begins_on,
        notes=notes or None,
        questions=[PeelQuestion(number=number, text=text) for number, text in enumerate(questions, 1)],
    )
    session.add(cycle)
    session.flush()
    note(session, EventKind.PEEL_BEGUN, audit, name=cycle.name, framework=framework, begins=begins_on)
    return cycle


def report_made(session: Session, cycle: PeelCycle, report: InspectionReport, audit: AuditContext) -> None:
    """Note that `report` is the cycle's: its areas for improvement are then the cycle's."""
    if cycle.report is report:
        return
    was = cycle.report.code if cycle.report else None
    cycle.report = report
    note(session, EventKind.PEEL_REPORTED, audit, report=report, name=cycle.name, was=was, to=report.code)


def grade(session: Session, cycle: PeelCycle, number: int, given: Grade | None, audit: AuditContext) -> None:
    """Give a question of the cycle HMICFRS's grade, effective on the day of `act`; None takes it back.

    Raises NoSuchQuestion, or NotYet for a day to come.
    """
    asked = question(cycle, number)
    was = asked.grade
    if _changes(was, given, audit):
        asked.grade = given
        _note_grade(session, EventKind.PEEL_GRADED, asked, cycle, was, given, audit)


def assess(session: Session, cycle: PeelCycle, number: int, given: Grade | None, audit: AuditContext) -> None:
    """Note how the force itself assesses a question of the cycle, as `grade` does HMICFRS's grade."""
    asked = question(cycle, number)
    was = asked.assessed
    if _changes(was, given, audit):
        asked.assessed = given
        _note_grade(session, EventKind.PEEL_ASSESSED, asked, cycle, was, given, audit)


def latest(session: Session) -> PeelCycle | None:
    """Return the cycle that begins, or began, last; None where none is entered."""
    return session.scalars(_LATEST_FIRST).first()


def _changes(was: Grade | None, given: Grade | None, audit: AuditContext) -> bool:
    if audit.on > audit.today:
        raise NotYet(day=audit.on)
    return was is not given


def _note_grade(
    session: Session,
    what: EventKind,
    asked: PeelQuestion,
    cycle: PeelCycle,
    was: Grade | None,
    given: Grade | None,
    audit: AuditContext,
) -> None:
    note(
        session,
        what,
        audit,
        report=cycle.report,
        name=cycle.name,
        question=asked.number,
        was=was,
        to=given,
    )


def place(cycle: PeelCycle, number: int, item: Recommendation, audit: AuditContext) -> None:
    """Put an area for improvement of the cycle's report under one of its questions.

    Raises NoSuchQuestion, NotAnArea for another kind of item, or NotOfThisCycle for one of another report.
    """
    question(cycle, number)
    if item.kind is not ItemKind.AREA_FOR_IMPROVEMENT:
        raise NotAnArea(reference=item.reference, kind=item.kind)
    if cycle.report is None or item.report is not cycle.report:
        raise NotOfThisCycle(reference=item.reference, code=item.report.code, cycle=cycle.name)
    item.correct("peel_question", number, audit)


def question(cycle: PeelCycle, number: int) -> PeelQuestion:
    """Return the question of the cycle that has this number. Raises NoSuchQuestion."""
    found = next((each for each in cycle.questions if each.number == number), None)
    if found is None:
        raise NoSuchQuestion(cycle=cycle.name, number=number, most=len(cycle.questions))
    return found


def positions(session: Session, until: date) -> list[Position]:
    """Return where every cycle known by the local date `until` stood at its end, the latest cycle first."""
    events = session.scalars(
        select(Event)
        .where(
            Event.kind.in_((EventKind.PEEL_BEGUN, EventKind.PEEL_GRADED, EventKind.PEEL_ASSESSED)),
            Event.effective_on <= until,
        )
        .order_by(Event.effective_on, Event.id)
    ).all()
    known = {event.facts["name"] for event in events if event.kind is EventKind.PEEL_BEGUN}
    return [
        Position(
            cycle,
            _grades(cycle, EventKind.PEEL_GRADED, events),
            _grades(cycle, EventKind.PEEL_ASSESSED, events),
            _areas(session, cycle, until),
        )
        for cycle in session.scalars(_LATEST_FIRST)
        if cycle.name in known
    ]


def pressing(found: list[Position]) -> list[Position]:
    """Return what the committee is told of: the latest cycle, and the one before while its areas are open."""
    present, before = found[:1], found[1:2]
    return [*present, *(each for each in before if each.is_open)]


def _grades(cycle: PeelCycle, what: EventKind, events: Iterable[Event]) -> dict[int, Grade]:
    given: dict[int, Grade] = {}
    for event in events:
        if event.kind is what and event.facts["name"] == cycle.name:
            given.pop(event.facts["question"], None)
            if "to" in event.facts:
                given[event.facts["question"]] = Grade(event.facts["to"])
    return given


def _areas(session: Session, cycle: PeelCycle, until: date) -> tuple[Recommendation, ...]:
    if cycle.report_id is None:
        return ()
    found = session.scalars(
        select(Recommendation)
        .where(
            Recommendation.report_id == cycle.report_id,
            Recommendation.kind == ItemKind.AREA_FOR_IMPROVEMENT,
            Recommendation.added_on <= until,
        )
        .order_by(Recommendation.id)
    )
    return tuple(as_of(session, {item.id: item for item in found}, until).values())
