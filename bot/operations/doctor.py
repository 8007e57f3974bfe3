"""Looks at everything that Reckoner needs, and says what to do where it is not well."""

import os
import shutil
import stat
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.operations.ledger_anchor import LedgerAnchor
from bot.settings import Mode, Settings
from bot.slack.client import SlackClient
from bot.slack.errors import FaultKind, SlackFault
from bot.slack.manifest import SCOPES
from models.database import Database, Tables
from models.ledger import chain
from models.outbox.message import OutboxState
from models.people.person import Person
from models.queries import items as queries
from models.refusals.running import TablesNewer
from models.register.recommendation import Recommendation
from models.reminders.overlooked import messages_in, overlooked
from templates.messages.operations import Finding

GIGABYTE: Final = 1_000_000_000
SECRETS: Final = Path(".env")
LITTLE_ROOM: Final = 2 * GIGABYTE
MOST_SECONDS_OFF: Final = 60


async def examine(
    settings: Settings, database: Database, clock: Clock, client: SlackClient | None
) -> tuple[Finding, ...]:
    """Look at the database, the data folder and Slack, each once; nothing is changed.

    `client` is None where the local workspace is in use.
    """
    findings = [*_at_home(settings, database, clock)]
    if client is None or settings.mode is Mode.LOCAL:
        return (*findings, Finding("slack", "look", {"seconds": ""}))
    return (*findings, *[finding async for finding in _at_slack(settings, clock, client)])


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
    except TablesNewer as newer:
        yield Finding("tables", "broken", {"revision": str(newer.fields["revision"])})
    except SQLAlchemyError as error:
        yield Finding("database", "broken", {"address": address, "error": type(error).__name__})


def _settings(settings: Settings) -> Finding:
    facts = {"mode": settings.mode.value}
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


def _outbox(session: Session, at: datetime, settings: Settings) -> Finding:
    failed = messages_in(session, OutboxState.FAILED)
    late = overlooked(session, at, settings.policy.today(at)).notices
    pending = messages_in(session, OutboxState.PENDING)
    facts = {"failed": f"{failed:,}", "late": f"{late:,}", "pending": f"{pending:,}"}
    return Finding("notices", "look" if failed or late else "well", facts)


async def _at_slack(settings: Settings, clock: Clock, client: SlackClient) -> AsyncIterator[Finding]:
    try:
        identity = await client.auth_test()
    except SlackFault as fault:
        yield _no_answer(fault, settings.slack_api_url)
        return
    yield Finding("slack", "well", {"team": str(identity["team"]), "user": str(identity["user"])})
    if settings.mode is Mode.SOCKET:
        yield await _socket(settings, client)
    yield _health(settings)
    headers = {name.casefold(): value for name, value in identity.headers.items()}
    yield _scopes(headers)
    yield _clock(headers, clock)
    yield await _channel(settings.reckoner_committee_channel, client)


def _no_answer(fault: SlackFault, address: str) -> Finding:
    """Say why Slack has not told who the app is: that it has no time says nothing of the token."""
    if fault.kind is FaultKind.BUSY:
        return Finding(
            "slack", "look", {"seconds": f"{fault.after.total_seconds():.0f}" if fault.after else "60"}
        )
    return Finding("slack", "broken", {"address": address, "error": fault.why, "kind": fault.kind.value})


def _not_asked(place: str, fault: SlackFault, **facts: str) -> Finding:
    """Say that Slack refuses something, or only could not be asked."""
    is_refused = fault.kind is FaultKind.REFUSED
    return Finding(place, "broken" if is_refused else "look", {**facts, "error": fault.why})


async def _socket(settings: Settings, client: SlackClient) -> Finding:
    """Ask for the address of a connection, and do not connect."""
    token = settings.slack_app_token.get_secret_value() if settings.slack_app_token else ""
    try:
        await client.apps_connections_open(app_token=token)
    except SlackFault as fault:
        return _not_asked("socket", fault)
    return Finding("socket", "well")


def _scopes(headers: dict[str, Any]) -> Finding:
    if "x-oauth-scopes" not in headers:
        return Finding("scopes", "look", {"scopes": ""})
    had = {each.strip() for each in headers["x-oauth-scopes"].split(",") if each.strip()}
    lacks, spare = sorted(set(SCOPES) - had), sorted(had - set(SCOPES))
    if lacks:
        return Finding("scopes", "broken", {"scopes": ", ".join(lacks)})
    return Finding("scopes", "look" if spare else "well", {"scopes": ", ".join(spare)})


def _clock(headers: dict[str, Any], clock: Clock) -> Finding:
    try:
        theirs = parsedate_to_datetime(headers.get("date", ""))
    except ValueError:
        return Finding("clock", "look")
    off = round((clock.now() - theirs).total_seconds())
    return Finding("clock", "well" if abs(off) <= MOST_SECONDS_OFF else "broken", {"seconds": f"{off:,}"})


async def _channel(channel: str | None, client: SlackClient) -> Finding:
    if channel is None:
        return Finding("channel", "look", {"error": ""})
    try:
        await client.conversations_history(channel=channel, limit=1)
    except SlackFault as fault:
        return _not_asked("channel", fault, channel=channel)
    return Finding("channel", "well", {"channel": channel})
