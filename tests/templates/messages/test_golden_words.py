"""The words of the messages that matter most, exactly as people read them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from models.enums import ReminderReason, StatementKind
from models.reply_parser.intents import Meaning
from templates import plain
from templates.messages.answers import Refused
from templates.messages.imports import Imported
from templates.messages.items import ItemDetail, ItemList
from templates.messages.reminders import Escalation, Reminder, ReminderLine
from templates.messages.replies import Aside, Recorded, WhichItem
from templates.slack import renderer
from templates.who import Who


def drawn(blocks: list[dict[str, Any]]) -> str:
    """Return blocks as lines: their kind, what they say, and their buttons in brackets."""
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(block: dict[str, Any]) -> list[str]:
    buttons = block.get("elements", []) if block["type"] == "actions" else [block.get("accessory")]
    said = [
        *([block["text"]["text"]] if "text" in block else []),
        *([part["text"] for part in block["elements"]] if block["type"] == "context" else []),
        *(" | ".join(cell["text"] for cell in row) for row in block.get("rows", [])),
        *(
            [part["elements"][0]["text"] for part in block["elements"]]
            if block["type"] == "rich_text"
            else []
        ),
        *(_pressed(each) for each in buttons if each),
    ]
    first, *others = "\n".join(said).split("\n")
    return [f"{block['type']}: {first}", *(f"    {line}" for line in others)]


def _pressed(element: dict[str, Any]) -> str:
    if "options" in element:
        return f"[menu: {', '.join(each['text']['text'] for each in element['options'])}]"
    return f"[{element['text']['text']}: {element['action_id']} {element['value']}]"


def test_a_reminder_in_slack() -> None:
    """An owner reads which items are how urgent, what to do, and what happens otherwise; the rest is in menus."""
    assert drawn(renderer.render(Reminder.EXAMPLE).blocks) == (
        "header: 2 overdue, 1 review due today: 9962, 10618\n"
        "section: *9962* · Refer older people at risk to adult safeguarding…\n"
        "    *1,142 days overdue* (Thu 17 Oct 2019)\n"
        "actions: [Update 9962: update 9962]\n"
        "    [menu: Add evidence, Ask for more time, Snooze, Not mine]\n"
        "section: *10618* · Make sure that a victim's needs are always…\n"
        "    *1,050 days overdue* (Fri 17 Jan 2020) · review due today\n"
        "actions: [Update 10618: update 10618]\n"
        "    [menu: Review, Add evidence, Ask for more time, Snooze, Not mine]\n"
        "context: Reply here, reference first: “9962: …”. Otherwise I will tell the coordinators on Fri"
        " 16 Dec 2022."
    )


def test_the_fallback_of_a_reminder_begins_with_what_a_lock_screen_shows() -> None:
    """A notification reads the fallback alone: it names items, dates and what to do, the most urgent first."""
    said = renderer.render(Reminder.EXAMPLE).text
    assert said.startswith("2 overdue, 1 review due today: 9962, 10618\n")
    assert "Reply here" in said


def test_a_reminder_of_one_item_needs_no_reference() -> None:
    """With one item open there is nothing to tell apart."""
    said = plain.render(replace(Reminder.EXAMPLE, lines=Reminder.EXAMPLE.lines[1:]), width=None)
    assert said.startswith("Overdue, review due today: 10618\n")
    assert "\nReply here. Otherwise" in said


def test_an_answered_item_says_what_is_still_true() -> None:
    """Who has answered reads that it is still overdue and when they are asked again, and has nothing to press."""
    first, second = Reminder.EXAMPLE.lines
    answered = replace(first, answered=True, asks_again_on=date(2022, 12, 9))
    said = drawn(renderer.render(replace(Reminder.EXAMPLE, lines=(answered, second))).blocks)
    assert said.startswith("header: Overdue, review due today: 10618\n")
    assert "    *Noted.* Still 1,142 days overdue; I will ask again on Fri 9 Dec 2022.\nsection:" in said


def test_an_escalation() -> None:
    """A coordinator reads who has not answered, about what, and what to do about it."""
    orphan = ReminderLine(replace(Reminder.EXAMPLE.lines[0].row, owner=None), (ReminderReason.OVERDUE,))
    lines = (Escalation.EXAMPLE.lines[1], orphan)
    said = plain.render(replace(Escalation.EXAMPLE, lines=lines))
    assert said.startswith("1 not answered, 1 could not be asked: 10618, 9962\n")
    assert "\n  Anna Clarke was reminded on Fri 9 Dec 2022 and has not answered.\n" in said
    assert "\n  It has no owner, so nobody was reminded.\n" in said


def test_a_list_in_slack() -> None:
    """A line of a list: reference, colour as a word, deadline with its distance; then words, state and report."""
    assert drawn(renderer.render(ItemList.EXAMPLE).blocks) == (
        "header: Your open items: 12\n"
        "section: *10618* (OLDER-1a) · *Red* · *overdue*, was due Fri 17 Jan 2020 (1,049 days ago)\n"
        "    Make sure that a victim's needs are always assessed when an older person is harmed.\n"
        "    In progress · review due Fri 2 Dec 2022 (in 1 day) · Crimes against older people\n"
        "    [Show 10618: show 10618]\n"
        "context: Items 1 to 1 of 12, most pressing first. `/rec show 10618` shows it in full.\n"
        "actions: [Next page: page_next mine||2022-12-02|1]"
    )


def test_an_item_in_full() -> None:
    """One item: its words, where it stands, its dates with their basis, who is answerable, what was recorded."""
    assert plain.render(ItemDetail.EXAMPLE) == (
        "10618 (OLDER-1a): recommendation\n"
        "\n"
        "> Make sure that a victim's needs are always assessed when an older person is harmed.\n"
        "\n"
        "Status:       In progress, since Mon 2 Sep 2019\n"
        "RAG:          Red\n"
        "Deadline:     Overdue: Fri 17 Jan 2020 (1,049 days ago), “Within six months”, counted from\n"
        "              publication\n"
        "Next review:  Fri 2 Dec 2022 (in 1 day)\n"
        "Owner:        Anna Clarke; deputy Sofia Novak\n"
        "Portfolio:    Public Protection\n"
        "Board:        Vulnerability Board\n"
        "Addressed to: all forces\n"
        "Report:       Crimes against older people, Wed 17 Jul 2019\n"
        "Part of:      OLDER-1\n"
        "\n"
        "Recorded: 0 updates and 1 piece of evidence:\n"
        "\n"
        "Evidence by Anna Clarke, Thu 1 Dec 2022 (today)\n"
        "  With audit.pdf (48 KB)\n"
        "  > Audit of November attached: 94% of assessments were done.\n"
        "\n"
        "Add evidence: rec evidence 10618 and what it shows"
    )


def test_what_was_recorded_is_said_back() -> None:
    """An owner reads that it is saved, makes it the review with one press, and can take it back."""
    assert drawn(renderer.render(Recorded.EXAMPLE).blocks) == (
        "section: *Saved* for *10618*. Is it the review due Fri 2 Dec 2022?\n"
        "section: *RAG*: *green* (was amber).\n"
        "actions: [On track: review_as:1 17:on track]\n"
        "    [At risk: review_as:2 17:at risk]\n"
        "    [Off track: review_as:3 17:off track]\n"
        "    [Complete: review_as:4 17:complete]\n"
        "actions: [Undo: undo 17]\n"
        "    [menu: For the committee]"
    )


def test_what_is_no_update_is_answered_with_the_true_state() -> None:
    """Whoever only thanks reads in one line what is still due, and when they are asked again."""
    noted = Aside(Meaning.ACKNOWLEDGEMENT)
    said = replace(Recorded.EXAMPLE, kind=StatementKind.NOTE, aside=noted, asks_again_on=date(2022, 12, 9))
    assert plain.render(replace(said, judged=None, review_offer=None)) == (
        "Noted. 10618: still 1,050 days overdue; I will ask again on Fri 9 Dec 2022 (in 7 days)."
    )
    asked = replace(said, judged=None, aside=Aside(Meaning.QUESTION, asked=(Who("Priya Shah", "U0PRIYA01"),)))
    assert plain.render(asked).startswith(
        "Asked Priya Shah: their answer will come here. 10618: still 1,050 days"
    )


def test_what_was_taken_back_says_so() -> None:
    """After Undo the message in its place says when it was taken back, by the reader's clock."""
    at = datetime(2022, 7, 2, 13, 5, tzinfo=UTC)
    said = plain.render(replace(Recorded.EXAMPLE, undone_at=at))
    assert said.startswith("Undone: your update for 10618, Sat 2 Jul 2022 at 14:05\n")
    assert "It no longer counts. The record keeps it." in said


