"""Conversations in which what was read in a reply is taken up by a press: done, more time, not mine."""

from datetime import date

import pytest
from sqlalchemy import select

from models.deadlines.extension import ExtensionRequest
from models.enums import Status
from models.queries import items
from models.reply_parser.intents import ItemIntent
from templates.messages.answers import Refused
from templates.messages.completion import Submission
from templates.messages.deadlines import DateForm, Extension
from templates.messages.not_mine import Disowned, NotMineForm
from templates.messages.replies import Fate, Recorded
from tests.factories import Register
from tests.letterbox import expected
from tests.talk import Talk, Written, direct, sentence


@pytest.fixture
def one(register: Register) -> str:
    """Anna's item 10618, due on 31 January 2023; sofia is her deputy."""
    return register.item("1a", register_number="10618", deputy="sofia", deadline_on=date(2023, 1, 31))


def status(talk: Talk) -> Status:
    with talk.database.reading() as session:
        return items.item_by_reference(session, "10618").status


def asked(talk: Talk) -> list[tuple[date, str]]:
    with talk.database.reading() as session:
        return [(each.to, each.reason) for each in session.scalars(select(ExtensionRequest))]


def fates(wrote: Written) -> list[tuple[ItemIntent, Fate]]:
    return [(each.intent, each.fate) for each in wrote.answer(Recorded).proposals]


def number(wrote: Written) -> int:
    return wrote.answer(Recorded).statement


async def test_done_is_submitted_once_it_is_pressed(talk: Talk, one: str) -> None:
    """A press hands the item in with its evidence, and the coordinators are told; twice is once."""
    wrote = await talk.writes("anna", "10618: Done.", files=[("audit.pdf", b"94%")])
    assert (status(talk), fates(wrote)) == (Status.IN_PROGRESS, [(ItemIntent.DONE, Fate.OPEN)])
    for _ in range(2):
        assert await talk.presses("anna", "submit_read", str(number(wrote)), on=wrote.answers[0]) is None
    assert (status(talk), fates(wrote)) == (Status.SUBMITTED, [(ItemIntent.DONE, Fate.TAKEN_UP)])
    assert len(talk.sees("priya", Submission)) == 1


async def test_done_without_evidence_stays_open(talk: Talk, one: str) -> None:
    """What handing in refuses is said to whoever presses, and the proposal stays."""
    wrote = await talk.writes("anna", "10618: done")
    expected(await talk.presses("anna", "submit_read", str(number(wrote)), on=wrote.answers[0]), Refused)
    assert (status(talk), fates(wrote)) == (Status.IN_PROGRESS, [(ItemIntent.DONE, Fate.OPEN)])


async def test_done_of_what_was_submitted_has_nothing_to_submit(
    talk: Talk, one: str, register: Register
) -> None:
    """Whoever says done of what is past that already is told so, without a button."""
    register.become("10618", Status.SUBMITTED)
    wrote = await talk.writes("anna", "10618: done")
    assert fates(wrote) == [(ItemIntent.DONE, Fate.CANNOT)]
    assert "already submitted" in wrote.answers[0].text


async def test_more_time_is_asked_for_once_it_is_pressed(talk: Talk, one: str) -> None:
    """The day is said in full; a press asks for it with the reason read, and the coordinators decide."""
    wrote = await talk.writes("anna", "10618: extend to 31 March because the supplier is late")
    assert "more time, until Fri 31 Mar 2023 (in 120 days)." in wrote.answers[0].text
    assert asked(talk) == []
    for _ in range(2):
        await talk.presses("anna", "ask_time_read", f"{number(wrote)}:2023-03-31", on=wrote.answers[0])
    assert asked(talk) == [(date(2023, 3, 31), "the supplier is late")]
    assert fates(wrote) == [(ItemIntent.MORE_TIME, Fate.TAKEN_UP)]
    assert len(talk.sees("priya", Extension)) == 1
    assert "until Fri 31 Mar 2023. Until they decide, the deadline stays." in wrote.answers[0].text


