"""Inspections and the data that HMICFRS asks for, entered and moved on by coordinators in forms."""

from sqlalchemy.orm import Session

from handlers import form_values
from handlers.people.resolve_user import person_chosen
from handlers.request import Request
from handlers.roles import coordinators_only
from models.enums import ReportKind, Stage
from models.inspections import data_returns, forthcoming, inspecting
from models.inspections.inspecting import Details
from models.inspections.inspection import Inspection
from models.refusals.inspections import DueMissing
from models.register.naming import called
from models.register.report_particulars import report_called
from templates.filters import day as in_words
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.inspection_forms import NEW, DataReturnForm, InspectionForm


def open_form(session: Session, request: Request) -> Message:
    """Return the form for the inspection that the button names, or for a new one. Raises CoordinatorsOnly."""
    coordinators_only(session, request)
    if request.words == NEW:
        return InspectionForm()
    known = called(session, Inspection, request.words)
    return InspectionForm(
        known.name,
        known.stage,
        known.when_wording or "",
        known.starts_on,
        known.ends_on,
        tuple(known.partners),
        tuple(known.scope),
        known.notes or "",
    )


def take_form(session: Session, request: Request) -> Message:
    """Announce the inspection that was filled in, or correct it and pass it to the stage that was chosen.

    Raises CoordinatorsOnly, or what announcing, correcting and moving raise.
    """
    coordinators_only(session, request)
    act = request.act.effective(form_values.day_filled(request, "on"))
    known = Details(
        request.filled("when"),
        form_values.day_filled(request, "starts"),
        form_values.day_filled(request, "ends"),
        form_values.lines_filled(request, "partners"),
        request.filled("notes"),
        form_values.lines_filled(request, "scope"),
    )
    if request.words == NEW:
        kind = form_values.choice(ReportKind, request.filled("kind"), field="kind")
        entered = inspecting.announce(session, request.filled("name"), kind, known, act)
        return Acknowledged("inspection_announced", {"name": entered.name})
    inspection = called(session, Inspection, request.words)
    stage = form_values.choice(Stage, request.filled("stage"), field="stage")
    changed = inspecting.correct(session, inspection, known, request.act)
    was, report, reason = inspection.stage, request.filled("report"), request.filled("reason")
    if stage is Stage.REPORTED and report:
        inspecting.report_made(session, inspection, report_called(session, report), act, reason=reason)
    else:
        inspecting.move(session, inspection, stage, act, reason=reason)
    if was is not inspection.stage:
        return Acknowledged("inspection_moved", {"name": inspection.name, "stage": inspection.stage})
    return Acknowledged("changed" if changed else "nothing_changed", {"name": inspection.name})


def open_data_form(session: Session, request: Request) -> Message:
    """Return the form for data that HMICFRS has asked for. Raises CoordinatorsOnly."""
    coordinators_only(session, request)
    known = forthcoming.forthcoming(session, request.today, request.today)
    return DataReturnForm(tuple(each.inspection.name for each in known))


def take_data_form(session: Session, request: Request) -> Message:
    """Enter data that HMICFRS has asked for. Raises CoordinatorsOnly, DueMissing, NameUnfit or NameTaken."""
    coordinators_only(session, request)
    due, chosen, of = (
        form_values.day_filled(request, "due"),
        request.filled("owner"),
        request.filled("inspection"),
    )
    if due is None:
        raise DueMissing
    asked = data_returns.ask_for_data(
        session,
        request.filled("name"),
        due,
        request.act,
        inspection=called(session, Inspection, of) if of else None,
        owner=person_chosen(session, request, chosen, "owner") if chosen else None,
    )
    return Acknowledged("data_asked", {"name": asked.name, "due": in_words(due)})
