"""Conversations in which evidence and updates are recorded by command or form, and taken back."""

import hashlib
from datetime import date

import pytest
from sqlalchemy import func, select

from models.enums import Role, StatementKind
from models.ledger.event import Event, EventKind
from models.queries import items
from models.reviews.review import Review
from models.statements.statement import Statement
from templates.messages.answers import Acknowledged, Refused
from templates.messages.items import ItemDetail
from templates.messages.reminders import Reminder
from templates.messages.replies import Recorded, RecordForm
from tests.factories import Register
from tests.letterbox import expected
from tests.talk import Talk, sentence


def recorded_texts(talk: Talk) -> list[str]:
    """Return the texts of all statements, in order."""
    with talk.database.reading() as session:
        return list(session.scalars(select(Statement.text).order_by(Statement.id)))


def events(talk: Talk, kind: EventKind) -> int:
    """Count the events of `kind` in the ledger."""
    with talk.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Event).where(Event.kind == kind)) or 0


@pytest.fixture
def owned(register: Register) -> Register:
    """A register in which anna owns 10618, and sofia is her deputy."""
    register.item("1a", register_number="10618", deputy="sofia")
    return register


@pytest.mark.parametrize("who", ["anna", "sofia", "priya"])
async def test_evidence_is_recorded_word_for_word(talk: Talk, owned: Register, who: str) -> None:
    """Owner, deputy and coordinators record evidence; it is said back in their own conversation."""
    words = "The audit of November:\n  94% of *assessments* were done & <b>checked</b>"
    answer = await talk.says(who, f"/rec evidence 10618 {words}", Acknowledged)
    assert (answer.what, answer.facts["reference"]) == ("recorded", "10618")
    assert recorded_texts(talk) == [words]
    (told,) = talk.sees(who, Recorded)
    assert (told.text, told.kind, told.row.reference) == (words, StatementKind.EVIDENCE, "10618")
    assert events(talk, EventKind.EVIDENCE_RECORDED) == 1


@pytest.mark.parametrize(
    ("who", "line", "told"),
    [
        (
            "anna",
            "/rec evidence",
            "Which item? Write its reference after the command, like “/rec evidence 10618”.",
        ),
        ("anna", "/rec evidence 10618", "There is nothing to record."),
        ("anna", "/rec evidence 10618   ", "There is nothing to record."),
        ("anna", "/rec evidence 10681 It is done", "There is no item “10681”. Did you mean 10618?"),
        ("anna", "/rec evidence It is done", "There is no item “It”."),
        ("dev", "/rec evidence 10618 It is done", "Only the owner of 10618, the deputy or a coordinator"),
        ("dev", "/rec evidence 10618", "Only the owner of 10618, the deputy or a coordinator"),
        ("helen", "/rec evidence 10618 It is done", "The owner is Anna Clarke."),
    ],
)
async def test_what_cannot_be_recorded_is_refused_and_given_back(
    talk: Talk, owned: Register, who: str, line: str, told: str
) -> None:
    """A refusal says what would be right, gives back what was typed, and records nothing."""
    refused = await talk.says(who, line, Refused)
    assert told in sentence(refused)
    assert refused.typed == line.strip()
    assert recorded_texts(talk) == []
    assert talk.sees(who, Recorded) == []


async def test_a_reader_records_nothing_even_as_owner(talk: Talk, owned: Register) -> None:
    """The role counts besides ownership: who may only read does not record."""
    owned.set_person("anna", role=Role.READER)
    await talk.says("anna", "/rec evidence 10618 It is done", Refused)
    assert recorded_texts(talk) == []


async def test_only_coordinators_record_for_an_item_without_owner(talk: Talk, owned: Register) -> None:
    """An unallocated item takes evidence from coordinators only, and others are told so."""
    owned.item("2", owner=None)
    refused = await talk.says("anna", "/rec evidence OLDER-2 It is done", Refused)
    assert sentence(refused) == "OLDER-2 has no owner yet, so only a coordinator can update it."
    await talk.says("tom", "/rec evidence OLDER-2 It is done", Acknowledged)
    assert recorded_texts(talk) == ["It is done"]


async def test_evidence_leaves_the_open_review_due(talk: Talk, register: Register) -> None:
    """Evidence is no review: the one that is open stays due, and one press makes it that."""
    register.item("1", reviews_from=date(2022, 9, 5))
    await talk.says("anna", "/rec evidence OLDER-1 All the units are trained", Acknowledged)
    (told,) = talk.sees("anna", Recorded)
    assert (told.review_on, told.next_review_on) == (None, date(2022, 12, 5))
    assert told.review_offer == date(2022, 12, 5)


async def test_evidence_long_before_a_review_offers_none(talk: Talk, register: Register) -> None:
    """Evidence more than a week before a review is recorded, and there is no review yet to do with it."""
    register.item("1", reviews_from=date(2022, 9, 9))
    await talk.says("anna", "/rec evidence OLDER-1 All the units are trained", Acknowledged)
    (told,) = talk.sees("anna", Recorded)
    assert (told.review_offer, told.next_review_on) == (None, date(2022, 12, 9))


