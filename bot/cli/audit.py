"""What the commands that change the register share: who acts, when it took effect, and one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from bot.cli.terminal import day, register
from models.ledger.audit_context import AuditContext
from models.queries import items

As = Annotated[str | None, typer.Option("--as", help="Your name, for the ledger.")]
On = Annotated[
    date | None, typer.Option(parser=day, metavar="DATE", help="The day it took effect; today unless given.")
]


@contextmanager
def acting(as_: str | None, on: date | None = None) -> Iterator[tuple[Session, AuditContext]]:
    """Give a transaction and the act of the person `as_` names, effective on the local date `on` or today.

    What is refused is said, and nothing is changed.
    """
    with register() as (settings, database, clock), database.writing() as session:
        by = items.person_by_name(session, as_) if as_ else None
        yield session, settings.policy.act(by, clock.now()).effective(on)
