"""What was said for the items of a pack, and the files that came with it, each under a safe name."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy.orm import Session

from bot.worker.files import FileStore, StoredFile
from models.committee.ledger_rows import LedgerRow, ledger_rows
from models.ledger.event import EventKind
from models.people.person import Person
from models.register.recommendation import Recommendation
from models.statements import packing
from models.statements.statement import AttachedFile, FileState, Statement
from templates.markup import cleaned

LONGEST_NAME: Final = 80
LONGEST_ENDING: Final = 12
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True)
class PackedFile:
    """A file that came with a statement: `place` is where it lies in the pack, None if it could not be put there.

    `lack` then says why, by a key of the words: `wanted`, `failed`, `gone` or `changed`; `error` is what was
    noted when it could not be stored.
    """

    name: str
    size: int
    sha256: str | None
    place: str | None = None
    lack: str | None = None
    error: str | None = None


@dataclass(frozen=True)
class Piece:
    """A statement with its files; `withdrawn` is the fact of the ledger by which it was taken back or deleted.

    It was recorded as a new version of the statement with the number `replaces`, even if it was withdrawn since.
    """

    statement: Statement
    files: tuple[PackedFile, ...]
    withdrawn: LedgerRow | None = None
    replaces: int | None = None


@dataclass(frozen=True)
class PackContents:
    """The items of a pack with every fact of the ledger about them, and everything that was said for them."""

    items: Sequence[Recommendation]
    pieces: Sequence[Piece]
    ledger: Sequence[LedgerRow]
    kept: Mapping[str, str] = field(default_factory=dict)
    """Where each file lies in the pack, with the SHA-256 under which it is stored."""

    @property
    def lacking(self) -> list[PackedFile]:
        """The files that the register knows and the pack has not."""
        return [file for piece in self.pieces for file in piece.files if file.lack]

    def said_for(self, item: Recommendation) -> list[Piece]:
        """Return what was said for one item."""
        return [piece for piece in self.pieces if item in piece.statement.items]

    def facts_about(self, item: Recommendation, kinds: Collection[EventKind]) -> list[LedgerRow]:
        """Return the facts of some kinds about one item, in the order in which they took effect."""
        found = [row for row in self.ledger if row.about == item.reference and row.kind in kinds]
        return sorted(found, key=lambda row: (row.effective_on, row.number))


def contents(
    session: Session, items: Sequence[Recommendation], person: Person | None, store: FileStore
) -> PackContents:
    """Return what goes into a pack for `person`; every stored file is read, and compared with its SHA-256."""
    ledger = list(ledger_rows(session, person, [item.id for item in items]))
    taken_back = {
        row.facts.get("statement"): row
        for row in ledger
        if row.kind in (EventKind.STATEMENT_WITHDRAWN, EventKind.STATEMENT_DELETED)
    }
    replaces = {row.facts["statement"]: row.facts["replaces"] for row in ledger if "replaces" in row.facts}
    pieces = [
        Piece(said, _files(said, store), taken_back.get(said.id), replaces.get(said.id))
        for said in packing.statements_for(session, items)
    ]
    kept = {
        file.place: file.sha256
        for piece in pieces
        for file in piece.files
        if file.place is not None and file.sha256 is not None
    }
    return PackContents(items, pieces, ledger, kept)


def safe_name(statement: int, number: int, name: str) -> str:
    """Return a file's name in a pack, made of its statement's number, its own number there, and what it was called.

    It is unique by the numbers. Only letters, digits, points, hyphens and underscores of ASCII are left, so that it
    means the same to every program and leads to no other folder.
    """
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = _UNSAFE.sub("_", letters).strip("._-")
    stem, point, ending = plain.rpartition(".")
    if not point or len(ending) > LONGEST_ENDING:
        stem, ending = plain, ""
    stem = stem[: LONGEST_NAME - len(ending) - 1].strip("._-") or "file"
    return f"{statement}-{number}-{stem}" + (f".{ending}" if ending else "")


def _files(said: Statement, store: FileStore) -> tuple[PackedFile, ...]:
    return tuple(
        _packed(file, safe_name(said.id, number, file.name), store) for number, file in _numbered(said)
    )


def _numbered(said: Statement) -> Iterable[tuple[int, AttachedFile]]:
    return enumerate(said.files, start=1)


def _packed(file: AttachedFile, name: str, store: FileStore) -> PackedFile:
    lack = file.state.value if file.state is not FileState.STORED else None
    if lack is None:
        kept = store.check(file.sha256 or "")
        lack = None if kept is StoredFile.WHOLE else kept.value
    return PackedFile(
        name=cleaned(file.name),
        size=file.size,
        sha256=file.sha256,
        place=None if lack else f"files/{name}",
        lack=lack,
        error=file.error if lack == FileState.FAILED else None,
    )
