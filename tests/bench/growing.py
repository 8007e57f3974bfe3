"""What commands and a reply take where much has been entered, beside where little has: items, and owners."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from tests.bench.comparing import Line, ratio, within
from tests.bench.filling import (
    ACCOUNTS,
    FIRST_NUMBER,
    OWNERS,
    account,
    due_far_off,
    fill,
    with_nothing_said,
)

ROUNDS = 5
MOST = 1.3
FEW_OWNERS = 10
A_WORD, MOST_OF_A_WORD = "status matter", 20
"""It stands in every item, and may take so many milliseconds however many they are."""

WORDS = (
    "",
    "status",
    "status overdue",
    "status red",
    A_WORD,
    "search audit",
    "reviews",
    "status @Owner 7",
    "status {item}",
)
REPLY = "{item}: the audit of November is done and shared."
_WHO = Account(Surface.SLACK, ACCOUNTS[0])
_PLACE = Place(Conversation(Surface.SLACK, "D0BENCH", is_direct=True))
_numbers = count(1)


@dataclass(frozen=True)
class Register:
    """A register of so many items, which so many owners share."""

    url: str
    items: int
    owners: int

    @property
    def item(self) -> int:
        """The register number of an open item, of which nothing was said."""
        return with_nothing_said(self.items)

    @property
    def owner(self) -> Account:
        """Who owns it."""
        return Account(Surface.SLACK, account((self.item - FIRST_NUMBER) % self.owners))


async def with_the_register(bench: Bench) -> list[Line]:
    """Compare what is said to a large register with the same to a small one, and with many owners against few."""
    sizes = bench.sizes
    few, many = (
        Register(bench.register(items, due_far_off), items, OWNERS) for items in (sizes.few, sizes.many)
    )
    lines = await _grown((few, many), f"{many.items:,} items against {few.items:,}")
    owned = [
        Register(bench.new(f"{owners}-owners"), sizes.items, owners) for owners in (FEW_OWNERS, sizes.people)
    ]
    for each in owned:
        fill(each.url, each.items, due_far_off, each.owners)
    what = f"{sizes.people:,} owners against {FEW_OWNERS}, {sizes.items:,} items"
    return [*lines, *await _grown(owned, what)]


async def _grown(registers: Sequence[Register], what: str) -> list[Line]:
    databases = [Database(each.url) for each in registers]
    desks = [Dispatcher(each, StoppedClock(SystemClock().now()), Policy(), told=int) for each in databases]
    lines = []
    for words in (*WORDS, REPLY):
        took: list[list[float]] = [[] for _ in desks]
        for _ in range(1 + ROUNDS):
            for register, desk, times in zip(registers, desks, took, strict=True):
                times.append(await _said(desk, register, words))
        few, many = (median(times[1:]) for times in took)
        name = "a reply recorded" if words is REPLY else _command(words)
        lines.append(ratio(f"{name}, without HTTP, {what}", many, few, MOST))
        if words is A_WORD and registers[0].items < registers[-1].items:
            lines.append(within(f"{name}, without HTTP, {registers[-1].items:,} items", many, MOST_OF_A_WORD))
    for desk, database in zip(desks, databases, strict=True):
        desk.close()
        database.close()
    return lines


def _command(words: str) -> str:
    return f"`/rec {words}`".replace(" {item}`", "` of one item").replace(" `", "`")


async def _said(desk: Dispatcher, register: Register, words: str) -> float:
    """Return the milliseconds of the processor until it is answered. Raises RuntimeError for what broke."""
    who, said = register.owner if words is REPLY else _WHO, words.format(item=register.item)
    request = IncomingRequest(who, said, _PLACE, f"bench:{next(_numbers)}", typed=said)
    begun = process_time()
    answer = await (desk.replies.written(request) if words is REPLY else desk.command(request))
    took = (process_time() - begun) * 1000
    if type(answer) is Crashed:
        raise RuntimeError(f"{said} broke.")
    return took
