"""Conversations in which a bare yes or no answers the one question that is open where it is written."""

from datetime import date

import pytest
from sqlalchemy import select

from models.deadlines.extension import ExtensionRequest
from models.enums import Status
from models.queries import items
from models.reply_parser.intents import ItemIntent
from models.statements.statement import HeldReply, Statement
from templates.messages.answers import Acknowledged, Refused
from templates.messages.completion import Submission
from templates.messages.deadlines import Extension
from templates.messages.not_mine import Disowned
from templates.messages.questions import Question
from templates.messages.replies import Fate, Recorded, RecordedTogether
from tests.factories import Register
from tests.talk import Talk, Written, direct, sentence


@pytest.fixture
def one(register: Register) -> str:
    """Anna's item 10618, due on 31 January 2023; sofia is her deputy."""
    return register.item("1a", register_number="10618", deputy="sofia", deadline_on=date(2023, 1, 31))


async def done(talk: Talk) -> Written:
    """Have anna write that 10618 is done, with its evidence: she is asked whether to submit it."""
    return await talk.writes("anna", "10618: Done.", files=[("audit.pdf", b"94%")])


def status(talk: Talk) -> Status:
    with talk.database.reading() as session:
        return items.item_by_reference(session, "10618").status


def said(talk: Talk) -> list[str]:
    """Return what was recorded for items, in order."""
    with talk.database.reading() as session:
        return list(session.scalars(select(Statement.text).order_by(Statement.id)))


def fates(wrote: Written) -> list[tuple[ItemIntent, Fate]]:
    return [(each.intent, each.fate) for each in wrote.answer(Recorded).proposals]


@pytest.mark.parametrize("words", ["yes", "Yes, please.", "OK", "confirm"])
async def test_yes_in_the_thread_of_the_question_is_a_press(talk: Talk, one: str, words: str) -> None:
    """It submits the item as the button does, is said, shows where it was asked, and is no update of the item."""
    asked = await done(talk)
    yes = await talk.writes("anna", words, thread=asked.answers[0])
    assert yes.answer(Acknowledged).what == "taken_up"
    assert "Yes, for 10618: it is submitted for checking." in yes.answers[0].text
    assert (status(talk), fates(asked)) == (Status.SUBMITTED, [(ItemIntent.DONE, Fate.TAKEN_UP)])
    assert (said(talk), len(talk.sees("priya", Submission))) == (["10618: Done."], 1)


async def test_yes_after_the_question_is_a_press(talk: Talk, one: str) -> None:
    """Where the question is the last thing that Reckoner said, nobody has to open its thread."""
    asked = await done(talk)
    await talk.writes("anna", "yes please")
    assert (status(talk), fates(asked)) == (Status.SUBMITTED, [(ItemIntent.DONE, Fate.TAKEN_UP)])


async def test_yes_in_the_thread_of_a_reminder(talk: Talk, register: Register) -> None:
    """What was read in a reply to a reminder is confirmed in the same thread."""
    register.item("1a", register_number="10618", reviews_from=date(2022, 9, 5))
    await talk.at("2022-12-01T09:30")
    reminder = talk.last("anna")
    await talk.writes("anna", "Done.", thread=reminder, files=[("audit.pdf", b"94%")])
    await talk.writes("anna", "yes", thread=reminder)
    assert (status(talk), said(talk)) == (Status.SUBMITTED, ["Done."])


async def test_what_is_asked_for_by_yes_is_what_the_button_asks_for(talk: Talk, one: str) -> None:
    """More time, with the day and reason read; not mine, with its reason; a question that is passed on."""
    time = await talk.writes("anna", "10618: extend to 31 March because the supplier is late")
    await talk.writes("anna", "yes", thread=time.answers[0])
    with talk.database.reading() as session:
        assert [(each.to, each.reason) for each in session.scalars(select(ExtensionRequest))] == [
            (date(2023, 3, 31), "the supplier is late")
        ]
    assert len(talk.sees("priya", Extension)) == 1
    question = await talk.writes("anna", "10618: ask @sofia when the audit is")
    await talk.writes("anna", "yes", thread=question.answers[0])
    assert len(talk.sees("sofia", Question)) == 1
    other = await talk.writes("anna", "10618: not mine, it belongs to estates")
    await talk.writes("anna", "yes", thread=other.answers[0])
    assert [each.reason for each in talk.sees("priya", Disowned)] == ["it belongs to estates"]


async def test_no_leaves_it_at_what_was_recorded(talk: Talk, one: str) -> None:
    """A bare no takes the buttons away, and is no update either."""
    asked = await done(talk)
    no = await talk.writes("anna", "no thanks", thread=asked.answers[0])
    assert no.answer(Acknowledged).what == "left_at_that"
    assert (status(talk), fates(asked)) == (Status.IN_PROGRESS, [(ItemIntent.DONE, Fate.DECLINED)])
    assert said(talk) == ["10618: Done."]


