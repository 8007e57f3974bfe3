"""What commands take where much has been entered, beside where little has: items, and owners."""

from collections.abc import Sequence
from itertools import count
from statistics import median
from time import process_time

from bot.clock import StoppedClock, SystemClock
from bot.requests.dispatcher import Dispatcher
from bot.requests.incoming import IncomingRequest
from handlers.request import Place
from models.address import Account, Conversation
from models.database import Database
from models.enums import Surface
from models.policy import Policy
from templates.messages.answers import Crashed
from tests.bench.bench import Bench
from tests.bench.comparing import Line
from tests.bench.filling import ACCOUNTS, due_far_off, fill, with_nothing_said

ROUNDS = 5
MOST = 1.3
FEW_OWNERS = 10
WORDS = (
    "",
    "status",
    "status overdue",
    "status red",
    "status matter",
    "search audit",
    "reviews",
    "status @Owner 7",
)
_WHO = Account(Surface.SLACK, ACCOUNTS[0])
_PLACE = Place(Conversation(Surface.SLACK, "D0BENCH", is_direct=True))
_numbers = count(1)


async def with_the_register(bench: Bench) -> list[Line]:
    """Compare commands in a large register with the same in a small one, and with many owners against few."""
    sizes = bench.sizes
    registers = [(items, bench.register(items, due_far_off)) for items in (sizes.few, sizes.many)]
    lines = await _grown(registers, f"{sizes.many:,} items against {sizes.few:,}")
    owned = []
    for owners in (FEW_OWNERS, sizes.people):
        owned.append((sizes.items, bench.sqlite(f"{owners}-owners")))
        fill(owned[-1][1], sizes.items, due_far_off, owners)
    what = f"{sizes.people:,} owners against {FEW_OWNERS}, {sizes.items:,} items"
    return [*lines, *await _grown(owned, what)]


async def _grown(registers: Sequence[tuple[int, str]], what: str) -> list[Line]:
    databases = [Database(url) for _, url in registers]
    desks = [Dispatcher(each, StoppedClock(SystemClock().now()), Policy(), told=int) for each in databases]
    lines = []
    for words in (*WORDS, None):
        took: list[list[float]] = [[] for _ in desks]
        for _ in range(1 + ROUNDS):
            for (items, _), desk, times in zip(registers, desks, took, strict=True):
                times.append(await _asked(desk, words or f"status {with_nothing_said(items)}"))
        few, many = (median(times[1:]) for times in took)
        asked = "`/rec status` of one item" if words is None else f"`/rec {words}`".replace(" `", "`")
        measured = f"{many:.2f} ms / {few:.2f} ms = {many / few:.2f}"
        lines.append(Line(f"{asked}, without HTTP, {what}", measured, f"≤ {MOST:g}", many / few <= MOST))
    for desk, database in zip(desks, databases, strict=True):
        desk.close()
        database.close()
    return lines


async def _asked(desk: Dispatcher, words: str) -> float:
    """Return the milliseconds of the processor until the answer is there. Raises RuntimeError for none."""
    request = IncomingRequest(_WHO, words, _PLACE, f"bench:{next(_numbers)}", typed=words)
    begun = process_time()
    answer = await desk.command(request)
    took = (process_time() - begun) * 1000
    if type(answer) is Crashed:
        raise RuntimeError(f"{words} broke.")
    return took
