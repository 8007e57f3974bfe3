"""Answering whether a file that looks marked higher than the register may hold is kept."""

from sqlalchemy.orm import Session

from handlers.request import Request
from models.queries.numbered import numbered
from models.refusals.commands import NoSuchStatement
from models.statements import marked_files
from models.statements.statement import AttachedFile
from templates.messages import Message
from templates.messages.answers import Acknowledged


def keep(session: Session, request: Request) -> Message:
    """Have the file that the button names be kept. Raises NoSuchStatement or NotAskedAbout."""
    file = _asked_of(session, request)
    marked_files.keep_marked(file, request.act)
    return Acknowledged("marked_file_kept", {"name": file.name})


def leave(session: Session, request: Request) -> Message:
    """Have the file that the button names stay where it is. Raises NoSuchStatement or NotAskedAbout."""
    file = _asked_of(session, request)
    marked_files.leave_marked(file, request.act)
    return Acknowledged("marked_file_left", {"name": file.name})


def _asked_of(session: Session, request: Request) -> AttachedFile:
    """Return the file, if the asker sent it or is a coordinator. Raises NoSuchStatement, the same for none."""
    file = numbered(session, AttachedFile, request.words, held=True)
    said = marked_files.came_with(session, file) if file is not None else None
    if file is None or said is None or not (said.by is request.who or request.who.is_coordinator):
        raise NoSuchStatement
    return file
