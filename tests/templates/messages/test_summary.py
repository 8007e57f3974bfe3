"""The committee's summary in chat: its figures add up, it quotes no item, and every number opens to its list."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.committee.figure_table import ASKED_FOR
from models.enums import ItemKind
from templates import plain
from templates.messages import Message
from templates.messages.changes import Changes
from templates.messages.figures import Figures
from templates.messages.publication import Correction, SummaryPosted, SummaryPreview
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import Behind
from templates.slack import renderer
from tests.templates.summary_samples import DECEMBER, ROW, large
from tests.templates.summary_variants import FULL, NOTHING

MEETING = date(2022, 12, 15)


def blocks_of(message: Message, kind: str) -> list[dict[str, Any]]:
    """Return the blocks of one kind."""
    return [block for block in renderer.render(message).blocks if block["type"] == kind]


def texts(found: Any) -> list[str]:
    """Return every text that a reader of blocks sees or hears."""
    if isinstance(found, list):
        return [text for part in found for text in texts(part)]
    if not isinstance(found, dict):
        return []
    own = [found[key] for key in ("text", "alt_text") if isinstance(found.get(key), str)]
    return own + [text for part in found.values() for text in texts(part)]


def matters(message: Message) -> dict[str, str]:
    """Return the text of each matter by its first line."""
    said = [block["text"]["text"] for block in blocks_of(message, "section")]
    return {text.split("\n")[0]: text for text in said}


def buttons(message: Message) -> list[dict[str, Any]]:
    """Return every button of a message, wherever it stands."""
    drawn = renderer.render(message).blocks
    beside = [block["accessory"] for block in drawn if "accessory" in block]
    return beside + [each for block in drawn if block["type"] == "actions" for each in block["elements"]]


def number(cell: str) -> int:
    """Return the number that a cell shows."""
    return int(cell.replace("\u2212", "-").replace(",", ""))


@pytest.mark.parametrize("summary", [DECEMBER, CommitteeSummary.EXAMPLE, NOTHING])
def test_the_bridge_adds_up_downwards_and_across(summary: CommitteeSummary) -> None:
    """In the table as it is read, each column's movements lead from its first number to its last."""
    (table,) = blocks_of(summary, "table")
    shown = [[number(cell["text"]) for cell in row[1:]] for row in table["rows"][1:]]
    for *moves, closing in zip(*shown, strict=True):
        assert sum(moves) == closing
    for *kinds, total in shown:
        assert sum(kinds) == total
    assert [len(row.closing) for row in summary.bridge] == shown[-1][:-1]


def test_a_movement_of_all_kinds_is_in_the_column_of_its_kind() -> None:
    """What is told in words is what stands in the table, kind by kind, with its sign."""
    (table,) = blocks_of(DECEMBER, "table")
    rows = {row[0]["text"]: [cell["text"] for cell in row[1:]] for row in table["rows"]}
    assert rows == {
        "Movement": ["Recs", "AFIs", "Causes", "Total"],
        "Before": ["45", "14", "2", "61"],
        "Restated": ["\u22122", "0", "0", "\u22122"],
        "Added": ["+26", "+5", "0", "+31"],
        "Reopened": ["0", "0", "0", "0"],
        "Signed off": ["\u221214", "\u22121", "0", "\u221215"],
        "Closed": ["0", "\u22121", "0", "\u22121"],
        "Reclassified": ["0", "0", "0", "0"],
        "Now": ["55", "17", "2", "74"],
    }


@pytest.mark.parametrize(
    "message",
    [DECEMBER, FULL, SummaryPosted(FULL, "F0PICTURE1"), large(9), Changes.of(FULL), Correction.EXAMPLE],
    ids=lambda message: type(message).__name__,
)
def test_what_goes_to_the_channel_quotes_no_item_and_mentions_nobody(message: Message) -> None:
    """Independent members read it: references and titles, no words of an item, and no one is notified."""
    drawn = renderer.render(message)
    said = "\n".join((*texts(drawn.blocks), drawn.text))
    assert "<@" not in said
    assert ROW.text[:20] not in said
    assert "The new form went live" not in said


def test_each_number_is_opened_by_its_button() -> None:
    """A button says which list it opens, of the summary as it was frozen, and how many items that list has."""
    opened = {Behind.of(each["value"]).figure: each for each in buttons(DECEMBER)}
    labels = {figure: each["text"]["text"] for figure, each in opened.items()}
    assert labels == {
        "closing": "See 74",
        "opening": "See 59",
        "signed_off": "See 15",
        "added": "See 31",
        "added_for_others": "See 17",
        "ended": "See 1",
        "overdue": "See 4",
        "past_original": "See 4",
        "due": "See 3",
        "dates_moved": "See 1",
        "red": "See 4 red",
        "causes": "See 2",
        "reviews_missed": "See 3",
        "reviews_updated": "See 2",
        "waiting": "See 2",
        "watched": "See 17",
    }
    assert {each["action_id"].partition(":")[0] for each in opened.values()} == {"why"}
    assert {Behind.of(each["value"]).held_on for each in opened.values()} == {MEETING}


def test_before_it_is_published_a_number_opens_to_the_list_of_its_meeting() -> None:
    """A preview can be of another meeting than the next, so its buttons name the meeting."""
    preview = SummaryPreview(
        replace(DECEMBER, frozen_on=None), publishable=True, meeting=MEETING, is_whole=True
    )
    values = [each["value"] for each in buttons(preview) if each["action_id"].startswith("why:")]
    assert {Behind.of(value).held_on for value in values} == {MEETING}


