"""Conversations about leave: who stands in, with which rights, and what is said when it begins and ends."""

from datetime import date

import pytest

from bot.clock import StoppedClock
from models.database import Database
from models.people.person import Team
from models.policy import Policy
from models.register.recommendation import Recommendation
from templates.messages import Message
from templates.messages.answers import Acknowledged, Refused
from templates.messages.items import ItemList
from templates.messages.leave import Leave, LeaveForm, StandingIn, WelcomeBack
from templates.messages.reminders import Escalation, Reminder
from templates.messages.replies import Recorded
from templates.messages.search import Found
from tests.factories import ACCOUNTS, Register, person_called
from tests.letterbox import expected
from tests.talk import Talk, direct, sentence, talking

NO_REVIEW = date(2030, 1, 1)
LEAVE = "/rec leave 2022-12-19 to 2023-01-06"


@pytest.fixture
def one(register: Register) -> str:
    """An item of anna's, due on Wednesday 4 January 2023, of which nobody is deputy."""
    return register.item("1a", register_number="10618", deadline_on=date(2023, 1, 4), reviews_from=NO_REVIEW)


def lead_team(register: Register, reference: str, lead: str) -> None:
    """Have a team that `lead` leads work on an item."""
    with register.database.writing() as session:
        person = person_called(session, lead)
        team = Team(name="Digital", lead=person, members=[person])
        session.add(team)
        item = session.query(Recommendation).filter_by(register_number=reference).one()
        item.team = team


def stands_in_for(reminder: Message) -> list[tuple[str, date | None]]:
    """Return for whom a reminder's reader stands in, and until when."""
    return [
        (line.instead_of.name, line.until) for line in expected(reminder, Reminder).lines if line.instead_of
    ]


async def test_leave_until_a_day_begins_today(talk: Talk, one: str) -> None:
    """Whoever says only when they are back is away from now on."""
    said = await talk.says("anna", "/rec leave until 9 December", Leave)
    assert said.entered is not None
    assert (said.entered.starts_on, said.entered.ends_on) == (date(2022, 12, 1), date(2022, 12, 9))


async def test_a_named_deputy_gets_the_reminders_and_may_answer(talk: Talk, one: str) -> None:
    """While anna is away sofia is reminded, reads why, and may record as anna may; before and after she may not."""
    said = await talk.says("anna", f"{LEAVE} deputy @sofia", Leave)
    assert said.entered is not None
    assert said.entered.deputy is not None
    assert said.entered.deputy.name == "Sofia Novak"
    before = await talk.says("sofia", "/rec evidence 10618 The audit is done.", Refused)
    assert "Only the owner of 10618" in sentence(before)

    await talk.at("2023-01-04T09:00")
    assert talk.sees("anna", Reminder) == []
    (reminder,) = talk.sees("sofia", Reminder)
    assert stands_in_for(reminder) == [("Anna Clarke", date(2023, 1, 6))]
    assert "You are covering for Anna Clarke until Fri 6 Jan 2023" in talk.last("sofia").text
    assert [row.reference for row in (await talk.says("sofia", "/rec", ItemList)).rows] == ["10618"]
    assert (await talk.writes("sofia", "The form is live.")).answer(Recorded).row.reference == "10618"
    await talk.says("sofia", "/rec evidence 10618 The audit is done.", Acknowledged)

    await talk.at("2023-01-09T09:00")
    after = await talk.says("sofia", "/rec evidence 10618 One more.", Refused)
    assert "Only the owner of 10618" in sentence(after)


async def test_who_stands_in_finds_what_was_recorded_as_long_as_the_leave_lasts(talk: Talk, one: str) -> None:
    """Search finds for sofia what she may read while anna is away, and nothing of it before and after."""
    await talk.says("anna", "/rec evidence 10618 A zebra was seen.", Acknowledged)
    await talk.says("anna", f"{LEAVE} deputy @sofia", Leave)
    await talk.says("sofia", "/rec search zebra", Refused)

    await talk.at("2023-01-04T09:00")
    found = await talk.says("sofia", "/rec search zebra", Found)
    assert [hit.references for hit in found.hits] == [("10618",)]

    await talk.at("2023-01-09T09:00")
    await talk.says("sofia", "/rec search zebra", Refused)


