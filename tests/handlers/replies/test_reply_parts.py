"""Conversations in which one reply speaks of several items, and what holds for any reply whatever its words."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import StoppedClock
from bot.slack import addresses
from handlers.replies import reply
from handlers.request import Place, Request
from models.deadlines.extension import ExtensionRequest
from models.enums import Rag, Surface
from models.outbox.message import OutboxMessage
from models.queries import items as queries
from models.refusals.base import Refusal
from models.reply_parser.intents import ItemIntent
from models.reviews.liaison import HelpRequest
from models.statements.statement import HeldReply, Statement
from templates.messages.answers import Acknowledged, Refused
from templates.messages.help import Help
from templates.messages.items import ItemDetail, ItemList
from templates.messages.replies import Recorded, RecordedTogether, WhichItem
from tests.examples import tries
from tests.factories import Register, person_called
from tests.handlers.replying import sets, writes_and_sets
from tests.letterbox import expected
from tests.talk import Talk, sentence

WORDS = "Morning!\n10618: green. VETTING-33: amber because training slipped"


@pytest.fixture
def two(register: Register) -> Register:
    """Anna owns 10618, with sofia as its deputy, and VETTING-33 with dev."""
    register.item("1a", register_number="10618", deputy="sofia", reviews_from=date(2022, 9, 5))
    register.item("33", report="VETTING", deputy="dev", deadline_on=date(2023, 3, 31))
    return register


def texts(talk: Talk) -> list[tuple[str, str, bool]]:
    """Return item, text and whether it stands of every statement, in order."""
    with talk.database.reading() as session:
        found = session.scalars(select(Statement).order_by(Statement.id))
        return [(item.reference, each.text, each.stands) for each in found for item in each.items]


def colours(talk: Talk) -> tuple[Rag | None, Rag | None]:
    with talk.database.reading() as session:
        ten, vetting = (queries.item_by_reference(session, each) for each in ("10618", "VETTING-33"))
        return ten.judged_rag, vetting.judged_rag


async def test_each_part_is_recorded_for_its_item(talk: Talk, two: Register) -> None:
    """The words are parted at the references, without losing one; each part is understood for its own item."""
    wrote = await writes_and_sets(talk, WORDS)
    first, second = wrote.answer(RecordedTogether).parts
    assert (first.row.reference, first.text) == ("10618", "Morning!\n10618: green. ")
    assert (second.row.reference, second.text) == ("VETTING-33", "VETTING-33: amber because training slipped")
    assert first.text + second.text == WORDS
    assert colours(talk) == (Rag.GREEN, Rag.AMBER)
    assert first.next_review_on == date(2022, 12, 5)


async def test_words_for_several_items_are_recorded_for_each(talk: Talk, two: Register) -> None:
    """Several references before one colon: each item has the words, its own colour, and its own Undo."""
    words = "Hi! 10618 and VETTING-33: amber because training slipped"
    wrote = await writes_and_sets(talk, words)
    first, second = wrote.answer(RecordedTogether).parts
    assert (first.row.reference, second.row.reference) == ("10618", "VETTING-33")
    assert texts(talk) == [("10618", words, True), ("VETTING-33", words, True)]
    assert wrote.answers[0].text.startswith("Saved for each: 10618 and VETTING-33.")
    assert colours(talk) == (Rag.AMBER, Rag.AMBER)
    assert first.next_review_on == date(2022, 12, 5)
    await talk.presses("anna", "undo", str(first.statement), on=wrote.answers[0])
    assert colours(talk) == (None, Rag.AMBER)
    await talk.edits(wrote, "10618, VETTING-33: red because it broke")
    assert colours(talk) == (None, None)
    await sets(talk, wrote)
    assert colours(talk) == (None, Rag.RED)


async def test_what_is_wanted_of_several_items_is_proposed_for_each(talk: Talk, two: Register) -> None:
    """Done, said of two items, waits for a press for either of them."""
    wrote = await talk.writes("anna", "10618, VETTING-33: done")
    for part in wrote.answer(RecordedTogether).parts:
        assert [(each.intent, each.fate) for each in part.proposals] == [(ItemIntent.DONE, "open")]


async def test_words_for_an_item_that_is_not_mine_are_recorded_for_none(talk: Talk, two: Register) -> None:
    """Where one of several items is somebody else's, or unknown, nothing is recorded until that is clear."""
    two.item("9", owner="marcus")
    refused = (await talk.writes("anna", "10618, OLDER-9: under way")).answer(Refused)
    assert "Only the owner of OLDER-9" in sentence(refused)
    wrote = await talk.writes("anna", "10618, VETTING-99: under way")
    assert wrote.answer(WhichItem).named_unknown == "VETTING-99"
    assert texts(talk) == []


async def test_who_reads_one_item_does_not_read_of_the_other(talk: Talk, two: Register) -> None:
    """The deputy of one item sees its part alone: words about another are not theirs to read."""
    await talk.writes("anna", WORDS)
    for who, reference, text in (
        ("sofia", "10618", "Morning!\n10618: green. "),
        ("dev", "VETTING-33", "VETTING-33: amber because training slipped"),
    ):
        detail = await talk.says(who, f"/rec show {reference}", ItemDetail)
        assert [each.text for each in detail.statements] == [text]


