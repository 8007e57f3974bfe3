"""People whom the register knows by name only: the one account with their name is theirs, and doubt is told."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from sqlalchemy import select

from bot.imports.report_reader import ReportReader
from bot.slack import addresses
from bot.worker.worker import Worker
from jobs.account_search import AccountsByName
from models.address import Account
from models.people.person import Person
from models.queries import items
from models.register.same_name import as_compared
from templates.messages.answers import Acknowledged
from tests.factories import Register
from tests.talk import Talk

pytestmark = pytest.mark.every_database


@dataclass
class Members:
    """A surface that knows its members by name; where it `is_down`, it cannot be asked."""

    of: dict[str, list[str]]
    is_down: bool = False
    asked: list[set[str]] = field(default_factory=list)

    async def named(self, names: Collection[str]) -> AccountsByName | None:
        """Return whose names these are."""
        self.asked.append(set(names))
        if self.is_down:
            return None
        return {name: [addresses.account(each) for each in self.of.get(name, ())] for name in names}


@pytest.fixture
def by_name(talk: Talk, register: Register) -> None:
    """Four people who own something and of whom nothing but the name is known, one of them twice."""
    with talk.database.writing() as session:
        session.add_all(Person(name=name) for name in ("Nora New", "Jo Smith", "Al Brown", "Al Brown"))
        session.flush()
        people = session.scalars(
            select(Person).where(Person.account.is_(None), Person.name != "Jo Smith")
        ).all()
        numbers = [person.id for person in people]
    for place, number in enumerate(numbers):
        reference = register.item(str(place))
        with talk.database.writing() as session:
            items.item_by_reference(session, reference).owner_id = number


def searching(talk: Talk, members: Members) -> Worker:
    """Return a worker that looks for names among these members."""
    reader = ReportReader(talk.shelf.stored.__getitem__)
    return Worker(talk.database, talk.clock, talk.policy, talk.letterbox, talk.shelf, reader, names=members)


async def at(talk: Talk, rounds: Worker, moment: str) -> None:
    """Let a round of this worker pass at a moment."""
    talk.clock.move_to(datetime.fromisoformat(moment).replace(tzinfo=talk.policy.zone))
    await rounds.round()


def account_of(talk: Talk, name: str) -> list[Account | None]:
    """Return the accounts of the people with this name."""
    with talk.database.reading() as session:
        return [each.address for each in session.scalars(select(Person).where(Person.name == name))]


@pytest.mark.usefixtures("by_name")
async def test_the_only_member_with_a_name_is_whoever_has_it_in_the_register(talk: Talk) -> None:
    """It is told to the coordinators; two of one name, or nobody of it, are left to them, and asked about daily."""
    members = Members({as_compared("Nora New"): ["U0NORA001"], as_compared("Al Brown"): ["U0AL00001"]})
    rounds = searching(talk, members)
    await at(talk, rounds, "2022-12-01T10:00")
    assert account_of(talk, "Nora New") == [addresses.account("U0NORA001")]
    assert account_of(talk, "Al Brown") == [None, None]
    told = [each for each in talk.sees("priya", Acknowledged) if each.what == "accounts_found"]
    assert [each.facts["names"] for each in told] == ["Nora New"]
    assert members.asked == [{as_compared("Nora New"), as_compared("Al Brown")}]
    await at(talk, rounds, "2022-12-01T16:00")
    assert len(members.asked) == 1
    await at(talk, rounds, "2022-12-02T11:00")
    assert members.asked[1:] == [{as_compared("Al Brown")}]


@pytest.mark.usefixtures("by_name")
async def test_an_account_that_is_known_or_doubtful_is_nobody_elses(talk: Talk) -> None:
    """Where two members have the name, or the account is another's already, nothing is taken."""
    members = Members({as_compared("Nora New"): ["U0NORA001", "U0NORA002"]})
    rounds = searching(talk, members)
    await at(talk, rounds, "2022-12-01T10:00")
    members.of[as_compared("Nora New")] = ["U0ANNA001"]
    await at(talk, rounds, "2022-12-02T11:00")
    assert account_of(talk, "Nora New") == [None]


@pytest.mark.usefixtures("by_name")
async def test_a_surface_that_cannot_be_asked_is_asked_again_soon(talk: Talk) -> None:
    """Ten minutes later, not a day."""
    members = Members({as_compared("Nora New"): ["U0NORA001"]}, is_down=True)
    rounds = searching(talk, members)
    await at(talk, rounds, "2022-12-01T10:00")
    members.is_down = False
    await at(talk, rounds, "2022-12-01T10:11")
    assert account_of(talk, "Nora New") == [addresses.account("U0NORA001")]
