"""Conversations in which items come to their ends: HMICFRS's sign-off, other ends, and back again."""

from datetime import date

import pytest
from sqlalchemy import select

from models.committee.asof import as_of
from models.enums import Addressee, ItemKind, Status
from models.ledger.event import Event, EventKind
from models.queries import items
from templates import plain
from templates.messages.answers import Acknowledged, Refused
from templates.messages.completion import CauseMayClose, Outcome, ReasonForm, SignOffForm
from templates.messages.items import ItemDetail, ItemList
from templates.messages.publication import SummaryPreview
from tests.factories import Register
from tests.handlers.publishing import DECEMBER, MARCH, publishes
from tests.letterbox import expected
from tests.talk import Talk, sentence


@pytest.fixture
def owned(register: Register) -> Register:
    """A register of September in which anna owns 10618 and 9962, and dev OLDER-3; all but the last are complete."""
    added = date(2022, 9, 2)
    register.item("1a", register_number="10618", added_on=added)
    register.item("1b", register_number="9962", added_on=added)
    register.item("3", owner="dev", added_on=added)
    return register


def status(talk: Talk, reference: str) -> tuple[Status, date]:
    """Return how far an item is, and since when."""
    with talk.database.reading() as session:
        item = items.item_by_reference(session, reference)
        return item.status, item.status_since


def facts(talk: Talk, kind: EventKind) -> list[tuple[date, dict[str, object]]]:
    """Return every fact of a kind with its day."""
    with talk.database.reading() as session:
        events = session.scalars(select(Event).where(Event.kind == kind).order_by(Event.id))
        return [(each.effective_on, each.facts) for each in events]


def as_it_stood(talk: Talk, reference: str, day: date) -> Status:
    """Return how far an item was at the end of a day, as the ledger tells it now."""
    with talk.database.reading() as session:
        item = items.item_by_reference(session, reference)
        return as_of(session, {item.id: item}, day)[item.id].status


@pytest.mark.parametrize(
    "line",
    [
        "/rec signoff 10618, 9962 anyway 2022-11-30 letter of 29 Nov",
        "/rec signoff 10618 and 9962 anyway, 30/11/2022 letter of 29 Nov",
        "/rec signoff 10618 9962 anyway on 30 November letter of 29 Nov",
        "/rec signoff 10618,9962, OLDER-1a anyway Wednesday 30th November 2022, letter of 29 Nov",
    ],
)
async def test_several_are_signed_off_in_one_line(talk: Talk, owned: Register, line: str) -> None:
    """References, then the day, then how: each item ends on HMICFRS's day, and their owner gets one message."""
    answer = await talk.says("priya", line, Acknowledged)
    assert (answer.what, answer.facts["references"], answer.facts["on"], answer.facts["basis"]) == (
        "signed_off",
        "10618, 9962",
        "Wed 30 Nov 2022 (1 day ago)",
        "letter of 29 Nov",
    )
    assert {status(talk, each) for each in ("10618", "9962")} == {(Status.SIGNED_OFF, date(2022, 11, 30))}
    (told,) = talk.sees("anna", Outcome)
    assert ([row.reference for row in told.rows], told.reason) == (["10618", "9962"], "letter of 29 Nov")
    assert [each["reason"] for _, each in facts(talk, EventKind.SIGNED_OFF)] == ["letter of 29 Nov"] * 2


async def test_one_that_cannot_be_signed_off_holds_back_all(talk: Talk, owned: Register) -> None:
    """All or nothing, and it is said which one is in the way."""
    owned.become("9962", Status.SUPERSEDED)
    refused = await talk.says("priya", "/rec signoff 10618, 9962 2022-12-01 the portal", Refused)
    assert sentence(refused).startswith("9962 has been “superseded” since Thu 1 Dec 2022.")
    refused = await talk.says("priya", "/rec signoff 10618, 99999 2022-12-01 the portal", Refused)
    assert "99999" in sentence(refused)
    assert status(talk, "10618")[0] is Status.IN_PROGRESS
    assert talk.sees("anna", Outcome) == []


