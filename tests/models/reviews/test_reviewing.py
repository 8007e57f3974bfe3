"""The review as an act of its own: which one it does, what it keeps, and what taking it back restores."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.clock import StoppedClock
from models.enums import Addressee, Rag, ReviewOutcome, StatementKind, Status
from models.ledger.event import Event, EventKind
from models.queries import items
from models.refusals.progress import NarrativeMissing, NoReviewDone, NotReviewed, ReviewNotOpen, ReviewOver
from models.reviews.of_quarter import Quarter, reviews_of
from models.reviews.review import Review, ReviewFinding
from models.reviews.reviewing import offers_review, review, review_with, share
from models.statements.recording import RecordedStatement, take_review_back
from models.statements.statement import Statement
from tests.factories import Register, person_called
from tests.models.saying import ADDED, FIRST, SECOND, at, kept, looks, reviews, says, takes_back

# What is recorded is the same on every database: these rules need no more than one of them.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

AT_RISK = ReviewFinding(ReviewOutcome.AT_RISK, Rag.AMBER, shared=True)
ON_TRACK = ReviewFinding(ReviewOutcome.ON_TRACK, Rag.GREEN)


def does(
    register: Register,
    clock: StoppedClock,
    item: str,
    found: ReviewFinding,
    text: str = "Half the units are trained.",
) -> int:
    """Have anna do the item's review; return the number of the statement."""
    with register.database.writing() as session:
        anna = person_called(session, "anna")
        said = RecordedStatement(anna, text, f"form:{clock.now().isoformat()}:{text}")
        act = register.policy.act(anna, clock.now())
        return review(session, items.item_by_reference(session, item), found, said, act).id


def finding(register: Register, item: str, due_on: date) -> tuple[object, ...]:
    """Return what the review of this day found."""
    with register.database.reading() as session:
        wanted = items.item_by_reference(session, item)
        found = session.scalars(
            select(Review).where(Review.recommendation_id == wanted.id, Review.due_on == due_on)
        ).one()
        return (found.outcome, found.rag, found.shared_on)


def test_the_open_review_is_done_with_what_it_found(register: Register, clock: StoppedClock) -> None:
    """The narrative is the review's statement; what was found is kept, in the ledger without the words."""
    item = register.item(added_on=ADDED)
    statement = does(register, clock, item, AT_RISK)
    assert reviews(register, item) == [(FIRST, register.today, statement)]
    assert finding(register, item, FIRST) == (ReviewOutcome.AT_RISK, Rag.AMBER, register.today)
    assert kept(register, item, "review_due_on", "judged_rag") == (SECOND, Rag.AMBER)
    with register.database.reading() as session:
        done = session.scalars(select(Event).where(Event.kind == EventKind.REVIEW_DONE)).one()
        assert done.facts == {
            "review": FIRST.isoformat(),
            "statement": statement,
            "outcome": "at risk",
            "rag": "amber",
            "shared": True,
        }


def test_it_takes_the_place_of_a_plain_answer(register: Register, clock: StoppedClock) -> None:
    """A review for which there is only an update can be done until the next one opens."""
    item = register.item(added_on=ADDED)
    says(register, clock, item)
    clock.move_by(timedelta(days=30))
    statement = does(register, clock, item, ON_TRACK)
    assert reviews(register, item) == [(FIRST, register.today, statement)]
    assert kept(register, item, "review_due_on") == (SECOND,)


def presses(register: Register, clock: StoppedClock, number: int, outcome: ReviewOutcome) -> bool:
    """Have anna make the review of what she wrote."""
    with register.database.writing() as session:
        statement = session.get_one(Statement, number)
        return review_with(session, statement, outcome, register.policy.act(statement.by, clock.now()))


def offered(register: Register, number: int) -> date | None:
    with register.database.reading() as session:
        return offers_review(session, session.get_one(Statement, number), register.today)


