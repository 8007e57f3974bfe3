"""Conversations about when somebody may be reminded."""

from datetime import date, time

import pytest

from models.enums import Weekday
from templates.messages.answers import Acknowledged, Refused
from templates.messages.preferences import PreferencesForm
from templates.messages.reminders import Reminder
from tests.factories import Register
from tests.letterbox import expected
from tests.talk import Talk, sentence

FIELDS = {"starts": "10:00", "ends": "16:00", "quiet_days": "Thursday", "zone": "Europe/London"}


async def test_reminders_keep_to_what_was_filled_in(talk: Talk, register: Register) -> None:
    """Quiet on Thursdays and from ten o'clock: the step of Thursday comes on Friday at ten."""
    register.item("1", deadline_on=date(2022, 12, 15), reviews_from=date(2030, 1, 1))
    form = await talk.says("anna", "/rec preferences", PreferencesForm)
    assert (form.starts, form.ends, form.quiet_days, form.zone) == (time(9), time(17), (), "Europe/London")
    kept = expected(await talk.submits("anna", "preferences", "preferences", FIELDS), Acknowledged)
    assert kept.facts == {"hours": "10:00-16:00", "zone": "Europe/London", "quiet": "Thursday"}
    for moment in ("2022-12-15T10:00", "2022-12-16T09:59"):
        await talk.at(moment)
        assert talk.sees("anna", Reminder) == []
    await talk.at("2022-12-16T10:00")
    assert len(talk.sees("anna", Reminder)) == 1


async def test_they_can_be_typed(talk: Talk, register: Register) -> None:
    """What is not named stays as it was."""
    await talk.says(
        "anna", "/rec preferences 08:00-15:30 quiet Mon, Friday zone America/New_York", Acknowledged
    )
    form = await talk.says("anna", "/rec preferences", PreferencesForm)
    assert (form.starts, form.ends, form.quiet_days, form.zone) == (
        time(8),
        time(15, 30),
        (Weekday.MONDAY, Weekday.FRIDAY),
        "America/New_York",
    )
    await talk.says("anna", "/rec preferences quiet none", Acknowledged)
    form = await talk.says("anna", "/rec preferences", PreferencesForm)
    assert (form.starts, form.quiet_days) == (time(8), ())


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"starts": "nine"}, "starts", "as working hours"),
        ({"starts": "16:00", "ends": "10:00"}, "starts", "as working hours"),
        ({"zone": "Mars"}, "zone", "is not a time zone"),
        ({"quiet_days": "\n".join(Weekday)}, "quiet_days", "at least one working day"),
    ],
)
async def test_what_cannot_be_kept_is_said_at_its_field(
    talk: Talk, register: Register, wrong: dict[str, str], field: str, says: str
) -> None:
    """Hours the wrong way round, zones that do not exist and a week without a day change nothing."""
    refused = expected(await talk.submits("anna", "preferences", "preferences", FIELDS | wrong), Refused)
    assert (refused.field_name, says in sentence(refused)) == (field, True)
    form = await talk.says("anna", "/rec preferences", PreferencesForm)
    assert (form.starts, form.ends, form.quiet_days, form.zone) == (time(9), time(17), (), "Europe/London")


@pytest.mark.parametrize("line", ["25:00-26:00", "whenever", "quiet Someday", "quiet <!channel>"])
async def test_what_cannot_be_read_is_refused_in_words(talk: Talk, register: Register, line: str) -> None:
    """Typed hours and days that are none are named."""
    assert "as working hours" in sentence(await talk.says("anna", f"/rec preferences {line}", Refused))
