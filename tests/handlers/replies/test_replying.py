"""Conversations in which owners answer in plain words."""

from datetime import date

import pytest
from sqlalchemy import select

from models.enums import StatementKind
from models.statements.statement import AttachedFile, FileState, Statement
from templates.messages.answers import Acknowledged, Refused
from templates.messages.reminders import Escalation, Reminder
from templates.messages.replies import Recorded, WhichItem
from tests.factories import Register
from tests.handlers.replying import reminded, statements
from tests.letterbox import expected
from tests.talk import Talk, sentence


async def test_a_reply_in_the_thread_is_the_update(talk: Talk, one: str) -> None:
    """A plain reply is recorded word for word, can be made the review, and quiets the reminder."""
    reminder = await reminded(talk)
    wrote = await talk.writes("anna", "The new form went live;\n*dip sample* in January.", thread=reminder)
    told = wrote.answer(Recorded)
    assert told.text == "The new form went live;\n*dip sample* in January."
    assert (told.kind, told.row.reference, told.review_offer) == (
        StatementKind.UPDATE,
        "10618",
        date(2022, 12, 5),
    )
    assert wrote.answers[0].thread == reminder.ts
    assert ([line.answered for line in reminder.says(Reminder).lines], reminder.changes) == ([True], 1)
    await talk.at("2022-12-05T09:30")
    assert len(talk.sees("anna", Reminder)) == 1


@pytest.mark.parametrize(
    ("words", "files", "kind"),
    [
        ("It is all done.", [], StatementKind.UPDATE),
        ("Here is the evidence: the audit.", [], StatementKind.EVIDENCE),
        ("EVIDENCE: 94% of the files of November", [], StatementKind.EVIDENCE),
        ("EVIDENCE attached", [], StatementKind.UPDATE),
        ("That is self-evidenced.", [], StatementKind.UPDATE),
        ("It is all done.", [("audit.pdf", b"94%")], StatementKind.EVIDENCE),
        ("", [("audit.pdf", b"94%")], StatementKind.EVIDENCE),
    ],
)
async def test_files_or_the_word_evidence_make_it_evidence(
    talk: Talk, one: str, words: str, files: list[tuple[str, bytes]], kind: StatementKind
) -> None:
    """What comes with files, or has the word evidence in it, is evidence; anything else is an update."""
    wrote = await talk.writes("anna", words, thread=await reminded(talk), files=files)
    assert wrote.answer(Recorded).kind is kind
    assert [file.name for file in wrote.answer(Recorded).files] == [name for name, _ in files]


async def test_a_plain_message_answers_the_one_reminder(talk: Talk, one: str, register: Register) -> None:
    """Outside any thread, words that name no item answer the one item of which their author was reminded."""
    register.item("2")
    await reminded(talk)
    wrote = await talk.writes("anna", "All units are trained.")
    assert wrote.answer(Recorded).row.reference == "10618"
    assert wrote.answers[0].thread is None


async def test_a_message_that_names_an_item_is_about_it(
    talk: Talk, two: tuple[str, str], register: Register
) -> None:
    """A reference in the words decides, reminded or not, in the number's or the code's form."""
    register.item("3", report="VETTING")
    reminder = await reminded(talk)
    for words, reference, thread in (
        ("9962: trained", "9962", reminder),
        ("vetting-3 is under way", "VETTING-3", None),
        ("As to OLDER-1A, (see above): trained", "10618", reminder),
        ("#10618 trained again", "10618", None),
    ):
        wrote = await talk.writes("anna", words, thread=thread)
        assert wrote.answer(Recorded).row.reference == reference


async def test_numbers_in_the_words_do_not_mislead(talk: Talk, one: str) -> None:
    """Numbers and words with hyphens that name no item are only words."""
    words = "In 2022 we checked 94 of 100 files, see A-1 and COVID-19."
    wrote = await talk.writes("anna", words, thread=await reminded(talk))
    assert wrote.answer(Recorded).text == words


async def test_several_items_and_none_named_is_asked(talk: Talk, two: tuple[str, str]) -> None:
    """With several items in the thread the author is asked; text and file are kept, and nothing is recorded yet."""
    reminder = await reminded(talk)
    wrote = await talk.writes("anna", "The training is done.", thread=reminder, files=[("list.csv", b"a,b")])
    which = wrote.answer(WhichItem)
    assert (which.text, [file.name for file in which.files]) == ("The training is done.", ["list.csv"])
    assert sorted(row.reference for row in which.candidates) == ["10618", "9962"]
    assert statements(talk) == []
    assert reminder.changes == 0

    assert await talk.presses("anna", "place", f"{which.reply}:9962", on=wrote.answers[0]) is None
    told = wrote.answer(Recorded)
    assert (told.row.reference, told.text, told.kind) == (
        "9962",
        "The training is done.",
        StatementKind.EVIDENCE,
    )
    assert [file.name for file in told.files] == ["list.csv"]
    assert statements(talk) == [("9962", "The training is done.")]
    answered = {line.row.reference: line.answered for line in reminder.says(Reminder).lines}
    assert answered == {"9962": True, "10618": False}


async def test_a_held_file_is_stored_while_its_item_is_unclear(talk: Talk, two: tuple[str, str]) -> None:
    """A file is fetched at once, before it is known what it is evidence for."""
    await talk.writes("anna", "See this", thread=await reminded(talk), files=[("list.csv", b"a,b")])
    with talk.database.reading() as session:
        assert session.scalars(select(AttachedFile.state)).all() == [FileState.STORED]


