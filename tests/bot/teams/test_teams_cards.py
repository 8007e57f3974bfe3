"""What stands in the cards themselves is pressed, filled in and chosen, as Teams brings it back."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.clock import StoppedClock
from models.database import Database
from models.policy import Policy
from templates.messages.answers import Acknowledged
from templates.messages.item_forms import NewReportForm
from templates.teams.renderer import CardRenderer
from tests.bot.teams.hearing import Json, Teams, in_teams, moved_to_teams
from tests.factories import Register
from tests.letterbox import Posted
from tests.templates.teams.reading import actions_of, fields_of, of_type, said

DRAWING = CardRenderer(b"a key")


@pytest.fixture
async def teams(
    database: Database, clock: StoppedClock, policy: Policy, register: Register
) -> AsyncIterator[Teams]:
    """Priya in Teams, who owns one item, has it before her, and sees cards as they are."""
    register.item("1", report="VETTING", register_number="10618", owner="priya")
    moved_to_teams(database)
    async with in_teams(database, clock, policy, drawing=DRAWING) as teams:
        await teams.says("10618")
        yield teams


def card_of(post: Posted) -> Json:
    """Return the card by which a message of ours stands in the chat."""
    return DRAWING.card(post.message)


def titled(card: Json, title: str) -> Json:
    """Return the one button of a card that is called so."""
    (found,) = [each for each in actions_of(card) if each["title"] == title]
    return found


async def executed(teams: Teams, post: Posted, title: str, **filled: str) -> Json:
    """Press a button of a card, with what was chosen beside it; return the card that takes its place."""
    button = titled(card_of(post), title)
    assert button["type"] == "Action.Execute"
    action = {"type": button["type"], "verb": button["verb"], "data": {**button["data"], **filled}}
    body = await teams.invokes("adaptiveCard/action", {"action": action}, post)
    shown: Json = body["value"]
    return shown


async def opened(teams: Teams, post: Posted, title: str) -> Json:
    """Press a button of a card that opens a dialog; return the dialog."""
    button = titled(card_of(post), title)
    assert button["data"]["msteams"] == {"type": "task/fetch"}
    body = await teams.invokes("task/fetch", {"data": button["data"]}, post)
    dialog: Json = body["task"]["value"]
    return dialog


async def sent(teams: Teams, dialog: Json, **filled: str) -> Json:
    """Fill in a dialog and send it; return what Teams is answered."""
    (send,) = dialog["card"]["content"]["actions"]
    return await teams.invokes("task/submit", {"data": {**send["data"], **filled}})


def held(card: Json) -> dict[str, Any]:
    """Return what the fields of a card hold, by their names."""
    return {each["id"]: each.get("value") for each in fields_of(card)}


async def test_a_button_of_the_card_is_done_once_however_often_it_is_brought(teams: Teams) -> None:
    """The card that comes back offers no undoing any more; the same press again changes nothing."""
    await teams.says("10618 The backlog is 40.")
    record = teams.posts()[-1]
    before = card_of(record)
    undo = titled(before, "Undo")
    for _ in range(2):
        body = await teams.invokes("adaptiveCard/action", {"action": {"data": undo["data"]}}, record)
        assert said(body["value"]) == said(card_of(record))
        assert "Undo" not in [each["title"] for each in actions_of(body["value"])]
    assert teams.statements() == []
    assert record.changes == 1


async def test_a_dialog_of_the_card_is_refused_with_everything_typed_and_then_taken(teams: Teams) -> None:
    """The fault stands above its field, what was typed in it, and the same dialog is taken once."""
    dialog = await opened(teams, teams.posts()[0], "Write an update")
    assert dialog["title"] == "Update: 10618"
    body = await sent(teams, dialog, text=" ", rag="red")
    again = body["task"]["value"]
    card = again["card"]["content"]
    assert held(card) == {"text": " ", "rag": "red"}
    (fault,) = [each for each in of_type(card, "Container") if each.get("style") == "attention"]
    assert card["body"].index(fault) == [each.get("id") for each in card["body"]].index("text") - 1
    for _ in range(2):
        assert await sent(teams, again, text="The backlog is 40.") == {}
    assert [each.text for each in teams.statements()] == ["The backlog is 40."]


@pytest.mark.parametrize("form", ["", "not ours", "A" * 90_000])
async def test_a_form_that_somebody_has_changed_is_answered(teams: Teams, form: str) -> None:
    """Without the form it cannot be shown again: what is wrong is said in a line."""
    dialog = await opened(teams, teams.posts()[0], "Write an update")
    body = await sent(teams, dialog, text=" ", form=form)
    assert body["task"]["type"] == "message"
    assert teams.statements() == []


async def test_a_form_that_a_command_brings_stands_in_the_chat(teams: Teams) -> None:
    """It is filled in where it stands: refused with what was typed, then taken, and then says so."""
    await teams.says("rec preferences")
    post = teams.posts()[-1]
    typed = {"starts": "08:00", "ends": "16:00", "quiet_days": "Monday,Friday", "zone": "Nowhere"}
    refused = await executed(teams, post, "Save", **typed)
    assert held(refused) == typed
    assert [each for each in of_type(refused, "Container") if each.get("style") == "attention"]
    taken = await executed(teams, post, "Save", **{**typed, "zone": "Europe/London"})
    assert post.says(Acknowledged).what == "form_received"
    assert said(taken) == said(card_of(post))


async def test_what_is_called_on_a_message_is_sent_with_its_words(teams: Teams) -> None:
    """The action on a message opens a form with the words in it, whose card brings the form back whole."""
    asked = {"commandId": "add", "messagePayload": {"body": {"content": "<p>Review vetting.</p>"}}}
    body = await teams.invokes("composeExtension/fetchTask", asked)
    card = body["task"]["value"]["card"]["content"]
    assert "Review vetting." in said(card)
    form = DRAWING.unpacked(card["actions"][0]["data"]["form"])
    assert isinstance(form, NewReportForm)
    assert form.text == "Review vetting."


async def test_a_menu_takes_effect_by_the_button_beneath(teams: Teams) -> None:
    """Nothing chosen changes nothing; what is chosen is shown in the place of the card."""
    await teams.says("home")
    home = teams.posts()[-1]
    await executed(teams, home, "Search")
    assert said(await executed(teams, home, "Show")) == said(card_of(home))
    shown = await executed(teams, home, "Show", **{"home_filter:list": "list=overdue"})
    assert held(shown)["home_filter:list"] == "list=overdue"
    assert said(shown) == said(card_of(home))


async def test_a_list_is_leafed_through_to_and_fro(teams: Teams, register: Register) -> None:
    """A page that is come back to reads as it did: turning it anew is no press that was brought again."""
    for number in range(2, 30):
        register.item(str(number), report="VETTING", register_number=str(10_700 + number))
    await teams.says("rec status VETTING")
    post = teams.posts()[-1]
    first = said(card_of(post))
    card = card_of(post)
    pages = []
    for title in ("Next page", "Previous page", "Next page", "Previous page"):
        body = await teams.invokes(
            "adaptiveCard/action", {"action": {"data": titled(card, title)["data"]}}, post
        )
        card = body["value"]
        pages.append(said(card))
    second = pages[0]
    assert first != second
    assert pages == [second, first, second, first]
