"""The same conversations as Slack carries them: events, buttons, forms and Home."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from models.statements.statement import Statement
from tests.chat import Chat, Json, text_of, texts
from tests.factories import Register


@pytest.fixture
async def owned(chat: Chat) -> Chat:
    """A running Reckoner in which anna has had a reminder about 10618."""
    register = Register(chat.database, chat.clock, chat.policy)
    register.item("1a", register_number="10618", reviews_from=date(2022, 9, 5))
    await chat.at("2022-12-05T09:00")
    return chat


def recorded(chat: Chat) -> list[str]:
    """Return the texts of all statements, in order."""
    with chat.database.reading() as session:
        return list(session.scalars(select(Statement.text).order_by(Statement.id)))


def shown(blocks: list[Json]) -> str:
    """Return everything that stands in the blocks, as JSON."""
    return json.dumps(blocks, ensure_ascii=False)


async def test_words_are_taken_as_they_were_typed(owned: Chat) -> None:
    """What a person typed is recorded character by character, without Slack's own mark-up."""
    words = '10618: 94% < 100% & "fine" > last year, see https://force.example/a?b=1&c=2 and @Dev Patel'
    await owned.writes("anna", words)
    (said,) = recorded(owned)
    assert said.startswith(
        '10618: 94% < 100% & "fine" > last year, see https://force.example/a?b=1&c=2 and @'
    )


NOTIFYING = re.compile(r"<[!@#]")


def notifies(node: Any) -> Iterator[str]:
    """Yield whatever in a message of ours would notify somebody or link somewhere it should not."""
    if isinstance(node, dict):
        if node.get("type") in ("broadcast", "user", "usergroup", "channel"):
            yield str(node)
        if node.get("type") == "mrkdwn" and "<!" in node["text"]:
            yield node["text"]
        for each in node.values():
            yield from notifies(each)
    elif isinstance(node, list):
        for each in node:
            yield from notifies(each)


async def test_stored_text_notifies_nobody(owned: Chat) -> None:
    """`<!channel>` in what is written, in an item or in a report's title stays text wherever it is shown again."""
    hostile = "<!channel> <!here> <@U0PRIYA01> <!subteam^S1> &lt;!everyone&gt;"
    register = Register(owned.database, owned.clock, owned.policy)
    register.report("EVIL", f"Report {hostile}")
    register.item("1", report="EVIL", text=f"Assess {hostile}", reviews_from=date(2022, 9, 6))
    await owned.writes("anna", f"EVIL-1: {hostile}")
    await owned.says("anna", f"/rec evidence EVIL-1 {hostile}")
    await owned.says("anna", f"/rec status {hostile}")
    await owned.says("priya", "/rec status EVIL", "#joint-audit-committee")
    await owned.says("priya", "/rec digest", "#joint-audit-committee")
    await owned.at("2022-12-06T09:00")
    ours = [
        each
        for each in (
            *owned.sees("anna"),
            *owned.channel("#joint-audit-committee"),
            *owned.workspace.ephemerals("priya"),
        )
        if each["user"] != "U0ANNA001"
    ]
    assert any("<!channel>" in text_of(each) for each in ours)
    for each in ours:
        assert list(notifies(each["blocks"])) == []
        assert not NOTIFYING.search(each["text"])


async def test_undo_is_a_button_under_what_was_said_back(owned: Chat) -> None:
    """Pressing Undo changes the bot's answer in place and asks for the item again in the reminder."""
    (reminder,) = owned.sees("anna")
    await owned.writes("anna", "All is done", thread=reminder)
    (_, answer) = owned.thread("anna", reminder)
    assert text_of(owned.now("anna", reminder)).startswith("All answered: 10618")
    assert (await owned.clicks("anna", answer, "Undo")).ok
    (_, answer) = owned.thread("anna", reminder)
    assert text_of(answer).startswith("Undone: your update for 10618")
    assert '"Undo"' not in shown(answer["blocks"])
    assert text_of(owned.now("anna", reminder)).splitlines()[0].endswith(": 10618")