@pytest.mark.parametrize("figure", ASKED_FOR)
def test_what_a_button_carries_comes_back(figure: str) -> None:
    """Figure, kind and meeting all survive the button, and so does that they are not there."""
    for behind in (Behind(figure, ItemKind.CAUSE_OF_CONCERN, MEETING), Behind(figure)):
        assert Behind.of(behind.value) == behind


@pytest.mark.parametrize(
    "value", ["", "closing", "profit||", "closing|pig|", "closing||yesterday", "a|b|c|d"]
)
def test_a_forged_button_is_noticed(value: str) -> None:
    """A value that is none of ours is no figure."""
    with pytest.raises(ValueError):  # noqa: PT011 - what matters is that it is not taken.
        Behind.of(value)


def test_what_has_nothing_to_report_is_named_once() -> None:
    """Silence could mean that it was forgotten, so all that is empty stands in one line at the end."""
    (line,) = [
        text for text in texts(renderer.render(NOTHING).blocks) if text.startswith("*Nothing to report*")
    ]
    assert line == (
        "*Nothing to report*: added for other bodies, overdue, past the original date, due before the next meeting,"
        " dates moved, RAG, causes of concern, awaiting HMICFRS, reports published, forthcoming inspections, data"
        " returns, printed figures that the register cannot support and watched, addressed to other bodies."
    )


def test_restated_items_are_named_one_by_one() -> None:
    """Nothing that was printed changes silently: each item is named, and which way it counts."""
    said = plain.render(FULL)
    assert "\n• 10604: not counted then, counted now (recommendations)\n" in said
    assert "\n• 10618: counted then, not counted now (recommendations)\n" in said


def test_a_printed_figure_that_the_register_cannot_support_says_by_how_much() -> None:
    """The committee reads plainly which printed number has no list behind it."""
    assert "• Open now: printed 146, the register has 74, 72 fewer" in plain.render(DECEMBER)


@pytest.mark.parametrize("make", [lambda s: s, lambda s: SummaryPosted(s, "F1"), Changes.of, Figures])
def test_three_hundred_items_are_shortened_honestly(make: Any) -> None:
    """What does not fit is counted with the words that show it, within what Slack takes."""
    message = make(large(300))
    drawn = renderer.render(message)
    assert len(drawn.blocks) <= 50
    assert sum(map(len, texts(drawn.blocks))) <= 13_000
    assert any("more" in text for text in texts(drawn.blocks))


def test_what_is_shown_and_what_is_counted_make_up_the_list() -> None:
    """The number in the matter's first line is that of its lines and of those it counts."""
    section = next(
        text for text in texts(renderer.render(large(300)).blocks) if text.startswith("*Overdue*: 300\n")
    )
    *lines, rest = section.split("\n")[1:]
    assert rest == f"and {300 - len(lines)} more: `/rec why overdue 2022-12-15`"
    assert len(lines) >= 3


def test_no_matter_is_crowded_out_by_a_longer_one() -> None:
    """However many items are overdue, the matters after them are whole if they are short."""
    message = replace(DECEMBER, overdue=large(300).overdue)
    whole, crowded = matters(DECEMBER), matters(message)
    assert crowded.pop("*Overdue*: 300").count("\n") > 15
    del whole["*Overdue*: 4"]
    assert crowded == whole


def test_the_picture_is_a_file_with_its_words() -> None:
    """The picture is shown from Slack's own store, and who cannot see it is told every number."""
    (picture,) = blocks_of(SummaryPosted(DECEMBER, "F0PICTURE1"), "image")
    assert picture["slack_file"] == {"id": "F0PICTURE1"}
    assert "image_url" not in picture
    assert picture["alt_text"] == (
        "Two charts of the open items addressed to the force, as of Thu 8 Dec 2022.\n"
        "Over time, by kind: on Thu 16 Dec 2021 there were 115 in all (98 recommendations, 12 areas for"
        " improvement and 5 causes of concern), and on Thu 8 Dec 2022 74 (55 recommendations, 17 areas for"
        " improvement and 2 causes of concern). In between, the totals were 123 on Thu 24 Mar 2022, 107 on Thu"
        " 23 Jun 2022 and 61 on Thu 29 Sep 2022.\n"
        "By RAG: 4 red, 35 amber, 8 green, 1 white and 26 not RAG-rated."
    )
    assert blocks_of(SummaryPosted(DECEMBER), "image") == []


def test_publishing_asks_first() -> None:
    """The button carries the meeting, and says before it works that the figures are frozen."""
    (publish,) = [each for each in buttons(SummaryPreview.EXAMPLE) if each["action_id"] == "publish"]
    assert publish["value"] == "2022-12-15"
    assert "style" not in publish
    assert publish["confirm"]["text"]["text"] == (
        "It will be posted to the committee\u2019s channel and its figures frozen. 1 finding above is"
        " not fixed yet. Later changes appear as restated in the next one."
    )


@pytest.mark.parametrize(
    "preview",
    [
        replace(SummaryPreview.EXAMPLE, publishable=False),
        replace(SummaryPreview.EXAMPLE, meeting=None),
        replace(SummaryPreview.EXAMPLE, publishable=False, summary=DECEMBER),
    ],
)
def test_what_cannot_be_published_has_no_button_and_says_why(preview: SummaryPreview) -> None:
    """Nobody presses a button that would refuse."""
    assert "publish" not in [each["action_id"] for each in buttons(preview)]
    assert "To publish it" in plain.render(replace(preview, publishable=False))
