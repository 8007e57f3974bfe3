"""How long words are kept: what will be erased, and erasing what is due."""

from datetime import datetime
from typing import Annotated

import typer

from bot.cli.terminal import acknowledge, register, say
from bot.worker.files import FileStore
from handlers.committee.retention import listed
from jobs.retention import erase_due, remove_files
from models.database import Database
from models.ledger.verifying import verify
from models.locks import take_turn
from models.policy import Policy
from models.queries import items as queries
from models.refusals.retention import LedgerBroken, NoRetention
from models.retention.due import RetentionRule, rule_of


def retention(
    erase: Annotated[bool, typer.Option("--erase", help="Erase what is due, and say how much.")] = False,
    as_: Annotated[str | None, typer.Option("--as", help="Your name, for the ledger.")] = None,
) -> None:
    """List items due to be erased, with dates, and items on hold; with --erase, erase those due."""
    with register() as (settings, database, clock):
        at = clock.now()
        if not erase:
            with database.reading() as session:
                say(listed(session, settings.policy, settings.policy.today(at)))
            return
        rule = rule_of(settings.policy, settings.policy.today(at))
        if rule is None:
            raise NoRetention
        items = _erase(database, settings.policy, rule, as_, at)
        files = _remove_files(database, FileStore(settings.data / "files"))
        acknowledge("words_erased", items=f"{items:,}", files=f"{files:,}")


def _erase(database: Database, policy: Policy, rule: RetentionRule, as_: str | None, at: datetime) -> int:
    """Erase everything that is due, part by part; return how many items. Raises LedgerBroken."""
    with database.snapshot() as session:
        if not verify(session).holds:
            raise LedgerBroken
    done = 0
    while True:
        with database.writing() as session:
            take_turn(session)
            by = queries.person_by_name(session, as_) if as_ else None
            part = erase_due(session, policy.act(by, at), rule)
        done += part
        if not part:
            database.forget_what_was_overwritten()
            return done


def _remove_files(database: Database, store: FileStore) -> int:
    done = 0
    while True:
        with database.writing() as session:
            part = remove_files(session, store.remove)
        done += part
        if not part:
            return done
