"""The PEEL position, for everybody to read, and its grades, which coordinators enter: HMICFRS's, and our own."""

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from handlers.arguments import day_of_effect
from handlers.request import Request
from handlers.roles import coordinators_only
from models.enums import Grade
from models.inspections import peel as cycles
from models.inspections.inspection import PeelCycle
from models.refusals.inspections import GradeUnread, NoCycleEntered, NoSuchGrade
from models.register.naming import called
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.presenters.inspections import peel_in_full

_ENTRY: Final = re.compile(
    r"(?:(?P<cycle>.*?\S)\s+)?(?:question\s+)?(?P<number>\d{1,2})\s+"
    r"(?:(?P<graded>graded?)|internal(?:\s+assessment)?|assess(?:ed|ment))\b[\s:]*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BY_NAME: Final = {each.value: each for each in Grade}
_NONE: Final = frozenset({"none", "not entered"})


def peel(session: Session, request: Request) -> Message:
    """Return every PEEL cycle with its questions, or enter a grade or an assessment where the words give one.

    `7 grade good` and `7 internal good` are of the latest cycle, unless its name stands before them; “none” takes
    back what was entered. Raises CoordinatorsOnly, GradeUnread, NoSuchGrade, NoCycleEntered, NoSuchName,
    NoSuchNameButNear, NoSuchQuestion or NotYet.
    """
    words = request.words.strip()
    if not words:
        return replace(peel_in_full(session, request.today), may_change=request.who.is_coordinator)
    entry = _ENTRY.fullmatch(words)
    if entry is None:
        raise GradeUnread
    coordinators_only(session, request)
    given, rest = _grade(entry["rest"])
    on, _ = day_of_effect(rest, request.today)
    cycle = called(session, PeelCycle, entry["cycle"]) if entry["cycle"] else cycles.latest(session)
    if cycle is None:
        raise NoCycleEntered
    enter, what = (cycles.grade, "peel_graded") if entry["graded"] else (cycles.assess, "peel_assessed")
    enter(session, cycle, int(entry["number"]), given, request.act.effective(on))
    return Acknowledged(what, {"name": cycle.name, "number": entry["number"], "grade": given or ""})


def _grade(words: str) -> tuple[Grade | None, str]:
    """Return the grade with which `words` begin, None for none, and what stands after it. Raises NoSuchGrade."""
    said, on, day = words.partition(" on ")
    name = " ".join(said.casefold().strip(" .").split())
    if name not in _BY_NAME and name not in _NONE:
        raise NoSuchGrade(grade=said.strip(), known=", ".join(_BY_NAME))
    return _BY_NAME.get(name), (on + day).strip()
