"""Who may read what was recorded for an item: one rule, in Python for one item and in SQL for many."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from bot.clock import StoppedClock
from models.enums import Role
from models.people.person import Person
from models.policy import CheckLevel
from models.register import access
from models.register.recommendation import Recommendation
from tests.factories import Register, account, person_called
from tests.models.ending import Ending

BOARD = CheckLevel("the assurance board", (account("helen"), account("dev")))


@pytest.fixture
def ending(register: Register, clock: StoppedClock) -> Ending:
    """Items of owner and deputy, of a team, of nobody, and one that waits for the assurance board."""
    register.item("1", owner="anna", deputy="sofia")
    register.item("2", owner="marcus")
    register.team("Vetting", "marcus", "ruth")
    register.work_on("OLDER-2", "Vetting")
    register.item("3", owner=None)
    register.item("4", owner="marcus", added_on=date(2022, 9, 2))
    ending = Ending(register, clock)
    ending.policy = replace(register.policy, check_levels=(BOARD,))
    ending.evidence("marcus", "OLDER-4")
    ending.submits("marcus", "OLDER-4")
    ending.approves("tom", "OLDER-4")
    return ending


READ = {
    "priya": {"1", "2", "3", "4"},
    "anna": {"1"},
    "sofia": {"1"},
    "marcus": {"2", "4"},
    "ruth": {"2"},
    "dev": {"4"},
    "helen": {"4"},
}


@pytest.mark.parametrize("who", READ)
def test_owner_deputy_team_coordinators_and_who_has_to_check_may_read(ending: Ending, who: str) -> None:
    """Both forms of the rule give the same items."""
    with ending.register.database.reading() as session:
        person, policy = person_called(session, who), ending.policy
        items = session.scalars(select(Recommendation)).all()
        one_by_one = {item.number for item in items if access.may_read(session, person, item, policy)}
        readable = access.readable_by(session, person, policy)
        at_once = set(session.scalars(select(Recommendation.number).where(readable)))
        others = set(session.scalars(select(Recommendation.number).where(~readable)))
    assert one_by_one == at_once == READ[who]
    assert others == {"1", "2", "3", "4"} - READ[who]


def test_who_stands_in_reads_as_the_owner_does(ending: Ending) -> None:
    """For as long as they stand in, and where they may record: a reader who stands in reads nothing."""
    with ending.register.database.reading() as session:
        anna = person_called(session, "anna")
        for who, read in (("dev", {"1", "4"}), ("helen", {"4"})):
            person = person_called(session, who)
            person.stand_in_for(frozenset({anna.id}))
            readable = access.readable_by(session, person, ending.policy)
            assert set(session.scalars(select(Recommendation.number).where(readable))) == read
            items = session.scalars(select(Recommendation)).all()
            assert {
                item.number for item in items if access.may_read(session, person, item, ending.policy)
            } == read


@pytest.mark.parametrize("who", ["priya", "anna", "helen"])
def test_who_has_left_reads_nothing(ending: Ending, who: str) -> None:
    """A coordinator, an owner and a checker who have left may read nothing any more."""
    ending.register.set_person(who, active=False)
    with ending.register.database.reading() as session:
        person = person_called(session, who)
        readable = access.readable_by(session, person, ending.policy)
        assert not session.scalars(select(Recommendation.number).where(readable)).all()
        assert not access.may_read_everything(person)


def test_everything_is_for_coordinators_and_the_forces_own_machine() -> None:
    """A file about the whole register has what was recorded for them alone."""
    assert access.may_read_everything(None)
    for role in Role:
        person = Person(name="Jo", role=role, active=True)
        assert access.may_read_everything(person) is (role is Role.COORDINATOR)
