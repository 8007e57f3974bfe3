"""The figures of a past day say what was so on that day, whatever has happened since."""

from datetime import date

import pytest

from bot.clock import StoppedClock
from models.committee import checks, figures
from models.committee.period import Period
from models.enums import Addressee, ItemKind, ReportKind, Stage, Status
from models.inspections import inspecting
from models.inspections.inspecting import Details
from models.inspections.inspection import Inspection
from models.queries import items
from models.register.naming import called
from templates.messages.summary import CommitteeSummary
from templates.presenters.summary import summary
from tests.factories import Register
from tests.models.saying import FIRST, at, looks, reviews_it, says, takes_back

# Reviews of what is added on 2 September are due on 2 December 2022, and open on 25 November.

SEPTEMBER, ADDED = date(2022, 9, 2), date(2022, 9, 2)
OPENS, AFTER, LATER, MUCH_LATER = date(2022, 11, 25), date(2022, 12, 5), date(2022, 12, 12), date(2023, 1, 20)
OTHERS = frozenset({Addressee.NPCC})


@pytest.fixture
def item(register: Register, clock: StoppedClock) -> Register:
    """A register with OLDER-1, the first review of which has opened."""
    clock.move_to(at(ADDED))
    register.item("1", added_on=ADDED)
    clock.move_to(at(OPENS))
    looks(register, clock, "OLDER-1")
    return register


def told(register: Register, until: date) -> CommitteeSummary:
    """Return what is known today of the time from September up to a day."""
    with register.database.reading() as session:
        period = Period(SEPTEMBER, until, date(2023, 3, 15))
        standing = figures.between(session, period, None, None, register.today)
        return summary(session, standing, register.policy)


def reviews(register: Register, until: date) -> tuple[int, int, int]:
    """Return how many of the reviews that fell due up to a day were done, only updated, and missed."""
    made = told(register, until)
    numbers = len(made.reviews_done), len(made.reviews_updated), len(made.reviews_missed)
    assert sum(numbers) == len(made.reviews_due)
    return numbers


def becomes(register: Register, clock: StoppedClock, on: date, status: Status) -> None:
    clock.move_to(at(on))
    register.become("OLDER-1", status)


def readdress(register: Register, clock: StoppedClock, on: date) -> None:
    clock.move_to(at(on))
    with register.database.writing() as session:
        act = register.policy.act(None, clock.now())
        items.item_by_reference(session, "OLDER-1").correct("addressed_to", OTHERS, act)


@pytest.mark.parametrize("status", [Status.SIGNED_OFF, Status.SUPERSEDED, Status.RISK_ACCEPTED])
def test_a_review_of_what_ended_before_its_day_never_fell_due(
    item: Register, clock: StoppedClock, status: Status
) -> None:
    """It had opened, and then the item ended: it is neither due nor missed, on its day or ever after."""
    becomes(item, clock, date(2022, 11, 30), status)
    clock.move_to(at(MUCH_LATER))
    assert [reviews(item, day) for day in (FIRST, AFTER, MUCH_LATER)] == [(0, 0, 0)] * 3


@pytest.mark.parametrize("ends_on", [date(2022, 11, 30), FIRST])
def test_a_review_that_was_done_counts_though_its_item_ended_before_the_day_was_over(
    item: Register, clock: StoppedClock, ends_on: date
) -> None:
    """Done before its day, it is due and done on it: the owner's work is told in one paper."""
    reviews_it(item, clock, "OLDER-1")
    becomes(item, clock, ends_on, Status.SIGNED_OFF)
    clock.move_to(at(MUCH_LATER))
    assert [reviews(item, day) for day in (FIRST, AFTER)] == [(1, 0, 0)] * 2


def test_a_review_of_what_others_were_given_never_fell_due(item: Register, clock: StoppedClock) -> None:
    """The same holds for an item that was readdressed to other bodies meanwhile."""
    readdress(item, clock, date(2022, 11, 30))
    clock.move_to(at(MUCH_LATER))
    assert [reviews(item, day) for day in (FIRST, AFTER)] == [(0, 0, 0)] * 2


