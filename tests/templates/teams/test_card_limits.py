"""A message that is too large for a card is cut where something can be left out, and says how much that is."""

import re
from dataclasses import replace
from datetime import date

import pytest

from templates.chart_words import bars, picture_words
from templates.messages import Message
from templates.messages.publication import SummaryPosted
from templates.messages.summary_parts import OpenOn
from templates.parts import (
    Button,
    Buttons,
    Confirm,
    Divider,
    Lines,
    Menu,
    Menus,
    Part,
    Picture,
    Quote,
    Table,
    Text,
)
from templates.teams.elements import size
from templates.teams.renderer import CardRenderer
from templates.teams.sheet import BUDGET, CardLayout
from tests.templates.slack.test_slack_limits import HUGE, LONG, reminder
from tests.templates.teams.reading import actions_of, of_type, said

RENDERER = CardRenderer(b"a key")


@pytest.mark.parametrize("message", HUGE, ids=lambda message: type(message).__name__)
def test_the_largest_messages_fit(message: Message) -> None:
    """Whatever the register holds, Teams takes the card and the dialog."""
    assert size(RENDERER.card(message)) <= BUDGET
    assert size(RENDERER.dialog(message, "nonce")["card"]) <= BUDGET


def test_a_long_reminder_counts_what_it_leaves_out() -> None:
    """Items that do not fit are counted, so that shown and counted make up all, and a command shows them."""
    card = RENDERER.card(reminder(300))
    shown = len([each for each in actions_of(card) if each["data"]["press"] == "update"])
    assert shown >= 8
    assert f"and {300 - shown} more: rec" in said(card)


def test_a_reminder_that_fits_is_whole() -> None:
    """Six long items are shown with all their buttons, and nothing is said of more."""
    card = RENDERER.card(reminder(6))
    assert len([each for each in actions_of(card) if each["data"]["press"] == "update"]) == 6
    assert not [text for text in said(card) if re.match(r"and \d", text)]


def test_what_cannot_be_cut_is_never_crowded_out() -> None:
    """However long the texts are, each has a share, and the buttons after them are there."""
    parts: tuple[Part, ...] = (
        Text(LONG * 50),
        Quote(LONG * 50, more="show 10618"),
        Lines((LONG,) * 200, more="status"),
        Table(("Kind", "Open"), tuple((LONG, "1") for _ in range(200))),
        Text("Short."),
        Buttons((Button("undo", "7", "Undo"),)),
    )
    drawn = CardLayout().lay(parts, BUDGET)
    assert size(drawn) <= BUDGET
    notices = [text for text in said(drawn) if "more" in text]
    assert len(notices) == 4
    assert {"Short.", "Undo"} <= set(said(drawn))
    assert size(drawn) > BUDGET * 0.8


def test_buttons_stand_side_by_side_as_far_as_a_phone_has_room() -> None:
    """Three at most, the first at least; the others are behind them, in their order."""

    def behind(*labels: str) -> list[bool]:
        (drawn,) = CardLayout().lay((Buttons(tuple(Button("show", "v", label) for label in labels)),))
        assert [each["title"] for each in drawn["actions"]] == list(labels)
        return [each.get("mode") == "secondary" for each in drawn["actions"]]

    assert behind("Yes", "No", "Later", "Never") == [False, False, False, True]
    assert behind("Write an update", "Add evidence", "Ask for more time") == [False, False, True]
    assert behind("x" * 60, "No") == [False, True]


def test_a_button_that_asks_first_does_its_work_within() -> None:
    """What is asked opens beneath it; only the button in there brings anything back."""
    confirm = Confirm("Publish", "Publish *now*?", "Publish it", "No")
    (drawn,) = CardLayout().lay((Buttons((Button("publish", "v", "Publish", "danger", confirm),)),))
    (asks,) = drawn["actions"]
    assert asks["type"] == "Action.ShowCard"
    assert "data" not in asks
    (does,) = asks["card"]["actions"]
    assert (does["title"], does["style"], does["data"]["press"]) == ("Publish it", "destructive", "publish")
    assert "Publish *now*?" in said(drawn)


