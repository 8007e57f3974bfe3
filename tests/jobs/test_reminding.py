"""What the calendar says to owners: each step on its day, merged, in working hours, once, and never lost."""

import asyncio
from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select

from bot.clock import StoppedClock
from models.calendar import WorkingCalendar
from models.database import Database
from models.enums import ReminderReason, Status
from models.outbox.message import DueReminder as Step
from models.policy import Policy
from models.register.recommendation import Recommendation
from templates.messages.reminders import Escalation, Reminder, ReminderLine
from templates.messages.replies import Recorded
from tests.factories import Register
from tests.talk import Talk, talking

NO_REVIEW = date(2030, 1, 1)
"""An anchor so late that no review falls into a test about deadlines."""

DEADLINE = date(2023, 6, 15)


def days_reminded(talk: Talk, who: str = "anna") -> list[date]:
    """Return the days of the reminders that a person has had."""
    return [reminder.today for reminder in talk.sees(who, Reminder)]


def lines(reminder: Reminder | Escalation) -> dict[str, tuple[ReminderReason, ...]]:
    """Return the reasons that a message gives, by the item's reference."""
    return {line.row.reference: line.whys for line in reminder.lines}


def only_line(reminder: Reminder | Escalation) -> ReminderLine:
    """Return the one line of a message."""
    (line,) = reminder.lines
    return line


def mornings(first: date, last: date) -> Iterator[str]:
    """Yield nine o'clock of every day from `first` to `last`."""
    for number in range((last - first).days + 1):
        yield f"{first + timedelta(days=number)}T09:00"


@pytest.fixture
def deadline(register: Register) -> str:
    """An item of anna's that is due on Thursday 15 June 2023."""
    return register.item("1", deadline_on=DEADLINE, reviews_from=NO_REVIEW, deputy="sofia")


async def test_a_deadline_is_announced_and_chased_on_its_steps(talk: Talk, deadline: str) -> None:
    """90, 30 and 7 days before, on the day, weekly after; then the coordinators are told, as said before."""
    for morning in mornings(date(2023, 3, 15), date(2023, 3, 20)):
        await talk.at(morning)
    for morning in mornings(date(2023, 5, 15), date(2023, 7, 20)):
        await talk.at(morning)

    steps = {reminder.today: only_line(reminder).whys for reminder in talk.sees("anna", Reminder)}
    assert steps == {
        date(2023, 3, 17): (ReminderReason.DEADLINE_AHEAD,),
        date(2023, 5, 16): (ReminderReason.DEADLINE_AHEAD,),
        date(2023, 6, 8): (ReminderReason.DEADLINE_AHEAD,),
        date(2023, 6, 15): (ReminderReason.DEADLINE_TODAY,),
        date(2023, 6, 22): (ReminderReason.OVERDUE,),
        date(2023, 6, 29): (ReminderReason.OVERDUE,),
        date(2023, 7, 6): (ReminderReason.OVERDUE,),
    }
    for who in ("priya", "tom"):
        (escalation,) = talk.sees(who, Escalation)
        assert (escalation.today, lines(escalation)) == (
            date(2023, 7, 13),
            {deadline: (ReminderReason.OVERDUE,)},
        )
    told = [only_line(reminder).escalates_on for reminder in talk.sees("anna", Reminder)]
    assert told == [None, None, None, None, *([date(2023, 7, 13)] * 3)]


