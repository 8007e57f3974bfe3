"""Recording what was said, with the review it answers and the reminders it quiets; and undoing that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import Session

from models.enums import Rag, ReviewOutcome, StatementKind
from models.ledger.audit_context import AuditContext
from models.ledger.event import Event, EventKind
from models.outbox.message import DueReminder
from models.people.person import Person
from models.register.judgement import undo_judgements
from models.register.recommendation import Recommendation
from models.reminders.cadence import REVIEW_OPENS, reviews_opened
from models.reviews.review import Review, ReviewFinding
from models.statements.links import addresses_in
from models.statements.statement import AttachedFile, Statement, Wording, statement_item

_RECORDED = {
    StatementKind.UPDATE: EventKind.UPDATE_RECORDED,
    StatementKind.EVIDENCE: EventKind.EVIDENCE_RECORDED,
}

_QUIET = (
    update(DueReminder)
    .where(DueReminder.recommendation_id == bindparam("item"), DueReminder.quieted_at.is_(None))
    .values(quieted_at=bindparam("at"))
    .execution_options(synchronize_session=False)
)
"""Whoever records something has loaded no reminder that would have to follow."""


@dataclass(frozen=True)
class RecordedStatement:
    """Words as they came in: `source` identifies the message, so that it is recorded once.

    They are those of a reply where `is_reply` says so: of a message to us, not of a command or a form. `links` are
    web addresses that were given besides those in the words.
    """

    by: Person
    text: str
    source: str
    permalink: str | None = None
    links: Sequence[str] = ()
    is_reply: bool = False


def record(
    session: Session,
    kind: StatementKind,
    said: RecordedStatement,
    items: Sequence[Recommendation],
    audit: AuditContext,
    files: Sequence[AttachedFile] = (),
    *,
    replaces: Statement | None = None,
    found: ReviewFinding | None = None,
) -> Statement:
    """Record what was said for `items`; return the statement. A new version `replaces` the earlier one.

    Nothing may have been recorded from the same source before: callers look for that with `statement_from`. For
    each item the open review is answered, its waiting reminders are quieted, and the ledger is told the statement's
    number. `found` makes it the statement of a review: it also answers again the one that was open last, and its
    words are meant for the committee. Raises what `check_replaceable` of the earlier one raises.
    """
    if replaces is not None:
        replaces.check_replaceable()
    statement = Statement(
        kind=kind,
        text=said.text,
        by=said.by,
        effective_on=audit.on,
        recorded_at=audit.at,
        source=said.source,
        is_reply=said.is_reply,
        permalink=said.permalink,
        items=list(items),
        files=list(files),
        wordings=[Wording(text=said.text, recorded_at=audit.at)],
        links=[],
        consequences=[],
        replaces=replaces,
        replaced_by=None,
    )
    if kind is StatementKind.EVIDENCE:
        statement.link((*addresses_in(said.text), *said.links))
    session.add(statement)
    session.flush()
    for item in items:
        _take_note(session, statement, item, audit, found)
    if found is not None:
        statement.mark_for_committee(audit)
    return statement


def support(session: Session, statement: Statement, item: Recommendation, audit: AuditContext) -> bool:
    """Let a piece of evidence support `item` too, as if it had been given for it; return False if it does already.

    Raises NotEvidence, EvidenceDoesNotCount or AlreadyReplaced.
    """
    if item in statement.items:
        return False
    statement.check_replaceable()
    statement.items.append(item)
    session.flush()
    _take_note(session, statement, item, audit)
    return True


def take_back(
    session: Session, statement: Statement, audit: AuditContext, because: str | None = None
) -> bool:
    """Withdraw `statement` and reopen the reviews it answered; return False if it was withdrawn before.

    `because` is the reason, where one was given. The version that it had replaced counts again. Raises WordsErased.
    """
    if not statement.withdraw(audit, because):
        return False
    unsettle(session, statement, audit)
    return True


def unsettle(session: Session, statement: Statement, audit: AuditContext) -> None:
    """Reopen the reviews, wake the reminders and take back the colours of a statement which no longer stands.

    A review stays answered where another statement, made before the next one opened, carries it.
    """
    _release(session, statement)
    for review in session.scalars(select(Review).where(Review.statement_id == statement.id)):
        item = review.recommendation
        review.done_on = review.statement_id = None
        review.find(None, audit.on)
        item.note(EventKind.REVIEW_REOPENED, audit, review=review.due_on)
        closes = item.next_review_after(review.due_on) - REVIEW_OPENS
        other = _standing_within(session, item, review.due_on - REVIEW_OPENS, closes)
        if other is not None:
            found = _found_by(session, item, other)
            _settle(item, review, other, audit.effective(other.effective_on), found)
        elif item.review_due_on is not None and audit.today < closes:
            item.review_due_on = review.due_on
    session.execute(
        update(DueReminder)
        .where(
            DueReminder.recommendation_id.in_([item.id for item in statement.items]),
            DueReminder.quieted_at.in_(_instants_of(session, statement)),
        )
        .values(quieted_at=None)
    )
    undo_judgements(session, statement, audit)
    for item in statement.items:
        latest = session.scalar(_standing(item).limit(1))
        item.answered_on = latest.effective_on if latest else None
        item.look_again()


def _release(session: Session, statement: Statement) -> None:
    """Have what no longer stands replace nothing: unless there is a later version, the one before counts again."""
    before, after = statement.replaces, statement.replaced_by
    statement.replaces = None
    session.flush()
    if after is not None:
        after.replaces = before
        session.flush()


def _take_note(
    session: Session,
    statement: Statement,
    item: Recommendation,
    audit: AuditContext,
    found: ReviewFinding | None = None,
) -> None:
    replaces = statement.replaces
    item.note(
        _RECORDED[statement.kind], audit, statement=statement.id, replaces=replaces.id if replaces else None
    )
    _answer_review(session, item, statement, audit, found)
    item.answer(audit.on)
    quiet(session, item, audit)


def _instants_of(session: Session, statement: Statement) -> set[datetime]:
    """Return when `statement` was recorded for its items: the others came to it later than the first."""
    recorded = session.execute(
        select(Event.recorded_at, Event.facts).where(
            Event.recommendation_id.in_([item.id for item in statement.items]),
            Event.kind == _RECORDED[statement.kind],
        )
    )
    return {at for at, facts in recorded if facts.get("statement") == statement.id}


def quiet(session: Session, item: Recommendation, audit: AuditContext) -> None:
    """Quiet the reminders of `item` that have come due: an answer has been given, or they no longer matter."""
    session.execute(_QUIET, {"item": item.id, "at": audit.at})


def open_reviews(session: Session, item: Recommendation, today: date) -> None:
    """Write down every review of `item` that has opened by the local date `today`; pass on to the latest.

    A review that nobody answered before the next one opened stays as it is: missed.
    """
    opened = reviews_opened(item.review_anchor_on, item.review_due_on, today)
    for due_on in opened:
        _review(session, item, due_on)
    if opened and opened[-1] != item.review_due_on:
        item.review_due_on = opened[-1]
        item.look_again()


def review_due_within(session: Session, item: Recommendation, on: date) -> date | None:
    """Return when the review of `item` is due that opened last by the local date `on`, until the next one opens.

    It may have been answered. None where none has opened; nothing is written down by asking.
    """
    due = item.review_due_on
    if due is not None and due - REVIEW_OPENS <= on:
        while (following := item.next_review_after(due)) - REVIEW_OPENS <= on:
            due = following
        return due
    latest = session.scalar(
        select(Review.due_on)
        .where(Review.recommendation_id == item.id, Review.due_on <= on + REVIEW_OPENS)
        .order_by(Review.due_on.desc())
        .limit(1)
    )
    if latest is None or item.next_review_after(latest) - REVIEW_OPENS <= on:
        return None
    return latest


def _answer_review(
    session: Session,
    item: Recommendation,
    statement: Statement,
    audit: AuditContext,
    found: ReviewFinding | None,
) -> None:
    open_reviews(session, item, audit.on)
    if item.review_due_on is not None and item.review_due_on - REVIEW_OPENS <= audit.on:
        _settle(item, _review(session, item, item.review_due_on), statement, audit, found)
    elif found is not None and (due := review_due_within(session, item, audit.on)):
        _settle(item, _review(session, item, due), statement, audit, found)


def _settle(
    item: Recommendation,
    review: Review,
    statement: Statement,
    audit: AuditContext,
    found: ReviewFinding | None = None,
) -> None:
    review.done_on, review.statement_id = audit.on, statement.id
    review.find(found, audit.on)
    if item.review_due_on is not None:
        item.review_due_on = max(item.review_due_on, item.next_review_after(review.due_on))
    facts = {"outcome": found.outcome, "rag": found.rag, "shared": found.shared} if found else {}
    item.note(EventKind.REVIEW_DONE, audit, review=review.due_on, statement=statement.id, **facts)


def _found_by(session: Session, item: Recommendation, statement: Statement) -> ReviewFinding | None:
    """Return what `statement` found as a review of `item`, as the ledger has it; None if it was none."""
    done = item.events.select().where(Event.kind == EventKind.REVIEW_DONE).order_by(Event.id.desc())
    for event in session.scalars(done):
        facts = event.facts
        if facts.get("statement") == statement.id and "outcome" in facts:
            return ReviewFinding(ReviewOutcome(facts["outcome"]), Rag(facts["rag"]), shared=facts["shared"])
    return None


def _review(session: Session, item: Recommendation, due_on: date) -> Review:
    found = session.scalar(select(Review).where(Review.recommendation_id == item.id, Review.due_on == due_on))
    if found is None:
        found = Review(recommendation=item, due_on=due_on)
        session.add(found)
        session.flush()
    return found


def _standing(item: Recommendation) -> Select[Statement]:
    return (
        select(Statement)
        .join(statement_item, statement_item.c.statement_id == Statement.id)
        .where(
            statement_item.c.recommendation_id == item.id,
            Statement.withdrawn_at.is_(None),
            Statement.deleted_at.is_(None),
        )
        .order_by(Statement.effective_on.desc(), Statement.id.desc())
    )


def _standing_within(session: Session, item: Recommendation, since: date, before: date) -> Statement | None:
    within = _standing(item).where(Statement.effective_on >= since, Statement.effective_on < before)
    return session.scalar(within.limit(1))
