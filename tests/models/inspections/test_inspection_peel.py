"""PEEL cycles: their questions by version, grades as they were given, areas for improvement in their place."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import StoppedClock
from models.enums import Grade, ItemKind, Status
from models.inspections import peel
from models.inspections.inspection import PeelCycle
from models.inspections.peel import Position
from models.inspections.peel_questions import QUESTION_SETS
from models.ledger.audit_context import AuditContext
from models.ledger.event import Event, EventKind
from models.queries import items
from models.refusals.inspections import NameTaken, NoSuchFramework, NoSuchQuestion, NotAnArea, NotOfThisCycle
from models.refusals.items import NotYet
from models.register.naming import called
from tests.factories import Register

TODAY = date(2022, 12, 1)
LAST, NEXT = "PEEL 2021/22", "PEEL 2023-25"

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def now(register: Register, clock: StoppedClock) -> AuditContext:
    """An act of today."""
    return register.policy.act(None, clock.now())


@pytest.fixture
def areas(register: Register, now: AuditContext) -> list[str]:
    """Two cycles; the areas for improvement of the first, whose report is out."""
    register.report("PEEL2122", published_on=date(2022, 4, 1))
    kind = ItemKind.AREA_FOR_IMPROVEMENT
    found = [
        register.item(number, report="PEEL2122", kind=kind, added_on=date(2022, 4, 1)) for number in "123"
    ]
    with register.database.writing() as session:
        last = peel.begin(session, LAST, "2021/22", date(2021, 4, 1), now.effective(date(2021, 4, 1)))
        report = items.report_by_code(session, "PEEL2122")
        assert report
        peel.report_made(session, last, report, now.effective(date(2022, 4, 1)))
        peel.begin(session, NEXT, "2023-25", date(2023, 1, 1), now, notes="Fieldwork in September")
    return found


def cycle(session: Session, name: str = LAST) -> PeelCycle:
    return called(session, PeelCycle, name)


def pressing(register: Register, until: date = TODAY) -> list[Position]:
    """Return what the committee is told of."""
    with register.database.reading() as session:
        found = peel.pressing(peel.positions(session, until))
        for each in found:
            assert each.cycle.questions
        session.expunge_all()
        return found


@pytest.mark.parametrize(("framework", "number"), [("2021/22", 12), ("2023-25", 9)])
def test_a_cycle_has_the_questions_of_its_version(
    register: Register, now: AuditContext, framework: str, number: int
) -> None:
    """The new framework asks nine questions, the last one asked twelve; each is a question of its own."""
    with register.database.writing() as session:
        begun = peel.begin(session, "PEEL", framework, date(2023, 1, 1), now)
        assert [each.number for each in begun.questions] == list(range(1, number + 1))
        texts = [each.text for each in begun.questions]
    assert tuple(texts) == QUESTION_SETS[framework]
    assert len(set(texts)) == number
    assert all(text.endswith("?") for text in texts)


def test_an_unknown_version_is_answered_with_those_there_are(register: Register, now: AuditContext) -> None:
    """A question set that is not there is refused, and a name is taken once."""
    with register.database.writing() as session:
        with pytest.raises(NoSuchFramework, match=r"Question sets: 2021/22, 2023-25\."):
            peel.begin(session, "PEEL", "2019", date(2023, 1, 1), now)
        peel.begin(session, "PEEL", "2023-25", date(2023, 1, 1), now)
        with pytest.raises(NameTaken):
            peel.begin(session, "peel", "2023-25", date(2023, 1, 1), now)


def test_a_grade_is_a_fact_and_can_be_corrected(
    register: Register, now: AuditContext, areas: list[str]
) -> None:
    """Each grade is in the ledger with what was before; the same once more is not."""
    with register.database.writing() as session:
        for given in (Grade.GOOD, Grade.ADEQUATE, Grade.ADEQUATE, None):
            peel.grade(session, cycle(session), 7, given, now)
        graded = session.scalars(select(Event).where(Event.kind == EventKind.PEEL_GRADED).order_by(Event.id))
        told = [each.facts for each in graded]
    assert told == [
        {"name": LAST, "question": 7, "to": "good"},
        {"name": LAST, "question": 7, "was": "good", "to": "adequate"},
        {"name": LAST, "question": 7, "was": "adequate"},
    ]
    assert pressing(register)[-1].grades == {}


def test_a_day_in_the_past_has_the_grades_of_then(
    register: Register, now: AuditContext, areas: list[str]
) -> None:
    """A grade counts from the day it was given, and other questions and cycles have theirs."""
    with register.database.writing() as session:
        peel.grade(session, cycle(session), 7, Grade.GOOD, now.effective(date(2022, 4, 1)))
        peel.grade(session, cycle(session), 1, Grade.OUTSTANDING, now.effective(date(2022, 4, 1)))
        peel.grade(session, cycle(session), 7, Grade.ADEQUATE, now.effective(date(2022, 11, 1)))
        peel.grade(session, cycle(session, NEXT), 7, Grade.INADEQUATE, now)
    (before,) = pressing(register, date(2022, 10, 31))
    assert before.grades == {1: Grade.OUTSTANDING, 7: Grade.GOOD}
    latest, last = pressing(register)
    assert (last.grades, latest.grades) == (
        {1: Grade.OUTSTANDING, 7: Grade.ADEQUATE},
        {7: Grade.INADEQUATE},
    )


def test_only_a_question_there_is_is_graded_and_not_ahead(
    register: Register, now: AuditContext, areas: list[str]
) -> None:
    """A number beyond the cycle's questions, and a day to come, are refused."""
    with register.database.writing() as session:
        for number in (0, 10):
            with pytest.raises(NoSuchQuestion, match="from 1 to 9"):
                peel.grade(session, cycle(session, NEXT), number, Grade.GOOD, now)
        with pytest.raises(NotYet):
            peel.grade(session, cycle(session), 1, Grade.GOOD, now.effective(date(2022, 12, 2)))


