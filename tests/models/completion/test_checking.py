"""What becomes of a submission: approved, passed on, to be shown to last, or given back; and who decides."""

from datetime import date

import pytest

from bot.clock import StoppedClock
from bot.slack import addresses
from models.enums import Status
from models.ledger.event import EventKind
from models.policy import CheckLevel
from models.refusals.finishing import (
    AlreadyChecked,
    NothingToCheck,
    NothingToReturn,
    NotYourCheck,
    OwnSubmission,
    ReasonMissing,
    StillDemonstrating,
)
from tests.factories import Register, account
from tests.models.ending import Ending, with_policy

# What happens to an item is the same on every database: these rules need no more than one of them.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

TODAY = date(2022, 12, 1)
BOARD = CheckLevel("the assurance board", (account("helen"), account("tom")))
CHIEF = CheckLevel("the Chief Constable", (account("dev"),))


@pytest.fixture
def ending(register: Register, clock: StoppedClock) -> Ending:
    """People who finish items; anna has submitted 10618."""
    ending = Ending(register, clock)
    item = register.item(register_number="10618", added_on=date(2022, 9, 2))
    ending.evidence("anna", item)
    ending.submits("anna", item)
    return ending


def test_what_a_coordinator_approves_is_complete(ending: Ending) -> None:
    """Without further levels one check is enough, and the ledger has who made it."""
    ending.approves("tom", "10618")
    assert ending.kept("10618", "status", "status_since") == (Status.FORCE_COMPLETE, TODAY)
    assert ending.last("10618")[:2] == (EventKind.FORCE_COMPLETE, "Tom Bennett")


def test_the_second_of_two_is_told_what_the_first_decided(ending: Ending) -> None:
    """Nothing is decided twice: who comes second is told by whom, on which day and what it is now."""
    ending.approves("tom", "10618")
    with pytest.raises(
        AlreadyChecked, match=r"Tom Bennett already .* on 1 December 2022: it is “force complete”"
    ):
        ending.approves("priya", "10618")
    ending.returns("priya", "10618", "HMICFRS was not satisfied")
    with pytest.raises(AlreadyChecked, match=r"Priya Shah already .*: it is “in progress”"):
        ending.returns("tom", "10618", "Too thin")


def test_what_nobody_submitted_is_not_checked(ending: Ending, register: Register) -> None:
    """Neither approved nor given back, with a sentence that says where what waits is listed."""
    other = register.item("2")
    with pytest.raises(NothingToCheck, match="OLDER-2 has not been submitted: it has been “in progress”"):
        ending.approves("tom", other)
    with pytest.raises(NothingToReturn, match="OLDER-2 has been “in progress”"):
        ending.returns("tom", other, "Too thin")


@pytest.mark.parametrize("complete", [False, True])
def test_what_is_given_back_is_the_owners_again(ending: Ending, complete: bool) -> None:
    """From the check, or when HMICFRS is not satisfied, it goes back with the reason and can be submitted again."""
    if complete:
        ending.approves("tom", "10618")
    ending.returns("tom", "10618", "The audit covers two units only")
    assert ending.kept("10618", "status") == (Status.IN_PROGRESS,)
    kind, by, _, facts = ending.last("10618")
    assert (kind, by, facts["reason"]) == (
        EventKind.RETURNED,
        "Tom Bennett",
        "The audit covers two units only",
    )
    ending.submits("anna", "10618")
    ending.approves("tom", "10618")
    assert ending.kept("10618", "status") == (Status.FORCE_COMPLETE,)


def test_what_nobody_owns_awaits_allocation_when_it_is_given_back(ending: Ending, register: Register) -> None:
    """A coordinator may have submitted it for nobody."""
    item = register.item("2", owner=None)
    ending.evidence("priya", item)
    ending.submits("priya", item)
    ending.returns("tom", item, "Nobody owns this item")
    assert ending.kept(item, "status") == (Status.AWAITING_ALLOCATION,)


def test_giving_back_needs_a_reason(ending: Ending) -> None:
    """An owner is never left to guess."""
    with pytest.raises(ReasonMissing, match="rec return 10618 The audit covers"):
        ending.returns("tom", "10618", " ")
    assert ending.kept("10618", "status") == (Status.SUBMITTED,)


