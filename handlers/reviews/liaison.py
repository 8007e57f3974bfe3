"""HMICFRS's Force Liaison Lead: asking for help, and recording the meetings of owners with them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from sqlalchemy.orm import Session

from handlers import form_values
from handlers.arguments import item_and_rest, references_and_rest
from handlers.notifications import tell_each
from handlers.replies.record import check_may_record
from handlers.request import Request
from models.dates.relative import read_past_day
from models.outbox import outbox
from models.people.person import Person
from models.queries import items as queries, paging, statements
from models.queries.numbered import numbered
from models.refusals.items import ReferenceMissing
from models.refusals.progress import MeetingUnreadable, NobodyMet, NoSuchRequest
from models.register import access
from models.register.recommendation import Recommendation
from models.reviews import liaising
from models.reviews.liaising import Met
from models.reviews.liaison import HelpRequest, LiaisonMeeting
from templates.messages import Message
from templates.messages.reviews import HelpForm, HelpWanted, Liaison, MeetingForm, MeetingRecorded
from templates.presenters.rows import row, rows, who
from templates.serialization import freeze

A_YEAR = timedelta(days=366)
MOST_MEETINGS = 30
MOST_CHOICES = 25


def ask_fll(session: Session, ask: Request) -> Message:
    """Return the form for the item; or ask for help, where words follow its reference.

    Raises ReferenceMissing, NoSuchItem, NotYours, ItemHasEnded.
    """
    item, asked = item_and_rest(session, ask.words, "ask-fll")
    check_may_record(ask, item)
    if not asked:
        return HelpForm(row(item, ask.today), ask.today, ask.policy.lead_name)
    return _ask_for_help(session, ask, item, asked)


def take_help_form(session: Session, ask: Request) -> Message:
    """Ask for help as was filled into the form. Raises NotYours, ItemHasEnded, or HelpNeedsWords at its field."""
    item = queries.item_by_reference(session, ask.words)
    check_may_record(ask, item)
    return _ask_for_help(session, ask, item, ask.filled("text"))


def help_given(session: Session, ask: Request) -> Message:
    """Close the request for help that the button names. Raises NoSuchRequest or NotYours."""
    request = _request(session, ask, ask.words)
    if liaising.answer_help(request, ask.act):
        _tell_answered(session, ask, request)
    return _as_read_by(ask.who, _wanted(session, request, ask, "coordinator"))


def open_meeting_form(session: Session, ask: Request) -> Message:
    """Return the form for a meeting that answers the request which the button names."""
    request = _request(session, ask, ask.words)
    return _meeting_form(session, ask, [request.recommendation], request.id)


def met(session: Session, ask: Request) -> Message:
    """Return the form for a meeting; or record it, where day and words follow the references.

    Raises NoSuchItem, NotYours, MeetingUnreadable, or what the verb raises.
    """
    references, rest = references_and_rest(ask.words)
    items = _items(session, ask, references)
    if not rest:
        return _meeting_form(session, ask, items, None)
    found = read_past_day(rest, ask.today)
    if found is None:
        raise MeetingUnreadable
    held_on, end = found
    agreed = rest[end:].strip(" ,:;-\n")
    return _meet(session, ask, items, held_on, _lead_name(ask), agreed, None)


def take_meeting_form(session: Session, ask: Request) -> Message:
    """Record the meeting as was filled into the form, and close the request that it answers.

    Raises NoSuchRequest, NotYours, DateUnreadable, or what the verb raises at its field.
    """
    request = _request(session, ask, ask.words) if ask.words else None
    items = _items(session, ask, ask.chosen("items"))
    held_on = form_values.day(ask.filled("held_on"), field="held_on")
    lead = ask.filled("lead") or _lead_name(ask)
    return _meet(session, ask, items, held_on, lead, ask.filled("agreed"), request)


def liaison(session: Session, ask: Request) -> Message:
    """Return the open requests and the meetings of the last year that the asker may see, with their words."""
    requests = [
        _as_read_by(ask.who, _wanted(session, request, ask, "coordinator"))
        for request in liaising.open_requests(session)
        if ask.who.may_meet_about(request.recommendation)
    ]
    meetings = [
        _recorded(session, meeting, ask)
        for meeting in liaising.meetings_since(session, ask.today - A_YEAR, MOST_MEETINGS)
        if ask.who.is_liaison_lead
        or any(access.may_read(session, ask.who, item, ask.policy) for item in meeting.items)
    ]
    return Liaison(ask.today, tuple(requests), tuple(meetings), ask.policy.lead_name)


def _ask_for_help(session: Session, ask: Request, item: Recommendation, text: str) -> HelpWanted:
    request = liaising.ask_for_help(session, item, text, ask.source, ask.act)
    told = _wanted(session, request, ask, "coordinator")
    tell_each(session, ask, queries.coordinators(session), f"help:{request.id}", told)
    if ask.policy.lead_account is not None:
        # The lead need not be known to the register, and is given neither the words nor any right by this.
        account = ask.policy.lead_account
        outbox.enqueue(session, f"help:{request.id}:lead", freeze(_for_lead(told)), ask.at, account=account)
    else:
        tell_each(session, ask, liaising.leads(session), f"help-lead:{request.id}", _for_lead(told))
    return replace(told, reader="asker")


def _tell_answered(session: Session, ask: Request, request: HelpRequest) -> None:
    """Show every coordinator that the request is closed, and tell the one who asked."""
    answered = _wanted(session, request, ask, "coordinator")
    for outbox_message in statements.told_under(session, f"help:{request.id}"):
        if outbox_message.posted != ask.place.message:
            outbox.amend(
                session,
                outbox_message,
                f"help answered:{request.id}:{outbox_message.id}",
                freeze(answered),
                ask.at,
            )
    if request.by_id != ask.who.id and request.by.reachable:
        key, told = f"help answered:{request.id}", replace(answered, reader="asker")
        outbox.enqueue(session, key, freeze(told), ask.at, person=request.by)


def _meet(
    session: Session,
    ask: Request,
    items: Sequence[Recommendation],
    held_on: date,
    lead: str,
    agreed: str,
    request: HelpRequest | None,
) -> MeetingRecorded:
    meeting = liaising.meet(
        session, items, _owner(ask, items, request), Met(held_on, lead, agreed, ask.source), ask.act
    )
    if request is not None and liaising.answer_help(request, ask.act, meeting):
        _tell_answered(session, ask, request)
    if ask.who.is_liaison_lead:
        told = _recorded(session, meeting, ask, reader=meeting.owner)
        tell_each(session, ask, (meeting.owner,), f"met:{meeting.id}", told, items)
    return _recorded(session, meeting, ask)


def _lead_name(ask: Request) -> str:
    return ask.who.name if ask.who.is_liaison_lead else ask.policy.lead_name


def _for_lead(told: HelpWanted) -> HelpWanted:
    return replace(told, reader="lead", text=None)


def _as_read_by(person: Person, told: HelpWanted) -> HelpWanted:
    """Return that help is asked for as `person` reads it: the lead reads no words of owners here."""
    return _for_lead(told) if person.is_liaison_lead else told


def _owner(ask: Request, items: Sequence[Recommendation], request: HelpRequest | None) -> Person:
    """Return who met the lead: whoever records it if they answer for an item, else who asked, else the owner."""
    if any(ask.who.answers_for(item) for item in items):
        return ask.who
    if request is not None:
        return request.by
    owner = next((item.owner for item in items if item.owner is not None), None)
    if owner is None and items and ask.who.is_liaison_lead:
        raise NobodyMet(reference=items[0].reference)
    return owner or ask.who


def _items(session: Session, ask: Request, references: Sequence[str]) -> list[Recommendation]:
    items = [queries.item_by_reference(session, each) for each in dict.fromkeys(references)]
    for item in items:
        if not ask.who.may_meet_about(item):
            check_may_record(ask, item)
    return list(dict.fromkeys(items))


def _meeting_form(
    session: Session, ask: Request, items: Sequence[Recommendation], request: int | None
) -> MeetingForm:
    of = items[0].owner_id if items and items[0].owner_id else ask.who.id
    others = paging.page_of(session, queries.of_person(of), MOST_CHOICES)
    offered = [item for item in dict.fromkeys([*items, *others]) if ask.who.may_meet_about(item)]
    if not offered:
        raise ReferenceMissing(command="met")
    chosen = tuple(item.reference for item in items)
    return MeetingForm(rows(offered, ask.today), chosen, ask.today, _lead_name(ask), request)


def _request(session: Session, ask: Request, number: str) -> HelpRequest:
    request = numbered(session, HelpRequest, number)
    if request is None or not ask.who.may_meet_about(request.recommendation):
        # The same is said where there is none, and where it is not the asker's to know of.
        raise NoSuchRequest
    return request


def _wanted(
    session: Session, request: HelpRequest, ask: Request, reader: Literal["coordinator"]
) -> HelpWanted:
    item, policy = request.recommendation, ask.policy
    answered, helper = request.answered_at, liaising.answered_by(session, request)
    return HelpWanted(
        request=request.id,
        reference=item.reference,
        report=item.report.title,
        by=who(request.by),
        asked_on=policy.today(request.asked_at),
        today=ask.today,
        reader=reader,
        text=request.text,
        lead=policy.lead_name,
        passes_on=policy.lead_account is None and not liaising.leads(session),
        answered_on=policy.today(answered) if answered else None,
        answered_by=who(helper) if helper else None,
    )


def _recorded(
    session: Session, meeting: LiaisonMeeting, ask: Request, reader: Person | None = None
) -> MeetingRecorded:
    """Return the meeting as `reader` may read it, who is the asker unless somebody else is named."""
    # A meeting about several items may be read by whoever may read what is recorded for all of them.
    may_read = access.may_read_agreed(session, reader or ask.who, meeting.items, ask.policy)
    return MeetingRecorded(
        references=tuple(item.reference for item in meeting.items),
        of=who(meeting.owner),
        held_on=meeting.held_on,
        lead=meeting.lead,
        agreed=meeting.agreed if may_read else None,
        by=who(meeting.by),
        today=ask.today,
    )
