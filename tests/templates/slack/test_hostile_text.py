"""Whatever people type is shown, and does nothing."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings, strategies as st
from slack_sdk.models.blocks import Block

from templates import plain
from templates.messages import Message
from templates.messages.answers import Refused
from templates.messages.imports import Fault, ImportFaults
from templates.messages.items import Filed, FileRow, ItemDetail, ItemList, ItemRow
from templates.messages.reminders import Reminder, ReminderLine
from templates.messages.replies import Recorded, RecordForm, WhichItem
from templates.slack import renderer
from templates.who import Who

NASTY = (
    "<!channel>",
    "<!here|@here>",
    "<@U0ANNA001>",
    "<#C0JAC0001>",
    "<https://evil.example|click>",
    "@channel",
    "&lt;!channel&gt;",
    "&",
    ">",
    ">>> all of it",
    "*bold*",
    "_slanted_",
    "~gone~",
    "`code`",
    "```\nblock\n```",
    ":red_circle:",
    "{{ 7 * 7 }}",
    "{% for x in y %}",
    "{reference}",
    "{0.__class__}",
    "%s",
    "\"'“”",
    "\x00\x07\x1b[31m",
    "\u202egpj.exe",
    "\u200f\u05e9\u05dc\u05d5\u05dd\u200e",
    "\ud800",
    "\r\n",
    "\n\n",
    "\u2028",
    "\t",
    "|",
    "¬ é 漢字 👮\u200d♀️",
)
TYPED = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=40)), min_size=1, max_size=12).map(
    "".join
)
NOBODY = Who("Somebody")
ROW = replace(ItemRow.EXAMPLE, owner=NOBODY)
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffd]"
)


def messages_with(text: str) -> Iterator[Message]:
    """Give every place of a message in which something typed can stand."""
    row = replace(ROW, text=text, owner=Who(text), report=text)
    form = RecordForm.EXAMPLE
    detail = replace(
        ItemDetail.EXAMPLE,
        row=row,
        deputy=Who(text),
        notes=text,
        wording=text,
        filed=(Filed("portfolio", "Portfolio", text),),
    )
    said = replace(detail.statements[0], text=text, by=Who(text), files=(FileRow(text, 1),))
    yield Refused("I know empty of “{words}”.", {"words": text}, typed=text)
    yield replace(Recorded.EXAMPLE, row=row, text=text, files=(FileRow(text, 7),))
    yield replace(WhichItem.EXAMPLE, text=text, candidates=(row,) * 3, named_unknown=text)
    yield replace(detail, statements=(said, said, said))
    yield replace(form, row=row, text=text)
    yield ItemList("words", text, (row,) * 10, 12, date(2022, 12, 1))
    yield Reminder(Who(text), date(2022, 12, 1), (ReminderLine(row, ()),) * 3)
    yield ImportFaults(text, (Fault(7, text, text, text),), ((text, text),))


def texts(found: Any, *, but: tuple[str, ...] = ()) -> Iterator[str]:
    """Give every text in blocks; `but` names what is left out."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for key, part in found.items():
            if key not in but:
                yield from texts(part, but=but)
    elif isinstance(found, list):
        for part in found:
            yield from texts(part, but=but)


def words_of(text: str) -> str:
    """Return what a reader can see of typed text: its lines, without control and direction marks."""
    return "\n".join(
        UNSEEN.sub("", re.sub(r"[\t\x0b\x0c\x1c-\x1f]+ *", " ", line)) for line in text.splitlines()
    )


def quoted_in(blocks: list[dict[str, Any]]) -> str:
    """Return what stands in the first quotation of some blocks."""
    quotation = next(block for block in blocks if block["type"] == "rich_text")
    parts = [part for part in quotation["elements"] if part["type"] == "rich_text_quote"]
    return "\n".join(part["elements"][0]["text"] for part in parts)


def squeezed(text: str) -> str:
    """Return text without spaces, in which drawings may differ."""
    return re.sub(r"\s", "", UNSEEN.sub("", text))


