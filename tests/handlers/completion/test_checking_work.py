"""Conversations in which coordinators check what was handed in: approve it, or return it with the reason."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from bot.clock import StoppedClock
from bot.documents.documents import Documents
from bot.requests.incoming import IncomingRequest
from bot.worker.files import FileStore
from models.database import Database
from models.enums import DocumentKind, Status
from models.policy import CheckLevel, Policy
from models.queries import items
from models.refusals.evidence import NotYoursToRead
from templates import plain
from templates.messages import Message
from templates.messages.answers import Acknowledged, Refused
from templates.messages.completion import Outcome, ReasonForm, Submission
from templates.messages.documents import Document
from templates.messages.history import History
from templates.messages.items import ItemDetail, ItemList
from tests.factories import Register, account, person_called
from tests.letterbox import Posted, expected
from tests.talk import Talk, direct, in_direct, sentence, talking

BOARD = CheckLevel("the assurance board", (account("helen"),))


@pytest.fixture
def owned(register: Register) -> Register:
    """A register in which anna owns 10618."""
    register.item("1a", register_number="10618")
    return register


async def submitted(talk: Talk) -> None:
    """Have anna hand in 10618 with evidence."""
    await talk.says("anna", "/rec evidence 10618 The audit found 94%.", Acknowledged)
    await talk.says("anna", "/rec submit 10618", Acknowledged)


async def approves(talk: Talk, who: str, on: str = "", words: str = "") -> Message | None:
    """Have `who` press *Approve* in the message that asked for it, and send the form, if it opens."""
    form = await talk.presses(who, "approve", "10618", on=asked(talk, who))
    if not isinstance(form, ReasonForm):
        return form
    return await talk.submits(who, "reason", f"approve:{form.row.reference}", {"on": on, "reason": words})


def asked(talk: Talk, who: str) -> Posted:
    """Return the last message in which somebody was asked to check."""
    return [each for each in talk.posts(direct(who)) if isinstance(each.message, Submission)][-1]


def status(talk: Talk) -> Status:
    """Return how far 10618 is."""
    with talk.database.reading() as session:
        return items.item_by_reference(session, "10618").status


async def test_the_button_approves_and_every_message_says_so(talk: Talk, owned: Register) -> None:
    """Where it was pressed and with the other coordinator, the message says who decided; the owner is told."""
    await submitted(talk)
    expected(await approves(talk, "tom"), Acknowledged)
    assert status(talk) is Status.FORCE_COMPLETE
    for who in ("tom", "priya"):
        (now,) = talk.sees(who, Submission)
        assert (now.decision, now.decided_by and now.decided_by.name) == ("approved", "Tom Bennett")
        assert asked(talk, who).changes == 1
        assert "Approve:" not in asked(talk, who).text
    (told,) = talk.sees("anna", Outcome)
    assert (told.what, told.by.name) == ("approved", "Tom Bennett")
    assert "It is now awaiting HMICFRS." in talk.last("anna").text


async def test_the_second_of_two_is_told_what_the_first_decided(talk: Talk, owned: Register) -> None:
    """A press on what is no longer so changes nothing, and says who decided and what."""
    await submitted(talk)
    await approves(talk, "tom")
    refused = expected(await approves(talk, "priya"), Refused)
    assert sentence(refused) == (
        "Tom Bennett already decided on 10618 on Thu 1 Dec 2022: it is “force complete”."
    )
    assert len(talk.sees("anna", Outcome)) == 1


async def test_the_form_approves_for_an_earlier_day_with_words(talk: Talk, owned: Register) -> None:
    """As the command can: the owner reads the words, and completion counts from the day on which it was found."""
    await submitted(talk)
    await talk.at("2022-12-05T09:30")
    refused = expected(await approves(talk, "tom", on="2022-12-06"), Refused)
    assert (refused.field_name, status(talk)) == ("on", Status.SUBMITTED)
    await approves(talk, "tom", on="2022-12-02", words="Seen at the audit.")
    shown = await talk.says("anna", "/rec show 10618", ItemDetail)
    assert (shown.row.status, shown.row.status_since) == (Status.FORCE_COMPLETE, date(2022, 12, 2))
    assert "> Seen at the audit." in talk.last("anna").text
    assert "Seen at the audit." in plain.render(
        await talk.says("tom", "/rec history 10618", History), width=None
    )


async def test_typed_words_after_an_approval_are_kept(talk: Talk, owned: Register) -> None:
    """What stands after the day reaches the owner, as from the form."""
    await submitted(talk)
    await talk.at("2022-12-05T09:30")
    await talk.says("tom", "/rec approve 10618 on 2 December Seen at the audit.", Acknowledged)
    (told,) = talk.sees("anna", Outcome)
    assert (told.on, told.reason) == (date(2022, 12, 2), "Seen at the audit.")


async def test_it_is_returned_by_a_form_with_the_reason(talk: Talk, owned: Register) -> None:
    """The button opens a form; the reason reaches the owner and stands in both coordinators' messages."""
    await submitted(talk)
    form = expected(await talk.presses("priya", "return", "10618", on=asked(talk, "priya")), ReasonForm)
    assert (form.what, form.row.reference) == ("return", "10618")
    answer = await talk.submits("priya", "reason", "return:10618", {"reason": "It covers two units only."})
    assert expected(answer, Acknowledged).facts["owner"] == "Anna Clarke"
    assert status(talk) is Status.IN_PROGRESS
    for who in ("tom", "priya"):
        (now,) = talk.sees(who, Submission)
        assert (now.decision, now.reason) == ("returned", "It covers two units only.")
    (told,) = talk.sees("anna", Outcome)
    assert (told.what, told.reason) == ("returned", "It covers two units only.")
    assert "> It covers two units only." in talk.last("anna").text


