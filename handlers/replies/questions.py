"""A reply's words passed on to a colleague, and the answer brought back."""

from sqlalchemy.orm import Session

from handlers.replies.intents import may_be_asked
from handlers.request import Request
from models.ledger.event import EventKind
from models.outbox import outbox
from models.outbox.subjects import OutboxQuestion, question_of
from models.people.person import Person
from models.queries import statements
from models.refusals.progress import MayNotBeAsked
from models.register import access
from models.statements.statement import Statement
from templates.messages.questions import Question, QuestionAnswered
from templates.presenters.rows import row, who
from templates.redrawing import question_answered
from templates.serialization import freeze


def pass_on(session: Session, request: Request, statement: Statement, person: Person) -> None:
    """Send the words of `statement` to `person` once; the ledger is told who was asked. Raises MayNotBeAsked."""
    item = statement.items[0]
    if not may_be_asked(session, person, statement, request.policy):
        raise MayNotBeAsked(name=person.name, reference=item.reference)
    question = Question(
        by=who(statement.by),
        to=who(person),
        row=row(item, request.today),
        text=statement.text,
        today=request.today,
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
            OutboxQuestion(
                outbox_message_id=number,
                statement=statement,
                channel=request.place.channel,
                thread=request.place.thread or request.place.message,
            )
        )
    item.note(EventKind.QUESTION_PASSED_ON, request.act, statement=statement.id, to=person.name)


def answer_question(session: Session, request: Request, statement: Statement) -> None:
    """Where `statement` was written in the thread of a question, tell the one who asked.

    They are given the words only as far as they may read what is recorded for the item.
    """
    place = request.place
    begun = statements.posted_message(session, place.channel, place.thread) if place.thread else None
    question = question_of(session, begun) if begun else None
    if begun is None or question is None or begun.person_id != request.who.id:
        return
    item = statement.items[0]
    may_read = access.may_read(session, question.statement.by, item, request.policy)
    text = statement.text if may_read else None
    answer = QuestionAnswered(who(request.who), row(item, request.today), text, request.today)
    outbox.enqueue(
        session,
        f"question answered:{statement.id}",
        freeze(answer),
        request.at,
        channel=question.channel,
        thread=question.thread,
    )
    question.answered_at = question.answered_at or request.at
    key = f"question answered:{begun.id}:{statement.id}"
    outbox.redraw(session, begun, key, question_answered(begun.content), request.at)
