"""Slack's marked-up text as its author saw it."""

import pytest
from hypothesis import given, strategies as st

from bot.slack.plain_text import plain


@pytest.mark.parametrize(
    ("marked", "read"),
    [
        ("All staff are trained.", "All staff are trained."),
        ("5 &lt; 6 &amp;&amp; 7 &gt; 6", "5 < 6 && 7 > 6"),
        ("ask <@U0ANNA001> today", "ask @U0ANNA001 today"),
        ("<@U0ANNA001|anna>", "@U0ANNA001"),
        ("see <#C0GOV0001|force-governance>", "see #force-governance"),
        ("see <#C0GOV0001>", "see #C0GOV0001"),
        (
            "<!channel> <!here|here> <!subteam^S1|@coordinators> <!subteam^S1>",
            "@channel here @coordinators @subteam",
        ),
        ("<!date^1670000000^{date}|2 Dec 2022>", "2 Dec 2022"),
        ("<https://force.example/a?b=1&amp;c=2>", "https://force.example/a?b=1&c=2"),
        ("<https://force.example|https://force.example>", "https://force.example"),
        ("<https://force.example/audit|the audit>", "the audit (https://force.example/audit)"),
        ("<mailto:anna@force.example|anna@force.example>", "anna@force.example"),
        ("<mailto:anna@force.example>", "anna@force.example"),
        ("<tel:+441211234567|+441211234567>", "+441211234567"),
        ("&lt;@U0ANNA001&gt; &lt;!channel&gt;", "<@U0ANNA001> <!channel>"),
        ("&amp;lt;", "&lt;"),
        ("<>", ""),
        ("*bold* _kept_ `as` ~typed~\n&gt; quoted", "*bold* _kept_ `as` ~typed~\n> quoted"),
        ("", ""),
    ],
)
def test_marked_up_text_reads_as_it_was_written(marked: str, read: str) -> None:
    """Links read as their address, people as @ and id, channels by name, and the three signs as themselves."""
    assert plain(marked) == read


@given(text=st.text())
def test_what_a_person_types_comes_through_word_for_word(text: str) -> None:
    """Text without links and mentions, as Slack escapes it, comes out exactly as it was typed."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain(escaped) == text


@given(text=st.text(alphabet="<>|@#!^&;amplt: \nx", max_size=60))
def test_no_markup_breaks_the_reading(text: str) -> None:
    """Whatever is sent, however it is nested or cut off, is read as some text."""
    assert isinstance(plain(text), str)
