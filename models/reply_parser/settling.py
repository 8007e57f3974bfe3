"""What became of what was read in a reply: taken up, or declined; either is remembered with its statement."""

from sqlalchemy.orm import Session

from models.ledger.audit_context import AuditContext
from models.register.recommendation import Recommendation
from models.reply_parser.intents import ItemIntent
from models.statements.statement import Consequence, Statement

_READ = "read: "
"""Before the name of an intent: a consequence by which it is settled, and no field of an item."""


def settle(
    session: Session, statement: Statement, item: Recommendation, intent: ItemIntent, now: str | None
) -> None:
    """Remember that what was read was taken up, with what came of it in `now`; None says that it was declined."""
    session.add(
        Consequence(statement=statement, recommendation=item, field=f"{_READ}{intent}", was=None, now=now)
    )
    session.flush()


def settled(statement: Statement) -> dict[ItemIntent, str | None]:
    """Return what was read in `statement` and has been settled: what came of it, or None if it was declined."""
    return {
        ItemIntent(each.field.removeprefix(_READ)): None if each.now is None else str(each.now)
        for each in _standing(statement)
    }


def open_again(
    session: Session, statement: Statement, audit: AuditContext, *, taken_up: ItemIntent | None = None
) -> None:
    """Forget what was declined: the words have changed, and what they want is proposed again.

    So is what was `taken_up` of them and has been undone.
    """
    for each in _standing(statement):
        if each.now is None or each.field == f"{_READ}{taken_up}":
            each.undone_at = audit.at
    session.flush()


def _standing(statement: Statement) -> list[Consequence]:
    return [
        each for each in statement.consequences if each.field.startswith(_READ) and each.undone_at is None
    ]
