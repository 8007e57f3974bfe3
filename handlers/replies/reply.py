"""What an owner writes in plain words: recorded for the item it is about, or kept until that is clear."""

import re
from collections.abc import Sequence

from sqlalchemy.orm import Session

from handlers.replies.confirm import confirm
from handlers.replies.intents import kind_of, read_again, read_for, take_over_colour
from handlers.replies.parts import Parts, edit_parts, record_parts, record_reply, remove, split
from handlers.replies.questions import answer_question
from handlers.replies.record import attached, check_may_record, kept, record_for_all, recorded, said_back
from handlers.replies.reminders import show_answered
from handlers.reports import drafts
from handlers.request import Request
from models.enums import StatementKind
from models.outbox.message import MessageKind
from models.outbox.subjects import items_of
from models.queries import items as queries, paging, statements
from models.queries.numbered import numbered
from models.refusals.commands import NoSuchStatement, ReplyAlreadyPlaced
from models.register.recommendation import Recommendation
from models.reply_parser.answers import answer_in
from models.report_drafts.drafting import draft_from
from models.statements.recording import RecordedStatement, record
from models.statements.statement import HeldReply, Statement
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.replies import WhichItem
from templates.presenters.rows import files, rows

MOST_OFFERED = 10
MOST_NAMED = 5
_MAY_NAME_AN_ITEM = re.compile(r"[A-Za-z][A-Za-z0-9]{0,19}-[A-Za-z0-9.()]+|\b\d{2,}\b")
_REFERENCE = r"#?(?:[A-Za-z][A-Za-z0-9]{0,19}-[A-Za-z0-9.()]+|\d{3,})"
_BEGINS_WITH = re.compile(rf"\s*({_REFERENCE}(?:(?:\s*[,;&]\s*|\s+and\s+){_REFERENCE})*)\s*:(?!\d)")
"""What stands before a colon at the beginning is meant as references, unlike `10:30`."""

_TAKES_REPLIES = frozenset(
    {MessageKind.RECORD, MessageKind.QUESTION, MessageKind.REMINDER, MessageKind.ESCALATION}
)
"""Messages in whose thread words are meant for their items."""


def reply(session: Session, request: Request) -> Message:
    """Record what was written, in the thread of a reminder or in the direct conversation.

    It is about the item that its words name; else about the one item of the thread; else about the one of
    which its author was reminded. Evidence that begins with several references is one piece for all of them; any
    other reply that names several before a colon is recorded for each. Otherwise, or where it begins with a
    reference that nothing has, it is kept, and the author is asked. What begins with “report CODE” and brings one
    is a report to be read, and a bare yes or no may answer a question of ours.
    """
    if drafts.is_meant(request):
        return drafts.from_message(session, request)
    if (confirmed := confirm(session, request)) is not None:
        return confirmed
    return _record_or_hold(session, request)


def _record_or_hold(session: Session, request: Request) -> Message:
    unknown = _named_unknown(session, request.words)
    parts = split(session, request.words) if unknown is None else []
    if _is_evidence_for_all(request, parts):
        together = [item for item, _ in parts]
        for item in together:
            check_may_record(request, item)
        said = RecordedStatement(request.who, request.words, request.source, request.permalink)
        return record_for_all(session, request, together, StatementKind.EVIDENCE, said)
    if parts:
        return record_parts(session, request, parts)
    candidates = _candidates(session, request)
    if len(candidates) == 1 and unknown is None:
        item = candidates[0]
        check_may_record(request, item)
        statement = record_reply(session, request, item, request.words, request.source)
        answer_question(session, request, statement)
        return recorded(session, statement, request)
    return _hold(session, request, candidates)


def edited(session: Session, request: Request) -> Message | None:
    """Take over the new wording of a reply that was edited; the earlier wording is kept.

    What now names several items is recorded for each; what was held is recorded once it is clear. None if there is
    nothing new. Raises what `reply` raises.
    """
    statement = statements.statement_from(session, request.source)
    if statement is not None:
        return _edit(session, request, statement)
    held = statements.held_reply_from(session, request.source)
    if held is not None:
        return _edit_held(session, request, held)
    # Of what was refused, or not understood, nothing is kept: its new wording is a reply like any other.
    return None if draft_from(session, request.source) else reply(session, request)


def _edit(session: Session, request: Request, statement: Statement) -> Message | None:
    together = statements.said_together(session, statement)
    if len(together) > 1 or (len(statement.items) == 1 and split(session, request.words)):
        return edit_parts(session, request, list(together))
    if not statement.edit(request.words, request.act):
        return None
    read_again(session, statement, request.act)
    return recorded(session, statement, request)


def _edit_held(session: Session, request: Request, held: HeldReply) -> Message | None:
    if held.deleted_at is not None or held.text == request.words:
        return None
    held.text = request.words
    if held.statement is not None:
        return _more_than_yes(session, request, held.statement)
    message = _record_or_hold(session, request)
    held.statement = statements.statement_from(session, request.source)
    return message


