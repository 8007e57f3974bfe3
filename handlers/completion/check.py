"""Checking what was handed in: looking at it, approving it, or returning it with the reason."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from handlers.arguments import day_of_effect, item_and_rest
from handlers.completion.submit import tell_checkers
from handlers.deadlines import extend
from handlers.items import browse
from handlers.notifications import tell_again, tell_owners
from handlers.request import Request
from handlers.roles import coordinators_only
from models.completion import checking
from models.completion.checking import Check
from models.enums import Status
from models.register.recommendation import Recommendation
from templates.filters import day
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.completion import ReasonForm, Submission
from templates.presenters.completion import submission
from templates.presenters.rows import row, who


def check(session: Session, request: Request) -> Message:
    """Return what waits for a check; of one item, what was handed in with its evidence.

    Raises CoordinatorsOnly for who checks nothing, NoSuchItem, NothingToCheck or AlreadyChecked.
    """
    if not request.words.strip():
        coordinators_only(session, request)
        return browse.list_of(session, request, "submitted")
    checkers_only(session, request)
    item, _ = item_and_rest(session, request.words, "check")
    standing = checking.check_of(session, item, request.policy)
    if not checking.may_return(request.who, standing):
        coordinators_only(session, request)
    return submission(
        session, item, standing, request.today, request.policy.zone, over=is_over(request, item)
    )


def approve(session: Session, request: Request) -> Message:
    """Approve what was handed in, as of the day and with the words after the reference.

    It passes to the next check, a demonstration, or is complete. Raises what models.completion.checking.approve
    refuses.
    """
    checkers_only(session, request)
    item, rest = item_and_rest(session, request.words, "approve")
    on, words = day_of_effect(rest, request.today)
    return approve_for(session, request, item, words, on)


def open_approval(session: Session, request: Request) -> Message:
    """Return the form in which the item that the button names is approved. Raises what speaks against approving."""
    checkers_only(session, request)
    item, _ = item_and_rest(session, request.words, "approve")
    checking.check_may_approve(session, item, request.act, request.policy)
    return ReasonForm("approve", row(item, request.today), request.today)


def approve_for(
    session: Session, request: Request, item: Recommendation, words: str, on: date | None = None
) -> Message:
    """Approve `item` with `words`, if any, as of the local date `on`, and tell everybody whom it concerns."""
    before = checking.check_of(session, item, request.policy)
    told = replace(submission(session, item, before, request.today, request.policy.zone), reason=words)
    asked = extend.pending_for(session, [item])
    checking.approve(session, item, request.act.effective(on), request.policy, words)
    extend.show_lapsed(session, request, asked)
    if item.status is Status.FORCE_COMPLETE:
        return _decided(session, request, item, before, told, "approved")
    if item.demonstrating_until is not None:
        return _decided(session, request, item, before, told, "demonstrating")
    tell_checkers(session, request, item)
    after = checking.check_of(session, item, request.policy)
    told = replace(told, level=after.level.name if after.level else "")
    return _decided(session, request, item, before, told, "passed_on")


def return_(session: Session, request: Request) -> Message:
    """Return what was handed in, with the reason after the reference; without one, the form that asks for it.

    Raises what models.completion.checking.return_to_owner refuses.
    """
    checkers_only(session, request)
    item, rest = item_and_rest(session, request.words, "return")
    on, reason = day_of_effect(rest, request.today)
    if not reason:
        return ReasonForm("return", row(item, request.today), request.today)
    return return_for(session, request, item, reason, on)


def return_for(
    session: Session, request: Request, item: Recommendation, reason: str, on: date | None = None
) -> Message:
    """Return `item` to its owner for a `reason`, as of the local date `on`, and tell everybody whom it concerns."""
    act = request.act.effective(on)
    if item.status is not Status.SUBMITTED:
        coordinators_only(session, request)
        checking.return_to_owner(session, item, act, reason)
        tell_owners(session, request, "returned", [item], reason)
        return _acknowledged(item, "returned")
    before = checking.check_of(session, item, request.policy)
    if not checking.may_return(request.who, before):
        coordinators_only(session, request)
    told = replace(submission(session, item, before, request.today, request.policy.zone), reason=reason)
    checking.return_to_owner(session, item, act, reason)
    session.flush()
    return _decided(session, request, item, before, told, "returned")


def checkers_only(session: Session, request: Request) -> None:
    """Raise CoordinatorsOnly unless the asker is one, or makes one of the further checks."""
    if not any(request.who.address in level.accounts for level in request.policy.check_levels):
        coordinators_only(session, request)


def is_over(request: Request, item: Recommendation) -> bool:
    """Whether the completion of `item` has been shown to last, and is to be confirmed."""
    return item.demonstrating_until is not None and item.demonstrating_until <= request.today


def _decided(
    session: Session, request: Request, item: Recommendation, before: Check, told: Submission, decision: str
) -> Message:
    """Tell the owner, have everybody who was asked see what was decided, and answer the asker."""
    now = replace(told, row=row(item, request.today), decision=decision, decided_by=who(request.who))
    tell_again(session, request, _topics(item, before), now)
    if decision != "passed_on":
        tell_owners(session, request, decision, [item], told.reason)
    return now if request.place.message else _acknowledged(item, decision, level=told.level)


def _topics(item: Recommendation, check: Check) -> list[str]:
    """Return the topics under which somebody may have been asked to check this submission."""
    asked = [f"check:{item.id}:{check.number}:{passed}" for passed in range(check.passed + 1)]
    return [*asked, f"confirm:{item.id}:{check.number}"]


def _acknowledged(item: Recommendation, what: str, level: str = "") -> Acknowledged:
    facts = {
        "approved": {},
        "passed_on": {"level": level},
        "demonstrating": {"until": day(item.demonstrating_until) if item.demonstrating_until else ""},
        "returned": {"owner": item.owner.name if item.owner else "nobody yet"},
    }
    return Acknowledged(what, {"reference": item.reference, **facts[what]})
