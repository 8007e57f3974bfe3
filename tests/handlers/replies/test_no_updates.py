"""Conversations in which a reply is no update, or becomes the review: what is due stays due until it is done."""

from datetime import date

import pytest
from sqlalchemy import select

from models.enums import Rag, ReviewOutcome, StatementKind, Status
from models.queries import items
from models.queries.statements import words_for_committee
from models.reply_parser.intents import ItemIntent, Meaning
from models.reviews.review import Review
from models.statements.statement import HeldReply, Statement
from templates.messages.answers import Acknowledged, Refused
from templates.messages.items import ItemDetail
from templates.messages.leave import Leave
from templates.messages.publication import SummaryPosted
from templates.messages.questions import Question, QuestionAnswered
from templates.messages.reminders import Escalation, Reminder
from templates.messages.replies import AsideKept, Recorded
from templates.messages.why import Why
from tests.factories import Register
from tests.letterbox import Posted, expected
from tests.talk import Talk, direct, sentence

FIRST = date(2022, 12, 5)


@pytest.fixture
def one(register: Register) -> str:
    """Anna's only item, whose review is due on 5 December 2022."""
    return register.item("1a", register_number="10618", deputy="sofia", reviews_from=date(2022, 9, 5))


async def reminded(talk: Talk) -> Posted:
    """Let the morning's reminder come; return it."""
    await talk.at("2022-12-01T09:30")
    return talk.last("anna")


def done(talk: Talk) -> list[tuple[date | None, ReviewOutcome | None]]:
    """Return when each review was done, and what it found."""
    with talk.database.reading() as session:
        return [(each.done_on, each.outcome) for each in session.scalars(select(Review).order_by(Review.id))]


def printed(talk: Talk) -> str | None:
    """Return what the committee reads of 10618."""
    with talk.database.reading() as session:
        item = items.item_by_reference(session, "10618")
        said = words_for_committee(session, [item.id], talk.policy.today(talk.clock.now()))
        return said[item.id].text if said else None


@pytest.mark.parametrize(
    "words",
    [
        *(
            "Thanks",
            "ok will do",
            "no update yet",
            "👍",
            "What exactly do you need from me?",
            "Wrong person!",
        ),
        "Automatic reply: I am out of the office until Monday 12 December.",
    ],
)
async def test_what_is_no_update_finishes_nothing(talk: Talk, one: str, words: str) -> None:
    """It is kept; the reminder stands, the review stays due, and the coordinators hear in the end."""
    reminder = await reminded(talk)
    wrote = await talk.writes("anna", words, thread=reminder)
    told = wrote.answer(Recorded)
    assert (told.kind, told.text) == (StatementKind.NOTE, words)
    assert [line.answered for line in reminder.says(Reminder).lines] == [False]
    assert done(talk) == [(None, None)]
    for day in ("2022-12-05", "2022-12-12", "2022-12-19"):
        await talk.at(f"{day}T09:30")
    assert len(talk.sees("anna", Reminder)) == 3
    assert talk.sees("priya", Escalation)
    assert printed(talk) is None


async def test_a_question_comes_back_answered(talk: Talk, one: str) -> None:
    """The coordinators get it; one answers in its thread, the asker is told, and the other sees who did."""
    wrote = await talk.writes("anna", "What evidence do you need?", thread=await reminded(talk))
    (for_priya,), (for_tom,) = talk.sees("priya", Question), talk.sees("tom", Question)
    assert for_priya.text == for_tom.text
    assert "their answer will come here" in wrote.answers[0].text
    answer = await talk.writes("priya", "The audit of November is enough.", thread=talk.last("priya"))
    told = answer.answer(Recorded)
    assert (told.kind, told.aside and told.aside.answers) == (StatementKind.NOTE, True)
    (came,) = [each for each in talk.posts(direct("anna")) if isinstance(each.message, QuestionAnswered)]
    assert came.says(QuestionAnswered).text == "The audit of November is enough."
    (for_tom,) = talk.sees("tom", Question)
    assert (for_tom.answered, for_tom.answered_by and for_tom.answered_by.name) == (True, "Priya Shah")
    assert done(talk) == [(None, None)]


async def test_an_update_can_ask_as_well(talk: Talk, one: str) -> None:
    """What is of substance is the update, and its question is passed on all the same."""
    wrote = await talk.writes("anna", "10618: all units are trained. Who signs that off?")
    assert wrote.answer(Recorded).kind is StatementKind.UPDATE
    assert len(talk.sees("priya", Question)) == 1


