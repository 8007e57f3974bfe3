"""The digest that goes to the committee's channel by itself."""

from collections.abc import Sequence
from datetime import date

import pytest

from bot.clock import StoppedClock
from bot.slack import addresses
from models.database import Database
from models.enums import Status
from models.policy import Policy
from templates.messages.answers import Acknowledged, Refused
from templates.messages.items import ItemRow
from templates.messages.publication import SummaryPosted
from templates.messages.quarter import FiguresFrozen, PreviewReady
from templates.messages.summary import CommitteeSummary
from tests.factories import Register
from tests.talk import COMMITTEE, Talk, sentence, talking

MEETING = date(2022, 12, 15)


def digests(talk: Talk) -> list[CommitteeSummary]:
    """Return what the committee's channel was given."""
    return [each.says(SummaryPosted).summary for each in talk.posts(COMMITTEE)]


def references(rows: Sequence[ItemRow]) -> tuple[str, ...]:
    """Return the references in a list."""
    return tuple(row.reference for row in rows)


@pytest.mark.parametrize(
    ("held_on", "quiet_at", "comes_at"),
    [
        (MEETING, ["2022-12-07T16:59", "2022-12-08T08:59"], "2022-12-08T09:00"),
        (date(2023, 1, 5), ["2022-12-23T09:00", "2022-12-27T09:00", "2022-12-28T08:59"], "2022-12-28T09:00"),
        (date(2023, 4, 12), ["2023-03-31T16:00", "2023-04-01T12:00", "2023-04-03T08:59"], "2023-04-03T09:00"),
    ],
    ids=["plain week", "Christmas and New Year", "Easter"],
)
async def test_it_comes_five_working_days_before_the_meeting(
    talk: Talk, register: Register, held_on: date, quiet_at: list[str], comes_at: str
) -> None:
    """Its day is counted in working days, bank holidays left out, and it comes when that day's work begins."""
    register.meeting(held_on)
    for moment in quiet_at:
        await talk.at(moment)
        assert digests(talk) == []
    await talk.at(comes_at)
    (digest,) = digests(talk)
    assert digest.held_on == held_on


async def test_it_is_posted_once(
    talk: Talk, register: Register, database: Database, clock: StoppedClock, policy: Policy
) -> None:
    """Neither another round nor a restart posts it again."""
    register.meeting(MEETING)
    for moment in (
        "2022-12-08T09:00",
        "2022-12-08T09:00",
        "2022-12-09T09:00",
        "2022-12-15T09:00",
        "2022-12-16T09:00",
    ):
        await talk.at(moment)
    assert len(digests(talk)) == 1
    async with talking(database, clock, policy) as restarted:
        await restarted.at("2022-12-19T09:00")
        assert digests(restarted) == []


async def test_each_meeting_has_its_own(talk: Talk, register: Register) -> None:
    """Every meeting's digest comes in its turn, and counts from where the last one ended."""
    register.meeting(MEETING, cut_off_on=date(2022, 12, 12))
    register.meeting(date(2023, 3, 23))
    await talk.at("2022-12-08T09:00")
    await talk.at("2023-03-16T09:00")
    assert [(each.held_on, each.since) for each in digests(talk)] == [
        (MEETING, None),
        (date(2023, 3, 23), date(2022, 12, 8)),
    ]
    assert digests(talk)[0].due_until == date(2023, 3, 23)


async def test_a_meeting_entered_after_it_was_held_gets_none(talk: Talk, register: Register) -> None:
    """Past meetings that are entered as history are not announced."""
    register.meeting(date(2022, 11, 29))
    await talk.at("2022-12-02T09:00")
    assert digests(talk) == []


async def test_a_meeting_entered_within_its_last_days_gets_its_digest_the_next_morning(
    talk: Talk, register: Register
) -> None:
    """A meeting that is entered when its day for the digest has passed is told to the coordinators first."""
    await talk.at("2022-12-13T09:00")
    register.meeting(MEETING, entered_on=date(2022, 12, 13))
    await talk.at("2022-12-13T09:01")
    assert digests(talk) == []
    assert [each.dates.freezes_on for each in talk.sees("priya", PreviewReady)] == [date(2022, 12, 14)]
    await talk.at("2022-12-14T09:00")
    assert [each.frozen_on for each in digests(talk)] == [date(2022, 12, 14)]


