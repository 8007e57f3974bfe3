"""What is found before a paper goes out about causes of concern."""

from datetime import date

from bot.clock import StoppedClock
from models.committee import figures
from models.committee.checks import CheckFinding, findings
from models.enums import ItemKind, Status
from tests.factories import Register
from tests.models.saying import says

# The clock stands at Thursday 1 December 2022.

SPRING = date(2022, 5, 2)


def test_a_cause_of_concern_that_carries_nothing_is_found(register: Register, clock: StoppedClock) -> None:
    """Open causes without a recommendation are named; none that carries some, and none that has ended."""
    register.meeting(date(2022, 9, 29))
    register.meeting(date(2022, 12, 15))
    for number in ("7", "8", "9"):
        register.item(number, kind=ItemKind.CAUSE_OF_CONCERN, added_on=SPRING)
        says(register, clock, f"OLDER-{number}")
    register.item("8a", parent="OLDER-8", added_on=SPRING)
    says(register, clock, "OLDER-8a")
    register.become("OLDER-9", Status.NO_FURTHER_ACTION)
    with register.database.reading() as session:
        meeting = figures.next_meeting(session, register.today)
        found = findings(session, figures.standing(session, meeting, register.today))
    assert found == [CheckFinding("cause_without_items", ("OLDER-7",))]


def test_a_cause_that_changed_after_the_cut_off_still_carries_what_it_carries(
    register: Register, clock: StoppedClock
) -> None:
    """A past meeting finds the same: a cause that was given to somebody since is not said to carry nothing."""
    register.meeting(date(2022, 9, 29))
    register.item("8", kind=ItemKind.CAUSE_OF_CONCERN, added_on=SPRING)
    register.item("8a", parent="OLDER-8", added_on=SPRING)
    until = date(2022, 11, 30)
    register.assign("OLDER-8", "dev")
    with register.database.reading() as session:
        meeting = figures.next_meeting(session, date(2022, 9, 1))
        found = findings(session, figures.standing(session, meeting, until))
    assert "cause_without_items" not in {each.check for each in found}
