"""Handing an item in for checking, by command or form; and telling those who check it."""

from datetime import date

from sqlalchemy.orm import Session

from handlers import form_values
from handlers.arguments import day_of_effect, item_and_rest
from handlers.notifications import tell_each
from handlers.replies.record import attached, check_may_record
from handlers.replies.reminders import show_answered
from handlers.request import Request
from models.completion.checking import check_of
from models.completion.finishing import submit as hand_in
from models.queries import items, statements
from models.register.recommendation import Recommendation
from models.reply_parser.understand import kind_of
from models.statements.recording import RecordedStatement, quiet, record
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.completion import SubmitForm
from templates.presenters.completion import submission
from templates.presenters.rows import row


def submit(session: Session, request: Request) -> Message:
    """Hand in the item that the words name; what stands after it is recorded with it.

    Raises ReferenceMissing, NoSuchItem, NotYours, EvidenceMissing, ChildrenFirst or what else submit refuses.
    """
    item, rest = item_and_rest(session, request.words, "submit")
    on, words = day_of_effect(rest, request.today, alone=True)
    return hand_in_with(session, request, item, words, on)


def open_submit_form(session: Session, request: Request) -> Message:
    """Return the form in which the item that the button names is handed in."""
    item = items.item_by_reference(session, request.words)
    check_may_record(request, item)
    return SubmitForm(row(item, request.today), request.today)


def take_submit_form(session: Session, request: Request) -> Message:
    """Hand in the item of the form, with what was written and the files."""
    item = items.item_by_reference(session, request.words)
    return hand_in_with(session, request, item, request.filled("text"), form_values.day_filled(request, "on"))


def hand_in_with(
    session: Session, request: Request, item: Recommendation, words: str, on: date | None = None
) -> Acknowledged:
    """Record `words` and the files that came for `item`, if any, hand it in, and tell those who check it.

    It was handed in on the local date `on`, else today.
    """
    check_may_record(request, item)
    if (words or request.files) and statements.statement_from(session, request.source) is None:
        said = RecordedStatement(request.who, words, request.source, request.permalink)
        given = attached(session, request)
        kind = kind_of(words, (), has_files=bool(given))
        record(session, kind, said, [item], request.act, given)
    hand_in(session, item, request.act.effective(on))
    quiet(session, item, request.act)
    session.flush()
    show_answered(session, [item], request, answered=True)
    facts = {
        "reference": item.reference,
        "recorded": "yes" if words or request.files else "",
        "checkers": ", ".join(tell_checkers(session, request, item)),
    }
    return Acknowledged("submitted", facts)


def tell_checkers(session: Session, request: Request, item: Recommendation) -> tuple[str, ...]:
    """Tell those for whom the next check of `item` is, with its evidence; return their names."""
    check = check_of(session, item, request.policy)
    people = check.checkers(session)
    others = [person for person in people if person is not request.who] or people
    key = f"check:{item.id}:{check.number}:{check.passed}"
    return tell_each(
        session, request, others, key, submission(session, item, check, request.today, request.policy.zone)
    )