async def test_each_part_has_its_own_undo(talk: Talk, two: Register) -> None:
    """One part is taken back with its colour, in place, and the other stays as it is."""
    wrote = await writes_and_sets(talk, WORDS)
    _, second = wrote.answer(RecordedTogether).parts
    assert await talk.presses("anna", "undo", str(second.statement), on=wrote.answers[0]) is None
    first, second = wrote.answer(RecordedTogether).parts
    assert (first.undone_at, second.undone_at) == (None, talk.clock.now())
    assert colours(talk) == (Rag.GREEN, None)


async def test_each_part_has_its_own_proposals(talk: Talk, two: Register) -> None:
    """What one part wants is proposed for its item, and declining it leaves the other's open."""
    wrote = await talk.writes("anna", "10618: ask @sofia when. VETTING-33: ask @dev where.")
    first, second = wrote.answer(RecordedTogether).parts
    await talk.presses("anna", "only_record", str(first.statement), on=wrote.answers[0])
    first, second = wrote.answer(RecordedTogether).parts
    assert [each.intent for part in (first, second) for each in part.proposals] == [
        ItemIntent.ASK,
        ItemIntent.ASK,
    ]
    assert [each.fate for part in (first, second) for each in part.proposals] == ["declined", "open"]


async def test_an_edit_changes_the_parts(talk: Talk, two: Register) -> None:
    """Each part takes over its new words; a part that is gone counts no longer, and a new one is recorded."""
    two.item("7")
    wrote = await writes_and_sets(talk, WORDS)
    await talk.edits(wrote, "10618: red because it broke. OLDER-7: under way")
    assert texts(talk) == [
        ("10618", "10618: red because it broke. ", True),
        ("VETTING-33", "VETTING-33: amber because training slipped", False),
        ("OLDER-7", "OLDER-7: under way", True),
    ]
    assert colours(talk) == (None, None)
    await sets(talk, wrote)
    assert colours(talk) == (Rag.RED, None)
    await talk.edits(wrote, "10618: red because it broke. OLDER-7: under way")
    await talk.edits(wrote, "All is well")
    assert [text for _, text, stands in texts(talk) if stands] == ["All is well"]


async def test_a_part_that_comes_back_is_recorded_again(talk: Talk, two: Register) -> None:
    """An edit that takes a part out and another that puts it back, with the same words or others, lose nothing."""
    wrote = await writes_and_sets(talk, WORDS)
    await talk.edits(wrote, "10618: green.")
    await talk.edits(wrote, WORDS)
    assert [text for _, text, stands in texts(talk) if stands] == [
        "Morning!\n10618: green. ",
        "VETTING-33: amber because training slipped",
    ]
    await sets(talk, wrote)
    assert colours(talk) == (Rag.GREEN, Rag.AMBER)


async def test_every_part_that_later_edits_add_is_recorded(talk: Talk, two: Register) -> None:
    """However often a message is edited, a new part takes the place of none that is there."""
    two.item("7")
    two.item("8")
    wrote = await talk.writes("anna", "10618: one. VETTING-33: two.")
    await talk.edits(wrote, "10618: one. VETTING-33: two. OLDER-7: three.")
    await talk.edits(wrote, "10618: one. OLDER-8: four. VETTING-33: two. OLDER-7: three.")
    standing = {item: text for item, text, stands in texts(talk) if stands}
    assert standing == {
        "10618": "10618: one. ",
        "OLDER-8": "OLDER-8: four. ",
        "VETTING-33": "VETTING-33: two. ",
        "OLDER-7": "OLDER-7: three.",
    }


async def test_an_edit_that_comes_after_the_deletion_brings_nothing_back(talk: Talk, two: Register) -> None:
    """Slack may deliver an edit late; what its author deleted stays deleted, and nothing is added to it."""
    two.item("7")
    wrote = await talk.writes("anna", WORDS)
    await talk.deletes(wrote)
    await talk.edits(wrote, "10618: green. OLDER-7: under way")
    assert [stands for _, _, stands in texts(talk)] == [False, False]


async def test_a_part_that_was_undone_stays_so_when_another_is_edited(talk: Talk, two: Register) -> None:
    """Undo is a decision of its own: an edit of the rest of the message does not reverse it."""
    wrote = await talk.writes("anna", WORDS)
    second = wrote.answer(RecordedTogether).parts[1]
    await talk.presses("anna", "undo", str(second.statement))
    await talk.edits(wrote, WORDS.replace("green", "red because it broke"))
    assert [(item, stands) for item, _, stands in texts(talk)] == [("10618", True), ("VETTING-33", False)]


async def test_a_deletion_takes_all_parts(talk: Talk, two: Register) -> None:
    """A deleted message counts for none of its items."""
    wrote = await talk.writes("anna", WORDS)
    await talk.deletes(wrote)
    assert [stands for _, _, stands in texts(talk)] == [False, False]
    assert colours(talk) == (None, None)
    assert all(part.deleted_at for part in wrote.answer(RecordedTogether).parts)


