"""Conversations about snoozing: reminders rest until a day and come back, and escalation goes on."""

from datetime import date

import pytest

from templates.messages.answers import Acknowledged, Refused
from templates.messages.items import ItemDetail, ItemList
from templates.messages.reminders import Escalation, Reminder
from templates.messages.snooze import Snoozed, SnoozeForm
from tests.factories import Register
from tests.letterbox import expected
from tests.talk import Talk, sentence

NO_REVIEW = date(2030, 1, 1)


@pytest.fixture
def one(register: Register) -> str:
    """An item of anna's that is due on Thursday 15 December 2022."""
    return register.item(
        "1a", register_number="10618", deadline_on=date(2022, 12, 15), reviews_from=NO_REVIEW
    )


async def test_what_is_due_meanwhile_comes_back_late_and_not_lost(talk: Talk, one: str) -> None:
    """The step of 8 December is told on the day on which the snooze ends, once."""
    said = await talk.says("anna", "/rec snooze 10618 until 2022-12-12", Snoozed)
    assert (said.row.reference, said.until) == ("10618", date(2022, 12, 12))
    for morning in ("2022-12-08T09:00", "2022-12-09T09:00"):
        await talk.at(morning)
        assert talk.sees("anna", Reminder) == []
    await talk.at("2022-12-12T09:00")
    await talk.at("2022-12-13T09:00")
    (reminder,) = talk.sees("anna", Reminder)
    assert (reminder.today, [line.row.reference for line in reminder.lines]) == (
        date(2022, 12, 12),
        ["10618"],
    )


async def test_a_snooze_does_not_stop_escalation_and_says_so(talk: Talk, one: str) -> None:
    """The coordinators are told on their day although a reminder rests; the snooze said when."""
    for morning in ("2022-12-22T09:00", "2022-12-29T09:00"):
        await talk.at(morning)
    said = await talk.says("anna", "/rec snooze 10618 until 2023-01-12", Snoozed)
    assert said.escalates_on == date(2023, 1, 12)
    for morning in ("2023-01-05T09:00", "2023-01-11T09:00"):
        await talk.at(morning)
    assert len(talk.sees("anna", Reminder)) == 2
    await talk.at("2023-01-12T09:00")
    assert len(talk.sees("priya", Escalation)) == 1


async def test_the_button_of_a_reminder_opens_a_form_and_its_line_says_so(talk: Talk, one: str) -> None:
    """*Snooze* on a line; then the line says until when, offers it no more, and *End the snooze* takes it back."""
    await talk.at("2022-12-08T09:00")
    reminder = talk.last("anna")
    form = expected(await talk.presses("anna", "snooze", "10618", reminder), SnoozeForm)
    assert form.latest == date(2022, 12, 22)
    expected(await talk.submits("anna", "snooze", "10618", {"until": "2022-12-14"}), Snoozed)
    assert "Snoozed until Wed 14 Dec 2022" in reminder.text
    said = talk.last("anna")
    await talk.presses("anna", "wake", "10618", said)
    assert said.says(Acknowledged).what == "snooze_ended"
    assert "Snoozed" not in reminder.text
    again = expected(await talk.presses("anna", "wake", "10618"), Refused)
    assert "is not snoozed" in sentence(again)


async def test_it_is_shown_where_the_item_is(talk: Talk, one: str) -> None:
    """/rec show and my list say that it rests, and until when; /rec show offers to end it."""
    await talk.says("anna", "/rec snooze 10618 2022-12-12", Snoozed)
    detail = await talk.says("anna", "/rec show 10618", ItemDetail)
    assert (detail.row.resting_until, "wake" in detail.can_do, "snooze" in detail.can_do) == (
        date(2022, 12, 12),
        True,
        False,
    )
    assert (await talk.says("anna", "/rec", ItemList)).rows[0].resting_until == date(2022, 12, 12)
    await talk.says("anna", "/rec snooze 10618 end", Acknowledged)
    assert (await talk.says("anna", "/rec", ItemList)).rows[0].resting_until is None


@pytest.mark.parametrize(
    "until", ["12 December", "until 12/12/22", "to Monday 12 December 2022", "until 12 Dec."]
)
async def test_the_day_is_read_as_people_write_it(talk: Talk, one: str, until: str) -> None:
    """Whatever the form of the date."""
    assert (await talk.says("anna", f"/rec snooze 10618 {until}", Snoozed)).until == date(2022, 12, 12)


@pytest.mark.parametrize(
    ("who", "line", "says"),
    [
        ("anna", "/rec snooze", "Which item?"),
        ("anna", "/rec snooze 10618 until 2022-12-01", "is not in the future"),
        ("anna", "/rec snooze 10618 until 2022-12-16", "up to 14 days, until Thu 15 Dec 2022"),
        ("anna", "/rec snooze 10618 until soon", "as a date"),
        ("anna", "/rec snooze 10618 until the cows come home", "Until when?"),
        ("anna", "/rec snooze 10618 until next Friday", "could be"),
        ("anna", "/rec snooze 10619 until 2022-12-12", "Did you mean 10618?"),
        ("anna", "/rec snooze 10618 end", "is not snoozed"),
        ("dev", "/rec snooze 10618 until 2022-12-12", "Only the owner of 10618"),
        ("helen", "/rec snooze 10618 until 2022-12-12", "Only the owner of 10618"),
    ],
)
async def test_what_cannot_be_snoozed_is_refused_in_words(
    talk: Talk, one: str, who: str, line: str, says: str
) -> None:
    """Days past or too far off, no dates, other people's items: nothing is changed."""
    assert says in sentence(await talk.says(who, line, Refused))
    assert (await talk.says("anna", "/rec", ItemList)).rows[0].resting_until is None
