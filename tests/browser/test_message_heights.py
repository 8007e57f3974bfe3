"""How tall messages are on a phone of 390 px, in Slack's face and in Teams': the page draws all of them at once."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import pytest

from templates.messages import FormMessage, Message, message_types
from templates.slack import renderer as slack
from templates.teams.renderer import CardRenderer
from tests.browser.visiting import Visitor

pytestmark = pytest.mark.browser

PHONE: Final = {"width": 390, "height": 844}


class Tallest(NamedTuple):
    """The most pixels that a message may take, without the line that says who wrote it; `why` it is more."""

    slack: int = 420
    teams: int = 420
    why: str = ""


HEIGHTS: Final[Mapping[str, Tallest]] = {
    "Allocation": Tallest(760, 760, "all that a leaver left behind, once: items, words, requests, a team"),
    "BoardPage": Tallest(540, 480, "a line for each owner and portfolio"),
    "Changes": Tallest(580, 700, "what moved, item by item, for a meeting"),
    "CommitteeCalendar": Tallest(600, 600, "each meeting with its dates and its button"),
    "CommitteeSummary": Tallest(2420, 2740, "the whole, which somebody asked for by *Whole summary*"),
    "Escalation": Tallest(480, 520, "each item with who was asked and who is asked next"),
    "Extension": Tallest(440, 460, "who asks, why, both dates and three answers: decided where it is read"),
    "Figures": Tallest(1980, 2820, "for a terminal, and drawn on no phone"),
    "FirstHour": Tallest(540, 540, "each step with what is done and its button"),
    "Found": Tallest(540, 520, "each hit with the words around what was sought"),
    "HandOverList": Tallest(540, 520, "everything that is to be given to others"),
    "History": Tallest(420, 480, "what happened to one item, day by day"),
    "Home": Tallest(960, 1020, "a page and no message: what waits fills a screen, the rest is folded"),
    "Inspections": Tallest(440, 480, "each inspection with its stage, and the data still to be returned"),
    "ItemDetail": Tallest(700, 840, "one item, asked for: its facts and the latest words"),
    "Liaison": Tallest(420, 480, "what was asked of the FLL, with whole sentences of others"),
    "RecordedTogether": Tallest(480, 420, "each item of one reply with its own outcome buttons"),
    "ReportDraft": Tallest(940, 820, "a proposal with its doubts, to be held beside the report"),
    "Retention": Tallest(580, 580, "what will be erased, item by item: nobody can bring it back"),
    "ReviewList": Tallest(560, 540, "reviews by what became of them, item by item"),
    "Settings": Tallest(800, 740, "each group with what holds and its button"),
    "StandingIn": Tallest(460, 480, "what comes to a deputy from now on, item by item"),
    "Submission": Tallest(540, 540, "the evidence that is checked stands in the message"),
    "SummaryPosted": Tallest(
        1380, 1780, "the sum, its picture and the main figures; the others are a line each"
    ),
    "SummaryPreview": Tallest(460, 500, "what to fix first"),
    "Totals": Tallest(520, 740, "every total, asked for"),
    "Why": Tallest(580, 560, "the items behind a figure: the page of a list"),
}
"""Of those that need more than most. Whoever adds a line takes one away."""

DRAWN: Final = """
async ([face, messages]) => {
  const { drawMessage } = await import("/static/messages.js");
  document.body.dataset.face = face;
  const log = document.querySelector("#view ol");
  return messages.map((message) => {
    const item = drawMessage(message, { channel: "D0ANNA001" });
    log.replaceChildren(item);
    return Math.ceil(item.querySelector(".message-body").getBoundingClientRect().height);
  });
}
"""


def posted(message: Message, face: str) -> dict[str, Any]:
    """Return a message as the page is given it."""
    said = {"bot_id": "B0RECKONER", "ts": "1669883400.000001"}
    if face == "teams":
        return {**said, "card": CardRenderer(b"0" * 32).card(message)}
    drawn = slack.render(message)
    return {**said, "text": drawn.text, "blocks": drawn.blocks}


async def test_a_phone_shows_each_message_within_its_height(visitor: Visitor) -> None:
    """A reminder of two items, a confirmation, an answer: none is taller than its budget, which has a reason."""
    page = await visitor.opens("?as=U0ANNA001&in=D0ANNA001", viewport=PHONE)
    examples = {
        name: kind.EXAMPLE for name, kind in message_types().items() if not issubclass(kind, FormMessage)
    }
    taller = {}
    for face in ("slack", "teams"):
        messages = [posted(message, face) for message in examples.values()]
        heights = await page.evaluate(DRAWN, [face, messages])
        for name, height in zip(examples, heights, strict=True):
            if height > getattr(HEIGHTS.get(name, Tallest()), face):
                taller[name, face] = height
    assert taller == {}
    assert [name for name, tallest in HEIGHTS.items() if not tallest.why] == []
