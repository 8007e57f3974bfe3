"""A person's calendar: the committee's days and their own, which stay the same entries and say little."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from bot.documents.calendar import calendar_ics
from models.database import Database
from models.enums import Addressee, Status
from models.policy import Policy
from models.queries import items
from tests.factories import Register, person_called

AT = datetime(2022, 12, 1, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def octets(database: Database, who: str = "anna", at: datetime = AT, **policy: str) -> bytes:
    with database.reading() as session:
        return calendar_ics(session, person_called(session, who), Policy(**policy), at)  # type: ignore[arg-type]


def events(database: Database, who: str = "anna", at: datetime = AT) -> dict[str, Any]:
    """Return the entries by their identifiers, as another program reads them."""
    calendar: Any = Calendar.from_ical(octets(database, who, at))
    found = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT"))
    return found


def days(database: Database, who: str = "anna") -> dict[str, date]:
    return {uid: event.decoded("dtstart") for uid, event in events(database, who).items()}


def test_an_owner_has_the_committees_days_and_their_own(database: Database, register: Register) -> None:
    """Meetings and paper deadlines, and the reviews and deadlines of what they own or deputise for."""
    register.meeting(date(2022, 12, 15), cut_off_on=date(2022, 12, 8))
    register.item("1", deadline_on=date(2023, 3, 31))
    register.item("2", owner="dev", deputy="anna")
    register.item("3", owner="dev", deadline_on=date(2023, 3, 31))
    assert days(database) == {
        "meeting-1@reckoner": date(2022, 12, 15),
        "paper-1@reckoner": date(2022, 12, 15),
        "deadline-older-1@reckoner": date(2023, 3, 31),
        "review-older-1-1@reckoner": date(2023, 3, 1),
        "review-older-2-1@reckoner": date(2023, 3, 1),
    }


def test_coordinators_have_the_cut_offs_too(database: Database, register: Register) -> None:
    """Who writes the paper sees the day on which counting stops; a committee member sees when it meets."""
    register.meeting(date(2022, 12, 15), cut_off_on=date(2022, 12, 8))
    assert days(database, "priya")["cut-off-1@reckoner"] == date(2022, 12, 8)
    assert set(days(database, "helen")) == {"meeting-1@reckoner", "paper-1@reckoner"}


def test_what_is_over_or_for_others_is_in_no_calendar(database: Database, register: Register) -> None:
    """Ended items and watched ones have no entries; a deadline goes once the force has completed the item."""
    for number in ("1", "2", "3"):
        register.item(number, deadline_on=date(2023, 3, 31))
    register.item("4", deadline_on=date(2023, 3, 31), addressed_to=(Addressee.NPCC,))
    register.become("OLDER-1", Status.SIGNED_OFF)
    register.become("OLDER-2", Status.FORCE_COMPLETE)
    assert set(days(database)) == {
        *("review-older-2-1@reckoner", "review-older-3-1@reckoner", "deadline-older-3@reckoner")
    }


def test_who_has_left_has_no_items(database: Database, register: Register) -> None:
    """The calendar of somebody who is no longer active names no item."""
    register.meeting(date(2022, 12, 15))
    register.item("1", deadline_on=date(2023, 3, 31))
    register.set_person("anna", active=False)
    assert set(days(database)) == {"meeting-1@reckoner", "paper-1@reckoner"}


def test_a_moved_deadline_is_the_same_entry_on_another_day(database: Database, register: Register) -> None:
    """Its identifier stays, its sequence counts the moves, and it says when the register last changed."""
    register.item("1", deadline_on=date(2023, 3, 31))
    before = events(database)["deadline-older-1@reckoner"]
    register.move_deadline("OLDER-1", date(2023, 6, 30))
    after = events(database, at=AT + timedelta(days=1))["deadline-older-1@reckoner"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after.decoded("dtstart") == date(2023, 6, 30)
    assert "description" not in before
    assert after["description"] == "Agreed: Fri 30 Jun 2023. Original: Fri 31 Mar 2023."
    assert after.decoded("dtstamp") == AT + timedelta(days=1)
    assert after.decoded("last-modified") == AT


def test_the_next_review_is_another_entry(database: Database, register: Register) -> None:
    """Each review has an identifier of its own, so that a past one is not moved on to the next."""
    register.item("1", reviews_from=date(2022, 7, 31))
    assert days(database) == {"review-older-1-2@reckoner": date(2023, 1, 31)}
    with register.database.writing() as session:
        item = items.item_by_reference(session, "OLDER-1")
        assert item.review_due_on is not None
        item.review_due_on = item.next_review_after(item.review_due_on)
    assert days(database) == {"review-older-1-3@reckoner": date(2023, 4, 30)}


def test_an_entry_is_for_a_whole_day_and_rings_at_nobody(database: Database, register: Register) -> None:
    """Days are dates without a time, end on the next day, take up no time, and have no alarm."""
    register.meeting(date(2022, 12, 15))
    register.item("1", deadline_on=date(2023, 3, 31))
    text = octets(database).decode()
    assert "DTSTART;VALUE=DATE:20230331\r\nDTEND;VALUE=DATE:20230401\r\n" in text.replace("\r\n ", "")
    assert "VALARM" not in text
    for uid, event in events(database).items():
        assert event["transp"] == "TRANSPARENT"
        assert event["class"] == ("PUBLIC" if uid.startswith(("meeting", "paper")) else "PRIVATE")


def test_of_an_item_only_its_reference_and_report_are_told(database: Database, register: Register) -> None:
    """Calendars leak: neither the text of an item, nor its notes, nor any other person is in them."""
    register.report("OLDER", "A very long title of a report " * 5)
    register.item("1", text="SECRET text", deadline_on=date(2023, 3, 31), deputy="sofia")
    with register.database.writing() as session:
        items.item_by_reference(session, "OLDER-1").notes = "SECRET notes"
    text = octets(database).decode()
    assert not any(word in text for word in ("SECRET", "Sofia", "Anna"))
    event = events(database)["deadline-older-1@reckoner"]
    assert event["summary"] == "Deadline: OLDER-1, A very long title of a report A very long title…"


@pytest.mark.parametrize(
    "title",
    [
        "Commas, semicolons; and \\ backslashes",
        "Lines\r\nEND:VEVENT\r\nBEGIN:VALARM\nand: more",
        "Ünïcode, 😀 and ‮turned round",  # noqa: PLE2502 - that it is turned round is the point.
        'Quotes " and colons: and =',
    ],
)
def test_a_typed_title_cannot_leave_its_place(title: str, database: Database, register: Register) -> None:
    """Whatever a report is called, the file has the same entries, in lines that RFC 5545 allows."""
    register.report("OLDER", title)
    register.item("1", deadline_on=date(2023, 3, 31))
    data = octets(database, force=title)
    assert set(days(database)) == {"deadline-older-1@reckoner", "review-older-1-1@reckoner"}
    assert b"BEGIN:VALARM" not in data.split(b"\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
    assert "\u202e".encode() not in data


def test_the_same_facts_give_the_same_octets(database: Database, register: Register) -> None:
    """Nothing but the register and the instant decides what is in the file."""
    register.meeting(date(2022, 12, 15))
    register.items(3)
    assert octets(database) == octets(database)
    stamps = [line for line in octets(database).split(b"\r\n") if line.startswith(b"DTSTAMP")]
    assert set(stamps) == {b"DTSTAMP:20221201T093000Z"}
    local = datetime.fromisoformat("2022-12-01T10:30:00+01:00")
    assert octets(database, at=local) == octets(database)
