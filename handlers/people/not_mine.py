"""*Not mine*: an owner says that an item is not theirs, and a coordinator decides."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.arguments import item_and_rest
from handlers.notifications import tell_each
from handlers.replies.record import check_may_record
from handlers.replies.reminders import show_disowned
from handlers.request import Request
from handlers.roles import coordinators_only
from models.deadlines.extensions import check_reason
from models.outbox import outbox, subjects
from models.outbox.message import MessageKind
from models.people.person import Person
from models.queries import items
from models.refusals.leave import NotDisowned
from models.refusals.people import NotYours
from models.register.recommendation import Recommendation
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.not_mine import Disowned, KeepForm, Kept, NotMineForm
from templates.presenters.rows import row, who
from templates.redrawing import disowning_settled
from templates.serialization import freeze


def not_mine(session: Session, request: Request) -> Message:
    """Take note that the item is not the asker's, for the reason after the reference; without one, give the form.

    Raises ReferenceMissing, NoSuchItem, NotYours, NobodyOwnsIt or AlreadyDisowned.
    """
    item, reason = item_and_rest(session, request.words, "notmine")
    _check_theirs(request, item)
    return disown(session, request, item, reason) if reason else NotMineForm(row(item, request.today))


def open_form(session: Session, request: Request) -> Message:
    """Return the form for the item that the button names. Raises NotYours."""
    return NotMineForm(row(_theirs(session, request), request.today))


def take_form(session: Session, request: Request) -> Message:
    """Take note that the item is not the asker's, for the reason in the form. Raises ReasonMissing there."""
    return disown(session, request, _theirs(session, request), request.filled("reason"))


def keep(session: Session, request: Request) -> Message:
    """Settle that the item stays with its owner, for the reason after the reference; without one, give the form.

    Raises CoordinatorsOnly, ReferenceMissing, NoSuchItem or NotDisowned.
    """
    coordinators_only(session, request)
    item, reason = item_and_rest(session, request.words, "keep")
    return _keep(session, request, item, reason) if reason else _keep_form(request, item)


def open_keep_form(session: Session, request: Request) -> Message:
    """Return the form for the item that the button names. Raises CoordinatorsOnly or NotDisowned."""
    coordinators_only(session, request)
    return _keep_form(request, items.item_by_reference(session, request.words))


def take_keep_form(session: Session, request: Request) -> Message:
    """Settle that the item stays with its owner. Raises CoordinatorsOnly, ReasonMissing or NotDisowned."""
    coordinators_only(session, request)
    return _keep(session, request, items.item_by_reference(session, request.words), request.filled("reason"))


def show_settled(session: Session, item: Recommendation, by: Person, at: datetime) -> None:
    """Say in every coordinator's message that it has been settled whose `item` is, and `by` whom."""
    owner = who(item.owner) if item.owner else None
    for told in subjects.unanswered(session, item, MessageKind.DISOWNED):
        told.answered_at = at
        settled = disowning_settled(told.outbox_message.content, who(by), owner)
        outbox.redraw(session, told.outbox_message, f"settled:{told.outbox_message_id}", settled, at)


def check_answers_for(request: Request, item: Recommendation) -> None:
    """Raise NotYours unless the asker answers for `item`: nobody else says that it is not theirs."""
    if not request.who.answers_for(item):
        raise NotYours(reference=item.reference, owner=item.owner.name if item.owner else "nobody yet")


def disown(session: Session, request: Request, item: Recommendation, reason: str) -> Message:
    """Take note that `item` is not the asker's, and tell the coordinators. Raises ReasonMissing."""
    check_reason(reason, "notmine", item)
    item.disown(reason, request.act)
    session.flush()
    message = Disowned(row(item, request.today), who(request.who), reason, request.today)
    topic = f"disowned:{item.id}:{request.source}"
    tell_each(session, request, items.coordinators(session), topic, message, [item])
    show_disowned(session, item, request)
    return Acknowledged("not_mine_noted", {"reference": item.reference})


def _keep(session: Session, request: Request, item: Recommendation, reason: str) -> Message:
    check_reason(reason, "keep", item)
    item.keep(request.act, reason=reason)
    session.flush()
    owner = item.owner
    if owner is not None and owner.reachable:
        message = Kept(row(item, request.today), who(request.who), reason, request.today)
        outbox.enqueue(session, f"kept:{item.id}:{request.source}", freeze(message), request.at, person=owner)
    show_settled(session, item, request.who, request.at)
    show_disowned(session, item, request)
    return Acknowledged("kept", {"reference": item.reference, "owner": owner.name if owner else ""})


def _keep_form(request: Request, item: Recommendation) -> KeepForm:
    if item.disowned_on is None:
        raise NotDisowned(reference=item.reference)
    return KeepForm(row(item, request.today))


def _theirs(session: Session, request: Request) -> Recommendation:
    """Return the item that a button or a form names, if the asker answers for it."""
    item = items.item_by_reference(session, request.words)
    _check_theirs(request, item)
    return item


def _check_theirs(request: Request, item: Recommendation) -> None:
    """Raise NotYours unless the asker answers for it: a coordinator who does not says nothing for its owner."""
    check_may_record(request, item)
    check_answers_for(request, item)
