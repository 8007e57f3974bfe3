"""Dates, counts, sizes, names and lists read the same everywhere."""

from datetime import UTC, date, datetime

import pytest
from jinja2 import UndefinedError

from models.enums import ItemKind
from templates.filters import asked, away, cap, count, day, listed, moment, short, size
from templates.markup import Bare, Plain
from templates.slack.markup import SLACK, Mrkdwn
from templates.translator import PLAIN
from templates.who import Who

TODAY = date(2023, 3, 19)


@pytest.mark.parametrize(
    ("on", "read"),
    [
        (date(2023, 3, 31), "Fri 31 Mar 2023 (in 12 days)"),
        (date(2023, 3, 20), "Mon 20 Mar 2023 (in 1 day)"),
        (date(2023, 3, 19), "Sun 19 Mar 2023 (today)"),
        (date(2023, 3, 18), "Sat 18 Mar 2023 (1 day ago)"),
        (date(2020, 5, 3), "Sun 3 May 2020 (1,050 days ago)"),
    ],
)
def test_a_date_says_how_far_off_it_is(on: date, read: str) -> None:
    """A date reads with its weekday and its distance, so that nobody needs to count."""
    assert day(on, TODAY) == read
    assert day(on) == read.split(" (", maxsplit=1)[0]
    assert away(on, TODAY) == read.split("(")[1].rstrip(")")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("By 31 March 2023, chief constables should file it.", "File it."),
        ("Within six months of this report, all police forces must file it.", "File it."),
        ("Chief constables should, by 31 March 2023, file it.", "File it."),
        ("The force needs to improve how it files it.", "Improve how it files it."),
        ("The NPCC should file it, and chief constables should read it.", None),
        ("By the force it was not filed.", None),
        ("Chief constables should", None),
    ],
)
def test_in_a_list_a_recommendation_begins_with_what_it_asks(text: str, wanted: str | None) -> None:
    """Whom and by when is left out where it stands first and is the force; other bodies stay named."""
    assert asked(text) == (wanted or text)


def test_a_moment_is_told_by_the_readers_clock() -> None:
    """In summer the clocks of London are an hour ahead of the instant as it is stored."""
    at = datetime(2023, 7, 1, 23, 30, tzinfo=UTC)
    assert moment(at, "Europe/London") == "Sun 2 Jul 2023 at 00:30"
    assert moment(at, "UTC") == "Sat 1 Jul 2023 at 23:30"


def test_counts_read_as_english() -> None:
    """One is singular, all else plural, thousands are set apart, and kinds have plurals of their own."""
    assert [count(number, "item") for number in (0, 1, 2, 1050)] == [
        "0 items",
        "1 item",
        "2 items",
        "1,050 items",
    ]
    assert count(2, "entry", "entries") == "2 entries"
    assert count(2, ItemKind.AREA_FOR_IMPROVEMENT) == "2 areas for improvement"
    assert count(1, ItemKind.CAUSE_OF_CONCERN) == "1 cause of concern"


@pytest.mark.parametrize(
    ("octets", "read"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1 KB"),
        (48_213, "48 KB"),
        (999_499, "999 KB"),
        (999_500, "1.0 MB"),
        (2_400_000, "2.4 MB"),
        (48_000_000, "48 MB"),
        (3_200_000_000, "3.2 GB"),
        (5_000_000_000_000, "5,000 GB"),
    ],
)
def test_a_files_size_is_in_words(octets: int, read: str) -> None:
    """A size reads as people say it, in thousands."""
    assert size(octets) == read


def test_lists_read_as_english() -> None:
    """The last of several is joined by and; too many are counted."""
    assert [listed(words) for words in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
    assert listed(["A", "B", "C", "D"], 3) == "A, B, C and 1 more"
    assert listed(["A", "B", "C"], 3) == "A, B and C"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("One two three", "One two three"),
        ("One two three four", "One two…"),
        ("One two\nthree", "One two three"),
        ("One, two, three, four", "One, two…"),
        ("Incomprehensibilities", "Incomprehens…"),
    ],
)
def test_text_is_cut_between_words(text: str, read: str) -> None:
    """A shortened text ends with a whole word and …, and is never longer than asked."""
    assert short(text, 13) == read
    assert len(short(text, 13)) <= 13


