"""What an owner writes in plain words: recorded for the item it is about, or kept until that is clear."""

import re
from collections.abc import Sequence

from sqlalchemy.orm import Session

from handlers.ask import Ask
from handlers.record import attach, check_may_record, record_for, record_for_all, recorded
from handlers.reminded import show_answered
from models import queries, spoken
from models.kinds import StatementKind
from models.recommendation import Recommendation
from models.recording import Said, record, unsettle
from models.refusals import NoSuchStatement, ReplyAlreadyPlaced
from models.statement import HeldReply
from templates.frozen import thaw
from templates.messages import Acknowledged, Escalation, Message, Recorded, Reminder, WhichItem
from templates.rows import files, rows

MOST_OFFERED = 10
MOST_NAMED = 5
TOGETHER = 2
_MAY_NAME_AN_ITEM = re.compile(r"[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9.()]+|\b\d{2,}\b")
_REFERENCE = r"#?(?:[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9.()]+|\d{3,})"
_BEGINS_WITH = re.compile(rf"\s*({_REFERENCE}(?:(?:\s*[,;&]\s*|\s+and\s+){_REFERENCE})*)\s*:(?!\d)")
"""What stands before a colon at the beginning is meant as references, unlike `10:30`."""

_EVIDENCE = re.compile(r"\bevidence\b", re.IGNORECASE)


def reply(session: Session, ask: Ask) -> Message:
    """Record what was written, in the thread of a reminder or in the direct conversation.

    It is about the item that its words name; else about the one item of the thread; else about the one of
    which its author was reminded. Evidence that begins with several references is for all of them. Otherwise, or
    where it begins with a reference that nothing has, it is kept, and the author is asked.
    """
    together = _named_together(session, ask)
    if together:
        for item in together:
            check_may_record(ask, item)
        said = Said(ask.who, ask.words, ask.source, ask.permalink)
        return record_for_all(session, ask, together, StatementKind.EVIDENCE, said)
    candidates = _candidates(session, ask)
    if len(candidates) == 1 and _named_unknown(session, ask.words) is None:
        item = candidates[0]
        check_may_record(ask, item)
        return record_for(session, ask, item, kind_of(ask.words, has_files=bool(ask.files)), ask.words)
    return _hold(session, ask, candidates)


def edited(session: Session, ask: Ask) -> Message | None:
    """Take over the new wording of a reply that was edited; the earlier wording is kept. None if unknown."""
    statement = spoken.statement_from(session, ask.source)
    if statement is not None:
        return recorded(session, statement, ask) if statement.edit(ask.words, ask.act) else None
    held = spoken.held_reply_from(session, ask.source)
    if held is not None and held.statement_id is None:
        held.text = ask.words
        return _which(session, held, ask)
    return None


def deleted(session: Session, ask: Ask) -> Message | None:
    """Take note that a reply was deleted: it stays in the record and counts no longer. None if unknown."""
    statement = spoken.statement_from(session, ask.source)
    if statement is not None and statement.delete(ask.act):
        unsettle(session, statement, ask.act)
        session.flush()
        show_answered(session, statement.items, ask, answered=False)
        return recorded(session, statement, ask)
    held = spoken.held_reply_from(session, ask.source)
    if held is not None:
        held.deleted_at = held.deleted_at or ask.at
    return None


def place(session: Session, ask: Ask) -> Message:
    """Record a held reply for the item its author chose; `words` reads `reply:reference`.

    Raises NoSuchStatement, ReplyAlreadyPlaced or NotYours.
    """
    number, _, reference = ask.words.partition(":")
    held = session.get(HeldReply, int(number)) if number.isdecimal() else None
    if held is None or held.by_id != ask.who.id or held.deleted_at is not None:
        raise NoSuchStatement
    item = queries.item_by_reference(session, reference)
    if held.statement is not None:
        raise ReplyAlreadyPlaced(reference=held.statement.items[0].reference)
    check_may_record(ask, item)
    kind = kind_of(held.text, has_files=bool(held.files))
    said = Said(held.by, held.text, held.source, held.permalink)
    act = ask.act.effective(held.said_on)
    held.statement = record(session, kind, said, [item], act, held.files)
    session.flush()
    show_answered(session, [item], ask, answered=True)
    return recorded(session, held.statement, ask)


