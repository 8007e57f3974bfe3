"""A reply's words passed on to a colleague, and the answer brought back."""

from dataclasses import replace

from sqlalchemy.orm import Session

from handlers.replies.intents import may_be_asked
from handlers.request import Request
from models.ledger.event import EventKind
from models.outbox import outbox
from models.people.person import Person
from models.queries import items, statements
from models.refusals.progress import MayNotBeAsked
from models.register import access
from models.statements.statement import Statement
from templates.messages.questions import Question, QuestionAnswered
from templates.presenters.rows import row, who
from templates.serialization import freeze, thaw


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
        channel=request.place.channel,
        thread=request.place.thread or request.place.message,
    )
    outbox.tell(session, f"question:{statement.id}:{person.id}", freeze(question), request.at, person=person)
    item.note(EventKind.QUESTION_PASSED_ON, request.act, statement=statement.id, to=person.name)


def answer_question(session: Session, request: Request, statement: Statement) -> None:
    """Where `statement` was written in the thread of a question, tell the one who asked.

    They are given the words only as far as they may read what is recorded for the item.
    """
    place = request.place
    begun = statements.notice_posted(session, place.channel, place.thread) if place.thread else None
    question = thaw(begun.message) if begun else None
    if begun is None or not isinstance(question, Question) or begun.person_id != request.who.id:
        return
    item = statement.items[0]
    asker = items.person_by_account(session, question.by.account or "")
    may_read = asker is not None and access.may_read(session, asker, item, request.policy)
    text = statement.text if may_read else None
    answer = QuestionAnswered(who(request.who), row(item, request.today), text, request.today)
    outbox.tell(
        session,
        f"question answered:{statement.id}",
        freeze(answer),
        request.at,
        channel=question.channel,
        thread=question.thread,
    )
    begun.message = freeze(replace(question, answered=True))
    outbox.tell(session, f"{begun.key}:answered:{statement.id}", begun.message, request.at, replaces=begun)
