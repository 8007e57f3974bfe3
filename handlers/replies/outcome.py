"""What was recorded, as it is said back to its author: the end of every way through this room."""

from sqlalchemy.orm import Session

from handlers.replies.proposals import proposals_of
from handlers.request import Request
from models.enums import Rag, StatementKind
from models.queries import statements
from models.queries.similar import similar_to
from models.register.judgement import judgements_of
from models.register.rag import rule_for
from models.statements.statement import Statement
from templates.messages.replies import Judged, Recorded, RecordedTogether, Supported
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
        judged=_judged_by(statement, request),
        proposals=proposals_of(session, statement, request.policy),
        outcome=review.outcome if review else None,
        shared=review is not None and review.shared_on is not None,
    )


def _judged_by(statement: Statement, request: Request) -> Judged | None:
    """Return the colour that `statement` judged last, and how the item is shown by rule; None if it judged none."""
    judged = judgements_of(statement)
    if not judged:
        return None
    latest, item = judged[-1], judged[-1].recommendation
    rule = rule_for(item, request.today)
    overruled = rule is not None and rule.rag != latest.now
    return Judged(
        rag=Rag(latest.now),
        was=Rag(latest.was) if latest.was else None,
        shown=item.rag_on(request.today),
        rule=rule.name if rule and overruled else None,
        undone=latest.undone_at is not None,
    )