async def test_who_stands_in_is_told_once_when_it_begins(
    talk: Talk, one: str, database: Database, clock: StoppedClock, policy: Policy
) -> None:
    """On the first morning, and not again: not by later rounds, and not after a restart."""
    await talk.says("anna", f"{LEAVE} deputy @sofia", Leave)
    await talk.at("2022-12-16T16:00")
    assert talk.sees("sofia", StandingIn) == []
    await talk.at("2022-12-19T09:00")
    await talk.at("2022-12-20T09:00")
    (told,) = talk.sees("sofia", StandingIn)
    assert (told.owner.name, told.until, [row.reference for row in told.rows]) == (
        "Anna Clarke",
        date(2023, 1, 6),
        ["10618"],
    )
    async with talking(database, clock, policy) as restarted:
        await restarted.rounds.round()
        assert restarted.letterbox.posted == {}


async def test_where_the_deputy_is_away_too_it_is_the_next(talk: Talk, register: Register, one: str) -> None:
    """The named deputy, the item's deputy, the team's lead, the coordinators: the first who is there is told."""
    with register.database.writing() as session:
        session.query(Recommendation).one().deputy = person_called(session, "dev")
    lead_team(register, "10618", "marcus")
    await talk.says("anna", f"{LEAVE} deputy @sofia", Leave)
    await talk.says("sofia", "/rec leave 2022-12-22 to 2023-01-04", Leave)
    await talk.at("2023-01-04T09:00")
    assert (len(talk.sees("sofia", Reminder)), len(talk.sees("dev", Reminder))) == (0, 1)
    await talk.says("dev", "/rec leave 2023-01-05 to 2023-01-20", Leave)
    await talk.says("priya", "/rec leave for @anna", Leave)
    await talk.says("sofia", "/rec leave 2023-01-05 to 2023-01-20", Leave)
    await talk.says("anna", "/rec leave 2023-01-07 to 2023-01-20 deputy @sofia", Leave)
    await talk.at("2023-01-11T09:00")
    assert len(talk.sees("marcus", Reminder)) == 1
    await talk.says("marcus", "/rec leave 2023-01-12 to 2023-01-20", Leave)
    await talk.at("2023-01-18T09:00")
    assert [line.row.reference for line in talk.sees("priya", Escalation)[-1].lines] == ["10618"]
    assert "Anna Clarke is on leave until Fri 20 Jan 2023" in talk.last("priya").text


async def test_whoever_comes_back_is_told_once_what_happened(talk: Talk, one: str) -> None:
    """One message on the first working morning lists what others did to the items, without their words."""
    await talk.says("anna", f"{LEAVE} deputy @sofia", Leave)
    await talk.at("2022-12-20T10:00")
    await talk.says("sofia", "/rec evidence 10618 The secret audit of November.", Acknowledged)
    await talk.at("2023-01-07T10:00")
    assert talk.sees("anna", WelcomeBack) == []
    await talk.at("2023-01-09T09:00")
    await talk.at("2023-01-10T09:00")
    (back,) = talk.sees("anna", WelcomeBack)
    assert [(each.reference, each.what, each.by and each.by.name) for each in back.happened] == [
        ("10618", "evidence recorded", "Sofia Novak")
    ]
    (told,) = [post.text for post in talk.posts(direct("anna")) if isinstance(post.message, WelcomeBack)]
    assert "secret" not in told


async def test_leave_is_called_off(talk: Talk, one: str) -> None:
    """*Cancel* ends it at once, and pressing it again changes nothing; nobody cancels somebody else's."""
    said = await talk.says("anna", f"{LEAVE} deputy @sofia", Leave)
    number = str(said.rows[0].absence)
    refused = expected(await talk.presses("sofia", "cancel_leave", number), Refused)
    assert "cannot find that leave" in sentence(refused)
    for _ in range(2):
        assert expected(await talk.presses("anna", "cancel_leave", number), Leave).rows == ()
    await talk.at("2023-01-04T09:00")
    assert (len(talk.sees("anna", Reminder)), talk.sees("sofia", Reminder)) == (1, [])


async def test_who_stands_in_is_told_when_leave_is_called_off(talk: Talk, one: str) -> None:
    """Whoever was told that it began is told once that it is over; who has not been told yet is told nothing."""
    said = await talk.says("anna", f"{LEAVE} deputy @sofia", Leave)
    await talk.at("2022-12-20T09:00")
    for _ in range(2):
        await talk.presses("anna", "cancel_leave", str(said.rows[0].absence))
    begun, over = talk.sees("sofia", StandingIn)
    assert (begun.called_off, over.called_off, over.owner.name) == (False, True, "Anna Clarke")
    assert "You are no longer covering for Anna Clarke" in talk.last("sofia").text
    assert talk.sees("dev", StandingIn) == []

    soon = await talk.says("anna", "/rec leave 2022-12-21 to 2022-12-23 deputy @dev", Leave)
    await talk.at("2022-12-21T06:00")
    await talk.presses("anna", "cancel_leave", str(soon.rows[0].absence))
    await talk.at("2022-12-21T10:00")
    assert talk.sees("dev", StandingIn) == []


