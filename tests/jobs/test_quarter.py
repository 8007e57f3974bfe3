"""The order of a quarter: last call, preview, freeze and paper, summary, each on its day and once."""

from datetime import date

import pytest

from bot.documents.calendar import calendar_ics
from bot.documents.documents import Documents
from models.enums import Status
from templates import plain
from templates.messages.answers import Acknowledged
from templates.messages.documents import Document
from templates.messages.meetings import CommitteeCalendar, MeetingNews
from templates.messages.publication import SummaryPosted, SummaryPreview
from templates.messages.quarter import FiguresFrozen, LastCall, PreviewReady
from tests.factories import Register, person_called
from tests.letterbox import expected
from tests.talk import COMMITTEE, Talk

SPRING = date(2022, 5, 2)
MARCH = date(2023, 3, 23)
LAST_CALL, PREVIEW, FREEZE, SUMMARY = (
    "2023-02-23T09:00",
    "2023-03-02T09:00",
    "2023-03-07T16:00",
    "2023-03-16T09:00",
)


@pytest.fixture
async def entered(talk: Talk, register: Register) -> Talk:
    """Talk in a register with two open items of anna's, once the meeting of March has been entered."""
    for number in "12":
        register.item(number, added_on=SPRING, deadline_on=date(2023, 6, 30))
    await talk.says("priya", "/rec committee add 2023-03-23", MeetingNews)
    return talk


def paper_facts(talk: Talk) -> object:
    """Return the figures from which the paper is made now."""
    documents = Documents(talk.database, talk.policy, None)
    with talk.database.reading() as session:
        return documents.facts(session, MARCH, talk.policy.today(talk.clock.now()))


async def test_owners_who_said_nothing_get_one_last_call(entered: Talk) -> None:
    """It names the items without an update, and an answer in its thread is recorded for them."""
    await entered.says("anna", "/rec evidence OLDER-1 The audit of November shows it done", Acknowledged)
    await entered.at("2023-02-22T16:00")
    assert entered.sees("anna", LastCall) == []
    await entered.at(LAST_CALL)
    await entered.at("2023-02-24T09:00")
    (call,) = entered.sees("anna", LastCall)
    assert "OLDER-2" in [row.reference for row in call.rows]
    assert (call.dates.freezes_on, call.dates.freezes_hour) == (date(2023, 3, 7), "16:00")


async def test_coordinators_get_the_preview_before_it_freezes_by_itself(entered: Talk) -> None:
    """With the hour at which it freezes and what to fix; its button shows the whole preview."""
    await entered.at(PREVIEW)
    await entered.at("2023-03-03T09:00")
    for who in ("priya", "tom"):
        (ready,) = entered.sees(who, PreviewReady)
        assert (ready.dates.freezes_on, ready.dates.freezes_hour) == (date(2023, 3, 7), "16:00")
        assert {each.check for each in ready.findings} >= {"no_update"}
    expected(await entered.presses("priya", "summary", "2023-03-23"), SummaryPreview)
    assert entered.posts(COMMITTEE) == []


async def test_paper_and_summary_come_from_one_frozen_set(entered: Talk, register: Register) -> None:
    """What happens between freeze and summary is in neither; it stands beneath it, and is told next time."""
    await entered.at("2023-03-07T15:59")
    assert entered.sees("priya", FiguresFrozen) == []
    await entered.at(FREEZE)
    (frozen,) = entered.sees("priya", FiguresFrozen)
    assert (frozen.until, frozen.dates.digest_on) == (date(2023, 3, 7), date(2023, 3, 16))
    paper = paper_facts(entered)
    await entered.at("2023-03-10T09:00")
    register.become("OLDER-2", Status.SIGNED_OFF)
    assert paper_facts(entered) == paper
    await entered.at(SUMMARY)
    (posted,) = entered.posts(COMMITTEE)
    said = posted.says(SummaryPosted)
    with_rows = expected(paper, type(said.summary))
    assert (said.summary.bridge, said.summary.until) == (with_rows.bridge, with_rows.until)
    assert said.since is not None
    assert [row.reference for report in said.since.signed_off for row in report.rows] == ["OLDER-2"]
    assert "Since the paper" in posted.text
    await entered.at("2023-03-24T09:00")
    after = (await entered.says("priya", "/rec summary", SummaryPreview)).summary
    assert [row.reference for report in after.signed_off for row in report.rows] == ["OLDER-2"]


