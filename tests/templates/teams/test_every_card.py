"""Every message can be said in Teams: each element of its card is one that Teams knows, and the card fits."""

import json
from collections.abc import Iterator
from typing import Any

import microsoft_teams.cards as typed
import pytest
from pydantic import BaseModel, ValidationError

from templates import plain
from templates.messages import FormMessage, Message
from templates.teams.elements import size
from templates.teams.markup import TEAMS
from templates.teams.renderer import CardRenderer
from templates.teams.sheet import BUDGET
from templates.translator import words
from tests.templates.by_kind import for_each_of
from tests.templates.message_variants import EXAMPLES, VARIANTS
from tests.templates.teams.reading import Json, actions_of, fields_of, inside, of_type, said

SAID = for_each_of([*EXAMPLES, *VARIANTS])
FORMS = pytest.mark.parametrize(
    "form",
    [message for message in EXAMPLES if isinstance(message, FormMessage)],
    ids=lambda form: type(form).__name__,
)
RENDERER = CardRenderer(b"a key")
MODELS: dict[str, type[BaseModel]] = {
    str(model.model_fields["type"].default): model
    for model in vars(typed).values()
    if isinstance(model, type) and issubclass(model, BaseModel) and "type" in model.model_fields
}
"""Microsoft's models of elements and actions, by the type that they write."""


def unknown(drawn: Any) -> Iterator[str]:
    """Yield what Microsoft's models say against each element by itself, and every property they do not know."""
    for each in inside(drawn):
        model = MODELS.get(each.get("type", ""))
        if model is None:
            continue
        try:
            read = model.model_validate(each)
        except ValidationError as fault:
            yield f"{each['type']}: {fault}"
            continue
        yield from (f"{each['type']} has no {name}" for name in read.model_extra or () if name != "$schema")


@SAID
def test_teams_takes_every_message(message: Message) -> None:
    """Each element of a card passes Microsoft's model of its type, and Teams takes the whole."""
    drawn = RENDERER.render(message)
    assert list(unknown(drawn.card)) == []
    assert size(drawn.card) <= BUDGET
    assert drawn.card["body"]
    assert 0 < len(drawn.summary) <= 300
    for text in (*said(drawn.card), drawn.summary):
        for machinery in ("{{", "{%", "None", "<bound", "Who(", "datetime", "**", "](", "\\"):
            assert machinery not in text


@SAID
def test_teams_takes_every_message_as_a_dialog(message: Message) -> None:
    """What is answered to a form can stand in the form's dialog, in which nothing but the form is pressed."""
    dialog = RENDERER.dialog(message, "nonce")
    assert list(unknown(dialog["card"])) == []
    assert size(dialog["card"]) <= BUDGET
    assert dialog["title"].strip()
    assert {each["type"] for each in actions_of(dialog)} <= {"Action.Submit"}


def test_the_models_see_what_is_wrong_deep_within() -> None:
    """The check of these tests fails on a wrong word, and on a property that is none, wherever they stand."""
    wrong = {"type": "TextBlock", "text": "x", "weight": "Fat"}
    odd: Json = {"type": "TextBlock", "text": "x", "colour": "red"}
    for fault in (wrong, odd):
        body = [
            {
                "type": "Container",
                "items": [{"type": "ColumnSet", "columns": [{"type": "Column", "items": [fault]}]}],
            }
        ]
        assert len(list(unknown({"type": "AdaptiveCard", "body": body}))) == 1


@SAID
def test_what_a_card_brings_back_is_whole_and_has_a_name(message: Message) -> None:
    """Each button says what, about what and when, and is called something, as fields and pictures are.

    No property of its data is called `key`: a client of Microsoft's own breaks of it.
    """
    card = RENDERER.card(message)
    for action in actions_of(card):
        assert action["title"]
        assert "key" not in action.get("data", {})
        if action["type"] == "Action.Execute":
            assert {"press", "value"} <= set(action["data"])
            assert action["data"].get("state") or action["data"]["press"] == "submit_form"
            assert action["verb"] == action["data"]["press"]
    assert all(each["label"] for each in fields_of(card))
    assert all(each["fallback"] for each in of_type(card, "Chart.VerticalBar.Grouped"))


@FORMS
def test_fields_have_names_of_their_own(form: FormMessage) -> None:
    """Teams merges what is filled in into what the button brings: no field may be called as that is."""
    card = RENDERER.card(form)
    (send,) = [each for each in of_type(card, "Action.Execute") if each["data"]["press"] == "submit_form"]
    names = [each["id"] for each in fields_of(card)]
    assert len(set(names)) == len(names)
    assert not set(names) & {*send["data"], "nonce", "was", "msteams"}


def test_all_words_of_cards_are_used() -> None:
    """Words that nobody says would be corrected in vain."""
    drawn = json.dumps([RENDERER.card(message) for message in (*EXAMPLES, *VARIANTS)], ensure_ascii=False)
    for key in words()["teams_card"]:
        assert TEAMS.say("teams_card", key, label="", hint="", instead="").strip(" :") in drawn


def test_a_summary_is_one_plain_line() -> None:
    """Notifications show the beginning of what a message says, and how much is left."""
    long = max((*EXAMPLES, *VARIANTS), key=lambda message: len(plain.render(message)))
    assert RENDERER.line(long).endswith(" more characters)")
    assert "\n" not in RENDERER.line(long)
