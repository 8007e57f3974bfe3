"""What the edge needs of the drawing for Teams, and how Teams wants what is shown at once to be wrapped."""

from collections.abc import Mapping
from typing import Any, Final, Protocol

from bot.teams.http import Answer
from templates.messages import FormMessage, Message
from templates.messages.answers import Crashed, Refused

CARD: Final = "application/vnd.microsoft.card.adaptive"
_SAID: Final = "application/vnd.microsoft.activity.message"

Json = dict[str, Any]


class Drawing(Protocol):
    """Draws messages as cards."""

    def card(self, message: Message) -> Json:
        """Return a message as the card that stands in a conversation; a form as one to be filled in there."""
        ...

    def dialog(
        self,
        message: Message,
        nonce: str,
        given: Mapping[str, str] | None = None,
        fault: Refused | Crashed | None = None,
    ) -> Json:
        """Return a message as a dialog: its `title` and `card`.

        A form brings `nonce` back when it is sent. What was `given` before stands in its fields again, with the
        `fault` at the one that it is about.
        """
        ...

    def form_again(self, form: FormMessage, given: Mapping[str, str], fault: Refused | Crashed) -> Json:
        """Return a form that stands in a conversation as its card, with what was `given` and the `fault`."""
        ...

    def line(self, message: Message) -> str:
        """Return what a message says in one plain line."""
        ...

    def unpacked(self, form: str) -> FormMessage | None:
        """Return the form that its own card has brought back; None where that is not one of ours."""
        ...


def replacing(card: Json) -> Answer:
    """Return the answer by which a card takes the place of the one that was pressed."""
    return Answer(body={"statusCode": 200, "type": CARD, "value": card})


def noted(line: str) -> Answer:
    """Return the answer by which a line is shown for a moment at the card that was pressed."""
    return Answer(body={"statusCode": 200, "type": _SAID, "value": line})


def opening(dialog: Json) -> Answer:
    """Return the answer that opens a dialog, or shows another in the one that is open."""
    card = {"contentType": CARD, "content": dialog["card"]}
    value = {"title": dialog["title"], "height": "large", "width": "medium", "card": card}
    return Answer(body={"task": {"type": "continue", "value": value}})


def closing(line: str) -> Answer:
    """Return the answer by which a dialog says a line and ends."""
    return Answer(body={"task": {"type": "message", "value": line}})
