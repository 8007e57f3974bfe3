"""One item, as its reader may see it."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from handlers import evidence
from handlers.ask import Ask
from handlers.doing import can_do
from models import spoken
from models.asking import open_request
from models.checking import check_of
from models.kinds import ItemKind, StatementKind, Status
from models.recommendation import Recommendation
from models.statement import Statement
from templates.messages import ItemDetail, StatementRow, Who
from templates.rows import row, statement, who

LATEST = 3
MOST_SHOWN = 20


def detail(session: Session, ask: Ask, item: Recommendation, *, full: bool) -> ItemDetail:
    """Return `item`: in full with what was recorded for it, or in brief with the latest of that.

    What was recorded can be sensitive: only the owner, the deputy and coordinators read it.
    """
    may_read = ask.who.may_read_statements_of(item)
    said = spoken.statements_of(session, item, MOST_SHOWN if full else LATEST) if may_read else []
    # Of most items nothing has been said: then neither is counted nor looked for what answered a review.
    is_silent = may_read and not said
    counts = spoken.NOTHING_SAID if is_silent else spoken.count_statements(session, item)
    return ItemDetail(
        row=row(item, ask.today),
        today=ask.today,
        full=full,
        deputy=who(item.deputy) if item.deputy else None,
        portfolio=item.portfolio,
        board=item.board,
        addressed_to=tuple(sorted(item.addressed_to)),
        mandatory=item.mandatory,
        wording=item.deadline_wording,
        basis=item.deadline_basis,
        original_deadline_on=item.original_deadline_on,
        deadline_moves=item.deadline_moves,
        status_since=item.status_since,
        published_on=item.report.published_on,
        parent=item.parent.reference if item.parent else None,
        children=_children(item),
        statements=_statements(session, ask, item, said, full=full),
        updates=counts[StatementKind.UPDATE],
        evidence=counts[StatementKind.EVIDENCE],
        hidden=0 if may_read else sum(counts.values()),
        notes=item.notes if full else None,
        last_review_on=None if is_silent else spoken.last_review_done(session, item),
        asked_by=_asked_by(session, item),
        check_level=_check_level(session, ask, item),
        can_do=can_do(ask, item),
    )


def _asked_by(session: Session, item: Recommendation) -> Who | None:
    request = open_request(session, item) if item.asked_to is not None else None
    return who(request.by) if request else None


def _check_level(session: Session, ask: Ask, item: Recommendation) -> str | None:
    """Return which further check a submission waits for; None where the force has none, or a coordinator checks."""
    if item.status is not Status.SUBMITTED or not ask.policy.check_levels:
        return None
    level = check_of(session, item, ask.policy).level
    return level.name if level else None


def _statements(
    session: Session, ask: Ask, item: Recommendation, said: Sequence[Statement], *, full: bool
) -> tuple[StatementRow, ...]:
    is_withdrawn = any(each.withdrawn_at is not None for each in said)
    by = spoken.withdrawals(session, item) if is_withdrawn else {}
    return tuple(
        statement(
            each,
            item,
            ask.policy.zone.key,
            can_do=evidence.can_do(ask, each) if full else (),
            withdrawn_by=by.get(each.id),
        )
        for each in said
    )


def _children(item: Recommendation) -> tuple[str, ...]:
    """Return the references of what a cause of concern carries; nothing else carries anything."""
    if item.kind is not ItemKind.CAUSE_OF_CONCERN:
        return ()
    return tuple(child.reference for child in item.children)