def test_menus_bring_what_they_were() -> None:
    """Teams tells nothing of a menu that is changed: the button beneath brings what each was, and is."""
    menus = tuple(
        Menu(f"filter:{n}", f"Menu {n}", (("a", "A"), ("b", "B")), "b" if n else None) for n in range(4)
    )
    drawn = CardLayout().lay((Menus(menus, (Button("clear", "all", "Show all"),)),))
    assert [len(each["columns"]) for each in of_type(drawn, "ColumnSet")] == [3, 1]
    show, clear = actions_of(drawn)
    assert show["data"]["was"] == {"filter:0": "", "filter:1": "b", "filter:2": "b", "filter:3": "b"}
    assert clear["data"]["press"] == "clear"


def test_buttons_tell_in_which_drawing_they_were_pressed() -> None:
    """A press that is brought again is known; one in a card that has come to read the same again is another."""

    def states() -> set[str]:
        parts = (Buttons((Button("undo", "7", "Undo"), Button("show", "7", "Show"))),)
        return {button["data"]["state"] for button in actions_of(CardLayout().lay(parts))}

    assert len(states()) == 1
    assert states() != states()


def test_in_a_dialog_commands_stand_in_the_place_of_buttons() -> None:
    """Nothing but the form's own button is pressed there: what can be typed is said, the rest left out."""
    parts = (Buttons((Button("show", "10618", "Show", typed="show 10618"), Button("undo", "7", "Undo"))),)
    drawn = CardLayout(in_dialog=True).lay(parts)
    assert said(drawn) == ["Show: rec show 10618"]


def test_a_divider_is_a_line_above_what_follows() -> None:
    """It is no element by itself, which would be read out as a blank."""
    first, second = CardLayout().lay((Text("One."), Divider(), Divider(), Text("Two."), Divider()))
    assert "separator" not in first
    assert second["separator"]


def test_a_picture_says_in_words_what_it_shows() -> None:
    """By its alt text, or beneath a chart that a client cannot draw; without a source nothing is shown."""
    image, title = (
        Picture("Seven open.", "https://a.example/p.png"),
        Picture("Seven.", file="F1", title="Open"),
    )
    assert [each["altText"] for each in of_type(CardLayout().lay((image,)), "Image")] == ["Seven open."]
    assert said(CardLayout().lay((title,))) == ["Open", "Seven."]
    assert CardLayout().lay((Picture("Nothing."),)) == []


def test_the_summary_has_a_chart_with_every_number_in_words() -> None:
    """Each kind is a series along the last meetings; where there is no history there is no chart."""
    posted = replace(SummaryPosted.EXAMPLE, picture=None)
    (chart,) = of_type(RENDERER.card(posted), "Chart.VerticalBar.Grouped")
    assert [each["legend"] for each in chart["data"]] == [
        "Recommendations",
        "Areas for improvement",
        "Causes of concern",
    ]
    assert [point["y"] for each in chart["data"] for point in each["values"]] == [7, 7, 1, 0, 2, 2]
    assert "on Thu 29 Sep 2022 there were 10 in all" in said(chart["fallback"])[0]
    assert [point["x"] for point in chart["data"][0]["values"]] == ["29/9", "8/12"]
    without = replace(posted, summary=replace(posted.summary, history=()))
    assert of_type(RENDERER.card(without), "Chart.VerticalBar.Grouped") == []


def test_days_that_are_alike_under_a_chart_have_their_years() -> None:
    """What a phone has room for is day and month; where two would be one bar, the year stands there too."""
    first, last = (OpenOn(date(year, 12, 8), (7, 0, 2)) for year in (2021, 2022))
    chart = bars((first, last), picture_words((first, last), ()))
    assert chart is not None
    assert chart.along == ("8 Dec 2021", "8 Dec 2022")