async def test_what_the_force_had_not_called_complete_is_asked_about_first(
    talk: Talk, owned: Register
) -> None:
    """HMICFRS may sign off earlier than the force expects; nothing is recorded before that was seen."""
    owned.become("10618", Status.FORCE_COMPLETE)
    owned.become("9962", Status.SUBMITTED)
    line = "10618, 9962, OLDER-3 {}1 December 2022 the portal"
    asked = await talk.says("priya", "/rec signoff " + line.format(""), SignOffForm)
    said = plain.render(asked, width=None)
    assert "Nothing is recorded yet." in said
    assert "OLDER-3 was never submitted, so nobody in the force has checked it." in said
    assert "9962 is still awaiting a check" in said
    assert "rec signoff 10618, 9962, OLDER-3 anyway 2022-12-01 the portal" in said
    assert talk.sees("dev", Outcome) == []
    await talk.says("priya", "/rec signoff " + line.format("anyway "), Acknowledged)
    assert [each.rows[0].reference for who in ("anna", "dev") for each in talk.sees(who, Outcome)] == [
        "10618",
        "OLDER-3",
    ]


async def test_the_word_of_hmicfrs_is_taken_before_the_day_of_the_approval(
    talk: Talk, owned: Register
) -> None:
    """Approved on 13 December, signed off by HMICFRS on the 5th: the approval is dated as it is told."""
    await talk.at("2022-12-13T09:30")
    owned.become("9962", Status.FORCE_COMPLETE)
    asked = await talk.says("priya", "/rec signoff 9962 5 Dec letter of 5 December", SignOffForm)
    assert "9962 was approved by the force after Mon 5 Dec 2022." in plain.render(asked, width=None)
    late = {"on": "2022-12-05", "basis": "letter of 5 December", "complete_on": "2022-12-06"}
    refused = await talk.submits("priya", "sign_off_anyway", "9962", late)
    assert expected(refused, Refused).field_name == "complete_on"
    await talk.submits("priya", "sign_off_anyway", "9962", late | {"complete_on": "2022-12-02"})
    assert status(talk, "9962") == (Status.SIGNED_OFF, date(2022, 12, 5))
    assert [day for day, _ in facts(talk, EventKind.FORCE_COMPLETE)] == [
        date(2022, 12, 13),
        date(2022, 12, 2),
    ]
    for day, stood in ((1, "in progress"), (2, "force complete"), (4, "force complete"), (5, "signed off")):
        assert as_it_stood(talk, "9962", date(2022, 12, day)) == stood
    assert as_it_stood(talk, "9962", date(2022, 12, 13)) == "signed off"
    await talk.says("priya", "/rec reopen 9962 on 7 Dec: the letter was for another force", Acknowledged)
    assert status(talk, "9962") == (Status.IN_PROGRESS, date(2022, 12, 7))
    assert as_it_stood(talk, "9962", date(2022, 12, 13)) == "in progress"
    refused_word = await talk.says("priya", "/rec signoff 9962 6 December 2022 letter", Refused)
    assert "9962 has been “in progress” since Wed 7 Dec 2022" in sentence(refused_word)


async def test_a_cause_is_signed_off_while_other_bodies_have_still_to_act(
    talk: Talk, register: Register
) -> None:
    """What is open under it for another body is asked about, and stays watched; the force's own comes first."""
    register.item("1", kind=ItemKind.CAUSE_OF_CONCERN)
    register.item("1a", parent="OLDER-1")
    register.item("1b", parent="OLDER-1", owner=None, addressed_to=(Addressee.NPCC,))
    refused = await talk.says("priya", "/rec signoff OLDER-1 2022-12-01 the portal", Refused)
    assert "Still open: OLDER-1a" in sentence(refused)
    register.become("OLDER-1a", Status.FORCE_COMPLETE)
    register.become("OLDER-1a", Status.SIGNED_OFF)
    register.become("OLDER-1", Status.FORCE_COMPLETE)
    asked = await talk.says("priya", "/rec signoff OLDER-1 2022-12-01 the portal", SignOffForm)
    assert (
        "OLDER-1b, under the cause of concern, is still open. It is addressed to other bodies."
        in plain.render(asked, width=None)
    )
    await talk.says("priya", "/rec signoff OLDER-1 anyway 2022-12-01 the portal", Acknowledged)
    assert status(talk, "OLDER-1")[0] is Status.SIGNED_OFF
    watched = await talk.says("priya", "/rec status watched", ItemList)
    assert [row.reference for row in watched.rows] == ["OLDER-1b"]


