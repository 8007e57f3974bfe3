"""Conversations in which one piece of evidence supports several items, and Undo takes all of it back."""

from datetime import date

import pytest
from sqlalchemy import func, select

from models.enums import StatementKind
from models.ledger.event import Event, EventKind
from models.outbox.message import DueReminder as ReminderRow
from models.statements.statement import Statement
from templates.messages.answers import Acknowledged, Refused
from templates.messages.items import ItemDetail
from templates.messages.reminders import Reminder
from templates.messages.replies import Recorded, RecordedTogether, WhichItem
from tests.chat import Chat, text_of
from tests.factories import Register
from tests.letterbox import expected
from tests.talk import Talk, sentence

VETTING = "Check the vetting of every officer who transfers from another force."
RENEWAL = "Renew the vetting of officers on transfer within a year."


@pytest.fixture
def vetted(register: Register) -> Register:
    """Anna's 10618 and VETTING-33 about vetting, with reviews due on 5 December, and dev's DEV-7."""
    register.item("1a", register_number="10618", text=VETTING, reviews_from=date(2022, 9, 5))
    register.item("33", report="VETTING", text=RENEWAL, reviews_from=date(2022, 9, 5))
    register.item("7", report="DEV", text=VETTING, owner="dev")
    return register


def statements(talk: Talk) -> list[tuple[list[str], str]]:
    """Return the references and the text of everything recorded, in order."""
    with talk.database.reading() as session:
        said = session.scalars(select(Statement).order_by(Statement.id))
        return [(sorted(item.reference for item in each.items), each.text) for each in said]


def recorded_for(talk: Talk) -> int:
    """Count the facts of the ledger by which evidence was recorded."""
    with talk.database.reading() as session:
        kind = Event.kind == EventKind.EVIDENCE_RECORDED
        return session.scalar(select(func.count()).select_from(Event).where(kind)) or 0


async def detail(talk: Talk, reference: str) -> ItemDetail:
    """Return what a coordinator sees of an item."""
    return await talk.says("priya", f"/rec show {reference}", ItemDetail)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("10618, VETTING-33 All were checked.", "All were checked."),
        ("10618,VETTING-33 All were checked.", "All were checked."),
        ("#10618 , vetting-33, All were checked.", "All were checked."),
        ("10618, VETTING-33, 10618 94% were checked.", "94% were checked."),
    ],
)
async def test_a_command_names_several_items(talk: Talk, vetted: Register, line: str, text: str) -> None:
    """References with commas between them are each an item of one statement, which answers for each."""
    answer = await talk.says("anna", f"/rec evidence {line}", Acknowledged)
    assert answer.facts["reference"] == "10618 and VETTING-33"
    assert statements(talk) == [(["10618", "VETTING-33"], text)]
    (told,) = talk.sees("anna", Recorded)
    assert told.references == ("10618", "VETTING-33")
    assert recorded_for(talk) == 2
    shown = await detail(talk, "VETTING-33")
    assert (shown.evidence, shown.statements[0].also) == (1, ("10618",))


async def test_text_after_a_comma_stays_text(talk: Talk, vetted: Register) -> None:
    """What follows a comma and does not look like a reference is what was written."""
    await talk.says("anna", "/rec evidence 10618, the audit of 94% of files, shows it.", Acknowledged)
    assert statements(talk) == [(["10618"], "the audit of 94% of files, shows it.")]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("10618, VETTING-34 It is done", "There is no item “VETTING-34”. Did you mean VETTING-33?"),
        ("10618, DEV-7 It is done", "Only the owner of DEV-7, the deputy or a coordinator"),
        ("10618, VETTING-33", "There is nothing to record."),
        (", VETTING-33 It is done", "Which item?"),
    ],
)
async def test_one_that_is_wrong_records_for_none(talk: Talk, vetted: Register, line: str, told: str) -> None:
    """If one of the items is unknown or not theirs, nothing is recorded for any."""
    refused = await talk.says("anna", f"/rec evidence {line}", Refused)
    assert told in sentence(refused)
    assert statements(talk) == []