def test_slack_text_can_not_mean_anything() -> None:
    """Typed text within our sentences is escaped, and what would be mark-up is replaced by what looks alike."""
    said = Mrkdwn().escape
    assert said("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"
    assert said("*no* _no_ ~no~ `no`") == "\u2217no\u2217 \u02cdno\u02cd \u223cno\u223c \u02cbno\u02cb"
    assert said("file_name_v2.docx 3*4") == "file_name_v2.docx 3*4"
    assert said("at 10:30 :smile:") == "at 10:30 :\u200bsmile:"
    assert said("two\nlines\tof\r\ntext") == "two lines of text"
    assert said("a\x00b\u202ec") == "a\ufffdbc"


def test_text_without_mark_up_is_shown_as_it_is() -> None:
    """A heading or a quotation shows *stars* and &s as typed; only a bracket is kept apart from what follows."""
    assert Bare().lines("*a* & `b`\n> <!here> 1 < 2") == "*a* & `b`\n> <\u200b!here> 1 < 2"
    assert Plain().lines("*a*\r\n<!here>\tx") == "*a*\n<!here>    x"


def test_a_person_is_mentioned_by_account_only() -> None:
    """Slack shows a card for an account; without one, and on every other surface, it is the name."""
    anna = Who("Anna <Clarke>", "U0ANNA001")
    assert Mrkdwn().mention(anna) == "<@U0ANNA001>"
    assert Mrkdwn().mention(Who("Anna <Clarke>")) == "Anna &lt;Clarke&gt;"
    assert Mrkdwn().mention(Who("Anna", "U0> <!channel")) == "Anna"
    assert Plain().mention(anna) == "Anna <Clarke>"
    assert (Mrkdwn().channel("C0JAC0001"), Mrkdwn().channel("#jac")) == ("<#C0JAC0001>", "#jac")


def test_a_quote_is_marked_on_every_line() -> None:
    """No line of a quotation can pass for one of ours, not even one that brings its own mark."""
    assert Plain().quote("one\n\n> two") == "> one\n>\n> > two"
    assert Mrkdwn().quote("one\n> two") == "> one\n> &gt; two"


def test_links_lead_to_the_web_only() -> None:
    """A link's address cannot end the link early or run anything."""
    assert (
        Mrkdwn().link("message", "https://a.example/?a=1&b=|>")
        == "<https://a.example/?a=1&amp;b=%7C%3E|message>"
    )
    assert Plain().link("message", "https://a.example/") == "message (https://a.example/)"
    assert Mrkdwn().link("a|b", "javascript:x") == "a|b"
    assert Plain().link("a", "file:///etc/passwd") == "a"


def test_a_command_cannot_leave_its_marks() -> None:
    """What is shown to be typed stays within its backticks."""
    assert SLACK.dialect.command("show `x`") == "`/rec show \u02cbx\u02cb`"
    assert Plain().command("") == "rec"


def test_capitals_keep_what_was_escaped() -> None:
    """The first letter is raised without escaping a text for the second time."""
    assert Mrkdwn().say(cap(Mrkdwn().escape("a & b"))) == "A &amp; b"


def test_a_missing_fact_is_a_fault_and_not_a_blank() -> None:
    """A block whose fact is missing or None stops the message, so that a test finds it before a person does."""
    with pytest.raises(UndefinedError, match="reference"):
        PLAIN.say("crashed", "body", other=1)
    with pytest.raises(TypeError, match="missing"):
        PLAIN.say("crashed", "body", reference=None)


def test_a_refusal_is_filled_in_each_dialect() -> None:
    """Each field of a refusal is escaped, dates read as dates, and lists as lists; formats are kept."""
    sentence = "“{wording}” of {on} is {number:.1f} & not {several}."
    fields = {"wording": "<!here> {on}", "on": date(2022, 12, 15), "number": 2.25, "several": ("A", "<B>")}
    assert PLAIN.fill(sentence, fields) == "“<!here> {on}” of Thu 15 Dec 2022 is 2.2 & not A and <B>."
    assert (
        SLACK.fill(sentence, fields)
        == "“&lt;!here&gt; {on}” of Thu 15 Dec 2022 is 2.2 &amp; not A and &lt;B&gt;."
    )
