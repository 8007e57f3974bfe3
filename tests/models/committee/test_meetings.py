"""The committee's meetings around a day."""

from datetime import date

import pytest

from models.committee.figures import last_meeting_before, next_meeting
from tests.factories import Register

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_meeting_is_next_until_its_day_is_over(register: Register) -> None:
    """On its own day a meeting is still the next one; the last before a day never is on that day."""
    september, december = date(2022, 9, 29), date(2022, 12, 15)
    with register.database.reading() as session:
        assert next_meeting(session, december) is None
        assert last_meeting_before(session, december) is None
    for held_on in (december, september):
        register.meeting(held_on)
    with register.database.reading() as session:
        days = {day: next_meeting(session, day) for day in (september, date(2022, 9, 30), december)}
        assert [meeting and meeting.held_on for meeting in days.values()] == [september, december, december]
        assert next_meeting(session, date(2022, 12, 16)) is None
        before = [last_meeting_before(session, day) for day in (september, december, date(2022, 12, 16))]
        assert [meeting and meeting.held_on for meeting in before] == [None, september, december]