@settings(max_examples=60, deadline=None)
@given(TYPED)
@example("<!channel> " * 3637)
@example("word " * 8000)
@example("w" * 40_000)
@example("&" * 40_000)
@example("\n" * 39_999 + "x")
@example("*" * 40_000)
def test_typed_text_fits_and_does_nothing(text: str) -> None:
    """Any text, anywhere, gives blocks that Slack takes, and no mention, channel, link or broadcast."""
    for message in messages_with(text):
        drawn = renderer.render(message)
        for part in (drawn.text, *texts(drawn.blocks)):
            assert not re.search(r"<[!@#\w]", part), part
        assert len(drawn.text) <= 4000
        assert len(drawn.blocks) <= 50
        assert sum(map(len, texts(drawn.blocks, but=("type", "action_id", "value", "style")))) <= 13_000
        json.dumps([drawn.text, drawn.blocks], ensure_ascii=False).encode("utf-8")
        for block in drawn.blocks:
            parsed = Block.parse(block)
            assert parsed is not None
            parsed.to_dict()
        plain.render(message).encode("utf-8")


@settings(max_examples=60, deadline=None)
@given(TYPED)
def test_a_quotation_shows_every_word(text: str) -> None:
    """What was typed is given back word for word and line for line, where it fits."""
    blocks = renderer.render(Refused("No.", typed=text)).blocks
    if not text.strip():
        assert len(blocks) == 1
        return
    assert squeezed(quoted_in(blocks)) == squeezed(text)
    assert quoted_in(blocks).count("\n") == max(words_of(text).count("\n"), 0)
    assert (
        squeezed(plain.render(Refused("No.", typed=text)))
        .replace(">", "")
        .endswith(squeezed(text).replace(">", ""))
    )


@pytest.mark.parametrize("letter", ["word ", "w", "&", "<", "line\n"])
def test_a_text_too_long_says_how_much_is_left(letter: str) -> None:
    """Nothing is cut in silence: what is shown and the number named make up what was typed."""
    text = (letter * 40_000)[:40_000]
    blocks = renderer.render(replace(Recorded.EXAMPLE, text=text, stands_above=False)).blocks
    quotation = next(block for block in blocks if block["type"] == "rich_text")
    *quotes, outbox_message = [part["elements"][0]["text"] for part in quotation["elements"]]
    found = re.fullmatch(r"… \(([0-9,]+) more characters: /rec show 10618\)", outbox_message)
    assert found
    shown = sum(len(part.replace("\u200b", "")) for part in quotes) + (
        len(quotes) - 1 if "\n" in letter else 0
    )
    assert shown + int(found[1].replace(",", "")) in range(39_999, 40_001)
    assert shown > 5000


def test_a_name_cannot_turn_its_ending_round() -> None:
    """A file that ends in .exe reads as such: the mark that turns the direction is dropped."""
    sent = replace(Recorded.EXAMPLE, files=(FileRow("annex\u202efdp.exe", 2048),), stands_above=False)
    assert "With 1 file: annexfdp.exe (2 KB)." in plain.render(sent)


def test_an_account_that_is_none_is_not_mentioned() -> None:
    """Only what looks like an account becomes a mention; anything else is a name, escaped."""
    row = replace(ROW, owner=Who("<Anna>", "!channel> <@U1"))
    drawn = renderer.render(ItemList("red", None, (row,), 1, date(2022, 12, 1)))
    assert "&lt;Anna&gt;" in "".join(texts(drawn.blocks))


def test_a_link_goes_nowhere_but_to_the_web() -> None:
    """An address that is not http or https is left out, and one that is cannot end the link early."""
    said = ItemDetail.EXAMPLE.statements[0]

    def drawn(address: str) -> str:
        return "".join(
            texts(
                renderer.render(
                    replace(ItemDetail.EXAMPLE, statements=(replace(said, permalink=address),))
                ).blocks
            )
        )

    assert "javascript" not in drawn("javascript:alert(1)")
    assert "<https://a.example/%7C%3E%3C!channel%3E|message>" in drawn("https://a.example/|><!channel>")
