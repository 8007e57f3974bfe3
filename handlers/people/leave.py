"""Leave: entering it, seeing it, and calling it off."""

import re
from datetime import date

from sqlalchemy.orm import Session

from handlers.arguments import day_ahead
from handlers.form_values import chosen_person, day
from handlers.request import Request
from handlers.roles import coordinators_only
from models.dates.relative import RequestedDay
from models.outbox import outbox
from models.people.absence import Absence, enter, leave_of, standing_in_topic
from models.people.person import Person
from models.queries import items, statements
from models.queries.numbered import numbered
from models.refusals.leave import LeaveUnreadable, NoSuchLeave
from templates.messages import Message
from templates.messages.leave import Leave, LeaveForm, LeaveRow, StandingIn
from templates.presenters.rows import who
from templates.serialization import freeze

_WHOSE = re.compile(r"for (?P<whose>.+?)(?: (?=\d)|$)(?P<rest>.*)", re.IGNORECASE)
_UNTIL = re.compile(r" ?(?:to|until|till|-) ?", re.IGNORECASE)
_DEPUTY = re.compile(r",? ?deputy (?P<deputy>.+)", re.IGNORECASE)


def leave(session: Session, request: Request) -> Message:
    """Enter the leave that the words give, or show what is entered; coordinators may do both for others.

    Raises CoordinatorsOnly, LeaveUnreadable, DateUnreadable, SeveralDays, NoSuchPerson, SeveralPeople, or what
    `enter` raises.
    """
    whose, words = request.who, " ".join(request.words.split())
    if for_other := _WHOSE.fullmatch(words):
        coordinators_only(session, request)
        whose, words = items.person_by_name(session, for_other["whose"]), for_other["rest"]
    if not words:
        return _shown(session, request, whose)
    starts_on = request.today
    if not _UNTIL.match(words):
        starts_on, words = _day(words, request.today)
    ends_on = starts_on
    if until := _UNTIL.match(words):
        ends_on, words = _day(words[until.end() :], starts_on)
    named = _DEPUTY.fullmatch(words)
    if words and named is None:
        raise LeaveUnreadable
    deputy = items.person_by_name(session, named["deputy"]) if named else None
    return _shown(session, request, whose, enter(session, whose, starts_on, ends_on, deputy, request.act))


def _day(words: str, today: date) -> tuple[date, str]:
    """Return the day with which `words` begin, `today` or later if it has no year, and the rest."""
    named = day_ahead(words, RequestedDay(today, today_counts=True, only_days=True))
    if named is None:
        raise LeaveUnreadable
    return named.on, named.rest


def open_form(session: Session, request: Request) -> Message:
    """Return the form in which leave is entered."""
    del session
    return LeaveForm(request.today, for_others=request.who.is_coordinator)


def take_form(session: Session, request: Request) -> Message:
    """Enter the leave that was filled in. Raises what `leave` raises, at the fields."""
    whose = request.who
    if request.filled("whose"):
        coordinators_only(session, request)
        whose = chosen_person(session, request.account(request.filled("whose")), field="whose")
    starts_on = day(request.filled("starts_on"), field="starts_on")
    ends_on = day(request.filled("ends_on"), field="ends_on")
    deputy = (
        chosen_person(session, request.account(request.filled("deputy")), field="deputy")
        if request.filled("deputy")
        else None
    )
    return _shown(session, request, whose, enter(session, whose, starts_on, ends_on, deputy, request.act))


def enter_named(session: Session, request: Request) -> Message:
    """Enter the asker's own leave that a button names, like `2022-12-19:2023-01-06`. Raises what `enter` raises."""
    first, _, last = request.words.partition(":")
    starts_on, ends_on = day(first, field="starts_on"), day(last, field="ends_on")
    return _shown(
        session, request, request.who, enter(session, request.who, starts_on, ends_on, None, request.act)
    )


def call_off(session: Session, request: Request) -> Message:
    """Call off the leave that the button names. Raises NoSuchLeave, or LeaveAlreadyOver."""
    absence = numbered(session, Absence, request.words)
    if absence is None or not (absence.person is request.who or request.who.is_coordinator):
        raise NoSuchLeave
    if absence.call_off(session, request.act):
        _tell_those_who_stood_in(session, request, absence)
    session.flush()
    return _shown(session, request, absence.person)


def _tell_those_who_stood_in(session: Session, request: Request, absence: Absence) -> None:
    """Tell everybody who had been told to stand in that this is over; who has not read it yet is told neither."""
    for outbox_message in statements.told_under(session, standing_in_topic(absence)):
        if (
            not outbox_message.withdraw()
            and outbox_message.person is not None
            and outbox_message.person is not request.who
            and outbox_message.person.reachable
        ):
            over = StandingIn(who(absence.person), absence.ends_on, (), request.today, called_off=True)
            opens_at = outbox_message.person.next_opening(request.at, request.policy.calendar)
            key = f"leave-over:{outbox_message.id}"
            outbox.enqueue(
                session, key, freeze(over), request.at, person=outbox_message.person, sends_at=opens_at
            )


def _shown(session: Session, request: Request, whose: Person, entered: Absence | None = None) -> Leave:
    return Leave(
        whose=who(whose),
        today=request.today,
        rows=tuple(_row(each) for each in leave_of(session, whose, request.today)),
        entered=_row(entered) if entered else None,
        is_own=whose is request.who,
    )


def _row(absence: Absence) -> LeaveRow:
    deputy = who(absence.deputy) if absence.deputy else None
    return LeaveRow(absence.id, absence.starts_on, absence.ends_on, deputy)
