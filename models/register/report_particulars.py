"""The particulars of a report that people enter: summary, themes, the force's part, source, and its date.

The date on the web is sometimes that of a re-publication. When it is corrected, so is what was computed from it:
the deadlines that are counted from publication. Those that a person has moved since stay where they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from models.calendar import local_date
from models.deadlines.deadline import Deadline, DeadlineBasis, read_deadline
from models.deadlines.history import as_day
from models.enums import Participation
from models.imports.rows import written
from models.ledger.audit_context import AuditContext
from models.ledger.event import Event, EventKind
from models.ledger.note import note
from models.queries.items import nearest, report_by_code
from models.refusals.deadlines import NotADeadline
from models.refusals.inspections import LinkNotToTheWeb, NoSuchReport, NoSuchReportButNear
from models.refusals.items import NotYet
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from models.statements.links import is_web_address

FOLLOWS = frozenset({DeadlineBasis.COUNTED, DeadlineBasis.IMMEDIATE})
"""What deadlines are computed from the day of publication."""


@dataclass(frozen=True)
class Particulars:
    """What is to be set: None leaves it as it is, an empty text or tuple takes it away."""

    title: str | None = None
    summary: str | None = None
    themes: tuple[str, ...] | None = None
    participation: Participation | None = None
    source_link: str | None = None
    published_on: date | None = None


@dataclass(frozen=True)
class ReportCorrection:
    """What was changed: the names of the fields, the items whose deadlines followed, and those that stayed.

    `stayed` are the items whose wording counts from publication, and whose deadline a person had moved or set.
    """

    fields: tuple[str, ...]
    followed: tuple[Recommendation, ...] = ()
    stayed: tuple[Recommendation, ...] = ()


def report_called(session: Session, code: str) -> InspectionReport:
    """Return the report with this short code, in any case. Raises NoSuchReport or NoSuchReportButNear."""
    report = report_by_code(session, code)
    if report is not None:
        return report
    near = nearest(code, session.scalars(select(InspectionReport.code)))
    raise NoSuchReportButNear(code=code, nearest=near) if near else NoSuchReport(code=code)


def reports(session: Session) -> Sequence[InspectionReport]:
    """Return every report, the latest first."""
    return session.scalars(
        select(InspectionReport).order_by(InspectionReport.published_on.desc(), InspectionReport.code)
    ).all()


def published(
    session: Session, begins_on: date, until: date, known_to: int | None = None
) -> Sequence[InspectionReport]:
    """Return the reports published from the local date `begins_on` up to `until`, the earliest first.

    With the number of the last fact `known_to` those who are told, they are the reports that were not told then:
    also those published before, of which the register learnt later.
    """
    query = select(InspectionReport).where(InspectionReport.published_on <= until)
    dated = InspectionReport.published_on >= begins_on
    query = query.order_by(InspectionReport.published_on, InspectionReport.code)
    if known_to is None:
        return session.scalars(query.where(dated)).all()
    then = _dates_when_told(session, known_to)
    found = session.scalars(query.where(or_(dated, InspectionReport.id.in_(then))))
    return [each for each in found if (on := then.get(each.id, each.published_on)) is None or on >= begins_on]


def _dates_when_told(session: Session, known_to: int) -> dict[int, date | None]:
    """Return what dates the reports had at the fact `known_to` that changed since; None for one entered since."""
    changes = session.scalars(
        select(Event)
        .where(Event.id > known_to, Event.kind.in_((EventKind.REPORT_ADDED, EventKind.REPORT_CORRECTED)))
        .order_by(Event.id)
    )
    then: dict[int, date | None] = {}
    for event in changes:
        if event.report_id is None:
            continue
        if event.kind is EventKind.REPORT_ADDED:
            then[event.report_id] = None
        elif event.facts["field"] == "published_on":
            then.setdefault(event.report_id, as_day(event.facts["was"]))
    return then


def entered_on(session: Session, report: InspectionReport, zone: ZoneInfo) -> date | None:
    """Return the local date on which the report was entered; None where the ledger does not tell."""
    at = session.scalar(
        select(Event.recorded_at).where(Event.kind == EventKind.REPORT_ADDED, Event.report_id == report.id)
    )
    return local_date(at, zone) if at else None


def items_of(
    session: Session, reports: Iterable[InspectionReport], until: date
) -> dict[int, list[Recommendation]]:
    """Return the items of each of these reports, by its number, in the order of entry.

    They are those that had been added by the local date `until`.
    """
    items: dict[int, list[Recommendation]] = {report.id: [] for report in reports}
    query = select(Recommendation).where(Recommendation.report_id.in_(items))
    for item in session.scalars(query.where(Recommendation.added_on <= until).order_by(Recommendation.id)):
        items[item.report_id].append(item)
    return items


def count_items(session: Session, until: date) -> dict[int, int]:
    """Return how many items of each report, by its number, had been added by the local date `until`."""
    query = select(Recommendation.report_id, func.count()).where(Recommendation.added_on <= until)
    return dict(session.execute(query.group_by(Recommendation.report_id)).all())


def correct(
    session: Session, report: InspectionReport, wanted: Particulars, audit: AuditContext
) -> ReportCorrection:
    """Set the particulars that `wanted` gives; the deadlines follow a corrected date of publication.

    Raises LinkNotToTheWeb, or NotYet for a date of publication to come.
    """
    if wanted.published_on is not None and wanted.published_on > audit.today:
        raise NotYet(day=wanted.published_on)
    if wanted.source_link:
        _check_link(wanted.source_link)
    published_before = report.published_on
    given = {
        "title": " ".join((wanted.title or "").split()) or None,
        "summary": wanted.summary,
        "themes": None if wanted.themes is None else [each.strip() for each in wanted.themes if each.strip()],
        "participation": wanted.participation,
        "source_link": wanted.source_link,
        "published_on": wanted.published_on,
    }
    changed = tuple(name for name, value in given.items() if _set(session, report, name, value, audit))
    if "published_on" not in changed:
        return ReportCorrection(changed)
    followed, stayed = _follow(session, report, published_before, audit)
    return ReportCorrection(changed, tuple(followed), tuple(stayed))


def _set(session: Session, report: InspectionReport, field: str, value: object, audit: AuditContext) -> bool:
    if value is None:
        return False
    was = getattr(report, field)
    to = value if value or field == "themes" else None
    if was == to:
        return False
    setattr(report, field, to)
    note(session, EventKind.REPORT_CORRECTED, audit, report=report, field=field, was=was, to=to)
    return True


def _follow(
    session: Session, report: InspectionReport, before: date, audit: AuditContext
) -> tuple[list[Recommendation], list[Recommendation]]:
    """Have the deadlines counted from publication follow; return the items that did, and those that did not."""
    followed, stayed = [], []
    reason = f"The report's publication date was corrected from {written(before)} to {written(report.published_on)}"
    for item in session.scalars(select(Recommendation).where(Recommendation.report_id == report.id)):
        counted = _counted(item, report.published_on)
        if counted is None or counted.on == item.deadline_on:
            continue
        if item.deadline_moves or item.deadline_basis not in FOLLOWS:
            stayed.append(item)
            continue
        # It is a correction and no slip: the original date follows too, and it does not count as a move.
        item.correct_deadline(counted.on, counted.basis, audit, reason=reason)
        followed.append(item)
    return followed, stayed


def _counted(item: Recommendation, published_on: date) -> Deadline | None:
    """Return the deadline that the item's wording counts from `published_on`, or None if it counts nothing."""
    try:
        read = read_deadline(item.deadline_wording or "", published_on)
    except NotADeadline:
        return None
    return read if read.basis in FOLLOWS else None


def _check_link(address: str) -> None:
    if not is_web_address(address.strip()):
        raise LinkNotToTheWeb(address=address)
