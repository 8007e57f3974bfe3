"""Conversations about dates that move: what shows, who moves them, and how often they may."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import pytest

from bot.clock import StoppedClock
from models.database import Database
from models.policy import Policy
from templates import plain
from templates.messages.answers import Acknowledged, Refused
from templates.messages.deadlines import DateForm
from templates.messages.items import ItemDetail, ItemList
from templates.messages.reminders import Reminder
from tests.factories import Register
from tests.handlers.asking_time import ASKING, FIRST, MARCH, asked, dates, with_a_deadline
from tests.letterbox import expected
from tests.talk import Talk, direct, sentence, talking


@pytest.fixture(name="owned")
def _owned(register: Register) -> Register:
    """A register in which anna owns 10618, due on 20 December 2022, and OLDER-2 without a deadline."""
    return with_a_deadline(register)


async def test_the_first_date_and_the_moves_show_wherever_a_deadline_does(
    talk: Talk, owned: Register
) -> None:
    """A date that moved is never shown as if it were the first: in lists, reminders, requests, on the item."""
    await talk.says("priya", "/rec move 10618 2 January 2023 The inspection was put off", Acknowledged)
    listed = plain.render(await talk.says("anna", "/rec", ItemList), width=None)
    shown = plain.render(await talk.says("anna", "/rec status 10618", ItemDetail), width=None)
    await talk.says("anna", ASKING, Acknowledged)
    form = plain.render(await talk.says("priya", "/rec move 10618", DateForm), width=None)
    await talk.at("2022-12-28T09:30")
    reminder = [each for each in talk.posts(direct("anna")) if isinstance(each.message, Reminder)][-1]
    assert form.startswith("Deadline: 10618")
    assert "deadline Mon 2 Jan 2023 (in 32 days; original Tue 20 Dec 2022), moved once" in listed
    assert "Mon 2 Jan 2023 (in 32 days; original Tue 20 Dec 2022)" in shown
    assert "original Tue 20 Dec 2022), moved once" in asked(talk, "priya").text
    assert "original Tue 20 Dec 2022, 8 days past" in reminder.text


@pytest.mark.parametrize("who", ["anna", "sofia", "dev", "helen"])
async def test_only_coordinators_decide_and_move(talk: Talk, owned: Register, who: str) -> None:
    """By command, button and form, for an item that is there or not, everybody else gets the same answer."""
    await talk.says("anna", ASKING, Acknowledged)
    lines = ("agree 10618", "refuse 10618 No", "move 10618 31 March 2023 because", "agree 99999")
    answers = [
        *[await talk.says(who, f"/rec {line}", Refused) for line in lines],
        *[expected(await talk.presses(who, each, "10618"), Refused) for each in ("agree", "refuse", "move")],
        expected(await talk.submits(who, "reason", "refuse:10618", {"reason": "No"}), Refused),
        expected(
            await talk.submits(who, "date", "move:10618", {"to": "2023-03-31", "reason": "because"}), Refused
        ),
    ]
    assert {sentence(each) for each in answers} == {
        "Only a coordinator can do that. Ask one of them: Priya Shah, Tom Bennett."
    }
    assert dates(talk) == (FIRST, FIRST, 0, MARCH)


async def test_a_coordinator_moves_a_date_and_sets_a_target(talk: Talk, owned: Register) -> None:
    """With a reason; where there was none it is the force's own target, marked as local."""
    answer = await talk.says("priya", "/rec move 10618 31 March 2023 The board has agreed", Acknowledged)
    assert "instead of Tue 20 Dec 2022" in plain.render(answer, width=None)
    expected(await talk.presses("priya", "move", "OLDER-2"), DateForm)
    answer = expected(
        await talk.submits(
            "priya", "date", "move:OLDER-2", {"to": "2023-06-30", "reason": "The board wants one"}
        ),
        Acknowledged,
    )
    assert "own target" in plain.render(answer, width=None)
    detail = await talk.says("anna", "/rec show OLDER-2", ItemDetail)
    assert (detail.basis, detail.deadline_moves) == ("local target", 0)
    refused = await talk.says("priya", "/rec move 10618 30 June 2023", Refused)
    assert "Write the reason" in sentence(refused)


async def test_what_is_asked_is_decided_before_a_date_is_moved(talk: Talk, owned: Register) -> None:
    """No request is passed over: the refusal says what is asked and how to decide it."""
    await talk.says("anna", ASKING, Acknowledged)
    refused = await talk.says("priya", "/rec move 10618 30 June 2023 because", Refused)
    assert "Anna Clarke has asked for 10618 to be due on Fri 31 Mar 2023" in sentence(refused)


@pytest.fixture
async def strict(database: Database, clock: StoppedClock, policy: Policy) -> AsyncIterator[Talk]:
    """Conversations in a force that lets a deadline move once."""
    async with talking(database, clock, replace(policy, most_moves=1)) as talk:
        yield talk


async def test_policy_limits_how_often_owners_ask(strict: Talk, owned: Register) -> None:
    """Over the limit the owner is told who can decide, and a coordinator still moves the date."""
    talk = strict
    await talk.says("anna", ASKING, Acknowledged)
    await talk.says("priya", "/rec agree 10618", Acknowledged)
    refused = await talk.says("anna", "/rec extend 10618 30 June 2023 because", Refused)
    assert sentence(refused) == (
        "The deadline of 10618 has been moved once, which is as often as the force allows. Only a coordinator can"
        " move it again: Priya Shah, Tom Bennett."
    )
    await talk.says("priya", "/rec move 10618 30 June 2023 The Chief Constable agrees", Acknowledged)
    assert dates(talk) == (date(2023, 6, 30), FIRST, 2, None)