@pytest.mark.parametrize("who", ["anna", "tom"])
async def test_undo_takes_back_and_asks_again(talk: Talk, register: Register, who: str) -> None:
    """Undo by the author or a coordinator reopens review and reminder; the record keeps both acts."""
    register.item("1", reviews_from=date(2022, 9, 5))
    await talk.at("2022-12-01T09:30")
    reminder = talk.last("anna")
    wrote = await talk.writes("anna", "All is done", thread=reminder)
    assert [line.answered for line in reminder.says(Reminder).lines] == [True]
    statement = wrote.answer(Recorded).statement

    assert await talk.presses(who, "undo", str(statement), on=wrote.answers[0]) is None

    assert wrote.answer(Recorded).undone_at == talk.clock.now()
    assert wrote.answers[0].changes == 1
    assert [line.answered for line in reminder.says(Reminder).lines] == [False]
    detail = await talk.says("anna", "/rec show OLDER-1", ItemDetail)
    assert (detail.updates, [each.withdrawn for each in detail.statements]) == (0, [True])
    assert (detail.row.review_due_on, detail.last_review_on) == (date(2022, 12, 5), None)
    with talk.database.reading() as session:
        assert session.scalars(select(Review.done_on)).all() == [None]
    assert events(talk, EventKind.UPDATE_RECORDED) == events(talk, EventKind.STATEMENT_WITHDRAWN) == 1


async def test_undo_twice_changes_nothing_more(talk: Talk, owned: Register) -> None:
    """Pressing Undo again leaves everything as the first time left it."""
    wrote = await talk.writes("anna", "10618: All is done")
    statement = str(wrote.answer(Recorded).statement)
    await talk.presses("anna", "undo", statement, on=wrote.answers[0])
    first = wrote.answer(Recorded)
    await talk.presses("anna", "undo", statement, on=wrote.answers[0])
    assert wrote.answer(Recorded) == first
    assert events(talk, EventKind.STATEMENT_WITHDRAWN) == 1


async def test_undo_is_for_the_author_or_a_coordinator(talk: Talk, owned: Register) -> None:
    """Not even the deputy takes back what the owner wrote; who tries is told whom to ask."""
    wrote = await talk.writes("anna", "10618: All is done")
    statement = str(wrote.answer(Recorded).statement)
    refused = expected(await talk.presses("sofia", "undo", statement), Refused)
    assert sentence(refused) == "Only Anna Clarke, who wrote it, or a coordinator can undo this."
    assert wrote.answer(Recorded).undone_at is None


@pytest.mark.parametrize("value", ["", "0", "999", "x", "-1", "²"])
async def test_undo_of_what_is_not_there_is_refused(talk: Talk, owned: Register, value: str) -> None:
    """A button that belongs to nothing changes nothing and says so."""
    refused = expected(await talk.presses("anna", "undo", value), Refused)
    assert sentence(refused) == "I cannot find what this button belongs to. Nothing was changed."


async def test_undo_leaves_what_something_else_answers(talk: Talk, register: Register) -> None:
    """An item of which another standing statement speaks stays answered when one of them is taken back."""
    register.item("1", reviews_from=date(2022, 9, 5))
    first = await talk.writes("anna", "OLDER-1: part one")
    await talk.writes("anna", "OLDER-1: part two")
    await talk.presses("anna", "undo", str(first.answer(Recorded).statement), on=first.answers[0])
    with talk.database.reading() as session:
        assert items.item_by_reference(session, "OLDER-1").answered_on == date(2022, 12, 1)


@pytest.mark.parametrize(
    ("button", "kind"), [("update", StatementKind.UPDATE), ("add_evidence", StatementKind.EVIDENCE)]
)
async def test_a_form_is_filled_in_and_recorded(
    talk: Talk, owned: Register, button: str, kind: StatementKind
) -> None:
    """The buttons open a form for the item; what is filled in is recorded and said back with Undo."""
    form = expected(await talk.presses("anna", button, "10618"), RecordForm)
    assert (form.kind, form.row.reference) == (kind, "10618")
    answer = await talk.fills("anna", f"{kind}:10618", {"text": "The form went live."})
    assert expected(answer, Recorded).kind is kind
    (told,) = talk.sees("anna", Recorded)
    assert (told.kind, told.text) == (kind, "The form went live.")


@pytest.mark.parametrize("text", ["", "  \n "])
async def test_an_empty_form_is_refused_at_its_field(talk: Talk, owned: Register, text: str) -> None:
    """An empty text is said at the field `text`, and nothing is recorded."""
    refused = expected(await talk.fills("anna", "update:10618", {"text": text}), Refused)
    assert refused.field_name == "text"
    assert recorded_texts(talk) == []


async def test_a_form_sent_twice_records_once(talk: Talk, owned: Register) -> None:
    """The same form submitted again, as by a double click, records and answers once."""
    for _ in range(2):
        answer = await talk.fills("anna", "update:10618", {"text": "It went live."}, view="V1")
        assert expected(answer, Recorded).text == "It went live."
    assert recorded_texts(talk) == ["It went live."]
    assert len(talk.sees("anna", Recorded)) == 1


async def test_files_in_a_form_are_kept(talk: Talk, owned: Register) -> None:
    """A file in the form is evidence enough without words, and is stored under its SHA-256."""
    await talk.fills("anna", "evidence:10618", {"text": ""}, files=[("audit.pdf", b"94%")])
    detail = await talk.says("anna", "/rec show 10618", ItemDetail)
    (statement,) = detail.statements
    assert [(file.name, file.size) for file in statement.files] == [("audit.pdf", 3)]
    assert statement.files[0].sha256 == hashlib.sha256(b"94%").hexdigest()


@pytest.mark.parametrize("button", ["update", "add_evidence"])
async def test_a_form_is_not_opened_for_others(talk: Talk, owned: Register, button: str) -> None:
    """Rights are checked when the button is pressed, and again when the form is sent."""
    assert "Only the owner of 10618" in sentence(
        expected(await talk.presses("dev", button, "10618"), Refused)
    )
    refused = expected(await talk.fills("dev", "update:10618", {"text": "Mine now"}), Refused)
    assert "Only the owner of 10618" in sentence(refused)
    assert recorded_texts(talk) == []
