"""Whether the ledger is what was written, and the records beside it are what the ledger tells of them.

It is looked at in parts, so that nobody waits for a long ledger: first the chain, then the records. People may go
on writing meanwhile: what does not fit is looked at once more at the end, as it was at one moment.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.batches import batched
from models.ledger import records
from models.ledger.chain import AT_FIRST, Head, Seal
from models.ledger.event import Event, EventKind, words_in
from models.ledger.records import GONE, Digests, Recorded
from models.ledger.sealing import digest_of_words, seal_over
from models.ledger.tombstone import Tombstone
from models.tables import MODELS

PART: Final = 1_000
BEFORE_ALL: Final = -(2**62)

MAY_STEP_BACK: Final = timedelta(hours=1)
"""A machine's clock is set right by less than this. What is recorded earlier than that was slipped in."""

Record = tuple[str, int]
"""A record by its table and number."""


@dataclass(frozen=True)
class Verified:
    """What verifying found: the head, and what is wrong.

    `broken_at` are the numbers of the seals that do not fit, `unsealed` the numbers of facts without a seal,
    `backdated` the numbers of the seals of facts that were recorded before those that they follow, and `strangers`
    the heads that were kept elsewhere and that the chain never had. `changed`, `removed` and `put_in` are the
    records that are not, or are no longer, what the ledger tells of. `erased` counts the facts whose words were
    erased under retention.
    """

    head: Head
    broken_at: tuple[int, ...] = ()
    unsealed: tuple[int, ...] = ()
    backdated: tuple[int, ...] = ()
    strangers: tuple[Head, ...] = ()
    changed: tuple[Record, ...] = ()
    removed: tuple[Record, ...] = ()
    put_in: tuple[Record, ...] = ()
    erased: int = 0

    @property
    def holds(self) -> bool:
        """Whether the ledger, and what it tells of, is what was written."""
        return not any(
            (
                self.broken_at,
                self.unsealed,
                self.backdated,
                self.strangers,
                self.changed,
                self.removed,
                self.put_in,
            )
        )


def verify(session: Session, kept: Iterable[Head] = ()) -> Verified:
    """Look at everything, and in the chain for the heads that were `kept` outside the database.

    If others may write meanwhile, `session` has to see the register as it was at one moment. What else was loaded
    in it is let go of, so that a long ledger takes little memory.
    """
    verification = Verification(kept)
    while verification.step(session) is not None:
        pass
    return verification.finish(session)


class Verification:
    """One look at the whole ledger, in parts; the heads that were `kept` outside the database are looked for."""

    def __init__(self, kept: Iterable[Head] = ()) -> None:
        """Begin at the beginning."""
        self._wanted = {each.number: each for each in kept}
        self._found = {AT_FIRST.number: AT_FIRST.sha256}
        self._walk = _Walk()
        self._tables = _parts()
        self._seen: set[Record] = set()
        self._differing: set[Record] = set()
        self._is_at_tables = False

    def step(self, session: Session) -> int | None:
        """Look at the next part; return how many facts or records that was, None once there is no more."""
        if not self._is_at_tables:
            seals = self._take_seals(session)
            self._is_at_tables = not seals
            return seals
        part = next(self._tables, None)
        return None if part is None else self._compare(session, part)

    def finish(self, session: Session) -> Verified:
        """Look once more at what did not fit; return what was found.

        `session` has to see the register as it was at one moment: records are told of in the transaction that
        writes them.
        """
        while self._take_seals(session):
            pass
        walk = self._walk
        told = {record for record, digest in walk.digests.items() if digest != GONE}
        suspects = self._differing | (told - self._seen)
        changed, removed, put_in = self._wrong(session, sorted(suspects))
        return Verified(
            walk.last,
            walk.all_broken(),
            tuple(session.scalars(_UNSEALED)),
            tuple(walk.backdated),
            tuple(each for each in self._wanted.values() if self._found.get(each.number) != each.sha256),
            changed,
            removed,
            put_in,
            len(walk.tombstones),
        )

    def _take_seals(self, session: Session) -> int:
        """Take in the next part of the chain; return how many seals that was."""
        part = session.execute(_SEALED.where(Seal.number > self._walk.last.number).limit(PART)).all()
        for seal, fact, tombstone in part:
            self._walk.take(seal, fact, tombstone)
            if seal.number in self._wanted:
                self._found[seal.number] = seal.sha256
        session.expunge_all()
        return len(part)

    def _compare(self, session: Session, part: "_Part") -> int:
        """Compare the next rows of a table with what is told of them; return how many those were."""
        table = part.table
        rows = (
            session.scalars(select(table).where(table.id > part.after).order_by(table.id).limit(PART))
            .unique()
            .all()
        )
        for row in rows:
            record = table.__tablename__, row.id
            self._seen.add(record)
            if not row.fits(self._walk.digests.get(record, GONE)):
                self._differing.add(record)
        part.after = rows[-1].id if rows else None
        session.expunge_all()
        return len(rows)

    def _wrong(
        self, session: Session, suspects: Iterable[Record]
    ) -> tuple[tuple[Record, ...], tuple[Record, ...], tuple[Record, ...]]:
        """Return which of `suspects`, sorted, were changed, which removed and which put in."""
        changed: list[Record] = []
        removed: list[Record] = []
        put_in: list[Record] = []
        for record, row in _read(session, suspects):
            told = self._walk.digests.get(record, GONE)
            if row is None:
                if told != GONE:
                    removed.append(record)
            elif not row.fits(told):
                (put_in if told == GONE else changed).append(record)
        return tuple(changed), tuple(removed), tuple(put_in)


