"""Retention: the coordinators are told what will be erased, it is erased when its day comes, then its files are."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from jobs.notifications import tell_in_hours
from jobs.run import Run, nothing
from models.ledger.audit_context import AuditContext
from models.ledger.verifying import verify
from models.outbox import inbox
from models.policy import Policy
from models.queries import items as queries
from models.retention import due
from models.retention.due import RetentionRule, rule_of
from models.retention.erasing import erase
from models.retention.tidying import empty_messages_about, erase_refused_registers, tidy
from models.statements.statement import AttachedFile, FileState
from templates.messages.answers import Acknowledged
from templates.messages.retention import ErasureAhead
from templates.presenters.retention import instead_of_message, instead_of_words, kept_item

AT_A_TIME: Final = 100
MOST_NAMED: Final = 20
"""Items that the message beforehand names; the others are counted."""

_FORGET: Final = tuple(
    text(f"insert into {index}({index}) values ('optimize')")  # noqa: S608 - the names stand here.
    for index in ("recommendation_words", "statement_words")
)


def retain(session: Session, at: datetime, policy: Policy) -> int:
    """Tell what will be erased, once a day, and erase what is due; return how many items were erased.

    Where it is not set for how long words are kept, nothing is told or erased. Nothing is erased either while the
    ledger does not hold: the coordinators are told, and it is looked at again the next day.
    """
    return reckon_retention(session, at, policy)(session, at, policy)


def reckon_retention(session: Session, at: datetime, policy: Policy) -> Run:
    """Verify the ledger, once on a day on which something is due; return what tells and erases."""
    rule = rule_of(policy, policy.today(at))
    is_due = rule is not None and due.count_under(session, due.may_be_erased(rule)) > 0
    if inbox.has_accepted(session, _key(policy, at)):
        return partial(_retain, None) if is_due else nothing
    return partial(_retain, verify(session).holds if is_due else None)


def _key(policy: Policy, at: datetime) -> str:
    return f"retention:{policy.today(at)}"


def _retain(ledger_holds: bool | None, session: Session, at: datetime, policy: Policy) -> int:
    """Tell and erase. Whether the ledger holds is None where it was not verified."""
    rule = rule_of(policy, policy.today(at))
    if not inbox.has_accepted(session, _key(policy, at)):
        if not _begin_the_day(session, at, policy, rule, ledger_holds):
            return 0
        inbox.accept(session, _key(policy, at), at)
    return erase_due(session, policy.act(None, at), rule) if rule else 0


def _begin_the_day(
    session: Session, at: datetime, policy: Policy, rule: RetentionRule | None, ledger_holds: bool | None
) -> bool:
    """Return False where something has become due before the ledger could be verified: it is, at the next round."""
    due.forget_what_does_not_hold(session, rule)
    if rule is not None and due.count_under(session, due.may_be_erased(rule)):
        if ledger_holds is None:
            return False
        if not ledger_holds:
            _put_off(session, at, policy, rule)
    erase_refused_registers(session, at)
    if rule is not None:
        tidy(session, rule, at, instead_of_words(rule.today), instead_of_message(rule.today))
        _tell_beforehand(session, at, policy, rule)
    return True


def _put_off(session: Session, at: datetime, policy: Policy, rule: RetentionRule) -> None:
    """Erase nothing today, since the ledger does not hold, and tell the coordinators."""
    due.put_off(session, rule)
    broken = f"retention-broken:{rule.today}"
    tell_in_hours(
        session, queries.coordinators(session), broken, lambda: Acknowledged("ledger_broken"), at, policy
    )


def _tell_beforehand(session: Session, at: datetime, policy: Policy, rule: RetentionRule) -> None:
    """Tell the coordinators of what will soon be due; where nobody can be told, it is not erased either."""
    items = due.items_under(session, due.to_be_told(rule), None)
    people = [each for each in queries.coordinators(session) if each.reachable]
    if not items or not people:
        return
    for item in items:
        item.erase_on = due.erased_from(item, rule)

    def message() -> ErasureAhead:
        return ErasureAhead(tuple(map(kept_item, items[:MOST_NAMED])), len(items), rule.years, rule.today)

    tell_in_hours(session, people, f"erasure:{rule.today}", message, at, policy)


def erase_due(session: Session, audit: AuditContext, rule: RetentionRule) -> int:
    """Erase up to AT_A_TIME items whose day has come; return how many."""
    items = due.items_under(session, due.may_be_erased(rule), AT_A_TIME)
    if not items:
        return 0
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("pragma secure_delete = on"))
    for item in items:
        erase(session, item, rule, audit, instead_of_words(rule.today))
    empty_messages_about(session, items, instead_of_message(rule.today), audit.at)
    session.flush()
    _forget_words(session)
    return len(items)


def _forget_words(session: Session) -> None:
    """Have SQLite's index of words forget those that stand nowhere any more."""
    if session.get_bind().dialect.name == "sqlite":
        for forget in _FORGET:
            session.execute(forget)


def remove_files(session: Session, remove: Callable[[str], None]) -> int:
    """Remove the content of up to AT_A_TIME erased files by `remove`, which is given its SHA-256; return how many.

    What another file that is kept holds too stays. While a file is being fetched nothing is removed, since it could
    be the same. After a crash in between, it is removed once more, which changes nothing.
    """
    erasing = select(AttachedFile).where(AttachedFile.state == FileState.ERASING)
    files = session.scalars(erasing.order_by(AttachedFile.id).limit(AT_A_TIME)).all()
    if not files or _is_fetching(session):
        return 0
    kept = _kept_elsewhere(session, files)
    for file in files:
        if file.sha256 is not None and file.sha256 not in kept:
            remove(file.sha256)
        file.state = FileState.ERASED
    return len(files)


def _is_fetching(session: Session) -> bool:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("lock table attached_file in share row exclusive mode"))
    begun = select(AttachedFile.id).where(AttachedFile.state == FileState.WANTED, AttachedFile.attempts > 0)
    return session.scalar(begun.limit(1)) is not None


def _kept_elsewhere(session: Session, files: Sequence[AttachedFile]) -> set[str]:
    hashes = {file.sha256 for file in files if file.sha256 is not None}
    stored = select(AttachedFile.sha256).where(
        AttachedFile.state == FileState.STORED, AttachedFile.sha256.in_(hashes)
    )
    return {sha256 for sha256 in session.scalars(stored) if sha256 is not None}