@pytest.mark.parametrize(
    ("judged", "outcome", "rag"),
    [
        (None, ReviewOutcome.ON_TRACK, Rag.GREEN),
        (Rag.AMBER, ReviewOutcome.ON_TRACK, Rag.AMBER),
        (Rag.GREEN, ReviewOutcome.OFF_TRACK, Rag.RED),
        (Rag.WHITE, ReviewOutcome.AT_RISK, Rag.WHITE),
        (Rag.RED, ReviewOutcome.COMPLETE, Rag.GREEN),
    ],
)
def test_one_press_makes_an_update_the_review(
    register: Register, clock: StoppedClock, judged: Rag | None, outcome: ReviewOutcome, rag: Rag
) -> None:
    """The update becomes the narrative, on the day of the press; the colour stays where it fits the outcome."""
    item = register.item(added_on=ADDED, rag=judged)
    number = says(register, clock, item, text="All staff are trained.")
    clock.move_by(timedelta(days=20))
    assert offered(register, number) == FIRST
    assert presses(register, clock, number, outcome)
    assert not presses(register, clock, number, outcome)
    assert reviews(register, item) == [(FIRST, register.today, number)]
    assert finding(register, item, FIRST)[:2] == (outcome, rag)
    assert kept(register, item, "review_due_on", "judged_rag") == (SECOND, rag)
    assert offered(register, number) is None
    with register.database.writing() as session:
        statement = session.get_one(Statement, number)
        assert statement.for_committee
        assert take_review_back(session, statement, register.policy.act(statement.by, clock.now()))
        assert (statement.for_committee, statement.stands) == (False, True)
    assert reviews(register, item) == [(FIRST, None, None)]
    assert kept(register, item, "review_due_on", "judged_rag") == (FIRST, judged)


def test_what_does_no_review_is_not_offered(register: Register, clock: StoppedClock) -> None:
    """Too few words, a note, words for several, what was taken back, and what was said before the review opened."""
    item, other = register.item("1", added_on=ADDED), register.item("2", added_on=ADDED)
    short = says(register, clock, item, text="10618: Evidence to follow")
    note = says(register, clock, item, text="What exactly do you need?", kind=StatementKind.NOTE)
    several = says(register, clock, item, other, text="The audit of November shows it.")
    gone = says(register, clock, item)
    takes_back(register, clock, gone)
    assert [offered(register, each) for each in (short, note, several, gone)] == [None] * 4
    with pytest.raises(NarrativeMissing):
        presses(register, clock, note, ReviewOutcome.ON_TRACK)
    update = says(register, clock, item)
    clock.move_to(at(date(2023, 2, 25)))
    assert offered(register, update) is None
    with pytest.raises(ReviewOver, match="2 March 2023"):
        presses(register, clock, update, ReviewOutcome.ON_TRACK)


def test_before_a_review_opens_none_is_done(register: Register, clock: StoppedClock) -> None:
    """More than a week before the first review's day it is refused, with the day from which it can be done."""
    clock.move_to(at(date(2022, 9, 2)))
    item = register.item(added_on=ADDED)
    clock.move_to(at(date(2022, 11, 24)))
    with pytest.raises(ReviewNotOpen, match="25 November 2022"):
        does(register, clock, item, ON_TRACK)
    assert reviews(register, item) == []


def test_a_review_needs_its_narrative(register: Register, clock: StoppedClock) -> None:
    """An outcome without a word about it is no review."""
    item = register.item(added_on=ADDED)
    with pytest.raises(NarrativeMissing):
        does(register, clock, item, ON_TRACK, "  \n")


def test_what_is_not_the_forces_or_has_ended_is_not_reviewed(register: Register, clock: StoppedClock) -> None:
    """Watched items and those that have ended have no reviews."""
    watched = register.item("1", added_on=ADDED, addressed_to=(Addressee.NPCC,))
    ended = register.item("2", added_on=ADDED)
    register.become(ended, Status.SIGNED_OFF)
    for item in (watched, ended):
        with pytest.raises(NotReviewed):
            does(register, clock, item, ON_TRACK)


def test_taking_it_back_reopens_the_review(register: Register, clock: StoppedClock) -> None:
    """A review that is taken back is open again, and neither its outcome nor its colour is left."""
    item = register.item(added_on=ADDED)
    takes_back(register, clock, does(register, clock, item, AT_RISK))
    assert reviews(register, item) == [(FIRST, None, None)]
    assert finding(register, item, FIRST) == (None, None, None)
    assert kept(register, item, "review_due_on", "judged_rag") == (FIRST, None)


def test_taking_back_the_second_restores_the_first(register: Register, clock: StoppedClock) -> None:
    """When a review was done twice and the second is taken back, the first one's outcome and colour hold again."""
    item = register.item(added_on=ADDED)
    first = does(register, clock, item, AT_RISK)
    clock.move_by(timedelta(days=2))
    takes_back(register, clock, does(register, clock, item, ON_TRACK, "All units are trained."))
    assert reviews(register, item) == [(FIRST, date(2022, 12, 1), first)]
    assert finding(register, item, FIRST) == (ReviewOutcome.AT_RISK, Rag.AMBER, date(2022, 12, 1))
    assert kept(register, item, "judged_rag") == (Rag.AMBER,)