async def test_every_step_takes_effect_on_the_day_that_is_named(talk: Talk, owned: Register) -> None:
    """Submitted, returned, submitted, approved, ended and reopened: each on its day, though recorded later."""
    await talk.at("2022-12-20T09:30")
    await talk.says("anna", "/rec evidence 10618 The audit shows that it is done", Acknowledged)
    for who, line, stood in (
        ("anna", "submit 10618 on 5 Dec", (Status.SUBMITTED, 5)),
        ("tom", "return 10618 on 6 Dec The audit covers two units only", (Status.IN_PROGRESS, 6)),
        ("anna", "submit 10618 on 7 December: all units are in it now", (Status.SUBMITTED, 7)),
        ("tom", "approve 10618 on 8 Dec", (Status.FORCE_COMPLETE, 8)),
        ("tom", "end 10618 superseded on 9 Dec Replaced by VETTING-33", (Status.SUPERSEDED, 9)),
        ("tom", "reopen 10618 on 2022-12-12 The other one was withdrawn", (Status.IN_PROGRESS, 12)),
    ):
        await talk.says(who, f"/rec {line}", Acknowledged)
        assert status(talk, "10618") == (stood[0], date(2022, 12, stood[1]))
    early = await talk.says("tom", "/rec end 10618 superseded on 11 Dec Replaced by another", Refused)
    assert "10618 has been “in progress” since Mon 12 Dec 2022" in sentence(early)
    ahead = await talk.says(
        "tom", "/rec end 10618 superseded on 24 December 2022 Replaced by another", Refused
    )
    assert "Sat 24 Dec 2022 is in the future" in sentence(ahead)
    fields = {"status": "superseded", "reason": "Replaced by VETTING-33", "on": "2022-12-13"}
    await talk.submits("tom", "reason", "end:10618", fields)
    assert status(talk, "10618") == (Status.SUPERSEDED, date(2022, 12, 13))


async def test_a_form_asks_for_day_and_basis(talk: Talk, owned: Register) -> None:
    """The button, and the command with a reference alone, open the form; an empty basis is refused at its field."""
    form = expected(await talk.presses("priya", "sign_off", "10618"), SignOffForm)
    assert form.on == date(2022, 12, 1)
    assert (await talk.says("priya", "/rec signoff 10618 30 November 2022", SignOffForm)).on == date(
        2022, 11, 30
    )
    refused = expected(
        await talk.submits("priya", "sign_off", "10618", {"on": "2022-11-30", "basis": " "}), Refused
    )
    assert refused.field_name == "basis"
    fields = {"on": "2022-11-30", "basis": "Nadia Osman, by telephone"}
    asked = expected(await talk.submits("priya", "sign_off", "10618", fields), SignOffForm)
    assert status(talk, "10618")[0] is Status.IN_PROGRESS
    assert (asked.on, asked.basis) == (date(2022, 11, 30), "Nadia Osman, by telephone")
    said = plain.render(asked, width=None)
    assert "To sign off anyway here: rec signoff 10618 anyway 2022-11-30 Nadia Osman" in said
    assert "10618 was never submitted" in said
    await talk.submits("priya", "sign_off_anyway", "10618", fields)
    assert status(talk, "10618") == (Status.SIGNED_OFF, date(2022, 11, 30))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/rec signoff", "Which item?"),
        ("/rec signoff 10618, 9962 2022-11-30", "How did HMICFRS tell you?"),
        ("/rec signoff 10618, 9962", "How did HMICFRS tell you?"),
        ("/rec signoff 10618 31 November 2022 letter", "as a date"),
        ("/rec signoff 10618 2 December 2022 letter", "Fri 2 Dec 2022 is in the future"),
        ("/rec signoff 10618 9999 2022-11-30 letter", "9999"),
    ],
)
async def test_nothing_is_guessed_about_a_sign_off(talk: Talk, owned: Register, line: str, told: str) -> None:
    """A missing item or basis, a day that is unclear or to come: each is said, and nothing changes."""
    assert told in sentence(await talk.says("priya", line, Refused))
    assert status(talk, "10618")[0] is Status.IN_PROGRESS