async def test_a_review_opens_falls_due_and_is_late(talk: Talk, register: Register) -> None:
    """A week before, on the day, a week after; then the coordinators are told; then the next one opens."""
    reference = register.item("1", reviews_from=date(2022, 9, 14))
    for morning in mornings(date(2022, 12, 1), date(2023, 3, 10)):
        await talk.at(morning)
    steps = {reminder.today: only_line(reminder).whys for reminder in talk.sees("anna", Reminder)}
    assert steps == {
        date(2022, 12, 7): (ReminderReason.REVIEW_OPENS,),
        date(2022, 12, 14): (ReminderReason.REVIEW_DUE,),
        date(2022, 12, 21): (ReminderReason.REVIEW_LATE,),
        date(2023, 3, 7): (ReminderReason.REVIEW_OPENS,),
    }
    # The two weeks after the review end on 28 December, the first working day after Christmas.
    assert [(each.today, lines(each)) for each in talk.sees("priya", Escalation)] == [
        (date(2022, 12, 28), {reference: (ReminderReason.REVIEW_LATE,)})
    ]
    told = [only_line(reminder).escalates_on for reminder in talk.sees("anna", Reminder)]
    assert told == [None, date(2022, 12, 28), date(2022, 12, 28), None]


@pytest.mark.parametrize(
    ("due_on", "quiet_at", "comes_at"),
    [
        (date(2023, 7, 15), ["2023-07-08T09:00", "2023-07-09T12:00", "2023-07-10T08:59"], "2023-07-10T09:00"),
        (date(2023, 1, 2), ["2022-12-26T09:00", "2022-12-27T16:00", "2022-12-28T08:00"], "2022-12-28T09:00"),
        (date(2023, 7, 13), ["2023-07-06T08:59", "2023-07-06T17:00", "2023-07-06T23:59"], "2023-07-07T09:00"),
    ],
    ids=["weekend", "bank holidays", "night"],
)
async def test_reminders_keep_to_working_days_and_hours(
    talk: Talk, register: Register, due_on: date, quiet_at: list[str], comes_at: str
) -> None:
    """A step on a weekend, a bank holiday or outside hours waits for work to begin; no deadline moves."""
    register.item("1", deadline_on=due_on, reviews_from=NO_REVIEW, added_on=due_on - timedelta(days=8))
    _answered_before(register, due_on)
    for moment in quiet_at:
        await talk.at(moment)
        assert talk.sees("anna", Reminder) == []
    await talk.at(comes_at)
    (reminder,) = talk.sees("anna", Reminder)
    assert only_line(reminder).row.deadline_on == due_on


def _answered_before(register: Register, due_on: date) -> None:
    """Have every step before the one of seven days answered, so that only that one is in question."""
    with register.database.writing() as session:
        session.scalars(select(Recommendation)).one().answer(due_on - timedelta(days=8))


async def test_reminders_keep_to_the_persons_own_zone_and_hours(talk: Talk, register: Register) -> None:
    """Whoever works elsewhere or at other hours is reminded in those."""
    register.set_person("anna", zone="America/New_York")
    register.set_person("dev", day_starts=time(13), day_ends=time(15, 30))
    register.item("1", deadline_on=DEADLINE, reviews_from=NO_REVIEW)
    register.item("2", deadline_on=DEADLINE, reviews_from=NO_REVIEW, owner="dev")
    for moment, had in (
        ("2023-06-15T12:59", (0, 0)),
        ("2023-06-15T13:00", (0, 1)),
        ("2023-06-15T13:59", (0, 1)),
        ("2023-06-15T14:00", (1, 1)),
    ):
        await talk.at(moment)
        assert (len(days_reminded(talk, "anna")), len(days_reminded(talk, "dev"))) == had


async def test_the_forces_own_days_off_are_no_working_days(
    database: Database, clock: StoppedClock, register: Register
) -> None:
    """On a day off of the force nobody is reminded."""
    policy = Policy(calendar=WorkingCalendar(frozenset({DEADLINE})))
    register.item("1", deadline_on=DEADLINE, reviews_from=NO_REVIEW)
    async with talking(database, clock, policy) as talk:
        await talk.at("2023-06-15T09:00")
        assert days_reminded(talk) == []
        await talk.at("2023-06-16T09:00")
        assert days_reminded(talk) == [date(2023, 6, 16)]