async def test_choosing_twice_records_once(talk: Talk, two: tuple[str, str]) -> None:
    """A second choice is refused, and says where the words were recorded."""
    wrote = await talk.writes("anna", "The training is done.", thread=await reminded(talk))
    number = wrote.answer(WhichItem).reply
    await talk.presses("anna", "place", f"{number}:9962", on=wrote.answers[0])
    for reference in ("10618", "9962"):
        refused = expected(await talk.presses("anna", "place", f"{number}:{reference}"), Refused)
        assert sentence(refused) == (
            "That reply is already recorded for 9962. If it belongs elsewhere, press Undo there."
        )
    assert statements(talk) == [("9962", "The training is done.")]


async def test_words_placed_days_later_count_from_the_day_they_were_written(
    talk: Talk, two: tuple[str, str]
) -> None:
    """What was written before a review can do it, even if its item is chosen only afterwards."""
    wrote = await talk.writes("anna", "The training is done.", thread=await reminded(talk))
    await talk.at("2022-12-07T09:30")
    await talk.presses("anna", "place", f"{wrote.answer(WhichItem).reply}:9962", on=wrote.answers[0])
    with talk.database.reading() as session:
        statement = session.scalars(select(Statement)).one()
        assert (statement.effective_on, statement.recorded_at) == (date(2022, 12, 1), talk.clock.now())
    assert wrote.answer(Recorded).review_offer == date(2022, 12, 5)


@pytest.mark.parametrize("value", ["", "x:10618", "999:10618", "²:10618"])
async def test_choosing_for_a_reply_that_is_not_there_is_refused(talk: Talk, one: str, value: str) -> None:
    """A choice that belongs to no kept reply records nothing."""
    expected(await talk.presses("anna", "place", value), Refused)
    assert statements(talk) == []


async def test_only_the_author_chooses(talk: Talk, two: tuple[str, str]) -> None:
    """Nobody else places a person's words, and an item that is not theirs is refused."""
    wrote = await talk.writes("anna", "The training is done.", thread=await reminded(talk))
    number = wrote.answer(WhichItem).reply
    expected(await talk.presses("priya", "place", f"{number}:9962"), Refused)
    talk_register = Register(talk.database, talk.clock, talk.policy)
    talk_register.item("77", owner="dev")
    refused = expected(await talk.presses("anna", "place", f"{number}:OLDER-77"), Refused)
    assert "Only the owner of OLDER-77" in sentence(refused)
    assert statements(talk) == []


async def test_naming_another_item_in_a_thread_is_asked(talk: Talk, one: str, register: Register) -> None:
    """In one item's thread the reference of another could mean either: both are offered."""
    register.item("2")
    wrote = await talk.writes("anna", "This is covered by OLDER-2.", thread=await reminded(talk))
    assert sorted(row.reference for row in wrote.answer(WhichItem).candidates) == ["10618", "OLDER-2"]


async def test_a_leading_reference_that_is_unknown_is_asked(talk: Talk, one: str) -> None:
    """Words that begin with a mistyped reference are not recorded for the thread's item: the author is asked."""
    reminder = await reminded(talk)
    for thread in (reminder, None):
        wrote = await talk.writes("anna", "10681: The training is done.", thread=thread)
        which = wrote.answer(WhichItem)
        assert (which.named_unknown, which.text) == ("10681", "10681: The training is done.")
        assert [row.reference for row in which.candidates] == ["10618"]
    assert statements(talk) == []


async def test_a_message_without_any_reminder_offers_my_items(talk: Talk, register: Register) -> None:
    """With no reminder open, words that name nothing are kept, and the author's own items are offered."""
    register.item("1")
    wrote = await talk.writes("anna", "The training is done.")
    assert [row.reference for row in wrote.answer(WhichItem).candidates] == ["OLDER-1"]


async def test_who_owns_nothing_is_told_how_to_write(talk: Talk, one: str) -> None:
    """Words of somebody without items answer nothing, and they are told how to name an item."""
    assert (await talk.writes("priya", "Training is done.")).answer(Acknowledged).what == "not_understood"


async def test_a_reply_about_an_item_that_is_not_mine_is_refused(talk: Talk, one: str) -> None:
    """Who may not record is told who owns the item, and nothing is recorded."""
    refused = (await talk.writes("dev", "10618: it is done")).answer(Refused)
    assert sentence(refused).endswith("The owner is Anna Clarke.")
    assert statements(talk) == []


async def test_a_reply_to_what_was_recorded_is_about_the_same_item(talk: Talk, two: tuple[str, str]) -> None:
    """In the thread of a record, further words belong to its item."""
    first = await talk.writes("anna", "9962: trained")
    second = await talk.writes("anna", "And the list follows.", thread=first.answers[0])
    assert second.answer(Recorded).row.reference == "9962"


async def test_every_coordinator_can_answer_in_the_thread_of_an_escalation(talk: Talk, one: str) -> None:
    """Each coordinator who is told can reply in the thread, and all see that the item is answered."""
    await talk.at("2022-12-12T09:30")
    await talk.at("2022-12-19T09:30")
    escalations = {who: talk.last(who) for who in ("priya", "tom")}
    for escalation in escalations.values():
        assert [line.row.reference for line in escalation.says(Escalation).lines] == ["10618"]
    wrote = await talk.writes("tom", "Anna is on leave; it is done.", thread=escalations["tom"])
    assert wrote.answer(Recorded).row.reference == "10618"
    for escalation in escalations.values():
        assert [line.answered for line in escalation.says(Escalation).lines] == [True]