def test_a_review_that_was_overtaken_was_missed_until_then(item: Register, clock: StoppedClock) -> None:
    """It fell due and nobody answered: missed, until the end of the item overtook it."""
    becomes(item, clock, LATER, Status.SIGNED_OFF)
    clock.move_to(at(MUCH_LATER))
    assert reviews(item, AFTER) == (0, 0, 1)
    assert reviews(item, LATER) == reviews(item, MUCH_LATER) == (0, 0, 0)


def test_a_reopened_item_has_no_reviews_from_before(item: Register, clock: StoppedClock) -> None:
    """What fell due before an item ended is not missed again when it is reopened."""
    becomes(item, clock, LATER, Status.SIGNED_OFF)
    becomes(item, clock, date(2022, 12, 14), Status.IN_PROGRESS)
    clock.move_to(at(MUCH_LATER))
    assert reviews(item, MUCH_LATER) == (0, 0, 0)


def test_what_the_force_has_completed_is_still_reviewed(item: Register, clock: StoppedClock) -> None:
    """Every open item is reviewed, until HMICFRS has signed it off."""
    becomes(item, clock, date(2022, 11, 30), Status.FORCE_COMPLETE)
    clock.move_to(at(MUCH_LATER))
    assert reviews(item, AFTER) == (0, 0, 1)


def test_a_late_answer_leaves_a_review_missed_on_the_days_before(item: Register, clock: StoppedClock) -> None:
    """Updated on 12 December and done on the 14th: missed on the fifth, and never missed on its own day."""
    clock.move_to(at(LATER))
    says(item, clock, "OLDER-1")
    done_on = date(2022, 12, 14)
    clock.move_to(at(done_on))
    reviews_it(item, clock, "OLDER-1")
    days = (FIRST, AFTER, LATER, done_on)
    assert [reviews(item, day) for day in days] == [(0, 0, 0), (0, 0, 1), (0, 1, 0), (1, 0, 0)]


def test_an_answer_that_was_taken_back_stood_until_then(item: Register, clock: StoppedClock) -> None:
    """Taken back on 12 December, the review was done on the fifth."""
    said = reviews_it(item, clock, "OLDER-1")
    clock.move_to(at(LATER))
    takes_back(item, clock, said)
    assert [reviews(item, day) for day in (AFTER, LATER)] == [(1, 0, 0), (0, 0, 1)]


def test_every_review_falls_due_in_one_period(item: Register, clock: StoppedClock) -> None:
    """Unanswered on the last day of a period it falls due in the next; done late after that, it is told as late."""
    clock.move_to(at(LATER))
    reviews_it(item, clock, "OLDER-1")

    def between(since: date, until: date) -> tuple[int, int, int, int]:
        with item.database.reading() as session:
            standing = figures.between(session, Period(since, until, until), None, None, item.today)
            made = summary(session, standing, item.policy)
            lists = (made.reviews_due, made.reviews_done, made.reviews_missed, made.reviews_late)
            return tuple(map(len, lists))  # type: ignore[return-value]

    assert between(SEPTEMBER, FIRST) == (0, 0, 0, 0)
    assert between(FIRST, AFTER) == (1, 0, 1, 0)
    assert between(AFTER, LATER) == (0, 0, 0, 1)
    assert between(FIRST, LATER) == (1, 1, 0, 0)


def test_what_was_answered_later_had_gone_quiet(item: Register, clock: StoppedClock) -> None:
    """Nobody had said a word by the fifth, though somebody has since."""
    clock.move_to(at(LATER))
    says(item, clock, "OLDER-1")
    assert [[row.reference for row in told(item, day).quiet] for day in (AFTER, LATER)] == [["OLDER-1"], []]


def test_what_was_watched_is_told_for_its_day(item: Register, clock: StoppedClock) -> None:
    """Watched is what was other bodies' and open on that day, not what is today."""
    clock.move_to(at(AFTER))
    item.item("2", addressed_to=OTHERS)
    readdress(item, clock, LATER)
    clock.move_to(at(date(2022, 12, 14)))
    item.become("OLDER-2", Status.NO_FURTHER_ACTION)
    days = (FIRST, AFTER, LATER, date(2022, 12, 14))
    watched = [sorted(row.reference for row in told(item, day).watched) for day in days]
    assert watched == [[], ["OLDER-2"], ["OLDER-1", "OLDER-2"], ["OLDER-1"]]


