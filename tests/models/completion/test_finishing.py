"""How items come to their ends: what each verb needs, what it leaves in the ledger, and what it refuses."""

from datetime import date

import pytest

from bot.clock import StoppedClock
from models.enums import OTHER_ENDS, Addressee, StatementKind, Status
from models.ledger.event import EventKind
from models.refusals.finishing import (
    AlreadyComplete,
    AlreadyEnded,
    AlreadySubmitted,
    BasisMissing,
    CauseFirst,
    ChildrenFirst,
    EvidenceMissing,
    NotAnEnd,
    ReasonMissing,
    StillOpen,
)
from models.refusals.items import CauseStillOpen, NotYet
from tests.factories import Register
from tests.models.ending import Ending, cause_with_children

# What happens to an item is the same on every database: these rules need no more than one of them.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

TODAY = date(2022, 12, 1)
LETTER = "letter of 29 November"


@pytest.fixture
def ending(register: Register, clock: StoppedClock) -> Ending:
    """People who finish items."""
    return Ending(register, clock)


@pytest.fixture
def item(register: Register) -> str:
    """An item of anna's, from September."""
    return register.item(register_number="10618", added_on=date(2022, 9, 2), deadline_on=date(2022, 11, 1))


def test_what_has_evidence_can_be_submitted(ending: Ending, item: str) -> None:
    """Handing in is a fact with a day and a person; it counts as a word of the owner."""
    ending.evidence("anna", item)
    ending.submits("anna", item)
    assert ending.kept(item, "status", "status_since") == (Status.SUBMITTED, TODAY)
    assert ending.last(item) == (
        EventKind.SUBMITTED,
        "Anna Clarke",
        TODAY,
        {"was": "in progress", "to": "submitted"},
    )
    assert ending.kept(item, "answered_on") == (TODAY,)


@pytest.mark.parametrize("kind", [None, StatementKind.UPDATE])
def test_without_evidence_there_is_nothing_to_check(
    ending: Ending, item: str, kind: StatementKind | None
) -> None:
    """An update is no evidence; the refusal says how to add some, and nothing is changed."""
    if kind is not None:
        ending.evidence("anna", item, kind=kind)
    before = ending.events(item)
    with pytest.raises(EvidenceMissing, match="rec evidence 10618 and what it shows"):
        ending.submits("anna", item)
    assert (ending.kept(item, "status"), ending.events(item)) == ((Status.IN_PROGRESS,), before)


def test_submitting_twice_is_told_who_did_it(ending: Ending, item: str) -> None:
    """The second of two is told who was first, and on which day."""
    ending.evidence("anna", item)
    ending.submits("anna", item)
    with pytest.raises(AlreadySubmitted, match=r"Anna Clarke submitted 10618 on 1 December 2022"):
        ending.submits("priya", item)


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        (Status.FORCE_COMPLETE, AlreadyComplete),
        (Status.SIGNED_OFF, AlreadyEnded),
        (Status.SUPERSEDED, AlreadyEnded),
    ],
)
def test_what_is_done_is_not_submitted(
    ending: Ending, item: str, status: Status, refusal: type[Exception]
) -> None:
    """What is complete or has ended is not handed in again."""
    ending.evidence("anna", item)
    ending.register.become(item, status)
    with pytest.raises(refusal, match="10618 has been"):
        ending.submits("anna", item)


def test_a_cause_is_submitted_when_its_recommendations_are(ending: Ending, register: Register) -> None:
    """A cause of concern waits for each of the force's own recommendations, and stands on their evidence."""
    cause = cause_with_children(register)
    register.item("5c", parent=cause, addressed_to=(Addressee.NPCC,), owner=None)
    ending.evidence("anna", "OLDER-5a", "OLDER-5b")
    with pytest.raises(ChildrenFirst, match="Still to submit: OLDER-5a, OLDER-5b"):
        ending.submits("anna", cause)
    ending.submits("anna", "OLDER-5a")
    with pytest.raises(ChildrenFirst, match="Still to submit: OLDER-5b"):
        ending.submits("anna", cause)
    register.become("OLDER-5b", Status.SUPERSEDED)
    ending.submits("anna", cause)
    assert ending.kept(cause, "status") == (Status.SUBMITTED,)


@pytest.mark.parametrize("status", [Status.IN_PROGRESS, Status.SUBMITTED, Status.FORCE_COMPLETE])
def test_hmicfrs_signs_off_on_a_day_and_a_basis(
    ending: Ending, register: Register, clock: StoppedClock, status: Status
) -> None:
    """Sign-off takes effect on HMICFRS's day, is recorded today, and can come before the force calls it done."""
    item = register.item(added_on=date(2022, 9, 2))
    if status is not Status.IN_PROGRESS:
        register.become(item, status)
    clock.move_to(clock.now().replace(month=12, day=20))
    ending.signs_off("priya", item, date(2022, 12, 5), LETTER)
    assert ending.kept(item, "status", "status_since", "is_open") == (
        Status.SIGNED_OFF,
        date(2022, 12, 5),
        False,
    )
    kind, by, on, facts = ending.last(item)
    assert (kind, by, on) == (EventKind.SIGNED_OFF, "Priya Shah", date(2022, 12, 5))
    assert facts == {"was": status, "to": "signed off", "reason": LETTER}


