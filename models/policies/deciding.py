"""What holds: what coordinators decided, over what the environment sets, over what is usual; and deciding it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.ledger.note import note
from models.policies import decision
from models.policies.decision import PolicyDecision
from models.policies.fields import POLICIES
from models.policies.kinds import KEPT, Naming
from models.policy import Policy
from models.refusals.base import Refusal
from models.refusals.policies import CutOffTooLate, NoSuchPolicy
from models.register.recommendation import AT_NEXT_SWEEP, Recommendation


class Origin(StrEnum):
    """Where a policy that holds comes from."""

    CHAT = "chat"
    ENVIRONMENT = "environment"
    USUAL = "usual"


@dataclass(frozen=True)
class Standing:
    """How a policy stands: its `value`, where that comes from, and of chat who decided it on which local date.

    Without what was decided it would be `otherwise`.
    """

    value: Any
    otherwise: Any
    origin: Origin
    by: str | None = None
    on: date | None = None


@dataclass(frozen=True)
class Changed:
    """What a decision changed: the policy's name, and its value before and since."""

    name: str
    was: Any
    now: Any


def decided(session: Session, base: Policy) -> Policy:
    """Return `base`, which the environment sets, with everything that was decided since in its place."""
    return _with(base, decision.decisions(session))


def standing(session: Session, base: Policy, until: int | None = None) -> dict[str, Standing]:
    """Return how each policy stands, by its name; as it was with the decision of the number `until` the last."""
    kept = decision.decisions(session, until)
    policy = _with(base, kept)
    return {name: _stands(name, policy, base, kept.get(name)) for name in POLICIES}


def unreadable(session: Session) -> tuple[str, ...]:
    """Return the names of what was decided and is not understood any more: what else is set holds in its place."""
    kept = decision.decisions(session)
    values = _values(kept)
    return tuple(name for name, each in kept.items() if each.value is not None and name not in values)


def decide(
    session: Session, base: Policy, wanted: Mapping[str, str | None], naming: Naming, audit: AuditContext
) -> tuple[Changed, ...]:
    """Decide each policy that is `wanted` by its name, as `naming` reads it; return what has changed.

    None goes back to what the environment sets, or to what is usual. What is as it holds already is not decided.
    Raises NoSuchPolicy, CutOffTooLate, or what reading it raises, at the field of its name.
    """
    kept = decision.decisions(session)
    before = _with(base, kept)
    for name, words in wanted.items():
        value = _kept_as(name, words, naming)
        held = kept.get(name)
        is_held = held is not None and held.value is not None
        if value is None and not is_held:
            continue
        if value is not None and _read(name, value) == value_of(before, name):
            continue
        kept[name] = PolicyDecision(
            name=name, value=value, by=audit.by, decided_at=audit.at, decided_on=audit.today
        )
    after = _with(base, kept)
    if after.cut_off_working_days < after.paper_working_days:
        raise CutOffTooLate(paper=after.paper_working_days)
    made = [each for each in kept.values() if each.id is None]
    session.add_all(made)
    session.flush()
    for each in made:
        was, now = (POLICIES[each.name].kind.write(value_of(of, each.name), KEPT) for of in (before, after))
        note(session, EventKind.POLICY_DECIDED, audit, policy=each.name, was=was, to=now)
    if any(POLICIES[each.name].asks_again for each in made):
        _look_again_at_all(session)
    return tuple(Changed(each.name, value_of(before, each.name), value_of(after, each.name)) for each in made)


def value_of(policy: Policy, name: str) -> Any:
    """Return what holds of the policy called `name`: where no ladder was set, the usual one."""
    return policy.ladder if name == "escalation" else getattr(policy, name)


def _with(base: Policy, kept: Mapping[str, PolicyDecision]) -> Policy:
    since = max((each.decided_on for name, each in kept.items() if _asks_again(name)), default=None)
    return replace(base, undecided=base, reminding_since=since, **_values(kept))


def _values(kept: Mapping[str, PolicyDecision]) -> dict[str, Any]:
    """Return what was decided, by the names of policies, as far as this version understands it."""
    found: dict[str, Any] = {}
    for name, each in kept.items():
        if name in POLICIES and each.value is not None:
            try:
                found[name] = _read(name, each.value)
            except (Refusal, ValueError):
                continue
    return found


def _read(name: str, value: str) -> Any:
    return POLICIES[name].kind.read(value, KEPT)


def _kept_as(name: str, words: str | None, naming: Naming) -> str | None:
    """Return what is kept of `words`, or None to go back. Raises what reading them raises, at the field `name`."""
    if name not in POLICIES:
        raise NoSuchPolicy(name=name, known=", ".join(POLICIES))
    if words is None:
        return None
    kind = POLICIES[name].kind
    try:
        return kind.write(kind.read(words, naming), KEPT)
    except Refusal as refusal:
        refusal.field = name
        raise


def _asks_again(name: str) -> bool:
    return name in POLICIES and POLICIES[name].asks_again


def _stands(name: str, policy: Policy, base: Policy, kept: PolicyDecision | None) -> Standing:
    value, otherwise = value_of(policy, name), value_of(base, name)
    if kept is not None and kept.value is not None:
        return Standing(value, otherwise, Origin.CHAT, kept.by.name if kept.by else None, kept.decided_on)
    is_set = (POLICIES[name].setting or name) in base.set_where_it_runs
    return Standing(value, otherwise, Origin.ENVIRONMENT if is_set else Origin.USUAL)


def _look_again_at_all(session: Session) -> None:
    """Have the sweep look at every open item of the force, for other steps may follow from its dates now."""
    theirs = Recommendation.is_open & Recommendation.for_force
    session.connection().execute(update(Recommendation).where(theirs).values(remind_on=AT_NEXT_SWEEP))
