"""The settings say who the coordinators are."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bot.named_people import add_named
from bot.requests.incoming import WhoIs, nobody
from bot.settings import Settings
from handlers.request import NewUser
from models.address import Account
from models.database import Database
from models.enums import Role
from models.people.person import Person
from models.queries import items
from tests.factories import ACCOUNTS, NAMES, Register

pytestmark = pytest.mark.every_database


async def start(database: Database, folder: Path, coordinators: str, who_is: WhoIs = nobody) -> None:
    """Start with these coordinators in the settings."""
    settings = Settings.read(
        _env_file=None,
        slack_bot_token="xoxb-1",
        slack_app_token="xapp-1",
        reckoner_data=folder,
        reckoner_committee_channel="C0JAC0001",
        reckoner_coordinators=coordinators,
    )
    await add_named(settings, database, who_is)


def role_of(database: Database, name: str) -> Role:
    with database.reading() as session:
        return items.person_by_name(session, name).role


async def test_whoever_is_named_no_more_is_no_coordinator(register: Register, tmp_path: Path) -> None:
    """Of two coordinators one is taken out of the settings: an owner if items are theirs, else a reader."""
    register.item("1", owner="tom")
    database = register.database
    await start(database, tmp_path, f"{ACCOUNTS['priya']}, {ACCOUNTS['tom']}, {ACCOUNTS['ruth']}")
    assert [role_of(database, name) for name in ("Priya", "Tom", "Ruth")] == [Role.COORDINATOR] * 3
    await start(database, tmp_path, ACCOUNTS["priya"])
    assert [role_of(database, name) for name in ("Priya", "Tom", "Ruth")] == [
        Role.COORDINATOR,
        Role.OWNER,
        Role.READER,
    ]


async def test_who_is_named_by_an_address_is_one_as_long_as_it_stands_there(
    register: Register, tmp_path: Path
) -> None:
    """An e-mail address names a coordinator as an account does, in any case."""
    await start(register.database, tmp_path, f"{ACCOUNTS['priya']}, Kim@Example.police.uk")
    assert role_of(register.database, "kim@example.police.uk") is Role.COORDINATOR
    await start(register.database, tmp_path, f"{ACCOUNTS['priya']}, kim@example.police.uk")
    assert role_of(register.database, "kim@example.police.uk") is Role.COORDINATOR
    await start(register.database, tmp_path, ACCOUNTS["priya"])
    assert role_of(register.database, "kim@example.police.uk") is Role.READER


async def test_settings_that_name_nobody_take_the_role_from_nobody(
    register: Register, tmp_path: Path
) -> None:
    """Where the terminal says who the coordinators are, a start changes nothing."""
    await start(register.database, tmp_path, "")
    assert role_of(register.database, "Priya") is Role.COORDINATOR


async def test_who_is_there_by_name_already_is_the_one_that_the_settings_name(
    register: Register, tmp_path: Path
) -> None:
    """An import has brought her name, the settings name her account: she is one person, with what is hers."""
    register.forget("helen")
    with register.database.writing() as session:
        session.add(Person(name=NAMES["helen"], role=Role.OWNER))

    async def directory(account: Account) -> NewUser:
        return NewUser(account, NAMES["helen"], outside=False)

    await start(register.database, tmp_path, f"{ACCOUNTS['priya']}, {ACCOUNTS['helen']}", directory)
    with register.database.reading() as session:
        (helen,) = session.scalars(select(Person).where(Person.name == NAMES["helen"]))
        assert (helen.account, helen.role) == (ACCOUNTS["helen"], Role.COORDINATOR)
