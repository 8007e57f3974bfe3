"""What is to be put right before a paper goes out: each check finds what is wrong, and its words say the remedy."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.calendar import section_55_last_day
from models.committee.asof import as_of
from models.committee.figure_table import CLOSING
from models.committee.figures import Standing, printed_for
from models.committee.stated_numbers import Counts, StatedNumber, stated_numbers
from models.deadlines.section_55 import comments_by
from models.enums import FORCE_ADDRESSEES, ItemKind, Stage, Status
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
    """A figure printed elsewhere that differs from the register's: `name` and `kind` say which.

    As many items `for_others` moved in the same way; they are addressed to other bodies only, and not counted.
    """

    name: str
    kind: ItemKind
    printed: int
    items: tuple[int, ...]
    for_others: int = 0


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
            others = len(_for_others(standing, figure.name, figure.kind))
            differences.append(Difference(figure.name, figure.kind, figure.number, tuple(items), others))
    return differences


def _for_others(standing: Standing, figure: str, kind: ItemKind) -> list[int]:
    """Return the items that would be in the figure if it counted those addressed to other bodies only."""
    listed = {"added": standing.bridge.added_for_others, CLOSING: [item.id for item in standing.watched]}
    return [each for each in listed.get(figure, ()) if standing.items[each].kind is kind]


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
    heard_from = standing.period.heard_from
    unexplained = [
        item for item in standing.overdue if item.answered_on is None or item.answered_on < heard_from
    ]
    yield from _of("deadline_without_narrative", unexplained)


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
    speaking = [(report, stated_numbers(report.summary or "")) for report in _told(session, standing)]
    by_report = items_of(session, (report for report, said in speaking if said), until)
    of_reports = [(report, said, by_report[report.id]) for report, said in speaking if said]
    then = as_of(session, {item.id: item for _, _, items in of_reports for item in items}, until)
    for report, numbers, now in of_reports:
        items = [then[item.id] for item in now]
        for stated in numbers:
            of_report = _counted(stated, items)
            if any(map(stated.is_met_by, (*map(len, of_report), *_counted_in_all(stated, standing)))):
                continue
            told = tuple(item.reference for item in of_report[0])
            facts = {"where": report.title, "text": stated.words, "list": str(len(told))}
            yield CheckFinding("number_unsupported", told, facts)


def _counted(stated: StatedNumber, items: Sequence[Recommendation]) -> list[list[Recommendation]]:
    """Return the lists of `items` that a stated number may count: first the most likely one."""
    of_kind = [item for item in items if item.kind is stated.kind]
    return [[item for item in of_kind if is_meant(item)] for is_meant in _MEANT[stated.counts]]


def _counted_in_all(stated: StatedNumber, standing: Standing) -> list[int]:
    """Return figures of the whole register, of which a sentence may speak: “a total of 146 recommendations”."""
    return [len(getattr(standing.bridge, name)[stated.kind]) for name in _IN_ALL.get(stated.counts, ())]


def _is_done(item: Recommendation) -> bool:
    return item.status in (Status.FORCE_COMPLETE, Status.SIGNED_OFF)


_MEANT: dict[Counts, tuple[Callable[[Recommendation], bool], ...]] = {
    Counts.ANY: (lambda _: True, lambda item: item.for_force, lambda item: item.is_open),
    Counts.ADDED: (lambda _: True, lambda item: item.for_force),
    Counts.FOR_FORCE: (lambda item: item.for_force,),
    Counts.FOR_OTHERS: (
        lambda item: not item.for_force,
        lambda item: bool(item.addressed_to - FORCE_ADDRESSEES),
    ),
    Counts.COMPLETED: (_is_done, lambda item: item.status is Status.SIGNED_OFF),
    Counts.SIGNED_OFF: (lambda item: item.status is Status.SIGNED_OFF,),
    Counts.OPEN: (lambda item: item.is_open, lambda item: item.is_open and item.for_force),
}
"""Which items of a report a sentence may count. One that does not say it is true if any of its readings is."""

_IN_ALL = {Counts.OPEN: ("closing",), Counts.SIGNED_OFF: ("signed_off",), Counts.ADDED: ("added",)}


def _told(session: Session, standing: Standing) -> Sequence[InspectionReport]:
    period = standing.period
    return published(session, period.begins_on, period.until, period.known_to)


def _inspection_overdue(session: Session, standing: Standing) -> Iterator[CheckFinding]:
    running = (Stage.ANNOUNCED, Stage.DATA_COLLECTION, Stage.ACTIVITIES, Stage.FIELDWORK)
    for state in states(session, standing.period.until):
        inspection = state.inspection
        last = inspection.ends_on or inspection.starts_on
        if state.stage in running and last is not None and last < standing.period.until:
            when = {"when": inspection.when_wording} if inspection.when_wording else {}
            yield CheckFinding("inspection_overdue", (inspection.name,), {"name": inspection.name, **when})


def _report_without_recommendations(session: Session, standing: Standing) -> Iterator[CheckFinding]:
    told = list(_told(session, standing))
    items = items_of(session, told, standing.period.until)
    for report in told:
        if not items[report.id]:
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
            "others": str(difference.for_others),
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
