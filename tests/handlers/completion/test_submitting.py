"""Conversations in which owners hand in what is done: what it needs, who is told, and what stops."""

from datetime import date

import pytest
from sqlalchemy import select

from models.enums import ItemKind, Role, StatementKind, Status
from models.ledger.event import IS_AN_ACT, Event, EventKind
from models.queries import items
from models.statements.statement import Statement
from templates.messages.answers import Acknowledged, Refused
from templates.messages.completion import Outcome, Submission, SubmitForm
from templates.messages.items import ItemDetail, ItemList
from templates.messages.reminders import Escalation, Reminder
from tests.factories import Register
from tests.letterbox import expected
from tests.talk import Talk, sentence


@pytest.fixture
def owned(register: Register) -> Register:
    """A register in which anna owns 10618, sofia stands in, and it is overdue."""
    register.item(
        "1a",
        register_number="10618",
        deputy="sofia",
        deadline_on=date(2022, 11, 20),
        added_on=date(2022, 9, 3),
    )
    return register


def status(talk: Talk, reference: str = "10618") -> Status:
    """Return how far an item is."""
    with talk.database.reading() as session:
        return items.item_by_reference(session, reference).status


async def test_what_has_evidence_is_submitted_and_the_coordinators_see_it(
    talk: Talk, owned: Register
) -> None:
    """The owner reads who checks it; each coordinator gets one message with the evidence to look at."""
    await talk.says("anna", "/rec evidence 10618 The audit found 94%.", Acknowledged)
    answer = await talk.says("anna", "/rec submit 10618", Acknowledged)
    assert (answer.what, answer.facts["checkers"]) == ("submitted", "Priya Shah, Tom Bennett")
    for who in ("priya", "tom"):
        (told,) = talk.sees(who, Submission)
        assert (told.row.reference, told.by.name, told.decision) == ("10618", "Anna Clarke", "")
        assert [each.text for each in told.evidence] == ["The audit found 94%."]
    assert "The audit found 94%." in talk.last("tom").text
    assert talk.sees("anna", Submission) == talk.sees("sofia", Submission) == []


async def test_without_evidence_the_owner_is_told_how_to_add_it(talk: Talk, owned: Register) -> None:
    """Nothing is recorded of a submission that is refused, and what was typed is given back."""
    refused = await talk.says("anna", "/rec submit 10618 All officers are trained", Refused)
    assert sentence(refused) == (
        "10618 has no evidence yet, so there is nothing to check. Add it with “/rec evidence 10618 and"
        " what it shows”, or attach a file to the form, then submit again."
    )
    assert refused.typed == "/rec submit 10618 All officers are trained"
    with talk.database.reading() as session:
        assert session.scalars(select(Statement)).all() == []
    assert status(talk) is Status.IN_PROGRESS
    assert talk.sees("priya", Submission) == []


async def test_evidence_that_was_taken_back_does_not_count(talk: Talk, owned: Register) -> None:
    """What no longer stands is nothing to check."""
    wrote = await talk.writes("anna", "10618: evidence of the audit")
    with talk.database.reading() as session:
        number = session.scalars(select(Statement.id)).one()
    await talk.presses("anna", "undo", str(number), on=wrote.answers[0])
    await talk.says("anna", "/rec submit 10618", Refused)
    assert status(talk) is Status.IN_PROGRESS


async def test_the_form_takes_words_and_files_and_submits(talk: Talk, owned: Register) -> None:
    """A file in the form is the evidence; words and file are recorded, and the coordinators see both."""
    form = expected(await talk.presses("anna", "submit", "10618"), SubmitForm)
    assert form.row.reference == "10618"
    fields = {"text": "All 94% are done."}
    answer = await talk.submits("anna", "submit", "10618", fields, files=[("audit.pdf", b"94%")], view="V1")
    assert expected(answer, Acknowledged).facts["recorded"] == "yes"
    (told,) = talk.sees("priya", Submission)
    assert [(each.text, each.files[0].name) for each in told.evidence] == [("All 94% are done.", "audit.pdf")]
    again = await talk.submits("anna", "submit", "10618", fields, view="V1")
    assert "Anna Clarke submitted 10618 on Thu 1 Dec 2022" in sentence(expected(again, Refused))
    assert len(talk.sees("priya", Submission)) == 1


async def test_an_empty_form_is_refused_where_the_evidence_goes(talk: Talk, owned: Register) -> None:
    """The refusal stands at the field, and everything typed stays there."""
    answer = await talk.submits("anna", "submit", "10618", {"text": "Done"})
    assert expected(answer, Refused).field_name == "text"


async def test_words_are_recorded_as_an_update(talk: Talk, owned: Register) -> None:
    """What is said with a submission is part of the record, word for word."""
    await talk.says("anna", "/rec evidence 10618 The audit found 94%.", Acknowledged)
    await talk.says("anna", "/rec submit 10618 All officers <!channel> are trained.", Acknowledged)
    (told,) = talk.sees("priya", Submission)
    assert (told.words, told.pieces) == ("All officers <!channel> are trained.", 1)
    detail = await talk.says("priya", "/rec show 10618", ItemDetail)
    assert (detail.statements[0].kind, detail.statements[0].text) == (
        StatementKind.UPDATE,
        "All officers <!channel> are trained.",
    )


@pytest.mark.parametrize("who", ["dev", "helen"])
async def test_others_do_not_submit(talk: Talk, owned: Register, who: str) -> None:
    """By command, button and form alike, only owner, deputy and coordinators hand in."""
    await talk.says("anna", "/rec evidence 10618 The audit found 94%.", Acknowledged)
    answers = (
        await talk.says(who, "/rec submit 10618", Refused),
        expected(await talk.presses(who, "submit", "10618"), Refused),
        expected(await talk.submits(who, "submit", "10618", {"text": "Done"}), Refused),
    )
    assert all("Only the owner of 10618" in sentence(each) for each in answers)
    assert status(talk) is Status.IN_PROGRESS


