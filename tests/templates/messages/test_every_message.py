"""Every message can be said on every surface, and every word that stands in the templates is used."""

import json
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.local.slack.block_kit.blocks import findings
from models.committee.figure_table import ON_SHEET_OF_FIGURES, ON_SHEETS
from models.enums import ItemKind, Role
from templates import plain
from templates.filters import GROUPS, LABELS, TEXT
from templates.markup import MarkupText, Plain
from templates.messages import FormMessage, Message, message_types
from templates.messages.answers import Refused
from templates.messages.home import Home
from templates.messages.items import ItemList, Totals
from templates.messages.replies import Recorded, RecordForm
from templates.parts import Form
from templates.slack import renderer
from templates.translator import PLAIN, Translator, words
from tests.templates.by_kind import for_each_of
from tests.templates.message_variants import AT, EXAMPLES, VARIANTS

KINDS = pytest.mark.parametrize("kind", message_types().values(), ids=lambda kind: kind.__name__)
DRAWN = {"fit", "teams_card"}
"""Sections of words that are said by drawing, and by no message."""

SAID = for_each_of([*EXAMPLES, *VARIANTS])


class Listening(Translator):
    """A translator that remembers which words it was asked for."""

    def __init__(self) -> None:
        """Begin having said nothing; its bare form is itself."""
        super().__init__(Plain())
        self.heard: set[tuple[str, str]] = set()

    def say(self, section: str, key: str, /, **facts: object) -> MarkupText:
        """Remember the words, and say them."""
        self.heard.add((section, key))
        return super().say(section, key, **facts)


def strings(found: Any) -> list[str]:
    """Return every text within blocks."""
    if isinstance(found, str):
        return [found]
    inside = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    return [text for part in inside for text in strings(part)]


@KINDS
def test_each_message_has_words_in_the_file_of_its_topic(kind: type[Message]) -> None:
    """Whoever looks for the words of a message finds them in the file that is named like its module."""
    name = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in kind.__name__)
    topic = kind.__module__.rpartition(".")[2]
    assert name.lstrip("_") in tomllib.loads((TEXT / "messages" / f"{topic}.toml").read_text("utf-8"))


@KINDS
def test_what_is_filled_in_is_a_form(kind: type[Message]) -> None:
    """Platforms open a window for every message that is a form, and for no other."""
    shown = any(isinstance(part, Form) for part in kind.EXAMPLE.layout(PLAIN))
    assert shown == issubclass(kind, FormMessage)


@SAID
def test_slack_takes_every_message(message: Message) -> None:
    """The blocks of a message pass Slack's own models and the local workspace's stricter rules."""
    drawn = renderer.render(message)
    assert drawn.text.strip()
    assert drawn.blocks
    for block in drawn.blocks:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.to_dict()
    assert findings(drawn.blocks, "message") == []
    assert json.loads(json.dumps(drawn.blocks)) == drawn.blocks


@SAID
def test_slack_takes_every_message_as_a_modal(message: Message) -> None:
    """What is answered to a form can stand in the form's window: the view passes Slack's own models."""
    view = renderer.view(message)
    View(**view).to_dict()
    assert findings(view["blocks"], "modal") == []


@pytest.mark.parametrize("role", Role)
def test_slack_takes_every_home(role: Role) -> None:
    """Everybody's own page passes Slack's own models, for whatever role."""
    view = renderer.home(replace(Home.EXAMPLE, role=role))
    View(**view).to_dict()
    assert findings(view["blocks"], "home") == []


@SAID
def test_a_terminal_shows_every_message_in_96_columns(message: Message) -> None:
    """Nothing is wider than a terminal, apart from words that cannot be broken, and no line ends in blanks."""
    text = plain.render(message)
    assert text.strip() == text
    for line in text.split("\n"):
        assert len(line) <= plain.WIDTH or " " not in line.strip(" >"), line
        assert line == line.rstrip()