@pytest.mark.parametrize(
    ("on", "basis", "refusal"),
    [
        (date(2022, 12, 2), LETTER, NotYet),
        (TODAY, "  ", BasisMissing),
    ],
)
def test_a_sign_off_needs_a_day_that_fits_and_a_basis(
    ending: Ending, item: str, on: date, basis: str, refusal: type[Exception]
) -> None:
    """No day to come, and never without saying how HMICFRS signed off."""
    with pytest.raises(refusal):
        ending.signs_off("priya", item, on, basis)
    assert ending.kept(item, "status") == (Status.IN_PROGRESS,)


def test_several_are_signed_off_at_once_or_none(ending: Ending, item: str, register: Register) -> None:
    """One that cannot be signed off holds back all; a cause may come before its own recommendations in the list."""
    cause = cause_with_children(register)
    other = register.item("9")
    register.become(other, Status.SUPERSEDED)
    with pytest.raises(AlreadyEnded, match="OLDER-9 has been “superseded”"):
        ending.signs_off("priya", f"{item} {other}", TODAY, LETTER)
    with pytest.raises(CauseStillOpen, match="Still open: OLDER-5b"):
        ending.signs_off("priya", f"{item} {cause} OLDER-5a", TODAY, LETTER)
    assert {ending.kept(each, "is_open") for each in (item, cause, "OLDER-5a", "OLDER-5b")} == {(True,)}
    ending.signs_off("priya", f"{cause} {item} OLDER-5a OLDER-5b", TODAY, LETTER)
    assert {ending.kept(each, "is_open") for each in (item, cause, "OLDER-5a", "OLDER-5b")} == {(False,)}


@pytest.mark.parametrize("status", sorted(OTHER_ENDS))
def test_every_other_end_has_its_reason(ending: Ending, item: str, status: Status) -> None:
    """An item ends in one of four other ways, and the ledger has why."""
    ending.ends("priya", item, status, "Replaced by VETTING-33")
    assert ending.kept(item, "status", "is_open") == (status, False)
    assert ending.last(item) == (
        EventKind.ENDED,
        "Priya Shah",
        TODAY,
        {"was": "in progress", "to": status, "reason": "Replaced by VETTING-33"},
    )


@pytest.mark.parametrize("status", [each for each in Status if each not in OTHER_ENDS])
def test_ending_is_none_of_the_other_states(ending: Ending, item: str, status: Status) -> None:
    """Nobody signs off, submits or reopens by ending."""
    with pytest.raises(NotAnEnd, match="superseded, no further action, not for this force, risk accepted"):
        ending.ends("priya", item, status, "Because")


def test_ending_and_reopening_need_reasons_and_a_state_that_fits(ending: Ending, item: str) -> None:
    """No reason, an item that has ended already, one that is still open: each is refused by what would be right."""
    with pytest.raises(ReasonMissing, match="rec end 10618 superseded The audit"):
        ending.ends("priya", item, Status.SUPERSEDED, " ")
    with pytest.raises(
        StillOpen, match="10618 is already open: it has been “in progress” since 2 September 2022"
    ):
        ending.reopens("priya", item, "HMICFRS asked")
    ending.ends("priya", item, Status.SUPERSEDED, "Replaced by VETTING-33")
    with pytest.raises(AlreadyEnded, match="rec reopen 10618"):
        ending.ends("priya", item, Status.RISK_ACCEPTED, "Accepted")
    with pytest.raises(ReasonMissing, match="rec reopen 10618"):
        ending.reopens("priya", item, "")


@pytest.mark.parametrize("end", sorted(OTHER_ENDS | {Status.SIGNED_OFF}))
@pytest.mark.parametrize("owner", ["anna", None])
def test_any_end_can_be_reopened(
    ending: Ending, register: Register, clock: StoppedClock, end: Status, owner: str | None
) -> None:
    """What is reopened is with its owner again, or awaits allocation; it is counted, reviewed and chased."""
    item = register.item(owner=owner)
    register.become(item, end)
    clock.move_to(clock.now().replace(day=6))
    ending.reopens("priya", item, "HMICFRS asked again")
    expected = Status.IN_PROGRESS if owner else Status.AWAITING_ALLOCATION
    assert ending.kept(item, "status", "status_since", "is_open") == (expected, date(2022, 12, 6), True)
    assert ending.kept(item, "review_due_on") != (None,)
    kind, by, _, facts = ending.last(item)
    assert (kind, by, facts["reason"]) == (EventKind.REOPENED, "Priya Shah", "HMICFRS asked again")


def test_a_cause_is_reopened_before_what_it_carries(ending: Ending, register: Register) -> None:
    """No cause of concern stays closed over an open recommendation of its own."""
    cause = cause_with_children(register)
    ending.signs_off("priya", f"{cause} OLDER-5a OLDER-5b", TODAY, LETTER)
    with pytest.raises(CauseFirst, match="OLDER-5a belongs to the cause of concern OLDER-5"):
        ending.reopens("priya", "OLDER-5a", "It has come up again")
    ending.reopens("priya", cause, "It has come up again")
    ending.reopens("priya", "OLDER-5a", "It has come up again")
    assert ending.kept("OLDER-5a", "is_open") == (True,)