async def test_a_form_without_a_reason_is_refused_at_its_field(talk: Talk, owned: Register) -> None:
    """An owner is never left to guess."""
    await submitted(talk)
    refused = expected(await talk.submits("priya", "reason", "return:10618", {"reason": " "}), Refused)
    assert refused.field_name == "reason"
    assert status(talk) is Status.SUBMITTED


async def test_typed_words_do_the_same(talk: Talk, owned: Register) -> None:
    """Without a reason the command opens the form, with one it returns; what is complete can come back too."""
    await submitted(talk)
    await talk.says("priya", "/rec return 10618", ReasonForm)
    await talk.says("priya", "/rec approve 10618", Acknowledged)
    assert talk.sees("tom", Submission)[0].decision == "approved"
    await talk.says("priya", "/rec return 10618 HMICFRS was not satisfied", Acknowledged)
    assert status(talk) is Status.IN_PROGRESS
    assert talk.sees("anna", Outcome)[-1].reason == "HMICFRS was not satisfied"


async def test_it_can_be_looked_at_again(talk: Talk, owned: Register) -> None:
    """`/rec check REF` shows what was submitted with its evidence; of what was not, that it was not."""
    await submitted(talk)
    shown = await talk.says("tom", "/rec check 10618", Submission)
    assert [each.text for each in shown.evidence] == ["The audit found 94%."]
    owned.item("2")
    refused = await talk.says("tom", "/rec check OLDER-2", Refused)
    assert "OLDER-2 has not been submitted" in sentence(refused)


@pytest.mark.parametrize("who", ["anna", "sofia", "dev", "helen"])
async def test_only_coordinators_check(talk: Talk, owned: Register, who: str) -> None:
    """By command, button and form, for an item that is there and one that is not, others get the same answer."""
    await submitted(talk)
    answers = [
        *[
            await talk.says(who, f"/rec {each}", Refused)
            for each in ("check", "check 10618", "approve 10618")
        ],
        *[await talk.says(who, f"/rec {each}", Refused) for each in ("return 10618 No", "approve 99999")],
        expected(await talk.presses(who, "approve", "10618"), Refused),
        expected(await talk.presses(who, "return", "10618"), Refused),
        expected(await talk.submits(who, "reason", "return:10618", {"reason": "No"}), Refused),
    ]
    assert {sentence(each) for each in answers} == {
        "Only a coordinator can do that. Ask one of them: Priya Shah, Tom Bennett."
    }
    assert status(talk) is Status.SUBMITTED


async def test_nobody_approves_what_they_submitted(talk: Talk, owned: Register) -> None:
    """A coordinator who submitted it for the owner leaves the check to the other."""
    await talk.says("priya", "/rec evidence 10618 The audit found 94%.", Acknowledged)
    await talk.says("priya", "/rec submit 10618", Acknowledged)
    refused = await talk.says("priya", "/rec approve 10618", Refused)
    assert "somebody else has to check it: Tom Bennett" in sentence(refused)
    await talk.says("tom", "/rec approve 10618", Acknowledged)


async def test_buttons_are_shown_to_whom_they_are_for(talk: Talk, owned: Register) -> None:
    """The owner is offered to submit, and after that nothing of the check; coordinators decide."""
    before = await talk.says("anna", "/rec show 10618", ItemDetail)
    assert "submit" in before.can_do
    await submitted(talk)
    assert "submit" not in (await talk.says("anna", "/rec show 10618", ItemDetail)).can_do
    seen = (await talk.says("tom", "/rec show 10618", ItemDetail)).can_do
    assert {"approve", "return", "end", "move"} <= set(seen)
    assert (await talk.says("helen", "/rec show 10618", ItemDetail)).can_do == ()
    await talk.says("tom", "/rec approve 10618", Acknowledged)
    assert {"sign_off", "return"} <= set((await talk.says("tom", "/rec show 10618", ItemDetail)).can_do)


