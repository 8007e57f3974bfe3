"""What the committee asks for itself: recorded, told, reminded of, answered, and told in the paper."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from models.ledger.event import Event, EventKind
from templates.messages.answers import Acknowledged, Refused
from templates.messages.committee_actions import ActionAnswerForm, ActionForm, ActionGiven, CommitteeActions
from templates.messages.leave import Leave
from templates.messages.publication import SummaryPreview
from templates.messages.reminders import Reminder
from templates.messages.summary import CommitteeSummary
from templates.paper.facts import context
from tests.chat import Chat
from tests.factories import ACCOUNTS, Register
from tests.letterbox import expected
from tests.talk import Talk, sentence

pytestmark = pytest.mark.every_database

NO_REVIEW = date(2030, 1, 1)
ASKED = "How long do victims wait for a first visit?"


def printed(summary: CommitteeSummary) -> list[dict[str, object]]:
    """Return what a paper can print of the committee's own actions."""
    actions = context(summary)["actions"]
    assert isinstance(actions, list)
    return actions


@pytest.fixture
async def asked(talk: Talk, register: Register) -> Talk:
    """The committee met on 1 December and asked anna something, to be answered by 15 December."""
    register.meeting(date(2022, 12, 1))
    register.meeting(date(2023, 3, 15))
    await talk.says("priya", f"/rec action @Anna Clarke by 15 December 2022: {ASKED}", Acknowledged)
    return talk


async def test_the_owner_is_told_at_once_and_the_action_is_listed(asked: Talk) -> None:
    """Anna has it in one message; everybody may list it, and only she or a coordinator may answer."""
    (given,) = asked.sees("anna", ActionGiven)
    assert (given.row.reference, given.row.asked_on, given.row.due_on) == (
        "A1",
        date(2022, 12, 1),
        date(2022, 12, 15),
    )
    listed = await asked.says("helen", "/rec action", CommitteeActions)
    assert ([row.text for row in listed.rows], listed.answers, listed.keeps) == ([ASKED], frozenset(), False)
    assert (await asked.says("anna", "/rec action", CommitteeActions)).answers == {"A1"}
    with asked.database.reading() as session:
        (event,) = session.scalars(select(Event).where(Event.kind == EventKind.ACTION_RECORDED))
        assert event.facts == {
            "action": "A1",
            "owner": "Anna Clarke",
            "asked": "2022-12-01",
            "due": "2022-12-15",
        }


async def test_it_is_reminded_of_like_a_deadline_in_the_same_message(asked: Talk, register: Register) -> None:
    """A week before, on the day and weekly after; with what else is due that day; until she answers."""
    register.item("1", deadline_on=date(2022, 12, 15), reviews_from=NO_REVIEW)
    for day in ("02", "08", "09", "15", "16", "22"):
        await asked.at(f"2022-12-{day}T09:00")
    told = {
        each.today.day: ([line.row.reference for line in each.lines], [row.reference for row in each.actions])
        for each in asked.sees("anna", Reminder)
        if each.actions
    }
    assert told == {8: (["OLDER-1"], ["A1"]), 15: (["OLDER-1"], ["A1"]), 22: (["OLDER-1"], ["A1"])}
    assert "this question" in asked.last("anna").text
    await asked.says("anna", "/rec action A1 Nine days on average.", Acknowledged)
    await asked.at("2022-12-29T09:00")
    assert not asked.sees("anna", Reminder)[-1].actions


async def test_who_is_away_is_stood_in_for(asked: Talk) -> None:
    """Sofia stands in for anna: she is reminded, and may answer."""
    await asked.says("anna", "/rec leave 2022-12-05 to 2023-01-06 deputy @Sofia Novak", Leave)
    await asked.at("2022-12-08T09:00")
    assert (asked.sees("anna", Reminder), len(asked.sees("sofia", Reminder))) == ([], 1)
    await asked.says("sofia", "/rec action A1 Nine days on average.", Acknowledged)


