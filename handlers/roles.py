"""Who may do what, where it goes by role and not by item."""

from sqlalchemy.orm import Session

from handlers.request import Request
from models.queries import items
from models.refusals.people import CoordinatorsOnly

NOBODY_YET = "nobody has been made one yet"


def coordinators_only(session: Session, request: Request) -> None:
    """Raise CoordinatorsOnly, with the names of those who are, unless the asker is one."""
    if not request.who.is_coordinator:
        names = ", ".join(person.name for person in items.coordinators(session))
        raise CoordinatorsOnly(coordinators=names or NOBODY_YET)
