"""Conversations in which a plain reply wants something: it is said back, and only a press or a yes takes it up."""

from datetime import date

import pytest
from sqlalchemy import select

from models.deadlines.extension import ExtensionRequest
from models.enums import Rag, StatementKind, Status
from models.ledger.event import Event, EventKind
from models.queries import items
from models.reply_parser.intents import ItemIntent
from models.statements.statement import Statement
from templates.messages.answers import Acknowledged, Refused
from templates.messages.items import ItemDetail
from templates.messages.questions import Question, QuestionAnswered
from templates.messages.replies import Fate, Recorded, WhichItem
from tests.factories import Register
from tests.handlers.replying import sets, writes_and_sets
from tests.letterbox import expected
from tests.talk import Talk, Written, direct, sentence


@pytest.fixture
def one(register: Register) -> str:
    """Anna's item 10618, due on 31 January 2023; sofia is her deputy."""
    return register.item("1a", register_number="10618", deputy="sofia", deadline_on=date(2023, 1, 31))


def state(talk: Talk, reference: str = "10618") -> tuple[object, ...]:
    """Return everything about an item that a reply must not move by itself."""
    with talk.database.reading() as session:
        item = items.item_by_reference(session, reference)
        asked = session.scalars(select(ExtensionRequest)).all()
        owner = item.owner and item.owner.name
        return (item.status, item.deadline_on, item.deadline_moves, owner, item.disowned_on, len(asked))


def colour(talk: Talk, reference: str = "10618") -> Rag | None:
    with talk.database.reading() as session:
        return items.item_by_reference(session, reference).judged_rag


def wants(wrote: Written) -> list[tuple[ItemIntent, Fate]]:
    """Return what a reply was read to want, with what became of it."""
    return [(each.intent, each.fate) for each in wrote.answer(Recorded).proposals]


@pytest.mark.parametrize(
    "words",
    [
        "10618: done",
        "10618: extend to 31 March because the supplier is late",
        "10618: not mine",
        "10618: amber because training slipped; need until end of April",
        "10618: please ask @sofia when the audit is",
    ],
)
async def test_nothing_is_moved_by_what_is_read(talk: Talk, one: str, words: str) -> None:
    """Whatever a reply wants, its words are recorded once, and neither state, deadline nor owner changes."""
    before = state(talk)
    wrote = await talk.writes("anna", words)
    assert wrote.answer(Recorded).text == words
    assert state(talk) == before
    assert talk.posts(direct("priya")) == talk.posts(direct("sofia")) == []


async def test_a_colour_with_its_reason_waits_for_a_press(talk: Talk, one: str) -> None:
    """It is recorded as an update and sets nothing; pressed, it does so once, and Undo restores what was before."""
    await writes_and_sets(talk, "10618: green")
    wrote = await talk.writes("anna", "10618: amber because there is no evidence from the partner")
    assert (wrote.answer(Recorded).kind, colour(talk)) == (StatementKind.UPDATE, Rag.GREEN)
    assert wants(wrote) == [(ItemIntent.RAG, Fate.OPEN)]
    assert "It sounds as if the RAG is amber. Shall I set it?" in wrote.answers[0].text
    await sets(talk, wrote)
    await talk.presses("anna", "rag_read", f"{wrote.answer(Recorded).statement}:", on=wrote.answers[0])
    told = wrote.answer(Recorded)
    assert told.judged is not None
    assert (told.judged.rag, told.judged.was, colour(talk)) == (Rag.AMBER, Rag.GREEN, Rag.AMBER)
    await talk.presses("anna", "undo", str(told.statement), on=wrote.answers[0])
    assert colour(talk) is Rag.GREEN
    assert "It no longer sets the RAG to amber." in wrote.answers[0].text


async def test_a_colour_that_is_declined_stays_words(talk: Talk, one: str) -> None:
    """*No, just what I wrote* sets nothing."""
    wrote = await talk.writes("anna", "10618: amber because training slipped")
    await talk.presses("anna", "only_record", str(wrote.answer(Recorded).statement), on=wrote.answers[0])
    assert (wants(wrote), colour(talk)) == ([(ItemIntent.RAG, Fate.DECLINED)], None)


async def test_a_bare_yes_sets_the_colour(talk: Talk, one: str) -> None:
    """It is as good as a press."""
    wrote = await talk.writes("anna", "10618: amber because training slipped")
    await talk.writes("anna", "yes", thread=wrote.answers[0])
    assert colour(talk) is Rag.AMBER
    assert "the RAG is set." in talk.last("anna").text


async def test_a_colour_without_a_reason_is_asked_for(talk: Talk, one: str) -> None:
    """“Amber” alone is recorded as words; nothing is judged, and a reason is asked for."""
    wrote = await talk.writes("anna", "10618: amber")
    assert (colour(talk), wants(wrote)) == (None, [(ItemIntent.RAG, Fate.CANNOT)])
    assert "needs a reason, so the RAG is unchanged" in wrote.answers[0].text


