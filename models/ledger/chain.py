"""The ledger's chain: every fact is sealed with a hash over itself and the seal before it.

Whoever changed, removed or slipped in a fact would have to make every later seal anew, and the heads that are
kept outside the database would no longer fit. Facts are sealed in the transaction that writes them, in the order in
which transactions end: on PostgreSQL that is not always the order of their numbers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from sqlalchemy import ForeignKey, String, event as hook, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column, sessionmaker

from models.base import Base, Key
from models.ledger.event import Event, EventKind, words_in
from models.ledger.sealing import digest_of_words, seal_over
from models.ledger.tombstone import Tombstone

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
    `strangers` the heads that were kept elsewhere and that the chain never had. `erased` counts the facts whose
    words were erased under retention.
    """

    head: Head
    broken_at: tuple[int, ...] = ()
    unsealed: tuple[int, ...] = ()
    strangers: tuple[Head, ...] = ()
    erased: int = 0

    @property
    def holds(self) -> bool:
        """Whether the ledger is what was written."""
        return not (self.broken_at or self.unsealed or self.strangers)


def seal_what_is_written(sessions: sessionmaker[Session]) -> None:
    """Have every transaction of `sessions` seal the facts that it wrote, before it is committed."""
    hook.listen(sessions, "after_flush", _remember)
    hook.listen(sessions, "before_commit", _seal)


_LAST = select(Seal.number, Seal.sha256).order_by(Seal.number.desc()).limit(1)


def head(session: Session) -> Head:
    """Return where the chain ends."""
    last = session.execute(_LAST).first()
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
    walk = _Walk()
    for seal, fact, tombstone in _sealed(session):
        walk.take(seal, fact, tombstone)
        if seal.number in wanted:
            found[seal.number] = seal.sha256
    strangers = tuple(each for each in wanted.values() if found.get(each.number) != each.sha256)
    unsealed = select(Event.id).outerjoin(Seal).where(Seal.number.is_(None)).order_by(Event.id).limit(BATCH)
    return Verified(
        walk.last, walk.all_broken(), tuple(session.scalars(unsealed)), strangers, len(walk.tombstones)
    )


@dataclass
class _Walk:
    """What is known of the chain after some of its seals, from the first on.

    `tombstones` are those found, by the numbers of their seals, with their items, and `told` what facts tell of
    erasures: their item, and the facts that lost words.
    """

    last: Head = Head(0, BEGINNING)
    broken: list[int] = field(default_factory=list)
    tombstones: dict[int, tuple[Tombstone, int | None]] = field(default_factory=dict)
    told: dict[int, tuple[int | None, frozenset[int]]] = field(default_factory=dict)

    def take(self, seal: Seal, fact: Event, tombstone: Tombstone | None) -> None:
        """Take in one seal with the fact that it is over, and the fact's tombstone where it has one."""
        follows = seal.number == self.last.number + 1
        if not (follows and self._fits(seal, fact, tombstone)):
            self.broken.append(seal.number)
        if tombstone is not None:
            self.tombstones[seal.number] = tombstone, fact.recommendation_id
        if fact.kind is EventKind.WORDS_ERASED:
            self.told[fact.id] = fact.recommendation_id, frozenset(fact.facts["facts"])
        self.last = Head(seal.number, seal.sha256)

    def all_broken(self) -> tuple[int, ...]:
        """Return the numbers of the seals that do not fit, once all have been taken in."""
        untold = {
            number
            for number, (each, item) in self.tombstones.items()
            if self.told.get(each.erasure_id, (None, ()))[0] != item
            or each.event_id not in self.told[each.erasure_id][1]
        }
        return tuple(sorted({*self.broken, *untold}))

    def _fits(self, seal: Seal, fact: Event, tombstone: Tombstone | None) -> bool:
        if tombstone is not None and (words_in(fact.facts) or fact.salt is not None):
            return False
        words = digest_of_words(fact) if tombstone is None else tombstone.sha256
        return seal.sha256 == seal_over(self.last.sha256, fact, words)


def _sealed(session: Session) -> Iterator[tuple[Seal, Event, Tombstone | None]]:
    query = (
        select(Seal, Event, Tombstone)
        .join(Event, Event.id == Seal.event_id)
        .outerjoin(Tombstone, Tombstone.event_id == Event.id)
        .order_by(Seal.number)
        .limit(BATCH)
    )
    after = BEFORE_ALL
    while part := session.execute(query.where(Seal.number > after)).all():
        yield from ((seal, fact, tombstone) for seal, fact, tombstone in part)
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
    rows = _rows(sorted(written, key=lambda fact: fact.id), head(session))
    while part := list(islice(rows, BATCH)):
        session.execute(insert(Seal), part)


def _rows(facts: Iterable[Event], last: Head) -> Iterator[dict[str, Any]]:
    sha256 = last.sha256
    for number, fact in enumerate(facts, last.number + 1):
        sha256 = seal_over(sha256, fact, digest_of_words(fact))
        yield {"number": number, "event_id": fact.id, "sha256": sha256}
