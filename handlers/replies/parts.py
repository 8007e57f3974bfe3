"""A reply that speaks of several items: each part is recorded for its own, and edits and deletions follow."""

from itertools import count

from sqlalchemy.orm import Session

from handlers.replies.intents import kind_of, read_again, read_for, take_over_colour
from handlers.replies.record import attached, check_may_record, said_back
from handlers.replies.reminders import show_answered
from handlers.request import Request
from models.queries import items, statements as spoken
from models.queries.statements import PART
from models.register.recommendation import Recommendation
from models.reply_parser.parts import parts_of
from models.statements.recording import RecordedStatement, record, unsettle
from models.statements.statement import Statement
from templates.messages import Message

Parts = list[tuple[Recommendation, str]]


def split(session: Session, words: str) -> Parts:
    """Return each item that `words` name before a colon with its part; empty unless they name several.

    What stands after several references and one colon is the part of each of them.
    """
    parts = parts_of(words, lambda reference: items.find_item(session, reference) is not None)
    found = [
        (item, part.text)
        for part in parts
        for item in dict.fromkeys(items.item_by_reference(session, each) for each in part.references)
    ]
    return found if len({item.id for item, _ in found}) > 1 else []


def record_parts(session: Session, request: Request, parts: Parts) -> Message:
    """Record each part for its item, with whatever files came with the message. Raises NotYours for any of them."""
    for item, _ in parts:
        check_may_record(request, item)
    statements = [
        record_reply(session, request, item, text, _source(request, number))
        for number, (item, text) in enumerate(parts, start=1)
    ]
    return said_back(session, statements[0], request)


def record_reply(
    session: Session, request: Request, item: Recommendation, text: str, source: str
) -> Statement:
    """Record a reply, or a part of one, for `item`, and take over the colour that it judges; return it."""
    known = spoken.statement_from(session, source)
    if known is not None:
        return known
    kind = kind_of(text, read_for(item, text, request.today), has_files=bool(request.files))
    said = RecordedStatement(request.who, text, source, request.permalink, is_reply=request.is_reply)
    statement = record(session, kind, said, [item], request.act, attached(session, request))
    take_over_colour(session, statement, request.act)
    show_answered(session, [item], request, answered=True)
    return statement


def edit_parts(session: Session, request: Request, was: list[Statement]) -> Message | None:
    """Take over the new wording of a message that was recorded in parts; None if it is as it was.

    A part whose item is no longer named counts as deleted; one that is new is recorded. Words that name no item
    any more belong to the first. Once the message itself was deleted, an edit that comes late brings nothing back.
    """
    left, changed = [each for each in was if each.deleted_at is None], False
    if not left:
        return None
    parts = split(session, request.words) or [(left[0].items[0], request.words)]
    for item, _ in parts:
        check_may_record(request, item)
    numbers = count(1 + max(_number(each) for each in was))
    for item, text in parts:
        known = next((each for each in left if each.items[0] is item), None)
        if known is None:
            record_reply(session, request, item, text, _source(request, next(numbers)))
            changed = True
            continue
        left.remove(known)
        if known.edit(text, request.act):
            read_again(session, known, request.act)
            changed = True
    for gone in left:
        changed = remove(session, gone, request) or changed
    return said_back(session, was[0], request) if changed else None


def remove(session: Session, statement: Statement, request: Request) -> bool:
    """Take note that a statement was deleted by its author; return False if it had been before."""
    if not statement.delete(request.act):
        return False
    unsettle(session, statement, request.act)
    session.flush()
    show_answered(session, statement.items, request, answered=False)
    return True


def _number(part: Statement) -> int:
    return int(part.source.partition(PART)[2] or 1)


def _source(request: Request, number: int) -> str:
    return request.source if number == 1 else f"{request.source}{PART}{number}"
