"""Replies that their authors edit or delete: what was recorded follows, and every earlier wording is kept."""

from itertools import count

from sqlalchemy.orm import Session

from handlers.replies.ask import ask_coordinators, is_answer
from handlers.replies.context import context_of
from handlers.replies.outcome import recorded, said_back
from handlers.replies.rag import read_again
from handlers.replies.record import check_may_record, check_says_something, record_reply
from handlers.replies.reminders import show_answered
from handlers.replies.reply import handle, reply
from handlers.request import Request
from models.enums import StatementKind
from models.queries import statements
from models.reply_parser.answers import answer_in
from models.reply_parser.intents import Part
from models.reply_parser.understand import (
    about_items,
    kind_of,
    part_of,
    parts_in,
    readings_of,
    said_of,
)
from models.report_drafts.drafting import draft_from
from models.statements.recording import record_as, unsettle
from models.statements.statement import HeldReply, Statement
from templates.messages import Message
from templates.messages.answers import Acknowledged


def edited(session: Session, request: Request) -> Message | None:
    """Take over the new wording of a reply that was edited; the earlier wording is kept.

    What now names several items is recorded for each; what was held is recorded once it is clear. None if there is
    nothing new. Raises what `reply` raises.
    """
    check_says_something(request)
    statement = statements.statement_from(session, request.source)
    if statement is not None:
        return _edit(session, request, statement)
    held = statements.held_reply_from(session, request.source)
    if held is not None:
        return _edit_held(session, request, held)
    # Of what was refused, or not understood, nothing is kept: its new wording is a reply like any other.
    return None if draft_from(session, request.source) else reply(session, request)


def deleted(session: Session, request: Request) -> Message | None:
    """Take note that a reply was deleted: it stays in the record and counts no longer. None if unknown."""
    statement = statements.statement_from(session, request.source)
    if statement is not None:
        gone = [_remove(session, each, request) for each in statements.said_together(session, statement)]
        return said_back(session, statement, request) if any(gone) else None
    held = statements.held_reply_from(session, request.source)
    if held is not None:
        held.deleted_at = held.deleted_at or request.at
    return None


def _edit(session: Session, request: Request, statement: Statement) -> Message | None:
    together = list(statements.said_together(session, statement))
    if len(statement.items) == 1 or len(together) > 1:
        parts = parts_in(request.words, context_of(session, request))
        if parts or len(together) > 1:
            return _edit_parts(session, request, together, parts)
    if not statement.edit(request.words, request.act):
        return None
    _understand_again(session, request, statement)
    return recorded(session, statement, request)


def _understand_again(session: Session, request: Request, statement: Statement) -> None:
    """Read what was edited: it can be an update now and was none, or the other way round; what it asks is asked.

    A note about several items stays one: nobody has said which of them it would update.
    """
    was = statement.kind
    stays = was is StatementKind.NOTE and (len(statement.items) > 1 or is_answer(session, statement))
    if statement.is_reply and statement.stands and not stays:
        said = said_of(statement.items[0], statement.text)
        kind = kind_of(said, readings_of(statement), has_files=bool(statement.files))
        record_as(session, statement, kind, request.act)
    read_again(session, statement, request.act)
    if statement.kind is not was and StatementKind.NOTE in (was, statement.kind):
        session.flush()
        is_update = statement.kind is not StatementKind.NOTE
        show_answered(session, statement.items, request, answered=is_update)
    ask_coordinators(session, request, statement)


def _edit_parts(
    session: Session, request: Request, was: list[Statement], parts: tuple[Part, ...]
) -> Message | None:
    """Take over the new wording of a message that was recorded in parts, or is now; None if it is as it was.

    A part whose item is no longer named counts as deleted; one that is new is recorded. Words that name no item
    any more belong to the first. Once the message itself was deleted, an edit that comes late brings nothing back.
    """
    left, changed = [each for each in was if each.deleted_at is None], False
    if not left:
        return None
    parts = parts or (_whole(left[0], request),)
    for part in parts:
        check_may_record(request, part.items[0])
    numbers = count(1 + max(each.part for each in was))
    for part in parts:
        known = next((each for each in left if each.items[0] is part.items[0]), None)
        if known is None:
            record_reply(session, request, part, next(numbers))
            changed = True
            continue
        left.remove(known)
        if known.edit(part.text, request.act):
            _understand_again(session, request, known)
            changed = True
    for gone in left:
        changed = _remove(session, gone, request) or changed
    return said_back(session, was[0], request) if changed else None


def _edit_held(session: Session, request: Request, held: HeldReply) -> Message | None:
    if held.deleted_at is not None or held.text == request.words:
        return None
    held.text = request.words
    if held.statement is not None:
        return _more_than_yes(session, request, held.statement)
    message = handle(session, request, about_items(request.words, context_of(session, request)))
    held.statement = statements.statement_from(session, request.source)
    return message


def _more_than_yes(session: Session, request: Request, confirmed: Statement) -> Message:
    """Take over that a yes or no was edited: what it did stands, and what more it says now is recorded."""
    if answer_in(request.words) is not None:
        return Acknowledged("answer_stands", {"reference": confirmed.items[0].reference})
    part = _whole(confirmed, request)
    check_may_record(request, part.items[0])
    return recorded(session, record_reply(session, request, part, 1), request)


def _whole(statement: Statement, request: Request) -> Part:
    """Return all the words as said of the item of `statement`."""
    return part_of(statement.items[0], request.words, request.today, has_files=bool(request.files))


def _remove(session: Session, statement: Statement, request: Request) -> bool:
    """Take note that a statement was deleted by its author; return False if it had been before."""
    if not statement.delete(request.act):
        return False
    unsettle(session, statement, request.act)
    session.flush()
    show_answered(session, statement.items, request, answered=False)
    return True
