"""What people type as days and as people."""

from datetime import date

from sqlalchemy.orm import Session

from models import queries
from models.person import Person
from models.refusals import DateUnreadable, NotInTheRegister


def day(text: str, *, field: str | None = None) -> date:
    """Return the local date that `text` writes as 2022-12-19. Raises DateUnreadable, at the form's `field`."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise DateUnreadable(text=text, at_field=field) from None


def chosen_person(session: Session, account: str, *, field: str) -> Person:
    """Return the person with the `account` that was chosen in a form's `field`. Raises NotInTheRegister there."""
    person = queries.person_by_account(session, account)
    if person is None:
        raise NotInTheRegister(at_field=field)
    return person
