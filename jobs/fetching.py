"""Fetching the files that came with what owners said, each kept under its SHA-256."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models.enums import Marking, Surface
from models.outbox import outbox
from models.statements.marked_files import ask_about
from models.statements.statement import AttachedFile, FileState, HeldReply
from templates.messages.answers import Acknowledged
from templates.serialization import freeze

AT_A_TIME = 10
HELD_FOR = timedelta(minutes=5)
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
MOST_ATTEMPTS = 40


@dataclass(frozen=True)
class Wanted:
    """A file to fetch from `address`; `size` is what the surface says it holds, in bytes.

    On its `surface` it is known as `external`, and is of `media_type`. It is not kept where it carries a marking
    above `most`; None where that has been asked about.
    """

    file: int
    surface: Surface
    address: str
    name: str
    size: int
    external: str = ""
    media_type: str = ""
    most: Marking | None = None


@dataclass(frozen=True)
class Stored:
    """It was stored under its SHA-256, and holds `size` bytes."""

    sha256: str
    size: int


@dataclass(frozen=True)
class NotStored:
    """It was not stored; `final` if trying again is of no use. What is there is kept as a `link` then."""

    error: str
    final: bool = False
    link: str | None = None


@dataclass(frozen=True)
class Marked:
    """It was not stored, since it carries a `marking` above what the register may hold."""

    marking: Marking


def claim(session: Session, at: datetime, most: Marking = Marking.OFFICIAL) -> list[Wanted]:
    """Take up to AT_A_TIME files that are to be fetched at the aware instant `at`; each is held for HELD_FOR.

    They may carry markings up to `most`.
    """
    files = session.scalars(
        select(AttachedFile)
        .where(AttachedFile.state == FileState.WANTED, AttachedFile.next_try_at <= at)
        .order_by(AttachedFile.next_try_at, AttachedFile.id)
        .limit(AT_A_TIME)
        .with_for_update(skip_locked=True)
    ).all()
    for file in files:
        file.next_try_at = at + HELD_FOR
        file.attempts += 1
    return [
        Wanted(
            file.id,
            file.surface,
            file.address,
            file.name,
            file.size,
            file.external,
            file.media_type,
            None if file.marking or not _is_said(file) else most,
        )
        for file in files
    ]


def is_due(session: Session, at: datetime) -> bool:
    """Whether there is a file to take at the aware instant `at`: to be asked where nobody waits for it."""
    return session.connection().scalar(_ANY_DUE, {"at": at}) is not None


_ANY_DUE = (
    select(AttachedFile.id)
    .where(AttachedFile.state == FileState.WANTED, AttachedFile.next_try_at <= bindparam("at"))
    .limit(1)
)


def _is_said(file: AttachedFile) -> bool:
    """Whether it came with what somebody said: a published report is looked at by whoever drafts from it."""
    return file.statement_id is not None or file.held_reply_id is not None


def settle(session: Session, file_id: int, outcome: Stored | NotStored | Marked, at: datetime) -> None:
    """Write down what became of a file that was claimed."""
    file = session.get_one(AttachedFile, file_id)
    if file.state in (FileState.ERASING, FileState.ERASED):
        # It was erased while it was on its way: so is what has come.
        if isinstance(outcome, Stored):
            file.state, file.sha256, file.size = FileState.ERASING, outcome.sha256, outcome.size
        return
    match outcome:
        case Stored(sha256, size):
            file.state, file.sha256, file.size, file.error = FileState.STORED, sha256, size, None
            file.address = "" if file.is_passing else file.address
        case Marked(marking):
            ask_about(file, marking, at)
        case NotStored(error, final, link):
            file.error = error
            file.next_try_at = at + min(FIRST_PAUSE * (1 << min(file.attempts, 16)), LONGEST_PAUSE)
            if final or file.attempts >= MOST_ATTEMPTS:
                file.give_up(link if final else file.address)
                _tell_author(session, file, at)


def _tell_author(session: Session, file: AttachedFile, at: datetime) -> None:
    """Say to whoever sent a file that it is not kept, or as a link only, and why: they can send it again."""
    said = file.statement or (session.get(HeldReply, file.held_reply_id) if file.held_reply_id else None)
    if said is None or not said.by.reachable:
        return
    what = "file_kept_as_link" if file.link else "file_not_stored"
    message = Acknowledged(what, {"name": file.name, "why": file.error or ""})
    outbox.enqueue(session, f"file-not-stored:{file.id}", freeze(message), at, person=said.by)
