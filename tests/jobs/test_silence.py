"""Whoever was really asked is named, and nobody is called silent who was not asked."""

from dataclasses import replace
from datetime import date

import pytest

from bot.clock import StoppedClock
from bot.slack import addresses
from models.database import Database
from models.policy import Policy
from models.queries import items
from models.reminders.cadence import FULL_LADDER
from templates.messages.changes import Changes
from templates.messages.leave import Leave
from templates.messages.reminders import BoardEscalation, Escalation, Reminder
from tests.factories import Register
from tests.talk import Talk, direct, talking

LONG_PAST = date(2020, 1, 17)
NO_REVIEW = date(2030, 1, 1)


def escalations(talk: Talk, who: str = "priya") -> list[str]:
    """Return the words of the escalations that a coordinator has had."""
    return [post.text for post in talk.posts(direct(who)) if isinstance(post.message, Escalation)]


async def test_an_item_that_was_just_entered_makes_nobody_step_in(talk: Talk, register: Register) -> None:
    """Without an owner and long overdue: nothing on that day, and on the next that nobody could be asked."""
    reference = register.item("1", owner=None, deadline_on=LONG_PAST, reviews_from=NO_REVIEW)
    await talk.at("2022-12-01T09:36")
    assert escalations(talk) == []
    await talk.at("2022-12-02T09:00")
    (told,) = escalations(talk)
    assert told.startswith(f"1 could not be asked: {reference}")
    assert "No answer" not in told
    assert "told beforehand" not in told


async def test_an_owner_without_an_account_was_told_nothing_beforehand(
    talk: Talk, register: Register
) -> None:
    """The coordinators read that the owner cannot be reached, and no word of an answer that was owed."""
    register.item("1", owner="sofia", deadline_on=LONG_PAST, reviews_from=NO_REVIEW)
    register.set_person("sofia", account=None)
    for day in ("2022-12-02", "2022-12-09", "2022-12-16", "2022-12-23", "2022-12-30"):
        await talk.at(f"{day}T09:00")
    for told in escalations(talk):
        assert "Sofia Novak cannot be reached" in told or "No reminder has reached Sofia Novak" in told
        assert "has not answered" not in told
        assert "told beforehand" not in told


async def test_the_deputy_on_duty_is_named_and_not_the_owner_on_leave(talk: Talk, register: Register) -> None:
    """Anna is away and Sofia was reminded in her place: it is Sofia who has not answered."""
    register.item("1", deadline_on=date(2022, 12, 1), reviews_from=NO_REVIEW)
    await talk.says("anna", "/rec leave 2022-12-01 to 2023-01-31 deputy @Sofia Novak", Leave)
    for day in ("2022-12-01", "2022-12-08", "2022-12-15", "2022-12-22", "2022-12-29"):
        await talk.at(f"{day}T10:00")
    assert (talk.sees("anna", Reminder), len(talk.sees("sofia", Reminder))) == ([], 4)
    (told,) = escalations(talk)
    assert "Sofia Novak was reminded in place of Anna Clarke on Thu 22 Dec 2022 and has not answered" in told
    assert "Anna Clarke was reminded" not in told


async def test_an_heir_is_not_silent_about_what_another_left_unanswered(
    talk: Talk, register: Register
) -> None:
    """Anna was nudged three times, then Dev got the item: he is nudged from the day that he has it."""
    reference = register.item("1", deadline_on=date(2022, 12, 1), reviews_from=NO_REVIEW)
    for day in ("2022-12-01", "2022-12-08", "2022-12-15", "2022-12-22"):
        await talk.at(f"{day}T09:00")
    await talk.at("2022-12-23T08:00")
    register.assign(reference, "dev")
    for day in ("2022-12-23", "2022-12-29", "2022-12-30", "2023-01-06", "2023-01-13"):
        await talk.at(f"{day}T09:00")
    assert [each.today for each in talk.sees("dev", Reminder)] == [
        date(2022, 12, 23),
        date(2022, 12, 30),
        date(2023, 1, 6),
        date(2023, 1, 13),
    ]
    assert escalations(talk) == []


async def test_an_heir_of_a_late_review_is_asked_before_anybody_hears(talk: Talk, register: Register) -> None:
    """The review was late before Dev had the item: he is reminded, and only then the coordinators are told."""
    reference = register.item("1", reviews_from=date(2022, 9, 14))
    for day in ("2022-12-07", "2022-12-14", "2022-12-21"):
        await talk.at(f"{day}T09:00")
    await talk.at("2022-12-22T08:00")
    register.assign(reference, "dev")
    for day in ("2022-12-22", "2022-12-29", "2023-01-05"):
        await talk.at(f"{day}T09:00")
    assert len(talk.sees("dev", Reminder)) == 2
    (told,) = escalations(talk)
    assert "Dev Patel was reminded" in told
    assert "Anna" not in told


@pytest.mark.parametrize("owner", ["anna", None])
async def test_a_board_is_told_who_was_asked(
    database: Database, clock: StoppedClock, policy: Policy, owner: str | None
) -> None:
    """A board reads that nobody answered only of what somebody was asked about."""
    known = replace(
        policy, escalation=FULL_LADDER, board_channels={"Crime Board": addresses.conversation("C0GOV0001")}
    )
    async with talking(database, clock, known) as talk:
        register = Register(database, clock, known)
        reference = register.item("1", owner=owner, deadline_on=date(2022, 12, 1), reviews_from=NO_REVIEW)
        with database.writing() as session:
            items.item_by_reference(session, reference).board = "Crime Board"
        for day in ("2022-12-02", "2022-12-08", "2022-12-15", "2022-12-22", "2022-12-29"):
            await talk.at(f"{day}T09:00")
        (post,) = talk.posts("C0GOV0001")
        post.says(BoardEscalation)
        assert ("not answered" in post.text.splitlines()[0]) is (owner is not None)


async def test_what_was_entered_minutes_ago_has_not_gone_quiet(
    talk: Talk, register: Register, clock: StoppedClock
) -> None:
    """Silence counts from the day on which the owner got an item: four weeks later it has gone quiet."""
    for number in ("1", "2", "3"):
        register.item(number, added_on=date(2022, 7, 1))
    register.item("4", owner=None)
    assert (await talk.says("priya", "/rec changes", Changes)).quiet == ()
    await talk.at("2022-12-29T09:00")
    quiet = (await talk.says("priya", "/rec changes", Changes)).quiet
    assert [row.reference for row in quiet] == ["OLDER-1", "OLDER-2", "OLDER-3"]
    register.assign("OLDER-2", "dev")
    register.assign("OLDER-3", "sofia")
    register.set_person("sofia", account=None)
    quiet = (await talk.says("priya", "/rec changes", Changes)).quiet
    assert [row.reference for row in quiet] == ["OLDER-1"]
