"""What happens to an inspection, from its announcement to its report.

It is on the committee's list until it is reported. It can be withdrawn, with a reason that the next paper tells.
Every step is in the ledger under the inspection's name, with the day on which it was taken.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from models.enums import ReportKind, Stage
from models.inspections.inspection import Inspection
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.ledger.note import note
from models.refusals.inspections import (
    AlreadyReported,
    AlreadyWithdrawn,
    BackNeedsReason,
    EndsBeforeItStarts,
    ReportOfItMissing,
    WithdrawalNeedsReason,
)
from models.refusals.items import BeforePresentStatus, NotYet
from models.register.naming import free_name
from models.register.report import InspectionReport

STAGES: tuple[Stage, ...] = tuple(Stage)
"""In the order in which an inspection goes through them; the last two end it."""


@dataclass(frozen=True)
class Details:
    """What is known of an inspection. `when` is its date in the words of the announcement; None is unknown.

    In a correction None leaves a detail as it is, and an empty text or tuple takes it away.
    """

    when: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    partners: tuple[str, ...] | None = None
    notes: str | None = None
    scope: tuple[str, ...] | None = None


def announce(
    session: Session, name: str, kind: ReportKind, known: Details, audit: AuditContext
) -> Inspection:
    """Enter an inspection that was announced on the day of `act`; return it.

    Raises NameUnfit, NameTaken, EndsBeforeItStarts, or NotYet for a day to come.
    """
    if audit.on > audit.today:
        raise NotYet(day=audit.on)
    inspection = Inspection(
        name=free_name(session, Inspection, name),
        kind=kind,
        stage=Stage.ANNOUNCED,
        stage_since=audit.on,
        announced_on=audit.on,
        when_wording=known.when or None,
        starts_on=known.starts_on,
        ends_on=known.ends_on,
        partners=_listed(known.partners),
        scope=_listed(known.scope),
        notes=known.notes or None,
    )
    _check_dates(inspection)
    session.add(inspection)
    session.flush()
    note(
        session,
        EventKind.INSPECTION_ANNOUNCED,
        audit,
        name=inspection.name,
        to=Stage.ANNOUNCED,
        when=inspection.when_wording,
    )
    return inspection


def correct(
    session: Session, inspection: Inspection, wanted: Details, audit: AuditContext
) -> tuple[str, ...]:
    """Set the details that `wanted` gives; return the names of those that changed. Raises EndsBeforeItStarts."""
    given = {
        "when_wording": wanted.when,
        "starts_on": wanted.starts_on,
        "ends_on": wanted.ends_on,
        "partners": None if wanted.partners is None else _listed(wanted.partners),
        "scope": None if wanted.scope is None else _listed(wanted.scope),
        "notes": wanted.notes,
    }
    changed = []
    for field, value in given.items():
        was, to = getattr(inspection, field), [] if value == [] else value or None
        if value is None or was == to:
            continue
        setattr(inspection, field, to)
        note(
            session, EventKind.INSPECTION_CORRECTED, audit, name=inspection.name, field=field, was=was, to=to
        )
        changed.append(field)
    _check_dates(inspection)
    return tuple(changed)


def move(
    session: Session, inspection: Inspection, stage: Stage, audit: AuditContext, *, reason: str = ""
) -> None:
    """Pass to `stage` on the day of `act`: forwards, or back with a reason. The stage it has changes nothing.

    Raises BackNeedsReason, ReportOfItMissing for a report (which is given to `report_made`),
    WithdrawalNeedsReason, NotYet for a day to come, and BeforePresentStatus for one before the present stage.
    """
    if stage is inspection.stage:
        return
    if stage is Stage.REPORTED:
        raise ReportOfItMissing(name=inspection.name)
    if stage is Stage.WITHDRAWN:
        withdraw(session, inspection, audit, reason=reason)
        return
    _step(session, inspection, stage, audit, reason=reason)
    inspection.report = None


def report_made(
    session: Session,
    inspection: Inspection,
    report: InspectionReport,
    audit: AuditContext,
    *,
    reason: str = "",
) -> None:
    """Note that `report` is the inspection's report, by which it leaves the list of what is to come.

    Raises BackNeedsReason for one that was withdrawn, NotYet or BeforePresentStatus.
    """
    if inspection.stage is Stage.REPORTED and inspection.report is report:
        return
    _step(session, inspection, Stage.REPORTED, audit, reason=reason, report=report)
    inspection.report = report


def withdraw(session: Session, inspection: Inspection, audit: AuditContext, *, reason: str) -> None:
    """Take the inspection off the list, with the reason that the committee is told.

    Raises WithdrawalNeedsReason, AlreadyReported, AlreadyWithdrawn, NotYet or BeforePresentStatus.
    """
    if not reason.strip():
        raise WithdrawalNeedsReason(name=inspection.name)
    refused = {Stage.REPORTED: AlreadyReported, Stage.WITHDRAWN: AlreadyWithdrawn}.get(inspection.stage)
    if refused is not None:
        raise refused(name=inspection.name, since=inspection.stage_since)
    _step(session, inspection, Stage.WITHDRAWN, audit, reason=reason)


def _step(
    session: Session,
    inspection: Inspection,
    stage: Stage,
    audit: AuditContext,
    *,
    reason: str,
    report: InspectionReport | None = None,
) -> None:
    reason = reason.strip()
    was = inspection.stage
    if audit.on > audit.today:
        raise NotYet(day=audit.on)
    if audit.on < inspection.stage_since:
        raise BeforePresentStatus(reference=inspection.name, status=was, since=inspection.stage_since)
    if STAGES.index(stage) < STAGES.index(was) and not reason:
        raise BackNeedsReason(name=inspection.name, stage=was)
    kind = EventKind.INSPECTION_WITHDRAWN if stage is Stage.WITHDRAWN else EventKind.INSPECTION_STAGE
    note(session, kind, audit, report=report, name=inspection.name, was=was, to=stage, reason=reason or None)
    inspection.stage, inspection.stage_since = stage, audit.on


def _listed(given: tuple[str, ...] | None) -> list[str]:
    return [each.strip() for each in given or () if each.strip()]


def _check_dates(inspection: Inspection) -> None:
    starts, ends = inspection.starts_on, inspection.ends_on
    if starts and ends and ends < starts:
        raise EndsBeforeItStarts(name=inspection.name, starts=starts, ends=ends)
