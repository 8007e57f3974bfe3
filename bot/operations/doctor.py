"""Looks at everything that Reckoner needs, and says what to do where it is not well."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.operations.clock_watch import ClockWatch
from bot.operations.ledger_anchor import LedgerAnchor
from bot.operations.platforms import Examined
from bot.settings import Settings
from models.database import Database, Tables
from models.ledger import chain
from models.outbox.message import OutboxState
from models.people.person import Person
from models.policies.deciding import Origin, standing, unreadable
from models.queries import items as queries
from models.refusals.running import TablesNewer
from models.register.recommendation import Recommendation
from models.reminders.overlooked import messages_in, overlooked
from templates.messages.operations import Finding

GIGABYTE: Final = 1_000_000_000
SECRETS: Final = Path(".env")
LITTLE_ROOM: Final = 2 * GIGABYTE


async def examine(
    settings: Settings, database: Database, clock: Clock, platforms: Sequence[Examined]
) -> tuple[Finding, ...]:
    """Look at the database, the data folder and the `platforms`, each once; nothing is changed.

    There is none of them where the local workspace is in use.
    """
    findings = [*_at_home(settings, database, clock)]
    if not platforms:
        return (*findings, Finding("platform", "look"))
    findings.append(_health(settings))
    for platform in platforms:
        findings += [finding async for finding in platform.findings()]
    return tuple(findings)


def _at_home(settings: Settings, database: Database, clock: Clock) -> Iterator[Finding]:
    address = database.engine.url.render_as_string()
    yield _settings(settings)
    yield _folder(settings.data)
    try:
        tables = database.tables()
        if tables is not Tables.AS_WANTED:
            yield Finding("tables", "look")
            return
        with database.reading() as session:
            items = queries.count_of(session, Recommendation.is_open.is_(True))
            yield Finding("database", "well", {"address": address, "items": f"{items:,}"})
            yield _ledger(session, LedgerAnchor(settings.data))
            yield _coordinators(session)
            yield _people(session)
            yield _outbox(session, clock.now(), settings)
            yield _decided(session, settings)
        yield from _time(database, clock, settings)
    except TablesNewer as newer:
        yield Finding("tables", "broken", {"revision": str(newer.fields["revision"])})
    except SQLAlchemyError as error:
        yield Finding("database", "broken", {"address": address, "error": type(error).__name__})


def _settings(settings: Settings) -> Finding:
    facts = {"served": settings.served}
    open_to_others = SECRETS.exists() and SECRETS.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    return Finding("settings", "look" if open_to_others else "well", facts)


def _health(settings: Settings) -> Finding:
    return Finding("health", "look" if settings.reckoner_health_port is None else "well")


def _folder(folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=folder, prefix="doctor-")
        os.close(descriptor)
        Path(name).unlink()
    except OSError as error:
        return Finding("folder", "broken", {"folder": str(folder), "error": error.strerror or ""})
    free = shutil.disk_usage(folder).free
    facts = {"folder": str(folder), "free": f"{free / GIGABYTE:,.1f}"}
    return Finding("folder", "well" if free >= LITTLE_ROOM else "look", facts)


def _ledger(session: Session, kept: LedgerAnchor) -> Finding:
    head, heads = chain.head(session), kept.heads()
    facts = {"facts": f"{head.number:,}", "kept": f"{len(heads):,}"}
    if not all(chain.has(session, each) for each in heads):
        return Finding("ledger", "broken", facts)
    return Finding("ledger", "well" if heads else "look", facts)


def _coordinators(session: Session) -> Finding:
    names = [person.name for person in queries.coordinators(session) if person.reachable]
    return Finding("coordinators", "well" if names else "broken", {"names": ", ".join(names)})


def _people(session: Session) -> Finding:
    owners = select(Recommendation.owner_id).where(Recommendation.is_open, Recommendation.for_force)
    people = session.scalars(select(Person).where(Person.id.in_(owners)).order_by(Person.name))
    names = [person.name for person in people if not person.reachable]
    return Finding("people", "look" if names else "well", {"names": ", ".join(names)})


def _time(database: Database, clock: Clock, settings: Settings) -> Iterator[Finding]:
    """Say that the clock is off the server's or the ledger's; each platform says so of its own."""
    off = ClockWatch(database, clock, settings.policy).compared()
    if off is not None:
        yield Finding("time", "broken", {"seconds": f"{off.seconds:,}", "witness": off.witness})


def _decided(session: Session, settings: Settings) -> Finding:
    if lost := unreadable(session):
        return Finding("decided", "look", {"names": ", ".join(lost)})
    stands = standing(session, settings.policy).items()
    names = [name for name, each in stands if each.origin is Origin.CHAT]
    return Finding("decided", "well", {"names": ", ".join(names)})


def _outbox(session: Session, at: datetime, settings: Settings) -> Finding:
    failed = messages_in(session, OutboxState.FAILED)
    late = overlooked(session, at, settings.policy.today(at)).notices
    pending = messages_in(session, OutboxState.PENDING)
    facts = {"failed": f"{failed:,}", "late": f"{late:,}", "pending": f"{pending:,}"}
    return Finding("notices", "look" if failed or late else "well", facts)
