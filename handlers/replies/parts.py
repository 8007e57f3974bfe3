"""A reply that speaks of several items: each part is recorded for its own, and edits and deletions follow."""

from itertools import count

from sqlalchemy.orm import Session

from handlers.replies.intents import kind_of, read_again, read_for, take_over_colour
from handlers.replies.record import attached, check_may_record, said_back
from handlers.replies.reminders import show_answered
from handlers.request import Ask
from models.queries import items, statements as spoken
from models.queries.statements import PART
from models.register.recommendation import Recommendation
from models.reply_parser.parts import parts_of
from models.statements.recording import Said, record, unsettle
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


def record_parts(session: Session, ask: Ask, parts: Parts) -> Message:
    """Record each part for its item, with whatever files came with the message. Raises NotYours for any of them."""
    for item, _ in parts:
        check_may_record(ask, item)
    statements = [
        record_reply(session, ask, item, text, _source(ask, number))
        for number, (item, text) in enumerate(parts, start=1)
    ]
    return said_back(session, statements[0], ask)


def record_reply(session: Session, ask: Ask, item: Recommendation, text: str, source: str) -> Statement:
    """Record a reply, or a part of one, for `item`, and take over the colour that it judges; return it."""
    known = spoken.statement_from(session, source)
    if known is not None:
        return known
    kind = kind_of(text, read_for(item, text, ask.today), has_files=bool(ask.files))
    said = Said(ask.who, text, source, ask.permalink)
    statement = record(session, kind, said, [item], ask.act, attached(session, ask))
    take_over_colour(session, statement, ask.act)
    show_answered(session, [item], ask, answered=True)
    return statement


def edit_parts(session: Session, ask: Ask, was: list[Statement]) -> Message | None:
    """Take over the new wording of a message that was recorded in parts; None if it is as it was.

    A part whose item is no longer named counts as deleted; one that is new is recorded. Words that name no item
    any more belong to the first. Once the message itself was deleted, an edit that comes late brings nothing back.
    """
    left, changed = [each for each in was if each.deleted_at is None], False
    if not left:
        return None
    parts = split(session, ask.words) or [(left[0].items[0], ask.words)]
    for item, _ in parts:
        check_may_record(ask, item)
    numbers = count(1 + max(_number(each) for each in was))
    for item, text in parts:
        known = next((each for each in left if each.items[0] is item), None)
        if known is None:
            record_reply(session, ask, item, text, _source(ask, next(numbers)))
            changed = True
            continue
        left.remove(known)
        if known.edit(text, ask.act):
            read_again(session, known, ask.act)
            changed = True
    for gone in left:
        changed = remove(session, gone, ask) or changed
    return said_back(session, was[0], ask) if changed else None


def remove(session: Session, statement: Statement, ask: Ask) -> bool:
    """Take note that a statement was deleted by its author; return False if it had been before."""
    if not statement.delete(ask.act):
        return False
    unsettle(session, statement, ask.act)
    session.flush()
    show_answered(session, statement.items, ask, answered=False)
    return True


def _number(part: Statement) -> int:
    return int(part.source.partition(PART)[2] or 1)


def _source(ask: Ask, number: int) -> str:
    return ask.source if number == 1 else f"{ask.source}{PART}{number}"
