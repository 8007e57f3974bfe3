"""What tests of retention share: an item that was written about and has ended, and a look at every row."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, select, text

from bot.operations.backup.rows import rows_of, standing_still
from models.database import Database
from models.ledger.event import Event, EventKind
from models.ledger.verifying import Verified, verify
from models.policy import Policy
from models.tables import TABLES
from templates.messages.answers import Acknowledged
from tests.factories import Register
from tests.talk import Talk

YEARS = 2
KEPT = replace(Policy(), retention_years=YEARS)
SECRET = "marzipan"
"""A word that is in everything that was written about the item, and nowhere else."""

FILE = (f"{SECRET}.csv", b"month,share\nNov,94\n")
OVER = date(2024, 12, 1)
"""When it is two years since the item ended."""

TOLD_AT, ERASED_AT = "2024-11-04T09:00", "2024-12-02T09:00"


async def written_about(talk: Talk, reference: str, *, file: tuple[str, bytes] = FILE) -> None:
    """Have people write about an item of Anna's in every way there is."""
    written = await talk.writes(
        "anna", f"{reference}: evidence of {SECRET}: https://{SECRET}.example/", files=[file]
    )
    await talk.edits(written, f"{reference}: evidence of more {SECRET}: https://{SECRET}.example/2")
    for who, line in (
        ("anna", f"/rec rag {reference} red because of {SECRET}"),
        ("anna", f"/rec ask-fll {reference} Where is the {SECRET}?"),
        ("anna", f"/rec met {reference} 2022-11-30 agreed on {SECRET}"),
        ("anna", f"/rec extend {reference} 31 March 2023 for want of {SECRET}"),
        ("priya", f"/rec refuse {reference} There is {SECRET} enough"),
    ):
        await talk.says(who, line, Acknowledged)


async def ended(talk: Talk, reference: str) -> None:
    """End an item."""
    await talk.says("priya", f"/rec end {reference} superseded Replaced by {SECRET}", Acknowledged)


async def lived_and_ended(talk: Talk) -> str:
    """Return the reference of an item that was written about and has ended on 1 December 2022."""
    register = Register(talk.database, talk.clock, talk.policy)
    reference = register.item("1", register_number="10618", deadline_on=date(2023, 1, 31))
    await written_about(talk, reference)
    await ended(talk, reference)
    return reference


async def kept_long_enough(talk: Talk) -> None:
    """Let the day pass on which the coordinators are told, and that on which what is over is erased."""
    await talk.at(TOLD_AT)
    await talk.at(ERASED_AT)


def places_with(word: str, database: Database) -> list[str]:
    """Return the tables in which any row holds `word`."""
    with standing_still(database) as connection:
        return [table.name for table in TABLES if any(word in str(row) for row in rows_of(connection, table))]


def octets_of(database: Database) -> bytes:
    """Return every octet that SQLite has on disk."""
    path = Path(database.engine.url.database or "")
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


def verified(database: Database) -> Verified:
    """Verify the ledger's chain."""
    with database.reading() as session:
        return verify(session)


def disarm(connection: Connection) -> None:
    """Take the ledger's guards away, as who owns the database can."""
    if connection.dialect.name == "sqlite":
        for name in ("event_no_update", "seal_no_update", "tombstone_no_update", "tombstone_no_delete"):
            connection.execute(text(f"drop trigger {name}"))
    else:
        for table in ("event", "seal", "tombstone"):
            connection.execute(text(f"alter table {table} disable trigger user"))


def erasures(database: Database) -> list[dict[str, object]]:
    """Return what the ledger tells of erasures."""
    with database.reading() as session:
        return list(session.scalars(select(Event.facts).where(Event.kind == EventKind.WORDS_ERASED)))