@pytest.mark.parametrize("begins", ["10618, VETTING-33:", "10618 and vetting-33 :", "#10618 & VETTING-33:"])
async def test_a_reply_names_several_items(talk: Talk, vetted: Register, begins: str) -> None:
    """Evidence in a reply that begins with several references is for all of them, in a thread or not."""
    words = f"{begins} the evidence is attached"
    wrote = await talk.writes("anna", words, files=[("audit.pdf", b"94%")])
    assert wrote.answer(Recorded).references == ("10618", "VETTING-33")
    assert statements(talk) == [(["10618", "VETTING-33"], words)]


async def test_a_reply_with_one_unknown_reference_is_asked(talk: Talk, vetted: Register) -> None:
    """A mistyped reference among several is said, and nothing is recorded until it is clear."""
    wrote = await talk.writes("anna", "10618, VETTING-34: the evidence is attached")
    assert wrote.answer(WhichItem).named_unknown == "VETTING-34"
    assert statements(talk) == []


async def test_a_reply_with_one_that_is_not_theirs_is_refused(talk: Talk, vetted: Register) -> None:
    """If one of several items is not theirs, nothing is recorded for any."""
    wrote = await talk.writes("anna", "10618, DEV-7: the evidence is attached")
    assert "Only the owner of DEV-7" in sentence(wrote.answer(Refused))
    assert statements(talk) == []


async def test_an_update_for_several_items_is_one_for_each(talk: Talk, vetted: Register) -> None:
    """How things stand differs from one item to the other: each gets its own record, with its own Undo."""
    wrote = await talk.writes("anna", "10618, VETTING-33: the training is done")
    parts = wrote.answer(RecordedTogether).parts
    assert [(part.references, part.kind) for part in parts] == [
        (("10618",), StatementKind.UPDATE),
        (("VETTING-33",), StatementKind.UPDATE),
    ]


async def test_similar_items_are_proposed_after_evidence(talk: Talk, vetted: Register) -> None:
    """After evidence, the open item with most words in common is proposed, if one may record for it."""
    wrote = await talk.writes("anna", "10618: evidence: all were checked")
    assert [row.reference for row in wrote.answer(Recorded).similar] == ["VETTING-33"]
    assert "Does it also support this one?" in wrote.answers[0].text
    wrote = await talk.writes("anna", "10618: an update")
    assert wrote.answer(Recorded).similar == ()
    wrote = await talk.writes("priya", "10618: evidence: all were checked")
    (row,) = wrote.answer(Recorded).similar
    assert row.reference in {"VETTING-33", "DEV-7"}


async def test_a_button_links_the_same_statement(talk: Talk, vetted: Register) -> None:
    """A press records the same statement for the other item: ledger and reminders as if given for it."""
    await talk.at("2022-12-01T09:30")
    reminder = talk.last("anna")
    assert len(reminder.says(Reminder).lines) == 2
    wrote = await talk.writes("anna", "10618: evidence: all were checked")
    statement = wrote.answer(Recorded).statement
    await talk.at("2022-12-02T10:00")
    assert await talk.presses("anna", "also_for", f"{statement}:VETTING-33", on=wrote.answers[0]) is None
    told = wrote.answer(Recorded)
    assert (told.references, told.similar) == (("10618", "VETTING-33"), ())
    assert statements(talk) == [(["10618", "VETTING-33"], "10618: evidence: all were checked")]
    assert recorded_for(talk) == 2
    assert [line.answered for line in reminder.says(Reminder).lines] == [True, True]
    shown = await detail(talk, "VETTING-33")
    assert (shown.evidence, shown.last_review_on) == (1, None)
    await talk.at("2022-12-05T09:30")
    assert len(talk.sees("anna", Reminder)) == 1


async def test_pressing_twice_links_once(talk: Talk, vetted: Register) -> None:
    """A second press leaves everything as the first left it."""
    wrote = await talk.writes("anna", "10618: evidence: all were checked")
    value = f"{wrote.answer(Recorded).statement}:VETTING-33"
    for _ in range(2):
        await talk.presses("anna", "also_for", value, on=wrote.answers[0])
    assert recorded_for(talk) == 2
    assert wrote.answer(Recorded).references == ("10618", "VETTING-33")