async def test_of_two_days_one_is_chosen(talk: Talk, one: str) -> None:
    """Words that can mean two days have a button for each; another day is not asked for by any press."""
    wrote = await talk.writes("anna", "10618: need two more weeks because of annual leave")
    (proposal,) = wrote.answer(Recorded).proposals
    assert proposal.days == (date(2022, 12, 15), date(2023, 2, 14))
    form = await talk.presses("anna", "ask_time_read", f"{number(wrote)}:2030-01-01", on=wrote.answers[0])
    assert expected(form, DateForm).to is None
    await talk.presses("anna", "ask_time_read", f"{number(wrote)}:2023-02-14", on=wrote.answers[0])
    assert asked(talk) == [(date(2023, 2, 14), "annual leave")]


@pytest.mark.parametrize(
    ("words", "day", "to"),
    [
        ("need until end of April", "2023-04-30", date(2023, 4, 30)),
        ("can we have an extension please", "", None),
        ("extend to spring because of annual leave", "", None),
    ],
)
async def test_what_is_missing_is_asked_in_the_form(
    talk: Talk, one: str, words: str, day: str, to: date | None
) -> None:
    """Without a reason or a day the press opens the form, with what is known; the record stays as it is."""
    wrote = await talk.writes("anna", f"10618: {words}")
    form = await talk.presses("anna", "ask_time_read", f"{number(wrote)}:{day}", on=wrote.answers[0])
    assert (expected(form, DateForm).to, asked(talk)) == (to, [])
    assert fates(wrote) == [(ItemIntent.MORE_TIME, Fate.OPEN)]


async def test_what_was_asked_for_stands_after_an_edit_and_undo(talk: Talk, one: str) -> None:
    """What was taken up is said, and stays, when the words are changed or taken back."""
    wrote = await talk.writes("anna", "10618: extend to 31 March because the supplier is late")
    await talk.presses("anna", "ask_time_read", f"{number(wrote)}:2023-03-31", on=wrote.answers[0])
    await talk.edits(wrote, "10618: extend to 30 April because the supplier is later")
    assert fates(wrote) == [(ItemIntent.MORE_TIME, Fate.TAKEN_UP)]
    assert "until Fri 31 Mar 2023" in wrote.answers[0].text
    await talk.presses("anna", "undo", str(number(wrote)), on=wrote.answers[0])
    assert "That still stands, although your message no longer counts." in wrote.answers[0].text
    assert len(asked(talk)) == 1


async def test_not_mine_is_told_once_it_is_pressed(talk: Talk, one: str) -> None:
    """A press tells the coordinators, with the reason read; the item stays the owner's until they decide."""
    wrote = await talk.writes("anna", "10618: not mine, it belongs to estates")
    assert talk.posts(direct("priya")) == []
    await talk.presses("anna", "disown_read", str(number(wrote)), on=wrote.answers[0])
    (told,) = talk.sees("priya", Disowned)
    assert (told.reason, fates(wrote)) == ("it belongs to estates", [(ItemIntent.NOT_MINE, Fate.TAKEN_UP)])


async def test_not_mine_without_a_reason_is_asked(talk: Talk, one: str) -> None:
    """Without a reason the press opens the form for it."""
    wrote = await talk.writes("anna", "10618: not mine")
    form = await talk.presses("anna", "disown_read", str(number(wrote)), on=wrote.answers[0])
    assert expected(form, NotMineForm).row.reference == "10618"


@pytest.mark.parametrize("button", ["submit_read", "ask_time_read", "disown_read"])
async def test_a_press_needs_the_words_and_the_right(talk: Talk, one: str, button: str) -> None:
    """Nothing is taken up that the words do not say, nor for somebody else's item, nor for no record at all."""
    wrote = await talk.writes("anna", "10618: the training goes on")
    value = f"{number(wrote)}:2023-03-31"
    for who, pressed, told in (
        ("anna", value, "I have done nothing"),
        ("dev", value, "cannot find"),
        ("anna", "999:", "cannot find"),
        ("anna", "", "cannot find"),
    ):
        assert told in sentence(expected(await talk.presses(who, button, pressed), Refused))
    assert (status(talk), asked(talk), talk.posts(direct("priya"))) == (Status.IN_PROGRESS, [], [])
