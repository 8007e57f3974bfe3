"""What is pressed, filled in and called in Teams: answered at once, done once, and never trusted."""

from typing import Any

import pytest

from templates.messages.answers import Acknowledged, Refused
from templates.messages.item_forms import NewReportForm
from templates.messages.items import ItemDetail
from templates.messages.replies import Recorded
from tests.bot.teams.hearing import Json, Teams
from tests.letterbox import Posted


@pytest.fixture
async def teams(teams: Teams) -> Teams:
    """Priya in Teams, who owns one item, and has it before her."""
    await teams.says("10618")
    return teams


async def recorded(teams: Teams) -> Posted:
    """Have an update recorded; return the message that says so."""
    await teams.says("10618 The backlog is 40.")
    return teams.posts()[-1]


async def test_a_button_that_writes_changes_the_card_and_is_done_once(teams: Teams) -> None:
    """The card as it stands then is the answer, and comes by the outbox too; the same press again does nothing."""
    record = await recorded(teams)
    value = str(teams.statements()[0].id)
    for _ in range(3):
        body = await teams.presses(record, "undo", value, state="as it stood")
        assert (body["statusCode"], body["value"]["shows"]) == (200, type(record.message).__name__)
    assert teams.statements() == []
    assert record.changes == 1


async def test_a_button_that_shows_something_answers_in_the_chat(teams: Teams) -> None:
    """What is asked for by a button comes as a message of its own, and the card stays as it is."""
    record = await recorded(teams)
    body = await teams.presses(record, "show", "10618")
    assert body["value"]["shows"] == "Recorded"
    assert record.says(Recorded)
    assert isinstance(teams.letterbox.tried[-1].message, ItemDetail)


async def test_a_refused_press_is_told_each_time(teams: Teams) -> None:
    """Who presses what they may not learns that, again when they press again, and nothing is changed."""
    record = await recorded(teams)
    for _ in range(2):
        await teams.presses(record, "undo", "4711", state="as it stood")
        assert isinstance(teams.letterbox.tried[-1].message, Refused)
    assert len(teams.statements()) == 1


async def test_a_forged_press_is_refused_by_the_handlers(teams: Teams) -> None:
    """A card's data is hostile: an action that is none, and one of somebody else's, change nothing."""
    for data in (
        {"press": "no such button", "value": "x"},
        {"press": "approve", "value": "10618"},
        {"press": {"a": 1}, "value": ["x"]},
        {"press": "undo", "value": "x" * 5000, "state": "s" * 5000},
        {},
    ):
        for action in ({"data": data}, data, 7, None):
            await teams.invokes("adaptiveCard/action", {"action": action}, teams.posts()[0])
    assert teams.statements() == []
    assert teams.posts()[0].says(ItemDetail)


async def test_a_form_is_opened_filled_in_and_taken_once(teams: Teams) -> None:
    """A dialog opens at once; taken, it closes and the record comes in the chat, once though it is sent twice."""
    card = await teams.opens(teams.posts()[0], "update", "10618")
    for _ in range(2):
        assert await teams.submits(card, text="The backlog is 40.") == {}
    assert [each.text for each in teams.statements()] == ["The backlog is 40."]
    assert len([each for each in teams.letterbox.tried if isinstance(each.message, Recorded)]) == 1


async def test_a_form_that_is_refused_stays_open_with_everything_typed(teams: Teams) -> None:
    """What is wrong is told in the dialog, with what was typed, and the same form can then be taken."""
    card = await teams.opens(teams.posts()[0], "update", "10618")
    body = await teams.submits(card, text="The backlog is 40.", links="nonsense")
    again: Json = body["task"]["value"]["card"]["content"]
    assert again["fault"]
    assert again["given"] == {"text": "The backlog is 40.", "links": "nonsense"}
    assert again["data"]["nonce"] == card["data"]["nonce"]
    assert await teams.submits(again, text="The backlog is 40.") == {}
    assert len(teams.statements()) == 1


@pytest.mark.parametrize("form", ["", "not ours", 7, {"a": 1}, None], ids=str)
async def test_a_broken_form_is_answered_and_loses_nothing(teams: Teams, form: Any) -> None:
    """Where the form's own card cannot be read, it is taken all the same, and a refusal is said in a line."""
    card = await teams.opens(teams.posts()[0], "update", "10618")
    broken = {"data": {**card["data"], "form": form}}
    body = await teams.submits(broken, text=" ")
    assert body["task"]["type"] == "message"
    assert await teams.submits(broken, text="The backlog is 40.") == {}
    assert len(teams.statements()) == 1


async def test_a_form_in_the_chat_says_that_it_was_taken(teams: Teams) -> None:
    """A form that a command brings stands in the chat; it is taken once, and its card says so."""
    card = await teams.opens(teams.posts()[0], "update", "10618")
    data = {**card["data"], "press": "submit_form", "text": " "}
    body = await teams.invokes("adaptiveCard/action", {"action": {"data": data}}, teams.posts()[0])
    assert (body["value"]["shows"], body["value"]["given"]) == ("RecordForm", {"text": " "})
    for _ in range(2):
        data["text"] = "The backlog is 40."
        body = await teams.invokes("adaptiveCard/action", {"action": {"data": data}}, teams.posts()[0])
        assert body["value"]["shows"] == "Acknowledged"
    assert teams.posts()[0].says(Acknowledged).what == "form_received"
    assert len(teams.statements()) == 1


async def test_a_message_is_added_as_a_recommendation_from_its_menu(teams: Teams) -> None:
    """The action on a message opens the form that adds it, with its words as they are read."""
    said = {
        "body": {"content": "<p>Chief constables should <b>review</b> vetting.</p><p>Now&amp;here.</p>"},
        "linkToMessage": "https://teams.microsoft.com/l/message/1/2",
    }
    asked = {"commandId": "add", "messagePayload": said}
    body = await teams.invokes("composeExtension/fetchTask", asked)
    assert body["task"]["type"] == "continue"
    form = teams.drawn.forms[body["task"]["value"]["card"]["content"]["data"]["form"]]
    assert isinstance(form, NewReportForm)
    assert form.text == "Chief constables should review vetting.\nNow&here."


async def test_an_older_client_presses_by_a_message(teams: Teams) -> None:
    """A message without words that brings a press is that press."""
    record = await recorded(teams)
    value = {"press": "undo", "value": str(teams.statements()[0].id)}
    await teams.brings(teams.written("", value=value, replyToId=record.ts))
    assert teams.statements() == []


async def test_an_invoke_that_is_new_is_let_be(teams: Teams) -> None:
    """What Teams asks that we do not know is answered 200 with nothing."""
    assert await teams.invokes("something/new", {"a": 1}) == {}
