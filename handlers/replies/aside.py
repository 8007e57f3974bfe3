"""Words that are no update and about no item: kept, and answered in a line."""

from sqlalchemy.orm import Session

from handlers.replies.record import kept
from handlers.request import Request
from models.queries import statements
from models.reply_parser.absence import away_between
from models.reply_parser.intents import Aside, Meaning
from templates.messages import Message
from templates.messages.replies import AsideKept


def keep(session: Session, request: Request, intent: Aside) -> Message:
    """Keep what was written, and say so; an absence whose days are named can be entered by one press."""
    if statements.held_reply_from(session, request.source) is None:
        session.add(kept(request))
    away = away_between(request.words, request.today) if intent.meaning is Meaning.ABSENCE else None
    return AsideKept(intent.meaning, request.today, away)
