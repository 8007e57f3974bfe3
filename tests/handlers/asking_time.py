"""What the conversations about dates share: an item with a deadline, the request, and where its dates stand."""

from datetime import date

from models.queries import items
from templates.messages.deadlines import Extension
from tests.factories import Register
from tests.letterbox import Posted
from tests.talk import Talk, direct

FIRST, MARCH = date(2022, 12, 20), date(2023, 3, 31)
ASKING = "/rec extend 10618 31 March 2023 The supplier delivers in February"


def with_a_deadline(register: Register) -> Register:
    """Return a register in which anna owns 10618, due on 20 December 2022, and OLDER-2 without a deadline."""
    register.item("1a", register_number="10618", deputy="sofia", deadline_on=FIRST, added_on=date(2022, 9, 3))
    register.item("2", added_on=date(2022, 9, 3))
    return register


def asked(talk: Talk, who: str) -> Posted:
    """Return the last message about a request in somebody's direct conversation."""
    return [each for each in talk.posts(direct(who)) if isinstance(each.message, Extension)][-1]


def dates(talk: Talk, reference: str = "10618") -> tuple[date | None, date | None, int, date | None]:
    """Return an item's deadline, its first one, how often it moved, and the day asked for."""
    with talk.database.reading() as session:
        item = items.item_by_reference(session, reference)
        return item.deadline_on, item.original_deadline_on, item.deadline_moves, item.asked_to
