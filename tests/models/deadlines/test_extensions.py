"""More time: who asked for which day and why, what was decided, and what is refused."""

from datetime import date

import pytest

from bot.clock import StoppedClock
from models.deadlines.deadline import DeadlineBasis
from models.enums import Status
from models.ledger.event import EventKind
from models.refusals.asking import (
    AlreadyAsked,
    AlreadyDecided,
    DayHasPassed,
    DecideFirst,
    MovedTooOften,
    NoDeadlineToExtend,
    NoMoreTimeNeeded,
    NothingAsked,
    NotLater,
    SameDay,
    WhyMoreTime,
)
from models.refusals.finishing import ReasonMissing
from models.refusals.progress import ItemHasEnded
from tests.factories import Register
from tests.models.ending import Ending, with_policy

# What happens to an item is the same on every database: these rules need no more than one of them.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

TODAY, FIRST, MARCH, JUNE = date(2022, 12, 1), date(2022, 12, 20), date(2023, 3, 31), date(2023, 6, 30)
WHY = "The supplier delivers in February"


@pytest.fixture
def ending(register: Register, clock: StoppedClock) -> Ending:
    """People of a register in which 10618, anna's, is due on 20 December."""
    register.item(register_number="10618", deadline_on=FIRST, added_on=date(2022, 9, 2))
    return Ending(register, clock)


def test_asking_moves_nothing(ending: Ending) -> None:
    """A request is kept with its day and reason; the deadline stays until a coordinator agrees."""
    ending.asks("anna", "10618", MARCH, WHY)
    assert ending.kept("10618", "deadline_on", "asked_to", "deadline_moves") == (FIRST, MARCH, 0)
    assert ending.last("10618") == (
        EventKind.EXTENSION_ASKED,
        "Anna Clarke",
        TODAY,
        {"was": "2022-12-20", "to": "2023-03-31", "reason": WHY},
    )


def test_agreeing_moves_the_date_and_names_both(ending: Ending) -> None:
    """The move has the reason, who asked and who agreed; the original date stays, on a basis of the force's own."""
    ending.asks("anna", "10618", MARCH, WHY)
    ending.agrees("priya", "10618")
    assert ending.kept(
        "10618", "deadline_on", "original_deadline_on", "deadline_moves", "deadline_basis", "asked_to"
    ) == (MARCH, FIRST, 1, DeadlineBasis.LOCAL, None)
    kind, by, _, facts = ending.last("10618")
    assert (kind, by) == (EventKind.DEADLINE_MOVED, "Priya Shah")
    assert (facts["asked_by"], facts["agreed_by"], facts["reason"]) == ("Anna Clarke", "Priya Shah", WHY)
    assert ending.requests("10618") == [(MARCH, "agreed", None)]


def test_refusing_leaves_the_date_and_says_why(ending: Ending) -> None:
    """A refusal needs its reason, and then another day can be asked for."""
    ending.asks("anna", "10618", JUNE, WHY)
    with pytest.raises(ReasonMissing, match="rec refuse 10618"):
        ending.refuses("priya", "10618", "")
    ending.refuses("priya", "10618", "The board wants it by March")
    assert ending.kept("10618", "deadline_on", "asked_to") == (FIRST, None)
    assert ending.last("10618")[0] == EventKind.EXTENSION_REFUSED
    ending.asks("anna", "10618", MARCH, WHY)
    assert ending.requests("10618") == [
        (JUNE, "refused", "The board wants it by March"),
        (MARCH, None, None),
    ]


def test_what_is_taken_back_can_be_asked_again(ending: Ending) -> None:
    """One request at a time: it is taken back before another day is asked for."""
    ending.asks("anna", "10618", JUNE, WHY)
    with pytest.raises(
        AlreadyAsked, match=r"Anna Clarke has already asked .* on 30 June 2023, .*rec withdraw"
    ):
        ending.asks("sofia", "10618", MARCH, WHY)
    ending.withdraws("anna", "10618")
    assert ending.last("10618")[0] == EventKind.EXTENSION_WITHDRAWN
    ending.asks("sofia", "10618", MARCH, WHY)
    assert ending.kept("10618", "asked_to") == (MARCH,)


def test_the_same_asking_is_taken_once(ending: Ending) -> None:
    """What comes again from the same message is the request that there is, whatever became of it."""
    ending.asks("anna", "10618", MARCH, WHY, source="D1:1.5")
    ending.asks("anna", "10618", MARCH, WHY, source="D1:1.5")
    ending.agrees("priya", "10618")
    ending.asks("anna", "10618", MARCH, WHY, source="D1:1.5")
    assert ending.requests("10618") == [(MARCH, "agreed", None)]


@pytest.mark.parametrize("decision", ["agreed", "refused", "withdrawn"])
def test_nothing_is_decided_twice(ending: Ending, decision: str) -> None:
    """Who comes second is told who decided what."""
    ending.asks("anna", "10618", MARCH, WHY)
    if decision == "agreed":
        ending.agrees("priya", "10618")
    elif decision == "refused":
        ending.refuses("priya", "10618", "The board wants it")
    else:
        ending.withdraws("priya", "10618")
    for again in (ending.agrees, ending.withdraws):
        with pytest.raises(
            AlreadyDecided, match=f"Priya Shah has already decided the request for 10618: {decision}"
        ):
            again("tom", "10618")


