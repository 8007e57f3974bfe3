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
    """The most pixels that a message may take, without the line that says who wrote it."""

    slack: int = 420
    teams: int = 420


HEIGHTS: Final[Mapping[str, Tallest]] = {
    "Allocation": Tallest(slack=840, teams=800),
    "BoardPage": Tallest(slack=540, teams=780),
    "Changes": Tallest(slack=580, teams=900),
    "CommitteeCalendar": Tallest(slack=600, teams=600),
    "CommitteeSummary": Tallest(slack=2460, teams=3060),
    "ErasureAhead": Tallest(teams=460),
    "Escalation": Tallest(slack=520, teams=560),
    "Extension": Tallest(slack=460, teams=480),
    "Figures": Tallest(slack=1980, teams=2820),
    "FirstHour": Tallest(slack=540, teams=560),
    "Found": Tallest(slack=540, teams=620),
    "HandOverList": Tallest(slack=580, teams=580),
    "History": Tallest(slack=460, teams=520),
    "Home": Tallest(slack=2120, teams=2260),
    "Inspections": Tallest(slack=440, teams=480),
    "ItemDetail": Tallest(slack=700, teams=840),
    "Liaison": Tallest(teams=480),
    "RecordedTogether": Tallest(slack=500, teams=440),
    "ReportDraft": Tallest(slack=980, teams=860),
    "Retention": Tallest(slack=600, teams=580),
    "ReviewList": Tallest(slack=560, teams=660),
    "Settings": Tallest(slack=800, teams=960),
    "StandingIn": Tallest(slack=480, teams=500),
    "Submission": Tallest(slack=540, teams=560),
    "SummaryPosted": Tallest(slack=1620, teams=2560),
    "SummaryPreview": Tallest(slack=480, teams=560),
    "Totals": Tallest(slack=520, teams=740),
    "Unreachable": Tallest(teams=440),
    "Why": Tallest(slack=620, teams=580),
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
    """A reminder of two items, a confirmation, an answer: none is taller than its budget, in either face."""
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
