"""A question: a reply's words passed on to a colleague, once its author presses; and the answer brought back."""

from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.request import Request
from models.ledger.event import EventKind
from models.outbox import outbox
from models.outbox.message import OutboxMessage
from models.outbox.subjects import OutboxQuestion, question_of
from models.people.person import Person
from models.policy import Policy
from models.queries import items, statements
from models.queries.numbered import whole
from models.refusals.people import NoSuchPerson, SeveralPeople
from models.refusals.progress import MayNotBeAsked
from models.register import access
from models.reply_parser.asides import asks
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.reply_parser.understand import readings_of
from models.statements.statement import Statement
from templates.messages.questions import Question, QuestionAnswered
from templates.messages.replies import Fate, Proposal
from templates.presenters.rows import row, who
from templates.redrawing import question_answered
from templates.serialization import freeze
from templates.who import Who

MOST_WORDS_OF_A_NAME: Final = 4

_PASSED_ON = (
    select(OutboxMessage)
    .join(OutboxQuestion, OutboxQuestion.outbox_message_id == OutboxMessage.id)
    .where(OutboxQuestion.statement_id == bindparam("statement"))
    .order_by(OutboxMessage.id)
)


def propose(session: Session, statement: Statement, reading: ReplyReading, policy: Policy) -> Proposal:
    """Return the offer to pass the words on, or that the person who is named cannot be asked."""
    person = _person_asked(session, reading.asked or "")
    if person is None or not _may_be_asked(session, person, statement, policy):
        return Proposal(ItemIntent.ASK, Fate.CANNOT, asked=who(person) if person else None)
    return Proposal(ItemIntent.ASK, asked=who(person), asked_number=person.id)


def take_up(session: Session, request: Request, statement: Statement, _: ReplyReading, value: str) -> str:
    """Pass the words on to the person with the number `value`; return their name.

    Raises NoSuchPerson or MayNotBeAsked.
    """
    person = items.person_by_id(session, whole(value) or 0)
    _pass_on(session, request, statement, person)
    return person.name


def ask_coordinators(session: Session, request: Request, statement: Statement) -> None:
    """Pass on to the coordinators what a reply asks, unless it wants something else, or answers somebody.

    The answer comes back to its author.
    """
    wants = readings_of(statement)
    if statement.is_reply and not wants and asks(statement.text) and not _answers(session, request):
        for person in items.coordinators(session):
            if _may_be_asked(session, person, statement, request.policy):
                _pass_on(session, request, statement, person)


def asked_about(session: Session, statement: Statement) -> tuple[Who, ...]:
    """Return who was asked what `statement` asks."""
    told = session.scalars(_PASSED_ON, {"statement": statement.id})
    return tuple(who(each.person) for each in told if each.person is not None)


def is_answer(session: Session, statement: Statement) -> bool:
    """Whether `statement` was passed on to somebody who had asked."""
    return outbox.has(session, _answer_key(statement))


def _answers(session: Session, request: Request) -> bool:
    begun = statements.posted_message(session, request.place.thread) if request.place.thread else None
    return begun is not None and begun.person_id == request.who.id and question_of(session, begun) is not None


def _answer_key(statement: Statement) -> str:
    return f"question answered:{statement.id}"


def answer_question(session: Session, request: Request, statement: Statement) -> None:
    """Where `statement` was written in the thread of a question, tell the one who asked.

    They are given the words only as far as they may read what is recorded for the item. Whoever else was asked the
    same sees that it has been answered.
    """
    begun = statements.posted_message(session, request.place.thread) if request.place.thread else None
    question = question_of(session, begun) if begun else None
    if begun is None or question is None or begun.person_id != request.who.id:
        return
    item = statement.items[0]
    may_read = access.may_read(session, question.statement.by, item, request.policy)
    text = statement.text if may_read else None
    answer = QuestionAnswered(who(request.who), row(item, request.today), text, request.today)
    outbox.enqueue(
        session,
        _answer_key(statement),
        freeze(answer),
        request.at,
        person=None if question.conversation else question.statement.by,
        conversation=question.conversation,
        thread=question.began_with,
    )
    same = select(OutboxQuestion).where(OutboxQuestion.statement_id == question.statement_id)
    for each in session.scalars(same).all():
        each.answered_at = each.answered_at or request.at
        told = session.get_one(OutboxMessage, each.outbox_message_id)
        key = f"question answered:{told.id}:{statement.id}"
        outbox.redraw(session, told, key, question_answered(told.content, answer.by), request.at)


def _pass_on(session: Session, request: Request, statement: Statement, person: Person) -> None:
    """Send the words of `statement` to `person` once; the ledger is told who was asked. Raises MayNotBeAsked."""
    item, place = statement.items[0], request.place
    is_their_own = person.answers_for(item)
    if not _may_be_asked(session, person, statement, request.policy):
        raise MayNotBeAsked(name=person.name, reference=item.reference)
    question = Question(
        by=who(statement.by),
        to=who(person),
        row=row(item, request.today),
        text=statement.text,
        today=request.today,
        is_recorded=is_their_own,
    )
    number = outbox.enqueue(
        session,
        f"question:{statement.id}:{person.id}",
        freeze(question),
        request.at,
        person=person,
        items=[item],
    )
    if number is not None:
        session.add(
            OutboxQuestion.asked(number, statement, place.conversation, place.thread or place.message)
        )
    item.note(EventKind.QUESTION_PASSED_ON, request.act, statement=statement.id, to=person.name)


def _may_be_asked(session: Session, person: Person, statement: Statement, policy: Policy) -> bool:
    """Whether `person` may read what was recorded for the item, and can be reached."""
    item = statement.items[0]
    is_another = person.reachable and person.id != statement.by_id
    return is_another and access.may_read(session, person, item, policy)


def _person_asked(session: Session, asked: str) -> Person | None:
    """Return the person whom `asked` begins with, the longest name first, or None if none or several fit."""
    words = asked.split()
    for number in range(min(MOST_WORDS_OF_A_NAME, len(words)), 0, -1):
        try:
            return items.person_by_name(session, " ".join(words[:number]).rstrip(".,;:!?"))
        except (NoSuchPerson, SeveralPeople):
            continue
    return None
