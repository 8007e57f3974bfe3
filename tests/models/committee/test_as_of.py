"""Items as they stood at the end of an earlier day: by when facts took effect, not by when they were recorded."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import object_session

from bot.clock import StoppedClock
from models.committee.asof import as_of, item_once_called
from models.deadlines.deadline import DeadlineBasis
from models.enums import Addressee, ItemKind, Rag, Status
from models.ledger.audit_context import AuditContext
from models.people.person import Person
from models.queries import items
from models.register.recommendation import Recommendation
from tests.factories import Register, person_called
from tests.models.saying import at, looks, reviews_it, says, takes_back

# The clock stands at Thursday 1 December 2022; every change is recorded then, with effect on another day.

ENTERED, CHANGED, TODAY = date(2022, 5, 2), date(2022, 10, 10), date(2022, 12, 1)
ONE_DAY = timedelta(days=1)
Change = Callable[[Recommendation, AuditContext], object]


def change(register: Register, clock: StoppedClock, do: Change, on: date = CHANGED) -> None:
    """Do something to OLDER-1 that takes effect on a day."""
    with register.database.writing() as session:
        act = register.policy.act(None, clock.now()).effective(on)
        do(items.item_by_reference(session, "OLDER-1"), act)


def was(register: Register, day: date, name: str) -> Any:
    """Return what a field of OLDER-1 was at the end of a day."""
    with register.database.reading() as session:
        item = items.item_by_reference(session, "OLDER-1")
        found = as_of(session, {item.id: item}, day)[item.id]
        return getattr(found, name)


def moves(to: date | None) -> Change:
    return lambda item, act: item.move_deadline(to, DeadlineBasis.STATED_DAY, act, reason="Said in a test")


CHANGES: tuple[tuple[str, Change, object, object], ...] = (
    ("status", lambda item, act: item.become(Status.SIGNED_OFF, act), Status.IN_PROGRESS, Status.SIGNED_OFF),
    ("status_since", lambda item, act: item.become(Status.SUBMITTED, act), ENTERED, CHANGED),
    ("is_open", lambda item, act: item.become(Status.SUPERSEDED, act), True, False),
    ("deadline_on", moves(date(2023, 6, 1)), date(2022, 12, 30), date(2023, 6, 1)),
    ("deadline_on", moves(None), date(2022, 12, 30), None),
    ("judged_rag", lambda item, act: item.correct("judged_rag", Rag.AMBER, act), Rag.GREEN, Rag.AMBER),
    ("judged_rag", lambda item, act: item.correct("judged_rag", None, act), Rag.GREEN, None),
    (
        "kind",
        lambda item, act: item.correct("kind", ItemKind.AREA_FOR_IMPROVEMENT, act),
        ItemKind.RECOMMENDATION,
        ItemKind.AREA_FOR_IMPROVEMENT,
    ),
    (
        "addressed_to",
        lambda item, act: item.correct("addressed_to", frozenset({Addressee.PCC}), act),
        frozenset({Addressee.ALL_FORCES}),
        frozenset({Addressee.PCC}),
    ),
    (
        "for_force",
        lambda item, act: item.correct("addressed_to", frozenset({Addressee.PCC}), act),
        True,
        False,
    ),
    ("status", lambda item, act: item.assign(None, act), Status.IN_PROGRESS, Status.AWAITING_ALLOCATION),
)


def owned_by(owner: str | None) -> Change:
    """Give an item to somebody, or to nobody."""

    def give(item: Recommendation, act: AuditContext) -> None:
        session = object_session(item)
        assert session is not None
        item.assign(person_called(session, owner) if owner else None, act)

    return give


def named(register: Register, day: date, role: str) -> str | None:
    """Return the name of the owner or deputy of OLDER-1 at the end of a day."""
    with register.database.reading() as session:
        item = items.item_by_reference(session, "OLDER-1")
        person: Person | None = getattr(as_of(session, {item.id: item}, day)[item.id], role)
        return person.name if person else None


def follow(register: Register, clock: StoppedClock, day: date) -> None:
    """Have the sweep look at OLDER-1 on a day."""
    clock.move_to(at(day))
    looks(register, clock, "OLDER-1")


@pytest.fixture
def item(register: Register) -> Register:
    """A register with OLDER-1, entered on 2 May 2022, green, due on 30 December."""
    register.item("1", added_on=ENTERED, deadline_on=date(2022, 12, 30), rag=Rag.GREEN)
    return register


@pytest.mark.parametrize(("field", "do", "before", "after"), CHANGES)
def test_a_change_holds_from_the_day_of_its_effect(
    item: Register, clock: StoppedClock, field: str, do: Change, before: object, after: object
) -> None:
    """The day before it everything was as it had been; from the day itself it is as it became."""
    assert was(item, CHANGED, field) == before
    change(item, clock, do)
    for day in (ENTERED, CHANGED - ONE_DAY):
        assert was(item, day, field) == before
    for day in (CHANGED, CHANGED + ONE_DAY, TODAY):
        assert was(item, day, field) == after


def test_each_of_several_moves_is_told_for_its_time(item: Register, clock: StoppedClock) -> None:
    """Between two moves the first holds; the original is what it was before both."""
    change(item, clock, moves(date(2023, 3, 31)), date(2022, 8, 1))
    change(item, clock, moves(date(2023, 6, 30)), date(2022, 11, 1))
    days = (date(2022, 7, 31), date(2022, 8, 1), date(2022, 10, 31), date(2022, 11, 1))
    assert [was(item, day, "deadline_on") for day in days] == [
        date(2022, 12, 30),
        date(2023, 3, 31),
        date(2023, 3, 31),
        date(2023, 6, 30),
    ]


def test_the_whole_life_is_told_step_by_step(item: Register, clock: StoppedClock) -> None:
    """Submitted, complete, signed off and reopened: each status for as long as it lasted."""
    steps = (
        (date(2022, 6, 1), Status.SUBMITTED),
        (date(2022, 7, 1), Status.FORCE_COMPLETE),
        (date(2022, 8, 1), Status.SIGNED_OFF),
        (date(2022, 9, 1), Status.IN_PROGRESS),
    )
    for on, status in steps:
        change(item, clock, lambda found, act, status=status: found.become(status, act), on)  # type: ignore[misc]
    for on, status in steps:
        assert was(item, on, "status") is status
        assert was(item, on, "status_since") == on
    assert was(item, date(2022, 6, 1) - ONE_DAY, "status") is Status.IN_PROGRESS


def test_overdue_and_colour_follow_from_what_was(item: Register, clock: StoppedClock) -> None:
    """An item that was late and has since been signed off was red on that day."""
    change(item, clock, moves(date(2022, 9, 1)), date(2022, 6, 1))
    change(item, clock, lambda found, act: found.become(Status.SIGNED_OFF, act), date(2022, 11, 1))
    with item.database.reading() as session:
        found = items.item_by_reference(session, "OLDER-1")
        then = as_of(session, {found.id: found}, CHANGED)[found.id]
        assert (then.is_overdue(CHANGED), then.rag_on(CHANGED)) == (True, Rag.RED)
        assert (found.is_overdue(TODAY), found.rag_on(TODAY)) == (False, Rag.GREEN)


def test_what_took_effect_before_the_entry_holds_from_it(item: Register, clock: StoppedClock) -> None:
    """A move and a new kind that are dated before the item was added are true of it from its first day."""
    early = ENTERED - ONE_DAY
    change(item, clock, moves(date(2023, 6, 1)), early)
    change(item, clock, lambda found, act: found.correct("kind", ItemKind.CAUSE_OF_CONCERN, act), early)
    change(item, clock, lambda found, act: found.become(Status.SUBMITTED, act))
    for day in (ENTERED, CHANGED, TODAY):
        assert was(item, day, "deadline_on") == date(2023, 6, 1)
        assert was(item, day, "kind") is ItemKind.CAUSE_OF_CONCERN
    assert was(item, ENTERED, "status") is Status.IN_PROGRESS


def test_looking_back_changes_nothing(item: Register, clock: StoppedClock) -> None:
    """What is returned for an earlier day is a copy: the register keeps what it holds now."""
    change(item, clock, lambda found, act: found.become(Status.SIGNED_OFF, act))
    with item.database.writing() as session:
        found = items.item_by_reference(session, "OLDER-1")
        then = as_of(session, {found.id: found}, ENTERED)[found.id]
        assert then is not found
        assert then not in session
        then.status = Status.SUPERSEDED
    with item.database.reading() as session:
        assert items.item_by_reference(session, "OLDER-1").status is Status.SIGNED_OFF


def test_what_has_not_changed_since_is_the_item_itself(item: Register) -> None:
    """Where nothing took effect later there is nothing to go back to."""
    with item.database.reading() as session:
        found = items.item_by_reference(session, "OLDER-1")
        assert as_of(session, {found.id: found}, CHANGED) == {found.id: found}
        assert as_of(session, {}, CHANGED) == {}


def test_the_owner_of_then_is_told(item: Register, clock: StoppedClock) -> None:
    """Whoever owned an item on a day is named for that day, also after it has changed hands."""
    for on, owner in ((CHANGED, "dev"), (date(2022, 11, 1), None), (date(2022, 11, 5), "sofia")):
        change(item, clock, owned_by(owner), on)
    days = (ENTERED, CHANGED - ONE_DAY, CHANGED, date(2022, 11, 1), date(2022, 11, 5))
    assert [named(item, day, "owner") for day in days] == [
        *("Anna Clarke", "Anna Clarke", "Dev Patel", None, "Sofia Novak")
    ]


def test_the_deputy_of_then_is_told(item: Register, clock: StoppedClock) -> None:
    """Whoever stood in on a day is named for that day; who was there before the first change is still known."""
    with item.database.writing() as session:
        items.item_by_reference(session, "OLDER-1").deputy = person_called(session, "dev")
    change(item, clock, lambda found, act: found.correct("deputy", None, act))
    assert [named(item, day, "deputy") for day in (ENTERED, CHANGED)] == ["Dev Patel", None]


def test_a_word_that_came_later_had_not_been_said(item: Register, clock: StoppedClock) -> None:
    """The last word of a day is the last that had been said by then."""
    for day in (date(2022, 8, 1), CHANGED):
        clock.move_to(at(day))
        says(item, clock, "OLDER-1")
    clock.move_to(at(TODAY))
    days = (date(2022, 7, 31), date(2022, 8, 1), CHANGED - ONE_DAY, CHANGED)
    assert [was(item, day, "answered_on") for day in days] == [
        *(None, date(2022, 8, 1), date(2022, 8, 1), CHANGED)
    ]


def test_a_word_that_was_taken_back_later_stood_until_then(item: Register, clock: StoppedClock) -> None:
    """What was taken back had been said on the days before."""
    clock.move_to(at(date(2022, 8, 1)))
    said = says(item, clock, "OLDER-1")
    clock.move_to(at(CHANGED))
    takes_back(item, clock, said)
    clock.move_to(at(TODAY))
    assert [was(item, day, "answered_on") for day in (CHANGED - ONE_DAY, CHANGED)] == [date(2022, 8, 1), None]


def test_the_next_review_is_that_of_the_day(register: Register, clock: StoppedClock) -> None:
    """A review that is undone stands until the next opens; one that was done gives way to the next at once."""
    clock.move_to(at(ENTERED))
    register.item("1", added_on=ENTERED)
    follow(register, clock, date(2022, 8, 1))
    follow(register, clock, date(2022, 11, 1))
    reviews_it(register, clock, "OLDER-1")
    clock.move_to(at(TODAY))
    opens = date(2022, 10, 26)
    days = (ENTERED, date(2022, 8, 5), opens - ONE_DAY, opens, date(2022, 10, 31), date(2022, 11, 1))
    assert [was(register, day, "review_due_on") for day in days] == [
        *([date(2022, 8, 2)] * 3),
        *(date(2022, 11, 2), date(2022, 11, 2), date(2023, 2, 2)),
    ]


def test_what_was_not_open_had_no_next_review(item: Register, clock: StoppedClock) -> None:
    """Ended, and readdressed to others, an item is not reviewed; reopened it goes on with its next step."""
    change(item, clock, lambda found, act: found.become(Status.SUPERSEDED, act), date(2022, 9, 1))
    change(item, clock, lambda found, act: found.become(Status.IN_PROGRESS, act), date(2022, 11, 20))
    assert [was(item, day, "review_due_on") for day in (date(2022, 8, 31), date(2022, 9, 1), TODAY)] == [
        *(date(2022, 11, 2), None, date(2023, 2, 2))
    ]


def test_moves_are_counted_up_to_the_day(item: Register, clock: StoppedClock) -> None:
    """How often a deadline had moved is told for the day, not for today."""
    for on, to in ((date(2022, 6, 1), date(2023, 3, 31)), (CHANGED, date(2023, 6, 30))):
        change(item, clock, moves(to), on)
    days = (ENTERED, date(2022, 6, 1), CHANGED, TODAY)
    assert [was(item, day, "deadline_moves") for day in days] == [0, 1, 2, 2]


def test_an_item_is_found_by_a_register_number_that_was_corrected(
    item: Register, clock: StoppedClock
) -> None:
    """What was printed under an earlier number is still that item; a number that never was is nobody's."""
    for number in ("10700", "10701", "10702"):
        change(item, clock, lambda found, act, number=number: found.correct("register_number", number, act))  # type: ignore[misc]
    with item.database.reading() as session:
        found = items.item_by_reference(session, "OLDER-1")
        for reference in ("10700", "10701", "10702", "OLDER-1"):
            assert item_once_called(session, reference) is found
        assert item_once_called(session, "10703") is None