async def test_an_absence_is_entered_with_one_press(talk: Talk, one: str) -> None:
    """Out of office proposes leave where it names the days; what is due is said."""
    words = "Automatic reply: I am out of the office until Monday 12 December."
    wrote = await talk.writes("anna", words, thread=await reminded(talk))
    told = wrote.answer(Recorded)
    assert told.aside is not None
    assert (told.aside.meaning, told.aside.away) == (Meaning.ABSENCE, (date(2022, 12, 1), date(2022, 12, 12)))
    await talk.presses("anna", "enter_leave", "2022-12-01:2022-12-12", on=wrote.answers[0])
    entered = wrote.answer(Leave).entered
    assert entered is not None
    assert (entered.starts_on, entered.ends_on) == (date(2022, 12, 1), date(2022, 12, 12))


async def test_wrong_person_leads_to_not_mine(talk: Talk, one: str) -> None:
    """Whoever says that it is not theirs is offered to tell the coordinators."""
    wrote = await talk.writes("anna", "Wrong person!", thread=await reminded(talk))
    assert [each.intent for each in wrote.answer(Recorded).proposals] == [ItemIntent.NOT_MINE]


async def test_thanks_about_several_items_or_none_ask_nothing_back(
    talk: Talk, one: str, register: Register
) -> None:
    """Nobody is asked which item their thanks are for; without any they are kept."""
    assert (await talk.writes("anna", "Thanks!")).answer(AsideKept).meaning is Meaning.ACKNOWLEDGEMENT
    with talk.database.reading() as session:
        assert session.scalars(select(HeldReply.text)).all() == ["Thanks!"]
    register.item("1b", register_number="9962", reviews_from=date(2022, 9, 5))
    wrote = await talk.writes("anna", "Thanks", thread=await reminded(talk))
    assert sorted(wrote.answer(Recorded).references) == ["10618", "9962"]


async def test_one_press_makes_the_review_and_undo_takes_it_back(talk: Talk, one: str) -> None:
    """An update quiets the reminder; an outcome under it does the review; Undo undoes that, and then the update."""
    reminder = await reminded(talk)
    wrote = await talk.writes("anna", "All units are trained but one.", thread=reminder)
    number = wrote.answer(Recorded).statement
    assert (wrote.answer(Recorded).review_offer, done(talk)) == (FIRST, [(None, None)])
    assert [line.answered for line in reminder.says(Reminder).lines] == [True]
    await talk.at("2022-12-05T09:30")
    assert len(talk.sees("anna", Reminder)) == 1
    assert await talk.presses("anna", "review_as", f"{number}:at risk", on=wrote.answers[0]) is None
    told = wrote.answer(Recorded)
    assert (told.outcome, told.review_on, told.next_review_on) == (
        ReviewOutcome.AT_RISK,
        FIRST,
        date(2023, 3, 5),
    )
    assert told.judged is not None
    assert told.judged.rag is Rag.AMBER
    assert printed(talk) == "All units are trained but one."
    await talk.presses("anna", "undo_review", str(number), on=wrote.answers[0])
    assert (wrote.answer(Recorded).review_offer, printed(talk), done(talk)) == (FIRST, None, [(None, None)])
    await talk.presses("anna", "undo", str(number), on=wrote.answers[0])
    assert wrote.answer(Recorded).undone_at is not None


@pytest.mark.parametrize("value", ["x:on track", "999:on track", "1:fine", "1"])
async def test_a_press_that_fits_nothing_is_refused(talk: Talk, one: str, value: str) -> None:
    """A press on no record, or with no outcome, does no review."""
    await talk.writes("anna", "10618: all units are trained now")
    expected(await talk.presses("anna", "review_as", value), Refused)
    assert [outcome for _, outcome in done(talk)] in ([], [None])


async def test_an_edit_changes_what_a_reply_is(talk: Talk, one: str) -> None:
    """Thanks that become an update quiet the reminder, and an update that becomes thanks wakes it again."""
    reminder = await reminded(talk)
    wrote = await talk.writes("anna", "Thanks", thread=reminder)
    for words, kind, answered in (
        ("All units are trained.", StatementKind.UPDATE, True),
        ("Thanks again", StatementKind.NOTE, False),
    ):
        await talk.edits(wrote, words)
        assert wrote.answer(Recorded).kind is kind
        assert [line.answered for line in reminder.says(Reminder).lines] == [answered]