def _read(session: Session, records: Iterable[Record]) -> Iterator[tuple[Record, Recorded | None]]:
    """Yield each of `records`, sorted, with its row as it stands, None where there is none."""
    for table, of_table in groupby(records, itemgetter(0)):
        kind = _TABLES[table]
        for part in batched((number for _, number in of_table), PART):
            found = session.scalars(select(kind).where(kind.id.in_(part))).unique()
            rows = {row.id: row for row in found}
            yield from (((table, number), rows.get(number)) for number in part)
            session.expunge_all()


@dataclass
class _Part:
    """Where the comparing of a table has come: after the row with the number `after`; None at its end."""

    table: type[Recorded]
    after: int | None = BEFORE_ALL


def _parts() -> Iterator[_Part]:
    for table in _TABLES.values():
        part = _Part(table)
        while part.after is not None:
            yield part


_TABLES: Final[dict[str, type[Recorded]]] = {
    each.__tablename__: each for each in MODELS if issubclass(each, Recorded)
}

_SEALED = (
    select(Seal, Event, Tombstone)
    .join(Event, Event.id == Seal.event_id)
    .outerjoin(Tombstone, Tombstone.event_id == Event.id)
    .order_by(Seal.number)
)
_UNSEALED = select(Event.id).outerjoin(Seal).where(Seal.number.is_(None)).order_by(Event.id).limit(PART)


@dataclass
class _Walk:
    """What is known of the chain after some of its seals, from the first on.

    `tombstones` are those found, by the numbers of their seals, with their items, and `told` what facts tell of
    erasures: their item, and the facts that lost words. `digests` are the latest of each record.
    """

    last: Head = AT_FIRST
    recorded_at: datetime | None = None
    broken: list[int] = field(default_factory=list)
    backdated: list[int] = field(default_factory=list)
    tombstones: dict[int, tuple[Tombstone, int | None]] = field(default_factory=dict)
    told: dict[int, tuple[int | None, frozenset[int]]] = field(default_factory=dict)
    digests: Digests = field(default_factory=dict)

    def take(self, seal: Seal, fact: Event, tombstone: Tombstone | None) -> None:
        """Take in one seal with the fact that it is over, and the fact's tombstone where it has one."""
        follows = seal.number == self.last.number + 1
        if not (follows and self._fits(seal, fact, tombstone)):
            self.broken.append(seal.number)
        if self.recorded_at is not None and fact.recorded_at < self.recorded_at - MAY_STEP_BACK:
            self.backdated.append(seal.number)
        if tombstone is not None:
            self.tombstones[seal.number] = tombstone, fact.recommendation_id
        if fact.kind is EventKind.WORDS_ERASED:
            self.told[fact.id] = fact.recommendation_id, frozenset(fact.facts["facts"])
        if fact.kind is EventKind.RECORDS_SEALED:
            self.digests |= records.read(fact.facts)
        self.last, self.recorded_at = Head(seal.number, seal.sha256), fact.recorded_at

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