async def test_the_next_paper_answers_it(asked: Talk) -> None:
    """Answered and closed, it stands in the next paper with its answer, and in none after that."""
    form = expected(await asked.presses("anna", "answer_action", "A1"), ActionAnswerForm)
    assert form.row.text == ASKED
    await asked.submits("anna", "action_answer", "A1", {"text": "Nine days on average.\nFive in Coventry."})
    (answered,) = asked.sees("priya", ActionGiven)
    assert answered.row.answer == "Nine days on average.\nFive in Coventry."
    expected(await asked.presses("priya", "close_action", "A1"), Acknowledged)
    assert (await asked.says("priya", "/rec action", CommitteeActions)).rows == ()
    await asked.at("2022-12-02T09:00")
    summary = (await asked.says("priya", "/rec summary", SummaryPreview)).summary
    (told,) = printed(summary)
    assert (told["asked"], told["owner"], told["answer"]) == (
        ASKED,
        "Anna Clarke",
        ["Nine days on average.", "Five in Coventry."],
    )
    kinds = (EventKind.ACTION_RECORDED, EventKind.ACTION_ANSWERED, EventKind.ACTION_CLOSED)
    with asked.database.reading() as session:
        assert len(session.scalars(select(Event).where(Event.kind.in_(kinds))).all()) == 3
    await asked.at("2023-03-16T09:00")
    later = (await asked.says("priya", "/rec summary", SummaryPreview)).summary
    assert later.actions == ()


async def test_what_is_not_answered_is_said_to_be_overdue(asked: Talk) -> None:
    """The summary names it with its owner and its day."""
    await asked.at("2022-12-20T09:00")
    summary = (await asked.says("priya", "/rec summary", SummaryPreview)).summary
    (told,) = printed(summary)
    assert (told["late"], told["answer"], told["answered_on"]) == ("15 Dec 2022", [], "")


async def test_it_is_recorded_by_a_form(asked: Talk) -> None:
    """The day of the last meeting stands in it; whoever is chosen is told."""
    form = expected(await asked.presses("priya", "new_action", "action"), ActionForm)
    assert form.asked_on == date(2022, 12, 1)
    fields = {
        "text": "Which dates moved twice?",
        "owner": ACCOUNTS["marcus"],
        "asked_on": "2022-12-01",
        "due_on": "2023-03-01",
    }
    expected(await asked.submits("priya", "action", "action", fields), Acknowledged)
    assert [each.row.text for each in asked.sees("marcus", ActionGiven)] == ["Which dates moved twice?"]


@pytest.mark.parametrize(
    ("who", "line", "says"),
    [
        ("anna", "/rec action @Dev Patel by 31 March 2023: something", "Only a coordinator"),
        ("dev", "/rec action A1 It is done.", "Only Anna Clarke or a coordinator"),
        ("helen", "/rec action A1", "Only Anna Clarke or a coordinator"),
        ("anna", "/rec action A7 It is done.", "no committee action A7"),
        ("priya", "/rec action Anna ought to do something", "by 31 March"),
        ("priya", "/rec action @Anna Clarke by 1 November 2022: something", "is not in the future"),
        ("priya", "/rec action @Anna Clarke by 31 March 2023", "Write what the committee asked for"),
    ],
)
async def test_what_cannot_be_recorded_or_answered(asked: Talk, who: str, line: str, says: str) -> None:
    """Coordinators record, for a day ahead and in words; the owner answers, or a coordinator."""
    assert says in sentence(await asked.says(who, line, Refused))


async def test_only_what_was_answered_is_closed_and_what_is_closed_stays(asked: Talk) -> None:
    """A coordinator closes it, once it has an answer; afterwards nobody answers it."""
    assert "has no answer yet" in sentence(
        expected(await asked.presses("priya", "close_action", "A1"), Refused)
    )
    await asked.says("priya", "/rec action A1 Nine days.", Acknowledged)
    assert "Only a coordinator" in sentence(
        expected(await asked.presses("anna", "close_action", "A1"), Refused)
    )
    expected(await asked.presses("tom", "close_action", "A1"), Acknowledged)
    assert "is closed" in sentence(await asked.says("anna", "/rec action A1 Ten days.", Refused))


async def test_an_action_in_slack(chat: Chat, tmp_path: Path) -> None:
    """Priya records one by the form; anna answers it by the button in her message."""
    Register(chat.database, chat.clock, chat.policy)
    await chat.says("priya", "/rec action @Anna Clarke by 31 March 2023: How long do victims wait?")
    await chat.settles()
    (given,) = [each for each in chat.sees("anna") if "The committee asks you" in each["text"]]
    await chat.clicks("anna", given, "answer_action")
    assert (await chat.fills("anna", {"text": "Nine days."})).ok
    assert any("Anna Clarke answered A1" in each["text"] for each in chat.sees("priya"))
