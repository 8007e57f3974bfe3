"""A message that is too long for Slack is shortened, and says by how much."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from slack_sdk.models.blocks import Block

from bot.local.slack.block_kit.blocks import check_message
from models.enums import ItemKind, ReminderReason
from templates.messages import Message
from templates.messages.answers import Refused
from templates.messages.home import Home
from templates.messages.imports import Fault, Imported, ImportFaults
from templates.messages.items import Count, ItemDetail, ItemList, ItemRow, Totals
from templates.messages.reminders import Reminder, ReminderLine
from templates.messages.replies import Recorded, RecordForm
from templates.parts import Button, DateInput, Form, Part, Picture, SelectInput, Table, Text
from templates.slack import blocks, renderer
from templates.slack.pages import HOME, MESSAGE, MODAL
from templates.slack.sheet import BlockLayout
from templates.truncation import cut, pieces

TODAY = date(2022, 12, 2)
LONG = "It is recommended that forces act on every one of these sub-points without delay. " * 20


def rows(count: int) -> tuple[ItemRow, ...]:
    return tuple(
        replace(ItemRow.EXAMPLE, reference=f"{10_000 + number}", text=LONG) for number in range(count)
    )


def reminder(count: int) -> Reminder:
    lines = tuple(
        ReminderLine(row, tuple(ReminderReason), TODAY, escalates_on=date(2022, 12, 16))
        for row in rows(count)
    )
    return Reminder(Reminder.EXAMPLE.to, TODAY, lines)


HUGE: tuple[Message, ...] = (
    reminder(300),
    ItemList("mine", None, rows(200), 200, TODAY, next_page="n"),
    replace(ItemDetail.EXAMPLE, statements=ItemDetail.EXAMPLE.statements * 200, notes=LONG * 9),
    replace(
        ItemDetail.EXAMPLE,
        row=replace(ItemRow.EXAMPLE, text=LONG * 30),
        statements=(replace(ItemDetail.EXAMPLE.statements[0], text=LONG * 30),) * 9,
        children=tuple(str(number) for number in range(900)),
    ),
    ImportFaults("register.xlsx", (Fault(7, "Deadline", LONG, LONG),) * 5000, ((LONG, LONG),) * 90),
    Imported(
        "register.xlsx", True, tuple(str(number) for number in range(9000)), (("1", (LONG,) * 9),) * 999, 1
    ),
    replace(Totals.EXAMPLE, open_by_kind=(Count(ItemKind.RECOMMENDATION, 1),) * 300),
    Refused("{words} " * 20, {"words": LONG}, typed=LONG * 20),
)


def said(drawn: Any) -> list[str]:
    """Return every text that a reader of blocks sees."""
    if isinstance(drawn, list):
        return [text for part in drawn for text in said(part)]
    if not isinstance(drawn, dict):
        return []
    own = [drawn["text"]] if isinstance(drawn.get("text"), str) else []
    return own + [text for part in drawn.values() for text in said(part)]


@pytest.mark.parametrize("message", HUGE, ids=lambda message: type(message).__name__)
def test_the_largest_messages_fit(message: Message) -> None:
    """At most 50 blocks, 13,000 characters in all and 4,000 in the fallback, whatever the register holds."""
    drawn = renderer.render(message)
    assert len(drawn.blocks) <= 50
    assert sum(map(len, said(drawn.blocks))) <= 13_000
    assert len(drawn.text) <= 4000
    for block in drawn.blocks:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.to_dict()


def test_a_long_reminder_counts_what_it_leaves_out() -> None:
    """Items that do not fit are counted, so that shown and counted make up all, and /rec shows them."""
    drawn = renderer.render(reminder(300)).blocks
    updates = [each for block in drawn if block["type"] == "actions" for each in block["elements"]]
    shown = sum(each["action_id"] == "update" for each in updates)
    assert shown >= 15
    assert f"and {300 - shown} more: `/rec`" in said(drawn)


def test_a_reminder_that_fits_is_whole() -> None:
    """Ten items are shown with all their buttons, and nothing is said of more."""
    drawn = renderer.render(reminder(10)).blocks
    assert sum(block["type"] == "actions" for block in drawn) == 10
    assert not [text for text in said(drawn) if text.startswith("and ")]


def test_what_follows_a_long_text_is_never_crowded_out() -> None:
    """However long a statement is, the buttons after it are there."""
    message = replace(Recorded.EXAMPLE, text=LONG * 100, stands_above=False)
    assert "undo" in [each["action_id"] for each in renderer.render(message).blocks[-1]["elements"]]


def test_a_long_fallback_names_the_rest() -> None:
    """Notifications read the fallback only: it too says how much it leaves out."""
    text = renderer.render(reminder(300)).text
    assert text.splitlines()[0].endswith(": 10000 and 299 more")
    assert text.endswith(" more characters)")


def test_text_beyond_a_form_field_is_not_lost() -> None:
    """A field holds 3,000 characters: what goes beyond stands below it, to be copied."""
    view = renderer.view(replace(RecordForm.EXAMPLE, text="a" * 3000 + "the rest"))
    field = next(block for block in view["blocks"] if block["type"] == "input")
    assert field["element"]["initial_value"] == "a" * 3000
    assert "the rest" in said(view["blocks"])


def test_a_table_stands_in_messages_and_is_spelt_out_elsewhere() -> None:
    """Slack takes tables in messages only, one in each: a Home page has the same figures in lines."""
    first, second = (Table(("Kind", "Open"), (("Causes", "2"),), caption="Open"),) * 2
    assert [block["type"] for block in BlockLayout(MESSAGE).lay((first, second))] == [
        "section",
        "table",
        "section",
    ]
    assert said(BlockLayout(HOME).lay((first,))) == ["*Open*\nCauses: 2"]
    assert "table" not in {block["type"] for block in renderer.home(Home.EXAMPLE)["blocks"]}


def test_a_table_of_many_rows_counts_the_others() -> None:
    """A table has at most 100 rows with its heading."""
    table = Table(("Kind", "Open"), tuple(("x", str(number)) for number in range(150)))
    drawn = BlockLayout(MESSAGE).lay((table,))
    assert len(drawn[0]["rows"]) == 100
    assert said(drawn)[-1] == "and 51 more"


def test_a_table_of_long_rows_counts_the_others() -> None:
    """All cells of a table have at most 10,000 characters, its heading among them; the other rows are counted."""
    for wide in (1, 120, 400, 900):
        table = Table(("Reference", "Text", ""), tuple((str(n), "x" * wide, "") for n in range(60)))
        drawn = BlockLayout(MESSAGE).lay((table,))
        (block,) = [each for each in drawn if each["type"] == "table"]
        assert sum(map(len, said(block))) <= 10_000
        assert check_message(drawn)
        left = 61 - len(block["rows"])
        assert (said(drawn)[-1] == f"and {left} more") is (left > 0)


def test_fields_stand_in_forms_only() -> None:
    """A message has no submit button, so it has no fields: it says what to do instead."""
    fields: tuple[Part, ...] = (
        Form("record", "k", "A form", "Record", "Cancel", "Reply in words."),
        SelectInput("colour", "Colour", (("red", "Red"), ("green", "Green")), given="green", hint="By rule"),
        DateInput("on", "On", given=date(2022, 12, 15)),
    )
    assert said(BlockLayout(MESSAGE).lay(fields)) == ["A form", "Reply in words."]
    chosen, on = BlockLayout(MODAL).lay(fields)
    assert chosen["element"]["initial_option"]["value"] == "green"
    assert on["element"]["initial_date"] == "2022-12-15"


def test_a_picture_says_in_words_what_it_shows() -> None:
    """Whoever cannot see a picture reads its alt text, in full."""
    block = BlockLayout(MESSAGE).lay(
        (Picture("Seven open, four overdue.", "https://a.example/p.png", "Open"),)
    )[0]
    assert block["alt_text"] == "Seven open, four overdue."
    Block.parse(block).to_dict()  # type: ignore[union-attr]


def test_a_button_value_is_never_cut() -> None:
    """A value comes back to be acted on: one that is too long is refused rather than shortened."""
    with pytest.raises(ValueError, match="2001 characters"):
        blocks.button(Button("show", "v" * 2001, "Show"))


def test_an_escaped_character_is_never_cut_in_two() -> None:
    """Half of `&amp;` would show as rubbish: a cut falls before it."""
    for most in range(1, 30):
        assert cut("a" + "&amp;" * 9, most) in {"a" + "&amp;" * count for count in range(9)}


def test_pieces_make_up_the_whole() -> None:
    """Text is broken between lines or words, and nothing of it is dropped but the line break."""
    text = "one two three four\nfive six seven eight nine ten"
    found = pieces(text, 20)
    assert found == ["one two three four", "five six seven ", "eight nine ten"]


def test_a_paragraph_longer_than_a_section_is_split() -> None:
    """A section has at most 3,000 characters; the next one goes on."""
    drawn = BlockLayout(MESSAGE).lay((Text("word " * 1500),))
    assert [len(text) <= 3000 for text in said(drawn)] == [True, True, True]
    assert "".join(said(drawn)) == "word " * 1500