async def test_an_edit_changes_the_colour_with_the_words(talk: Talk, one: str) -> None:
    """What was set by the first words is taken back; another colour in the new ones waits for a press again."""
    wrote = await writes_and_sets(talk, "10618: amber because training slipped")
    await talk.edits(wrote, "10618: amber because training slipped by a month")
    assert colour(talk) is Rag.AMBER
    await talk.edits(wrote, "10618: red because training stopped")
    assert (colour(talk), wants(wrote)) == (None, [(ItemIntent.RAG, Fate.OPEN)])
    await sets(talk, wrote)
    told = wrote.answer(Recorded)
    assert told.judged is not None
    assert (told.judged.rag, colour(talk), told.edited_at is None) == (Rag.RED, Rag.RED, False)
    await talk.edits(wrote, "10618: training stopped")
    told = wrote.answer(Recorded)
    assert told.judged is not None
    assert (told.judged.undone, colour(talk)) == (True, None)


async def test_an_edit_of_what_was_undone_judges_nothing(talk: Talk, one: str) -> None:
    """Words that were taken back and are changed afterwards do not count again."""
    wrote = await writes_and_sets(talk, "10618: amber because training slipped")
    await talk.presses("anna", "undo", str(wrote.answer(Recorded).statement), on=wrote.answers[0])
    await talk.edits(wrote, "10618: red because training stopped")
    assert colour(talk) is None


async def test_a_deletion_takes_the_colour_back(talk: Talk, one: str) -> None:
    """A deleted reply judges nothing any more, and says so."""
    wrote = await writes_and_sets(talk, "10618: amber because training slipped")
    await talk.deletes(wrote)
    told = wrote.answer(Recorded)
    assert told.judged is not None
    assert (told.judged.undone, colour(talk), told.deleted_at is None) == (True, None, False)


async def test_only_what_was_written_is_kept_where_that_is_wished(talk: Talk, one: str) -> None:
    """*No, just what I wrote* takes the proposals away; an edit proposes what the new words want."""
    wrote = await talk.writes("anna", "10618: please ask @sofia for the list")
    assert wants(wrote) == [(ItemIntent.ASK, Fate.OPEN)]
    value = str(wrote.answer(Recorded).statement)
    assert await talk.presses("anna", "only_record", value, on=wrote.answers[0]) is None
    assert wants(wrote) == [(ItemIntent.ASK, Fate.DECLINED)]
    await talk.presses("anna", "only_record", value, on=wrote.answers[0])
    assert wants(wrote) == [(ItemIntent.ASK, Fate.DECLINED)]
    await talk.edits(wrote, "10618: please ask @sofia for the new list")
    assert wants(wrote) == [(ItemIntent.ASK, Fate.OPEN)]
    await talk.edits(wrote, "10618: sofia has the new list")
    assert wants(wrote) == []


async def test_a_question_is_passed_on_and_its_answer_comes_back(talk: Talk, one: str) -> None:
    """Once it is pressed the person is sent the words; the answer is recorded, and told where it was asked."""
    await talk.at("2022-12-01T09:30")
    wrote = await talk.writes("anna", "10618: ask @Sofia Novak when the audit is signed <!channel>")
    (proposal,) = wrote.answer(Recorded).proposals
    assert proposal.asked is not None
    value = f"{wrote.answer(Recorded).statement}:{proposal.asked_number}"
    for _ in range(2):
        await talk.presses("anna", "pass_on", value, on=wrote.answers[0])
    assert wants(wrote) == [(ItemIntent.ASK, Fate.TAKEN_UP)]
    (question,) = talk.sees("sofia", Question)
    assert (question.text, question.by.name) == (
        "10618: ask @Sofia Novak when the audit is signed <!channel>",
        "Anna Clarke",
    )
    reply = await talk.writes("sofia", "It was signed on Monday.", thread=talk.last("sofia"))
    assert reply.answer(Recorded).row.reference == "10618"
    (answer,) = talk.sees("anna", QuestionAnswered)
    assert (answer.text, answer.by.name) == ("It was signed on Monday.", "Sofia Novak")
    assert talk.sees("sofia", Question)[0].answered
    with talk.database.reading() as session:
        asked = session.scalars(select(Event).where(Event.kind == EventKind.QUESTION_PASSED_ON)).one()
        assert asked.facts["to"] == "Sofia Novak"