@SAID
def test_no_message_shows_its_machinery(message: Message) -> None:
    """Neither template syntax, nor None, nor the name of a type ever reaches a person."""
    drawn = renderer.render(message)
    for text in (*strings(drawn.blocks), drawn.text, plain.render(message)):
        for machinery in ("{{", "{%", "None", "<bound", "Who(", "datetime", "  \n"):
            assert machinery not in text


def test_no_words_stand_there_unused() -> None:
    """Words that nobody says would be corrected in vain: all are said by some message, or on a sheet."""
    translator = Listening()
    for message in (*EXAMPLES, *VARIANTS):
        message.layout(translator)
    for name in (*ON_SHEETS, *ON_SHEET_OF_FIGURES):
        translator.heard |= {("figure", name), ("figure", f"{name}_means")}
    there = {(section, key) for section, keys in words().items() if section not in DRAWN for key in keys}
    assert there - translator.heard == set()


def test_every_short_label_is_there_and_used() -> None:
    """Every kind, status, colour, role and body has its words, and none has words for what does not exist."""
    for kind, group in GROUPS.items():
        assert set(LABELS[group]) == {str(each) for each in kind}
    assert set(LABELS["kinds"]) == {str(each) for each in ItemKind}


def test_every_short_answer_that_is_given_has_its_words() -> None:
    """An answer named in the code and missing among the words would break where a person waits for it."""
    root = Path(__file__).parents[3]
    given = {
        line.split('Acknowledged("', 1)[1].split('"', 1)[0]
        for folder in ("bot", "handlers", "jobs")
        for file in (root / folder).rglob("*.py")
        for line in file.read_text("utf-8").splitlines()
        if 'Acknowledged("' in line
    }
    assert {what for what in given if not PLAIN.has("acknowledged", what)} == set()


def test_the_totals_line_is_the_sum_of_the_lines_above_it() -> None:
    """Figures that do not add up are what the product is there to prevent."""
    table = plain.render(Totals.EXAMPLE).split("\n\n")[1].splitlines()
    *kinds, total = [int(line.split()[-1]) for line in table[3:]]
    assert total == sum(kinds) == 9


def test_two_page_buttons_have_two_names() -> None:
    """Slack refuses two buttons of one name in a row: leafing back and on are told apart."""
    page = renderer.render(replace(ItemList.EXAMPLE, previous_page="before", next_page="after")).blocks
    buttons = next(block["elements"] for block in page if block["type"] == "actions")
    assert [(each["action_id"], each["value"]) for each in buttons] == [
        ("page_previous", "before"),
        ("page_next", "after"),
    ]


def test_what_no_longer_counts_cannot_be_undone() -> None:
    """Undo is offered for what counts, and neither for what was taken back nor for what was deleted."""

    def offers_undo(message: Recorded) -> bool:
        return "undo" in strings(renderer.render(message).blocks)

    assert offers_undo(Recorded.EXAMPLE)
    assert offers_undo(replace(Recorded.EXAMPLE, edited_at=AT))
    assert not offers_undo(replace(Recorded.EXAMPLE, undone_at=AT))
    assert not offers_undo(replace(Recorded.EXAMPLE, deleted_at=AT))


def test_a_form_carries_what_it_is_about() -> None:
    """Slack gives a form back with its name and key, from which the handler knows kind and item."""
    view = renderer.view(RecordForm.EXAMPLE)
    assert (view["callback_id"], view["private_metadata"]) == ("record", "update:10618")
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    assert [(each["block_id"], each["element"]["action_id"]) for each in inputs] == [
        ("text", "text"),
        ("rag", "rag"),
        ("files", "files"),
    ]


def test_a_refusal_stands_at_the_field_it_is_about() -> None:
    """In a form a refusal is shown at its field, and at the first field if it names none."""
    assert renderer.faults(Refused("Write more than “{text}”.", {"text": "<ok>"}, "text")) == {
        "text": "Write more than “<ok>”."
    }
    assert renderer.faults(Refused("Not yours.")) == {"text": "Not yours."}
