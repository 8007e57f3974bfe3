"""What the committee itself asked for at a meeting: recorded, listed, answered and closed."""

import re
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from handlers.arguments import day_ahead
from handlers.form_values import day
from handlers.notifications import coordinators_but, tell_each
from handlers.people.resolve_user import person_chosen, person_named
from handlers.request import Request
from handlers.roles import coordinators_only
from models.committee import figures
from models.committee.action import CommitteeAction, action_called, open_actions, record_action
from models.dates.relative import RequestedDay
from models.people.person import Person
from models.refusals.committee import ActionUnreadable, NotYourAction
from models.refusals.leavers import ReceiverMissing
from templates.filters import day as in_words
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.committee_actions import (
    ActionAnswerForm,
    ActionForm,
    ActionGiven,
    CommitteeActions,
)
from templates.presenters.committee_actions import action_row
from templates.presenters.rows import who

_NAMED: Final = re.compile(r"(A\d+)\b[\s:,]*(.*)", re.IGNORECASE | re.DOTALL)
_NEW: Final = re.compile(r"(?P<owner>\S.*?)\sby\s(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
USUAL_TIME: Final = timedelta(weeks=10)
"""What the form offers for an answer: in time for the paper of the next quarter."""


def action(session: Session, request: Request) -> Message:
    """List the open actions; or answer one, `A3 words`; or record one, `@person by 31 March: words`.

    Raises NoSuchAction, CoordinatorsOnly, ActionUnreadable, or what the verbs raise.
    """
    words = request.words.strip()
    if not words:
        return _listed(session, request)
    named = _NAMED.fullmatch(words)
    if named is not None:
        return _answer(session, request, action_called(session, named[1]), named[2])
    coordinators_only(session, request)
    new = _NEW.fullmatch(words)
    found = day_ahead(new["rest"].strip(), RequestedDay(request.today)) if new else None
    if new is None or found is None:
        raise ActionUnreadable
    owner = person_named(session, request, new["owner"].strip())
    return _record(session, request, found.rest, owner, _last_met(session, request), found.on)


def open_new(session: Session, request: Request) -> Message:
    """Return the form in which an action is recorded. Raises CoordinatorsOnly."""
    coordinators_only(session, request)
    return ActionForm(_last_met(session, request), request.today + USUAL_TIME)


def take_new(session: Session, request: Request) -> Message:
    """Record the action that was filled into the form. Raises CoordinatorsOnly, or what is wrong at its field."""
    coordinators_only(session, request)
    if not request.filled("owner"):
        raise ReceiverMissing(at_field="owner")
    owner = person_chosen(session, request, request.filled("owner"), "owner")
    asked_on = day(request.filled("asked_on"), field="asked_on")
    due_on = day(request.filled("due_on"), field="due_on")
    return _record(session, request, request.filled("text"), owner, asked_on, due_on)


def open_answer(session: Session, request: Request) -> Message:
    """Return the form in which the action that is named is answered. Raises NoSuchAction or NotYourAction."""
    return _answer_form(request, action_called(session, request.words))


def take_answer(session: Session, request: Request) -> Message:
    """Answer the action with what was filled in. Raises NoSuchAction, or what the verb raises."""
    return _answer(session, request, action_called(session, request.words), request.filled("text"))


def close(session: Session, request: Request) -> Message:
    """Close the action that is named. Raises CoordinatorsOnly, NoSuchAction, or what the verb raises."""
    coordinators_only(session, request)
    found = action_called(session, request.words)
    found.close(session, request.who, request.act)
    return Acknowledged("action_closed", {"reference": found.reference})


def _listed(session: Session, request: Request) -> CommitteeActions:
    found = open_actions(session)
    mine = {each.id for each in found if each.may_be_answered_by(request.who)}
    return CommitteeActions(
        request.today,
        tuple(action_row(each, request.policy, reads_answer=each.id in mine) for each in found),
        frozenset(each.reference for each in found if each.id in mine),
        keeps=request.who.is_coordinator,
    )


def _record(
    session: Session, request: Request, words: str, owner: Person, asked_on: date, due_on: date
) -> Message:
    made = record_action(session, words, owner, asked_on, due_on, request.act, request.policy)
    given = ActionGiven(action_row(made, request.policy), who(request.who), request.today)
    told = (
        tell_each(session, request, (owner,), f"action:{made.id}", given) if owner is not request.who else ()
    )
    facts = {"reference": made.reference, "owner": owner.name, "due": in_words(due_on)}
    cannot = {} if told or owner is request.who else {"cannot": owner.name}
    return Acknowledged("action_recorded", facts | cannot)


def _answer(session: Session, request: Request, found: CommitteeAction, words: str) -> Message:
    if not words:
        return _answer_form(request, found)
    found.reply(session, request.who, words, request.act)
    given = ActionGiven(action_row(found, request.policy), who(request.who), request.today)
    topic = f"action-answer:{found.id}:{request.source}"
    tell_each(session, request, coordinators_but(session, request), topic, given)
    return Acknowledged("action_answered", {"reference": found.reference})


def _answer_form(request: Request, found: CommitteeAction) -> ActionAnswerForm:
    if not found.may_be_answered_by(request.who):
        raise NotYourAction(reference=found.reference, name=found.owner.name)
    return ActionAnswerForm(action_row(found, request.policy), request.today)


def _last_met(session: Session, request: Request) -> date:
    """Return the day of the last meeting up to today; today where none is known."""
    last = figures.last_meeting_before(session, request.today + timedelta(days=1))
    return last.held_on if last else request.today
