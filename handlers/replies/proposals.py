"""What a reply wants of an item besides being recorded: what is offered of it, and what taking that up does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from handlers.replies import ask, done, more_time, not_mine, rag
from handlers.request import Request
from models.policy import Policy
from models.reply_parser.intents import ItemIntent, ReplyReading
from models.reply_parser.settling import settled
from models.reply_parser.understand import readings_of
from models.statements.statement import Statement
from templates.messages import FormMessage
from templates.messages.replies import Fate, Proposal


@dataclass(frozen=True)
class ItemAction:
    """What is done about one thing that is wanted.

    `propose` returns what is offered, or None where there is nothing to offer as things stand. `take_up` does it,
    given what the button carries, and returns what came of it in words, or the form that asks for the rest.
    """

    propose: Callable[[Session, Statement, ReplyReading, Policy], Proposal | None]
    take_up: Callable[[Session, Request, Statement, ReplyReading, str], str | FormMessage]


ACTIONS: Final[Mapping[ItemIntent, ItemAction]] = {
    ItemIntent.RAG: ItemAction(rag.propose, rag.take_up),
    ItemIntent.DONE: ItemAction(done.propose, done.take_up),
    ItemIntent.MORE_TIME: ItemAction(more_time.propose, more_time.take_up),
    ItemIntent.NOT_MINE: ItemAction(not_mine.propose, not_mine.take_up),
    ItemIntent.ASK: ItemAction(ask.propose, ask.take_up),
}


def proposals_of(session: Session, statement: Statement, policy: Policy) -> tuple[Proposal, ...]:
    """Return what `statement` was read to want, with what became of it.

    A colour that was set is told as one that the statement judges, and not here.
    """
    done = settled(statement)
    taken_up = [
        Proposal(intent, Fate.TAKEN_UP, now=now)
        for intent, now in done.items()
        if now is not None and intent is not ItemIntent.RAG
    ]
    declined = [Proposal(intent, Fate.DECLINED) for intent, now in done.items() if now is None]
    read_now = [
        proposal
        for reading in readings_of(statement)
        if reading.intent not in done
        and (proposal := ACTIONS[reading.intent].propose(session, statement, reading, policy)) is not None
    ]
    return (*taken_up, *read_now, *declined[:1])
