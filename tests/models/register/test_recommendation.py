"""What can be done to an item, and what follows from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from bot.clock import StoppedClock
from models.deadlines.deadline import DeadlineBasis
from models.enums import OPEN, OTHER_ENDS, Addressee, ItemKind, Status
from models.ledger.audit_context import AuditContext
from models.queries import items
from models.refusals.items import CauseStillOpen
from models.register.entry import FAR_OFF
from models.register.recommendation import AT_NEXT_SWEEP, Recommendation
from tests.factories import Register

# What happens to an item is the same on every database: these rules need no more than one of them.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

TODAY = date(2022, 12, 1)
OTHERS = (Addressee.NPCC, Addressee.CPS)


@contextmanager
def acting(
    register: Register, clock: StoppedClock, reference: str
) -> Iterator[tuple[Recommendation, AuditContext]]:
    """Give the item, in a transaction, with what the register itself does now."""
    with register.database.writing() as session:
        yield items.item_by_reference(session, reference), register.policy.act(None, clock.now())


def kept(register: Register, reference: str, *names: str) -> tuple[object, ...]:
    """Return these attributes of the item as they are kept."""
    with register.database.reading() as session:
        item = items.item_by_reference(session, reference)
        return tuple(getattr(item, name) for name in names)


def cause_with_children(register: Register) -> str:
    cause = register.item("1", kind=ItemKind.CAUSE_OF_CONCERN)
    children = (register.item("1a"), register.item("1b", addressed_to=OTHERS))
    with register.database.writing() as session:
        items.item_by_reference(session, cause).children = [
            items.item_by_reference(session, child) for child in children
        ]
    return cause


def test_a_new_item_awaits_allocation_from_the_day_it_was_added(register: Register) -> None:
    """A new item awaits allocation since the day it was added, is open, and keeps its deadline as the original."""
    item = register.item(owner=None, deadline_on=date(2023, 3, 31), added_on=date(2022, 9, 2))
    assert kept(
        register, item, "status", "status_since", "is_open", "original_deadline_on", "deadline_moves"
    ) == (
        Status.AWAITING_ALLOCATION,
        date(2022, 9, 2),
        True,
        date(2023, 3, 31),
        0,
    )


def test_reviews_before_the_day_of_entry_are_not_asked_for(register: Register) -> None:
    """An item added in 2019 and entered today is first reviewed on the next step of its own three months."""
    item = register.item(added_on=date(2019, 9, 2))
    assert kept(register, item, "tracked_on", "review_due_on") == (TODAY, date(2022, 12, 2))


def test_allocation_puts_an_item_in_progress(register: Register) -> None:
    """What is given to somebody is in progress from that day; what is taken away awaits allocation again."""
    item = register.item(owner=None, added_on=date(2022, 9, 2))
    register.assign(item, "dev")
    assert kept(register, item, "status", "status_since") == (Status.IN_PROGRESS, TODAY)
    register.assign(item, None)
    assert kept(register, item, "status", "owner") == (Status.AWAITING_ALLOCATION, None)


def test_a_new_owner_does_not_change_how_far_an_item_is(register: Register) -> None:
    """What has been submitted stays so when it passes to somebody else."""
    item = register.item()
    register.become(item, Status.SUBMITTED)
    register.assign(item, "dev")
    assert kept(register, item, "status") == (Status.SUBMITTED,)


@pytest.mark.parametrize("status", list(Status))
def test_an_item_is_open_until_it_is_signed_off_or_ends_otherwise(register: Register, status: Status) -> None:
    """Only signing off and the other ends close an item; what is closed is no longer reviewed or swept."""
    item = register.item()
    register.become(item, status)
    is_open, review_due_on, remind_on = kept(register, item, "is_open", "review_due_on", "remind_on")
    ends = status in OTHER_ENDS | {Status.SIGNED_OFF}
    assert (is_open, review_due_on is None, remind_on) == (
        not ends,
        ends,
        None if ends else AT_NEXT_SWEEP,
    )
    assert (status in OPEN) is not ends


@pytest.mark.parametrize("end", sorted(OTHER_ENDS | {Status.SIGNED_OFF}))
def test_a_cause_of_concern_ends_only_after_its_recommendations(register: Register, end: Status) -> None:
    """A cause of concern ends by no way while a recommendation of it is open; then it can.

    HMICFRS may sign it off while one that is addressed to another body is open.
    """
    cause = cause_with_children(register)
    of_others = "" if end is Status.SIGNED_OFF else ", OLDER-1b"
    with pytest.raises(CauseStillOpen, match=rf"OLDER-1 is a cause of concern .*OLDER-1a{of_others}"):
        register.become(cause, end)
    register.become("OLDER-1a", Status.SIGNED_OFF)
    if of_others:
        with pytest.raises(CauseStillOpen, match=r": OLDER-1b"):
            register.become(cause, end)
        register.become("OLDER-1b", Status.SUPERSEDED)
    register.become(cause, end)
    assert kept(register, cause, "status") == (end,)


def test_a_cause_of_concern_can_pass_between_open_states(register: Register) -> None:
    """Submitting a cause of concern, or finding it complete, does not wait for its recommendations."""
    cause = cause_with_children(register)
    register.become(cause, Status.SUBMITTED)
    register.become(cause, Status.FORCE_COMPLETE)
    assert kept(register, cause, "status") == (Status.FORCE_COMPLETE,)


def test_what_is_refused_changes_nothing(register: Register) -> None:
    """A cause of concern that could not end stays as it was, with nothing in the ledger."""
    cause = cause_with_children(register)
    before = kept(register, cause, "status", "status_since")
    with pytest.raises(CauseStillOpen):
        register.become(cause, Status.SIGNED_OFF)
    assert kept(register, cause, "status", "status_since") == before


def test_what_was_reopened_is_reviewed_from_then_on(register: Register, clock: StoppedClock) -> None:
    """Reviews that fell due while an item was closed are not asked for when it is reopened."""
    item = register.item(added_on=date(2022, 9, 2))
    register.become(item, Status.SIGNED_OFF)
    clock.move_to(clock.now().replace(year=2024))
    register.become(item, Status.IN_PROGRESS)
    assert kept(register, item, "review_due_on", "status_since") == (date(2024, 12, 2), date(2024, 12, 1))


@pytest.mark.parametrize(
    ("addressed_to", "for_force"),
    [
        ((Addressee.FORCE,), True),
        ((Addressee.ALL_FORCES,), True),
        ((Addressee.NPCC, Addressee.ALL_FORCES), True),
        *(((body,), False) for body in Addressee if body not in (Addressee.FORCE, Addressee.ALL_FORCES)),
    ],
)
def test_what_is_addressed_to_the_force_is_the_forces(
    register: Register, addressed_to: tuple[Addressee, ...], for_force: bool
) -> None:
    """An item is the force's if this force or all forces are among those addressed, and else only watched."""
    item = register.item(addressed_to=addressed_to)
    assert kept(register, item, "for_force", "addressed_to") == (for_force, frozenset(addressed_to))