@pytest.mark.parametrize(
    ("to", "reason", "refusal"),
    [
        (date(2022, 11, 30), WHY, DayHasPassed),
        (TODAY, WHY, DayHasPassed),
        (date(2022, 12, 10), WHY, NotLater),
        (FIRST, WHY, NotLater),
        (MARCH, " \n", WhyMoreTime),
    ],
)
def test_more_time_is_a_later_day_with_a_reason(
    ending: Ending, to: date, reason: str, refusal: type[Exception]
) -> None:
    """A day that has passed, one that is no later and a missing reason are refused, and nothing is kept."""
    with pytest.raises(refusal):
        ending.asks("anna", "10618", to, reason)
    assert (ending.requests("10618"), ending.kept("10618", "asked_to")) == ([], (None,))


def test_there_has_to_be_a_deadline_that_presses(ending: Ending, register: Register) -> None:
    """Without a deadline, or once it is complete or has ended, there is nothing to extend."""
    with pytest.raises(NoDeadlineToExtend, match="target date with “rec move OLDER-2"):
        ending.asks("anna", register.item("2"), MARCH, WHY)
    for status in (Status.FORCE_COMPLETE, Status.SIGNED_OFF):
        register.become("10618", status)
        with pytest.raises(NoMoreTimeNeeded, match=f"10618 has been “{status}”"):
            ending.asks("anna", "10618", MARCH, WHY)


def test_policy_can_limit_how_often_a_date_moves(ending: Ending, register: Register) -> None:
    """Over the limit the owner is told who can decide; a coordinator can still move the date."""
    with_policy(ending, most_moves=2)
    for to in (MARCH, JUNE):
        ending.asks("anna", "10618", to, WHY)
        ending.agrees("priya", "10618")
    with pytest.raises(MovedTooOften, match=r"moved 2 times, .* move it again: Priya Shah, Tom Bennett"):
        ending.asks("anna", "10618", date(2023, 9, 30), WHY)
    ending.moves("tom", "10618", date(2023, 9, 30), "The board agreed")
    assert ending.kept("10618", "deadline_moves") == (3,)


def test_what_was_asked_is_looked_at_again_when_it_is_agreed(
    ending: Ending, register: Register, clock: StoppedClock
) -> None:
    """A day that has passed by then, or an item that is complete by then, is not agreed to any more."""
    ending.asks("anna", "10618", MARCH, WHY)
    register.become("10618", Status.FORCE_COMPLETE)
    with pytest.raises(NoMoreTimeNeeded):
        ending.agrees("priya", "10618")
    ending.returns("priya", "10618", "Two units are missing")
    clock.move_to(clock.now().replace(year=2023, month=4))
    with pytest.raises(DayHasPassed):
        ending.agrees("priya", "10618")


def test_a_request_falls_with_the_end_of_its_item(ending: Ending) -> None:
    """What is signed off or ended needs no more time, and after a reopening can be asked anew."""
    ending.asks("anna", "10618", MARCH, WHY)
    ending.ends("priya", "10618", Status.SUPERSEDED, "Replaced by VETTING-33")
    assert ending.requests("10618") == [(MARCH, "withdrawn", None)]
    ending.reopens("priya", "10618", "It was not replaced")
    ending.asks("anna", "10618", JUNE, WHY)
    assert ending.kept("10618", "asked_to") == (JUNE,)


def test_a_coordinator_sets_a_local_target(ending: Ending, register: Register) -> None:
    """Where the report gives no date the force may set one, marked as local: it is no move."""
    item = register.item("2")
    ending.moves("priya", item, MARCH, "The board wants one")
    assert ending.kept(item, "deadline_on", "deadline_basis", "deadline_moves", "original_deadline_on") == (
        MARCH,
        DeadlineBasis.LOCAL,
        0,
        MARCH,
    )
    assert ending.last(item)[0] == EventKind.DEADLINE_SET


def test_moving_directly_needs_a_day_a_reason_and_nothing_pending(ending: Ending, register: Register) -> None:
    """A day that has passed, the same day, no reason, a pending request or an ended item: each is refused."""
    with pytest.raises(DayHasPassed):
        ending.moves("priya", "10618", date(2022, 11, 30), "Why not")
    with pytest.raises(SameDay):
        ending.moves("priya", "10618", FIRST, "Why not")
    with pytest.raises(ReasonMissing, match="rec move 10618 2023-03-31"):
        ending.moves("priya", "10618", MARCH, " ")
    ending.moves("priya", "10618", date(2022, 12, 12), "Earlier: the inspection begins")
    ending.asks("anna", "10618", JUNE, WHY)
    with pytest.raises(DecideFirst, match="Anna Clarke has asked for 10618 to be due on 30 June 2023"):
        ending.moves("priya", "10618", MARCH, "Why not")
    register.become("10618", Status.SIGNED_OFF)
    with pytest.raises(ItemHasEnded):
        ending.moves("priya", "10618", MARCH, "Why not")


def test_what_nobody_asked_cannot_be_decided(ending: Ending) -> None:
    """The refusal says where what was asked for is listed."""
    with pytest.raises(NothingAsked, match="Nobody has asked for more time for 10618"):
        ending.agrees("priya", "10618")
