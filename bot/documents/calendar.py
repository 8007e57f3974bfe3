"""A person's calendar file (RFC 5545): the committee's dates, and their own reviews and deadlines.

Calendars are shared, mirrored to telephones and read over shoulders: of an item they name the reference and the
report, and nothing of what it says.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event
from sqlalchemy.orm import Session

from models.calendar import review_number
from models.committee.figures import every_meeting
from models.committee.ledger_rows import last_recorded
from models.committee.meeting import Meeting
from models.committee.quarter import quarter
from models.enums import OUTSTANDING
from models.people.person import Person
from models.policy import Policy
from models.queries import items as queries
from models.register.recommendation import Recommendation
from templates.filters import short
from templates.workbook_labels import calendar_words

LONGEST_TITLE: Final = 50
"""Characters of a report's title in an entry."""

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class CalendarEntry:
    """An entry for a whole local day. `uid` stays what it is when the day moves, which `moves` counts.

    It is made of an item's code and number, so that it stays the same in a register that was built again.
    """

    uid: str
    on: date
    title: str
    moves: int = 0
    changed_at: datetime | None = None
    private: bool = False
    note: str | None = None


def calendar_ics(session: Session, person: Person, policy: Policy, at: datetime) -> bytes:
    """Return the calendar of `person` as it is at the aware instant `at`, as the octets of an .ics file.

    Everybody gets the committee's meetings and the days on which its papers are due; coordinators get the
    other steps too: last call, preview, freeze and summary. Of the open items of this force that the person owns or
    deputises for, it has the next review, and the deadline until the force has completed the item. Somebody who has
    left gets no items.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Reckoner//Reckoner//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", calendar_words("name", force=policy.force))
    entries = [*_meetings(session, person, policy)]
    if person.active:
        entries += _items(session, person)
    for entry in sorted(entries, key=lambda each: (each.on, each.uid)):
        calendar.add_component(_event(entry, at))
    octets: bytes = calendar.to_ical()
    return octets


def _meetings(session: Session, person: Person, policy: Policy) -> Iterator[CalendarEntry]:
    for meeting in session.scalars(every_meeting().order_by(Meeting.held_on)):
        steps = quarter(meeting, policy)
        freezes = steps.freezes_at.astimezone(policy.zone)
        days: dict[str, date | None] = {"meeting": meeting.held_on, "paper": meeting.paper_due_on}
        if person.is_coordinator:
            days |= {
                "last_call": steps.last_call_on,
                "preview": steps.preview_on,
                "cut_off": freezes.date(),
                "summary": steps.summary_on,
            }
        facts = {"held_on": meeting.held_on, "cut_off_on": meeting.cut_off_on, "hour": f"{freezes:%H:%M}"}
        for name, on in days.items():
            if on is None:
                continue
            note = calendar_words(f"{name}_note", **facts) if name in ("meeting", "cut_off") else None
            if note and name == "cut_off" and on > meeting.paper_due_on:
                note = f"{note} {calendar_words('cut_off_late', due=meeting.paper_due_on)}"
            uid = f"{name.replace('_', '-')}-{meeting.id}@reckoner"
            yield CalendarEntry(uid, on, calendar_words(name, **facts), moves=meeting.revision, note=note)


def _items(session: Session, person: Person) -> Iterator[CalendarEntry]:
    items = [each for each in queries.items_of(session, queries.of_person(person.id)) if each.for_force]
    changed = last_recorded(session, [item.id for item in items])
    for item in items:
        if item.review_due_on is not None:
            yield _review(item, item.review_due_on, changed.get(item.id))
        if item.deadline_on is not None and item.status in OUTSTANDING:
            yield CalendarEntry(
                f"deadline-{item.code_number.lower()}@reckoner",
                item.deadline_on,
                calendar_words("deadline", reference=item.reference, report=_report(item)),
                note=_original(item),
                moves=item.deadline_moves,
                changed_at=changed.get(item.id),
                private=True,
            )


def _review(item: Recommendation, due_on: date, changed_at: datetime | None) -> CalendarEntry:
    number = review_number(item.review_anchor_on, due_on)
    return CalendarEntry(
        f"review-{item.code_number.lower()}-{number}@reckoner",
        due_on,
        calendar_words("review", reference=item.reference, report=_report(item)),
        changed_at=changed_at,
        private=True,
        note=calendar_words("review_note", reference=item.reference),
    )


def _original(item: Recommendation) -> str | None:
    """Return the sentence on the date first set, where the deadline is on another day by now."""
    first = item.original_deadline_on
    if first is None or first == item.deadline_on:
        return None
    return calendar_words("deadline_note", agreed=item.deadline_on, original=first)


def _report(item: Recommendation) -> str:
    return short(item.report.title, LONGEST_TITLE)


def _event(entry: CalendarEntry, at: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + ONE_DAY)
    event.add("summary", entry.title)
    if entry.note:
        event.add("description", entry.note)
    event.add("sequence", entry.moves)
    if entry.changed_at is not None:
        event.add("last-modified", entry.changed_at.replace(microsecond=0))
    event.add("class", "PRIVATE" if entry.private else "PUBLIC")
    event.add("transp", "TRANSPARENT")
    return event