@pytest.fixture
async def levels(database: Database, clock: StoppedClock, policy: Policy) -> AsyncIterator[Talk]:
    """Conversations in a force whose assurance board, that is helen, checks after a coordinator, for 30 days."""
    stricter = replace(policy, check_levels=(BOARD,), demonstration_days=30)
    async with talking(database, clock, stricter) as talk:
        yield talk


async def test_a_further_level_checks_after_the_coordinator(levels: Talk, owned: Register) -> None:
    """What a coordinator approved goes to the board, which sees the evidence and decides; then it is to last."""
    talk = levels
    await submitted(talk)
    await talk.says("helen", "/rec approve 10618", Refused)
    await approves(talk, "tom")
    assert talk.sees("priya", Submission)[0].decision == "passed_on"
    assert talk.sees("anna", Outcome) == []
    detail = await talk.says("anna", "/rec show 10618", ItemDetail)
    assert (detail.row.status, detail.check_level) == (Status.SUBMITTED, "the assurance board")
    (told,) = talk.sees("helen", Submission)
    assert (told.level, [each.text for each in told.evidence]) == (
        "the assurance board",
        ["The audit found 94%."],
    )
    refused = await talk.says("priya", "/rec approve 10618", Refused)
    assert "needs a check by the assurance board. That is for Helen Ward" in sentence(refused)
    await approves(talk, "helen")
    assert talk.sees("helen", Submission)[0].decision == "demonstrating"
    assert "demonstrating until Sat 31 Dec 2022" in talk.last("anna").text


async def test_who_has_to_check_reads_what_was_recorded(
    levels: Talk, owned: Register, tmp_path: Path
) -> None:
    """While an item waits for the board, that reads everything about it by every way; not before, nor after."""
    talk = levels

    async def reads() -> tuple[int, bool, bool]:
        shown = await talk.says("helen", "/rec show 10618", ItemDetail)
        history = await talk.says("helen", "/rec history 10618", History)
        packed = await talk.desk.command(
            IncomingRequest(account("helen"), "pack 10618", in_direct("helen"), "pack")
        )
        return len(shown.statements), not history.hides, isinstance(packed, Acknowledged)

    await submitted(talk)
    assert await reads() == (0, False, False)
    await approves(talk, "tom")
    assert await reads() == (1, True, True)
    documents = Documents(talk.database, talk.policy, None, FileStore(tmp_path))
    helen = person_number(talk, "helen")
    pack = Document(DocumentKind.PACK, helen, date(2022, 12, 1), references=("10618",))
    with BytesIO() as made:
        documents.write(pack, talk.clock.now(), made)
        assert made.tell() > 0
    await approves(talk, "helen")
    assert await reads() == (0, False, False)
    with BytesIO() as made, pytest.raises(NotYoursToRead):
        documents.write(pack, talk.clock.now(), made)


def person_number(talk: Talk, handle: str) -> int:
    with talk.database.reading() as session:
        return person_called(session, handle).id


async def test_what_is_to_last_is_confirmed_by_a_person(levels: Talk, owned: Register) -> None:
    """Until its last day it stays submitted and says so everywhere; then coordinators are asked once to confirm."""
    talk = levels
    await submitted(talk)
    await talk.says("tom", "/rec approve 10618", Acknowledged)
    await talk.says("helen", "/rec approve 10618", Acknowledged)
    listed = plain.render(await talk.says("helen", "/rec status submitted", ItemList), width=None)
    in_full = plain.render(await talk.says("helen", "/rec show 10618", ItemDetail), width=None)
    assert all("demonstrating until Sat 31 Dec 2022" in each for each in (listed, in_full))
    refused = await talk.says("priya", "/rec approve 10618", Refused)
    assert "cannot be confirmed before Sat 31 Dec 2022" in sentence(refused)
    await talk.at("2022-12-30T09:30")
    assert [each.over for each in talk.sees("priya", Submission)] == [False]
    for moment in ("2022-12-31T09:30", "2023-01-03T09:30", "2023-01-04T09:30"):
        await talk.at(moment)
    assert [each.over for each in talk.sees("priya", Submission)] == [False, True]
    assert status(talk) is Status.SUBMITTED
    await approves(talk, "priya")
    assert status(talk) is Status.FORCE_COMPLETE
    assert talk.sees("tom", Submission)[-1].decision == "approved"


async def test_what_did_not_last_is_returned(levels: Talk, owned: Register) -> None:
    """A return ends the demonstration, and nobody is asked to confirm it any more."""
    talk = levels
    await submitted(talk)
    await talk.says("tom", "/rec approve 10618", Acknowledged)
    await talk.says("helen", "/rec approve 10618", Acknowledged)
    await talk.says("priya", "/rec return 10618 The dip sample fell to 71%", Acknowledged)
    await talk.at("2023-01-03T09:30")
    assert [each.over for each in talk.sees("priya", Submission)] == [False]
    assert talk.sees("priya", Submission)[0].decision == "returned"
    assert talk.sees("helen", Submission)[0].decision == "returned"
