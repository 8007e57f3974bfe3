"""What is recorded after the committee was told, whatever day it is dated, is told next time in its own section."""

from datetime import date

import pytest

from models.enums import Status
from templates import paper
from templates.messages.answers import Acknowledged
from templates.messages.changes import Changes
from templates.messages.item_forms import Added, ItemForm, NewReportForm
from templates.messages.publication import SummaryPreview
from templates.messages.summary import CommitteeSummary
from templates.messages.why import Why
from templates.translator import PLAIN
from tests.factories import Register
from tests.handlers.beginning import filled
from tests.handlers.publishing import DECEMBER, MARCH
from tests.letterbox import expected
from tests.talk import Talk

SPRING = date(2022, 5, 2)
CUSTODY = {
    "code": "custody",
    "title": "Rapid review of custody",
    "report_kind": "spotlight",
    "published": "2022-11-24",
}


@pytest.fixture
async def told(talk: Talk, register: Register) -> Talk:
    """Talk on the morning of Monday 12 December, when the summary of the 15th has been published at nine."""
    register.meeting(DECEMBER)
    register.meeting(MARCH)
    register.item("1", added_on=SPRING, deadline_on=date(2023, 1, 31))
    register.become(register.item("2", added_on=SPRING), Status.FORCE_COMPLETE)
    await talk.at("2022-12-12T09:00")
    return talk


async def paper_of_march(talk: Talk) -> CommitteeSummary:
    """Return the figures for the meeting in March, as they stand."""
    return (await talk.says("priya", "/rec summary 2023-03-23", SummaryPreview)).summary


def printed(summary: CommitteeSummary) -> str:
    """Return what the paper says of movements and dates, in one text."""
    facts = paper.context(summary)
    return str(
        [facts[name] for name in ("in_brief", "closed", "opened", "nothing_moved", "dates_moved", "reports")]
    )


async def moved_by_two(told: Talk) -> None:
    """One coordinator asks for a later deadline of OLDER-1, another agrees."""
    await told.says("priya", "/rec move OLDER-1 2023-03-31 The national guidance is late", Acknowledged)
    await told.says("tom", "/rec agree OLDER-1", Acknowledged)


async def test_a_deadline_moved_on_the_afternoon_of_the_publication_is_told(told: Talk) -> None:
    """It is in the list, in the paper, and in what changed, with its reason and the day it was recorded."""
    await told.at("2022-12-12T15:00")
    await moved_by_two(told)
    await told.at("2022-12-16T09:00")
    why = await told.says("priya", "/rec why dates moved", Why)
    assert [row.reference for row in why.rows] == ["OLDER-1"]
    assert [
        each.row.reference for each in (await told.says("helen", "/rec changes", Changes)).dates_moved
    ] == ["OLDER-1"]
    summary = await paper_of_march(told)
    (moved,) = summary.dates_moved
    assert (moved.on, moved.recorded_on) == (date(2022, 12, 12), date(2022, 12, 12))
    assert moved.reason == "The national guidance is late"
    assert "No deadline was moved" not in printed(summary)
    assert "First reported here, recorded 12 December 2022" in printed(summary)


async def test_a_sign_off_dated_before_and_recorded_after_stands_among_the_sign_offs(told: Talk) -> None:
    """It is marked, with its date and basis; the bridge counts it as restated, and still adds up."""
    await told.at("2022-12-13T09:00")
    await told.says("priya", "/rec signoff OLDER-2 2022-12-05 Letter of 5 December", Acknowledged)
    await told.at("2022-12-16T09:00")
    summary = await paper_of_march(told)
    (late,) = summary.told_first
    assert (late.figure, late.row.reference, late.reason) == ("signed_off", "OLDER-2", "Letter of 5 December")
    assert (late.on, late.recorded_on) == (date(2022, 12, 5), date(2022, 12, 13))
    (row, *_) = summary.bridge
    assert (row.restated_out, row.signed_off, row.adds_up) == (("OLDER-2",), (), True)
    said = printed(summary)
    assert "Nothing was signed off" not in said
    assert "First reported here: OLDER-2, 5 December 2022, recorded 13 December 2022" in said
    why = await told.says("priya", "/rec why signed off", Why)
    assert (why.rows, [each.row.reference for each in why.told_first]) == ((), ["OLDER-2"])
    lines = (await told.says("helen", "/rec changes", Changes)).layout(PLAIN)
    assert "OLDER-2: Mon 5 Dec 2022, “Letter of 5 December”, recorded Tue 13 Dec 2022" in str(lines)


async def test_a_report_entered_an_hour_after_the_publication_is_told(told: Talk) -> None:
    """Report and recommendation stand in their sections, though both are dated before the last cut-off."""
    await told.at("2022-12-12T10:00")
    choice = await told.says("priya", "/rec add", NewReportForm)
    form = expected(await told.submits("priya", "add_report", str(choice.draft), CUSTODY), ItemForm)
    expected(await filled(told, form), Added)
    await told.at("2022-12-16T09:00")
    summary = await paper_of_march(told)
    (report,) = summary.reports
    assert (report.code, report.recorded_on) == ("CUSTODY", date(2022, 12, 12))
    assert [(each.figure, each.row.reference) for each in summary.told_first] == [("added", "CUSTODY-44")]
    assert "No report has been published" not in str(paper.context(summary)["published_count"])
    assert "First reported here: entered on 12 December 2022" in printed(summary)


async def test_what_was_told_is_not_told_again(told: Talk) -> None:
    """What stood in the paper of March stands in no later one."""
    await told.at("2022-12-13T09:00")
    await told.says("priya", "/rec signoff OLDER-2 2022-12-05 Letter of 5 December", Acknowledged)
    await moved_by_two(told)
    await told.at("2023-03-16T09:00")
    await told.at("2023-03-24T09:00")
    now = (await told.says("priya", "/rec summary", SummaryPreview)).summary
    assert (now.since, now.told_first, now.dates_moved, now.restated) == (date(2023, 3, 16), (), (), ())


async def test_an_answer_given_after_the_publication_is_no_silence(told: Talk) -> None:
    """Who answered on the afternoon of that day has not gone quiet since."""
    await told.at("2022-12-12T15:00")
    await told.says(
        "anna", "/rec evidence OLDER-1 The audit of November found that 94% is done", Acknowledged
    )
    await told.at("2022-12-16T09:00")
    assert "OLDER-1" not in {row.reference for row in (await paper_of_march(told)).quiet}