@pytest.mark.parametrize(
    "words",
    ["yes, once the audit is in", "yes but only half of it", "ok?", "yes: 10618", "no, submit it later"],
)
async def test_more_than_yes_is_recorded_and_moves_nothing(talk: Talk, one: str, words: str) -> None:
    """Whatever else is said with it, it is an update like any other, and the question stays open."""
    asked = await done(talk)
    wrote = await talk.writes("anna", words, thread=asked.answers[0])
    assert wrote.answer(Recorded).text == words
    assert (status(talk), fates(asked)) == (Status.IN_PROGRESS, [(ItemIntent.DONE, Fate.OPEN)])


async def test_yes_to_two_questions_is_asked(talk: Talk, register: Register, one: str) -> None:
    """Where two things wait in the same place nothing is done; both keep their buttons."""
    register.item("33", report="VETTING")
    asked = await talk.writes("anna", "10618, VETTING-33: Done, evidence attached.")
    yes = await talk.writes("anna", "yes", thread=asked.answers[0])
    assert yes.answer(Acknowledged).what == "which_question"
    assert [each.fate for part in asked.answer(RecordedTogether).parts for each in part.proposals] == [
        Fate.OPEN,
        Fate.OPEN,
    ]
    assert status(talk) is Status.IN_PROGRESS


async def test_yes_to_a_question_that_needs_more_opens_no_form(talk: Talk, one: str) -> None:
    """Two days, or no reason: only the button can ask for the rest, and it is said so."""
    for words in (
        "10618: need two more weeks because of leave",
        "10618: need until end of April",
        "10618: not mine",
    ):
        asked = await talk.writes("anna", words)
        yes = await talk.writes("anna", "yes", thread=asked.answers[0])
        assert yes.answer(Acknowledged).what == "press_instead"
        assert [fate for _, fate in fates(asked)] == [Fate.OPEN]
    assert talk.posts(direct("priya")) == []


async def test_yes_does_not_reach_back(talk: Talk, one: str, register: Register) -> None:
    """Outside its thread, a question is answered only while it is the last thing said; in it, by nobody else."""
    asked = await done(talk)
    register.item("7")
    await talk.writes("anna", "OLDER-7: the form went live")
    wrote = await talk.writes("anna", "yes")
    assert status(talk) is Status.IN_PROGRESS
    assert not isinstance(wrote.answers[0].message, Recorded)
    await talk.writes("sofia", "yes", thread=asked.answers[0])
    assert status(talk) is Status.IN_PROGRESS


async def test_yes_before_the_answer_was_sent_is_asked(talk: Talk, one: str, register: Register) -> None:
    """Whoever cannot have seen yet what was read in their last words does not confirm what was asked before."""
    register.item("7")
    asked = await done(talk)
    await talk.desk.replies.written(talk.wrote("anna", "OLDER-7: not mine, it belongs to estates").heard)
    yes = talk.wrote("anna", "yes")
    await talk.desk.replies.written(yes.heard)
    await talk.rounds.send_and_fetch()
    assert yes.answer(Acknowledged).what == "which_question"
    assert (status(talk), fates(asked)) == (Status.IN_PROGRESS, [(ItemIntent.DONE, Fate.OPEN)])


async def test_what_the_press_refuses_yes_is_refused(talk: Talk, one: str) -> None:
    """Without evidence nothing is submitted, by a yes as by a press."""
    asked = await talk.writes("anna", "10618: done")
    yes = await talk.writes("anna", "yes", thread=asked.answers[0])
    assert "evidence" in sentence(yes.answer(Refused))
    assert (status(talk), fates(asked)) == (Status.IN_PROGRESS, [(ItemIntent.DONE, Fate.OPEN)])


async def test_yes_is_carried_out_once(talk: Talk, one: str) -> None:
    """Delivered again, or as another event, it changes nothing more; what it did outlives its deletion."""
    asked = await done(talk)
    yes = await talk.writes("anna", "yes", thread=asked.answers[0])
    await talk.delivers(yes)
    await talk.deletes(yes)
    again = talk.edited(yes, "yes")
    await talk.desk.replies.written(again)
    await talk.rounds.send_and_fetch()
    assert (status(talk), said(talk), len(talk.sees("priya", Submission))) == (
        Status.SUBMITTED,
        ["10618: Done."],
        1,
    )
    with talk.database.reading() as session:
        (kept,) = session.scalars(select(HeldReply))
        assert (kept.text, kept.by.name, kept.deleted_at is None) == ("yes", "Anna Clarke", False)


async def test_a_yes_that_is_edited(talk: Talk, one: str) -> None:
    """Another answer comes too late, and it is said so; further words are recorded for the item."""
    asked = await done(talk)
    yes = await talk.writes("anna", "yes", thread=asked.answers[0])
    await talk.edits(yes, "no")
    assert yes.answer(Acknowledged).what == "answer_stands"
    await talk.edits(yes, "yes, the dip sample follows in January")
    assert yes.answer(Recorded).text == "yes, the dip sample follows in January"
    assert (status(talk), said(talk)) == (
        Status.SUBMITTED,
        ["10618: Done.", "yes, the dip sample follows in January"],
    )


async def test_yes_where_nothing_is_asked_is_an_update(talk: Talk, one: str) -> None:
    """A yes in the thread of a plain record answers nothing of ours: it is recorded, as ever."""
    wrote = await talk.writes("anna", "10618: the form went live")
    yes = await talk.writes("anna", "yes", thread=wrote.answers[0])
    assert yes.answer(Recorded).text == "yes"
