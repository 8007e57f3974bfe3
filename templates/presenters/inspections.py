"""From inspections, PEEL cycles and reports to the rows of messages and of the committee's summary.

Dates are local. A period begins on its first day and ends with `until`; `date.min` begins where the register does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from models.calendar import section_55_last_day
from models.committee.asof import as_of
from models.committee.period import Period
from models.deadlines.section_55 import comments_by
from models.enums import Stage
from models.inspections import data_returns, forthcoming as inspections, peel as peel_cycles
from models.inspections.inspection import DataReturn, Inspection
from models.inspections.peel import Position
from models.policy import LONDON
from models.register import report_particulars
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport
from templates.filters import LABELS, day
from templates.messages.inspections import Peel, ReportRow
from templates.messages.summary_parts import (
    DataReturnRow,
    InspectionRow,
    PeelPosition,
    PeelQuestionRow,
    ReportPublished,
)
from templates.presenters.rows import PrintedRows, who


def forthcoming(session: Session, begins_on: date, until: date) -> tuple[InspectionRow, ...]:
    """Return every inspection that was not reported at the end of `until`, as it stood then.

    One that was withdrawn is told once, in the first period after it; its notes are then the reason.
    """
    return tuple(_inspection(each) for each in inspections.forthcoming(session, begins_on, until))


def joint(session: Session, until: date) -> tuple[InspectionRow, ...]:
    """Return the joint inspections, JTAIs among them, that were not reported at the end of `until`."""
    return tuple(_inspection(each) for each in inspections.joint(session, until))


def peel(session: Session, until: date) -> tuple[PeelPosition, ...]:
    """Return the latest PEEL cycle with its open areas for improvement, and the one before while it has any."""
    found = peel_cycles.pressing(peel_cycles.positions(session, until))
    return tuple(_position(each, [area for area in each.areas if area.is_open]) for each in found)


def peel_in_full(session: Session, until: date) -> Peel:
    """Return every PEEL cycle with all areas for improvement that it gave, open or ended."""
    found = peel_cycles.positions(session, until)
    areas = [area for each in found for area in each.areas]
    return Peel(
        positions=tuple(_position(each, each.areas) for each in found),
        ended={area.reference: area.status for area in areas if not area.is_open},
        unplaced=tuple(area.reference for area in areas if area.peel_question is None),
    )


def reports_published(
    session: Session,
    begins_on: date,
    printed: PrintedRows,
    known_to: int | None = None,
    *,
    zone: ZoneInfo = LONDON,
) -> tuple[ReportPublished, ...]:
    """Return the reports published in the period, each with its items as they stood at its end, as `printed` then.

    So are those published before, of which the register learnt after the fact `known_to`; `zone` is the force's.
    """
    until = printed.today
    found = report_particulars.published(session, begins_on, until, known_to)
    by_report = report_particulars.items_of(session, found, until)
    then = as_of(session, {item.id: item for items in by_report.values() for item in items}, until)
    return tuple(
        replace(
            _published(each, [then[item.id] for item in by_report[each.id]], printed),
            recorded_on=report_particulars.entered_on(session, each, zone)
            if each.published_on < begins_on
            else None,
        )
        for each in found
    )


def reports(session: Session, today: date) -> tuple[ReportRow, ...]:
    """Return every report with its particulars, the latest first."""
    counted = report_particulars.count_items(session, today)
    return tuple(
        ReportRow(
            code=each.code,
            title=each.title,
            kind=each.kind,
            published_on=each.published_on,
            section_55_on=section_55_last_day(each.published_on),
            participation=each.participation,
            summary=each.summary,
            themes=tuple(each.themes),
            source_link=each.source_link,
            items=counted.get(each.id, 0),
            comments_on=each.pcc_comments_on,
        )
        for each in report_particulars.reports(session)
    )


def data_told(session: Session, period: Period) -> tuple[DataReturnRow, ...]:
    """Return the data that was asked for, as it stood at the end of `period`, but what was told to be returned."""
    return tuple(data_return_row(each, period.until) for each in data_returns.told(session, period))


def data_asked(session: Session, *, outstanding: bool = False) -> tuple[DataReturnRow, ...]:
    """Return the data that was asked for, the first due first; with `outstanding`, what was not returned."""
    return tuple(
        data_return_row(each) for each in data_returns.data_returns(session, outstanding=outstanding)
    )


def when(inspection: Inspection) -> str:
    """Return when an inspection is, as announced and in dates; empty where neither is known."""
    wording, dates = inspection.when_wording, _dates(inspection.starts_on, inspection.ends_on)
    return f"{wording} ({dates})" if wording and dates else wording or dates


def _dates(starts: date | None, ends: date | None) -> str:
    said = LABELS["when"]
    if starts == ends:
        return day(starts) if starts else ""
    if starts and ends:
        return said["between"].format(starts=day(starts), ends=day(ends))
    return (
        said["from"].format(starts=day(starts))
        if starts
        else said["until"].format(ends=day(ends or date.max))
    )


def _inspection(state: inspections.InspectionState) -> InspectionRow:
    inspection = state.inspection
    return InspectionRow(
        name=inspection.name,
        kind=inspection.kind,
        stage=state.stage,
        when=when(inspection),
        partners=tuple(inspection.partners),
        notes=state.reason if state.stage is Stage.WITHDRAWN else inspection.notes,
        stage_since=state.since if state.day_is_known else None,
        scope=tuple(inspection.scope),
    )


def _position(position: Position, areas: Iterable[Recommendation]) -> PeelPosition:
    cycle = position.cycle
    shown = list(areas)
    return PeelPosition(
        cycle=cycle.name,
        framework=cycle.framework,
        notes=cycle.notes,
        questions=tuple(
            PeelQuestionRow(
                number=each.number,
                text=each.text,
                grade=position.grades.get(each.number),
                areas_for_improvement=tuple(a.reference for a in shown if a.peel_question == each.number),
                assessed=position.assessed.get(each.number),
            )
            for each in cycle.questions
        ),
        unplaced=tuple(area.reference for area in shown if area.peel_question is None),
    )


def _published(
    report: InspectionReport, items: Sequence[Recommendation], printed: PrintedRows
) -> ReportPublished:
    return ReportPublished(
        code=report.code,
        title=report.title,
        kind=report.kind,
        published_on=report.published_on,
        section_55_on=section_55_last_day(report.published_on),
        participation=report.participation,
        summary=report.summary,
        themes=tuple(report.themes),
        source_link=report.source_link,
        for_force=printed.rows(item for item in items if item.for_force),
        for_others=printed.rows(item for item in items if not item.for_force),
        comments_on=comments_by(report, printed.today),
    )


def data_return_row(asked: DataReturn, until: date = date.max) -> DataReturnRow:
    """Return data that was asked for as messages name it, as it stood at the end of `until`."""
    of = asked.inspection.name if asked.inspection else None
    returned = asked.returned_on if asked.returned_on and asked.returned_on <= until else None
    return DataReturnRow(asked.name, asked.due_on, returned, of, who(asked.owner) if asked.owner else None)