def test_nobody_checks_their_own_work_while_another_could(ending: Ending, register: Register) -> None:
    """Who submitted it, or owns it, is told who can check it; the only coordinator there is has to do both."""
    item = register.item("2", owner="tom")
    ending.evidence("priya", item)
    ending.submits("priya", item)
    with pytest.raises(OwnSubmission, match="somebody else has to check it: Tom Bennett"):
        ending.approves("priya", item)
    with pytest.raises(OwnSubmission, match="somebody else has to check it: Priya Shah"):
        ending.approves("tom", item)
    register.set_person("tom", active=False)
    ending.approves("priya", item)
    assert ending.kept(item, "status") == (Status.FORCE_COMPLETE,)


@pytest.mark.parametrize("who", ["anna", "dev", "helen"])
def test_the_first_check_is_a_coordinators(ending: Ending, who: str) -> None:
    """Neither the owner nor a reader nor anybody else approves."""
    with pytest.raises(NotYourCheck, match=r"needs a check by a coordinator. .*Priya Shah, Tom Bennett"):
        ending.approves(who, "10618")


def test_further_levels_check_in_their_order(ending: Ending) -> None:
    """Each level is made by its own people, who need not be coordinators; only the last one completes."""
    with_policy(ending, check_levels=(BOARD, CHIEF))
    ending.approves("priya", "10618")
    assert ending.kept("10618", "status") == (Status.SUBMITTED,)
    with pytest.raises(NotYourCheck, match=r"by the assurance board\. That is for Helen Ward, Tom Bennett"):
        ending.approves("priya", "10618")
    ending.approves("helen", "10618")
    assert ending.last("10618")[3] == {"level": "the assurance board"}
    with pytest.raises(NotYourCheck, match=r"by the Chief Constable\. That is for Dev Patel"):
        ending.approves("tom", "10618")
    ending.approves("dev", "10618")
    assert ending.kept("10618", "status") == (Status.FORCE_COMPLETE,)


def test_a_level_without_people_falls_to_the_coordinators(ending: Ending, register: Register) -> None:
    """When the last of its people has left, or an id is wrong, what was submitted does not wait for ever."""
    with_policy(ending, check_levels=(CHIEF, CheckLevel("nobody we know", (addresses.account("U0NOBODY1"),))))
    register.set_person("dev", active=False)
    ending.approves("priya", "10618")
    ending.approves("tom", "10618")
    assert ending.kept("10618", "status") == (Status.SUBMITTED,)
    ending.approves("tom", "10618")
    assert ending.kept("10618", "status") == (Status.FORCE_COMPLETE,)


def test_what_comes_back_begins_with_the_first_check_again(ending: Ending) -> None:
    """Checks made before it was given back do not count for what is submitted afterwards."""
    with_policy(ending, check_levels=(CHIEF,))
    ending.approves("priya", "10618")
    ending.returns("tom", "10618", "The Chief Constable wants figures")
    ending.submits("anna", "10618")
    with pytest.raises(NotYourCheck, match="by a coordinator"):
        ending.approves("dev", "10618")


def test_completion_is_shown_to_last_and_then_confirmed(ending: Ending, clock: StoppedClock) -> None:
    """Approved once, it stays submitted over the demonstration; on its last day a coordinator confirms it."""
    with_policy(ending, demonstration_days=30)
    ending.approves("priya", "10618")
    assert ending.kept("10618", "status", "demonstrating_until") == (Status.SUBMITTED, date(2022, 12, 31))
    assert ending.last("10618")[3] == {"demonstrating_until": "2022-12-31"}
    with pytest.raises(StillDemonstrating, match="cannot be confirmed before 31 December 2022"):
        ending.approves("tom", "10618")
    clock.move_to(clock.now().replace(day=31))
    ending.approves("tom", "10618")
    assert ending.kept("10618", "status", "demonstrating_until") == (Status.FORCE_COMPLETE, None)


def test_what_did_not_last_is_given_back(ending: Ending) -> None:
    """A demonstration ends with its return, and a new one begins with the next approval."""
    with_policy(ending, demonstration_days=30, check_levels=(CHIEF,))
    ending.approves("priya", "10618")
    ending.approves("dev", "10618")
    assert ending.kept("10618", "demonstrating_until") == (date(2022, 12, 31),)
    ending.returns("tom", "10618", "The dip sample fell to 71%")
    assert ending.kept("10618", "status", "demonstrating_until") == (Status.IN_PROGRESS, None)
