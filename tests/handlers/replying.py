"""What conversations in which people reply begin with, and what they leave in the register."""

from sqlalchemy import select

from models.statements.statement import Statement
from templates.messages.reminders import Reminder
from tests.letterbox import Posted
from tests.talk import Talk


async def reminded(talk: Talk) -> Posted:
    """Let the morning's reminder come; return it."""
    await talk.at("2022-12-01T09:30")
    talk.last("anna").says(Reminder)
    return talk.last("anna")


def statements(talk: Talk) -> list[tuple[str, str]]:
    """Return reference and text of everything recorded, in order."""
    with talk.database.reading() as session:
        recorded = session.scalars(select(Statement).order_by(Statement.id))
        return [(item.reference, each.text) for each in recorded for item in each.items]
