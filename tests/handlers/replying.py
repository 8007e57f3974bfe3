"""What conversations in which people reply begin with, and what they leave in the register."""

from sqlalchemy import select

from models.reply_parser.intents import ItemIntent
from models.statements.statement import Statement
from templates.messages.reminders import Reminder
from templates.messages.replies import Fate, Recorded, RecordedTogether
from tests.letterbox import Posted
from tests.talk import Talk, Written


async def reminded(talk: Talk) -> Posted:
    """Let the morning's reminder come; return it."""
    await talk.at("2022-12-01T09:30")
    talk.last("anna").says(Reminder)
    return talk.last("anna")


async def writes_and_sets(talk: Talk, words: str) -> Written:
    """Have anna write `words`, and press *Set the RAG* wherever that is offered."""
    wrote = await talk.writes("anna", words)
    await sets(talk, wrote)
    return wrote


async def sets(talk: Talk, wrote: Written) -> None:
    """Have anna press *Set the RAG* wherever that is offered for what she wrote."""
    told = wrote.answers[0].message
    parts = told.parts if isinstance(told, RecordedTogether) else (told,)
    for part in parts:
        if isinstance(part, Recorded) and any(
            each.intent is ItemIntent.RAG and each.fate is Fate.OPEN for each in part.proposals
        ):
            assert await talk.presses("anna", "rag_read", f"{part.statement}:", on=wrote.answers[0]) is None


def statements(talk: Talk) -> list[tuple[str, str]]:
    """Return reference and text of everything recorded, in order."""
    with talk.database.reading() as session:
        recorded = session.scalars(select(Statement).order_by(Statement.id))
        return [(item.reference, each.text) for each in recorded for item in each.items]
