"""A whole report in Slack, from end to end: the form, the file, the list, a correction, and the register."""

from typing import Any

import pytest

from tests.chat import Chat, text_of
from tests.factories import Register
from tests.reading.printing import national_pdf

DESCRIBED = {
    "code": "PURSUIT",
    "title": "National inspection of roads policing and pursuits",
    "published": "2022-11-02",
}


@pytest.fixture
def ready(chat: Chat) -> Chat:
    """Reckoner on an empty register that knows the people of the workspace."""
    Register(chat.database, chat.clock, chat.policy)
    return chat


def draft(chat: Chat, who: str = "priya") -> dict[str, Any]:
    """Return the message with the draft as it stands now."""
    shown = chat.workspace.ephemerals(who)
    told = [each for each in chat.sees(who) if each["ts"] not in {each["ts"] for each in shown}]
    return next(each for each in reversed(told) if "PURSUIT" in text_of(each))


async def opens(chat: Chat) -> None:
    outcome = await chat.workspace.command_as("priya", "@reckoner", "/rec report")
    await chat.settles()
    assert outcome.message is None


async def test_a_report_goes_from_a_file_to_the_register(ready: Chat) -> None:
    """The form takes a PDF; its proposals come as a list, one is corrected, one left out, the others added."""
    await opens(ready)
    assert (await ready.fills("priya", DESCRIBED, files=[("pursuits.pdf", national_pdf())])).ok
    listed = draft(ready)
    assert text_of(listed).startswith("Draft for PURSUIT: 4 proposals")
    assert "Numbers missing here: 4." in text_of(listed)

    await ready.clicks("priya", listed, "Leave out", value="1:1")
    assert "PURSUIT-1 · left out" in text_of(draft(ready))
    await ready.clicks("priya", draft(ready), "Correct", value="2")
    modal = ready.workspace.modal("priya")
    assert modal is not None
    assert modal["callback_id"] == "draft_item"
    refused = await ready.fills("priya", {"number": "3"})
    assert list(refused.errors) == ["number"]
    assert (await ready.fills("priya", {"number": "2", "addressed_to": ["PCC", "Home Office"]})).ok
    assert ready.workspace.modal("priya") is None
    assert "To the PCC and the Home Office" in text_of(draft(ready))

    await ready.clicks("priya", draft(ready), "Add 3 to the register")
    assert text_of(draft(ready)).startswith("PURSUIT: 3 added to the register")
    assert len([each for each in ready.sees("priya") if "register" in text_of(each)]) == 1
    assert "Items from National inspection" in await ready.says("tom", "/rec status PURSUIT")


async def test_words_not_read_are_listed_and_made_an_item_in_slack(ready: Chat) -> None:
    """What was not read is shown to the person alone, with a button whose form holds the words."""
    await opens(ready)
    await ready.fills("priya", DESCRIBED, files=[("pursuits.pdf", national_pdf())])
    await ready.clicks("priya", draft(ready), "Passages not read")
    (shown,) = ready.workspace.ephemerals("priya")
    assert "forces should keep a register of their drivers" in text_of(shown)
    await ready.clicks("priya", shown, "Add as a recommendation")
    assert (await ready.fills("priya", {"number": "6", "addressed_to": ["all forces"]})).ok
    assert text_of(draft(ready)).startswith("Draft for PURSUIT: 5 proposals")


async def test_a_file_in_the_conversation_is_described_in_a_form(ready: Chat) -> None:
    """“report CODE” with a file is answered in place; *Title and date* opens the form, and the list follows."""
    await ready.writes("priya", "report pursuit", files=[("pursuits.pdf", national_pdf())])
    answer = draft(ready)
    assert text_of(answer).startswith("Title and date needed: PURSUIT")
    await ready.clicks("priya", answer, "Title and date")
    described = {name: value for name, value in DESCRIBED.items() if name != "code"}
    assert (await ready.fills("priya", described)).ok
    assert text_of(draft(ready)).startswith("Draft for PURSUIT: 4 proposals")
    assert text_of(ready.now("priya", answer)).startswith("Draft for PURSUIT")
