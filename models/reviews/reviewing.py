"""The three-monthly review as an act of its own."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.enums import Rag, ReviewOutcome, StatementKind
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.queries import statements
from models.refusals.evidence import EvidenceDoesNotCount
from models.refusals.progress import (
    NarrativeMissing,
    NoEvidenceToShare,
    NoReviewDone,
    NotReviewed,
    ReviewNotOpen,
    ReviewOver,
)
from models.register.judgement import check_judgement, judge
from models.register.recommendation import Recommendation
from models.register.substance import is_narrative
from models.reminders.cadence import REVIEW_OPENS
from models.reviews.review import Review, ReviewFinding
from models.statements.recording import (
    RecordedStatement,
    record,
    review_due_within,
    review_of,
    settle_review,
)
from models.statements.statement import AttachedFile, Statement, statement_item

FEWEST_WORDS: Final = 4
"""Words, without numbers such as an item's, that an update needs to be the narrative of a review as it is."""

FITTING: Final[Mapping[ReviewOutcome, tuple[Rag, ...]]] = {
    ReviewOutcome.ON_TRACK: (Rag.GREEN, Rag.AMBER, Rag.WHITE),
    ReviewOutcome.AT_RISK: (Rag.AMBER, Rag.RED, Rag.WHITE),
    ReviewOutcome.OFF_TRACK: (Rag.RED, Rag.WHITE),
    ReviewOutcome.COMPLETE: (Rag.GREEN,),
}
"""The colours that go with an outcome: the one judged last stays where it does, else it becomes the first."""


def check_reviewable(session: Session, item: Recommendation, on: date) -> date:
    """Return the day on which the review is due that can be done on the local date `on`.

    It is open, or has been answered since it opened. Raises NotReviewed for what is not reviewed at all, and
    ReviewNotOpen before the first review opens.
    """
    if item.review_due_on is None:
        raise NotReviewed(reference=item.reference)
    due_on = review_due_within(session, item, on)
    if due_on is None:
        raise ReviewNotOpen(
            reference=item.reference, due=item.review_due_on, opens=item.review_due_on - REVIEW_OPENS
        )
    return due_on


def review(
    session: Session,
    item: Recommendation,
    found: ReviewFinding,
    said: RecordedStatement,
    audit: AuditContext,
    files: Sequence[AttachedFile] = (),
) -> Statement:
    """Do the review of `item` that is open, with its narrative in `said`; return the narrative as recorded.

    It also takes the place of what answered the same review before. Raises NotReviewed, ReviewNotOpen,
    NarrativeMissing without a narrative of substance, or what `check_judgement` raises.
    """
    known = statements.statement_from(session, said.source)
    if known is not None:
        return known
    check_reviewable(session, item, audit.on)
    if not is_narrative(said.text):
        raise NarrativeMissing
    check_judgement(item, found.rag, said.text)
    statement = record(session, StatementKind.UPDATE, said, [item], audit, files, found=found)
    statement.shared_on = audit.on if found.shared else None
    judge(session, item, found.rag, statement, audit)
    return statement


def offers_review(session: Session, statement: Statement, on: date) -> date | None:
    """Return the day on which the review is due that `statement` can do on the local date `on`, or None.

    It can as an update of one open item that says enough, until the next review opens, while none has done it.
    """
    item = statement.items[0]
    if len(statement.items) > 1 or not statement.counts or not _is_narrative(statement) or not item.is_open:
        return None
    due_on = review_due_within(session, item, on)
    if due_on is None or due_on != review_due_within(session, item, statement.effective_on):
        return None
    done = session.scalar(
        select(Review.id).where(
            Review.recommendation_id == item.id, Review.due_on == due_on, Review.done_on.is_not(None)
        )
    )
    return due_on if done is None else None


def review_with(session: Session, statement: Statement, outcome: ReviewOutcome, audit: AuditContext) -> bool:
    """Have an update that was given do the review of its item, as its narrative; return False if it has already.

    The colour judged last stays where it goes with the `outcome`. Raises EvidenceDoesNotCount, NarrativeMissing,
    NotReviewed, ReviewNotOpen, or ReviewOver once the next review has opened.
    """
    item = statement.items[0]
    if not statement.counts:
        raise EvidenceDoesNotCount(number=statement.id)
    if statement.kind is StatementKind.NOTE or not statement.text.strip():
        raise NarrativeMissing
    due_on = check_reviewable(session, item, audit.on)
    if due_on != review_due_within(session, item, statement.effective_on):
        raise ReviewOver(reference=item.reference, due=due_on)
    done = review_of(session, item, due_on)
    if done.statement_id == statement.id and done.outcome is outcome:
        return False
    fitting = FITTING[outcome]
    rag = item.judged_rag if item.judged_rag in fitting else fitting[0]
    check_judgement(item, rag, statement.text)
    settle_review(item, done, statement, audit, ReviewFinding(outcome, rag))
    statement.mark_for_committee(audit)
    if rag is not item.judged_rag:
        judge(session, item, rag, statement, audit)
    session.flush()
    return True


def _is_narrative(statement: Statement) -> bool:
    is_said = statement.kind is not StatementKind.NOTE
    words = [word for word in statement.text.split() if any(map(str.isalpha, word))]
    return is_said and len(words) >= FEWEST_WORDS


def share(session: Session, item: Recommendation, audit: AuditContext) -> Review:
    """Note that the last review done was shared with the Force Liaison Lead; return it. Raises NoReviewDone."""
    done = last_done(session, item)
    if done is None:
        raise NoReviewDone(reference=item.reference)
    if done.shared_on is None:
        done.shared_on = audit.on
        item.note(EventKind.REVIEW_SHARED, audit, review=done.due_on)
    statement = session.get(Statement, done.statement_id) if done.statement_id else None
    if statement is not None:
        statement.shared_on = statement.shared_on or audit.on
    return done


def share_evidence(session: Session, item: Recommendation, audit: AuditContext) -> list[Statement]:
    """Note that the evidence for `item` was shared with the Force Liaison Lead; return what was not yet.

    Raises NoEvidenceToShare where there is none.
    """
    evidence = session.scalars(
        select(Statement)
        .join(statement_item)
        .where(
            statement_item.c.recommendation_id == item.id,
            Statement.kind == StatementKind.EVIDENCE,
            Statement.withdrawn_at.is_(None),
            Statement.deleted_at.is_(None),
        )
        .order_by(Statement.id)
    ).all()
    if not evidence:
        raise NoEvidenceToShare(reference=item.reference)
    fresh = [each for each in evidence if each.shared_on is None]
    for each in fresh:
        each.shared_on = audit.on
        item.note(EventKind.EVIDENCE_SHARED, audit, statement=each.id)
    return fresh


def last_done(session: Session, item: Recommendation) -> Review | None:
    """Return the review of `item` that was done last, or None."""
    done = select(Review).where(Review.recommendation_id == item.id, Review.done_on.is_not(None))
    return session.scalars(done.order_by(Review.due_on.desc()).limit(1)).first()