def test_owner_and_next_review_in_a_list_are_of_that_day(item: Register, clock: StoppedClock) -> None:
    """A list of a past day names who answered for the item then, and the review that was next then."""
    clock.move_to(at(LATER))
    item.assign("OLDER-1", "dev")
    says(item, clock, "OLDER-1")
    clock.move_to(at(MUCH_LATER))
    (then,) = told(item, AFTER).reviews_missed
    assert (then.owner and then.owner.name, then.review_due_on) == ("Anna Clarke", FIRST)


def test_a_cause_of_concern_is_told_with_its_recommendations_of_then(
    item: Register, clock: StoppedClock
) -> None:
    """Its recommendations and its last review stand as they stood on that day."""
    item.item("2", kind=ItemKind.CAUSE_OF_CONCERN, added_on=ADDED)
    item.item("2a", parent="OLDER-2", added_on=ADDED)
    looks(item, clock, "OLDER-2")
    reviews_it(item, clock, "OLDER-2")
    clock.move_to(at(LATER))
    item.become("OLDER-2a", Status.SIGNED_OFF)
    clock.move_to(at(date(2023, 3, 1)))
    reviews_it(item, clock, "OLDER-2")
    (cause,) = told(item, AFTER).causes
    assert [(row.reference, row.status) for row in cause.children] == [("OLDER-2a", Status.IN_PROGRESS)]
    assert (cause.last_review_on, cause.next_review_on) == (OPENS, date(2023, 3, 2))


def found(register: Register, until: date) -> list[tuple[str, tuple[str, ...]]]:
    """Return what the checks find today for a past day, but for what is said of owners and of silence."""
    with register.database.reading() as session:
        period = Period(SEPTEMBER, until, date(2023, 3, 15))
        standing = figures.between(session, period, None, None, register.today)
        told = [(each.check, each.references) for each in checks.findings(session, standing)]
        return [each for each in told if each[0] not in ("no_update", "reviews_missed")]


def test_a_check_of_a_past_day_finds_what_was_wrong_then(item: Register, clock: StoppedClock) -> None:
    """Owner, moves, a forgotten inspection and a report without items: found for that day, also once put right."""
    clock.move_to(at(AFTER))
    item.assign("OLDER-1", None)
    with item.database.writing() as session:
        act = item.policy.act(None, clock.now())
        details = Details(starts_on=date(2022, 12, 1))
        inspecting.announce(session, "Crime units", ReportKind.NATIONAL_THEMATIC, details, act)
    item.report("NEW", published_on=AFTER)
    clock.move_to(at(LATER))
    item.assign("OLDER-1", "anna")
    for to in (date(2023, 3, 1), date(2023, 4, 1), date(2023, 5, 1)):
        item.move_deadline("OLDER-1", to)
    item.item("1", report="NEW")
    with item.database.writing() as session:
        act = item.policy.act(None, clock.now())
        inspecting.move(session, called(session, Inspection, "Crime units"), Stage.REPORT_AWAITED, act)
    assert found(item, FIRST) == []
    assert found(item, AFTER) == [
        ("no_owner", ("OLDER-1",)),
        ("inspection_overdue", ("Crime units",)),
        ("report_without_recommendations", ("NEW",)),
    ]
    assert found(item, LATER) == [("date_moved_often", ("OLDER-1",))]


def test_a_number_in_a_text_is_held_against_the_list_of_that_day(item: Register, clock: StoppedClock) -> None:
    """Entered later, or of another kind since, an item counts for its own time only."""
    clock.move_to(at(AFTER))
    item.report("NEW", published_on=AFTER)
    item.item("1", report="NEW")
    with item.database.writing() as session:
        report = items.report_by_code(session, "NEW")
        assert report is not None
        report.summary = "It makes one recommendation."
    clock.move_to(at(LATER))
    item.item("2", report="NEW")
    assert found(item, AFTER) == []
    assert found(item, LATER) == [("number_unsupported", ("NEW-1", "NEW-2"))]