async def test_a_reader_does_not_submit_even_as_owner(talk: Talk, owned: Register) -> None:
    """The role counts besides ownership."""
    await talk.says("priya", "/rec evidence 10618 The audit found 94%.", Acknowledged)
    owned.set_person("anna", role=Role.READER)
    await talk.says("anna", "/rec submit 10618", Refused)


@pytest.mark.parametrize("who", ["sofia", "priya"])
async def test_deputy_and_coordinator_submit_for_the_owner(talk: Talk, owned: Register, who: str) -> None:
    """Who submitted it is named to those who check; a coordinator who did is not asked to check it."""
    await talk.says(who, "/rec evidence 10618 The audit found 94%.", Acknowledged)
    await talk.says(who, "/rec submit 10618", Acknowledged)
    (told,) = talk.sees("tom", Submission)
    assert told.by.name == {"sofia": "Sofia Novak", "priya": "Priya Shah"}[who]
    assert len(talk.sees("priya", Submission)) == (who != "priya")


async def test_a_submission_quiets_the_reminder(talk: Talk, owned: Register) -> None:
    """The reminder says that it is answered, and the deadline is not chased while it is being checked."""
    await talk.at("2022-12-01T09:30")
    reminder = talk.last("anna")
    assert [line.answered for line in reminder.says(Reminder).lines] == [False]
    await talk.says("anna", "/rec evidence 10618 The audit found 94%.", Acknowledged)
    await talk.says("anna", "/rec submit 10618", Acknowledged)
    assert [line.answered for line in reminder.says(Reminder).lines] == [True]
    for moment in ("2022-12-08T09:30", "2022-12-15T09:30", "2022-12-22T09:30", "2023-01-10T09:30"):
        await talk.at(moment)
    whys = {why for each in talk.sees("anna", Reminder)[1:] for line in each.lines for why in line.whys}
    assert not {"overdue"} & whys
    assert [each for each in talk.sees("priya", Escalation) if "overdue" in str(each)] == []


async def test_what_waits_is_listed(talk: Talk, owned: Register) -> None:
    """`/rec status submitted` is for everybody, `/rec check` for coordinators; both say so when nothing waits."""
    assert (await talk.says("helen", "/rec status submitted", ItemList)).rows == ()
    await talk.says("anna", "/rec evidence 10618 The audit found 94%.", Acknowledged)
    await talk.says("anna", "/rec submit 10618", Acknowledged)
    for who, line in (("helen", "/rec status submitted"), ("helen", "/rec submitted"), ("tom", "/rec check")):
        assert [row.reference for row in (await talk.says(who, line, ItemList)).rows] == ["10618"]
    await talk.says("anna", "/rec check", Refused)


async def test_a_cause_of_concern_waits_for_its_recommendations(talk: Talk, register: Register) -> None:
    """The refusal names what is still to do; then the cause is submitted on their evidence."""
    register.item("1", kind=ItemKind.CAUSE_OF_CONCERN)
    register.item("1a", parent="OLDER-1")
    refused = await talk.says("anna", "/rec submit OLDER-1", Refused)
    assert "Still to submit: OLDER-1a" in sentence(refused)
    await talk.says("anna", "/rec evidence OLDER-1a The audit found 94%.", Acknowledged)
    await talk.says("anna", "/rec submit OLDER-1a", Acknowledged)
    await talk.says("anna", "/rec submit OLDER-1", Acknowledged)
    told = talk.sees("priya", Submission)[-1]
    assert (told.row.reference, told.evidence) == ("OLDER-1", ())
    assert "Its evidence is with the recommendations under it" in talk.last("priya").text


async def test_every_way_back_is_in_the_ledger(talk: Talk, owned: Register) -> None:
    """Submitted, returned, submitted, approved: four facts, in their order, by those who did them."""
    await talk.says("anna", "/rec evidence 10618 The audit found 94%.", Acknowledged)
    await talk.says("anna", "/rec submit 10618", Acknowledged)
    await talk.says("tom", "/rec return 10618 Two units only", Acknowledged)
    await talk.says("anna", "/rec submit 10618", Acknowledged)
    await talk.says("priya", "/rec approve 10618", Acknowledged)
    with talk.database.reading() as session:
        kinds = session.scalars(select(Event.kind).where(IS_AN_ACT).order_by(Event.id)).all()
    assert list(kinds)[-4:] == [
        EventKind.SUBMITTED,
        EventKind.RETURNED,
        EventKind.SUBMITTED,
        EventKind.FORCE_COMPLETE,
    ]
    assert [each.what for each in talk.sees("anna", Outcome)] == ["returned", "approved"]


@pytest.mark.parametrize("line", ["/rec submit", "/rec submit 10681"])
async def test_half_a_command_is_answered_with_what_is_missing(
    talk: Talk, owned: Register, line: str
) -> None:
    """No item, or a slip in its reference."""
    refused = await talk.says("anna", line, Refused)
    assert sentence(refused).startswith(("Which item?", "There is no item"))


async def test_evidence_that_is_a_link_alone_is_shown_to_whoever_checks(talk: Talk, owned: Register) -> None:
    """A checker reads the address itself: a piece without words is not a name and a date with nothing below."""
    fields = {"text": "", "links": "https://intranet.example/audit-2022"}
    await talk.submits("anna", "record", "evidence:10618", fields)
    await talk.says("anna", "/rec submit 10618", Acknowledged)
    assert "https://intranet.example/audit-2022" in talk.last("tom").text