async def test_files_belong_to_every_part(talk: Talk, two: Register) -> None:
    """Which item a file is for cannot be told: it is kept with each."""
    wrote = await talk.writes("anna", WORDS, files=[("audit.pdf", b"94%")])
    assert [[file.name for file in part.files] for part in wrote.answer(RecordedTogether).parts] == [
        ["audit.pdf"],
        ["audit.pdf"],
    ]


async def test_a_part_that_is_not_mine_refuses_the_whole(talk: Talk, two: Register) -> None:
    """Where one of the items is somebody else's nothing is recorded, and it is said whose it is."""
    two.item("9", owner="marcus")
    refused = (await talk.writes("anna", "10618: done. OLDER-9: done")).answer(Refused)
    assert "Only the owner of OLDER-9" in sentence(refused)
    assert texts(talk) == []


async def test_a_first_reference_that_is_unknown_is_asked(talk: Talk, two: Register) -> None:
    """A mistyped reference at the beginning holds the whole reply until it is clear."""
    wrote = await talk.writes("anna", "10681: done. VETTING-33: amber because training slipped")
    assert wrote.answer(WhichItem).named_unknown == "10681"
    assert texts(talk) == []


async def test_one_item_named_twice_is_one_record(talk: Talk, two: Register) -> None:
    """A reply that names the same item again is not parted."""
    wrote = await talk.writes("anna", "10618: trained. 10618: tested")
    assert wrote.answer(Recorded).text == "10618: trained. 10618: tested"


async def test_redelivered_parts_are_recorded_once(talk: Talk, two: Register) -> None:
    """The same event again records nothing more."""
    wrote = await talk.writes("anna", WORDS)
    for _ in range(3):
        await talk.delivers(wrote)
    assert len(texts(talk)) == 2


async def test_further_words_in_the_thread_of_parts_are_asked(talk: Talk, two: Register) -> None:
    """A reply to a record of several items names its own, or is asked which it means."""
    wrote = await talk.writes("anna", WORDS)
    asked = await talk.writes("anna", "And the list follows.", thread=wrote.answers[0])
    assert sorted(row.reference for row in asked.answer(WhichItem).candidates) == ["10618", "VETTING-33"]
    named = await talk.writes("anna", "10618: the list follows.", thread=wrote.answers[0])
    assert expected(named.answer(Recorded), Recorded).row.reference == "10618"


PIECES = (
    *("10618: ", "VETTING-33:", "10618", "9999: ", "done", "Done. ", "not ", "extend to 31 March ", "until "),
    *("amber ", "because ", "red: ", "not mine ", "ask @sofia ", "ask @", "\n", ". ", ", ", "?", "evidence "),
    *("two more weeks ", "please close ", "<!channel>", "🟢", "  ", "#", "'", "%", "\\", "\u202e"),
)
anything = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1),
)


@tries(60, shrinks=True)
@given(words=anything)
def test_whatever_is_written_is_kept_once_and_moves_nothing(
    two: Register, clock: StoppedClock, words: str
) -> None:
    """Any text is recorded, or held to be asked about, word for word and once; nothing is ended, moved or sent.

    What only asks for an item, or is a command, is answered and not recorded.
    """
    with two.database.writing() as session:
        before = _standing(session)
        try:
            told = reply.reply(session, _says(session, two, clock, words))
        except Refusal:
            told = None
        session.flush()
        said = _said_in(session)
        held = "".join(session.scalars(select(HeldReply.text)))
        is_typed = isinstance(told, Acknowledged) and told.what == "command_typed"
        is_asked = told is None or is_typed or isinstance(told, ItemDetail | ItemList | Help)
        assert said + held == ("" if is_asked else words)
        assert _standing(session) == before
        session.rollback()


def _said_in(session: Session) -> str:
    """Return the words that were recorded; those of several items before one colon are recorded for each."""
    said, text, together = "", "", set[int]()
    for each in session.scalars(select(Statement).order_by(Statement.id)):
        item = each.items[0].id
        if each.text != text or item in together:
            said, text, together = said + each.text, each.text, set()
        together.add(item)
    return said


def _says(session: Session, register: Register, clock: StoppedClock, words: str) -> Request:
    message = addresses.message("D1", "1.5")
    place = Place(message.conversation, message=message)
    return Request(
        person_called(session, "anna"),
        words,
        place,
        "D1:1.5",
        clock.now(),
        replace(register.policy),
        Surface.SLACK,
    )


def _standing(session: Session) -> list[object]:
    """Return all that a reply may not change by itself."""
    items = [queries.item_by_reference(session, each) for each in ("10618", "VETTING-33")]
    moved = [(each.status, each.deadline_on, each.owner_id, each.disowned_on, each.is_open) for each in items]
    asked = [
        len(session.scalars(select(table.id)).all())
        for table in (ExtensionRequest, HelpRequest, OutboxMessage)
    ]
    return [*moved, *asked]