async def test_an_outage_makes_it_late_but_does_not_lose_it(talk: Talk, register: Register) -> None:
    """A digest that an outage held up comes when Reckoner is back, even after the meeting."""
    register.meeting(MEETING)
    await talk.at("2022-12-02T09:00")
    assert digests(talk) == []
    await talk.at("2022-12-19T09:00")
    assert [each.held_on for each in digests(talk)] == [MEETING]


async def test_without_a_channel_nothing_is_posted(
    database: Database, clock: StoppedClock, register: Register
) -> None:
    """While no committee channel is set the digest waits; once one is, it comes."""
    register.meeting(MEETING)
    async with talking(database, clock, Policy()) as talk:
        await talk.at("2022-12-08T09:00")
        assert talk.posts(COMMITTEE) == []
        (frozen,) = talk.sees("priya", FiguresFrozen)
        assert not frozen.posts_itself
    async with talking(database, clock, Policy(committee_channel=addresses.conversation(COMMITTEE))) as talk:
        await talk.at("2022-12-09T09:00")
        assert len(digests(talk)) == 1


async def test_it_holds_what_moved_since_the_last_meeting(talk: Talk, register: Register) -> None:
    """Signed off and added since the last cut-off are listed by report; overdue, due and missed reviews follow."""
    register.meeting(date(2022, 11, 28))
    register.meeting(MEETING)
    register.item("1", report="OLD", added_on=date(2022, 11, 1), deadline_on=date(2022, 11, 30))
    register.become(register.item("2", report="OLD", added_on=date(2022, 11, 1)), Status.SIGNED_OFF)
    register.item("33", report="VETTING", deadline_on=date(2023, 2, 1))
    register.item("34", report="VETTING", reviews_from=date(2022, 9, 6))
    register.become(register.item("35", report="VETTING"), Status.SUPERSEDED)
    await talk.at("2022-12-06T09:00")
    await talk.at("2022-12-08T09:00")
    (digest,) = digests(talk)
    assert [(each.code, references(each.rows)) for each in digest.signed_off] == [("OLD", ("OLD-2",))]
    assert [(each.code, references(each.rows)) for each in digest.added] == [
        ("VETTING", ("VETTING-33", "VETTING-34", "VETTING-35"))
    ]
    assert [references(each.rows) for each in digest.ended] == [("VETTING-35",)]
    assert [row.reference for row in digest.overdue] == ["OLD-1"]
    assert [row.reference for row in digest.due] == ["VETTING-33"]
    assert (digest.reviews_done, references(digest.reviews_missed)) == ((), ("VETTING-34",))
    assert sorted(each for row in digest.bridge for each in row.closing) == [
        "OLD-1",
        "VETTING-33",
        "VETTING-34",
    ]


async def test_a_coordinator_can_have_it_now(talk: Talk, register: Register) -> None:
    """`/rec digest` posts to the channel it is asked in; the one that comes by itself still comes."""
    register.meeting(MEETING)
    register.item("1")
    answer = await talk.says("priya", "/rec digest", Acknowledged, channel="C0GOV0001")
    assert (answer.what, answer.facts) == ("digest_posted", {"channel": "C0GOV0001"})
    (posted,) = talk.posts("C0GOV0001")
    assert posted.says(SummaryPosted).summary.held_on == MEETING
    assert digests(talk) == []
    await talk.at("2022-12-08T09:00")
    assert len(digests(talk)) == 1


@pytest.mark.parametrize("who", ["anna", "helen", "ruth"])
async def test_only_coordinators_have_it_now(talk: Talk, register: Register, who: str) -> None:
    """Others are told which coordinators to ask, and nothing is posted."""
    refused = await talk.says(who, "/rec digest", Refused, channel=COMMITTEE)
    assert sentence(refused) == "Only a coordinator can do that. Ask one of them: Priya Shah, Tom Bennett."
    assert talk.letterbox.posted == {}


async def test_it_is_posted_to_channels_only(talk: Talk, register: Register) -> None:
    """In the direct conversation a coordinator is told to ask in a channel."""
    refused = await talk.says("priya", "/rec digest", Refused)
    assert sentence(refused).startswith("A digest goes to a channel.")
    assert talk.letterbox.posted == {}
