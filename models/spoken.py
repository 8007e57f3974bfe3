"""Named questions about what was said: statements, held replies, reviews and the notices that asked for them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from models.kinds import StatementKind
from models.notice import Notice, NoticeState, Reminder
from models.person import Person
from models.recommendation import Recommendation
from models.review import Review
from models.statement import HeldReply, Statement, statement_item

PART = "#"
"""What stands, in the source of a statement, between the message and the number of its part."""

NOTHING_SAID = dict.fromkeys(StatementKind, 0)


def count_statements(session: Session, item: Recommendation) -> dict[StatementKind, int]:
    """Count what stands for `item`, by kind; a kind without any is 0."""
    counted = session.execute(
        select(Statement.kind, func.count())
        .join(statement_item, statement_item.c.statement_id == Statement.id)
        .where(
            statement_item.c.recommendation_id == item.id,
            Statement.withdrawn_at.is_(None),
            Statement.deleted_at.is_(None),
        )
        .group_by(Statement.kind)
    )
    return NOTHING_SAID | dict(counted.all())


def statements_of(session: Session, item: Recommendation, most: int) -> Sequence[Statement]:
    """Return up to `most` statements for `item`, newest first, with those taken back."""
    return session.scalars(
        select(Statement)
        .join(statement_item, statement_item.c.statement_id == Statement.id)
        .where(statement_item.c.recommendation_id == item.id)
        .options(selectinload(Statement.files))
        .order_by(Statement.id.desc())
        .limit(most)
    ).all()


def latest_updates(session: Session, items: Sequence[int], until: date) -> dict[int, Statement]:
    """Return, for each of `items` that has any, the latest update that stands from up to the date `until`.

    Evidence is not among them: it can be sensitive, and what is told here goes to the committee.
    """
    said = session.execute(
        select(statement_item.c.recommendation_id, Statement)
        .join(Statement, Statement.id == statement_item.c.statement_id)
        .where(
            statement_item.c.recommendation_id.in_(items),
            Statement.kind == StatementKind.UPDATE,
            Statement.effective_on <= until,
            Statement.withdrawn_at.is_(None),
            Statement.deleted_at.is_(None),
        )
        .order_by(Statement.effective_on, Statement.id)
    )
    return dict(said.all())


def last_review_done(session: Session, item: Recommendation) -> date | None:
    """Return the local date on which a review of `item` was last done, or None."""
    return session.scalar(select(func.max(Review.done_on)).where(Review.recommendation_id == item.id))


def statement_from(session: Session, source: str) -> Statement | None:
    """Return the statement that was recorded from this message, or None."""
    return session.scalar(select(Statement).where(Statement.source == source))


def said_together(session: Session, statement: Statement) -> Sequence[Statement]:
    """Return the statements that came from the same message as `statement`, in the order of its parts."""
    message = statement.source.partition(PART)[0]
    together = or_(
        Statement.source == message, Statement.source.startswith(f"{message}{PART}", autoescape=True)
    )
    return session.scalars(select(Statement).where(together).order_by(Statement.id)).all()


def review_answered_by(session: Session, statement: Statement) -> Review | None:
    """Return the review that `statement` answered, or None."""
    return session.scalar(select(Review).where(Review.statement_id == statement.id).limit(1))


def held_reply_from(session: Session, source: str) -> HeldReply | None:
    """Return the held reply that came from this message, or None."""
    return session.scalar(select(HeldReply).where(HeldReply.source == source))


def notice_by_key(session: Session, key: str) -> Notice | None:
    """Return the notice with this key, or None."""
    return session.scalar(select(Notice).where(Notice.key == key))


def notice_posted(session: Session, channel: str, message: str) -> Notice | None:
    """Return the notice that was posted as this message of this channel, or None."""
    return session.scalar(
        select(Notice).where(
            Notice.posted_in == channel, Notice.posted_as == message, Notice.replaces_id.is_(None)
        )
    )


def items_of_notice(session: Session, notice: Notice) -> Sequence[Recommendation]:
    """Return the items that a reminder was about, those not yet answered first."""
    reminded = (
        select(Reminder.recommendation_id)
        .where(Reminder.notice_id == notice.id)
        .group_by(Reminder.recommendation_id)
    )
    return session.scalars(
        select(Recommendation).where(Recommendation.id.in_(reminded)).order_by(Recommendation.pressing_on)
    ).all()


def unanswered_of(session: Session, person: Person) -> Sequence[Recommendation]:
    """Return the items of which `person` was reminded, and has not answered."""
    reminded = (
        select(Reminder.recommendation_id)
        .join(Notice, Notice.id == Reminder.notice_id)
        .where(
            Notice.person_id == person.id,
            Notice.state != NoticeState.CANCELLED,
            Reminder.quieted_at.is_(None),
        )
    )
    return session.scalars(
        select(Recommendation).where(Recommendation.id.in_(reminded)).order_by(Recommendation.pressing_on)
    ).all()


def reminders_told(session: Session, items: Sequence[int]) -> Sequence[Notice]:
    """Return the notices in which these items were reminded of and that are still worth keeping true.

    Only the latest notice of each item counts: older ones have been overtaken by it.
    """
    latest = (
        select(func.max(Reminder.notice_id))
        .where(Reminder.recommendation_id.in_(items), Reminder.notice_id.is_not(None))
        .group_by(Reminder.recommendation_id)
    )
    return session.scalars(select(Notice).where(Notice.id.in_(latest))).all()
