"""People whom the bot cannot reach are reported before a reminder to them falls due."""

from datetime import date

import pytest

from jobs import delivery
from jobs.delivery import Impossible
from templates.messages.answers import Acknowledged
from templates.messages.leavers import HandOverList, Unreachable
from templates.messages.reminders import Escalation, Reminder
from templates.messages.replies import Recorded
from tests.factories import Register, account, person_called
from tests.letterbox import Arrived
from tests.talk import Talk

NO_REVIEW = date(2030, 1, 1)


@pytest.fixture
def one(register: Register) -> str:
    """An item of anna's whose next reminder falls on Thursday 22 December 2022."""
    register.set_person("tom", active=False)
    return register.item("1", deadline_on=date(2022, 12, 29), reviews_from=NO_REVIEW)


async def test_somebody_without_an_account_is_reported_two_weeks_before(
    talk: Talk, register: Register, one: str
) -> None:
    """Once for that reminder, in working hours; and again before the one after it."""
    register.set_person("anna", account=None)
    await talk.at("2022-12-07T17:30")
    assert talk.sees("priya", Unreachable) == []
    for moment in ("2022-12-08T09:00", "2022-12-08T12:00", "2022-12-09T09:00", "2022-12-21T09:00"):
        await talk.at(moment)
    (told,) = talk.sees("priya", Unreachable)
    assert [(each.who.name, each.since, each.reminded_on, each.items) for each in told.people] == [
        ("Anna Clarke", None, date(2022, 12, 22), 1)
    ]
    await talk.at("2022-12-23T09:00")
    assert [each.people[0].reminded_on for each in talk.sees("priya", Unreachable)] == [
        date(2022, 12, 22),
        date(2022, 12, 29),
    ]


async def test_leavers_are_told_of_by_their_hand_over_alone(talk: Talk, register: Register, one: str) -> None:
    """Nobody is told twice of the same person."""
    register.set_person("anna", active=False)
    await talk.at("2022-12-08T09:00")
    assert (talk.sees("priya", Unreachable), len(talk.sees("priya", HandOverList))) == ([], 1)


@pytest.mark.parametrize("error", ["cannot_dm_bot", "user_not_found", "user_disabled"])
async def test_whom_a_message_cannot_reach_is_reported_and_stood_in_for(
    talk: Talk, register: Register, one: str, error: str
) -> None:
    """The next reminder goes to the coordinators, who were told beforehand, until anna writes."""
    talk.letterbox.ordered.append(delivery.Unreachable(error))
    await talk.at("2022-12-22T09:00")
    assert talk.sees("anna", Reminder) == []
    await talk.at("2022-12-23T09:00")
    (told,) = talk.sees("priya", Unreachable)
    assert [(each.who.name, each.since) for each in told.people] == [("Anna Clarke", date(2022, 12, 22))]
    await talk.at("2022-12-29T09:00")
    assert (talk.sees("anna", Reminder), len(talk.sees("priya", Escalation))) == ([], 1)
    (await talk.writes("anna", "OLDER-1: I am here again.")).answer(Recorded)
    await talk.at("2023-01-05T09:00")
    assert len(talk.sees("anna", Reminder)) == 1


async def test_what_is_for_somebody_who_does_not_let_the_bot_write_waits(
    talk: Talk, register: Register, one: str
) -> None:
    """It is tried every hour, and the coordinator is told once."""
    for tried_at, before_next in (("09:00", "09:59:59"), ("10:00", "10:59:59")):
        talk.letterbox.ordered.append(delivery.Unreached("blocked"))
        await talk.at(f"2022-12-22T{tried_at}")
        await talk.at(f"2022-12-22T{before_next}")
    assert talk.sees("anna", Reminder) == []
    assert [each.key for each in talk.letterbox.tried].count("reminder:3:2022-12-22") == 2
    assert [each.what for each in talk.sees("priya", Acknowledged)] == ["unreached"]
    await talk.at("2022-12-22T11:00")
    assert len(talk.sees("anna", Reminder)) == 1


async def test_a_sign_of_somebody_has_what_waited_sent_at_once(
    talk: Talk, register: Register, one: str
) -> None:
    """Installing the app, or any word, counts: they can be written to again, and nothing waits for the hour."""
    talk.letterbox.ordered.append(delivery.Unreached("blocked"))
    await talk.at("2022-12-22T09:00")
    with talk.database.writing() as session:
        assert delivery.reached(session, account("dev"), talk.clock.now()) == 0
        assert delivery.reached(session, account("anna"), talk.clock.now()) == 1
        assert person_called(session, "anna").reachable
    await talk.at("2022-12-22T09:00:20")
    assert len(talk.sees("anna", Reminder)) == 1


async def test_nobody_is_waited_for_longer_than_a_week(talk: Talk, register: Register, one: str) -> None:
    """After seven days it is shown as failed: a reminder that old would mislead."""
    talk.letterbox.ordered.append(delivery.Unreached("blocked"))
    await talk.at("2022-12-22T09:00")
    talk.letterbox.ordered.append(delivery.Unreached("blocked"))
    await talk.at("2022-12-29T09:00")
    assert talk.sees("anna", Reminder) == []
    assert [each.what for each in talk.sees("priya", Acknowledged)] == ["unreached", "could_not_send"]


async def test_an_unsure_send_stays_unsure_however_often_somebody_is_not_reached(
    talk: Talk, register: Register, one: str
) -> None:
    """What may have arrived before they blocked the bot is looked for once they can be written to again."""
    talk.letterbox.ordered.extend([Arrived("dropped"), delivery.Unreached("blocked")])
    for moment in ("2022-12-22T09:00", "2022-12-22T09:01", "2022-12-22T10:02"):
        await talk.at(moment)
    assert len(talk.sees("anna", Reminder)) == 1
    assert [each.unsure for each in talk.letterbox.tried if each.key.startswith("reminder")] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize("error", ["msg_too_long", "invalid_blocks"])
async def test_a_message_that_is_itself_at_fault_says_nothing_of_the_person(
    talk: Talk, register: Register, one: str, error: str
) -> None:
    """Anna gets the next reminder all the same."""
    talk.letterbox.ordered.append(Impossible(error))
    await talk.at("2022-12-22T09:00")
    await talk.at("2022-12-29T09:00")
    assert len(talk.sees("anna", Reminder)) == 1
