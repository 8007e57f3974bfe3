"""What the ledger knows of the records beside it: a digest of each, anew whenever it is written.

So a change that passes the ledger by, of somebody's words, a deadline, a name or a published summary, is found. A
digest is made with a salt that stands in the record and is another one each time: once words are erased under
retention, nobody can guess them from the digest that the ledger keeps of them.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, ClassVar, Final

from sqlalchemy import String, inspect
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE

from models.batches import batched

_DIGESTS: Final = "digests of records"
_OCTETS_OF_SALT: Final = 16

GONE: Final = ""
"""What stands in the place of the digest of a record that was deleted."""

MOST_IN_A_FACT: Final = 1_000

Digests = dict[tuple[str, int], str]


class Recorded:
    """A table whose rows the ledger keeps digests of: over every column but those named in `passing`.

    What it goes `together` with, by these relationships to other such tables, is digested too, by its numbers.
    """

    passing: ClassVar[frozenset[str]] = frozenset()
    together: ClassVar[tuple[str, ...]] = ()
    _attributes: ClassVar[tuple[str, ...]]

    salt: Mapped[str | None] = mapped_column(String(32))

    if TYPE_CHECKING:
        __tablename__: str
        id: Mapped[int]

    @classmethod
    def attributes(cls) -> tuple[str, ...]:
        """Return the names of the attributes that a digest is over."""
        if "_attributes" not in cls.__dict__:
            columns = (each.key for each in inspect(cls).column_attrs)
            cls._attributes = tuple(name for name in columns if name not in cls.passing)
        return cls._attributes

    def digest(self) -> str:
        """Return the digest of this record as it stands, in hexadecimal."""
        # What is loaded is read past the mapper, which would be asked for forty attributes of each record.
        held = self.__dict__
        values: dict[str, Any] = {
            name: _plain(held[name] if name in held else getattr(self, name)) for name in self.attributes()
        }
        values |= {name: sorted(each.id for each in getattr(self, name)) for name in self.together}
        told = [self.__tablename__, values]
        words = json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(words.encode("ascii")).hexdigest()

    @property
    def is_untouched(self) -> bool:
        """Whether Reckoner made it ahead and nobody has written to it yet, so that nothing is told of it."""
        return False

    def fits(self, told: str) -> bool:
        """Return whether this record is what the ledger has `told` of it."""
        return self.digest() == told if told != GONE else self.is_untouched


def salt_anew(session: Session, *_: object) -> None:
    """Give every record that is about to be written another salt."""
    for record in (*session.new, *session.dirty):
        if isinstance(record, Recorded) and _is_changed(record):
            record.salt = secrets.token_hex(_OCTETS_OF_SALT)


def digest_what_is_written(session: Session, *_: object) -> None:
    """Remember the digest of every record that has just been written, until `taken` asks for them."""
    digests: Digests = session.info.setdefault(_DIGESTS, {})
    for record in (*session.new, *session.dirty):
        if isinstance(record, Recorded) and _is_changed(record):
            digests[record.__tablename__, record.id] = record.digest()
    for record in session.deleted:
        if isinstance(record, Recorded):
            digests[record.__tablename__, record.id] = GONE


def taken(session: Session) -> Iterator[dict[str, dict[str, str]]]:
    """Yield the digests of what this transaction has written, by table and number, as facts can hold them."""
    digests: Digests = session.info.pop(_DIGESTS, {})
    for part in batched(digests.items(), MOST_IN_A_FACT):
        facts: dict[str, dict[str, str]] = {}
        for (table, number), digest in part:
            facts.setdefault(table, {})[str(number)] = digest
        yield facts


def read(facts: dict[str, dict[str, str]]) -> Digests:
    """Return the digests that facts hold."""
    return {(table, int(number)): digest for table, rows in facts.items() for number, digest in rows.items()}


def _is_changed(record: Recorded) -> bool:
    state = inspect(record)
    # Only what was set at all can have changed: the history of every column is dear, and asked for twice a flush.
    names = state.committed_state.keys() & {*record.attributes(), *record.together}
    return state.pending or any(
        state.get_history(name, PASSIVE_NO_INITIALIZE).has_changes() for name in names
    )


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it, the same before it is written and after it is read."""
    if value is None or isinstance(value, str):  # Most are.
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
