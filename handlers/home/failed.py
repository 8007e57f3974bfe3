"""Messages that could not be sent: the coordinators see them, and have them sent again or let them be."""

from sqlalchemy.orm import Session

from handlers.request import Request
from handlers.roles import coordinators_only
from models.outbox import unsent
from templates.messages import Message
from templates.messages.operations import Failed
from templates.presenters.failed import failed_row

MOST_SHOWN = 15


def failed(session: Session, request: Request) -> Message:
    """Return what could not be sent, the latest first, each with what can be done. Raises CoordinatorsOnly."""
    coordinators_only(session, request)
    found = unsent.failed(session, MOST_SHOWN + 1)
    rows = tuple(failed_row(outbox_message) for outbox_message in found[:MOST_SHOWN])
    return Failed(rows, request.today, more=len(found) > MOST_SHOWN)


def send_again(session: Session, request: Request) -> Message:
    """Have the message that the button names sent once more; return what is left.

    Raises CoordinatorsOnly or NothingFailedThere.
    """
    coordinators_only(session, request)
    unsent.send_again(unsent.failed_one(session, request.words), request.at)
    session.flush()
    return failed(session, request)


def let_be(session: Session, request: Request) -> Message:
    """Leave the message that the button names unsent; return what is left.

    Raises CoordinatorsOnly or NothingFailedThere.
    """
    coordinators_only(session, request)
    unsent.let_be(unsent.failed_one(session, request.words))
    session.flush()
    return failed(session, request)
