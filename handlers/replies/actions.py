"""What was read in a reply and waits for a press: each is taken up by its own button, or all are declined."""

from sqlalchemy.orm import Session

from handlers.completion.submit import hand_in_with
from handlers.deadlines.extend import tell_deciders
from handlers.people.not_mine import check_answers_for, disown
from handlers.replies.intents import proposals_of, readings_of
from handlers.replies.questions import pass_on
from handlers.replies.record import check_may_record, readable, said_back
from handlers.request import Request
from models.deadlines.extensions import ask_extension
from models.queries import items
from models.queries.numbered import whole
from models.refusals.progress import NotTakenUp
from models.reply_parser.intents import Intent, ReplyReading
from models.reply_parser.settling import settle, settled
from models.statements.statement import Statement
from templates.filters import day
from templates.messages import Message
from templates.messages.deadlines import DateForm
from templates.messages.not_mine import NotMineForm
from templates.messages.replies import Fate
from templates.presenters.rows import row


def decline(session: Session, ask: Request) -> Message:
    """Leave it at what was recorded: nothing that was read is taken up. Raises NoSuchStatement or NotYours."""
    statement, _ = _pressed(session, ask)
    for proposal in proposals_of(session, statement, ask.policy):
        if proposal.fate is Fate.OPEN:
            settle(session, statement, statement.items[0], proposal.intent, None)
    return said_back(session, statement, ask)


def submit(session: Session, ask: Request) -> Message:
    """Hand the item in for checking, as its owner wrote that it is done.

    Raises NoSuchStatement, NotYours, NotTakenUp, or what handing in refuses, such as EvidenceMissing.
    """
    statement, _ = _pressed(session, ask)
    if _open(statement, Intent.DONE):
        item = statement.items[0]
        hand_in_with(session, ask, item, "")
        settle(session, statement, item, Intent.DONE, item.status)
    return said_back(session, statement, ask)


def ask_for_time(session: Session, ask: Request) -> Message:
    """Ask for more time until the day that the button names, for the reason read; without either, the form asks.

    Raises NoSuchStatement, NotYours, NotTakenUp, or what asking for more time refuses.
    """
    statement, day_named = _pressed(session, ask)
    reading = _open(statement, Intent.MORE_TIME)
    if reading is None:
        return said_back(session, statement, ask)
    item = statement.items[0]
    to = next((each for each in reading.days if each.isoformat() == day_named), None)
    if to is None or not reading.reason:
        return DateForm("extend", row(item, ask.today), ask.today, to)
    source = f"read:{statement.id}:{to}"
    request = ask_extension(
        session, item, to, reading.reason, ask.act, policy=ask.policy, source=source, statement=statement
    )
    tell_deciders(session, ask, request)
    settle(session, statement, item, Intent.MORE_TIME, day(to))
    return said_back(session, statement, ask)


def say_not_mine(session: Session, ask: Request) -> Message:
    """Tell the coordinators that the item is not its owner's, for the reason read; without one, the form asks.

    Raises NoSuchStatement, NotYours, NotTakenUp, or what disowning refuses.
    """
    statement, _ = _pressed(session, ask)
    reading = _open(statement, Intent.NOT_MINE)
    if reading is None:
        return said_back(session, statement, ask)
    item = statement.items[0]
    check_answers_for(ask, item)
    if not reading.reason:
        return NotMineForm(row(item, ask.today))
    disown(session, ask, item, reading.reason)
    settle(session, statement, item, Intent.NOT_MINE, reading.reason)
    return said_back(session, statement, ask)


def ask_person(session: Session, ask: Request) -> Message:
    """Pass the words on to the person whom the button names.

    Raises NoSuchStatement, NotYours, NotTakenUp, NoSuchPerson or MayNotBeAsked.
    """
    statement, number = _pressed(session, ask)
    if _open(statement, Intent.ASK):
        person = items.person_by_id(session, whole(number) or 0)
        pass_on(session, ask, statement, person)
        settle(session, statement, statement.items[0], Intent.ASK, person.name)
    return said_back(session, statement, ask)


def _pressed(session: Session, ask: Request) -> tuple[Statement, str]:
    number, _, what = ask.words.partition(":")
    statement = readable(session, ask, number)
    check_may_record(ask, statement.items[0])
    return statement, what


def _open(statement: Statement, intent: Intent) -> ReplyReading | None:
    """Return what was read, or None if it has been settled. Raises NotTakenUp where the words say it no longer."""
    if intent in settled(statement):
        return None
    found = next((each for each in readings_of(statement) if each.intent is intent), None)
    if found is None or not statement.stands:
        raise NotTakenUp
    return found
