"""A bare yes or no where one question of ours is open: it is as good as a press of the question's button."""

from dataclasses import replace

from sqlalchemy.orm import Session

from handlers.replies import actions
from handlers.replies.outcome import said_back
from handlers.replies.record import kept
from handlers.request import Request
from models.outbox import outbox
from models.reply_parser.intents import OpenQuestion, YesNo
from templates.messages import FormMessage, Message
from templates.messages.answers import Acknowledged
from templates.serialization import freeze


def answer(session: Session, request: Request, intent: YesNo) -> Message:
    """Take yes for a press of the button that is meant, and no for its *No*; say so, and keep the words.

    Where it is not clear what they mean, or the button would ask for more, nothing is done but to say so. Raises
    what the press raises.
    """
    if intent.before is not None:
        return said_back(session, intent.before, request)
    if intent.question is None:
        session.add(kept(request))
        return Acknowledged("which_question")
    question = intent.question
    pressed = _pressing(request, question)
    done = (
        actions.take_up(session, pressed, question.intent)
        if intent.is_yes
        else actions.decline(session, pressed)
    )
    if isinstance(done, FormMessage):
        session.add(kept(request))
        return Acknowledged("press_instead")
    outbox.amend(session, question.message, f"confirmed:{request.source}", freeze(done), request.at)
    answered = kept(request)
    answered.statement = question.statement
    session.add(answered)
    facts = {"reference": question.statement.items[0].reference}
    return Acknowledged("taken_up" if intent.is_yes else "left_at_that", {**facts, "what": question.intent})


def _pressing(request: Request, question: OpenQuestion) -> Request:
    """Return `request` as if the asker had pressed the button of `question`."""
    place = replace(request.place, message=question.message.posted)
    return replace(request, words=f"{question.statement.id}:{question.value}", place=place)
