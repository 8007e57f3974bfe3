"""A command that was written as a message, or a bare reference: answered as it would be, and not recorded."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from handlers.items.detail import detail
from handlers.registry import COMMANDS, find_command
from handlers.request import Request
from models.reply_parser.intents import ShowItem, TypedCommand
from templates.messages import FormMessage, Message
from templates.messages.answers import Acknowledged

WORDS: Final[Mapping[str, frozenset[str]]] = {
    word: command.subcommands for word, command in COMMANDS.items() if word
}
"""The words of commands, and the subcommands of each."""


def show(session: Session, request: Request, intent: ShowItem) -> Message:
    """Return the item that was asked for by its bare reference."""
    return detail(session, request, intent.item, full=False)


def answer(session: Session, request: Request, intent: TypedCommand) -> Message:
    """Return what a command answers that only reads; of one that writes, how it is typed.

    Raises NoSuchCommand, UnknownCommand, or what the command raises.
    """
    command, rest = find_command(intent.words)
    if not command.writes and request.who.may_be(command.role):
        message = command.handler(session, replace(request, words=rest, is_reply=False))
        if not isinstance(message, FormMessage):
            return message
    return Acknowledged("command_typed", {"line": intent.words})
