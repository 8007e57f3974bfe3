"""Whatever people type is shown in a card, and does nothing there.

The texts are read by Markdown as Microsoft's own renderer reads them, and searched for what other clients act on.
"""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings, strategies as st

from templates.messages.answers import Refused
from templates.messages.items import ItemDetail
from templates.messages.replies import Recorded
from templates.parts import Button, Facts, Heading, ItemLine, Items, Quote, SelectInput, Table, Text
from templates.teams import inputs
from templates.teams.elements import size
from templates.teams.markup import TEAMS
from templates.teams.renderer import CardRenderer
from templates.teams.sheet import BUDGET, CardLayout
from tests.templates.slack.test_hostile_text import NASTY, messages_with, squeezed
from tests.templates.teams.reading import bare_of, links, markdown_of, of_type, shown

OF_CARDS = (
    "[click](https://evil.example)",
    "![picture](https://evil.example/p.png)",
    "[a]: https://evil.example",
    "<https://evil.example>",
    "<at>Anna</at>",
    "{{DATE(2017-02-14T06:08:00Z,SHORT)}}",
    "${title}",
    "# Heading",
    "- point",
    "1. point",
    "---",
    "    code",
    "&copy;",
    "\\",
    "\\[x](https://evil.example)",
    "](",
    "__bold__",
    "a_b_c",
    "2 * 3 * 4",
)
TYPED = st.lists(
    st.one_of(st.sampled_from((*NASTY, *OF_CARDS)), st.text(max_size=40)), min_size=1, max_size=12
).map("".join)
RENDERER = CardRenderer(b"a key")


@settings(max_examples=40, deadline=None)
@given(TYPED)
@example("[click](https://evil.example) {{DATE(2017-02-14T06:08:00Z,SHORT)}} " * 9)
def test_typed_text_does_nothing(text: str) -> None:
    """Any text, anywhere, gives a card without a link, a mention or a date to be worked out."""
    for message in messages_with(text):
        card = RENDERER.card(message)
        json.dumps(card, ensure_ascii=False).encode("utf-8")
        for part in markdown_of(card):
            assert not [each for each in links(part) if "evil" in each], part
        for part in (*markdown_of(card), *raw_bare(card)):
            assert "](" not in part or part.count("](") == len(links(part))
            assert "{{" not in part
        RENDERER.line(message).encode("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "[a](b) " * 6000,
        "word " * 8000,
        "\\" * 40_000,
        "👮" * 20_000,
        "\n" * 39_999 + "x",
        "line\n" * 8000,
        '"' * 40_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_the_longest_texts_fit(text: str) -> None:
    """However long a text is, and wherever it stands, Teams takes the card and the dialog."""
    for message in messages_with(text):
        assert size(RENDERER.card(message)) <= BUDGET
        assert size(RENDERER.dialog(message, "nonce")["card"]) <= BUDGET


def raw_bare(card: object) -> list[str]:
    """Return what is no Markdown, with the invisible breaks that keep clients from acting on it."""
    runs = [each["text"] for each in of_type(card, "TextRun")]
    return [
        *runs,
        *(choice["title"] for each in of_type(card, "Input.ChoiceSet") for choice in each["choices"]),
    ]


@settings(max_examples=100, deadline=None)
@given(TYPED)
def test_typed_text_is_read_as_it_was_typed(text: str) -> None:
    """Wherever it stands, somebody sees every character that was typed, and no other."""
    say = TEAMS.dialect.escape
    bare = TEAMS.bare.dialect.escape(text)
    drawn = CardLayout().lay(
        (
            Heading(bare),
            Text(say(text)),
            Text(f"Before {TEAMS.dialect.bold(text)} after"),
            Facts(((bare, say(text)),)),
            Table((bare,), ((bare,),)),
        )
    )
    for said in map(shown, markdown_of(drawn)):
        assert squeezed(said).removeprefix("Before").removesuffix("after") in {
            squeezed(text),
            squeezed(text) or "-",
        }


@settings(max_examples=60, deadline=None)
@given(TYPED)
def test_a_quotation_shows_every_word(text: str) -> None:
    """What was typed is given back word for word and line for line, where it fits."""
    card = RENDERER.card(Refused("No.", typed=text))
    quoted = "\n".join(each["text"] for each in of_type(card, "TextRun"))
    assert squeezed(quoted) == (squeezed(text) if text.strip() else "")


@pytest.mark.parametrize("letter", ["word ", "w", "&", "\\", "line\n", "👮"])
def test_a_text_too_long_says_how_much_is_left(letter: str) -> None:
    """Nothing is cut in silence: what is shown and the number named make up what was typed."""
    text = (letter * 40_000)[:40_000]
    card = RENDERER.card(replace(Recorded.EXAMPLE, text=text, stands_above=False))
    quotation = next(each for each in of_type(card, "Container") if each.get("style") == "emphasis")
    *quotes, notice = quotation["items"]
    found = re.fullmatch(r"… \(([0-9,]+) more characters: \*\*rec show 10618\*\*\)", notice["text"])
    assert found
    quoted = "\n".join(each["inlines"][0]["text"] for each in quotes)
    assert len(quoted) + int(found[1].replace(",", "")) in range(39_999, 40_001)
    assert len(quoted) > 1500


@pytest.mark.parametrize(
    "typed",
    ["1. First", "12) Twelfth", "- point", "+ point", "# Heading", "---", "===", "6. How well?\n7. And?"],
)
def test_a_line_of_ours_is_no_list_either(typed: str) -> None:
    """What begins with a number or a dash is shown so: Markdown would count anew, or draw a line."""
    drawn = CardLayout().lay((Text(typed), Facts((("Label", typed.partition("\n")[0]),))))
    assert [shown(each) for each in markdown_of(drawn)] == [
        *typed.split("\n"),
        "Label",
        typed.partition("\n")[0],
    ]


def test_an_account_is_never_mentioned() -> None:
    """A person is named: only what the bot means to notify may be a mention, and a card notifies nobody."""
    card = RENDERER.card(ItemDetail.EXAMPLE)
    assert "<at>" not in json.dumps(card)
    assert "entities" not in card["msteams"]


def test_a_link_goes_nowhere_but_to_the_web() -> None:
    """An address that is not http or https is left out, and one that is cannot end the link early."""
    link = TEAMS.dialect.link
    assert links(link("message", "javascript:alert(1)")) == []
    (target,) = links(f"See {link('a](b) [c', 'https://a.example/(x)?a=1&copy;=2 |<at>')} now")
    assert target.startswith("https://a.example/%28x%29?a=1&copy%3B=2%20%7C%3Cat%3E")
    assert shown(link("a](b) [c", "https://a.example/")) == "a](b) [c"


def test_labels_are_shown_as_they_are() -> None:
    """A button or a choice is no Markdown: nothing is escaped there, and no client finds a link in it."""
    bare = TEAMS.bare.dialect.escape("*[a](https://evil.example)*")
    drawn = [
        *CardLayout().lay((Items((ItemLine("x", buttons=(Button("show", "v", bare),)),)), Quote(bare))),
        *inputs.drawn(SelectInput("on", bare, (("v", bare),))),
    ]
    assert bare_of(drawn) == ["*[a](https://evil.example)*"] * 4
    assert "](" not in json.dumps(drawn)
