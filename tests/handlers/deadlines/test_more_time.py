"""Conversations about more time: it is asked for, agreed to, refused or taken back."""

from datetime import date

import pytest
from sqlalchemy import select

from models.enums import Status
from models.ledger.event import Event, EventKind
from models.queries import items
from templates import plain
from templates.messages.answers import Acknowledged, Refused
from templates.messages.changes import Changes
from templates.messages.completion import ReasonForm
from templates.messages.deadlines import DateForm, Extension
from templates.messages.items import ItemDetail, ItemList
from templates.messages.reminders import Reminder
from tests.factories import Register
from tests.handlers.asking_time import ASKING, FIRST, MARCH, asked, dates, with_a_deadline
from tests.letterbox import expected
from tests.talk import Talk, direct, sentence


@pytest.fixture(name="owned")
def _owned(register: Register) -> Register:
    """A register in which anna owns 10618, due on 20 December 2022, and OLDER-2 without a deadline."""
    return with_a_deadline(register)


async def test_more_time_is_asked_for_and_agreed_in_place(talk: Talk, owned: Register) -> None:
    """The date is said back in words; coordinators get buttons; after Agree every message says so."""
    answer = await talk.says("anna", ASKING, Acknowledged)
    assert (answer.facts["to"], answer.facts["was"], answer.facts["coordinators"]) == (
        "Fri 31 Mar 2023 (in 120 days)",
        "Tue 20 Dec 2022",
        "Priya Shah, Tom Bennett",
    )
    assert dates(talk) == (FIRST, FIRST, 0, MARCH)
    request = asked(talk, "tom").says(Extension)
    assert (request.to, request.reason, request.decision) == (
        MARCH,
        "The supplier delivers in February",
        None,
    )
    assert await talk.presses("tom", "agree", "10618", on=asked(talk, "tom")) is None
    assert dates(talk) == (MARCH, FIRST, 1, None)
    for who in ("tom", "priya"):
        now = asked(talk, who).says(Extension)
        assert (now.decision, now.decided_by and now.decided_by.name) == ("agreed", "Tom Bennett")
        assert asked(talk, who).changes == 1
    assert asked(talk, "anna").text.startswith("10618 is now due on Fri 31 Mar 2023\n")
    assert "original Tue 20 Dec 2022), moved once" in asked(talk, "anna").text


async def test_the_ledger_and_the_committee_have_who_asked_and_who_agreed(
    talk: Talk, owned: Register
) -> None:
    """The list of dates moved names the reason and both people."""
    owned.meeting(date(2022, 12, 15))
    await talk.says("anna", ASKING, Acknowledged)
    await talk.says("priya", "/rec agree 10618", Acknowledged)
    with talk.database.reading() as session:
        moved = session.scalars(select(Event).where(Event.kind == EventKind.DEADLINE_MOVED)).one()
        assert (moved.facts["asked_by"], moved.facts["agreed_by"]) == ("Anna Clarke", "Priya Shah")
    (listed,) = (await talk.says("helen", "/rec changes", Changes)).dates_moved
    assert (listed.asked_by, listed.by, listed.reason) == (
        "Anna Clarke",
        "Priya Shah",
        "The supplier delivers in February",
    )
    said = plain.render(await talk.says("helen", "/rec changes", Changes), width=None)
    assert "“The supplier delivers in February” (requested by Anna Clarke, agreed by Priya Shah)" in said