def test_watched_items_are_never_reviewed_nor_swept(register: Register) -> None:
    """An item for other bodies has no review, is not looked at by the sweep and does not press."""
    item = register.item(addressed_to=OTHERS, deadline_on=date(2022, 12, 8))
    assert kept(register, item, "review_due_on", "remind_on", "pressing_on") == (None, None, FAR_OFF)


def test_readdressing_begins_and_ends_reviews(register: Register, clock: StoppedClock) -> None:
    """What is readdressed to the force is reviewed from then on, and what is not the force's no longer is."""
    item = register.item(addressed_to=OTHERS, added_on=date(2022, 1, 2))
    clock.move_to(clock.now().replace(year=2023))
    with acting(register, clock, item) as (it, act):
        it.correct("addressed_to", frozenset({Addressee.FORCE}), act)
    assert kept(register, item, "review_due_on", "remind_on") == (date(2024, 1, 2), AT_NEXT_SWEEP)
    with acting(register, clock, item) as (it, act):
        it.correct("addressed_to", frozenset(OTHERS), act)
    assert kept(register, item, "review_due_on", "remind_on") == (None, None)


def test_the_original_deadline_is_never_lost(register: Register, clock: StoppedClock) -> None:
    """Each move of a deadline is counted; the first deadline stays the original."""
    item = register.item(deadline_on=date(2023, 3, 31))
    for to in (date(2023, 6, 30), date(2023, 6, 30), date(2023, 9, 30), None):
        register.move_deadline(item, to)
    assert kept(register, item, "deadline_on", "original_deadline_on", "deadline_moves") == (
        None,
        date(2023, 3, 31),
        3,
    )


def test_a_first_deadline_is_set_and_not_moved(register: Register, clock: StoppedClock) -> None:
    """A deadline given to an item that never had one is its original, and no move."""
    item = register.item()
    with acting(register, clock, item) as (it, act):
        it.move_deadline(date(2023, 5, 1), DeadlineBasis.LOCAL, act, reason="The board wants one")
    assert kept(register, item, "original_deadline_on", "deadline_basis", "deadline_moves") == (
        date(2023, 5, 1),
        DeadlineBasis.LOCAL,
        0,
    )


def test_what_is_earlier_presses_more(register: Register) -> None:
    """An item presses on the earlier of deadline and review; one with neither comes last."""
    by_review = register.item("1", added_on=date(2022, 9, 2), deadline_on=date(2023, 6, 30))
    by_deadline = register.item("2", added_on=date(2022, 9, 2), deadline_on=date(2022, 11, 30))
    neither = register.item("3", addressed_to=OTHERS)
    assert [kept(register, item, "pressing_on") for item in (by_review, by_deadline, neither)] == [
        (date(2022, 12, 2),),
        (date(2022, 11, 30),),
        (FAR_OFF,),
    ]


def test_an_item_goes_by_either_reference(register: Register) -> None:
    """An item is called by its register number where there is one, else by report code and number."""
    assert register.item("33", report="VETTING") == "VETTING-33"
    assert register.item("1a", register_number="10618") == "10618"
    assert kept(register, "10618", "code_number", "id") == ("OLDER-1a", *kept(register, "OLDER-1A", "id"))
