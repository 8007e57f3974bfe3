"""Conversations about *Not mine*: the coordinators are told why and decide, and the owner hears what they did."""

from datetime import date

import pytest
from sqlalchemy import select

from models.ledger.event import Event, EventKind
from templates.messages.answers import Acknowledged, Refused
from templates.messages.items import ItemDetail
from templates.messages.not_mine import Disowned, KeepForm, Kept, NotMineForm
from templates.messages.reminders import Escalation, Reminder
from tests.factories import Register
from tests.letterbox import expected
from tests.talk import Talk, sentence

NO_REVIEW = date(2030, 1, 1)
WHY = "<!channel> Professional Standards keep that register."


@pytest.fixture
def one(register: Register) -> str:
    """An item of anna's that is due on Thursday 15 December 2022."""
    return register.item(
        "1a", register_number="10618", deadline_on=date(2022, 12, 15), reviews_from=NO_REVIEW
    )


def reasons(talk: Talk, kind: EventKind) -> list[object]:
    """Return the reasons in the ledger for what is of this kind."""
    with talk.database.reading() as session:
        return [
            event.facts.get("reason") for event in session.scalars(select(Event).where(Event.kind == kind))
        ]


async def test_an_owner_says_why_and_the_coordinators_get_the_reminders(talk: Talk, one: str) -> None:
    """From the reminder's line: a form, the reason to each coordinator, and no more reminders to anna."""
    await talk.at("2022-12-08T09:00")
    reminder = talk.last("anna")
    expected(await talk.presses("anna", "not_mine", "10618", reminder), NotMineForm)
    empty = expected(await talk.submits("anna", "not_mine", "10618", {"reason": "  "}), Refused)
    assert empty.field_name == "reason"
    expected(await talk.submits("anna", "not_mine", "10618", {"reason": WHY}), Acknowledged)
    for coordinator in ("priya", "tom"):
        (told,) = talk.sees(coordinator, Disowned)
        assert (told.by.name, told.reason) == ("Anna Clarke", WHY)
    assert "You say it is not yours." in reminder.text
    assert reasons(talk, EventKind.DISOWNED) == [WHY]

    await talk.at("2022-12-15T09:00")
    assert len(talk.sees("anna", Reminder)) == 1
    (escalation,) = talk.sees("priya", Escalation)
    assert [line.disowned_on for line in escalation.lines] == [date(2022, 12, 8)]
    assert "said on Thu 8 Dec 2022 that it is not theirs" in talk.last("priya").text
    detail = await talk.says("helen", "/rec show 10618", ItemDetail)
    assert detail.row.disowned_on == date(2022, 12, 8)


async def test_it_is_theirs_all_the_same(talk: Talk, one: str) -> None:
    """*It is theirs* asks why, tells the owner, settles every message, and anna is reminded again."""
    await talk.says("anna", f"/rec notmine 10618 {WHY}", Acknowledged)
    told = talk.last("priya")
    expected(await talk.presses("priya", "keep", "10618", told), KeepForm)
    expected(await talk.submits("priya", "keep", "10618", {"reason": "It moves in April."}), Acknowledged)
    (kept,) = talk.sees("anna", Kept)
    assert (kept.by.name, kept.reason) == ("Priya Shah", "It moves in April.")
    for coordinator in ("priya", "tom"):
        (settled,) = talk.sees(coordinator, Disowned)
        assert settled.settled_by is not None
        assert settled.settled_by.name == "Priya Shah"
    late = await talk.says("tom", "/rec keep 10618 I think so too.", Refused)
    assert "That has been decided" in sentence(late)
    await talk.at("2022-12-15T09:00")
    assert len(talk.sees("anna", Reminder)) == 1


@pytest.mark.parametrize(("to", "reminded"), [("@marcus", "marcus"), ("@anna", "anna")])
async def test_assigning_settles_it(talk: Talk, one: str, to: str, reminded: str) -> None:
    """Given to somebody else it is theirs; given to its owner again it stays theirs."""
    await talk.says("anna", f"/rec notmine 10618 {WHY}", Acknowledged)
    await talk.says("tom", f"/rec assign 10618 {to}", Acknowledged)
    (settled,) = talk.sees("priya", Disowned)
    assert settled.settled_by is not None
    assert settled.settled_by.name == "Tom Bennett"
    await talk.at("2022-12-15T09:00")
    assert len(talk.sees(reminded, Reminder)) == 1


@pytest.mark.parametrize(
    ("who", "line", "says"),
    [
        ("dev", "/rec notmine 10618 It is not.", "Only the owner of 10618"),
        ("priya", "/rec notmine 10618 It is not.", "Only the owner of 10618"),
        ("helen", "/rec notmine 10618 It is not.", "Only the owner of 10618"),
        ("anna", "/rec notmine", "Which item?"),
        ("anna", "/rec keep 10618 It stays with the unit.", "Only a coordinator"),
        ("priya", "/rec keep 10618 It stays with the unit.", "That has been decided"),
    ],
)
async def test_who_may_not_say_so_is_refused(talk: Talk, one: str, who: str, line: str, says: str) -> None:
    """Only whoever answers for an item says that it is not theirs, and only a coordinator settles it."""
    assert says in sentence(await talk.says(who, line, Refused))
    assert talk.sees("tom", Disowned) == []


async def test_it_is_said_once(talk: Talk, one: str) -> None:
    """A second *Not mine* is told that the coordinators know, and nobody hears of it again."""
    await talk.says("anna", f"/rec notmine 10618 {WHY}", Acknowledged)
    again = await talk.says("anna", f"/rec notmine 10618 {WHY}", Refused)
    assert "already told on Thu 1 Dec 2022" in sentence(again)
    assert len(talk.sees("priya", Disowned)) == 1