@pytest.mark.parametrize("words", ["ask @helen when", "ask @dev when", "ask @nobody when", "ask @anna when"])
async def test_nobody_is_asked_who_may_not_read_it(talk: Talk, one: str, words: str) -> None:
    """Who may not read what is recorded, is not known, or asks themselves, is not asked; a forged press neither."""
    wrote = await talk.writes("anna", f"10618: {words}")
    assert wants(wrote) == [(ItemIntent.ASK, Fate.CANNOT)]
    with talk.database.reading() as session:
        helen = items.person_by_name(session, "helen").id
    statement = wrote.answer(Recorded).statement
    refused = expected(await talk.presses("anna", "pass_on", f"{statement}:{helen}"), Refused)
    assert "Your message was not passed on" in sentence(refused)
    assert talk.posts(direct("helen")) == []


async def test_a_press_on_changed_words_does_nothing(talk: Talk, one: str) -> None:
    """A button that is still on somebody's screen after an edit or Undo takes up nothing, and says so."""
    wrote = await talk.writes("anna", "10618: ask @sofia when the audit is")
    (proposal,) = wrote.answer(Recorded).proposals
    value = f"{wrote.answer(Recorded).statement}:{proposal.asked_number}"
    await talk.edits(wrote, "10618: the audit is on Monday")
    assert "I have done nothing" in sentence(expected(await talk.presses("anna", "pass_on", value), Refused))
    await talk.edits(wrote, "10618: ask @sofia when the audit is")
    await talk.presses("anna", "undo", str(wrote.answer(Recorded).statement), on=wrote.answers[0])
    assert "I have done nothing" in sentence(expected(await talk.presses("anna", "pass_on", value), Refused))
    assert talk.sees("sofia", Question) == []


@pytest.mark.parametrize("button", ["pass_on", "only_record"])
@pytest.mark.parametrize("value", ["", "999", "x:1", "²:1"])
async def test_a_press_on_nothing(talk: Talk, one: str, button: str, value: str) -> None:
    """A button that belongs to no record changes nothing."""
    assert "cannot find" in sentence(expected(await talk.presses("anna", button, value), Refused))


@pytest.mark.parametrize("button", ["pass_on", "only_record"])
async def test_others_press_nothing(talk: Talk, one: str, button: str) -> None:
    """Who may not record for the item takes up nothing of what its owner wrote, and is told nothing of it."""
    wrote = await talk.writes("anna", "10618: ask @sofia when the audit is")
    value = f"{wrote.answer(Recorded).statement}:1"
    assert "cannot find" in sentence(expected(await talk.presses("dev", button, value), Refused))
    assert talk.sees("sofia", Question) == []


async def test_what_is_typed_as_evidence_is_not_read(talk: Talk, one: str) -> None:
    """A command says itself what it wants: its words are recorded, and nothing is read in them."""
    await talk.says("anna", "/rec evidence 10618 Amber because training slipped. Done.", Acknowledged)
    told = talk.last("anna").says(Recorded)
    assert (told.proposals, told.judged, colour(talk)) == ((), None, None)


async def test_a_held_reply_is_read_once_it_is_placed(talk: Talk, one: str, register: Register) -> None:
    """Words whose item was unclear are read for the item that is chosen."""
    register.item("2")
    wrote = await talk.writes("anna", "Amber because training slipped")
    number = wrote.answer(WhichItem).reply
    assert colour(talk) is None
    await talk.presses("anna", "place", f"{number}:10618", on=wrote.answers[0])
    await sets(talk, wrote)
    assert (colour(talk), colour(talk, "OLDER-2")) == (Rag.AMBER, None)
    assert wrote.answer(Recorded).judged is not None


async def test_nothing_is_read_of_what_has_ended(talk: Talk, one: str, register: Register) -> None:
    """A reply about an item that has ended is recorded, and wants nothing."""
    register.become("10618", Status.SIGNED_OFF)
    wrote = await talk.writes("anna", "10618: red because it came back")
    assert (wants(wrote), colour(talk)) == ([], None)


async def test_an_overdue_item_says_why_it_is_red(talk: Talk, register: Register) -> None:
    """A judgement that a rule overrides is taken over, and it is said that it does not show."""
    register.item("1", deadline_on=date(2022, 11, 30))
    wrote = await writes_and_sets(talk, "OLDER-1: green")
    assert colour(talk, "OLDER-1") is Rag.GREEN
    assert "It shows as red: " in wrote.answers[0].text
    assert (await talk.says("anna", "/rec status OLDER-1", ItemDetail)).row.rag is Rag.RED


async def test_a_redelivered_reply_judges_once(talk: Talk, one: str) -> None:
    """The same event delivered again neither records nor judges again: one Undo takes all of it back."""
    wrote = await writes_and_sets(talk, "10618: amber because training slipped")
    for _ in range(3):
        await talk.delivers(wrote)
    await talk.presses("anna", "undo", str(wrote.answer(Recorded).statement), on=wrote.answers[0])
    assert colour(talk) is None
    with talk.database.reading() as session:
        assert len(session.scalars(select(Statement)).all()) == 1
