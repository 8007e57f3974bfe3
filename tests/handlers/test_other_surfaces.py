"""People of a surface whose ids have another shape: they are heard, recorded and answered as everybody is."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from bot.requests.incoming import IncomingRequest
from handlers.request import Place
from models.address import Account, Conversation, MessageRef
from models.enums import Role, Surface
from models.outbox.message import OutboxMessage, OutboxState
from models.outbox.subjects import OutboxQuestion
from models.people.person import Person
from models.queries import items, statements
from models.statements.statement import Statement
from templates.messages.answers import Acknowledged
from templates.messages.questions import Question, QuestionAnswered
from templates.messages.replies import Fate, Recorded
from tests.factories import Register
from tests.talk import Talk

FARAH = Account(Surface.TEAMS, "9f0c7c5e-3b0a-4c39-9d2f-6f1f6a0d8c11")
CHAT = Conversation(Surface.TEAMS, "19:8d1f0c5a7b@thread.tacv2", is_direct=True)


@dataclass(frozen=True)
class Wrote:
    """A message in Farah's direct conversation; `source` begins in lower case, as no id of Slack's does."""

    number: int

    @property
    def source(self) -> str:
        """What identifies it."""
        return f"chat 7:{self.number}"

    def heard(
        self, words: str, *, version: int | None = None, thread: MessageRef | None = None
    ) -> IncomingRequest:
        """Return it as its surface hears it."""
        message = MessageRef(CHAT, str(1669970400000 + self.number), self.number)
        event = f"{self.source}:{version or 0}"
        return IncomingRequest(FARAH, words, Place(CHAT, thread, message), self.source, event, version)


@pytest.fixture
def hers(register: Register) -> str:
    """An item of somebody who has an account on the other surface alone."""
    with register.database.writing() as session:
        farah = Person(name="Farah Aziz", role=Role.OWNER, surface=FARAH.surface, account=FARAH.id)
        # Somebody of Slack's who happens to have the same id is somebody else.
        session.add_all(
            [farah, Person(name="Nobody Else", role=Role.READER, surface=Surface.SLACK, account=FARAH.id)]
        )
    reference = register.item("1", register_number="10618", owner=None)
    with register.database.writing() as session:
        owner = items.person_by_account(session, FARAH)
        assert owner is not None
        items.item_by_reference(session, reference).assign(owner, register.act)
    return reference


async def test_a_reply_from_another_surface_is_recorded_and_confirmed_there(
    talk: Talk, hers: str, register: Register
) -> None:
    """It is taken as a reply, with what it asks for, and the confirmation waits for the surface it came from."""
    await talk.desk.replies.written(
        Wrote(1).heard(f"{hers}: This is done, the audit of November was signed.")
    )
    with register.database.reading() as session:
        statement = session.scalars(select(Statement)).one()
        assert (statement.is_reply, statement.by.address) == (True, FARAH)
        answer = statements.message_by_key(session, f"answer:{Wrote(1).source}")
        assert answer is not None
        assert (answer.surface, answer.conversation, answer.is_direct) == (Surface.TEAMS, CHAT, True)
    (sent,) = [each for each in (await _sent(talk)) if each.surface is Surface.TEAMS]
    assert sent.posted is not None
    assert sent.posted.conversation == CHAT
    (posted,) = talk.posts(CHAT.id)
    recorded = posted.says(Recorded)
    assert [proposal.fate for proposal in recorded.proposals] == [Fate.OPEN]


async def test_a_bare_no_answers_what_was_asked_there(talk: Talk, hers: str, register: Register) -> None:
    """The latest message of ours in the conversation is known by the surface's own order."""
    await talk.desk.replies.written(
        Wrote(1).heard(f"{hers}: This is done, the audit of November was signed.")
    )
    await talk.rounds.send_and_fetch()
    await talk.desk.replies.written(Wrote(2).heard("no"))
    await talk.rounds.send_and_fetch()
    answer = talk.posts(CHAT.id)[-1].says(Acknowledged)
    assert answer.what == "left_at_that"
    with register.database.reading() as session:
        assert len(session.scalars(select(Statement)).all()) == 1


async def test_of_two_edits_the_later_stands_whatever_came_first(
    talk: Talk, hers: str, register: Register
) -> None:
    """Versions are numbers, so that the tenth is later than the ninth."""
    await talk.desk.replies.written(Wrote(1).heard(f"{hers}: begun"))
    await talk.desk.replies.edited(Wrote(1).heard(f"{hers}: half done", version=10))
    await talk.desk.replies.edited(Wrote(1).heard(f"{hers}: a third done", version=9))
    with register.database.reading() as session:
        assert session.scalars(select(Statement)).one().text == f"{hers}: half done"


async def test_a_question_from_there_is_answered_there(talk: Talk, hers: str, register: Register) -> None:
    """Whoever is asked reads it on their own surface; the answer goes back to where the question was written."""
    await talk.desk.replies.written(Wrote(1).heard(f"{hers}: ask @priya when the audit is signed"))
    await talk.rounds.send_and_fetch()
    await talk.desk.replies.written(Wrote(2).heard("yes"))
    await talk.rounds.send_and_fetch()
    assert len(talk.sees("priya", Question)) == 1
    await talk.writes("priya", "It was signed on Monday.", thread=talk.last("priya"))
    told = await _sent(talk)
    with register.database.reading() as session:
        offered = statements.message_by_key(session, f"answer:{Wrote(1).source}")
        question = session.scalars(select(OutboxQuestion)).one()
        assert offered is not None
        assert (question.conversation, question.began_with) == (CHAT, offered.posted)
    (answer,) = [each for each in told if each.surface is Surface.TEAMS and each.thread is not None]
    assert (answer.conversation, answer.thread, answer.state) == (CHAT, question.thread, OutboxState.SENT)
    assert talk.posts(CHAT.id)[-1].says(QuestionAnswered).text == "It was signed on Monday."


async def _sent(talk: Talk) -> list[OutboxMessage]:
    await talk.rounds.send_and_fetch()
    with talk.database.reading() as session:
        return list(session.scalars(select(OutboxMessage)))
