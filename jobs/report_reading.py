"""Reading the reports for which drafts were begun: each once its file is there and it is known what it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models.enums import ReportKind
from models.outbox import outbox
from models.policy import Policy
from models.refusals.base import Refusal
from models.refusals.reports import ReportNotFetched, ReportTooSlow
from models.report_drafts import drafting
from models.report_drafts.draft import WAITING, Draft, DraftState
from models.report_drafts.showing import show_again
from models.report_parser.proposal import About, Reading
from models.statements.statement import FileState
from templates.presenters.drafts import draft_page, redrawn
from templates.serialization import freeze

AT_A_TIME = 2
HELD_FOR = timedelta(minutes=5)
MOST_ATTEMPTS = 5
"""A file that ends whoever reads it is given up after so many times."""


@dataclass(frozen=True)
class ToRead:
    """A report to be read for a draft: pasted `text`, or the file with this SHA-256, called `name`."""

    draft: int
    name: str
    text: str | None
    sha256: str | None
    about: About


def claim(session: Session, at: datetime, policy: Policy) -> list[ToRead]:
    """Take up to AT_A_TIME drafts whose report can be read at the aware instant `at`; each is held for HELD_FOR.

    A draft whose file could not be fetched, or was given up, is closed, and whoever began it is told.
    """
    waiting = (
        select(Draft)
        .where(WAITING, Draft.next_try_at <= at, Draft.published_on.is_not(None))
        .order_by(Draft.next_try_at, Draft.id)
        .with_for_update(of=Draft, skip_locked=True)
    )
    taken: list[ToRead] = []
    for draft in session.scalars(waiting):
        if len(taken) == AT_A_TIME:
            break
        file = draft.file
        if file is not None and file.state is FileState.FAILED:
            _close(session, draft, ReportNotFetched(name=file.name, why=file.error or ""), at, policy)
        elif draft.attempts >= MOST_ATTEMPTS:
            seconds = int(HELD_FOR.total_seconds())
            _close(session, draft, ReportTooSlow(name=_name(draft), seconds=seconds), at, policy)
        elif file is None or file.state is FileState.STORED:
            draft.next_try_at, draft.attempts = at + HELD_FOR, draft.attempts + 1
            taken.append(_to_read(draft, policy))
    return taken


def is_due(session: Session, at: datetime) -> bool:
    """Whether there is a draft to look at, at the aware instant `at`: to be asked where nobody waits for it."""
    return session.connection().scalar(_ANY_DUE, {"at": at}) is not None


_ANY_DUE = (
    select(Draft.id)
    .where(WAITING, Draft.next_try_at <= bindparam("at"), Draft.published_on.is_not(None))
    .limit(1)
)


def settle(session: Session, key: int, outcome: Reading | Refusal, at: datetime, policy: Policy) -> None:
    """Write down what became of a draft that was claimed, and tell whoever began it."""
    draft = drafting.draft_by_id(session, str(key))
    if draft.state is not DraftState.READING:
        return
    if isinstance(outcome, Refusal):
        _close(session, draft, outcome, at, policy)
        return
    drafting.take(session, draft, outcome, at)
    _tell(session, draft, at, policy)


def _to_read(draft: Draft, policy: Policy) -> ToRead:
    if draft.published_on is None:
        raise ValueError("A report is read once it is known when it was published.")
    about = About(draft.published_on, draft.kind or ReportKind.OTHER, policy.force)
    return ToRead(draft.id, _name(draft), draft.text, draft.file.sha256 if draft.file else None, about)


def _name(draft: Draft) -> str:
    return draft.file.name if draft.file else drafting.PASTED


def _close(session: Session, draft: Draft, refusal: Refusal, at: datetime, policy: Policy) -> None:
    drafting.refuse(draft, refusal.template, refusal.fields, at)
    _tell(session, draft, at, policy)


def _tell(session: Session, draft: Draft, at: datetime, policy: Policy) -> None:
    today = policy.today(at)
    show_again(session, draft, at, "read", redrawn(session, draft, today))
    message = freeze(draft_page(session, draft, today))
    outbox.enqueue(session, f"report-draft:{draft.id}:{draft.by_id}:read", message, at, person=draft.by)