def test_an_area_for_improvement_stands_under_its_question(
    register: Register, now: AuditContext, areas: list[str]
) -> None:
    """An area of the cycle's own report is put under a question, and the ledger of the item tells it."""
    with register.database.writing() as session:
        item = items.item_by_reference(session, areas[0])
        peel.place(cycle(session), 7, item, now)
        assert item.peel_question == 7
        last = session.scalars(
            select(Event).where(Event.recommendation_id == item.id).order_by(Event.id.desc())
        ).first()
        assert last
        assert (last.kind, last.facts) == (EventKind.CORRECTED, {"field": "peel_question", "to": 7})


def test_what_is_none_of_its_areas_is_refused(
    register: Register, now: AuditContext, areas: list[str]
) -> None:
    """A recommendation, an area of another report, and a question that is not there are refused."""
    other = register.item("9", report="OTHER", kind=ItemKind.AREA_FOR_IMPROVEMENT)
    recommendation = register.item("9", report="PEEL2122")
    with register.database.writing() as session:
        with pytest.raises(NotAnArea, match="is a recommendation"):
            peel.place(cycle(session), 7, items.item_by_reference(session, recommendation), now)
        with pytest.raises(NotOfThisCycle, match="comes from the report OTHER"):
            peel.place(cycle(session), 7, items.item_by_reference(session, other), now)
        with pytest.raises(NotOfThisCycle):
            peel.place(cycle(session, NEXT), 7, items.item_by_reference(session, areas[0]), now)
        with pytest.raises(NoSuchQuestion):
            peel.place(cycle(session), 13, items.item_by_reference(session, areas[0]), now)


def test_the_cycle_before_is_told_of_while_its_areas_are_open(register: Register, areas: list[str]) -> None:
    """The latest cycle always; the one before until the last of its areas for improvement has ended."""
    assert [each.cycle.name for each in pressing(register)] == [NEXT, LAST]
    for area in areas[:-1]:
        register.become(area, Status.SIGNED_OFF)
    latest, last = pressing(register)
    assert [area.is_open for area in last.areas] == [False, False, True]
    assert (latest.areas, latest.is_open) == ((), False)
    register.become(areas[-1], Status.SIGNED_OFF)
    assert [each.cycle.name for each in pressing(register)] == [NEXT]
    with register.database.reading() as session:
        assert [each.cycle.name for each in peel.positions(session, TODAY)] == [NEXT, LAST]


def test_a_cycle_is_known_from_the_day_it_was_entered_for(register: Register, areas: list[str]) -> None:
    """At an earlier cut-off the next cycle is not there yet, and areas added later are not either."""
    (last,) = pressing(register, date(2022, 9, 29))
    assert (last.cycle.name, len(last.areas)) == (LAST, 3)
    (earlier,) = pressing(register, date(2022, 3, 31))
    assert earlier.areas == ()
    assert pressing(register, date(2021, 3, 31)) == []
