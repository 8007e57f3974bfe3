"""The ledger's chain: every fact is sealed with a hash over itself and the seal before it.

Whoever changed, removed or slipped in a fact would have to make every later seal anew, and the heads that are
kept outside the database would no longer fit. Facts are sealed in the transaction that writes them, in the order in
which transactions end: on PostgreSQL that is not always the order of their numbers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import ForeignKey, String, event as hook, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column, sessionmaker

from models.base import Base, Key
from models.batches import batched
from models.ledger import records
from models.ledger.event import IS_AN_ACT, Event, EventKind
from models.ledger.sealing import digest_of_words, seal_over
from models.ledger.telling import Fact, LedgerSession

BEGINNING: Final = "0" * 64
"""What the first fact is sealed upon."""

SEALING_LOCK: Final = 5_505_810_619
"""The number of PostgreSQL's advisory lock that whoever seals holds until its transaction ends."""

BATCH: Final = 1_000
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""When records are told of that were written before anything was: nothing else gives an instant."""


class Seal(Base):
    """The `number`-th seal, without gaps: `sha256` is over the fact and the seal before it, in hexadecimal."""

    __tablename__ = "seal"

    number: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), unique=True)
    sha256: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True)
class Head:
    """Where the chain ended: how many facts it sealed, and the last seal."""

    number: int
    sha256: str


AT_FIRST: Final = Head(0, BEGINNING)


def seal_what_is_written(sessions: sessionmaker[LedgerSession]) -> None:
    """Have every transaction of `sessions` seal the facts that it wrote, before it is committed."""
    hook.listen(sessions, "before_flush", records.salt_anew)
    hook.listen(sessions, "after_flush", records.digest_what_is_written)
    hook.listen(sessions, "before_commit", _seal)


_SEALING = insert(Seal)
_LAST = select(Seal.number, Seal.sha256).order_by(Seal.number.desc()).limit(1)


def head(session: Session) -> Head:
    """Return where the chain ends."""
    last = session.execute(_LAST).first()
    return Head(last.number, last.sha256) if last else AT_FIRST


def began_at(session: Session) -> datetime | None:
    """Return the instant at which the first fact was recorded, None while there is none."""
    return session.scalar(select(Event.recorded_at).where(IS_AN_ACT).order_by(Event.id).limit(1))


def ended_at(session: Session) -> datetime | None:
    """Return the instant at which the last fact was recorded, None while there is none."""
    return session.scalar(select(Event.recorded_at).where(IS_AN_ACT).order_by(Event.id.desc()).limit(1))


def has(session: Session, kept: Head) -> bool:
    """Whether the chain has the head that was `kept` outside the database, by one look."""
    if kept.number == 0:
        return kept.sha256 == BEGINNING
    return session.scalar(select(Seal.sha256).where(Seal.number == kept.number)) == kept.sha256


def _seal(session: LedgerSession) -> None:
    session.flush()
    _tell_of_records(session)
    written, session.written = session.written, []
    if not written:
        return
    wait_for_sealing(session)
    rows = _rows(sorted(written, key=lambda fact: fact.id), head(session))
    for part in batched(rows, BATCH):
        session.connection().execute(_SEALING, part)


def _tell_of_records(session: LedgerSession) -> None:
    """Write down the digests of the records that were written, at the instant of what else is told, or was last."""
    told = list(records.taken(session))
    if not told:
        return
    written = session.written
    last = written[-1] if written else session.scalar(select(Event).order_by(Event.id.desc()).limit(1))
    on, at = (last.effective_on, last.recorded_at) if last else (EPOCH.date(), EPOCH)
    session.write_down([Fact(EventKind.RECORDS_SEALED, on, at, facts) for facts in told])


def wait_for_sealing(session: Session) -> None:
    """Wait until nobody else is sealing, and let nobody until this transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(SEALING_LOCK)))


def _rows(facts: Iterable[Fact], last: Head) -> Iterator[dict[str, Any]]:
    sha256 = last.sha256
    for number, fact in enumerate(facts, last.number + 1):
        sha256 = seal_over(sha256, fact, digest_of_words(fact))
        yield {"number": number, "event_id": fact.id, "sha256": sha256}
