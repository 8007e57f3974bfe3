"""What a paper made elsewhere printed for a meeting, entered by coordinators in a form."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import form_values
from handlers.committee import external_figures
from handlers.committee.looking_up import meeting_on
from handlers.request import Request
from handlers.roles import coordinators_only
from models.committee.figure_table import ENTERED
from models.committee.summary import PrintedFigure
from models.enums import ItemKind
from models.queries.numbered import whole
from models.refusals.committee import PrintedNumberUnfit
from templates.filters import day as in_words
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.printed import PrintedForm, field_name

Known = dict[tuple[str, ItemKind], int]


def open_form(session: Session, request: Request) -> Message:
    """Return the form with what is entered as printed for the meeting that the button names.

    Raises CoordinatorsOnly or NoSuchMeeting.
    """
    coordinators_only(session, request)
    meeting = meeting_on(session, form_values.day(request.words, iso=True))
    known = _known(session, meeting.id)
    return PrintedForm(meeting.held_on, tuple((name, kind, number) for (name, kind), number in known.items()))


def take_form(session: Session, request: Request) -> Message:
    """Enter the figures that were filled in, and take away those that were emptied.

    Raises CoordinatorsOnly, PrintedNumberUnfit, AlreadyPublishedHere or PrintedFigureInUse.
    """
    coordinators_only(session, request)
    meeting = meeting_on(session, form_values.day(request.words, iso=True))
    known = _known(session, meeting.id)
    for name in ENTERED:
        for kind in ItemKind:
            written = request.filled(field_name(name, kind))
            number = whole(written) if written else None
            if written and number is None:
                raise PrintedNumberUnfit(number=written, at_field=field_name(name, kind))
            if number is not None and number != known.get((name, kind)):
                external_figures.enter(session, meeting.held_on, name, kind, number, request.act)
            elif number is None and (name, kind) in known:
                external_figures.remove(session, meeting.held_on, name, kind, request.act)
    return Acknowledged("printed_kept", {"meeting": in_words(meeting.held_on)})


def _known(session: Session, meeting: int) -> Known:
    found = session.scalars(select(PrintedFigure).where(PrintedFigure.meeting_id == meeting))
    return {(each.name, each.kind): each.number for each in found}
