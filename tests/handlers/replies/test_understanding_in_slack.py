"""What is read in replies, taken up, and reviewed, as Slack carries it: over Socket Mode and over HTTP."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from models.enums import Rag
from models.queries import items
from tests.chat import Chat, Force, chatting, text_of
from tests.factories import Register


@pytest.fixture(params=["socket", "http"])
async def owned(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> AsyncIterator[Chat]:
    """A running Reckoner in which anna has had a reminder about 10618, due in January."""
    async with chatting(Force(database_url, tmp_path, request.param)) as chat:
        register = Register(chat.database, chat.clock, chat.policy)
        register.item(
            "1a",
            register_number="10618",
            deputy="sofia",
            deadline_on=date(2023, 1, 31),
            reviews_from=date(2022, 9, 5),
        )
        await chat.at("2022-12-05T09:00")
        yield chat


def colour(chat: Chat) -> Rag | None:
    with chat.database.reading() as session:
        return items.item_by_reference(session, "10618").judged_rag


async def test_a_reply_is_understood_and_taken_up(owned: Chat) -> None:
    """A colour is set and more time asked for by their buttons after a restart, and a question goes to sofia."""
    chat = owned
    words = "10618: amber because training slipped; need until end of April as the supplier is late. "
    await chat.writes("anna", words + "Please ask <@U0SOFIA01> for the list")
    (*_, told) = chat.sees("anna")
    assert "It sounds as if the RAG is amber. Shall I set it?" in text_of(told)
    assert "until Sun 30 Apr 2023 (in 146 days)" in text_of(told)
    assert colour(chat) is None
    await chat.stops()
    await chat.starts()
    await chat.clicks("anna", told, "Set the RAG")
    told = chat.now("anna", told)
    assert "RAG: amber" in text_of(told)
    assert colour(chat) is Rag.AMBER
    await chat.clicks("anna", told, "Ask for it")
    told = chat.now("anna", told)
    assert "I have asked the coordinators for more time, until Sun 30 Apr 2023." in text_of(told)
    assert any("asks for more time: 10618" in text_of(each) for each in chat.sees("priya"))
    await chat.clicks("anna", told, "Pass it on")
    (question,) = chat.sees("sofia")
    assert "Anna Clarke asks you about 10618" in text_of(question)
    await chat.writes("sofia", "The list is with the trainer.", thread=question)
    (answer,) = chat.thread("anna", told)
    assert "Sofia Novak answered about 10618" in text_of(answer)
    assert "> The list is with the trainer." in text_of(answer)
    await chat.clicks("anna", chat.now("anna", told), "Undo")
    assert colour(chat) is None
    assert "That still stands, although your message no longer counts." in text_of(chat.now("anna", told))


async def test_a_review_is_done_from_the_reminder(owned: Chat) -> None:
    """*Review* under the reminder opens the form; what is filled in is recorded and shown with the item."""
    chat = owned
    (reminder,) = chat.sees("anna")
    await chat.clicks("anna", reminder, "Review")
    await chat.fills(
        "anna",
        {"outcome": "at risk", "rag": "amber", "text": "Half the units are trained.", "shared": ["yes"]},
    )
    (*_, told) = chat.sees("anna")
    assert "Reviewed 10618: at risk, shared with the Force Liaison Lead." in text_of(told)
    assert "Last review: Mon 5 Dec 2022: at risk, amber; shared" in await chat.says("anna", "/rec show 10618")
    assert "Noted." in text_of(chat.now("anna", reminder))
