"""Who is who: the accounts of several people whom no message reaches, chosen in one form."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from handlers.people import people
from handlers.people.people import Change
from handlers.people.resolve_user import may_be_chosen
from handlers.request import Request
from handlers.roles import coordinators_only
from models.people.person import Person
from models.queries import first_hour as queries, items
from models.queries.numbered import numbered
from models.refusals.commands import NoLongerKnown
from models.refusals.people import EverybodyReached, NoneChosen, PersonAlreadyThere
from templates.messages.answers import Acknowledged
from templates.messages.people import AccountsForm, PersonRow

MOST = 10
"""People in one form: more would not be filled in at once."""

FIELD = "account_{}"
"""The field of a person, by their number."""


def open_form(session: Session, request: Request) -> AccountsForm:
    """Return the form for those who hold something open and are not reached.

    Raises CoordinatorsOnly or EverybodyReached.
    """
    coordinators_only(session, request)
    found = queries.unreached(session, MOST)
    if not found:
        raise EverybodyReached
    return AccountsForm(tuple(_row(each, request) for each in found), queries.unreachable(session))


def take_form(session: Session, request: Request) -> Acknowledged:
    """Give each person whose field was filled in that account; all of them, or none.

    Raises CoordinatorsOnly, NoLongerKnown or NoneChosen, and at the field of a person OwnerHasLeft, NotIntroduced,
    FromOutsideOwnsNothing or PersonAlreadyThere.
    """
    coordinators_only(session, request)
    asked = _people(session, request)
    given = [person.name for person in asked if _give(session, request, person)]
    if not given:
        raise NoneChosen(at_field=FIELD.format(asked[0].id))
    session.flush()
    left = queries.unreachable(session)
    return Acknowledged("accounts_chosen", {"names": ", ".join(given), "left": str(left or "")})


def _give(session: Session, request: Request, person: Person) -> bool:
    """Give `person` the account that was chosen for them; return whether that is another than they had."""
    field = FIELD.format(person.id)
    chosen = request.filled(field)
    if not chosen:
        return False
    may_be_chosen(session, request, chosen, field)
    account = request.account(chosen)
    other = items.person_by_account(session, account)
    if other is not None and other is not person:
        what = f"the {account.surface.called} id"
        raise PersonAlreadyThere(what=what, value=account, name=other.name, at_field=field)
    changed = people.change_person(session, person, Change(account=account), request.act)
    session.flush()
    return changed


def _people(session: Session, request: Request) -> Sequence[Person]:
    """Return the people about whom the form asked. Raises NoLongerKnown."""
    found = [numbered(session, Person, each) for each in request.words.split(",")[:MOST]]
    known = [person for person in found if person is not None]
    if not known or len(known) < len(found):
        raise NoLongerKnown
    return known


def _row(person: Person, request: Request) -> PersonRow:
    """Return a person with the account by which they are known where the form is shown."""
    return PersonRow(
        name=person.name,
        role=person.role,
        account=request.account_id_of(person),
        email=person.email,
        active=person.active,
        number=person.id,
    )
