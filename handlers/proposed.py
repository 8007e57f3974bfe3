"""What was read in a reply and waits for a press: each is taken up by its own button, or all are declined."""

from sqlalchemy.orm import Session

from handlers.ask import Ask
from handlers.questions import pass_on
from handlers.record import check_may_record, said_back
from handlers.understood import proposals_of, readings_of
from models import queries
from models.refusals import NoSuchStatement, NotTakenUp
from models.statement import Statement
from models.understanding.reading import Intent, Reading
from models.understanding.settling import settle, settled
from templates.messages import Fate, Message


def decline(session: Session, ask: Ask) -> Message:
    """Leave it at what was recorded: nothing that was read is taken up. Raises NoSuchStatement or NotYours."""
    statement, _ = _pressed(session, ask)
    for proposal in proposals_of(session, statement):
        if proposal.fate is Fate.OPEN:
            settle(session, statement, statement.items[0], proposal.intent, None)
    return said_back(session, statement, ask)


def ask_person(session: Session, ask: Ask) -> Message:
    """Pass the words on to the person whom the button names.

    Raises NoSuchStatement, NotYours, NotTakenUp, NoSuchPerson or MayNotBeAsked.
    """
    statement, number = _pressed(session, ask)
    if _open(session, statement, Intent.ASK):
        person = queries.person_by_id(session, int(number) if number.isdecimal() else 0)
        pass_on(session, ask, statement, person)
        settle(session, statement, statement.items[0], Intent.ASK, person.name)
    return said_back(session, statement, ask)


def _pressed(session: Session, ask: Ask) -> tuple[Statement, str]:
    number, _, what = ask.words.partition(":")
    statement = session.get(Statement, int(number)) if number.isdecimal() else None
    if statement is None:
        raise NoSuchStatement
    check_may_record(ask, statement.items[0])
    return statement, what


def _open(session: Session, statement: Statement, intent: Intent) -> Reading | None:
    """Return what was read, or None if it has been settled. Raises NotTakenUp where the words say it no longer."""
    if intent in settled(session, statement):
        return None
    found = next((each for each in readings_of(statement) if each.intent is intent), None)
    if found is None or not statement.stands:
        raise NotTakenUp
    return found
