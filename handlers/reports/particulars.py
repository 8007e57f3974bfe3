"""The reports of the register with their particulars, which coordinators enter and correct in a form."""

from sqlalchemy.orm import Session

from handlers import form_values
from handlers.request import Request
from handlers.roles import coordinators_only
from models.enums import Participation
from models.refusals.inspections import NoReportSought
from models.register import report_particulars
from models.register.report_particulars import Particulars, report_called
from models.register.same_name import as_compared
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.inspection_forms import ParticularsForm
from templates.messages.inspections import ReportCorrected, Reports
from templates.presenters.inspections import reports as report_rows


def reports(session: Session, request: Request) -> Message:
    """Return the reports, or those whose code or title has the words. Raises NoReportSought."""
    words = as_compared(request.words)
    found = tuple(
        each
        for each in report_rows(session, request.today)
        if words in as_compared(f"{each.code} {each.title}")
    )
    if words and not found:
        raise NoReportSought(words=request.words.strip())
    return Reports(request.today, found, may_change=request.who.is_coordinator)


def open_form(session: Session, request: Request) -> Message:
    """Return the form with the particulars of the report that the button names. Raises CoordinatorsOnly."""
    coordinators_only(session, request)
    report = report_called(session, request.words)
    return ParticularsForm(
        report.code,
        report.title,
        report.published_on,
        report.summary or "",
        tuple(report.themes),
        report.participation,
        report.source_link or "",
    )


def take_form(session: Session, request: Request) -> Message:
    """Correct the report's particulars; deadlines that count from publication follow its date.

    Raises CoordinatorsOnly, NoSuchReport, or what correcting raises.
    """
    coordinators_only(session, request)
    report = report_called(session, request.words)
    part = request.filled("participation")
    wanted = Particulars(
        request.filled("title") or None,
        request.written("summary"),
        form_values.lines_filled(request, "themes"),
        form_values.choice(Participation, part, field="participation") if part else None,
        request.filled("source"),
        form_values.day_filled(request, "published"),
    )
    done = report_particulars.correct(session, report, wanted, request.act)
    if not done.fields:
        return Acknowledged("nothing_changed", {"name": report.code})
    followed, stayed = (tuple(item.reference for item in each) for each in (done.followed, done.stayed))
    return ReportCorrected(report.code, followed, stayed)