async def test_all_of_a_day_comes_in_one_message(talk: Talk, register: Register) -> None:
    """However many items are due, each owner gets one message a day; what comes up later waits for tomorrow's."""
    for number in range(1, 13):
        register.item(str(number), deadline_on=DEADLINE, reviews_from=NO_REVIEW)
    register.item("13", deadline_on=DEADLINE, reviews_from=NO_REVIEW, owner="dev")
    await talk.at("2023-06-15T09:00")
    register.item("14", deadline_on=DEADLINE, reviews_from=NO_REVIEW)
    await talk.at("2023-06-15T15:00")
    (reminder,) = talk.sees("anna", Reminder)
    assert len(lines(reminder)) == 12
    assert [list(lines(each)) for each in talk.sees("dev", Reminder)] == [["OLDER-13"]]
    await talk.at("2023-06-16T09:00")
    assert [list(lines(each)) for each in talk.sees("anna", Reminder)][1:] == [["OLDER-14"]]


async def test_deadline_and_review_of_one_item_are_one_line(talk: Talk, register: Register) -> None:
    """An item that is there for two reasons has one line that gives both."""
    register.item("1", deadline_on=date(2022, 12, 14), reviews_from=date(2022, 9, 14))
    await talk.at("2022-12-14T09:00")
    assert only_line(talk.sees("anna", Reminder)[0]).whys == (
        ReminderReason.DEADLINE_TODAY,
        ReminderReason.REVIEW_DUE,
    )


@pytest.mark.parametrize(
    ("back_at", "whys"),
    [
        ("2023-05-17T09:00", (ReminderReason.DEADLINE_AHEAD,)),
        ("2023-06-19T09:00", (ReminderReason.DEADLINE_TODAY,)),
        ("2023-07-10T09:00", (ReminderReason.OVERDUE,)),
    ],
    ids=["a day", "a month", "two months"],
)
async def test_after_an_outage_one_message_says_what_holds_now(
    talk: Talk, deadline: str, back_at: str, whys: tuple[ReminderReason, ...]
) -> None:
    """What was missed comes as one message that gives the latest step, not one for each that was missed."""
    await talk.at("2023-05-15T17:30")
    before = len(talk.sees("anna", Reminder))
    await talk.at(back_at)
    (reminder,) = talk.sees("anna", Reminder)[before:]
    assert lines(reminder) == {deadline: whys}


async def test_no_step_is_told_twice(
    talk: Talk, deadline: str, database: Database, clock: StoppedClock, policy: Policy
) -> None:
    """More rounds, two at a time, and a restart bring no second message, and leave one row for each step."""
    await talk.at("2023-06-15T09:00")
    async with talking(database, clock, policy) as replica:
        await asyncio.gather(talk.rounds.round(), replica.rounds.round())
        clock.move_to(clock.now() + timedelta(days=7))
        await asyncio.gather(*(each.rounds.round() for each in (talk, replica) * 2))
        sent = [*talk.letterbox.posted.values(), *replica.letterbox.posted.values()]
    async with talking(database, clock, policy) as restarted:
        await restarted.rounds.round()
        assert restarted.letterbox.posted == {}
    assert [each.key for each in sent] == ["reminder:3:2023-06-15", "reminder:3:2023-06-22"]
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Step)) == 2


async def test_a_moved_deadline_is_not_chased_any_more(talk: Talk, deadline: str, register: Register) -> None:
    """Steps of a deadline that has moved fall away, even those already written down; the new ones hold."""
    await talk.at("2023-06-15T08:00")
    register.move_deadline(deadline, date(2023, 9, 28))
    await talk.at("2023-06-15T09:00")
    assert days_reminded(talk) == []
    await talk.at("2023-06-30T09:00")
    (reminder,) = talk.sees("anna", Reminder)
    assert (reminder.today, only_line(reminder).row.deadline_on) == (date(2023, 6, 30), date(2023, 9, 28))


