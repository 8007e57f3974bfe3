"""Conversations about dates that move: what shows, who moves them, and how often they may."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import pytest

from bot.clock import StoppedClock
from models.database import Database
from models.enums import MoveAgreement
from models.policy import Policy
from templates import plain
from templates.messages.answers import Acknowledged, Refused
from templates.messages.changes import Changes
from templates.messages.deadlines import DateForm, Extension
from templates.messages.history import History
from templates.messages.items import ItemDetail, ItemList, Totals
from templates.messages.publication import SummaryPreview
from templates.messages.reminders import Reminder
from templates.messages.why import Why
from tests.factories import Register
from tests.handlers.asking_time import ASKING, FIRST, MARCH, asked, dates, with_a_deadline
from tests.letterbox import expected
from tests.talk import Talk, direct, sentence, talking
from tests.templates.paper_summaries import facts_of


@pytest.fixture(name="owned")
def _owned(register: Register) -> Register:
    """A register in which anna owns 10618, due on 20 December 2022, and OLDER-2 without a deadline."""
    return with_a_deadline(register)


async def test_the_first_date_and_the_moves_show_wherever_a_deadline_does(
    talk: Talk, owned: Register
) -> None:
    """A date that moved is never shown as if it were the first: in lists, reminders, requests, on the item."""
    await talk.says("priya", "/rec move 10618 2 January 2023 The inspection was put off", Acknowledged)
    await talk.says("tom", "/rec agree 10618", Acknowledged)
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
    """With a reason, and another's consent; a first date is the force's own target, marked so, and no move."""
    answer = await talk.says("priya", "/rec move 10618 31 March 2023 The board has agreed", Acknowledged)
    assert "Tom Bennett must agree first; I will tell you." in plain.render(answer, width=None)
    assert dates(talk) == (FIRST, FIRST, 0, MARCH)
    request = asked(talk, "tom")
    assert request.text.startswith("Priya Shah asks you to agree to a move: 10618, to Fri 31 Mar 2023")
    assert await talk.presses("tom", "agree", "10618", on=request) is None
    assert dates(talk) == (MARCH, FIRST, 1, None)
    assert asked(talk, "priya").says(Extension).decision == "agreed"
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
    refused = await talk.says("priya", "/rec move 10618 30 June 2023 the supplier is late", Refused)
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
    refused = await talk.says("anna", "/rec extend 10618 30 June 2023 the supplier is late", Refused)
    assert sentence(refused) == (
        "The deadline of 10618 has already been moved once, the most the force allows. Only a coordinator can"
        " move it again: Priya Shah, Tom Bennett."
    )
    await talk.says("priya", "/rec move 10618 30 June 2023 The Chief Constable agrees", Acknowledged)
    await talk.says("tom", "/rec agree 10618", Acknowledged)
    assert dates(talk) == (date(2023, 6, 30), FIRST, 2, None)


async def test_whoever_asked_for_a_move_does_not_agree_to_it(talk: Talk, owned: Register) -> None:
    """By command and by button the refusal names who can; the other can also refuse, and the date stays."""
    await talk.says("priya", "/rec move 10618 31 March 2023 The supplier delivers in February", Acknowledged)
    alone = (
        await talk.says("priya", "/rec agree 10618", Refused),
        expected(await talk.presses("priya", "agree", "10618"), Refused),
    )
    assert {sentence(each) for each in alone} == {
        "You asked to move the deadline of 10618, so somebody else has to agree: Tom Bennett."
    }
    await talk.says("tom", "/rec refuse 10618 The board wants it by then", Acknowledged)
    assert dates(talk) == (FIRST, FIRST, 0, None)
    assert "10618: the deadline stays" in asked(talk, "priya").text


@pytest.mark.parametrize("why", ["because", "n/a", "-", "tbc", "31 March 2023", "delayed"])
async def test_a_move_needs_a_reason_of_substance(talk: Talk, owned: Register, why: str) -> None:
    """The refusal says back what was typed, says what is wanted, and gives an example with the same day."""
    refused = await talk.says("priya", f"/rec move 10618 31 March 2023: {why}", Refused)
    assert sentence(refused).startswith(("Why? Write", f"“{why}” does not say why."))
    assert "like “/rec move 10618 2023-03-31 The audit covers two units only”." in sentence(refused)
    in_form = await talk.submits("priya", "date", "move:10618", {"to": "2023-03-31", "reason": why})
    assert expected(in_form, Refused).field_name == "reason"
    assert dates(talk) == (FIRST, FIRST, 0, None)


async def test_a_coordinator_who_is_alone_agrees_alone_and_the_paper_says_so(
    talk: Talk, owned: Register
) -> None:
    """While the other cannot be reached nothing is stuck; every place says who did both."""
    owned.meeting(date(2022, 12, 15))
    owned.set_person("tom", unreachable_since=date(2022, 11, 30))
    answer = await talk.says(
        "priya", "/rec move 10618 31 March 2023 The supplier delivers late", Acknowledged
    )
    assert "There was nobody else to agree" in plain.render(answer, width=None)
    assert dates(talk) == (MARCH, FIRST, 1, None)
    (moved,) = (await talk.says("helen", "/rec changes", Changes)).dates_moved
    assert (moved.alone, moved.asked_by, moved.by) == (True, "Priya Shah", "Priya Shah")
    said = plain.render(await talk.says("helen", "/rec changes", Changes), width=None)
    assert "(requested and agreed by the same person, Priya Shah)" in said
    told = plain.render(await talk.says("priya", "/rec history 10618", History), width=None)
    assert "Requested and agreed by the same person: yes." in told
    await talk.says("priya", "/rec move 10618 30 June 2023 The supplier delivers even later", Acknowledged)
    told = plain.render(await talk.says("priya", "/rec history 10618", History), width=None)
    assert "Original deadline: Tue 20 Dec 2022." in told


@pytest.fixture
async def apart(database: Database, clock: StoppedClock, policy: Policy) -> AsyncIterator[Talk]:
    """Conversations in a force in which another person always agrees."""
    async with talking(database, clock, replace(policy, moves_agreed_by=MoveAgreement.ANOTHER)) as talk:
        yield talk


async def test_where_another_always_agrees_a_move_waits(apart: Talk, owned: Register) -> None:
    """Also while nobody else is there: the request stays open."""
    owned.set_person("tom", active=False)
    answer = await apart.says(
        "priya", "/rec move 10618 31 March 2023 The supplier delivers late", Acknowledged
    )
    assert "I could not reach one: please tell them yourself" in plain.render(answer, width=None)
    assert dates(apart) == (FIRST, FIRST, 0, MARCH)


@pytest.fixture
async def free(database: Database, clock: StoppedClock, policy: Policy) -> AsyncIterator[Talk]:
    """Conversations in a force in which one coordinator may do both."""
    async with talking(database, clock, replace(policy, moves_agreed_by=MoveAgreement.ANYONE)) as talk:
        yield talk


async def test_nothing_is_called_not_overdue_while_it_is_past_its_original_date(
    free: Talk, register: Register
) -> None:
    """9962 and 10618 are moved to 31 March 2023: every place goes on naming 2019 and 2020, with the days."""
    talk = free
    for number, on in (("9962", date(2019, 10, 17)), ("10618", date(2020, 1, 17))):
        register.item(number, register_number=number, deadline_on=on, added_on=date(2022, 9, 3))
    register.meeting(date(2022, 12, 15))
    for number in ("9962", "10618"):
        await talk.says("priya", f"/rec move {number} 31 March 2023 The new form is late", Acknowledged)
    overdue = plain.render(await talk.says("priya", "/rec status overdue", ItemList), width=None)
    assert "Nothing is overdue" not in overdue
    assert "rec status past original shows" in overdue
    past = await talk.says("priya", "/rec status past original", ItemList)
    assert [row.reference for row in past.rows] == ["9962", "10618"]
    whole = "Fri 31 Mar 2023 (in 120 days; original Thu 17 Oct 2019, 1,141 days past)"
    for message in (
        past,
        await talk.says("anna", "/rec", ItemList),
        await talk.says("anna", "/rec status 9962", ItemDetail),
        await talk.says("priya", "/rec why past original", Why),
    ):
        assert whole in plain.render(message, width=None)
    totals = await talk.says("priya", "/rec status", Totals)
    assert (totals.overdue, totals.past_original) == (0, 2)
    preview = await talk.says("priya", "/rec summary", SummaryPreview)
    said = plain.render(replace(preview, is_whole=True), width=None)
    assert "Overdue: none, by the agreed dates" in said
    assert "Past the original date: 2" in said
    assert whole in said
    assert "moved once, original Thu 17 Oct 2019, 1,141 days past" in said
    facts = facts_of(preview.summary)
    assert facts["in_brief"][2] == (
        "Nothing is past its agreed date. Past the original date: two recommendations, the longest by 1,141"
        " days. Dates moved since: 9962 and 10618."
    )
    assert [row["days_over"] for row in facts["overdue"]] == [
        "none; 1,141 past the original",
        "none; 1,049 past the original",
    ]
    row = facts["overdue"][0]
    assert (row["deadline"], row["first_deadline"]) == ("31 Mar 2023", "Original: 17 Oct 2019")
    assert "Requested and agreed by the same person" in facts["dates_moved"][0]["moved_by"]
