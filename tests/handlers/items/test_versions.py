"""Conversations in which evidence is given in a new version or withdrawn: nothing of it is ever erased."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from models.ledger.event import Event, EventKind
from models.statements.statement import Statement
from templates.messages.answers import Refused
from templates.messages.items import ItemDetail, StatementRow
from templates.messages.replies import Recorded, RecordForm, WithdrawForm
from tests.chat import Chat, text_of
from tests.factories import Register
from tests.handlers.packing import pack_of
from tests.letterbox import expected
from tests.talk import Talk, Written, sentence

pytestmark = pytest.mark.every_database

FIRST, SECOND = "10618: evidence: 90% were done", "The audit of December: 94% were done"


@pytest.fixture
async def given(talk: Talk, register: Register) -> Written:
    """Anna has given evidence for 10618, with a file; sofia is her deputy."""
    register.item("1a", register_number="10618", deputy="sofia", reviews_from=date(2022, 9, 5))
    return await talk.writes("anna", FIRST, files=[("audit.pdf", b"90%")])


async def shown(talk: Talk, who: str = "anna") -> ItemDetail:
    """Return all of 10618 as somebody sees it."""
    return await talk.says(who, "/rec show 10618", ItemDetail)


async def statement(talk: Talk, number: int) -> StatementRow:
    """Return one statement as anna sees it."""
    return next(each for each in (await shown(talk)).statements if each.number == number)


async def replace(talk: Talk, number: int = 1, text: str = SECOND, view: str | None = None) -> Recorded:
    """Fill in the form for a new version."""
    answer = await talk.submits("anna", "version", str(number), {"text": text}, view=view)
    return expected(answer, Recorded)


async def test_evidence_is_listed_by_its_number(talk: Talk, given: Written) -> None:
    """Everything recorded has a number by which it can be named, with buttons for those who may press them."""
    (row,) = (await shown(talk)).statements
    assert (row.number, row.can_do) == (1, ("new_version", "for_committee", "withdraw"))
    assert [each.can_do for each in (await shown(talk, "sofia")).statements] == [
        ("new_version", "for_committee")
    ]
    (by_priya,) = (await shown(talk, "priya")).statements
    assert by_priya.can_do == ("new_version", "for_committee", "withdraw")
    assert (await shown(talk, "dev")).statements == ()
    brief = await talk.says("anna", "/rec status 10618", ItemDetail)
    assert brief.statements[0].can_do == ()


async def test_a_new_version_takes_the_place_of_the_earlier(talk: Talk, given: Written) -> None:
    """The form begins with the earlier words; the earlier version stays, names the later, and counts no more."""
    form = expected(await talk.presses("anna", "new_version", "1"), RecordForm)
    assert (form.text, form.replaces, form.row.reference) == (FIRST, 1, "10618")
    told = await replace(talk)
    assert (told.statement, told.replaces, told.text) == (2, 1, SECOND)
    detail = await shown(talk)
    assert detail.evidence == 1
    assert [(each.number, each.replaces, each.replaced_by) for each in detail.statements] == [
        (2, 1, None),
        (1, None, 2),
    ]
    assert [each.text for each in detail.statements] == [SECOND, FIRST]
    with talk.database.reading() as session:
        events = session.scalars(select(Event).where(Event.kind == EventKind.EVIDENCE_RECORDED)).all()
        assert [each.facts for each in events] == [{"statement": 1}, {"statement": 2, "replaces": 1}]


async def test_a_new_version_sent_twice_is_one(talk: Talk, given: Written) -> None:
    """The same form again, as by a double click, records once."""
    for _ in range(2):
        assert (await replace(talk, view="V1")).statement == 2
    assert len((await shown(talk)).statements) == 2


async def test_a_new_version_is_for_every_item(talk: Talk, given: Written, register: Register) -> None:
    """What supported several items is replaced for all of them."""
    register.item("33", report="VETTING")
    await talk.presses("anna", "also_for", "1:VETTING-33")
    assert (await replace(talk)).references == ("10618", "VETTING-33")
    detail = await talk.says("anna", "/rec show VETTING-33", ItemDetail)
    assert (detail.evidence, [each.replaced_by for each in detail.statements]) == (1, [None, 2])


async def test_undo_of_a_version_brings_back_the_earlier(talk: Talk, given: Written) -> None:
    """When the new version is taken back the earlier one counts again, and can be replaced again."""
    await replace(talk)
    await talk.presses("anna", "undo", "2")
    detail = await shown(talk)
    assert (detail.evidence, [each.replaced_by for each in detail.statements]) == (1, [None, None])
    assert (await replace(talk, text="94.5% were done")).replaces == 1


async def test_a_middle_version_that_is_withdrawn_leaves_the_chain_whole(talk: Talk, given: Written) -> None:
    """Of three versions the last counts, also when the second is withdrawn."""
    await replace(talk)
    await replace(talk, 2, "95% were done")
    await talk.submits("anna", "withdraw", "2", {"reason": "A slip."})
    detail = await shown(talk)
    assert detail.evidence == 1
    assert [(each.number, each.replaced_by, each.withdrawn) for each in detail.statements] == [
        (3, None, False),
        (2, None, True),
        (1, 3, False),
    ]


@pytest.mark.parametrize(
    ("who", "number", "told"),
    [
        ("anna", "2", "Number 2 is an update, and only evidence has versions."),
        ("anna", "3", "Number 3 was withdrawn or deleted"),
        ("anna", "4", "Number 4 has already been replaced by number 5."),
        ("anna", "6", "Only the owner of OLDER-77"),
        ("dev", "1", "I cannot find what this button belongs to."),
        ("helen", "1", "I cannot find what this button belongs to."),
        ("anna", "99", "I cannot find what this button belongs to."),
        ("anna", "", "I cannot find what this button belongs to."),
    ],
)
async def test_what_cannot_be_replaced(
    talk: Talk, given: Written, register: Register, who: str, number: str, told: str
) -> None:
    """Only evidence that counts, is the latest version, and supports no item of somebody else is replaced."""
    register.item("77", owner="dev")
    await talk.writes("anna", "10618: an update")
    await talk.writes("anna", "10618: evidence that was wrong")
    await talk.presses("anna", "undo", "3")
    await talk.writes("anna", "10618: evidence of November")
    await replace(talk, 4)
    await talk.writes("priya", "10618, OLDER-77: evidence for both")
    for answer in (
        await talk.presses(who, "new_version", number),
        await talk.submits(who, "version", number, {"text": "Newer"}),
    ):
        assert told in sentence(expected(answer, Refused))
    with talk.database.reading() as session:
        assert len(session.scalars(select(Statement)).all()) == 6


async def test_the_form_of_a_version_has_the_links_that_were_given(talk: Talk, given: Written) -> None:
    """Links that do not stand in the words are in their field, so that they are not lost."""
    fields = {"text": "See https://a.example", "links": "https://b.example https://c.example"}
    await talk.fills("anna", "evidence:10618", fields)
    form = expected(await talk.presses("anna", "new_version", "2"), RecordForm)
    assert (form.text, form.links) == ("See https://a.example", ("https://b.example", "https://c.example"))


async def test_an_empty_version_is_refused_at_its_field(talk: Talk, given: Written) -> None:
    """A version without words, links or files is none."""
    refused = expected(await talk.submits("anna", "version", "1", {"text": "  "}), Refused)
    assert refused.field_name == "text"


@pytest.mark.parametrize(("who", "name"), [("anna", "Anna Clarke"), ("priya", "Priya Shah")])
async def test_evidence_is_withdrawn_with_a_reason(talk: Talk, given: Written, who: str, name: str) -> None:
    """Its author or a coordinator withdraws it: it stays, with who, when and why, and the review is open again."""
    form = expected(await talk.presses(who, "withdraw", "1"), WithdrawForm)
    assert (form.statement, form.text, form.references) == (1, FIRST, ("10618",))
    told = expected(await talk.submits(who, "withdraw", "1", {"reason": " It was about 2021. "}), Recorded)
    assert told.undone_because == "It was about 2021."
    row = await statement(talk, 1)
    assert (row.withdrawn, row.withdrawn_by, row.because, row.text) == (
        True,
        name,
        "It was about 2021.",
        FIRST,
    )
    assert (row.withdrawn_at, row.can_do) == (talk.clock.now(), ())
    detail = await shown(talk)
    assert (detail.evidence, detail.last_review_on, detail.row.review_due_on) == (0, None, date(2022, 12, 5))


async def test_the_reason_is_not_in_the_ledger(talk: Talk, given: Written) -> None:
    """A reason can quote the evidence, so the ledger has only that it was withdrawn, by whom and when."""
    await talk.submits("anna", "withdraw", "1", {"reason": "It names a victim."})
    with talk.database.reading() as session:
        facts = [str(each.facts) for each in session.scalars(select(Event))]
    assert not any("victim" in each for each in facts)


@pytest.mark.parametrize(
    ("who", "number", "told"),
    [
        ("sofia", "1", "Only Anna Clarke, who wrote it, or a coordinator can undo this."),
        ("dev", "1", "I cannot find what this button belongs to."),
        ("helen", "1", "I cannot find what this button belongs to."),
        ("anna", "99", "I cannot find what this button belongs to."),
        ("anna", "2", "Number 2 has already been withdrawn."),
    ],
)
async def test_what_cannot_be_withdrawn(talk: Talk, given: Written, who: str, number: str, told: str) -> None:
    """Nobody else withdraws it, and nobody twice; where one may not read it the answer is that of nothing."""
    await talk.writes("anna", "10618: evidence that was wrong")
    await talk.presses("anna", "undo", "2")
    for answer in (
        await talk.presses(who, "withdraw", number),
        await talk.submits(who, "withdraw", number, {"reason": "Wrong"}),
    ):
        assert told in sentence(expected(answer, Refused))
    assert (await statement(talk, 1)).withdrawn is False


@pytest.mark.parametrize("reason", ["", "  \n "])
async def test_a_withdrawal_needs_its_reason(talk: Talk, given: Written, reason: str) -> None:
    """Without a reason it is refused at the field, and nothing changes."""
    refused = expected(await talk.submits("anna", "withdraw", "1", {"reason": reason}), Refused)
    assert refused.field_name == "reason"
    assert (await statement(talk, 1)).withdrawn is False


async def test_versions_and_withdrawal_in_slack_and_in_the_pack(chat: Chat, tmp_path: Path) -> None:
    """From the buttons of /rec show through the forms to the pack, which tells what became of every version."""
    Register(chat.database, chat.clock, chat.policy).item("1a", register_number="10618")
    await chat.writes("anna", FIRST, files=[("audit.pdf", b"90%")])
    await chat.says("anna", "/rec show 10618")
    assert (await chat.clicks("anna", chat.workspace.ephemerals("anna")[-1], "New version of 1")).ok
    assert (await chat.fills("anna", {"text": SECOND}, files=[("audit.pdf", b"94%")])).ok
    assert "It replaces number 1, which stays in the record." in text_of(chat.sees("anna")[-1])
    await chat.says("anna", "/rec show 10618")
    assert (await chat.clicks("anna", chat.workspace.ephemerals("anna")[-1], "Withdraw 2")).ok
    assert list((await chat.fills("anna", {"reason": " "})).errors) == ["reason"]
    assert (await chat.fills("anna", {"reason": "It was <!channel> about 2021."})).ok
    assert "the reason: “It was" in text_of(chat.sees("anna")[-1])
    await chat.says("anna", "/rec pack 10618")
    pack = pack_of(chat, "anna", tmp_path / "pack")
    assert [name for name in pack.names if name.startswith("files/")] == [
        "files/1-1-audit.pdf",
        "files/2-1-audit.pdf",
    ]
    for told in (
        FIRST,
        SECOND,
        "It is a new version of number 1.",
        "WITHDRAWN on Thu 1 Dec 2022 at 08:30 by Anna Clarke. It does not count.",
        "Reason: It was <!channel> about 2021.",
    ):
        assert told in pack.index, told
