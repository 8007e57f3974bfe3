"""Drawing the same reminder as a card of Teams' and as Slack's blocks."""

from functools import partial

from templates.messages.reminders import Reminder
from templates.slack import renderer
from templates.teams.renderer import CardRenderer
from tests.bench.bench import Bench
from tests.bench.comparing import Line, in_turn, ratio

ROUNDS = 200
MOST = 2


async def reminder(_: Bench) -> list[Line]:
    """Compare a reminder drawn for Teams with the same drawn for Slack, each with what notifications show."""
    works = (
        partial(CardRenderer(b"a key").render, Reminder.EXAMPLE),
        partial(renderer.render, Reminder.EXAMPLE),
    )
    for work in works:
        work()
    card, blocks = in_turn(works, ROUNDS)
    return [ratio("a reminder drawn as a card, against its blocks", card, blocks, MOST)]
