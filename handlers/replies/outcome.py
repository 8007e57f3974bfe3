"""What was recorded, as it is said back to its author: the end of every way through this room."""

from sqlalchemy.orm import Session

from handlers.replies.proposals import proposals_of
from handlers.replies.rag import judged_by
from handlers.request import Request
from models.enums import StatementKind
from models.queries import statements
from models.queries.similar import similar_to
from models.statements.statement import Statement
from templates.messages.replies import Recorded, RecordedTogether, Supported
from templates.presenters.rows import files, row, rows


def said_back(session: Session, statement: Statement, request: Request) -> Recorded | RecordedTogether:
    """Return what `statement` is now, with the other parts of the message from which it came."""
    together = statements.said_together(session, statement)
    parts = tuple(recorded(session, each, request) for each in together)
    return parts[0] if len(parts) == 1 else RecordedTogether(parts)


def recorded(session: Session, statement: Statement, request: Request) -> Recorded:
    """Return what `statement` is now, as it is said back to its author."""
    reviews = statements.reviews_answered_by(session, statement)
    answered = {each.recommendation_id: each.due_on for each in reviews}
    review = reviews[0] if reviews else None
    item, *others = statements.items_supported(session, statement)
    is_evidence = statement.kind is StatementKind.EVIDENCE and statement.counts
    return Recorded(
        kind=statement.kind,
        statement=statement.id,
        row=row(item, request.today),
        text=statement.text,
        today=request.today,
        files=files(statement.files),
        review_on=answered.get(item.id),
        next_review_on=item.review_due_on,
        edited_at=statement.edited_at,
        deleted_at=statement.deleted_at,
        undone_at=statement.withdrawn_at,
        others=tuple(Supported(row(each, request.today), answered.get(each.id)) for each in others),
        similar=rows(similar_to(session, statement, request.who), request.today) if is_evidence else (),
        links=tuple(statement.addresses),
        replaces=statement.replaces_id,
        replaced_by=statement.replaced_by.id if statement.replaced_by else None,
        undone_because=statement.withdrawn_because,
        judged=judged_by(statement, request),
        proposals=proposals_of(session, statement, request.policy),
        outcome=review.outcome if review else None,
        shared=review is not None and review.shared_on is not None,
    )