@pytest.mark.parametrize("who", ["anna", "sofia", "dev", "helen"])
async def test_only_coordinators_end_and_reopen(talk: Talk, owned: Register, who: str) -> None:
    """By command, button and form, for an item that is there or not, everybody else gets the same answer."""
    lines = (
        "signoff 10618 2022-12-01 it",
        "end 10618 superseded it",
        "reopen 10618 it",
        "end 99999 superseded it",
    )
    answers = [
        *[await talk.says(who, f"/rec {line}", Refused) for line in lines],
        *[
            expected(await talk.presses(who, each, "10618"), Refused)
            for each in ("sign_off", "end", "reopen")
        ],
        expected(await talk.submits(who, "sign_off", "10618", {"on": "2022-12-01", "basis": "it"}), Refused),
        expected(
            await talk.submits(who, "reason", "end:10618", {"status": "superseded", "reason": "it"}), Refused
        ),
        expected(await talk.submits(who, "reason", "reopen:10618", {"reason": "it"}), Refused),
    ]
    assert {sentence(each) for each in answers} == {
        "Only a coordinator can do that. Ask one of them: Priya Shah, Tom Bennett."
    }
    assert status(talk, "10618")[0] is Status.IN_PROGRESS


async def test_an_item_ends_otherwise_and_is_opened_again(talk: Talk, owned: Register) -> None:
    """By command and by form, each with its reason, which the owner reads."""
    answer = await talk.says("priya", "/rec end 10618 no further action: the unit was closed", Acknowledged)
    assert (answer.what, answer.facts["status"]) == ("ended", "no further action")
    assert status(talk, "10618")[0] is Status.NO_FURTHER_ACTION
    assert {"reopen", "hold"} == set((await talk.says("priya", "/rec show 10618", ItemDetail)).can_do) - {
        "update",
        "add_evidence",
        "correct",
    }
    await talk.says("priya", "/rec reopen 10618", ReasonForm)
    await talk.says("priya", "/rec reopen 10618 The unit is back", Acknowledged)
    assert status(talk, "10618")[0] is Status.IN_PROGRESS
    expected(await talk.presses("priya", "end", "10618"), ReasonForm)
    await talk.submits(
        "priya", "reason", "end:10618", {"status": "risk accepted", "reason": "The board accepts it"}
    )
    assert status(talk, "10618")[0] is Status.RISK_ACCEPTED
    assert [(each.what, each.reason) for each in talk.sees("anna", Outcome)] == [
        ("ended", "the unit was closed"),
        ("reopened", "The unit is back"),
        ("ended", "The board accepts it"),
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/rec end 10618 finished because it is", "“finished because it is” as a way to close an item"),
        ("/rec end 10618 superseded", "Write the reason after the reference"),
        ("/rec reopen 10618 why not", "10618 is already open"),
    ],
)
async def test_half_an_end_is_answered_with_what_is_missing(
    talk: Talk, owned: Register, line: str, told: str
) -> None:
    """No such way to end, no reason, nothing to reopen."""
    assert told in sentence(await talk.says("priya", line, Refused))


