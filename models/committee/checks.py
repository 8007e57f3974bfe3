"""What is to be put right before a paper goes out: each check finds what is wrong, and its words say the remedy."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.calendar import section_55_last_day
from models.committee.asof import as_of
from models.committee.figures import Standing, printed_for
from models.dates.words import CARDINALS, any_of, number
from models.deadlines.section_55 import comments_by
from models.enums import ItemKind, Stage
from models.imports.rows import written
from models.inspections.forthcoming import states
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from models.register.report_particulars import items_of, published

MOVES_TOO_MANY = 2
"""A deadline that has moved so often is shown to the coordinator before the committee asks."""

SECTION_55 = timedelta(days=55)


@dataclass(frozen=True)
class CheckFinding:
    """What a check found: the items or the names concerned, and what its words need to know."""

    check: str
    references: tuple[str, ...]
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Difference:
    """A figure printed elsewhere that differs from the register's: `name` and `kind` say which."""

    name: str
    kind: ItemKind
    printed: int
    items: tuple[int, ...]


def findings(session: Session, standing: Standing) -> list[CheckFinding]:
    """Return everything that the checks find, in the order of the table CHECKS."""
    return [found for check in CHECKS for found in check(session, standing)]


def unsupported(session: Session, standing: Standing) -> list[Difference]:
    """Return the figures printed elsewhere for this meeting that the register cannot support.

    Raises KeyError for a name that is no figure; those that can be entered are `ENTERED`.
    """
    if standing.meeting is None:
        return []
    differences = []
    for figure in printed_for(session, standing.meeting):
        items = [item for listed, _ in standing.bridge.lists(figure.name) for item in listed[figure.kind]]
        if len(items) != figure.number:
            differences.append(Difference(figure.name, figure.kind, figure.number, tuple(items)))
    return differences


def _no_owner(_: Session, standing: Standing) -> Iterator[CheckFinding]:
    yield from _of("no_owner", [item for item in standing.open_items if item.owner_id is None])


def _cause_without_items(session: Session, standing: Standing) -> Iterator[CheckFinding]:
    causes = [item for item in standing.open_items if item.kind is ItemKind.CAUSE_OF_CONCERN]
    # What an item carries is asked for: an item as it was on an earlier day is a copy, which has no relations.
    under = Recommendation.parent_id
    carrying = set(session.scalars(select(under).where(under.in_([cause.id for cause in causes]))))
    yield from _of("cause_without_items", [cause for cause in causes if cause.id not in carrying])


def _no_update(_: Session, standing: Standing) -> Iterator[CheckFinding]:
    yield from _of("no_update", standing.quiet)


def _deadline_without_narrative(_: Session, standing: Standing) -> Iterator[CheckFinding]:
    quiet = {item.id for item in standing.quiet}
    yield from _of("deadline_without_narrative", [item for item in standing.overdue if item.id in quiet])


def _date_moved_often(_: Session, standing: Standing) -> Iterator[CheckFinding]:
    for item in standing.open_items:
        if item.deadline_moves >= MOVES_TOO_MANY:
            yield CheckFinding("date_moved_often", (item.reference,), {"moves": str(item.deadline_moves)})


def _reviews_updated(_: Session, standing: Standing) -> Iterator[CheckFinding]:
    yield from _of("reviews_updated", [review.recommendation for review in standing.reviews_updated])


def _reviews_missed(_: Session, standing: Standing) -> Iterator[CheckFinding]:
    yield from _of("reviews_missed", [review.recommendation for review in standing.reviews_missed])


def _number_unsupported(session: Session, standing: Standing) -> Iterator[CheckFinding]:
    until = standing.period.until
    speaking = [
        (report, list(_numbers_said(report.summary or "")))
        for report in published(session, standing.period.begins_on, until)
    ]
    of_reports = [(report, said, items_of(session, report, until)) for report, said in speaking if said]
    then = as_of(session, {item.id: item for _, _, items in of_reports for item in items}, until)
    for report, numbers, now in of_reports:
        for text, said, kind in numbers:
            items = [then[item.id] for item in now if then[item.id].kind is kind]
            if len(items) != said:
                facts = {"where": report.title, "text": text, "list": str(len(items))}
                yield CheckFinding("number_unsupported", tuple(item.reference for item in items), facts)


def _inspection_overdue(session: Session, standing: Standing) -> Iterator[CheckFinding]:
    running = (Stage.ANNOUNCED, Stage.DATA_COLLECTION, Stage.ACTIVITIES, Stage.FIELDWORK)
    for state in states(session, standing.period.until):
        inspection = state.inspection
        last = inspection.ends_on or inspection.starts_on
        if state.stage in running and last is not None and last < standing.period.until:
            when = {"when": inspection.when_wording} if inspection.when_wording else {}
            yield CheckFinding("inspection_overdue", (inspection.name,), {"name": inspection.name, **when})


def _report_without_recommendations(session: Session, standing: Standing) -> Iterator[CheckFinding]:
    for report in published(session, standing.period.begins_on, standing.period.until):
        if not items_of(session, report, standing.period.until):
            yield CheckFinding("report_without_recommendations", (report.code,), {"title": report.title})


def _section_55_passed(session: Session, standing: Standing) -> Iterator[CheckFinding]:
    begins, until = standing.period.since, standing.period.until
    query = select(InspectionReport).where(InspectionReport.published_on < until - SECTION_55)
    if begins is not None:
        query = query.where(InspectionReport.published_on >= begins - SECTION_55)
    for report in session.scalars(query.order_by(InspectionReport.published_on)):
        last = section_55_last_day(report.published_on)
        if comments_by(report, until) is not None:
            continue
        yield CheckFinding("section_55_passed", (report.code,), {"title": report.title, "on": written(last)})


def _unsupported(session: Session, standing: Standing) -> Iterator[CheckFinding]:
    for difference in unsupported(session, standing):
        facts = {
            "figure": f"{difference.name}:{difference.kind}",
            "printed": str(difference.printed),
            "register": str(len(difference.items)),
        }
        yield CheckFinding("unsupported", (), facts)


CHECKS: tuple[Callable[[Session, Standing], Iterator[CheckFinding]], ...] = (
    _no_owner,
    _cause_without_items,
    _no_update,
    _deadline_without_narrative,
    _date_moved_often,
    _reviews_updated,
    _reviews_missed,
    _number_unsupported,
    _inspection_overdue,
    _report_without_recommendations,
    _section_55_passed,
    _unsupported,
)


def _of(check: str, items: Sequence[Recommendation]) -> Iterator[CheckFinding]:
    if items:
        yield CheckFinding(check, tuple(dict.fromkeys(item.reference for item in items)))


# The articles count nothing here: “a recommendation” may be any.
_NUMBER_OF = re.compile(
    rf"(?<![\w,.-])(\d{{1,4}}|{any_of(CARDINALS)})\s+"
    r"(recommendations?|areas? (?:for|of) improvement|causes? of concern)\b",
    re.IGNORECASE,
)
_KINDS = {
    "recommendation": ItemKind.RECOMMENDATION,
    "area": ItemKind.AREA_FOR_IMPROVEMENT,
    "cause": ItemKind.CAUSE_OF_CONCERN,
}


def _numbers_said(text: str) -> Iterator[tuple[str, int, ItemKind]]:
    """Yield the numbers of items that a text speaks of, as they are written, in figures or in words."""
    for counted, what in _NUMBER_OF.findall(text):
        kind = next(kind for begins, kind in _KINDS.items() if what.casefold().startswith(begins))
        yield f"{counted} {what}", number(counted), kind