async def test_the_bot_asks_and_a_button_chooses(owned: Chat) -> None:
    """Where two items could be meant the bot asks; a press on one records the words and the file for it."""
    Register(owned.database, owned.clock, owned.policy).item("2", reviews_from=date(2022, 9, 6))
    await owned.at("2022-12-06T09:00")
    first, second = owned.sees("anna")
    await owned.writes("anna", "As I said in OLDER-2.", thread=first, files=[("a.txt", b"abc")])
    (_, question) = owned.thread("anna", first)
    assert "Which item" in text_of(question)
    await owned.clicks("anna", question, "10618")
    (_, answer) = owned.thread("anna", first)
    assert answer["ts"] == question["ts"]
    assert text_of(answer).startswith("Saved as evidence for 10618")
    assert recorded(owned) == ["As I said in OLDER-2."]
    assert text_of(owned.now("anna", second)).splitlines()[0].endswith(": OLDER-2")


async def test_an_edit_and_a_deletion_in_slack_are_noted(owned: Chat) -> None:
    """What Slack says of an edited or deleted message changes what was said back, and the reminder."""
    (reminder,) = owned.sees("anna")
    reply = await owned.writes("anna", "94% done", thread=reminder)
    await owned.edits("anna", reply, "49% done")
    assert "You changed your message" in text_of(owned.thread("anna", reminder)[-1])
    await owned.deletes("anna", reply)
    assert text_of(owned.thread("anna", reminder)[-1]).startswith("Deleted: your update for 10618")
    assert text_of(owned.now("anna", reminder)).splitlines()[0].endswith(": 10618")


async def test_a_form_opens_refuses_emptiness_at_its_field_and_records(owned: Chat) -> None:
    """The reminder's button opens a form; blanks are refused at the field and the form stays."""
    (reminder,) = owned.sees("anna")
    assert (await owned.clicks("anna", reminder, "Add evidence")).ok
    refused = await owned.fills("anna", {"text": "   "})
    assert list(refused.errors) == ["text"]
    assert "no words in this field" in refused.errors["text"]
    assert owned.workspace.modal("anna") is not None
    assert recorded(owned) == []

    assert (await owned.fills("anna", {"text": "The audit shows 94%."}, files=[("audit.pdf", b"94%")])).ok
    assert owned.workspace.modal("anna") is None
    told = text_of(owned.sees("anna")[-1])
    assert told.startswith("Saved as evidence for 10618")
    assert "audit.pdf (3 bytes)" in told
    assert "audit.pdf (3 bytes)\n" in await owned.says("anna", "/rec show 10618")
    assert text_of(owned.now("anna", reminder)).startswith("All answered: 10618")


async def test_pages_are_turned_in_place(chat: Chat) -> None:
    """The buttons of a long list replace what only the person sees, forwards and back."""
    everything = Register(chat.database, chat.clock, chat.policy).items(12)
    first = await chat.says("anna", "/rec")
    (shown_to_anna,) = chat.workspace.ephemerals("anna")
    await chat.clicks("anna", shown_to_anna, "Next page")
    (second,) = chat.workspace.ephemerals("anna")
    assert [
        each for each in everything if re.search(rf"^{each} ·", text_of(second), re.MULTILINE)
    ] == everything[10:]
    await chat.clicks("anna", second, "Previous page")
    assert texts(chat.workspace.ephemerals("anna")) == [first]


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("anna", "Your items, most pressing first."),
        ("priya", "Numbers"),
        ("helen", "You can read the register"),
        ("jo", "I do not know you yet"),
    ],
)
async def test_home_shows_each_what_is_theirs(owned: Chat, who: str, told: str) -> None:
    """Owners see their items, coordinators the whole picture, readers how to look, strangers a refusal."""
    view = shown((await owned.home(who))["blocks"])
    assert told in view
    assert ("10618" in view) is (who == "anna")


async def test_a_form_can_be_opened_from_home(owned: Chat) -> None:
    """*Show* on the Home page opens the item."""
    view = await owned.home("anna")
    assert (await owned.clicks("anna", view, "Show 10618")).ok
    modal = owned.workspace.modal("anna")
    assert modal is not None
    assert "Assess the needs of every older victim." in shown(modal["blocks"])