async def test_undo_takes_all_of_it_back(talk: Talk, vetted: Register) -> None:
    """Undo reopens the review of every item, also of one linked later, and wakes its reminders."""
    await talk.at("2022-12-01T09:30")
    reminder = talk.last("anna")
    wrote = await talk.writes("anna", "10618: evidence: all were checked")
    statement = str(wrote.answer(Recorded).statement)
    await talk.at("2022-12-02T10:00")
    await talk.presses("anna", "also_for", f"{statement}:VETTING-33", on=wrote.answers[0])
    await talk.presses("anna", "undo", statement, on=wrote.answers[0])
    told = wrote.answer(Recorded)
    assert told.undone_at is not None
    assert (told.references, told.similar) == (("10618", "VETTING-33"), ())
    assert [line.answered for line in reminder.says(Reminder).lines] == [False, False]
    for reference in ("10618", "VETTING-33"):
        shown = await detail(talk, reference)
        assert (shown.evidence, shown.last_review_on, shown.row.review_due_on) == (0, None, date(2022, 12, 5))
        assert [each.withdrawn for each in shown.statements] == [True]
    with talk.database.reading() as session:
        asleep = session.scalars(select(ReminderRow).where(ReminderRow.quieted_at.is_not(None))).all()
    assert asleep == []


@pytest.mark.parametrize(
    ("who", "value", "told"),
    [
        ("anna", "1:DEV-7", "Only the owner of DEV-7"),
        ("dev", "1:DEV-7", "I cannot find what this button belongs to."),
        ("helen", "1:10618", "I cannot find what this button belongs to."),
        ("anna", "99:VETTING-33", "I cannot find what this button belongs to."),
        ("anna", "x", "I cannot find what this button belongs to."),
        ("anna", "1:VETTING-99", "There is no item “VETTING-99”."),
        ("anna", "2:VETTING-33", "Number 2 is an update"),
        ("anna", "3:VETTING-33", "Number 3 was withdrawn or deleted"),
    ],
)
async def test_what_may_not_be_linked_is_refused(
    talk: Talk, vetted: Register, who: str, value: str, told: str
) -> None:
    """Rights are checked for the evidence and for the item; only evidence that counts is used again."""
    await talk.writes("anna", "10618: evidence: all were checked")
    await talk.writes("anna", "10618: an update")
    wrote = await talk.writes("anna", "10618: evidence that was wrong")
    await talk.presses("anna", "undo", str(wrote.answer(Recorded).statement), on=wrote.answers[0])
    before = recorded_for(talk)
    assert told in sentence(expected(await talk.presses(who, "also_for", value), Refused))
    assert recorded_for(talk) == before


async def test_words_in_the_thread_of_a_record_for_several_are_asked(talk: Talk, vetted: Register) -> None:
    """A reply under a record for several items could be about any of them."""
    first = await talk.writes("anna", "10618, VETTING-33: evidence")
    second = await talk.writes("anna", "And the list follows.", thread=first.answers[0])
    assert {row.reference for row in second.answer(WhichItem).candidates} == {"10618", "VETTING-33"}


async def test_the_proposal_in_slack(chat: Chat) -> None:
    """In Slack each proposed item has its button, the message then names both, and hostile text stays text."""
    register = Register(chat.database, chat.clock, chat.policy)
    register.item("1a", register_number="10618", text=VETTING)
    register.item("33", report="VETTING", text=f"{RENEWAL} <!channel>")
    await chat.writes("anna", "10618: evidence: all were checked <!channel>")
    told = chat.sees("anna")[-1]
    assert (await chat.clicks("anna", told, "Also for VETTING-33")).ok
    assert text_of(chat.now("anna", told)).startswith("Saved as evidence for 10618 and VETTING-33")
    assert "<!" not in str([each for each in told["blocks"] if each["type"] != "rich_text"])
    with chat.database.reading() as session:
        (statement,) = session.scalars(select(Statement)).all()
        assert (statement.kind, len(statement.items)) == (StatementKind.EVIDENCE, 2)
