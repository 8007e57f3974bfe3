"""What is asked of a whole register: words that stand everywhere, reviews, people where they are many, and Home."""

from time import process_time

from sqlalchemy import func, insert, select

from bot.clock import SystemClock
from models.database import Database
from models.enums import Role, Surface
from models.people.person import Person
from models.statements.statement import Statement
from tests.bench.asking import Asked, Body, command, home, in_turn
from tests.bench.bench import Bench
from tests.bench.comparing import Line, Sizes, named, watch_for, within
from tests.bench.filling import due_over_years, settle
from tests.bench.outbox import add_sent


async def of_the_register(bench: Bench) -> list[Line]:
    """Tell what a server takes for each, its answer drawn and sent."""
    url = bench.register(bench.sizes.items, due_over_years)
    statements = _fill(url, bench.sizes)
    watch = watch_for(url)
    items, people = f"{bench.sizes.items:,}", f"{bench.sizes.people:,} people"
    asked: tuple[tuple[str, Body, float], ...] = (
        (f"`/rec search audit`, which stands in {statements:,} statements", command("search audit"), 10),
        (f"`/rec status matter`, which stands in {items} items", command("status matter"), 20),
        (f"`/rec reviews`, {items} items", command("reviews"), 20),
        (f"`/rec status @name`, {people}", command("status @Officer 7 Seventh"), 15),
        (f"`/rec people`, {people}", command("people"), 50),
        (f"Home of a coordinator, {items} items", home(), 8),
    )
    ours = await bench.there.reckoner(url)
    idle = await ours.idle(bench.sizes.idle_seconds)
    lines = []
    for what, body, most in asked:
        one = Asked(what, ours, body, idle)
        await in_turn([one], max(bench.sizes.requests // 10, 1))
        took = one.worked if watch is process_time else one.p50
        lines.append(within(f"{what}{named(watch)}", took, most))
    return lines


def _fill(url: str, sizes: Sizes) -> int:
    """Add people, and messages that were sent; return how many statements there are."""
    database = Database(url)
    officer = {"surface": Surface.SLACK, "role": Role.OWNER, "account_checked_at": SystemClock().now()}
    with database.writing() as session:
        people = ({"name": f"Officer {n} Seventh", "account": f"U0MANY{n}"} for n in range(sizes.people))
        session.execute(insert(Person), [officer | each for each in people])
        add_sent(session, sizes.sent)
        statements = session.scalar(select(func.count()).select_from(Statement)) or 0
    settle(database)
    database.close()
    return statements