def test_a_review_is_marked_as_shared_later_and_once(register: Register, clock: StoppedClock) -> None:
    """The last review done is marked with the day on which it was shared; a second time changes nothing."""
    item = register.item(added_on=ADDED)
    does(register, clock, item, ON_TRACK)
    clock.move_by(timedelta(days=4))
    for _ in range(2):
        with register.database.writing() as session:
            found = items.item_by_reference(session, item)
            share(session, found, register.policy.act(person_called(session, "priya"), clock.now()))
        clock.move_by(timedelta(days=1))
    assert finding(register, item, FIRST)[2] == date(2022, 12, 5)
    with register.database.reading() as session:
        assert len(session.scalars(select(Event).where(Event.kind == EventKind.REVIEW_SHARED)).all()) == 1


def test_what_was_not_done_cannot_have_been_shared(register: Register, clock: StoppedClock) -> None:
    """Without a review that was done there is nothing to mark as shared."""
    item = register.item(added_on=ADDED)
    with register.database.writing() as session, pytest.raises(NoReviewDone):
        share(session, items.item_by_reference(session, item), register.policy.act(None, clock.now()))


@pytest.mark.parametrize(
    ("day", "begins", "ends"),
    [
        (date(2022, 12, 1), date(2022, 10, 1), date(2022, 12, 31)),
        (date(2023, 1, 1), date(2023, 1, 1), date(2023, 3, 31)),
        (date(2024, 2, 29), date(2024, 1, 1), date(2024, 3, 31)),
        (date(2023, 6, 30), date(2023, 4, 1), date(2023, 6, 30)),
        (date(2023, 9, 30), date(2023, 7, 1), date(2023, 9, 30)),
    ],
)
def test_quarters_are_those_of_the_calendar(database_url: str, day: date, begins: date, ends: date) -> None:
    """A quarter has three whole months, and the one before it ends on the day before it starts."""
    quarter = Quarter.of(day)
    assert (quarter.begins_on, quarter.ends_on) == (begins, ends)
    assert quarter.before.ends_on == begins - timedelta(days=1)


def test_a_quarters_reviews_are_done_missed_or_to_come(register: Register, clock: StoppedClock) -> None:
    """Every review of the quarter is in exactly one of the four lists, also those not written down yet."""
    done = register.item("1", added_on=ADDED)
    register.item("2", added_on=ADDED)
    register.item("3", reviews_from=date(2022, 9, 20))
    register.item("4", added_on=ADDED)
    clock.move_to(at(date(2022, 12, 6)))
    does(register, clock, done, ON_TRACK)
    with register.database.writing() as session:
        from_sweep = items.item_by_reference(session, "OLDER-2")
        assert from_sweep.review_due_on == FIRST
    says(register, clock, "OLDER-2")
    looks(register, clock, "OLDER-4")
    with register.database.reading() as session:
        found = reviews_of(session, Quarter.of(register.today), register.today, 5)
        lists = (found.done, found.updated, found.missed)
        assert [[each.recommendation.number for each in one.first] for one in lists] == [["1"], ["2"], ["4"]]
        assert [(item.number, due) for item, due in found.to_come.first] == [("3", date(2022, 12, 20))]
        assert [one.number for one in (*lists, found.to_come)] == [1, 1, 1, 1]


def test_no_more_reviews_of_a_quarter_are_read_than_are_shown(
    register: Register, clock: StoppedClock
) -> None:
    """All are counted, those written down and those still ahead together; the first of each come by their days."""
    for number in ("1", "2", "3"):
        register.item(number, added_on=ADDED)
    for number in ("4", "5"):
        register.item(number, reviews_from=date(2022, 9, 20))
    clock.move_to(at(date(2022, 12, 6)))
    for number in ("1", "2", "3", "4"):
        looks(register, clock, f"OLDER-{number}")
    with register.database.reading() as session:
        found = reviews_of(session, Quarter.of(register.today), register.today, 1)
        assert (found.missed.number, found.to_come.number) == (3, 2)
        assert [each.recommendation.number for each in found.missed.first] == ["1"]
        assert [item.number for item, _ in found.to_come.first] == ["4"]
