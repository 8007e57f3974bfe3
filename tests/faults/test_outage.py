"""After an outage of a month: one merged message a person, no flood, and the ladder climbed rung by rung."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.clock import StoppedClock
from models.database import Database
from models.policy import Policy
from models.queries import items as queries
from models.reminders.cadence import FULL_LADDER
from templates.messages.answers import Acknowledged
from templates.messages.leave import Leave, StandingIn
from templates.messages.reminders import BoardEscalation, Escalation, Reminder
from templates.messages.replies import Recorded
from templates.messages.snooze import Snoozed
from tests.factories import ACCOUNTS, Register
from tests.talk import Talk, talking

BOARD = "C0GOV0001"
NEVER = date(2030, 1, 1)
OUTAGES = {
    "over Christmas": (date(2022, 12, 2), date(2023, 1, 4)),
    "over the clock change in March": (date(2023, 3, 13), date(2023, 4, 12)),
    "over the clock change in October": (date(2023, 10, 13), date(2023, 11, 13)),
}


@pytest.fixture(params=list(OUTAGES.values()), ids=list(OUTAGES))
def outage(request: pytest.FixtureRequest) -> tuple[date, date]:
    """The last day before an outage of a month, and the day on which Reckoner is back."""
    days: tuple[date, date] = request.param
    return days


@pytest.fixture
async def talk(
    database: Database, clock: StoppedClock, policy: Policy, outage: tuple[date, date]
) -> AsyncIterator[Talk]:
    """A talk on the last day before the outage, in a force with a portfolio lead and a board."""
    known = replace(
        policy,
        escalation=FULL_LADDER,
        portfolio_leads={"Public Protection": ACCOUNTS["marcus"]},
        board_channels={"Vulnerability Board": BOARD},
    )
    clock.move_to(datetime.combine(outage[0], datetime.min.time(), known.zone).replace(hour=11))
    async with talking(database, clock, known) as talk:
        yield talk


@pytest.fixture
def due(register: Register, talk: Talk, outage: tuple[date, date]) -> list[str]:
    """Three items of Anna's and one of Dev's whose deadlines come within the outage."""
    began = outage[0]
    items = [
        register.item(str(number), owner=owner, deadline_on=began + timedelta(days=days), reviews_from=NEVER)
        for number, (owner, days) in enumerate((("anna", 3), ("anna", 9), ("anna", 12), ("dev", 9)), 1)
    ]
    with register.database.writing() as session:
        for reference in items:
            item = queries.item_by_reference(session, reference)
            item.portfolio, item.board = "Public Protection", "Vulnerability Board"
    return items


async def hours(talk: Talk, day: date) -> None:
    """Let a working day pass, a round an hour."""
    for hour in range(8, 19):
        await talk.at(f"{day}T{hour:02}:30")


def references(reminder: Reminder | Escalation) -> list[str]:
    """Return the items that a message is about."""
    return sorted(line.row.reference for line in reminder.lines)


async def test_everybody_gets_one_message(talk: Talk, due: list[str], outage: tuple[date, date]) -> None:
    """On the first day back each owner has one reminder of all that is theirs, and nobody above them has any."""
    before = {who: len(talk.sees(who, Reminder)) for who in ("anna", "dev")}
    await hours(talk, outage[1])
    (annas,), (devs,) = (talk.sees(who, Reminder)[before[who] :] for who in ("anna", "dev"))
    assert (references(annas), references(devs)) == (due[:3], due[3:])
    assert not talk.sees("marcus", Escalation)
    assert not talk.sees("priya", Escalation)
    assert not talk.posts(BOARD)


async def test_the_ladder_goes_on_rung_by_rung(talk: Talk, due: list[str], outage: tuple[date, date]) -> None:
    """The owner is told first, the lead a week after that, and the board a week after the lead."""
    back = outage[1]
    told: dict[str, date] = {}
    for number in range(29):
        day = back + timedelta(days=number)
        await talk.at(f"{day}T10:00")
        for name, messages in (
            ("owner", talk.sees("anna", Reminder)),
            ("lead", talk.sees("marcus", Escalation)),
            ("board", [each for each in talk.posts(BOARD) if isinstance(each.message, BoardEscalation)]),
        ):
            if messages:
                told.setdefault(name, day)
    assert told["owner"] == back
    assert told["lead"] >= told["owner"] + timedelta(days=7)
    assert told["board"] >= told["lead"] + timedelta(days=7)


async def test_a_snooze_that_ran_out_meanwhile_holds_nothing_back(
    talk: Talk, due: list[str], outage: tuple[date, date]
) -> None:
    """What was to rest until a day within the outage is in the one message with the rest."""
    until = outage[0] + timedelta(days=5)
    await talk.says("anna", f"/rec snooze {due[0]} until {until}", Snoozed)
    await hours(talk, outage[1])
    (reminder,) = talk.sees("anna", Reminder)
    assert references(reminder) == due[:3]


async def test_a_leave_that_came_and_went_meanwhile_hands_nothing_over(
    talk: Talk, due: list[str], outage: tuple[date, date]
) -> None:
    """Whoever was to stand in within the outage is not asked to after it: the reminder is the owner's again."""
    first, last = outage[0] + timedelta(days=4), outage[0] + timedelta(days=15)
    await talk.says("dev", f"/rec leave {first} to {last} deputy @sofia", Leave)
    await hours(talk, outage[1])
    assert not talk.sees("sofia", StandingIn)
    assert not talk.sees("sofia", Reminder)
    (reminder,) = talk.sees("dev", Reminder)
    assert references(reminder) == due[3:]


async def test_what_was_written_meanwhile_is_taken_in(
    talk: Talk, due: list[str], outage: tuple[date, date]
) -> None:
    """A reply that Slack held back until Reckoner was there is recorded, and spares its item the reminder."""
    talk.clock.move_to(datetime.combine(outage[1], datetime.min.time(), talk.policy.zone).replace(hour=7))
    written = await talk.writes("dev", f"{due[3]}: trained 80% of the control room")
    assert written.answer(Recorded).references == (due[3],)
    await hours(talk, outage[1])
    assert not talk.sees("dev", Reminder)
    assert not [each for each in talk.sees("dev", Acknowledged) if each.what == "overlooked"]