async def test_the_paper_is_one_press_away(entered: Talk) -> None:
    """The button beneath the news of the freeze sends it, from the frozen figures."""
    await entered.at(FREEZE)
    await entered.presses("tom", "paper", "2023-03-23", on=entered.last("tom"))
    (document,) = entered.sees("tom", Document)
    assert document.held_on == MARCH


async def test_a_coordinator_may_freeze_sooner(entered: Talk) -> None:
    """The others are told; nothing freezes again at the hour, and the summary still comes on its day."""
    await entered.at("2023-03-03T10:00")
    frozen = expected(await entered.presses("priya", "freeze", "2023-03-23"), FiguresFrozen)
    assert entered.sees("tom", FiguresFrozen) == [frozen]
    await entered.at(FREEZE)
    assert len(entered.sees("tom", FiguresFrozen)) == 1
    await entered.at(SUMMARY)
    (posted,) = entered.posts(COMMITTEE)
    assert posted.says(SummaryPosted).summary.until == date(2023, 3, 3)


async def test_an_outage_makes_the_freeze_late_and_loses_nothing(entered: Talk) -> None:
    """Figures that should have frozen in the outage freeze at its end, up to the cut-off, and are told once."""
    await entered.at("2023-03-01T09:00")
    await entered.at("2023-03-13T09:00")
    (frozen,) = entered.sees("priya", FiguresFrozen)
    assert frozen.until == date(2023, 3, 7)
    assert entered.sees("priya", PreviewReady) == []
    await entered.at(SUMMARY)
    assert len(entered.posts(COMMITTEE)) == 1


async def test_steps_are_announced_again_for_a_meeting_that_moves(entered: Talk) -> None:
    """What was announced for the old dates holds no more, and the new ones come in their turn."""
    await entered.at(PREVIEW)
    await entered.says("priya", "/rec committee move 2023-03-23 to 2023-03-30", MeetingNews)
    await entered.at(FREEZE)
    assert entered.sees("priya", FiguresFrozen) == []
    await entered.at("2023-03-09T09:00")
    assert [each.dates.held_on for each in entered.sees("priya", PreviewReady)] == [MARCH, date(2023, 3, 30)]
    await entered.at("2023-03-14T16:00")
    assert [each.dates.held_on for each in entered.sees("priya", FiguresFrozen)] == [date(2023, 3, 30)]


async def test_a_freeze_after_the_paper_is_due_is_said_and_can_be_had_sooner(
    talk: Talk, register: Register
) -> None:
    """A meeting entered on the day on which its paper is due freezes the next morning: every message says so."""
    register.item("1", added_on=SPRING)
    news = await talk.says("priya", "/rec committee add 2022-12-15", MeetingNews)
    assert (news.dates.paper_due_on, news.dates.freezes_on) == (date(2022, 12, 1), date(2022, 12, 2))
    told = plain.render(news, width=None)
    assert "No last call: it is too late for one" in told
    assert "Thu 1 Dec 2022: preview to the coordinators" in told
    assert "the figures freeze after the paper is due" in told
    listed = plain.render(await talk.says("priya", "/rec committee", CommitteeCalendar), width=None)
    assert "No last call to quiet owners" in listed
    assert "the figures freeze after the paper is due" in listed
    with talk.database.reading() as session:
        file = calendar_ics(session, person_called(session, "priya"), talk.policy, talk.clock.now()).decode()
    assert "after the paper is due" in file.replace("\r\n ", "")
    assert "last-call-" not in file
    await talk.at("2022-12-01T16:30")
    (ready,) = talk.sees("tom", PreviewReady)
    assert "The paper is due before that, Thu 1 Dec 2022 (today)" in plain.render(ready, width=None)
    frozen = expected(await talk.presses("priya", "freeze", "2022-12-15"), FiguresFrozen)
    assert frozen.today == frozen.dates.paper_due_on


async def test_a_meeting_known_in_time_is_announced_as_ever(entered: Talk) -> None:
    """Its figures freeze before the paper is due, and nothing is said of that."""
    listed = plain.render(await entered.says("priya", "/rec committee", CommitteeCalendar), width=None)
    assert "Last call to quiet owners Thu 23 Feb 2023" in listed
    assert "after the paper is due" not in listed
