"""Watching the ledger: a head is kept outside the database once a day, and everything is verified once a day.

That is done in parts, one at the end of every round, so that nobody waits for it. What does not fit is told to the
coordinators, once a day as long as it does not fit.
"""

from datetime import date, datetime, timedelta
from typing import Final

import structlog

from bot.operations.ledger_anchor import LedgerAnchor
from jobs.notifications import tell_in_hours
from models.database import Database
from models.ledger import chain
from models.ledger.verifying import Verification, Verified
from models.policies.deciding import decided
from models.policy import Policy
from models.queries import items as queries
from models.retention.verifying import erased_otherwise
from templates.messages.operations import LedgerAlarm, LedgerCheck

AT_A_TIME: Final = 3_000
"""So many facts and records are looked at by the end of a round."""

WITHIN: Final = timedelta(days=1)
"""A ledger that is older than this has had its head kept. Where none is there, it was taken away."""

_log = structlog.get_logger(__name__)


class LedgerWatch:
    """Watches the ledger of `database`, whose heads are kept by `anchor`."""

    def __init__(self, database: Database, anchor: LedgerAnchor, policy: Policy) -> None:
        """Have looked at nothing yet."""
        self._database, self._anchor, self._policy = database, anchor, policy
        self._verified_on: date | None = None
        self._under_way: Verification | None = None

    def look(self, at: datetime) -> None:
        """Keep the head, and verify the next part; `at` is the aware instant at which a round has ended."""
        self._keep_head(at)
        if self._verified_on == self._policy.today(at):
            return
        if self._under_way is None:
            self._under_way = Verification(self._anchor.heads())
        if _some(self._database, self._under_way):
            return
        check = _finished(self._database, self._under_way, self._anchor, at)
        self._under_way, self._verified_on = None, self._policy.today(at)
        if check.holds:
            _log.info("ledger_holds", facts=check.facts)
        else:
            _log.error("ledger_does_not_hold", **check.wrong)
            self._tell(at)

    def _keep_head(self, at: datetime) -> None:
        if not is_unanchored(self._database, self._anchor, at):
            head = keep_head(self._database, self._anchor, self._policy, at)
            if head is not None:
                _log.info("ledger_head", facts=head.number, sha256=head.sha256)

    def _tell(self, at: datetime) -> None:
        key = f"ledger:{self._policy.today(at)}"
        with self._database.writing() as session:
            policy = decided(session, self._policy)
            tell_in_hours(session, queries.coordinators(session), key, LedgerAlarm, at, policy)


def keep_head(database: Database, anchor: LedgerAnchor, policy: Policy, at: datetime) -> chain.Head | None:
    """Keep the head of the ledger outside the database, unless one was kept today; `at` is an aware instant.

    Return it, or None where nothing was kept.
    """
    with database.reading() as session:
        head = chain.head(session)
    is_new = anchor.keep(head, at.astimezone(policy.zone), policy.today(at))
    return head if is_new else None


def begin(database: Database, anchor: LedgerAnchor, policy: Policy, at: datetime) -> None:
    """Keep the first head of a ledger that has just begun, before Reckoner runs for the first time."""
    if not anchor.heads() and not is_unanchored(database, anchor, at):
        keep_head(database, anchor, policy, at)


def check(database: Database, anchor: LedgerAnchor, at: datetime) -> LedgerCheck:
    """Verify everything now, at the aware instant `at`; people may go on writing meanwhile."""
    verification = Verification(anchor.heads())
    while _some(database, verification):
        pass
    return _finished(database, verification, anchor, at)


def is_unanchored(database: Database, anchor: LedgerAnchor, at: datetime) -> bool:
    """Return whether no head is kept of a ledger that was there before the day that ends at the instant `at`."""
    if anchor.heads():
        return False
    with database.reading() as session:
        began_at = chain.began_at(session)
    return began_at is not None and began_at < at - WITHIN


def _some(database: Database, verification: Verification) -> bool:
    """Verify the next few parts; return whether there are more."""
    with database.reading() as session:
        looked_at = 0
        while looked_at < AT_A_TIME:
            part = verification.step(session)
            if part is None:
                return False
            looked_at += part
        return True


def _finished(
    database: Database, verification: Verification, anchor: LedgerAnchor, at: datetime
) -> LedgerCheck:
    with database.snapshot() as session:
        found = verification.finish(session)
        otherwise = erased_otherwise(session)
    unanchored = is_unanchored(database, anchor, at)
    return _told(found, len(anchor.heads()), otherwise, unanchored=unanchored)


def _told(found: Verified, kept: int, otherwise: tuple[int, ...], *, unanchored: bool) -> LedgerCheck:
    return LedgerCheck(
        facts=found.head.number,
        sha256=found.head.sha256,
        kept=kept,
        broken_at=found.broken_at,
        unsealed=found.unsealed,
        backdated=found.backdated,
        strangers=tuple(each.number for each in found.strangers),
        changed=found.changed,
        removed=found.removed,
        put_in=found.put_in,
        erased=found.erased,
        erased_otherwise=otherwise,
        unanchored=unanchored,
    )
