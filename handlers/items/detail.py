"""One item, as its reader may see it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from handlers.items import evidence
from handlers.permissions import can_do
from handlers.request import Request
from models.completion import checking
from models.completion.checking import last_event
from models.deadlines.extensions import open_request
from models.enums import ItemKind, StatementKind, Status
from models.ledger.event import EventKind
from models.people.person import Person
from models.queries import statements
from models.register import access
from models.register.fields import Place
from models.register.rag import rule_for
from models.register.recommendation import Recommendation
from models.reviews.liaising import meetings_of, open_requests
from models.reviews.reviewing import last_done
from models.statements.statement import Statement
from templates.messages.items import ItemDetail, Overruled, ReviewFound, StatementRow, WithLead
from templates.presenters.rows import filed, row, statement, who
from templates.who import Who

LATEST = 3
MOST_SHOWN = 20


def detail(session: Session, ask: Request, item: Recommendation, *, full: bool) -> ItemDetail:
    """Return `item`: in full with what was recorded for it, or in brief with the latest of that.

    What was recorded, and the notes, are for those alone who may read them.
    """
    may_read = access.may_read(session, ask.who, item, ask.policy)
    said = _readable(session, ask, item, MOST_SHOWN if full else LATEST, may_read=may_read)
    # Of most items nothing has been said: then neither is counted nor looked for what answered a review.
    is_silent = may_read and not said
    counts = statements.NOTHING_SAID if is_silent else statements.count_statements(session, item)
    return ItemDetail(
        row=row(item, ask.today),
        today=ask.today,
        full=full,
        deputy=who(item.deputy) if item.deputy else None,
        filed=filed(item, Place.STATUS),
        addressed_to=tuple(sorted(item.addressed_to)),
        mandatory=item.mandatory,
        accepted=item.accepted,
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
        hidden=0 if may_read else sum(counts.values()) - len(said),
        notes=item.notes if full and may_read else None,
        last_review_on=None if is_silent else statements.last_review_done(session, item),
        asked_by=_asked_by(session, item),
        check_level=_check_level(session, ask, item),
        can_do=can_do(ask, item),
        team=item.team.name if item.team else None,
        overruled=_overruled(session, item, ask.today),
        found=_found(session, item) if full else None,
        help_wanted=_help_wanted(session, ask, item, may_read=may_read) if full else (),
        last_meeting=_last_meeting(session, ask, item) if full else None,
        held_on=item.held_on,
        held_because=item.held_because if may_read else None,
        erase_on=item.erase_on,
        erased_on=item.erased_on,
    )


def _readable(
    session: Session, ask: Request, item: Recommendation, most: int, *, may_read: bool
) -> Sequence[Statement]:
    """Return up to `most` statements that the asker may read: all, or of the lead's what was shared."""
    if may_read:
        return statements.statements_of(session, item, most)
    if not ask.who.is_liaison_lead:
        return ()
    said = statements.statements_of(session, item, MOST_SHOWN)
    return [each for each in said if access.is_shared_with(ask.who, each)][:most]


def _statements(
    session: Session, ask: Request, item: Recommendation, said: Sequence[Statement], *, full: bool
) -> tuple[StatementRow, ...]:
    is_withdrawn = any(each.withdrawn_at is not None for each in said)
    by = statements.withdrawals(session, item) if is_withdrawn else {}
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


def _overruled(session: Session, item: Recommendation, today: date) -> Overruled | None:
    """Return the judgement that does not show since a rule decides otherwise; None where none is hidden."""
    rule, judged = rule_for(item, today), item.judged_rag
    if rule is None or judged is None or rule.rag is judged:
        return None
    event = last_event(session, item, EventKind.RAG_JUDGED)
    by = session.get(Person, event.by_id) if event and event.by_id else None
    return Overruled(judged, rule.name, who(by) if by else None, event.effective_on if event else None)


def _found(session: Session, item: Recommendation) -> ReviewFound | None:
    done = last_done(session, item)
    if done is None or done.done_on is None:
        return None
    return ReviewFound(done.done_on, done.outcome, done.rag, done.shared_on)


def _help_wanted(
    session: Session, ask: Request, item: Recommendation, *, may_read: bool
) -> tuple[WithLead, ...]:
    return tuple(
        WithLead(ask.policy.today(each.asked_at), who(each.by), each.text if may_read else None)
        for each in open_requests(session, item)
    )


def _last_meeting(session: Session, ask: Request, item: Recommendation) -> WithLead | None:
    for meeting in meetings_of(session, item, 1):
        may_read = access.may_read_agreed(session, ask.who, meeting.items, ask.policy)
        return WithLead(meeting.held_on, who(meeting.owner), meeting.agreed if may_read else None)
    return None


def _asked_by(session: Session, item: Recommendation) -> Who | None:
    request = open_request(session, item) if item.asked_to is not None else None
    return who(request.by) if request else None


def _check_level(session: Session, ask: Request, item: Recommendation) -> str | None:
    """Return which further check a submission waits for; None where the force has none, or a coordinator checks."""
    if item.status is not Status.SUBMITTED or not ask.policy.check_levels:
        return None
    level = checking.check_of(session, item, ask.policy).level
    return level.name if level else None


def _children(item: Recommendation) -> tuple[str, ...]:
    """Return the references of what a cause of concern carries; nothing else carries anything."""
    if item.kind is not ItemKind.CAUSE_OF_CONCERN:
        return ()
    return tuple(child.reference for child in item.children)