@pytest.mark.parametrize(
    "words", ["No evidence yet.", "Evidence to follow", "10618: awaiting evidence from estates"]
)
async def test_evidence_to_come_does_not_open_the_gate(talk: Talk, one: str, words: str) -> None:
    """What only announces evidence is an update, and handing in still asks for some."""
    wrote = await talk.writes("anna", words, thread=await reminded(talk))
    assert wrote.answer(Recorded).kind is StatementKind.UPDATE
    expected(await talk.says("anna", "/rec submit 10618", Refused), Refused)
    with talk.database.reading() as session:
        assert items.item_by_reference(session, "10618").status is Status.IN_PROGRESS


async def test_what_is_typed_as_evidence_and_is_none_is_refused_with_its_words(talk: Talk, one: str) -> None:
    """The command and the form say what is wrong, and the words can be sent as an update."""
    refused = await talk.says("anna", "/rec evidence 10618 No evidence yet.", Refused)
    assert sentence(refused).endswith("send me: “10618: No evidence yet.”.")
    filled = await talk.fills("anna", "evidence:10618", {"text": "To follow"})
    assert expected(filled, Refused).field_name == "text"
    with talk.database.reading() as session:
        assert session.scalars(select(Statement)).all() == []


async def test_a_file_that_is_named_and_did_not_come_is_missed(talk: Talk, one: str) -> None:
    """“Attached” without a file is an update, and it is said that none came."""
    wrote = await talk.writes("anna", "10618: the evidence is attached")
    assert wrote.answer(Recorded).kind is StatementKind.UPDATE
    assert "No file came with it." in wrote.answers[0].text


async def test_words_are_marked_for_the_committee_and_no_longer(talk: Talk, one: str) -> None:
    """An update is printed once its owner or a coordinator marks it, under its confirmation or in `show`."""
    wrote = await talk.writes("anna", "10618: update of 12 January: this is bloody useless")
    assert printed(talk) is None
    number = str(wrote.answer(Recorded).statement)
    await talk.presses("anna", "for_committee", number, on=wrote.answers[0])
    assert printed(talk) == "10618: update of 12 January: this is bloody useless"
    (row,) = (await talk.says("priya", "/rec show 10618", ItemDetail)).statements
    assert row.can_do == ("not_for_committee",)
    await talk.presses("priya", "not_for_committee", number)
    assert printed(talk) is None
    expected(await talk.presses("dev", "for_committee", number), Refused)


async def test_a_bare_reference_and_a_forgotten_slash_are_answered(talk: Talk, one: str) -> None:
    """“10618?” shows the item, a command that reads is answered, one that writes says how it is typed."""
    for words in ("10618?", "10618", "status 10618", "/rec show 10618", "`/rec show 10618`"):
        assert (await talk.writes("anna", words)).answer(ItemDetail).row.reference == "10618"
    for words in ("snooze 10618 until Monday", "/rec snooze 10618 until 12 December"):
        assert (await talk.writes("anna", words)).answer(Acknowledged).what == "command_typed"
    for words in ("committee add 2023-03-23", "Settings here"):
        assert (await talk.writes("priya", words)).answer(Acknowledged).what == "command_typed"
    with talk.database.reading() as session:
        assert session.scalars(select(Statement)).all() == []
        assert items.item_by_reference(session, "10618").snoozed_until is None


async def test_the_committee_is_told_three_numbers(talk: Talk, register: Register) -> None:
    """Of the reviews that fell due one was reviewed, one only updated, and one missed, in spite of thanks."""
    register.meeting(date(2022, 12, 15), cut_off_on=date(2022, 12, 12))
    for number in ("1", "2", "3"):
        register.item(number, reviews_from=date(2022, 9, 5))
    await talk.at("2022-12-05T09:30")
    await talk.says("anna", "/rec review OLDER-1 on track, green: all units are trained", Acknowledged)
    await talk.writes("anna", "OLDER-2: half of the units are trained")
    await talk.writes("anna", "OLDER-3: thanks")
    await talk.at("2022-12-12T09:30")
    told = (await talk.says("priya", "/rec summary", SummaryPosted)).summary
    assert told.reviews_done == ("OLDER-1",)
    assert [row.reference for row in told.reviews_updated] == ["OLDER-2"]
    assert [row.reference for row in told.reviews_missed] == ["OLDER-3"]
    assert len(told.reviews_due) == 3
    why = await talk.says("priya", "/rec why reviews updated 2022-12-15", Why)
    assert [row.reference for row in why.rows] == ["OLDER-2"]
