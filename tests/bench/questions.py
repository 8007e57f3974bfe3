"""What is asked of a whole register: words that stand everywhere, reviews, people where they are many, and Home."""

from datetime import timedelta
from functools import partial
from typing import Final

from sqlalchemy import func, insert, select

from bot.clock import SystemClock
from jobs import delivery
from models.database import Database
from models.enums import Role, Surface
from models.outbox.message import OutboxMessage, OutboxState
from models.people.person import Person
from models.statements.statement import Statement
from tests.bench.asking import Asked, Body, command, home, in_turn
from tests.bench.bench import Bench
from tests.bench.comparing import Line, in_turn as work_in_turn, within
from tests.bench.filling import due_over_years, settle

MEANWHILE: Final = 100
"""Claims that are timed together: one alone takes less than a clock tells."""


async def of_the_register(bench: Bench) -> list[Line]:
    """Tell what a server takes of the processor for each, its answer drawn and sent."""
    database = Database(bench.copy(bench.register(bench.sizes.items, due_over_years), "questions"))
    statements = _fill(database, bench)
    items, people = f"{bench.sizes.items:,}", f"{bench.sizes.people:,} people"
    asked: tuple[tuple[str, Body, float], ...] = (
        (f"`/rec search audit`, which stands in {statements:,} statements", command("search audit"), 10),
        (f"`/rec status matter`, which stands in {items} items", command("status matter"), 20),
        (f"`/rec reviews`, {items} items", command("reviews"), 20),
        (f"`/rec status @name`, {people}", command("status @Officer 7 Seventh"), 15),
        (f"`/rec people`, {people}", command("people"), 50),
        (f"Home of a coordinator, {items} items", home(), 8),
    )
    ours = await bench.there.reckoner(str(database.engine.url))
    idle = await ours.idle(bench.sizes.idle_seconds)
    lines = []
    for what, body, most in asked:
        one = Asked(what, ours, body, idle)
        await in_turn([one], max(bench.sizes.requests // 10, 1))
        lines.append(within(what, one.worked, most))
    [claims] = work_in_turn([partial(_claim, database)], 3)
    claimed = f"looked whether anything is to be sent, {bench.sizes.sent:,} messages sent"
    lines.append(within(claimed, claims / MEANWHILE, 0.1))
    database.close()
    return lines


def _claim(database: Database) -> None:
    at = SystemClock().now() - timedelta(days=1)
    with database.reading() as session:
        for _ in range(MEANWHILE):
            delivery.is_due(session, at)


def _fill(database: Database, bench: Bench) -> int:
    """Add people, and messages that were sent; return how many statements there are."""
    now = SystemClock().now()
    officer = {"surface": Surface.SLACK, "role": Role.OWNER, "account_checked_at": now}
    sent = {
        "content": {"message": "Recorded"},
        "is_direct": True,
        "state": OutboxState.SENT,
        "created_at": now,
        "next_try_at": now,
        "sent_at": now,
    }
    with database.writing() as session:
        people = (
            {"name": f"Officer {n} Seventh", "account": f"U0MANY{n}"} for n in range(bench.sizes.people)
        )
        session.execute(insert(Person), [officer | each for each in people])
        session.execute(insert(OutboxMessage), [sent | {"key": f"sent:{n}"} for n in range(bench.sizes.sent)])
        statements = session.scalar(select(func.count()).select_from(Statement)) or 0
    settle(database)
    return statements
