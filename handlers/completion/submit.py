"""Handing an item in for checking, by command or form; and telling those who check it."""

from sqlalchemy.orm import Session

from handlers.arguments import item_and_rest
from handlers.notifications import tell_each
from handlers.replies.intents import kind_of
from handlers.replies.record import attached, check_may_record
from handlers.replies.reminders import show_answered
from handlers.request import Ask
from models.completion.checking import check_of
from models.completion.finishing import submit as hand_in
from models.queries import items, statements
from models.register.recommendation import Recommendation
from models.statements.recording import Said, quiet, record
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.finishing import SubmitForm
from templates.presenters.completion import submission
from templates.presenters.rows import row


def submit(session: Session, ask: Ask) -> Message:
    """Hand in the item that the words name; what stands after it is recorded with it.

    Raises ReferenceMissing, NoSuchItem, NotYours, EvidenceMissing, ChildrenFirst or what else submit refuses.
    """
    item, words = item_and_rest(session, ask.words, "submit")
    return hand_in_with(session, ask, item, words)


def open_submit_form(session: Session, ask: Ask) -> Message:
    """Return the form in which the item that the button names is handed in."""
    item = items.item_by_reference(session, ask.words)
    check_may_record(ask, item)
    return SubmitForm(row(item, ask.today), ask.today)


def take_submit_form(session: Session, ask: Ask) -> Message:
    """Hand in the item of the form, with what was written and the files."""
    return hand_in_with(session, ask, items.item_by_reference(session, ask.words), ask.filled("text"))


def hand_in_with(session: Session, ask: Ask, item: Recommendation, words: str) -> Acknowledged:
    """Record `words` and the files that came for `item`, if any, hand it in, and tell those who check it."""
    check_may_record(ask, item)
    if (words or ask.files) and statements.statement_from(session, ask.source) is None:
        said = Said(ask.who, words, ask.source, ask.permalink)
        given = attached(session, ask)
        kind = kind_of(words, (), has_files=bool(given))
        record(session, kind, said, [item], ask.act, given)
    hand_in(session, item, ask.act)
    quiet(session, item, ask.act)
    session.flush()
    show_answered(session, [item], ask, answered=True)
    facts = {
        "reference": item.reference,
        "recorded": "yes" if words or ask.files else "",
        "checkers": ", ".join(tell_checkers(session, ask, item)),
    }
    return Acknowledged("submitted", facts)


def tell_checkers(session: Session, ask: Ask, item: Recommendation) -> tuple[str, ...]:
    """Tell those for whom the next check of `item` is, with its evidence; return their names."""
    check = check_of(session, item, ask.policy)
    people = check.checkers(session)
    others = [person for person in people if person is not ask.who] or people
    key = f"check:{item.id}:{check.number}:{check.passed}"
    return tell_each(session, ask, others, key, submission(session, item, check, ask.today, ask.policy.zone))