def test_the_question_which_item() -> None:
    """A reply that could be about several items is kept, and each item has a button with its reference."""
    first = WhichItem.EXAMPLE.candidates[0]
    second = replace(first, reference="9962", also=None, text="Find every older victim early.")
    said = drawn(renderer.render(replace(WhichItem.EXAMPLE, candidates=(first, second))).blocks)
    assert said == (
        "section: *Which item* is this about? Nothing is saved yet.\n"
        "section: *10618* · Make sure that a victim's needs are always…\n"
        "    [10618: place 3:10618]\n"
        "section: *9962* · Find every older victim early.\n"
        "    [9962: place 3:9962]"
    )


def test_a_refusal_gives_back_what_was_typed() -> None:
    """A refusal says what would be right, and nothing that was typed is lost."""
    assert plain.render(Refused.EXAMPLE) == (
        "There is no item 10681. Did you mean 10618?\n"
        "\n"
        "You wrote:\n"
        "\n"
        "> rec evidence 10681 The audit of November"
    )


def test_a_trial_run_says_that_nothing_was_changed() -> None:
    """Whoever tries an import first reads what would happen, and that it has not."""
    assert plain.render(replace(Imported.EXAMPLE, dry_run=True)) == (
        "Trial run of register.xlsx: nothing was changed\n"
        "\n"
        "2 items would be added, 1 changed, 14 unchanged.\n"
        "\n"
        "Would be added: 10618 and VETTING-33\n"
        "\n"
        "Would change:\n"
        "9962: owner: Anna Clarke (was Dev Patel)\n"
        "\n"
        "New reports: OLDER\n"
        "\n"
        "New people: Sofia Novak"
    )


def test_a_deadline_of_today_is_not_overdue() -> None:
    """An item is overdue from the day after its deadline on, and only while the force has still to act."""
    row = replace(
        ItemList.EXAMPLE.rows[0], deadline_on=date(2022, 12, 1), original_deadline_on=date(2022, 12, 1)
    )
    assert "· deadline Thu 1 Dec 2022 (today)" in plain.render(replace(ItemList.EXAMPLE, rows=(row,)))