async def test_it_is_refused_by_a_form_with_the_reason(talk: Talk, owned: Register) -> None:
    """The owner reads why, the deadline stays, and another day can be asked for."""
    await talk.says("anna", ASKING, Acknowledged)
    form = expected(await talk.presses("priya", "refuse", "10618", on=asked(talk, "priya")), ReasonForm)
    assert form.what == "refuse"
    empty = await talk.submits("priya", "reason", "refuse:10618", {"reason": ""})
    assert expected(empty, Refused).field_name == "reason"
    await talk.submits("priya", "reason", "refuse:10618", {"reason": "The board wants it by then."})
    assert dates(talk) == (FIRST, FIRST, 0, None)
    told = asked(talk, "anna").says(Extension)
    assert (told.decision, told.because) == ("refused", "The board wants it by then.")
    assert asked(talk, "tom").says(Extension).decision == "refused"
    await talk.says("anna", "/rec extend 10618 end of January 2023 The audit slipped", Acknowledged)
    assert dates(talk)[3] == date(2023, 1, 31)


async def test_the_second_of_two_is_told_what_was_decided(talk: Talk, owned: Register) -> None:
    """A late press or word decides nothing more."""
    await talk.says("anna", ASKING, Acknowledged)
    await talk.presses("tom", "agree", "10618", on=asked(talk, "tom"))
    late = (
        expected(await talk.presses("priya", "agree", "10618", on=asked(talk, "priya")), Refused),
        await talk.says("priya", "/rec refuse 10618 No", Refused),
        await talk.says("anna", "/rec withdraw 10618", Refused),
    )
    assert {sentence(each) for each in late} == {
        "Tom Bennett has already decided the request for 10618: agreed."
    }
    assert dates(talk)[2] == 1


async def test_who_asked_can_take_it_back(talk: Talk, owned: Register) -> None:
    """The coordinators' messages lose their buttons; the deputy cannot take back what the owner asked."""
    await talk.says("anna", ASKING, Acknowledged)
    refused = await talk.says("sofia", "/rec withdraw 10618", Refused)
    assert sentence(refused) == "Only Anna Clarke, who asked, or a coordinator can withdraw this."
    await talk.says("anna", "/rec withdraw 10618", Acknowledged)
    assert asked(talk, "tom").says(Extension).decision == "withdrawn"
    assert "Agree:" not in asked(talk, "tom").text
    assert dates(talk)[3] is None


@pytest.mark.parametrize(
    ("words", "to"),
    [
        ("2023-03-31 the supplier is late", MARCH),
        ("31/03/2023 the supplier is late", MARCH),
        ("31 March the supplier is late", MARCH),
        ("the end of March 2023, the supplier is late", MARCH),
        ("March the supplier is late", MARCH),
        ("Friday 31st March 2023: the supplier is late", MARCH),
    ],
)
async def test_dates_are_read_as_people_write_them(talk: Talk, owned: Register, words: str, to: date) -> None:
    """Whatever the form of the date, it is said back in words with how far off it is; the rest is the reason."""
    answer = await talk.says("anna", f"/rec extend 10618 {words}", Acknowledged)
    assert (answer.facts["to"], answer.facts["day_first"]) == ("Fri 31 Mar 2023 (in 120 days)", "")
    assert asked(talk, "tom").says(Extension).reason == "the supplier is late"


async def test_a_date_that_reads_both_ways_is_read_day_first_and_said_so(talk: Talk, owned: Register) -> None:
    """1/2/2023 is the first of February, and the answer says how it was read."""
    answer = await talk.says("anna", "/rec extend 10618 1/2/2023 the supplier is late", Acknowledged)
    assert answer.facts["to"].startswith("Wed 1 Feb 2023")
    assert "(reading the day before the month)" in plain.render(answer, width=None)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/rec extend", "Which item?"),
        ("/rec extend 10618 soonish", "By which day?"),
        ("/rec extend 10618 1 March 2022 because", "Tue 1 Mar 2022 is not in the future"),
        ("/rec extend 10618 10 December 2022 because", "10618 is already due on Tue 20 Dec 2022"),
        ("/rec extend 10618 31 March 2023", "Why do you need more time?"),
        ("/rec extend 10618 31 February 2023 because", "By which day?"),
        ("/rec extend 10618 end of the year because", "could be Sat 31 Dec 2022 or Fri 31 Mar 2023"),
        ("/rec extend OLDER-2 31 March 2023 because", "OLDER-2 has no deadline"),
    ],
)
async def test_half_a_request_is_answered_with_what_is_missing(
    talk: Talk, owned: Register, line: str, told: str
) -> None:
    """No item, no day, a day that does not fit or could be several, no reason: each is said."""
    assert told in sentence(await talk.says("anna", line, Refused))
    assert dates(talk)[3] is None
    assert talk.sees("priya", Extension) == []


