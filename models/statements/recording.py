"""Recording what was said, with the review it does and the reminders it quiets; and undoing that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import Session

from models.enums import Rag, ReviewOutcome, StatementKind
from models.ledger.audit_context import AuditContext
from models.ledger.event import Event, EventKind
from models.outbox import outbox
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
    StatementKind.NOTE: EventKind.NOTE_KEPT,
}

_QUIET = (
    update(DueReminder)
    .where(DueReminder.recommendation_id == bindparam("item"), DueReminder.quieted_at.is_(None))
    .values(quieted_at=bindparam("at"))
    .execution_options(synchronize_session=False)
)
"""Whoever records something has loaded no reminder that would have to follow."""


_LATEST_REVIEW = (
    select(Review.due_on)
    .where(Review.recommendation_id == bindparam("item"), Review.due_on <= bindparam("until"))
    .order_by(Review.due_on.desc())
    .limit(1)
)


@dataclass(frozen=True)
class RecordedStatement:
    """Words as they came in: the `part` with that number of what `message` identifies, so that it is recorded once.

    They are those of a reply where `is_reply` says so: of a message to us, not of a command or a form. `links` are
    web addresses that were given besides those in the words.
    """

    by: Person
    text: str
    message: str
    permalink: str | None = None
    links: Sequence[str] = ()
    is_reply: bool = False
    part: int = 1

    @property
    def source(self) -> str:
        """What identifies the words; the first part of a message is called as the message itself."""
        return self.message if self.part == 1 else f"{self.message}#{self.part}"


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

    Nothing may have been recorded from the same source before: callers look for that with `statement_from`. The
    ledger is told the statement's number for each item, and the item's waiting reminders are quieted; a note quiets
    nothing. Only with `found` is it the narrative of a review: it does the one that opened last, and its words are
    meant for the committee. Raises what `check_replaceable` of the earlier one raises.
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
        message=said.message,
        part=said.part,
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
        statement.link((*addresses_in(said.text), *said.links, *(each.link for each in files if each.link)))
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
    """Withdraw `statement` and reopen the reviews it did; return False if it was withdrawn before.

    `because` is the reason, where one was given. The version that it had replaced counts again. Raises WordsErased.
    """
    if not statement.withdraw(audit, because):
        return False
    unsettle(session, statement, audit)
    return True


def take_review_back(session: Session, statement: Statement, audit: AuditContext) -> bool:
    """Have `statement` be the narrative of no review any more; it stays recorded. Return False if it was none."""
    if not _reopen(session, statement, audit):
        return False
    statement.mark_for_committee(audit, wanted=False)
    undo_judgements(session, statement, audit)
    session.flush()
    return True


def record_as(session: Session, statement: Statement, kind: StatementKind, audit: AuditContext) -> None:
    """Have `statement` count as of another `kind`, since its words have changed.

    What becomes a note quiets nothing and does no review any more; what was one does so from the day it was said.
    """
    was, statement.kind = statement.kind, kind
    if kind is was:
        return
    if kind is StatementKind.EVIDENCE:
        statement.link(addresses_in(statement.text))
    since = audit.effective(statement.effective_on)
    for item in statement.items:
        if was is StatementKind.NOTE:
            _take_note(session, statement, item, since)
        else:
            item.note(_RECORDED[kind], since, statement=statement.id)
    if kind is StatementKind.NOTE:
        unsettle(session, statement, audit)
        statement.mark_for_committee(audit, wanted=False)


def unsettle(session: Session, statement: Statement, audit: AuditContext) -> None:
    """Reopen the reviews, wake the reminders and take back the colours of a statement which no longer stands."""
    _release(session, statement)
    _reopen(session, statement, audit)
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


def _reopen(session: Session, statement: Statement, audit: AuditContext) -> bool:
    """Reopen the reviews that `statement` did; return whether it did any.

    A review stays done where another statement that stands has done it before.
    """
    did = session.scalars(select(Review).where(Review.statement_id == statement.id)).all()
    for review in did:
        item = review.recommendation
        review.done_on = review.statement_id = None
        review.find(None, audit.on)
        item.note(EventKind.REVIEW_REOPENED, audit, review=review.due_on, statement=statement.id)
        session.flush()
        if (other := _done_before(session, item, review)) is not None:
            before, found, on = other
            settle_review(item, review, before, audit.effective(on), found)
        elif (
            item.review_due_on is not None
            and audit.today < item.next_review_after(review.due_on) - REVIEW_OPENS
        ):
            item.review_due_on = review.due_on
            item.look_again()
    return bool(did)


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
    if statement.kind is StatementKind.NOTE:
        return
    open_reviews(session, item, audit.on)
    if found is not None and (due := review_due_within(session, item, audit.on)):
        settle_review(item, review_of(session, item, due), statement, audit, found)
    item.answer(audit.on)
    quiet(session, item, audit)


def _instants_of(session: Session, statement: Statement) -> set[datetime]:
    """Return when `statement` was recorded for its items: the others came to it later than the first."""
    recorded = session.execute(
        select(Event.recorded_at, Event.facts).where(
            Event.recommendation_id.in_([item.id for item in statement.items]),
            Event.kind.in_(_RECORDED.values()),
        )
    )
    return {at for at, facts in recorded if facts.get("statement") == statement.id}


def quiet(session: Session, item: Recommendation, audit: AuditContext) -> None:
    """Quiet the reminders of `item` that have come due: an answer has been given, or they no longer matter."""
    session.execute(_QUIET, {"item": item.id, "at": audit.at})


def open_reviews(session: Session, item: Recommendation, today: date) -> None:
    """Write down every review of `item` that has opened by the local date `today`; pass on to the latest.

    A review that nobody did before the next one opened stays as it is: only updated, or missed.
    """
    opened = reviews_opened(item.review_anchor_on, item.review_due_on, today)
    if opened:
        session.flush()
        rows = [{"recommendation_id": item.id, "due_on": due_on} for due_on in opened]
        outbox.write_down_reviews(session, rows)
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
    latest = session.scalar(_LATEST_REVIEW, {"item": item.id, "until": on + REVIEW_OPENS})
    if latest is None or item.next_review_after(latest) - REVIEW_OPENS <= on:
        return None
    return latest


def settle_review(
    item: Recommendation, review: Review, statement: Statement, audit: AuditContext, found: ReviewFinding
) -> None:
    """Have `review` be done by `statement`, its narrative, with what it `found`."""
    review.done_on, review.statement_id = audit.on, statement.id
    review.find(found, audit.on)
    if item.review_due_on is not None:
        item.review_due_on = max(item.review_due_on, item.next_review_after(review.due_on))
        item.look_again()
    facts = {"outcome": found.outcome, "rag": found.rag, "shared": found.shared}
    item.note(EventKind.REVIEW_DONE, audit, review=review.due_on, statement=statement.id, **facts)


def review_of(session: Session, item: Recommendation, due_on: date) -> Review:
    """Return the review of `item` that is due on this day, written down if it was not."""
    found = session.scalar(select(Review).where(Review.recommendation_id == item.id, Review.due_on == due_on))
    if found is None:
        found = Review(recommendation=item, due_on=due_on)
        session.add(found)
        session.flush()
    return found


def _done_before(
    session: Session, item: Recommendation, review: Review
) -> tuple[Statement, ReviewFinding, date] | None:
    """Return the statement that stands and did `review` last, with what it found and on which day; None if none."""
    told = item.events.where(Event.kind.in_((EventKind.REVIEW_DONE, EventKind.REVIEW_REOPENED)))
    last: dict[int, Event] = {}
    for event in session.scalars(told.order_by(Event.id)):
        if event.facts["review"] == review.due_on.isoformat() and "statement" in event.facts:
            last[event.facts["statement"]] = event
    standing = {each.id: each for each in session.scalars(_standing(item).where(Statement.id.in_(last)))}
    for number, event in sorted(last.items(), key=lambda each: -each[1].id):
        if number in standing and event.kind is EventKind.REVIEW_DONE:
            facts = event.facts
            found = ReviewFinding(ReviewOutcome(facts["outcome"]), Rag(facts["rag"]), shared=facts["shared"])
            return standing[number], found, event.effective_on
    return None


def _standing(item: Recommendation) -> Select[Statement]:
    return (
        select(Statement)
        .join(statement_item, statement_item.c.statement_id == Statement.id)
        .where(
            statement_item.c.recommendation_id == item.id,
            Statement.kind != StatementKind.NOTE,
            Statement.withdrawn_at.is_(None),
            Statement.deleted_at.is_(None),
        )
        .order_by(Statement.effective_on.desc(), Statement.id.desc())
    )
