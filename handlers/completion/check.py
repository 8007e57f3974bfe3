"""Checking what was handed in: looking at it, approving it, or returning it with the reason."""

from dataclasses import replace

from sqlalchemy.orm import Session

from handlers.arguments import item_and_rest
from handlers.completion.submit import tell_checkers
from handlers.deadlines import extend
from handlers.items import browse
from handlers.notifications import tell_again, tell_owners
from handlers.request import Ask
from handlers.roles import coordinators_only
from models.completion import checking
from models.completion.checking import Check
from models.enums import Status
from models.queries import items
from models.register.recommendation import Recommendation
from templates.filters import day
from templates.messages import Message
from templates.messages.answers import Acknowledged
from templates.messages.finishing import ReasonForm, Submission
from templates.presenters.completion import submission
from templates.presenters.rows import row, who


def check(session: Session, ask: Ask) -> Message:
    """Return what waits for a check; of one item, what was handed in with its evidence.

    Raises CoordinatorsOnly for who checks nothing, NoSuchItem, NothingToCheck or AlreadyChecked.
    """
    if not ask.words.strip():
        coordinators_only(session, ask)
        return browse.list_of(session, ask, "submitted")
    checkers_only(session, ask)
    item, _ = item_and_rest(session, ask.words, "check")
    standing = checking.check_of(session, item, ask.policy)
    if not checking.may_return(ask.who, standing):
        coordinators_only(session, ask)
    return submission(session, item, standing, ask.today, ask.policy.zone, over=is_over(ask, item))


def approve(session: Session, ask: Ask) -> Message:
    """Approve what was handed in: it passes to the next check, a demonstration, or is complete.

    Raises what models.checking.approve refuses.
    """
    checkers_only(session, ask)
    item, _ = item_and_rest(session, ask.words, "approve")
    before = checking.check_of(session, item, ask.policy)
    told = submission(session, item, before, ask.today, ask.policy.zone)
    asked = extend.pending_for(session, [item])
    checking.approve(session, item, ask.act, ask.policy)
    extend.show_lapsed(session, ask, asked)
    if item.status is Status.FORCE_COMPLETE:
        return _decided(session, ask, item, before, told, "approved")
    if item.demonstrating_until is not None:
        return _decided(session, ask, item, before, told, "demonstrating")
    tell_checkers(session, ask, item)
    after = checking.check_of(session, item, ask.policy)
    told = replace(told, level=after.level.name if after.level else "")
    return _decided(session, ask, item, before, told, "passed_on")


def return_(session: Session, ask: Ask) -> Message:
    """Return what was handed in, with the reason after the reference; without one, the form that asks for it.

    Raises what models.checking.return_to_owner refuses.
    """
    checkers_only(session, ask)
    item, reason = item_and_rest(session, ask.words, "return")
    if not reason:
        return ReasonForm("return", row(item, ask.today), ask.today)
    return return_for(session, ask, item, reason)


def return_for(session: Session, ask: Ask, item: Recommendation, reason: str) -> Message:
    """Return `item` to its owner for a `reason`, and tell everybody whom it concerns."""
    if item.status is not Status.SUBMITTED:
        coordinators_only(session, ask)
        checking.return_to_owner(session, item, ask.act, reason)
        tell_owners(session, ask, "returned", [item], reason)
        return _acknowledged(item, "returned")
    before = checking.check_of(session, item, ask.policy)
    if not checking.may_return(ask.who, before):
        coordinators_only(session, ask)
    told = replace(submission(session, item, before, ask.today, ask.policy.zone), reason=reason)
    checking.return_to_owner(session, item, ask.act, reason)
    session.flush()
    return _decided(session, ask, item, before, told, "returned")


def checkers_only(session: Session, ask: Ask) -> None:
    """Raise CoordinatorsOnly unless the asker is one, or makes one of the further checks."""
    if not any(ask.who.account in level.accounts for level in ask.policy.check_levels):
        coordinators_only(session, ask)


def is_over(ask: Ask, item: Recommendation) -> bool:
    """Whether the completion of `item` has been shown to last, and is to be confirmed."""
    return item.demonstrating_until is not None and item.demonstrating_until <= ask.today


def _decided(
    session: Session, ask: Ask, item: Recommendation, before: Check, told: Submission, decision: str
) -> Message:
    """Tell the owner, have everybody who was asked see what was decided, and answer the asker."""
    now = replace(told, row=row(item, ask.today), decision=decision, decided_by=who(ask.who))
    tell_again(session, ask, _keys(session, ask, item, before), now)
    if decision != "passed_on":
        tell_owners(session, ask, decision, [item], told.reason)
    return now if ask.place.message else _acknowledged(item, decision, level=told.level)


def _keys(session: Session, ask: Ask, item: Recommendation, check: Check) -> list[str]:
    """Return the keys of every message in which somebody may have been asked to check this submission."""
    accounts = [account for level in ask.policy.check_levels for account in level.accounts]
    everybody = (*items.coordinators(session), *items.people_with_accounts(session, accounts))
    people = {person.id for person in everybody}
    asked = [f"check:{item.id}:{check.number}:{passed}" for passed in range(check.passed + 1)]
    return [f"{key}:{person}" for key in (*asked, f"confirm:{item.id}:{check.number}") for person in people]


def _acknowledged(item: Recommendation, what: str, level: str = "") -> Acknowledged:
    facts = {
        "approved": {},
        "passed_on": {"level": level},
        "demonstrating": {"until": day(item.demonstrating_until) if item.demonstrating_until else ""},
        "returned": {"owner": item.owner.name if item.owner else "nobody yet"},
    }
    return Acknowledged(what, {"reference": item.reference, **facts[what]})