async def test_the_form_asks_for_day_and_reason(talk: Talk, owned: Register) -> None:
    """The button of a reminder opens it; what is missing is refused at its field; sent twice, it asks once."""
    await talk.at("2022-12-01T09:30")
    assert (
        expected(await talk.presses("anna", "extend", "10618", on=talk.last("anna")), DateForm).what
        == "extend"
    )
    await talk.says("anna", "/rec extend 10618", DateForm)
    for fields, field in (
        ({"to": "", "reason": "because"}, "to"),
        ({"to": "2022-12-10", "reason": "because"}, "to"),
        ({"to": "2023-03-31", "reason": " "}, "reason"),
    ):
        refused = await talk.submits("anna", "date", "extend:10618", fields)
        assert expected(refused, Refused).field_name == field
    for _ in range(2):
        filled = {"to": "2023-03-31", "reason": "The supplier is late"}
        expected(await talk.submits("anna", "date", "extend:10618", filled, view="V1"), Acknowledged)
    assert len(talk.sees("priya", Extension)) == 1


async def test_what_is_asked_for_shows_everywhere_and_reminders_go_on(talk: Talk, owned: Register) -> None:
    """Lists, the item and the next reminder say that more time is asked for; the deadline stays meanwhile."""
    await talk.says("anna", ASKING, Acknowledged)
    assert [row.reference for row in (await talk.says("helen", "/rec status asked", ItemList)).rows] == [
        "10618"
    ]
    line = plain.render(await talk.says("anna", "/rec", ItemList), width=None)
    assert "more time requested, to Fri 31 Mar 2023" in line
    detail = await talk.says("helen", "/rec show 10618", ItemDetail)
    assert (detail.row.asked_to, detail.asked_by and detail.asked_by.name) == (MARCH, "Anna Clarke")
    await talk.at("2022-12-13T09:30")
    reminder = [each for each in talk.posts(direct("anna")) if isinstance(each.message, Reminder)][-1]
    assert "Due Tue 20 Dec 2022 (in 7 days)" in reminder.text
    assert "More time requested, to Fri 31 Mar 2023: not decided yet." in reminder.text


@pytest.mark.parametrize("who", ["dev", "helen"])
async def test_only_owner_deputy_and_coordinators_ask(talk: Talk, owned: Register, who: str) -> None:
    """By command, button and form, others are told whose it is; nothing is kept."""
    answers = (
        await talk.says(who, ASKING, Refused),
        await talk.says(who, "/rec withdraw 10618", Refused),
        expected(await talk.presses(who, "extend", "10618"), Refused),
        expected(
            await talk.submits(
                who, "date", "extend:10618", {"to": "2023-03-31", "reason": "The supplier is late"}
            ),
            Refused,
        ),
    )
    assert all("Only the owner of 10618" in sentence(each) for each in answers)
    assert dates(talk)[3] is None


async def test_a_request_falls_with_the_end_of_its_item(talk: Talk, owned: Register) -> None:
    """Signed off before it was decided: nobody has to decide it any more."""
    await talk.says("anna", ASKING, Acknowledged)
    await talk.says("priya", "/rec signoff 10618 anyway 2022-12-01 the portal", Acknowledged)
    assert (await talk.says("priya", "/rec status asked", ItemList)).rows == ()
    assert asked(talk, "tom").says(Extension).decision == "withdrawn"
    with talk.database.reading() as session:
        assert items.item_by_reference(session, "10618").status is Status.SIGNED_OFF