def deleted(session: Session, request: Request) -> Message | None:
    """Take note that a reply was deleted: it stays in the record and counts no longer. None if unknown."""
    statement = statements.statement_from(session, request.source)
    if statement is not None:
        gone = [remove(session, each, request) for each in statements.said_together(session, statement)]
        return said_back(session, statement, request) if any(gone) else None
    held = statements.held_reply_from(session, request.source)
    if held is not None:
        held.deleted_at = held.deleted_at or request.at
    return None


def place(session: Session, request: Request) -> Message:
    """Record a held reply for the item its author chose; `words` reads `reply:reference`.

    Raises NoSuchStatement, ReplyAlreadyPlaced or NotYours.
    """
    number, _, reference = request.words.partition(":")
    held = numbered(session, HeldReply, number)
    if held is None or held.by_id != request.who.id or held.deleted_at is not None:
        raise NoSuchStatement
    item = queries.item_by_reference(session, reference)
    if held.statement is not None:
        raise ReplyAlreadyPlaced(reference=held.statement.items[0].reference)
    check_may_record(request, item)
    kind = kind_of(held.text, read_for(item, held.text, held.said_on), has_files=bool(held.files))
    said = RecordedStatement(held.by, held.text, held.source, held.permalink)
    act = request.act.effective(held.said_on)
    known = statements.statement_from(session, held.source)
    held.statement = known or record(session, kind, said, [item], act, held.files)
    session.flush()
    take_over_colour(session, held.statement, act)
    show_answered(session, [item], request, answered=True)
    return recorded(session, held.statement, request)


def _more_than_yes(session: Session, request: Request, confirmed: Statement) -> Message:
    """Take over that a yes or no was edited: what it did stands, and what more it says now is recorded."""
    item = confirmed.items[0]
    if answer_in(request.words) is not None:
        return Acknowledged("answer_stands", {"reference": item.reference})
    check_may_record(request, item)
    return recorded(session, record_reply(session, request, item, request.words, request.source), request)


def _named(session: Session, request: Request) -> list[Recommendation]:
    tokens = dict.fromkeys(_MAY_NAME_AN_ITEM.findall(request.words))
    found = (queries.find_item(session, token) for token in list(tokens)[:MOST_NAMED])
    return [item for item in dict.fromkeys(found) if item is not None]


def _begins_with(words: str) -> list[str]:
    """Return the references with which `words` begin, before a colon."""
    begins = _BEGINS_WITH.match(words)
    return re.findall(_REFERENCE, begins[1]) if begins else []


def _named_unknown(session: Session, words: str) -> str | None:
    return next((each for each in _begins_with(words) if queries.find_item(session, each) is None), None)


def _is_evidence_for_all(request: Request, parts: Parts) -> bool:
    """Whether the one part of a reply is evidence, which is then recorded once for all the items it begins with.

    Where it wants something besides, that is to be proposed for each.
    """
    if not parts or any(text != request.words for _, text in parts):
        return False
    readings = read_for(parts[0][0], request.words, request.today)
    return (
        not readings and kind_of(request.words, (), has_files=bool(request.files)) is StatementKind.EVIDENCE
    )


def _candidates(session: Session, request: Request) -> list[Recommendation]:
    """Return the items that the reply can be about.

    A reply in a thread that names an item of another thread could mean either: both are offered.
    """
    named = _named(session, request)
    in_thread = _of_thread(session, request)
    if not in_thread:
        return named or list(statements.unanswered_of(session, request.who))
    if not named:
        return in_thread
    return named if set(named) <= set(in_thread) else list(dict.fromkeys([*named, *in_thread]))


def _of_thread(session: Session, request: Request) -> list[Recommendation]:
    begun = (
        statements.posted_message(session, request.place.channel, request.place.thread)
        if request.place.thread
        else None
    )
    if begun is None or begun.kind not in _TAKES_REPLIES:
        return []
    items = list(dict.fromkeys(each.recommendation for each in items_of(session, begun)))
    if begun.kind in (MessageKind.RECORD, MessageKind.QUESTION):
        return items
    return [item for item in items if request.who.may_record_for(item)]


def _hold(session: Session, request: Request, candidates: Sequence[Recommendation]) -> Message:
    offered = [item for item in candidates if request.who.may_record_for(item)] or paging.page_of(
        session, queries.of_person(request.who.id, request.who.standing_in), MOST_OFFERED
    )
    if not offered:
        return Acknowledged("not_understood")
    held = statements.held_reply_from(session, request.source)
    if held is None:
        held = kept(request)
        held.files = attached(session, request)
        session.add(held)
    held.candidates = [item.id for item in offered[:MOST_OFFERED]]
    session.flush()
    return _which(session, held, request)


def _which(session: Session, held: HeldReply, request: Request) -> WhichItem:
    return WhichItem(
        reply=held.id,
        text=held.text,
        files=files(held.files),
        candidates=rows(queries.items_by_ids(session, held.candidates), request.today),
        today=request.today,
        named_unknown=_named_unknown(session, held.text),
    )
