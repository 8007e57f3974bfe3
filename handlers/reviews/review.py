"""The three-monthly review: done by form or command, marked as shared, and listed by quarter."""

import re
from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from handlers.arguments import item_and_rest
from handlers.notifications import tell_each
from handlers.replies.outcome import recorded, said_back
from handlers.replies.rag import read_again
from handlers.replies.record import attached, check_may_record, readable
from handlers.replies.reminders import show_answered
from handlers.request import Request
from handlers.roles import coordinators_only
from models.dates.relative import read_month
from models.enums import Rag, ReviewOutcome
from models.queries import items
from models.refusals.progress import NoSuchQuarter, OutcomeUnreadable
from models.register.recommendation import Recommendation
from models.reviews import liaising
from models.reviews.of_quarter import Quarter, reviews_of
from models.reviews.review import Review, ReviewFinding
from models.reviews.reviewing import (
    check_reviewable,
    review as do_review,
    review_with,
    share as share_review,
    share_evidence,
)
from models.statements.recording import RecordedStatement, take_review_back
from templates.filters import day
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.reviews import ReviewForm, ReviewList, ReviewRow
from templates.presenters.rows import row

MOST_LISTED = 40
_FINDING = re.compile(
    r"(?P<outcome>on track|at risk|off track|complete)\s*[,;]\s*(?P<rag>red|amber|green|white)"
    r"(?P<shared>\s*[,;]\s*shared(?:\s+with\s+(?:the\s+)?FLL)?)?\s*:\s*(?P<narrative>.*)",
    re.IGNORECASE | re.DOTALL,
)


def review(session: Session, request: Request) -> Message:
    """Return the form for the item's review; or do it, where words follow its reference.

    They read `on track, green, shared: narrative`. Raises ReferenceMissing, NoSuchItem, NotYours,
    OutcomeUnreadable, or what the verb raises.
    """
    item, finding = item_and_rest(session, request.words, "review")
    check_may_record(request, item)
    if not finding:
        return open_form(session, request)
    said = _FINDING.fullmatch(finding)
    if said is None:
        raise OutcomeUnreadable(reference=item.reference)
    found = _finding(item, said["outcome"], said["rag"], shared=bool(said["shared"]))
    return _do(session, request, item, found, said["narrative"].strip())


def open_form(session: Session, request: Request) -> Message:
    """Return the form for the review of the item that is named. Raises NoSuchItem, NotYours or ReviewNotOpen."""
    item = items.item_by_reference(session, request.words)
    check_may_record(request, item)
    due_on = check_reviewable(session, item, request.today)
    return ReviewForm(
        row(item, request.today), request.today, due_on, item.judged_rag, request.policy.lead_name
    )


def take_form(session: Session, request: Request) -> Message:
    """Do the review that was filled into the form; `words` is the item's reference.

    Raises NotYours, or OutcomeUnreadable and what the verb raises at their fields.
    """
    item = items.item_by_reference(session, request.words)
    check_may_record(request, item)
    found = _finding(
        item, request.filled("outcome"), request.filled("rag"), shared=bool(request.chosen("shared"))
    )
    return _do(session, request, item, found, request.filled("text"))


def review_as(session: Session, request: Request) -> Message:
    """Make an update the review of its item; `words` reads `17:on track`, its number and the outcome.

    Raises NoSuchStatement, NotYours, OutcomeUnreadable, or what the verb raises.
    """
    number, _, outcome = request.words.partition(":")
    statement = readable(session, request, number)
    check_may_record(request, statement.items[0])
    if outcome not in set(ReviewOutcome):
        raise OutcomeUnreadable(reference=statement.items[0].reference)
    review_with(session, statement, ReviewOutcome(outcome), request.act)
    return said_back(session, statement, request)


def undo(session: Session, request: Request) -> Message:
    """Have the update that the button names be no review any more. Raises NoSuchStatement or NotYours."""
    statement = readable(session, request, request.words)
    check_may_record(request, statement.items[0])
    if take_review_back(session, statement, request.act):
        read_again(session, statement, request.act)
    return said_back(session, statement, request)


def shared(session: Session, request: Request) -> Message:
    """Note that the last review of the item was shared with the Force Liaison Lead.

    With the word `evidence` after the reference, its evidence. Whoever is the lead here is told what they can read.
    Raises CoordinatorsOnly, ReferenceMissing, NoSuchItem, NoReviewDone or NoEvidenceToShare.
    """
    coordinators_only(session, request)
    item, what = item_and_rest(session, request.words, "shared")
    told = Acknowledged("shared_with_you", {"reference": item.reference, "by": request.who.name})
    tell_each(session, request, liaising.leads(session), f"shared:{request.source}", told, [item])
    if what.casefold() == "evidence":
        fresh = share_evidence(session, item, request.act)
        return Acknowledged("evidence_shared", {"reference": item.reference, "number": str(len(fresh))})
    done = share_review(session, item, request.act)
    on = day(done.shared_on or request.today)
    return Acknowledged("review_shared", {"reference": item.reference, "due": day(done.due_on), "on": on})


def reviews(session: Session, request: Request) -> Message:
    """Return the reviews of this quarter, of the last, or of that of a month. Raises NoSuchQuarter."""
    quarter = _quarter(request.words.strip(), request.today)
    found = reviews_of(session, quarter, request.today, MOST_LISTED)
    return ReviewList(
        begins_on=quarter.begins_on,
        ends_on=quarter.ends_on,
        today=request.today,
        missed=_rows(found.missed.first, request.today),
        updated=_rows(found.updated.first, request.today),
        to_come=tuple(ReviewRow(row(item, request.today), due_on) for item, due_on in found.to_come.first),
        done=_rows(found.done.first, request.today),
        missed_number=found.missed.number,
        updated_number=found.updated.number,
        to_come_number=found.to_come.number,
        done_number=found.done.number,
        shares=request.who.is_coordinator,
        lead=request.policy.lead_name,
    )


def _do(
    session: Session, request: Request, item: Recommendation, found: ReviewFinding, narrative: str
) -> Message:
    said = RecordedStatement(request.who, narrative, request.source, request.permalink)
    statement = do_review(session, item, found, said, request.act, attached(session, request))
    show_answered(session, [item], request, answered=True)
    return recorded(session, statement, request)


def _finding(item: Recommendation, outcome: str, rag: str, *, shared: bool) -> ReviewFinding:
    outcome, rag = " ".join(outcome.casefold().split()), rag.casefold()
    if outcome not in set(ReviewOutcome) or rag not in set(Rag):
        raise OutcomeUnreadable(reference=item.reference)
    return ReviewFinding(ReviewOutcome(outcome), Rag(rag), shared=shared)


def _quarter(words: str, today: date) -> Quarter:
    if words.casefold() in ("", "this"):
        return Quarter.of(today)
    if words.casefold() == "last":
        return Quarter.of(today).before
    month = read_month(words, today)
    if month is None:
        raise NoSuchQuarter(words=words)
    return Quarter.of(month)


def _rows(found: Iterable[Review], today: date) -> tuple[ReviewRow, ...]:
    return tuple(
        ReviewRow(
            row(each.recommendation, today), each.due_on, each.done_on, each.outcome, each.rag, each.shared_on
        )
        for each in found
    )
