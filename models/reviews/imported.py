"""The reviews that an item brings along from another register, which knows the day of the last one."""

from sqlalchemy.orm import Session

from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.register.recommendation import Recommendation
from models.reminders.cadence import review_opened
from models.reviews.review import Review


def take_over_last_review(session: Session, item: Recommendation, audit: AuditContext) -> None:
    """Write down what the last review of an item that is new here says: which one it did, and which were missed.

    It did the one that had opened last by its day. Those that fell due after it, before the item was entered, were
    not done. What came before it is not known. Nothing is written of an item without that day, nor of one that is
    not reviewed any more.
    """
    last = item.last_reviewed_on
    if last is None or item.review_due_on is None:
        return
    answered = review_opened(item.review_anchor_on, last)
    if answered is not None:
        session.add(Review(recommendation=item, due_on=answered, done_on=last))
        item.note(EventKind.REVIEW_DONE, audit.effective(last), review=answered)
        if item.review_due_on == answered:
            item.review_due_on = item.next_review_after(answered)
            item.look_again()
    due = item.next_review_after(answered or item.added_on)
    while due < item.tracked_on:
        session.add(Review(recommendation=item, due_on=due))
        due = item.next_review_after(due)
