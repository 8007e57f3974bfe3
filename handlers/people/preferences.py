"""When somebody may be reminded: their hours, days without reminders, and time zone."""

import re

from sqlalchemy.orm import Session

from handlers.form_values import choice
from handlers.people.people import check_zone, read_hours
from handlers.request import Request
from models.enums import Weekday
from models.refusals.leave import AllDaysQuiet
from models.refusals.people import HoursUnreadable
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.preferences import PreferencesForm

_TYPED = re.compile(
    r"(?P<hours>\d[\d:]{0,9} ?- ?[\d:]+)? ?(?:quiet (?P<quiet>.+?))? ?(?:zone (?P<zone>\S+))?",
    re.IGNORECASE,
)
"""What is typed, with single blanks."""

NO_DAY = "none"
FEWEST_LETTERS = 3


def preferences(session: Session, request: Request) -> Message:
    """Keep what the words say, like `08:00-16:00 quiet Friday zone Europe/London`; without words, give the form.

    Raises HoursUnreadable, NoSuchZone or AllDaysQuiet.
    """
    del session
    if not request.words.strip():
        return PreferencesForm(
            zone=request.who.zone,
            starts=request.who.day_starts,
            ends=request.who.day_ends,
            quiet_days=tuple(day for day in Weekday if day in request.who.quiet_days),
        )
    found = _TYPED.fullmatch(" ".join(request.words.split()))
    if found is None:
        raise HoursUnreadable(hours=request.words.strip())
    quiet = _days_named(found["quiet"]) if found["quiet"] else request.who.quiet_days
    return _keep(request, found["hours"] or _hours(request), quiet, found["zone"] or request.who.zone)


def take_form(session: Session, request: Request) -> Message:
    """Keep what was filled in. Raises HoursUnreadable, NoSuchZone or AllDaysQuiet at the field."""
    del session
    quiet = frozenset(choice(Weekday, each, field="quiet_days") for each in request.chosen("quiet_days"))
    return _keep(
        request, f"{request.filled('starts')}-{request.filled('ends')}", quiet, request.filled("zone")
    )


def _keep(request: Request, hours: str, quiet: frozenset[Weekday], zone: str) -> Message:
    check_zone(zone, field="zone")
    if quiet >= frozenset(Weekday):
        raise AllDaysQuiet
    wanted = read_hours(hours, field="starts")
    request.who.day_starts, request.who.day_ends = wanted.opens, wanted.closes
    request.who.quiet_days, request.who.zone = quiet, zone
    named = ", ".join(day for day in Weekday if day in quiet)
    return Acknowledged("preferences_kept", {"hours": _hours(request), "zone": zone, "quiet": named})


def _hours(request: Request) -> str:
    return f"{request.who.day_starts:%H:%M}-{request.who.day_ends:%H:%M}"


def _days_named(words: str) -> frozenset[Weekday]:
    """Return the days that are named, in full or by their first letters; `none` is none. Raises HoursUnreadable."""
    found = []
    for word in re.split(r"[\s,]+", words.casefold()):
        days = [day for day in Weekday if len(word) >= FEWEST_LETTERS and day.casefold().startswith(word)]
        if word in ("", "and", NO_DAY):
            continue
        if not days:
            raise HoursUnreadable(hours=word)
        found += days
    return frozenset(found)