@pytest.mark.parametrize(
    "status", [Status.SIGNED_OFF, Status.SUPERSEDED, Status.FORCE_COMPLETE, Status.SUBMITTED]
)
async def test_a_closed_item_is_not_chased_any_more(
    talk: Talk, deadline: str, register: Register, status: Status
) -> None:
    """Once the owner's turn is over, no deadline is chased, not even by a step already written down."""
    await talk.at("2023-06-15T08:00")
    register.become(deadline, status)
    for moment in ("2023-06-15T09:00", "2023-06-22T09:00", "2023-07-13T09:00"):
        await talk.at(moment)
    assert (talk.sees("anna", Reminder), talk.sees("priya", Escalation)) == ([], [])


async def test_a_reassigned_item_is_its_new_owners(talk: Talk, deadline: str, register: Register) -> None:
    """A step that waits goes to whoever owns the item when it is told."""
    await talk.at("2023-06-15T08:00")
    register.assign(deadline, "dev")
    await talk.at("2023-06-15T09:00")
    assert (days_reminded(talk, "anna"), days_reminded(talk, "dev")) == ([], [date(2023, 6, 15)])


async def test_what_an_owner_cannot_be_told_goes_to_the_deputy(
    talk: Talk, deadline: str, register: Register
) -> None:
    """Without a reachable owner the deputy is reminded, and without a deputy the coordinators are told."""
    register.set_person("anna", active=False)
    await talk.at("2023-06-15T09:00")
    assert (days_reminded(talk, "anna"), days_reminded(talk, "sofia")) == ([], [date(2023, 6, 15)])
    register.set_person("sofia", account=None)
    await talk.at("2023-06-22T09:00")
    assert [lines(each) for each in talk.sees("priya", Escalation)] == [{deadline: (ReminderReason.OVERDUE,)}]
    assert [lines(each) for each in talk.sees("tom", Escalation)] == [{deadline: (ReminderReason.OVERDUE,)}]


async def test_what_nobody_owns_is_told_to_the_coordinators(talk: Talk, register: Register) -> None:
    """An unallocated item's steps go to the coordinators, each in their own working hours."""
    reference = register.item("1", owner=None, deadline_on=DEADLINE, reviews_from=NO_REVIEW)
    register.set_person("tom", day_starts=time(11))
    await talk.at("2023-06-15T09:00")
    assert [list(lines(each)) for each in talk.sees("priya", Escalation)] == [[reference]]
    assert talk.sees("tom", Escalation) == []
    await talk.at("2023-06-15T11:00")
    assert [list(lines(each)) for each in talk.sees("tom", Escalation)] == [[reference]]


async def test_a_reply_quiets_until_the_next_step(talk: Talk, deadline: str) -> None:
    """An answer rests the reminders of its item until the next step; after the deadline that is a week later."""
    await talk.at("2023-06-08T09:00")
    (await talk.writes("anna", "We are nearly there.", thread=talk.last("anna"))).answer(Recorded)
    for morning in mornings(date(2023, 6, 9), date(2023, 6, 22)):
        await talk.at(morning)
    assert days_reminded(talk) == [date(2023, 6, 8), date(2023, 6, 15), date(2023, 6, 22)]
    await talk.at("2023-06-26T09:00")
    (await talk.writes("anna", "One unit is left.")).answer(Recorded)
    for morning in mornings(date(2023, 6, 27), date(2023, 7, 31)):
        await talk.at(morning)
    assert days_reminded(talk)[3:] == [date(2023, 7, 3), date(2023, 7, 10), date(2023, 7, 17)]
    assert [each.today for each in talk.sees("priya", Escalation)] == [date(2023, 7, 24)]


async def test_an_answer_before_the_morning_spares_the_reminder(talk: Talk, deadline: str) -> None:
    """What is answered before its message is due is not asked for that day."""
    await talk.at("2023-06-15T08:00")
    (await talk.writes("anna", "OLDER-1: it is done")).answer(Recorded)
    await talk.at("2023-06-15T09:00")
    assert days_reminded(talk) == []
