"""From the register's records to what is said of a submission and of a request for more time."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from models.calendar import local_date
from models.completion.checking import Check
from models.deadlines.extension import ExtensionRequest
from models.enums import StatementKind
from models.people.person import Person
from models.queries import statements
from models.register.recommendation import Recommendation
from models.statements.statement import Statement
from templates.messages.completion import Outcome, Submission
from templates.messages.deadlines import Extension
from templates.presenters.rows import row, rows, statement, who
from templates.who import Who

MOST_EVIDENCE = 10
_LOOKED_AT = 40
"""So many of the latest statements are looked through for the latest evidence."""


def submission(
    session: Session, item: Recommendation, check: Check, today: date, zone: ZoneInfo, *, over: bool = False
) -> Submission:
    """Return what was handed in, with the latest evidence that stands; `over` once it has been shown to last."""
    said = statements.statements_of(session, item, _LOOKED_AT)
    evidence = [each for each in said if each.kind is StatementKind.EVIDENCE and each.counts]
    return Submission(
        row=row(item, today),
        by=who(check.by) if check.by else Who("an import"),
        on=check.on,
        today=today,
        evidence=tuple(statement(each, item, zone.key) for each in evidence[:MOST_EVIDENCE]),
        words=_words_with(said, check),
        pieces=statements.count_statements(session, item)[StatementKind.EVIDENCE],
        level=check.level.name if check.level else "",
        over=over,
    )


def _words_with(said: Iterable[Statement], check: Check) -> str:
    """Return the update that was recorded in the same act as the submission."""
    with_it = (each for each in said if each.recorded_at == check.at and each.kind is StatementKind.UPDATE)
    return next((each.text for each in with_it if each.stands), "")


def outcome(
    what: str, items: Iterable[Recommendation], by: Person, on: date, today: date, reason: str = ""
) -> Outcome:
    """Return what became of `items`, as their owner is told."""
    return Outcome(what, rows(items, today), who(by), on, today, reason)


def extension(request: ExtensionRequest, today: date, zone: ZoneInfo) -> Extension:
    """Return what was asked for, and what was decided if it is."""
    return Extension(
        row=row(request.recommendation, today),
        by=who(request.by),
        was_on=request.was_on,
        to=request.to,
        reason=request.reason,
        asked_on=local_date(request.asked_at, zone),
        today=today,
        decision=request.decision,
        decided_by=who(request.decided_by) if request.decided_by else None,
        because=request.decided_because or "",
        is_move=request.is_move,
    )