def kind_of(words: str, *, has_files: bool) -> StatementKind:
    """Return what words are recorded as: evidence where files or the word evidence say so, else an update."""
    is_evidence = has_files or _EVIDENCE.search(words) is not None
    return StatementKind.EVIDENCE if is_evidence else StatementKind.UPDATE


def _named(session: Session, ask: Ask) -> list[Recommendation]:
    tokens = dict.fromkeys(_MAY_NAME_AN_ITEM.findall(ask.words))
    found = (queries.find_item(session, token) for token in list(tokens)[:MOST_NAMED])
    return [item for item in dict.fromkeys(found) if item is not None]


def _begins_with(words: str) -> list[str]:
    """Return the references with which `words` begin, before a colon."""
    begins = _BEGINS_WITH.match(words)
    return re.findall(_REFERENCE, begins[1]) if begins else []


def _named_unknown(session: Session, words: str) -> str | None:
    return next((each for each in _begins_with(words) if queries.find_item(session, each) is None), None)


def _named_together(session: Session, ask: Ask) -> list[Recommendation]:
    """Return the items with whose references evidence begins, if they are several and all of them known."""
    named = _begins_with(ask.words)
    if len(named) < TOGETHER or kind_of(ask.words, has_files=bool(ask.files)) is not StatementKind.EVIDENCE:
        return []
    found = [queries.find_item(session, each) for each in named[:MOST_NAMED]]
    items = [item for item in dict.fromkeys(found) if item is not None]
    return items if len(named) <= MOST_NAMED and None not in found and len(items) >= TOGETHER else []


def _candidates(session: Session, ask: Ask) -> list[Recommendation]:
    """Return the items that the reply can be about.

    A reply in a thread that names an item of another thread could mean either: both are offered.
    """
    named = _named(session, ask)
    in_thread = _of_thread(session, ask)
    if not in_thread:
        return named or list(spoken.unanswered_of(session, ask.who))
    if not named:
        return in_thread
    return named if set(named) <= set(in_thread) else list(dict.fromkeys([*named, *in_thread]))


def _of_thread(session: Session, ask: Ask) -> list[Recommendation]:
    begun = spoken.notice_posted(session, ask.place.channel, ask.place.thread) if ask.place.thread else None
    if begun is None:
        return []
    message = thaw(begun.message)
    if isinstance(message, Recorded):
        return queries.items_by_references(session, message.references)
    if not isinstance(message, Reminder | Escalation):
        return []
    items = (queries.find_item(session, line.row.reference) for line in message.lines)
    return [item for item in items if item is not None and ask.who.may_record_for(item)]


def _hold(session: Session, ask: Ask, candidates: Sequence[Recommendation]) -> Message:
    offered = [item for item in candidates if ask.who.may_record_for(item)] or queries.page_of(
        session, queries.of_person(ask.who.id), MOST_OFFERED
    )
    if not offered:
        return Acknowledged("not_understood")
    held = spoken.held_reply_from(session, ask.source)
    if held is None:
        held = HeldReply(
            by=ask.who,
            text=ask.words,
            said_on=ask.today,
            received_at=ask.at,
            source=ask.source,
            permalink=ask.permalink,
            candidates=[item.id for item in offered[:MOST_OFFERED]],
            files=[attach(heard, ask) for heard in ask.files],
        )
        session.add(held)
        session.flush()
    return _which(session, held, ask)


def _which(session: Session, held: HeldReply, ask: Ask) -> WhichItem:
    return WhichItem(
        reply=held.id,
        text=held.text,
        files=files(held.files),
        candidates=rows(queries.items_by_ids(session, held.candidates), ask.today),
        today=ask.today,
        named_unknown=_named_unknown(session, held.text),
    )
