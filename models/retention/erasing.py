"""Erasing the words of an item whose time is over: a tombstone stands for them, and the ledger tells of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from models.deadlines.extension import ExtensionRequest
from models.ledger.audit_context import AuditContext
from models.ledger.event import Event, EventKind, words_in
from models.ledger.sealing import digest_of_words, without_words
from models.ledger.tombstone import Tombstone
from models.register.recommendation import Recommendation
from models.retention.due import RetentionRule, is_over, statements_over
from models.reviews.liaison import HelpRequest, LiaisonMeeting, liaison_meeting_item
from models.statements.statement import AttachedFile, FileState, HeldReply, Statement, statement_item


@dataclass
class _Erasing:
    """What is being erased: `instead` is the sentence that stands wherever words stood; the rest is counted."""

    instead: str
    characters: int = 0
    wordings: int = 0
    links: int = 0
    files: int = 0
    octets: int = 0
    requests: int = 0
    meetings: int = 0
    statements: list[int] = field(default_factory=list)

    def erase(self, record: object, *names: str) -> None:
        """Put the sentence in the place of the words in these columns of `record`, where there are any."""
        for name in names:
            words = getattr(record, name)
            if words and words != self.instead:
                self.characters += len(words)
                setattr(record, name, self.instead)


def erase(
    session: Session, item: Recommendation, rule: RetentionRule, audit: AuditContext, instead: str
) -> None:
    """Erase everything that people wrote about `item` and that no other item keeps, and tell the ledger what.

    `instead` is the sentence that reads wherever words stood. The text of the item itself is HMICFRS's and stays,
    as do names, dates and states. The content of files is removed from the store afterwards, once this is
    committed.
    """
    erasing = _Erasing(instead)
    for statement in _statements(session, item, rule):
        _erase_statement(session, statement, erasing, audit)
    for request in _asked(session, item):
        erasing.requests += 1
        erasing.erase(request, *_COLUMNS[type(request)])
    for meeting in _meetings(session, item, rule):
        erasing.meetings += 1
        erasing.erase(meeting, "agreed")
    erasing.erase(item, "notes")
    facts = [each for each in _facts(session, item) if words_in(each.facts)]
    erasing.characters += sum(len(str(each.facts[name])) for each in facts for name in words_in(each.facts))
    ended, item.erase_on, item.erased_on = item.status_since, None, audit.on
    erasure = _tell(session, item, erasing, facts, audit, ended=ended, years=rule.years)
    _erase_facts(session, facts, erasure)


def _statements(session: Session, item: Recommendation, rule: RetentionRule) -> Sequence[Statement]:
    return session.scalars(
        select(Statement)
        .join(statement_item, statement_item.c.statement_id == Statement.id)
        .where(statement_item.c.recommendation_id == item.id, statements_over(rule))
        .options(
            selectinload(Statement.wordings), selectinload(Statement.links), selectinload(Statement.files)
        )
        .order_by(Statement.id)
    ).all()


def _erase_statement(session: Session, statement: Statement, erasing: _Erasing, audit: AuditContext) -> None:
    erasing.statements.append(statement.id)
    statement.erased_at, statement.permalink = audit.at, None
    erasing.characters += len(statement.text)
    statement.text = erasing.instead
    erasing.erase(statement, "withdrawn_because")
    for wording in statement.wordings:
        erasing.wordings += 1
        wording.text = erasing.instead
    for link in statement.links:
        erasing.links += 1
        session.delete(link)
    replies = session.scalars(select(HeldReply).where(HeldReply.statement_id == statement.id)).all()
    for reply in replies:
        reply.text, reply.permalink = erasing.instead, None
    for file in {*statement.files, *(file for reply in replies for file in reply.files)}:
        erasing.files += 1
        erasing.octets += file.size
        erase_file(file, erasing.instead)


def erase_file(file: AttachedFile, instead: str) -> None:
    """Have a file erased: its name now, and what it holds once that is committed. Its SHA-256 and size stay."""
    file.name, file.external, file.address, file.error = instead, "", "", None
    file.state = FileState.ERASING


_COLUMNS: dict[type[object], tuple[str, ...]] = {
    HelpRequest: ("text",),
    ExtensionRequest: ("reason", "decided_because"),
}


def _asked(session: Session, item: Recommendation) -> list[HelpRequest | ExtensionRequest]:
    def about(column: InstrumentedAttribute[int]) -> Any:
        return column == item.id

    return [
        *session.scalars(select(HelpRequest).where(about(HelpRequest.recommendation_id))),
        *session.scalars(select(ExtensionRequest).where(about(ExtensionRequest.recommendation_id))),
    ]


def _meetings(session: Session, item: Recommendation, rule: RetentionRule) -> Sequence[LiaisonMeeting]:
    """Return the meetings about `item` that concerned no other whose time is not over."""
    link = liaison_meeting_item.c
    kept = (
        select(link.liaison_meeting_id)
        .join(Recommendation, Recommendation.id == link.recommendation_id)
        .where(link.liaison_meeting_id == LiaisonMeeting.id, ~is_over(rule))
    )
    of_it = select(link.liaison_meeting_id).where(link.recommendation_id == item.id)
    return session.scalars(
        select(LiaisonMeeting).where(LiaisonMeeting.id.in_(of_it), ~kept.correlate(LiaisonMeeting).exists())
    ).all()


def _facts(session: Session, item: Recommendation) -> Iterable[Event]:
    return session.scalars(
        select(Event)
        .outerjoin(Tombstone, Tombstone.event_id == Event.id)
        .where(and_(Event.recommendation_id == item.id, Tombstone.event_id.is_(None)))
        .order_by(Event.id)
    )


def _tell(
    session: Session,
    item: Recommendation,
    erasing: _Erasing,
    facts: Sequence[Event],
    audit: AuditContext,
    **rule: object,
) -> int:
    """Write the fact that tells of the erasure; return its number."""
    told = {name: value for name, value in vars(erasing).items() if name != "instead"}
    erasure = item.note(EventKind.WORDS_ERASED, audit, **rule, **told, facts=[each.id for each in facts])
    session.flush()
    return erasure.id


def _erase_facts(session: Session, facts: Sequence[Event], erasure: int) -> None:
    """Put up the tombstones, which the database asks for, and then erase the words."""
    for fact in facts:
        session.add(Tombstone(event_id=fact.id, erasure_id=erasure, sha256=digest_of_words(fact)))
    session.flush()
    for fact in facts:
        left = without_words(fact.facts)
        session.execute(update(Event).where(Event.id == fact.id).values(facts=left, salt=None))
