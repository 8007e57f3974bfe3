"""Files that look marked higher than the register may hold: asked about, and neither kept nor lost meanwhile."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.enums import Marking
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.refusals.evidence import NotAskedAbout
from models.statements.statement import AttachedFile, FileState, HeldReply, Statement


def came_with(session: Session, file: AttachedFile) -> Statement | HeldReply | None:
    """Return what somebody said with `file`: a reply is held until it is known of which item it is."""
    return file.statement or session.get(HeldReply, file.held_reply_id or 0)


def ask_about(file: AttachedFile, marking: Marking, at: datetime) -> None:
    """Have `file` wait for an answer, since it carries `marking`: it is not fetched before."""
    file.state, file.marking, file.next_try_at = FileState.ASKED, marking, at


def keep_marked(file: AttachedFile, audit: AuditContext) -> None:
    """Have `file` be kept, since somebody answers for it that the register may hold it. Raises NotAskedAbout."""
    _check_asked(file)
    file.state, file.next_try_at, file.attempts = FileState.WANTED, audit.at, 0
    _note(file, EventKind.MARKED_FILE_KEPT, audit)


def leave_marked(file: AttachedFile, audit: AuditContext) -> None:
    """Have `file` stay where it is: only its name and marking are on record. Raises NotAskedAbout."""
    _check_asked(file)
    file.error = f"It is marked {file.marking}, so it was not saved."
    file.give_up(None)
    _note(file, EventKind.MARKED_FILE_LEFT, audit)


def _check_asked(file: AttachedFile) -> None:
    if file.state is not FileState.ASKED:
        raise NotAskedAbout(name=file.name)


def _note(file: AttachedFile, what: EventKind, audit: AuditContext) -> None:
    for item in file.statement.items if file.statement else ():
        item.note(what, audit, statement=file.statement_id, marking=file.marking)
