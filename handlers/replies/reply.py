"""What an owner writes in plain words, on its one way: what is known, what is meant, what is done, what is said."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from sqlalchemy.orm import Session

from handlers.replies import aside, command
from handlers.replies.context import context_of
from handlers.replies.held import hold
from handlers.replies.record import check_says_something
from handlers.replies.update import record_update
from handlers.replies.yes_no import answer
from handlers.reports import drafts, register_file
from handlers.request import Request
from models.reply_parser.intents import (
    Aside,
    Intent,
    ItemUpdate,
    SentRegisterFile,
    SentReport,
    ShowItem,
    TypedCommand,
    Unclear,
    YesNo,
)
from models.reply_parser.understand import understand
from templates.messages import Message

HANDLERS: Final[Mapping[type[Intent], Callable[[Session, Request, Any], Message]]] = {
    SentReport: drafts.from_message,
    SentRegisterFile: register_file.from_message,
    YesNo: answer,
    ShowItem: command.show,
    TypedCommand: command.answer,
    ItemUpdate: record_update,
    Aside: aside.keep,
    Unclear: hold,
}
"""What answers each intent, given what was understood."""


def reply(session: Session, request: Request) -> Message:
    """Do what the words mean that were written in a thread of ours, or directly to the bot; say what was done.

    Raises NothingToRecord, and what the handler of their intent raises.
    """
    check_says_something(request)
    context = replace(context_of(session, request), commands=command.WORDS)
    return handle(session, request, understand(request.words, context))


def handle(session: Session, request: Request, intent: Intent) -> Message:
    """Have the handler of `intent` do it."""
    return HANDLERS[type(intent)](session, request, intent)