async def test_the_form_does_what_the_command_does(talk: Talk, one: str) -> None:
    """The button opens a form; what is filled in is entered, and refused at the field where it cannot be."""
    form = expected(await talk.presses("anna", "new_leave", "leave"), LeaveForm)
    assert not form.for_others
    fields = {"starts_on": "2022-12-19", "ends_on": "2022-12-12", "deputy": ACCOUNTS["sofia"]}
    refused = expected(await talk.submits("anna", "leave", "leave", fields), Refused)
    assert (refused.field_name, "before it starts" in sentence(refused)) == ("ends_on", True)
    entered = expected(
        await talk.submits("anna", "leave", "leave", {**fields, "ends_on": "2023-01-06"}), Leave
    )
    assert [(row.starts_on, row.ends_on) for row in entered.rows] == [(date(2022, 12, 19), date(2023, 1, 6))]


async def test_only_coordinators_enter_leave_of_others(talk: Talk, one: str) -> None:
    """Priya may, by command and form; anna may not, by neither."""
    line = "/rec leave for Dev Patel 2022-12-19 to 2022-12-23"
    assert "Only a coordinator" in sentence(await talk.says("anna", line, Refused))
    theirs = {"whose": ACCOUNTS["dev"], "starts_on": "2022-12-19", "ends_on": "2022-12-23"}
    assert "Only a coordinator" in sentence(
        expected(await talk.submits("anna", "leave", "leave", theirs), Refused)
    )
    said = await talk.says("priya", line, Leave)
    assert (said.whose.name, said.is_own, len(said.rows)) == ("Dev Patel", False, 1)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (f"{LEAVE} deputy @anna", "Nobody can cover for themselves"),
        (f"{LEAVE} deputy @helen", "cannot cover"),
        (f"{LEAVE} deputy @nobody", "I know nobody called"),
        ("/rec leave 2022-11-01 to 2022-11-04", "ended on"),
        ("/rec leave 2023-01-06 to 2022-12-19", "before it starts"),
        ("/rec leave 2022-12-19 to 2024-12-20", "up to 366 days"),
        ("/rec leave 2022-12-32 to 2023-01-06", "as a date"),
        ("/rec leave next week", "I could not read that"),
        ("/rec leave two weeks", "I could not read that"),
        ("/rec leave December", "I could not read that"),
        ("/rec leave next Friday", "could be"),
        ("/rec leave <!channel>", "I could not read that"),
    ],
)
async def test_what_cannot_be_entered_is_refused_in_words(talk: Talk, one: str, line: str, says: str) -> None:
    """Dates the wrong way round, in the past or no dates, and deputies who cannot act, are named."""
    assert says in sentence(await talk.says("anna", line, Refused))
    assert (await talk.says("anna", "/rec leave", Leave)).rows == ()


@pytest.mark.parametrize(
    "dates",
    [
        "19 December to 6 January",
        "19/12/22 - 6/1/23",
        "Monday 19 December 2022 until 6 January 2023",
        "2022-12-19 to 6 Jan, deputy @sofia",
    ],
)
async def test_dates_of_leave_are_read_as_people_write_them(talk: Talk, one: str, dates: str) -> None:
    """A day without its year is the next of that name; the end is the next one after the beginning."""
    (row,) = (await talk.says("anna", f"/rec leave {dates}", Leave)).rows
    assert (row.starts_on, row.ends_on) == (date(2022, 12, 19), date(2023, 1, 6))


async def test_leave_does_not_overlap(talk: Talk, one: str) -> None:
    """A day on which somebody is away already is refused with the dates of that leave; the day after is not."""
    await talk.says("anna", LEAVE, Leave)
    refused = await talk.says("anna", "/rec leave 2023-01-06 to 2023-01-09", Refused)
    assert "already on leave from Mon 19 Dec 2022 to Fri 6 Jan 2023" in sentence(refused)
    assert len((await talk.says("anna", "/rec leave 2023-01-07 to 2023-01-09", Leave)).rows) == 2
