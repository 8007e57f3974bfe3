"""From items that have ended to what is said of how long their words are kept."""

from datetime import date

from models.outbox.message import SerializedMessage
from models.register.recommendation import Recommendation
from templates.filters import LABELS, day
from templates.messages.answers import Acknowledged
from templates.messages.retention import KeptItem
from templates.serialization import freeze


def kept_item(item: Recommendation, erase_on: date | None = None) -> KeptItem:
    """Return how a list shows `item`; `erase_on` is the day from which its words are erased, if not its own."""
    return KeptItem(
        reference=item.reference,
        text=item.text,
        ended_on=None if item.is_open else item.status_since,
        erase_on=erase_on or item.erase_on,
        held_on=item.held_on,
        held_because=item.held_because,
    )


def instead_of_words(on: date) -> str:
    """Return the sentence that stands in the place of words that were erased on the local date `on`."""
    return LABELS["retention"]["instead"].format(on=day(on))


def instead_of_message(on: date) -> SerializedMessage:
    """Return the message that stands in the outbox in the place of one that was erased on the local date `on`."""
    return freeze(Acknowledged("erased_message", {"on": on.isoformat()}))
