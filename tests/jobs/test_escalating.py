"""What happens when nobody answers: two nudges, the portfolio lead, the board's channel, all told beforehand."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.clock import StoppedClock
from bot.slack import addresses
from models.database import Database
from models.enums import Audience
from models.policy import Policy
from models.queries import items
from models.reminders.cadence import FULL_LADDER
from templates.messages.reminders import BoardEscalation, Escalation, Reminder
from templates.messages.replies import Recorded
from tests.factories import ACCOUNTS, Register, account
from tests.talk import Talk, talking

NO_REVIEW = date(2030, 1, 1)
DEADLINE = date(2023, 6, 15)
BOARD = "C0GOV0001"
SECRET = "The victim of Elm Road named the officer."


@pytest.fixture
async def ladder(database: Database, clock: StoppedClock, policy: Policy) -> AsyncIterator[Talk]:
    """A talk in a force where marcus leads Public Protection, and the Vulnerability Board has a channel."""
    known = replace(
        policy,
        escalation=FULL_LADDER,
        portfolio_leads={"Public protection": account("marcus")},
        board_channels={"Vulnerability Board": addresses.conversation(BOARD)},
    )
    async with talking(database, clock, known) as talk:
        yield talk


@pytest.fixture
def late(register: Register) -> str:
    """An item of anna's in that portfolio and under that board, due on 15 June 2023."""
    return enter(register, "1", portfolio="Public Protection", board="Vulnerability Board")


def enter(register: Register, number: str, **values: str | None) -> str:
    """Enter an item of anna's with these columns."""
    reference = register.item(number, text=SECRET, deadline_on=DEADLINE, reviews_from=NO_REVIEW)
    with register.database.writing() as session:
        item = items.item_by_reference(session, reference)
        for name, value in values.items():
            setattr(item, name, value)
    return reference


async def weeks(talk: Talk, *numbers: int) -> None:
    """Dismiss nine o'clock on the days so many weeks after the deadline."""
    for number in numbers:
        await talk.at(f"{DEADLINE + timedelta(weeks=number)}T09:00")


async def test_each_is_told_a_week_apart_and_the_owner_beforehand(ladder: Talk, late: str) -> None:
    """Two nudges to anna, each naming who comes next and when; then marcus; then the board; then nobody."""
    await weeks(ladder, *range(7))
    nudges = [post.text for post in ladder.posts("D0ANNA001") if isinstance(post.message, Reminder)][-2:]
    for nudge in nudges:
        assert "Otherwise I will tell Marcus Reid (portfolio lead) on Thu 6 Jul 2023" in nudge
        assert "and the Vulnerability Board on Thu 13 Jul 2023" in nudge
    (to_lead,) = ladder.sees("marcus", Escalation)
    assert (to_lead.today, to_lead.audience) == (date(2023, 7, 6), Audience.PORTFOLIO_LEAD)
    assert "I will tell the Vulnerability Board on Thu 13 Jul 2023" in ladder.last("marcus").text
    (to_board,) = ladder.posts(BOARD)
    assert to_board.says(BoardEscalation).today == date(2023, 7, 13)
    assert ladder.sees("priya", Escalation) == []


async def test_a_board_reads_reference_report_and_dates_only(ladder: Talk, late: str) -> None:
    """Neither the text of an item nor anything that was recorded for it gets into a channel."""
    await weeks(ladder, *range(5))
    (post,) = ladder.posts(BOARD)
    assert "OLDER-1 · Report OLDER · overdue, was due Thu 15 Jun 2023" in post.text
    assert "Elm Road" not in repr(post.message)
    assert "<@" not in post.text


@pytest.mark.parametrize("alone", [True, False])
async def test_a_board_reads_names_only_where_the_force_alone_reads(
    ladder: Talk, late: str, alone: bool
) -> None:
    """Owners, and who was asked, stand in a channel of the force's own; guests read that it was asked about."""
    if alone:
        ladder.letterbox.read_by_the_force_alone.add(BOARD)
    await weeks(ladder, *range(5))
    (post,) = ladder.posts(BOARD)
    assert ("owner Anna Clarke" in post.text) is alone
    assert ("owner asked" in post.text) is not alone
    assert ("Anna" in post.text) is alone


async def test_an_answer_stops_it(ladder: Talk, late: str) -> None:
    """Anna answers after the second nudge: neither lead nor board is told, and she is nudged anew."""
    await weeks(ladder, 1, 2)
    (await ladder.writes("anna", "It goes live next week.", thread=ladder.last("anna"))).answer(Recorded)
    await weeks(ladder, 3, 4)
    assert (ladder.sees("marcus", Escalation), ladder.posts(BOARD)) == ([], [])


async def test_an_outage_of_weeks_skips_nobody(ladder: Talk, late: str) -> None:
    """Back after six weeks, anna is told first, marcus a week later, and the board another week later."""
    await weeks(ladder, 6)
    assert (len(ladder.sees("anna", Reminder)), ladder.sees("marcus", Escalation)) == (1, [])
    await weeks(ladder, 7)
    assert (len(ladder.sees("marcus", Escalation)), ladder.posts(BOARD)) == (1, [])
    await weeks(ladder, 8, 9, 10)
    assert (len(ladder.sees("marcus", Escalation)), len(ladder.posts(BOARD))) == (1, 1)


@pytest.mark.parametrize(
    ("portfolio", "board", "lead_told", "coordinators_told", "board_told"),
    [
        ("Custody", "Vulnerability Board", 0, 1, 1),
        ("Public Protection", "Custody Board", 1, 1, 0),
        (None, None, 0, 1, 0),
    ],
    ids=["no lead", "no channel", "neither"],
)
async def test_where_a_rung_is_not_known_the_coordinators_stand_on_it(
    ladder: Talk,
    register: Register,
    portfolio: str | None,
    board: str | None,
    lead_told: int,
    coordinators_told: int,
    board_told: int,
) -> None:
    """And only once, where both are unknown: nobody is told the same twice."""
    enter(register, "1", portfolio=portfolio, board=board)
    await weeks(ladder, *range(8))
    assert len(ladder.sees("marcus", Escalation)) == lead_told
    assert len(ladder.sees("priya", Escalation)) == len(ladder.sees("tom", Escalation)) == coordinators_told
    assert len(ladder.posts(BOARD)) == board_told


async def test_a_lead_who_owns_the_item_is_not_told_of_their_own_silence(
    ladder: Talk, register: Register, late: str
) -> None:
    """Marcus owns it: the coordinators are told in the lead's place."""
    register.assign(late, "marcus")
    await weeks(ladder, *range(4))
    assert (ladder.sees("marcus", Escalation), len(ladder.sees("priya", Escalation))) == ([], 1)


async def test_a_lead_on_leave_is_stood_in_for(ladder: Talk, late: str) -> None:
    """Whoever the lead named hears of it; without anybody, the coordinators do."""
    await ladder.at("2023-07-03T09:00")
    await ladder.presses("marcus", "new_leave", "leave")
    fields = {"starts_on": "2023-07-03", "ends_on": "2023-07-31", "deputy": ACCOUNTS["dev"]}
    await ladder.submits("marcus", "leave", "leave", fields)
    await weeks(ladder, 4)
    assert (ladder.sees("marcus", Escalation), len(ladder.sees("dev", Escalation))) == ([], 1)
