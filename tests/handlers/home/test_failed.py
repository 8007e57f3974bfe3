"""Messages that could not be sent: coordinators see them, send them again or let them be; nobody else does."""

from datetime import date

import pytest

from bot.slack import addresses
from jobs import delivery
from jobs.delivery import Again, Impossible
from models.outbox import outbox
from templates.messages.answers import Acknowledged, Refused
from templates.messages.operations import Failed
from templates.serialization import freeze
from tests.factories import Register
from tests.talk import Talk, direct, sentence

pytestmark = pytest.mark.every_database


@pytest.fixture
async def unsent(talk: Talk, register: Register) -> Failed:
    """A reminder for anna that Slack has refused for good; coordinators have been told."""
    register.item(reviews_from=date(2022, 9, 2))
    talk.letterbox.ordered.append(delivery.Unreachable("account_inactive"))
    await talk.at("2022-12-02T09:00")
    return await talk.says("priya", "/rec failed", Failed)


async def test_a_coordinator_sees_what_for_whom_and_why(talk: Talk, unsent: Failed) -> None:
    """The list names the message by its first line, its reader and Slack's reason."""
    (row,) = unsent.rows
    assert row.what == "Review due today: OLDER-1"
    assert (row.to.name if row.to else None, row.why) == ("Anna Clarke", "account_inactive")
    assert [each.what for each in talk.sees("priya", Acknowledged)] == ["could_not_send"]


async def test_sent_again_it_arrives_once(talk: Talk, unsent: Failed) -> None:
    """Pressed once or twice, the message is sent once; the list is empty then, and a second press says why."""
    number = str(unsent.rows[0].number)
    assert await talk.presses("priya", "send_again", number) == Failed((), date(2022, 12, 2))
    again = await talk.presses("tom", "send_again", number)
    assert isinstance(again, Refused)
    assert sentence(again).startswith("That message has already been dealt with")
    assert len(talk.posts(direct("anna"))) == 1
    await talk.at("2022-12-02T12:00")
    assert len(talk.posts(direct("anna"))) == 1


async def test_sent_again_in_vain_it_is_shown_again(talk: Talk, unsent: Failed) -> None:
    """Where the cause was not mended, the message stands in the list as before, with the new reason."""
    talk.letterbox.ordered.append(delivery.Unreachable("user_not_found"))
    await talk.presses("priya", "send_again", str(unsent.rows[0].number))
    (row,) = (await talk.says("priya", "/rec failed", Failed)).rows
    assert row.why == "user_not_found"


async def test_a_message_that_may_have_arrived_is_looked_for_first(talk: Talk, register: Register) -> None:
    """Where the outcome of an earlier send is unknown, sending again is still unsure, so that none is doubled."""
    register.item(reviews_from=date(2022, 9, 2))
    talk.letterbox.ordered.extend([Again("dropped", unsure=True), delivery.Unreachable("account_inactive")])
    await talk.at("2022-12-02T09:00")
    await talk.at("2022-12-02T09:01")
    (row,) = (await talk.says("priya", "/rec failed", Failed)).rows
    assert row.unsure
    await talk.presses("priya", "send_again", str(row.number))
    assert [each.unsure for each in talk.letterbox.tried if each.outbox_message == row.number] == [
        False,
        True,
        True,
    ]


async def test_let_be_it_is_sent_no_more(talk: Talk, unsent: Failed) -> None:
    """What a coordinator has seen to leaves the list and is not sent."""
    number = str(unsent.rows[0].number)
    assert await talk.presses("priya", "let_be", number) == Failed((), date(2022, 12, 2))
    await talk.at("2022-12-03T09:00")
    assert talk.posts(direct("anna")) == []


@pytest.mark.parametrize("who", ["anna", "ruth"])
async def test_nobody_else_sees_or_sends_them(talk: Talk, unsent: Failed, who: str) -> None:
    """Owners and readers are told who may, by command and by button alike, and nothing is sent."""
    refused = await talk.says(who, "/rec failed", Refused)
    assert "Priya Shah" in sentence(refused)
    for button in ("send_again", "let_be"):
        pressed = await talk.presses(who, button, str(unsent.rows[0].number))
        assert isinstance(pressed, Refused)
        assert "Priya Shah" in sentence(pressed)
    assert len((await talk.says("priya", "/rec failed", Failed)).rows) == 1


@pytest.mark.parametrize("value", ["", "0", "999999", "7; drop table outbox_message", "-1"])
async def test_a_number_that_is_none_is_refused(talk: Talk, unsent: Failed, value: str) -> None:
    """A button that carries something else changes nothing."""
    pressed = await talk.presses("priya", "send_again", value)
    assert isinstance(pressed, Refused)
    assert len((await talk.says("priya", "/rec failed", Failed)).rows) == 1


async def test_long_lists_are_shown_in_part(talk: Talk, register: Register) -> None:
    """The latest fifteen are shown, and that there are more."""
    for _ in range(16):
        talk.letterbox.ordered.append(Impossible("channel_not_found"))
    with talk.database.writing() as session:
        for number in range(16):
            message = freeze(Acknowledged("welcome"))
            outbox.enqueue(
                session,
                f"told:{number}",
                message,
                talk.clock.now(),
                conversation=addresses.conversation("C1"),
            )
    await talk.rounds.send_and_fetch()
    shown = await talk.says("priya", "/rec failed", Failed)
    assert (len(shown.rows), shown.more) == (15, True)
