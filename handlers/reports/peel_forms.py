"""PEEL cycles, entered and graded by coordinators in forms."""

import re

from sqlalchemy.orm import Session

from handlers import form_values
from handlers.request import Request
from handlers.roles import coordinators_only
from models.enums import Grade
from models.inspections import peel as cycles
from models.inspections.inspection import PeelCycle
from models.queries import items as queries
from models.queries.numbered import whole
from models.refusals.inspections import FirstDayMissing, QuestionMissing
from models.register.naming import called
from models.register.report_particulars import report_called
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.inspection_forms import NEW, PeelCycleForm, PeelGradeForm

NONE = "none"


def open_form(session: Session, request: Request) -> Message:
    """Return the form that grades the cycle that the button names, or that enters a new one.

    Raises CoordinatorsOnly.
    """
    coordinators_only(session, request)
    if request.words == NEW:
        return PeelCycleForm()
    cycle = called(session, PeelCycle, request.words)
    questions = tuple((each.number, each.text) for each in cycle.questions)
    return PeelGradeForm(cycle.name, questions, cycle.report.code if cycle.report else "")


def take_cycle(session: Session, request: Request) -> Message:
    """Enter a cycle with its questions. Raises CoordinatorsOnly, FirstDayMissing, or what entering one raises."""
    coordinators_only(session, request)
    begins, notes = form_values.day_filled(request, "begins"), request.filled("notes")
    if begins is None:
        raise FirstDayMissing
    begun = cycles.begin(
        session, request.filled("name"), request.filled("framework"), begins, request.act, notes=notes
    )
    return Acknowledged("peel_begun", {"name": begun.name, "number": str(len(begun.questions))})


def take_grades(session: Session, request: Request) -> Message:
    """Enter what was filled in: both grades of a question, its areas for improvement, the cycle's report.

    Raises CoordinatorsOnly, QuestionMissing, or what grading and placing raise.
    """
    coordinators_only(session, request)
    cycle = called(session, PeelCycle, request.words)
    given = {name: request.filled(name) for name in ("grade", "assessed", "areas")}
    if request.filled("report"):
        cycles.report_made(session, cycle, report_called(session, request.filled("report")), request.act)
    if any(given.values()):
        number = whole(request.filled("number"))
        if number is None:
            raise QuestionMissing
        _grade(session, request, cycle, number, given)
    return Acknowledged("changed", {"name": cycle.name})


def _grade(session: Session, request: Request, cycle: PeelCycle, number: int, given: dict[str, str]) -> None:
    act = request.act.effective(form_values.day_filled(request, "on"))
    for name, enter in (("grade", cycles.grade), ("assessed", cycles.assess)):
        if given[name]:
            grade = None if given[name] == NONE else form_values.choice(Grade, given[name], field=name)
            enter(session, cycle, number, grade, act)
    for reference in filter(None, re.split(r"[,;\s]+", given["areas"])):
        cycles.place(cycle, number, queries.item_by_reference(session, reference), request.act)
