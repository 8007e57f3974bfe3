"""A form in Teams: what it brings back, where its fault stands, and that nothing typed is lost."""

from dataclasses import replace

import pytest

from templates.messages.answers import Crashed, Refused
from templates.messages.item_forms import ItemForm
from templates.messages.leave import LeaveForm
from templates.messages.preferences import PreferencesForm
from templates.messages.replies import RecordForm
from templates.parts import ChoicesInput, PersonInput, TextInput
from templates.teams import inputs
from templates.teams.elements import size
from templates.teams.renderer import CardRenderer
from templates.teams.sheet import BUDGET
from tests.templates.teams.reading import Json, actions_of, fields_of, of_type, said

RENDERER = CardRenderer(b"a key")
FORM = RecordForm.EXAMPLE
NO = Refused("That is too short.", {}, "rag")


def before_fault(card: Json) -> str | None:
    """Return the name of the field above which the fault stands."""
    (fault,) = [each for each in of_type(card, "Container") if each.get("style") == "attention"]
    after: Json = card["body"][card["body"].index(fault) + 1]
    return after.get("id")


def test_a_dialog_brings_back_what_it_is_and_once() -> None:
    """Its one button carries the form's name, what it is about, the form itself, and the nonce."""
    dialog = RENDERER.dialog(FORM, "nonce")
    (send,) = actions_of(dialog["card"])
    assert (dialog["title"], send["title"]) == ("Update: 10618", "Save")
    assert send["data"] == {
        "submit": "record",
        "about": "update:10618",
        "form": send["data"]["form"],
        "nonce": "nonce",
    }
    assert RENDERER.unpacked(send["data"]["form"]) == FORM


def test_a_form_in_the_chat_has_its_title_in_it() -> None:
    """There is no window around it: its name is a heading, its button is pressed as those of messages are."""
    card = RENDERER.card(FORM)
    assert card["body"][0]["text"] == "Update: 10618"
    (send,) = actions_of(card)
    assert (send["type"], send["data"]["press"], send["data"]["submit"]) == (
        "Action.Execute",
        "submit_form",
        "record",
    )


@pytest.mark.parametrize(
    ("fault", "field"),
    [
        (NO, "rag"),
        (Refused("Not yours."), "text"),
        (Refused("No.", {}, "colour"), "text"),
        (Crashed("R-1"), "text"),
    ],
    ids=["its own", "of none", "of one that is not there", "a crash"],
)
def test_a_fault_stands_above_its_field_or_the_first(fault: Refused | Crashed, field: str) -> None:
    """In the dialog and in the chat alike."""
    assert before_fault(RENDERER.dialog(FORM, "nonce", {}, fault)["card"]) == field
    assert before_fault(RENDERER.form_again(FORM, {}, fault)) == field


def test_what_was_given_stands_there_again_and_nothing_else() -> None:
    """What somebody has emptied, or ticked no longer, stays so, though the form began with it."""
    form = PreferencesForm.EXAMPLE
    given = {"starts": "", "quiet_days": "Monday,Friday", "zone": "Nowhere"}
    card = RENDERER.form_again(form, given, Refused("No.", {}, "zone"))
    assert {each["id"]: each.get("value") for each in fields_of(card)} == {
        "starts": None,
        "ends": None,
        "quiet_days": "Monday,Friday",
        "zone": "Nowhere",
    }


def test_a_form_that_is_too_large_says_what_to_do_instead() -> None:
    """No field is cut: a text would be lost without a word. What somebody has typed is shown again all the same."""
    form = replace(ItemForm.EXAMPLE, given={"text": "word " * 8000})
    dialog = RENDERER.dialog(form, "nonce")
    for card in (dialog["card"], RENDERER.card(form)):
        assert fields_of(card) == actions_of(card) == []
        assert "add items from a file: python -m bot import" in said(card)[-1]
    assert dialog["title"] == "Add to VETTING"
    again = RENDERER.dialog(form, "nonce", {"text": "word"}, NO)["card"]
    assert len(fields_of(again)) > 15


def test_a_form_with_a_long_text_fits() -> None:
    """A text of 25,000 characters is corrected in Teams, in as many fields as it takes."""
    form = replace(ItemForm.EXAMPLE, given={"text": "word " * 5000})
    card = RENDERER.dialog(form, "nonce")["card"]
    assert size(card) <= BUDGET
    assert (
        sum(len(each.get("value", "")) for each in fields_of(card) if each["id"].startswith("text")) > 24_980
    )


def test_a_hint_stands_beneath_its_field() -> None:
    """A placeholder would be gone with the first letter."""
    field, hint = inputs.drawn(TextInput("on", "On", hint="Like *31 March*."))
    assert "placeholder" not in field
    assert said(hint) == ["Like *31 March*."]


def test_a_person_is_chosen_from_the_organisation() -> None:
    """Teams offers its own people, however many there are: the card carries none of them."""
    (field,) = inputs.drawn(PersonInput("owner", "Owner", given="guid"))
    assert field["choices"] == []
    assert field["choices.data"]["dataset"] == "graph.microsoft.com/users"
    assert field["value"] == "guid"
    assert len(fields_of(RENDERER.card(LeaveForm.EXAMPLE))) == 4


def test_no_choice_of_several_has_a_comma() -> None:
    """Teams puts commas between what is chosen: such a value would come back as two."""
    with pytest.raises(ValueError, match="'a,b' has a comma"):
        inputs.drawn(ChoicesInput("items", "Items", (("a", "A"), ("a,b", "B"))))
