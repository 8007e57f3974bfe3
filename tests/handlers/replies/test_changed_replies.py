"""Conversations in which replies are edited, deleted or delivered again, or come from people who may not write."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from models.enums import StatementKind
from models.ledger.event import Event, EventKind
from models.statements.statement import AttachedFile, FileState, HeldReply, Wording
from templates.messages.answers import Acknowledged, Refused
from templates.messages.items import ItemDetail
from templates.messages.reminders import Reminder
from templates.messages.replies import Recorded, RecordedTogether, WhichItem
from tests.factories import Register
from tests.handlers.replying import reminded, statements
from tests.letterbox import expected
from tests.talk import Talk, sentence

pytestmark = pytest.mark.every_database


async def test_an_edited_reply_keeps_both_wordings(talk: Talk, one: str) -> None:
    """An edit is taken over, the earlier wording is kept, and what was said back is changed in place."""
    wrote = await talk.writes("anna", "94% done", thread=await reminded(talk))
    await talk.edits(wrote, "49% done")
    told = wrote.answer(Recorded)
    assert (told.text, told.edited_at, wrote.answers[0].changes) == ("49% done", talk.clock.now(), 1)
    await talk.edits(wrote, "49% done")
    assert wrote.answers[0].changes == 1
    with talk.database.reading() as session:
        assert session.scalars(select(Wording.text).order_by(Wording.id)).all() == ["94% done", "49% done"]
    detail = await talk.says("anna", "/rec show 10618", ItemDetail)
    assert [(each.text, each.edited) for each in detail.statements] == [("49% done", True)]


async def test_a_deleted_reply_counts_no_longer(talk: Talk, one: str) -> None:
    """A deletion is recorded: the words stay in the record, the review is open again and the reminder too."""
    reminder = await reminded(talk)
    wrote = await talk.writes("anna", "All done", thread=reminder)
    await talk.deletes(wrote)
    assert wrote.answer(Recorded).deleted_at == talk.clock.now()
    assert [line.answered for line in reminder.says(Reminder).lines] == [False]
    detail = await talk.says("anna", "/rec show 10618", ItemDetail)
    assert (detail.updates, [(each.text, each.withdrawn) for each in detail.statements]) == (
        0,
        [("All done", True)],
    )
    assert detail.row.review_due_on == date(2022, 12, 5)
    await talk.deletes(wrote)
    await talk.edits(wrote, "Not done")
    assert wrote.answer(Recorded).text == "All done"
    with talk.database.reading() as session:
        deleted = session.scalars(select(Event).where(Event.kind == EventKind.STATEMENT_DELETED)).all()
        assert len(deleted) == 1


async def test_an_edited_reply_that_is_held_is_kept_in_its_new_wording(
    talk: Talk, two: tuple[str, str]
) -> None:
    """While the bot still asks, an edit changes what is kept, and what is asked shows it."""
    wrote = await talk.writes("anna", "94% done", thread=await reminded(talk))
    await talk.edits(wrote, "49% done")
    assert (wrote.answer(WhichItem).text, wrote.answers[0].changes) == ("49% done", 1)
    await talk.presses("anna", "place", f"{wrote.answer(WhichItem).reply}:9962", on=wrote.answers[0])
    assert statements(talk) == [("9962", "49% done")]


async def test_a_held_reply_is_recorded_once_an_edit_makes_it_clear(talk: Talk, two: tuple[str, str]) -> None:
    """Whoever adds the reference that was missing need not choose; the file that came is stored once."""
    wrote = await talk.writes("anna", "OLDER-1x: 94% done", files=[("nov.csv", b"94")])
    assert wrote.answer(WhichItem).named_unknown == "OLDER-1x"
    await talk.edits(wrote, "10618: 94% done")
    assert (wrote.answer(Recorded).row.reference, wrote.answers[0].changes) == ("10618", 1)
    assert [file.name for file in wrote.answer(Recorded).files] == ["nov.csv"]
    with talk.database.reading() as session:
        assert session.scalars(select(AttachedFile.state)).all() == [FileState.STORED]
        held = session.scalars(select(HeldReply)).one()
    expected(await talk.presses("anna", "place", f"{held.id}:9962"), Refused)
    assert statements(talk) == [("10618", "10618: 94% done")]
    await talk.edits(wrote, "10618: 49% done")
    assert (wrote.answer(Recorded).text, wrote.answers[0].changes) == ("10618: 49% done", 2)


async def test_a_held_reply_is_recorded_for_all_that_an_edit_names(talk: Talk, two: tuple[str, str]) -> None:
    """An edit that names several items is recorded for each, and what was held waits no longer."""
    wrote = await talk.writes("anna", "94% done", thread=await reminded(talk))
    assert wrote.answer(WhichItem)
    await talk.edits(wrote, "10618: 94% done. 9962: begun")
    assert statements(talk) == [("10618", "10618: 94% done. "), ("9962", "9962: begun")]
    with talk.database.reading() as session:
        assert session.scalars(select(HeldReply.statement_id)).one() is not None


async def test_what_is_held_is_no_yes_once_it_was_edited(talk: Talk, two: tuple[str, str]) -> None:
    """A message that was no answer to a question of ours does not become one by an edit: it says nothing."""
    wrote = await talk.writes("anna", "94% done", thread=await reminded(talk))
    await talk.edits(wrote, "yes")
    told = wrote.answer(Recorded)
    assert (told.kind, sorted(told.references)) == (StatementKind.NOTE, ["10618", "9962"])


async def test_an_edit_after_choosing_changes_the_record(talk: Talk, two: tuple[str, str]) -> None:
    """Once placed, the reply is a record like any other: an edit is noted there."""
    wrote = await talk.writes("anna", "94% done", thread=await reminded(talk))
    await talk.presses("anna", "place", f"{wrote.answer(WhichItem).reply}:9962", on=wrote.answers[0])
    await talk.edits(wrote, "49% done")
    assert (wrote.answer(Recorded).text, wrote.answer(Recorded).row.reference) == ("49% done", "9962")


async def test_a_deleted_reply_that_is_held_cannot_be_placed(talk: Talk, two: tuple[str, str]) -> None:
    """What its author deleted before choosing is not recorded any more."""
    wrote = await talk.writes("anna", "Wrong window", thread=await reminded(talk))
    await talk.deletes(wrote)
    expected(await talk.presses("anna", "place", f"{wrote.answer(WhichItem).reply}:9962"), Refused)
    assert statements(talk) == []
    with talk.database.reading() as session:
        assert session.scalars(select(HeldReply.deleted_at)).one() == talk.clock.now()


async def test_a_refused_reply_that_is_edited_into_a_good_one_is_recorded(
    talk: Talk, one: str, register: Register
) -> None:
    """Nothing was kept of what was refused: the new wording is a reply like any other, answered in its place."""
    register.item("7", register_number="777", owner="dev")
    wrote = await talk.writes("anna", "777: it is done")
    assert sentence(wrote.answer(Refused)).startswith("Only the owner of 777")
    await talk.edits(wrote, "777: it is nearly done")
    assert (wrote.answers[0].changes, statements(talk)) == (0, [])
    await talk.edits(wrote, "10618: it is done")
    assert (wrote.answer(Recorded).row.reference, wrote.answers[0].changes) == ("10618", 1)
    assert statements(talk) == [("10618", "10618: it is done")]
    await talk.delivers(wrote)
    assert statements(talk) == [("10618", "10618: it is done")]


async def test_what_was_not_understood_is_read_again_once_it_was_edited(
    talk: Talk, one: str, register: Register
) -> None:
    """Somebody without an item writes of nothing in particular, and then says which item was meant."""
    wrote = await talk.writes("dev", "All of it is done")
    assert wrote.answer(Acknowledged).what == "not_understood"
    register.item("7", register_number="777", owner="dev")
    await talk.edits(wrote, "777: all of it is done")
    assert wrote.answer(Recorded).row.reference == "777"


async def test_a_refused_reply_that_was_deleted_stays_so_however_late_an_edit_comes(
    talk: Talk, one: str, register: Register
) -> None:
    """An edit that arrives after the deletion is kept, as all that was written, and does not count."""
    register.item("7", register_number="777", owner="dev")
    wrote = await talk.writes("anna", "777: it is done")
    await talk.deletes(wrote)
    await talk.edits(wrote, "10618: it is done")
    assert wrote.answer(Recorded).deleted_at == talk.clock.now()
    assert (await talk.says("anna", "/rec show 10618", ItemDetail)).updates == 0


async def test_an_edit_that_is_refused_is_said_and_changes_nothing(
    talk: Talk, two: tuple[str, str], register: Register
) -> None:
    """What was recorded stands as it was, and so does its answer; why the edit was refused is told beside it."""
    register.item("7", register_number="777", owner="dev")
    wrote = await talk.writes("anna", "10618: it is done")
    await talk.edits(wrote, "10618: it is done. 777: and that too")
    refused = talk.last("anna").says(Refused)
    assert sentence(refused).startswith("Only the owner of 777")
    assert (wrote.answer(Recorded).text, wrote.answers[0].changes) == ("10618: it is done", 0)
    assert statements(talk) == [("10618", "10618: it is done")]


async def test_a_reply_that_is_edited_to_name_several_is_recorded_for_each(
    talk: Talk, two: tuple[str, str]
) -> None:
    """The item that was meant first keeps its record in the new wording; the other gets a record of its own."""
    wrote = await talk.writes("anna", "10618: it is done")
    await talk.edits(wrote, "10618: it is done. 9962: the training has begun")
    assert statements(talk) == [
        ("10618", "10618: it is done. "),
        ("9962", "9962: the training has begun"),
    ]
    parts = wrote.answer(RecordedTogether).parts
    assert [(part.row.reference, part.edited_at is not None) for part in parts] == [
        ("10618", True),
        ("9962", False),
    ]
    await talk.deletes(wrote)
    for reference in two:
        assert (await talk.says("anna", f"/rec show {reference}", ItemDetail)).updates == 0


async def test_a_redelivered_reply_is_recorded_once(talk: Talk, one: str, two: tuple[str, str]) -> None:
    """The same event delivered four times is one record, or one question, with one answer."""
    reminder = await reminded(talk)
    recorded = await talk.writes("anna", "10618: trained", thread=reminder)
    asked = await talk.writes("anna", "trained", thread=reminder)
    for _ in range(3):
        await talk.delivers(recorded)
        await talk.delivers(asked)
    assert (len(recorded.answers), len(asked.answers)) == (1, 1)
    assert statements(talk) == [("10618", "10618: trained")]
    assert reminder.changes == 1


async def test_a_reply_that_comes_as_another_event_is_the_statement_that_it_was(talk: Talk, one: str) -> None:
    """A message is known by where it stands, not only by the event that brought it."""
    wrote = await talk.writes("anna", "10618: trained")
    again = replace(wrote.heard, event="Ev0ANOTHER", words="10618: other words")
    await talk.delivers(replace(wrote, heard=again))
    assert statements(talk) == [("10618", "10618: trained")]
    assert len(wrote.answers) == 1


async def test_an_edit_that_arrives_first_stands_for_its_message(talk: Talk, one: str) -> None:
    """Where the edit overtakes the message, its wording is recorded, once, and the older one does not undo it."""
    wrote = talk.wrote("anna", "10618: 94% done")
    await talk.edits(wrote, "10618: 49% done")
    await talk.delivers(wrote)
    assert statements(talk) == [("10618", "10618: 49% done")]
    assert wrote.answer(Recorded).text == "10618: 49% done"


async def test_a_deletion_that_arrives_first_holds(talk: Talk, one: str) -> None:
    """Where the deletion overtakes the message, the words are kept, and do not count."""
    wrote = talk.wrote("anna", "10618: Wrong window")
    await talk.deletes(wrote)
    assert wrote.answers == []
    await talk.delivers(wrote)
    assert wrote.answer(Recorded).deleted_at == talk.clock.now()
    detail = await talk.says("anna", "/rec show 10618", ItemDetail)
    assert (detail.updates, [each.withdrawn for each in detail.statements]) == (0, [True])
    assert detail.row.review_due_on == date(2022, 12, 5)


@pytest.mark.parametrize("who", ["anna", "jo"])
async def test_strangers_guests_and_people_from_outside_are_refused(
    talk: Talk, one: str, register: Register, who: str
) -> None:
    """Guests, unknown and deactivated people, and people of other organisations record and see nothing."""
    register.set_person("anna", active=False)
    refused = (await talk.writes(who, "10618: it is done")).answer(Refused)
    assert sentence(refused).startswith("I do not know you yet")
    outside = (await talk.writes("dev", "10618: it is done", outside=True)).answer(Refused)
    assert sentence(outside).startswith("Only members of the force can use")
    for line in ("/rec", "/rec status", "/rec show 10618", "/rec evidence 10618 done", "/rec digest"):
        refused = await talk.says(who, line, Refused)
        assert sentence(refused).startswith("I do not know you yet")
    for button in ("show", "update", "add_evidence", "undo", "place"):
        expected(await talk.presses(who, button, "10618"), Refused)
    expected(await talk.fills(who, "update:10618", {"text": "done"}), Refused)
    await talk.home(who, Refused)
    assert statements(talk) == []
