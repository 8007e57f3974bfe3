"""The ledger's chain: every fact is sealed with a hash over itself and the seal before it.

Whoever changed, removed or slipped in a fact would have to make every later seal anew, and the heads that are
kept outside the database would no longer fit. Facts are sealed in the transaction that writes them, in the order in
which transactions end: on PostgreSQL that is not always the order of their numbers.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from itertools import islice
from typing import Any, Final

from sqlalchemy import ForeignKey, String, event as hook, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column, sessionmaker

from models.base import Base, Key
from models.event import Event

BEGINNING: Final = "0" * 64
"""What the first fact is sealed upon."""

SEALING_LOCK: Final = 5_505_810_619
"""The number of PostgreSQL's advisory lock that whoever seals holds until its transaction ends."""

BATCH: Final = 1_000
BEFORE_ALL: Final = -(2**62)
_UNSEALED: Final = "events not sealed yet"


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


@dataclass(frozen=True)
class Verified:
    """What verifying found: the head, and what is wrong.

    `broken_at` are the numbers of the seals that do not fit, `unsealed` the numbers of facts without a seal, and
    `strangers` the heads that were kept elsewhere and that the chain never had.
    """

    head: Head
    broken_at: tuple[int, ...] = ()
    unsealed: tuple[int, ...] = ()
    strangers: tuple[Head, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the ledger is what was written."""
        return not (self.broken_at or self.unsealed or self.strangers)


def seal_what_is_written(sessions: sessionmaker[Session]) -> None:
    """Have every transaction of `sessions` seal the facts that it wrote, before it is committed."""
    hook.listen(sessions, "after_flush", _remember)
    hook.listen(sessions, "before_commit", _seal)


def head(session: Session) -> Head:
    """Return where the chain ends."""
    last = session.execute(select(Seal.number, Seal.sha256).order_by(Seal.number.desc()).limit(1)).first()
    return Head(last.number, last.sha256) if last else Head(0, BEGINNING)


def has(session: Session, kept: Head) -> bool:
    """Whether the chain has the head that was `kept` outside the database, by one look."""
    if kept.number == 0:
        return kept.sha256 == BEGINNING
    return session.scalar(select(Seal.sha256).where(Seal.number == kept.number)) == kept.sha256


def verify(session: Session, kept: Iterable[Head] = ()) -> Verified:
    """Go through the whole chain, and look in it for the heads that were `kept` outside the database.

    What else was loaded in `session` is let go of, so that a long ledger takes little memory.
    """
    wanted = {each.number: each for each in kept}
    found: dict[int, str] = {}
    broken: list[int] = []
    last = Head(0, BEGINNING)
    for seal, fact in _sealed(session):
        follows = seal.number == last.number + 1
        if not follows or seal.sha256 != _hash(last.sha256, fact):
            broken.append(seal.number)
        last = Head(seal.number, seal.sha256)
        if seal.number in wanted:
            found[seal.number] = seal.sha256
    strangers = tuple(each for each in wanted.values() if found.get(each.number) != each.sha256)
    unsealed = select(Event.id).outerjoin(Seal).where(Seal.number.is_(None)).order_by(Event.id).limit(BATCH)
    return Verified(last, tuple(broken), tuple(session.scalars(unsealed)), strangers)


def _sealed(session: Session) -> Iterator[tuple[Seal, Event]]:
    query = select(Seal, Event).join(Event, Event.id == Seal.event_id).order_by(Seal.number).limit(BATCH)
    after = BEFORE_ALL
    while part := session.execute(query.where(Seal.number > after)).all():
        yield from ((seal, fact) for seal, fact in part)
        after = part[-1][0].number
        session.expunge_all()


def _remember(session: Session, _: object) -> None:
    written = [each for each in session.new if isinstance(each, Event)]
    session.info.setdefault(_UNSEALED, []).extend(written)


def _seal(session: Session) -> None:
    session.flush()
    written: list[Event] = session.info.pop(_UNSEALED, [])
    if not written:
        return
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(SEALING_LOCK)))
    last = head(session)
    # A ledger from before it was sealed is sealed as it is found.
    facts = sorted(written, key=lambda fact: fact.id) if last.number else _from_the_beginning(session)
    rows = _rows(facts, last)
    while part := list(islice(rows, BATCH)):
        session.execute(insert(Seal), part)


def _from_the_beginning(session: Session) -> Iterator[Event]:
    after = 0
    while part := session.scalars(
        select(Event).where(Event.id > after).order_by(Event.id).limit(BATCH)
    ).all():
        after = part[-1].id
        yield from part


def _rows(facts: Iterable[Event], last: Head) -> Iterator[dict[str, Any]]:
    sha256 = last.sha256
    for number, fact in enumerate(facts, last.number + 1):
        sha256 = _hash(sha256, fact)
        yield {"number": number, "event_id": fact.id, "sha256": sha256}


def _hash(before: str, fact: Event) -> str:
    told = [
        fact.id,
        fact.kind,
        fact.recommendation_id,
        fact.report_id,
        fact.by_id,
        fact.effective_on.isoformat(),
        fact.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        fact.item_kind,
        fact.for_force,
        fact.facts,
    ]
    words = json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{words}".encode("ascii")).hexdigest()