async def test_waiting_for_hmicfrs_shows_the_days(talk: Talk, owned: Register) -> None:
    """The force says complete, HMICFRS has not signed off: the days in between stand in lists and on the item."""
    owned.become("10618", Status.FORCE_COMPLETE)
    await talk.at("2022-12-13T09:30")
    listed = await talk.says("priya", "/rec status waiting", ItemList)
    assert "Complete, awaiting HMICFRS for 12 days" in plain.render(listed, width=None)
    shown = await talk.says("priya", "/rec show 10618", ItemDetail)
    assert "Complete, awaiting HMICFRS, since Thu 1 Dec 2022 (12 days ago)" in plain.render(shown, width=None)


async def test_a_sign_off_of_earlier_restates_what_was_printed(talk: Talk, owned: Register) -> None:
    """A day within figures that were printed is taken, said to be one, and restated in the next summary."""
    owned.meeting(DECEMBER)
    await publishes(talk)
    await talk.at("2022-12-20T09:30")
    answer = await talk.says("priya", "/rec signoff 10618 anyway 30 November 2022 the portal", Acknowledged)
    assert answer.facts["restated"] == "Thu 1 Dec 2022"
    later = await talk.says("priya", "/rec signoff 9962 anyway 2 December 2022 the portal", Acknowledged)
    assert later.facts["restated"] == ""
    owned.meeting(MARCH)
    summary = (await talk.says("priya", "/rec summary", SummaryPreview)).summary
    assert [row.reference for row in summary.restated] == ["10618"]
    assert [row.reference for each in summary.signed_off for row in each.rows] == ["9962"]


async def test_coordinators_hear_when_a_cause_may_close(talk: Talk, register: Register) -> None:
    """Once the last of its recommendations has ended, by whatever way, both are told once; the cause stays open."""
    register.item("1", kind=ItemKind.CAUSE_OF_CONCERN)
    register.item("1a", parent="OLDER-1")
    register.item("1b", parent="OLDER-1", owner="dev")
    await talk.says("priya", "/rec signoff OLDER-1a anyway 2022-12-01 the portal", Acknowledged)
    await talk.at("2022-12-01T10:00")
    assert talk.sees("priya", CauseMayClose) == []
    register.become("OLDER-1b", Status.SUPERSEDED)
    for moment in ("2022-12-01T11:00", "2022-12-01T11:01", "2022-12-02T11:00"):
        await talk.at(moment)
    for who in ("priya", "tom"):
        (told,) = talk.sees(who, CauseMayClose)
        assert [row.reference for row in told.children] == ["OLDER-1a", "OLDER-1b"]
    assert status(talk, "OLDER-1")[0] is Status.IN_PROGRESS
    await talk.says("priya", "/rec reopen OLDER-1b The letter was for another force", Acknowledged)
    await talk.says("priya", "/rec signoff OLDER-1b anyway 2022-12-02 the portal", Acknowledged)
    await talk.at("2022-12-05T10:00")
    assert len(talk.sees("tom", CauseMayClose)) == 2
    await talk.says("priya", "/rec signoff OLDER-1 anyway 2022-12-05 the portal", Acknowledged)
    await talk.at("2022-12-06T10:00")
    assert len(talk.sees("tom", CauseMayClose)) == 2


async def test_a_cause_does_not_end_before_its_recommendations(talk: Talk, register: Register) -> None:
    """The refusal names what is open; signed off together, in any order, they all end."""
    register.item("1", kind=ItemKind.CAUSE_OF_CONCERN)
    register.item("1a", parent="OLDER-1")
    refused = await talk.says("priya", "/rec signoff OLDER-1 2022-12-01 the portal", Refused)
    assert "Still open: OLDER-1a" in sentence(refused)
    await talk.says("priya", "/rec signoff OLDER-1, OLDER-1a anyway 2022-12-01 the portal", Acknowledged)
    assert status(talk, "OLDER-1")[0] is Status.SIGNED_OFF
