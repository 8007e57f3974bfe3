"""Adding and changing as Slack carries it: the command, the shortcut, forms that lead on, and buttons in lists."""

from datetime import date
from typing import Any

import pytest

from models.people.person import Person
from models.queries import items
from tests.chat import Chat, Json, text_of, texts
from tests.factories import Register

GENERAL = "#force-governance"
WORDS = "Chief constables should review vetting, and say <!channel> & “so” of it."


@pytest.fixture
async def vetting(chat: Chat) -> Chat:
    """A running Reckoner with the report VETTING and three items, of which dev owns two."""
    register = Register(chat.database, chat.clock, chat.policy)
    register.report("VETTING", "Vetting, misconduct and misogyny", date(2022, 11, 2))
    register.item("1", report="VETTING", owner="dev")
    register.item("2", report="VETTING", owner="dev")
    register.item("3", report="VETTING", owner=None)
    await chat.at("2022-12-01T10:00")
    return chat


def on_top(chat: Chat, who: str) -> Json:
    """Return the form that this person has open."""
    view = chat.workspace.modal(who)
    assert view is not None
    return view


def labels(view: Json) -> list[str]:
    """Return the labels of the fields of a form."""
    return [block["label"]["text"] for block in view["blocks"] if block["type"] == "input"]


async def fills(chat: Chat, filled: dict[str, Any]) -> Json:
    """Have priya submit the form on top; return the one that takes its place."""
    outcome = await chat.fills("priya", filled)
    assert outcome.ok, outcome
    assert outcome.view is not None
    return outcome.view


async def test_an_item_is_added_in_three_steps_of_one_form(vetting: Chat) -> None:
    """Report, item and deadline follow each other in one window; then it is said in the direct conversation."""
    await vetting.workspace.command_as("priya", GENERAL, "/rec add")
    assert labels(on_top(vetting, "priya"))[0] == "Report"
    item = await fills(vetting, {"report": "VETTING"})
    assert item["title"]["text"] == "Add to VETTING"
    wrong = await vetting.fills("priya", {"number": "2", "text": WORDS, "addressed_to": ["all forces"]})
    assert wrong.errors["number"].startswith("VETTING-2 is already in the register. Correct the number")
    deadline = await fills(
        vetting,
        {
            "number": "44",
            "text": WORDS,
            "addressed_to": ["all forces", "NPCC"],
            "deadline_wording": "Within six months",
            "owner": "U0ANNA001",
        },
    )
    (shown,) = [block for block in deadline["blocks"] if block["type"] == "input"]
    assert shown["element"]["initial_date"] == "2023-05-02"
    assert (await vetting.fills("priya", {})).ok
    added = vetting.sees("priya")[-1]
    assert text_of(added).startswith("Added: VETTING-44, recommendation.")
    assert "Deadline Tue 2 May 2023 (in 152 days), “Within six months”, counted from publication" in text_of(
        added
    )
    assert text_of(vetting.sees("anna")[-1]).startswith("VETTING-44 is now yours")
    again = await vetting.clicks("priya", added, "Add another of VETTING")
    assert again.ok
    assert on_top(vetting, "priya")["title"]["text"] == "Add to VETTING"
    assert text_of(vetting.now("priya", added)) == text_of(added)


async def test_a_message_becomes_an_item_with_all_its_text(vetting: Chat) -> None:
    """The shortcut on somebody's message takes its text through the form, even where one field cannot hold it."""
    text = "\n".join(f"{n}. {WORDS}" for n in range(100))
    said = vetting.workspace.post_as("anna", GENERAL, text)
    assert (await vetting.workspace.shortcut_as("priya", "add", said)).ok
    await fills(vetting, {"report": "VETTING"})
    await vetting.fills("priya", {"number": "45", "addressed_to": ["this force"]})
    with vetting.database.reading() as session:
        assert items.item_by_reference(session, "VETTING-45").text == text
    assert (await vetting.workspace.shortcut_as("anna", "add", said)).ok
    assert "Only a coordinator can do that" in texts(vetting.workspace.ephemerals("anna"))[-1]


async def test_somebody_new_is_chosen_from_slacks_own_list(vetting: Chat) -> None:
    """Slack is asked for the name of somebody whom the register does not know; a guest is refused at the field."""
    Register(vetting.database, vetting.clock, vetting.policy).forget("marcus")
    shown = await vetting.workspace.command_as("priya", GENERAL, "/rec show VETTING-3")
    assert shown.message is not None
    assert (await vetting.clicks("priya", shown.message, "Assign")).ok
    refused = await vetting.fills("priya", {"owner": "U0GUEST01"})
    assert refused.errors["owner"].startswith("Jo Miles is a guest")
    assert (await vetting.fills("priya", {"owner": "U0MARCUS1"})).ok
    with vetting.database.reading() as session:
        owner = items.item_by_reference(session, "VETTING-3").owner
        assert owner is not None
        assert (owner.name, owner.account) == ("Marcus Reid", "U0MARCUS1")
        assert session.query(Person).filter(Person.account == "U0GUEST01").count() == 0
    assert text_of(vetting.sees("marcus")[-1]).startswith("VETTING-3 is now yours")


async def test_a_list_is_changed_from_its_button(vetting: Chat) -> None:
    """The button under a list says how many, the form which; then coordinator and owners get a message each."""
    listed = await vetting.workspace.command_as("priya", GENERAL, "/rec status @dev")
    assert listed.message is not None
    before = {who: len(vetting.sees(who)) for who in ("priya", "dev", "sofia")}
    assert (await vetting.clicks("priya", listed.message, "Change all 2")).ok
    form = on_top(vetting, "priya")
    assert form["title"]["text"] == "Change 2 items"
    assert "VETTING-1 and VETTING-2" in str(form["blocks"][0])
    nothing = await vetting.fills("priya", {})
    assert nothing.errors["owner"].startswith("You have not filled anything in")
    assert (await vetting.fills("priya", {"owner": "U0SOFIA01", "judged_rag": "amber"})).ok
    new = {who: vetting.sees(who)[number:] for who, number in before.items()}
    assert {who: len(said) for who, said in new.items()} == {"priya": 1, "dev": 1, "sofia": 1}
    assert text_of(new["priya"][0]).startswith("Changed: 2 items")
    assert text_of(new["sofia"][0]).startswith("VETTING-1 and VETTING-2 are now yours")
    assert text_of(new["dev"][0]).startswith("VETTING-1 and VETTING-2 are no longer yours")


async def test_an_item_is_corrected_in_the_form(vetting: Chat) -> None:
    """The form opens with what the register holds, and says back what was corrected."""
    shown = await vetting.workspace.command_as("priya", GENERAL, "/rec show VETTING-3")
    assert shown.message is not None
    assert (await vetting.clicks("priya", shown.message, "Correct")).ok
    assert (await vetting.fills("priya", {"number": "3a", "addressed_to": ["NPCC"]})).ok
    said = text_of(vetting.sees("priya")[-1])
    assert said.startswith(
        "VETTING-3a is corrected: number: 3a (was 3); addressed to: NPCC (was all forces)."
    )
