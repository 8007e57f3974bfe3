"""What the conversations about the committee, and those about packs, begin with."""

from datetime import date

import pytest

from tests.chat import Chat
from tests.factories import Register
from tests.handlers.packing import AUDIT, register_of
from tests.handlers.publishing import DECEMBER, SEPTEMBER


@pytest.fixture
def meetings(register: Register) -> Register:
    """A register with a meeting behind, one ahead, an item open since spring and one added since."""
    register.meeting(SEPTEMBER)
    register.meeting(DECEMBER)
    register.item("1", added_on=date(2022, 5, 2))
    register.item("33", report="VETTING", added_on=date(2022, 11, 2))
    return register


@pytest.fixture
async def given(chat: Chat) -> Chat:
    """A running Reckoner in which anna has given two files as evidence for 10618, and an update."""
    register = register_of(chat)
    register.item(
        "1a",
        register_number="10618",
        deputy="sofia",
        deadline_on=date(2022, 12, 31),
        added_on=date(2022, 5, 2),
        reviews_from=date(2022, 9, 5),
    )
    register.item("33", report="VETTING", owner="dev")
    register.move_deadline("10618", date(2023, 3, 31))
    files = [("Audit November.pdf", AUDIT), ("passwd", b"root")]
    await chat.writes("anna", "10618: the evidence is attached", files=files)
    await chat.writes("anna", "10618: the new form went live")
    return chat
