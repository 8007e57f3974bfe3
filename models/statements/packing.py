"""What may go into a pack of evidence."""

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.people.person import Person
from models.policy import Policy
from models.refusals.evidence import NotYoursToRead, PackTooLarge, TooManyForPack
from models.register.access import may_read
from models.register.recommendation import Recommendation
from models.reviews.review import Review
from models.statements.statement import AttachedFile, FileState, Statement, statement_item

MOST_ITEMS: Final = 30
"""Items whose evidence goes into one pack."""

MEGABYTE: Final = 2**20
LARGEST: Final = 300 * MEGABYTE
"""Octets of files that go into a pack which is sent; one that is written to a disk has no limit."""


def check_may_pack(
    session: Session, items: Collection[Recommendation], person: Person | None, policy: Policy
) -> None:
    """Raise NotYoursToRead or TooManyForPack unless `person` may have the evidence for `items` in one pack.

    None is the force's own machine, which may have any.
    """
    for item in items:
        if person is not None and not may_read(session, person, item, policy):
            raise NotYoursToRead(reference=item.reference)
    if len(items) > MOST_ITEMS:
        raise TooManyForPack(most=MOST_ITEMS, number=len(items))


def check_may_be_sent(session: Session, items: Collection[Recommendation]) -> None:
    """Raise PackTooLarge if the stored files for `items` are more than is sent at once."""
    files = (
        select(AttachedFile.id, AttachedFile.size)
        .join(statement_item, statement_item.c.statement_id == AttachedFile.statement_id)
        .where(
            statement_item.c.recommendation_id.in_([item.id for item in items]),
            AttachedFile.state == FileState.STORED,
        )
        .distinct()
        .subquery()
    )
    octets = session.scalar(select(func.sum(files.c.size))) or 0
    if octets > LARGEST:
        raise PackTooLarge(size=-(-octets // MEGABYTE), most=LARGEST // MEGABYTE)


def statements_for(session: Session, items: Collection[Recommendation]) -> Sequence[Statement]:
    """Return everything that was ever said for any of `items`, each once, in the order of its recording."""
    said = select(statement_item.c.statement_id).where(
        statement_item.c.recommendation_id.in_([item.id for item in items])
    )
    return session.scalars(
        select(Statement)
        .where(Statement.id.in_(said))
        .options(
            selectinload(Statement.items),
            selectinload(Statement.files),
            selectinload(Statement.wordings),
            selectinload(Statement.links),
        )
        .order_by(Statement.id)
    ).all()


def reviews_of(session: Session, item: Recommendation) -> Sequence[Review]:
    """Return every review of `item` that has opened, in the order of their days."""
    return session.scalars(
        select(Review).where(Review.recommendation_id == item.id).order_by(Review.due_on)
    ).all()
