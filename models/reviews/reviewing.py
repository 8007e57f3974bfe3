"""The three-monthly review as an act of its own, and what became of the reviews of a quarter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, contains_eager

from models.enums import StatementKind
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.queries import statements
from models.refusals.progress import NarrativeMissing, NoReviewDone, NotReviewed, ReviewNotOpen
from models.register.judgement import check_judgement, judge
from models.register.recommendation import Recommendation
from models.register.substance import says_why
from models.reminders.cadence import ONE_DAY, REVIEW_OPENS
from models.reviews.review import Review, ReviewFinding
from models.statements.recording import RecordedStatement, record, review_due_within
from models.statements.statement import AttachedFile, Statement

MONTHS_IN_A_QUARTER = 3


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
    if not says_why(said.text):
        raise NarrativeMissing
    check_judgement(item, found.rag, said.text)
    statement = record(session, StatementKind.UPDATE, said, [item], audit, files, found=found)
    judge(session, item, found.rag, statement, audit)
    return statement


def share(session: Session, item: Recommendation, audit: AuditContext) -> Review:
    """Note that the last review done was shared with the Force Liaison Lead; return it. Raises NoReviewDone."""
    done = last_done(session, item)
    if done is None:
        raise NoReviewDone(reference=item.reference)
    if done.shared_on is None:
        done.shared_on = audit.on
        item.note(EventKind.REVIEW_SHARED, audit, review=done.due_on)
    return done


def last_done(session: Session, item: Recommendation) -> Review | None:
    """Return the review of `item` that was done last, or None."""
    done = select(Review).where(Review.recommendation_id == item.id, Review.done_on.is_not(None))
    return session.scalars(done.order_by(Review.due_on.desc()).limit(1)).first()


@dataclass(frozen=True)
class Quarter:
    """Three months from the local date `begins_on` up to `ends_on`: those of calendar and financial years agree."""

    begins_on: date
    ends_on: date

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Return the quarter that `day` lies in."""
        first = (day.month - 1) // MONTHS_IN_A_QUARTER * MONTHS_IN_A_QUARTER + 1
        begins = date(day.year, first, 1)
        following = (begins + timedelta(days=31 * MONTHS_IN_A_QUARTER)).replace(day=1)
        return cls(begins, following - ONE_DAY)

    @property
    def before(self) -> "Quarter":
        """The quarter before this one."""
        return Quarter.of(self.begins_on - ONE_DAY)


@dataclass(frozen=True)
class Reviews:
    """The reviews that fall due in a quarter: `done`, `missed` (past and not done), and those `to_come`."""

    done: Sequence[Review]
    missed: Sequence[Review]
    to_come: Sequence[tuple[Recommendation, date]]


def reviews_of(session: Session, quarter: Quarter, today: date) -> Reviews:
    """Return what became, by the local date `today`, of the reviews that fall due in `quarter`."""
    written = session.scalars(
        select(Review)
        .join(Review.recommendation)
        .options(contains_eager(Review.recommendation))
        .where(Review.due_on >= quarter.begins_on, Review.due_on <= quarter.ends_on)
        .order_by(Review.due_on, Review.id)
    ).all()
    unanswered = [each for each in written if each.done_on is None]
    ahead = session.scalars(
        select(Recommendation)
        .where(
            and_(Recommendation.is_open, Recommendation.for_force),
            Recommendation.pressing_on <= quarter.ends_on,
            Recommendation.review_due_on >= quarter.begins_on,
            Recommendation.review_due_on <= quarter.ends_on,
        )
        .order_by(Recommendation.review_due_on, Recommendation.id)
    ).all()
    open_now = {(each.recommendation_id, each.due_on) for each in unanswered if each.due_on >= today}
    to_come = [(each.recommendation, each.due_on) for each in unanswered if each.due_on >= today]
    to_come += [
        (item, item.review_due_on)
        for item in ahead
        if item.review_due_on is not None
        and item.review_due_on >= today
        and (item.id, item.review_due_on) not in open_now
    ]
    return Reviews(
        done=[each for each in written if each.done_on is not None],
        missed=[each for each in unanswered if each.due_on < today],
        to_come=sorted(to_come, key=lambda each: (each[1], each[0].id)),
    )
