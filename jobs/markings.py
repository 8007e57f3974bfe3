"""Asking whoever sent a file that looks marked higher than the register may hold, until they have answered."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.notifications import tell_in_hours
from models.policy import Policy
from models.queries import items
from models.statements.marked_files import came_with
from models.statements.statement import AttachedFile, FileState
from templates.messages.markings import MarkedFile

AGAIN_AFTER: Final = timedelta(days=7)
AT_A_TIME: Final = 100


def ask_about_markings(session: Session, at: datetime, policy: Policy) -> int:
    """Ask about the files that wait for it, each at once and weekly until it is answered; return how many.

    Whoever sent it is asked; the coordinators are where they cannot be reached.
    """
    waiting = session.scalars(
        select(AttachedFile)
        .where(AttachedFile.state == FileState.ASKED, AttachedFile.next_try_at <= at)
        .order_by(AttachedFile.next_try_at, AttachedFile.id)
        .limit(AT_A_TIME)
    ).all()
    for file in waiting:
        _ask(session, file, at, policy)
        file.next_try_at = at + AGAIN_AFTER
    return len(waiting)


def _ask(session: Session, file: AttachedFile, at: datetime, policy: Policy) -> None:
    said = came_with(session, file)
    if said is None or file.marking is None:
        return
    people = [said.by] if said.by.reachable else items.coordinators(session)
    references = tuple(item.reference for item in file.statement.items) if file.statement else ()
    message = partial(MarkedFile, file.id, file.name, file.marking, policy.highest_marking, references)
    tell_in_hours(session, people, f"marked-file:{file.id}:{policy.today(at)}", message, at, policy)
