"""People whom the settings name: added at the start if they are new; who is named no more loses the role."""

import asyncio

import structlog
from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from bot.requests.incoming import WhoIs
from bot.settings import Settings
from handlers.people.resolve_user import already_known
from handlers.request import NewUser
from models.address import Account
from models.database import Database
from models.enums import Role
from models.people.person import Person
from models.queries import items
from models.register.recommendation import Recommendation

_log = structlog.get_logger(__name__)


async def add_named(settings: Settings, database: Database, who_is: WhoIs) -> None:
    """Add the people whom the settings name and the register does not know, by their names on their surface.

    Coordinators become that; portfolio leads and those who are told of section 55 are made readers if they are new.
    Whom the register has by address or name only, from an import, gets the account and is nobody else.
    A coordinator who is named by an e-mail address is known by that until they write. Where the settings name any,
    nobody else is one: whoever is named no more is an owner again, or a reader who answers for no item.
    """
    others = (*settings.policy.portfolio_leads.values(), *settings.policy.section_55_tell)
    named = dict.fromkeys(others, Role.READER) | dict.fromkeys(settings.coordinators, Role.COORDINATOR)
    for account, role in named.items():
        if not await asyncio.to_thread(_has_role, database, account, role):
            found = await who_is(account) or NewUser(account, account.id, outside=False)
            await asyncio.to_thread(_give_role, database, found, role)
    for email in settings.coordinators_by_email:
        await asyncio.to_thread(_make_coordinator, database, email)
    if settings.reckoner_coordinators:
        await asyncio.to_thread(_end_others, database, settings)


def _end_others(database: Database, settings: Settings) -> None:
    emails = {email.strip().casefold() for email in settings.coordinators_by_email}
    with database.writing() as session:
        for person in session.scalars(select(Person).where(Person.role == Role.COORDINATOR)):
            if person.address not in settings.coordinators and person.email not in emails:
                person.role = Role.OWNER if _answers_for_any(session, person) else Role.READER
                _log.info("coordinator_named_no_more", person=person.id)


def _answers_for_any(session: Session, person: Person) -> bool:
    theirs = or_(Recommendation.owner_id == person.id, Recommendation.deputy_id == person.id)
    return session.scalar(select(exists().where(theirs))) or False


def _has_role(database: Database, account: Account, role: Role) -> bool:
    with database.reading() as session:
        person = items.person_by_account(session, account)
        return person is not None and role in (person.role, Role.READER)


def _give_role(database: Database, named: NewUser, role: Role) -> None:
    account = named.account
    with database.writing() as session:
        person = items.person_by_account(session, account) or _without_account(session, named)
        if person is None:
            session.add(Person(name=named.name, surface=account.surface, account=account.id, role=role))
            return
        person.surface, person.account = account.surface, account.id
        if role is not Role.READER:
            person.role = role


def _without_account(session: Session, named: NewUser) -> Person | None:
    """Return the person whom the register has without an account and who is this, or None."""
    person = None if named.outside else already_known(session, named)
    return person if person is not None and person.account is None else None


def _make_coordinator(database: Database, email: str) -> None:
    with database.writing() as session:
        person = session.scalar(select(Person).where(Person.email == email.strip().casefold()))
        if person is None:
            session.add(Person(name=email, email=email, role=Role.COORDINATOR))
        else:
            person.role = Role.COORDINATOR
