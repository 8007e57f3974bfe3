"""An item's way to its end, and a date's to another day, as Slack carries them: buttons, forms, over both ways."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from tests.chat import Chat, Force, Json, Way, chatting, text_of
from tests.factories import Register


@pytest.fixture(params=["socket", "http"])
async def owned(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> AsyncIterator[Chat]:
    """A running Reckoner in which anna, who has been reminded of it, owns 10618, due on 20 December 2022."""
    way: Way = request.param
    async with chatting(Force(database_url, tmp_path, way)) as chat:
        register = Register(chat.database, chat.clock, chat.policy)
        register.item(
            "1a", register_number="10618", deadline_on=date(2022, 12, 20), added_on=date(2022, 9, 3)
        )
        await chat.at("2022-12-13T09:00")
        yield chat


def last(chat: Chat, who: str, words: str) -> Json:
    """Return the last message in somebody's direct conversation that holds `words`."""
    return [each for each in chat.sees(who) if words in text_of(each)][-1]


async def test_from_submission_over_a_return_to_sign_off(owned: Chat) -> None:
    """Submitted by form with a file, returned by form, submitted again, approved by button, signed off by form."""
    chat = owned
    await chat.says("anna", "/rec show 10618")
    (shown,) = chat.workspace.ephemerals("anna")
    assert (await chat.clicks("anna", shown, "Submit for checking")).ok
    refused = await chat.fills("anna", {"text": "All are trained."})
    assert "10618 has no evidence yet" in refused.errors["text"]
    assert (await chat.fills("anna", {"text": "All are trained."}, files=[("audit.pdf", b"94%")])).ok
    assert "10618 is submitted for checking" in text_of(chat.sees("anna")[-1])

    request = last(chat, "priya", "Please check")
    assert "audit.pdf (3 bytes)" in text_of(request)
    assert (await chat.clicks("priya", request, "Return")).ok
    assert (await chat.fills("priya", {"reason": "Two units <!channel> only."})).ok
    for who in ("priya", "tom"):
        now = text_of(last(chat, who, "10618, submitted by Anna Clarke: returned"))
        assert "> Two units <!channel> only." in now
    returned = last(chat, "anna", "10618 is returned to you.")
    assert "&lt;!channel&gt;" in returned["text"]

    await chat.says("anna", "/rec submit 10618 The others are in the audit, too.")
    await chat.stops()
    await chat.starts()
    again = last(chat, "tom", "Please check")
    assert (await chat.clicks("tom", again, "Approve")).ok
    early = await chat.fills("tom", {"on": "2022-12-14"})
    assert "is in the future" in early.errors["on"]
    assert (await chat.fills("tom", {"reason": "Seen at the audit."})).ok
    decided = text_of(chat.now("tom", again))
    assert "Approved by @Tom Bennett" in decided or "Approved by Tom Bennett" in decided
    assert "Approve:" not in text_of(last(chat, "priya", "submitted by Anna Clarke: approved"))
    assert "It is now awaiting HMICFRS." in text_of(chat.sees("anna")[-1])

    assert "awaiting HMICFRS since today" in await chat.says("priya", "/rec status waiting")
    await chat.says("priya", "/rec show 10618")
    shown = chat.workspace.ephemerals("priya")[-1]
    assert (await chat.clicks("priya", shown, "Record sign-off")).ok
    assert (await chat.fills("priya", {"on": "2022-12-13", "basis": "letter of 12 December"})).ok
    assert "signed off by HMICFRS on Tue 13 Dec 2022 (today)" in text_of(chat.sees("anna")[-1])
    assert "Signed off by HMICFRS, since Tue 13 Dec 2022" in await chat.says("helen", "/rec status 10618")


async def test_more_time_from_the_reminder_to_the_new_date(owned: Chat) -> None:
    """Asked for by the reminder's button, agreed in place by one coordinator, seen by the other and the owner."""
    chat = owned
    (reminder,) = chat.sees("anna")
    assert "Due Tue 20 Dec 2022 (in 7 days)" in text_of(reminder)
    assert (await chat.clicks("anna", reminder, "Ask for more time")).ok
    early = await chat.fills("anna", {"to": "2022-12-15", "reason": "The supplier is late."})
    assert "is no later" in early.errors["to"]
    assert (await chat.fills("anna", {"to": "2023-03-31", "reason": "The supplier is late."})).ok
    assert "to Fri 31 Mar 2023" in text_of(chat.sees("anna")[-1])
    assert "more time requested, to Fri 31 Mar 2023" in await chat.says("helen", "/rec status asked")

    request = last(chat, "priya", "Anna Clarke asks for more time: 10618, to Fri 31 Mar 2023")
    assert (await chat.clicks("priya", request, "Agree")).ok
    for who in ("priya", "tom", "anna"):
        now = text_of(last(chat, who, "10618 is now due on Fri 31 Mar 2023"))
        assert "original Tue 20 Dec 2022), moved once" in now
    await chat.says("tom", "/rec agree 10618")
    late = text_of(chat.workspace.ephemerals("tom")[-1])
    assert "already decided the request for 10618: agreed" in late
