"""Meetings are entered, moved, corrected and cancelled in chat; a mistyped one is told to nobody."""

from datetime import date

import pytest
from sqlalchemy import select

from models.ledger.event import IS_AN_ACT, Event, EventKind
from templates.messages.answers import Refused
from templates.messages.meetings import (
    CancelMeetingForm,
    CommitteeCalendar,
    CommitteeMeetingForm,
    MeetingMoved,
    MeetingNews,
    SummaryWithdrawn,
)
from templates.messages.publication import SummaryPosted, SummaryPreview
from templates.messages.quarter import NoNextMeeting
from tests.factories import Register
from tests.handlers.publishing import COORDINATORS, DECEMBER, MARCH, publishes
from tests.letterbox import Arrived, expected
from tests.talk import COMMITTEE, Talk, sentence

# The clock stands at Thursday 1 December 2022.


async def held(talk: Talk) -> list[date]:
    """Return the days of the meetings that are listed."""
    answer = await talk.says("helen", "/rec committee", CommitteeCalendar)
    return [each.dates.held_on for each in answer.meetings]


async def test_a_meeting_is_entered_with_the_steps_before_it(talk: Talk, register: Register) -> None:
    """The answer names each step; the other coordinators are told, and figures freeze before the paper is due."""
    news = await talk.says("priya", "/rec committee add 23 March 2023", MeetingNews)
    dates = news.dates
    assert (news.what, dates.held_on, dates.paper_due_on) == ("added", MARCH, date(2023, 3, 9))
    assert (dates.last_call_on, dates.preview_on) == (date(2023, 2, 23), date(2023, 3, 2))
    assert (dates.cut_off_on, dates.freezes_on, dates.freezes_hour) == (
        *(date(2023, 3, 7), date(2023, 3, 7)),
        "16:00",
    )
    assert talk.sees("tom", MeetingNews) == [news]
    assert talk.sees("priya", MeetingNews) == []


async def test_other_dates_can_be_given(talk: Talk, register: Register) -> None:
    """A cut-off and a paper's deadline that are given are taken, as long as they come in that order."""
    line = "/rec committee add 2023-03-23 cut-off 2023-03-01 paper 2023-03-03"
    dates = (await talk.says("priya", line, MeetingNews)).dates
    assert (dates.cut_off_on, dates.paper_due_on) == (date(2023, 3, 1), date(2023, 3, 3))
    refused = await talk.says(
        "priya", "/rec committee move 2023-03-23 cut-off 2023-03-06 paper 2023-03-03", Refused
    )
    assert sentence(refused).startswith("The figures would freeze on Mon 6 Mar 2023, after the paper is due")


async def test_a_meeting_moves_and_its_steps_with_it(talk: Talk, register: Register) -> None:
    """What followed from the old day follows from the new one; the ledger knows both."""
    await talk.says("priya", "/rec committee add 2023-03-23", MeetingNews)
    news = await talk.says("tom", "/rec committee move 2023-03-23 to 2023-03-30", MeetingNews)
    assert (news.what, news.was, news.dates.held_on) == ("changed", MARCH, date(2023, 3, 30))
    assert (news.dates.cut_off_on, news.dates.paper_due_on) == (date(2023, 3, 14), date(2023, 3, 16))
    assert await held(talk) == [date(2023, 3, 30)]
    with talk.database.reading() as session:
        kinds = session.scalars(select(Event.kind).where(IS_AN_ACT).order_by(Event.id)).all()
        assert kinds[-2:] == [EventKind.MEETING_ADDED, EventKind.MEETING_CHANGED]


async def test_a_form_does_the_same(talk: Talk, register: Register) -> None:
    """Whoever lives in chat enters and changes a meeting by a form, and cancels it by another."""
    expected(await talk.presses("priya", "add_meeting", "new"), CommitteeMeetingForm)
    added = await talk.submits("priya", "committee_meeting", "new", {"held_on": "2023-03-23"})
    assert expected(added, MeetingNews).dates.held_on == MARCH
    form = expected(await talk.presses("priya", "change_meeting", "2023-03-23"), CommitteeMeetingForm)
    assert (form.meeting, form.cut_off_on) == (MARCH, date(2023, 3, 7))
    shown = {"held_on": "2023-03-30", "cut_off_on": "2023-03-07", "paper_due_on": "2023-03-09"}
    moved = expected(await talk.submits("priya", "committee_meeting", "2023-03-23", shown), MeetingNews)
    assert (moved.dates.held_on, moved.dates.cut_off_on) == (date(2023, 3, 30), date(2023, 3, 14))
    expected(await talk.presses("priya", "cancel_meeting", "2023-03-30"), CancelMeetingForm)
    gone = await talk.submits("priya", "cancel_meeting", "2023-03-30", {"reason": "The room is not free."})
    assert (expected(gone, MeetingNews).reason, await held(talk)) == ("The room is not free.", [])
    assert "> The room is not free." in talk.last("tom").text


async def test_a_meeting_is_cancelled_for_a_reason(talk: Talk, meetings: Register) -> None:
    """The reason after the date stands in the ledger and reaches the other coordinators; it can be left out."""
    news = await talk.says("priya", "/rec committee cancel 2022-12-15 The room is not free.", MeetingNews)
    assert (news.what, news.reason) == ("cancelled", "The room is not free.")
    assert "> The room is not free." in talk.last("tom").text
    with talk.database.reading() as session:
        event = session.scalars(select(Event).where(Event.kind == EventKind.MEETING_CANCELLED)).one()
        assert event.facts["reason"] == "The room is not free."
    await talk.says("priya", "/rec committee cancel 2022-09-29", MeetingNews)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/rec committee postpone 2022-12-15", "I do not understand “committee postpone 2022-12-15”."),
        ("/rec committee move", "Which meeting? Give its date"),
        ("/rec committee 2023-03-23", "I do not understand “committee 2023-03-23”."),
        ("/rec committee cancel soon", "Which meeting? Give its date"),
        ("/rec committee add 2022-12-15", "There is already a committee meeting on Thu 15 Dec 2022."),
        ("/rec committee cancel 2022-12-16", "There is no committee meeting on Fri 16 Dec 2022."),
        ("/rec committee add 2023-03-23 minutes 2023-03-01", "I do not understand “minutes 2023-03-01”."),
    ],
)
async def test_what_is_not_understood_is_said(talk: Talk, meetings: Register, line: str, told: str) -> None:
    """Nothing that is typed after the word is passed over in silence."""
    assert sentence(await talk.says("priya", line, Refused)).startswith(told)


@pytest.mark.parametrize("who", ["anna", "helen", "ruth"])
async def test_only_coordinators_change_them(talk: Talk, meetings: Register, who: str) -> None:
    """Others see the dates, without the buttons."""
    for line in ("add 2023-03-23", "move 2022-12-15 to 2022-12-19", "cancel 2022-12-15"):
        assert sentence(await talk.says(who, f"/rec committee {line}", Refused)) == COORDINATORS
    assert not (await talk.says(who, "/rec committee", CommitteeCalendar)).may_change


async def test_a_mistyped_meeting_leaves_no_trace_in_what_is_told(talk: Talk, register: Register) -> None:
    """Entered a year early it takes “due before the next meeting” with it; cancelled, all is as it was."""
    register.meeting(DECEMBER)
    register.meeting(MARCH)
    register.item("1", added_on=date(2022, 5, 2), deadline_on=date(2023, 3, 1))
    before = (await talk.says("priya", "/rec summary", SummaryPreview)).summary
    assert [row.reference for row in before.due] == ["OLDER-1"]
    await talk.says("priya", "/rec committee add 2022-12-16", MeetingNews)
    assert (await talk.says("priya", "/rec summary", SummaryPreview)).summary.due == ()
    await talk.says("priya", "/rec committee cancel 2022-12-16", MeetingNews)
    assert (await talk.says("priya", "/rec summary", SummaryPreview)).summary == before
    await talk.at("2022-12-09T09:00")
    assert len(talk.posts(COMMITTEE)) == 1
    again = await talk.says("priya", "/rec committee add 2022-12-16", MeetingNews)
    assert again.what == "added"


async def test_a_cancelled_meeting_takes_back_what_was_posted(talk: Talk, meetings: Register) -> None:
    """Its summary is withdrawn where it stands, and what it told is told for the next meeting."""
    await publishes(talk)
    news = await talk.says("priya", "/rec committee cancel 2022-12-15", MeetingNews)
    assert news.withdrawn
    (posted,) = talk.posts(COMMITTEE)
    posted.says(SummaryWithdrawn)
    meetings.meeting(MARCH)
    preview = (await talk.says("priya", "/rec summary", SummaryPreview)).summary
    assert (preview.since, preview.held_on) == (date(2022, 9, 29), MARCH)
    assert [each.code for each in preview.added] == ["VETTING"]


async def test_a_summary_that_may_have_been_posted_is_withdrawn_too(talk: Talk, meetings: Register) -> None:
    """Where nobody knows yet whether the summary stands in the channel, it is looked for, and withdrawn there."""
    talk.letterbox.ordered.append(Arrived("ServerDisconnectedError"))
    await publishes(talk)
    await talk.says("priya", "/rec committee cancel 2022-12-15", MeetingNews)
    await talk.at("2022-12-09T09:00")
    await talk.at("2022-12-09T09:01")
    (posted,) = talk.posts(COMMITTEE)
    posted.says(SummaryWithdrawn)


async def test_a_meeting_that_moves_after_its_summary_keeps_it(talk: Talk, meetings: Register) -> None:
    """The figures stay, the new day is said beneath them, and the buttons with the old day still open the lists."""
    await publishes(talk)
    await talk.says("priya", "/rec committee move 2022-12-15 to 2022-12-19", MeetingNews)
    summary, moved = talk.posts(COMMITTEE)
    assert summary.says(SummaryPosted).summary.held_on == DECEMBER
    assert moved.says(MeetingMoved) == MeetingMoved(DECEMBER, date(2022, 12, 19))
    assert (moved.thread, len(talk.posts(COMMITTEE))) == (summary.ts, 2)
    for day in ("2022-12-15", "2022-12-19"):
        assert (await talk.says("helen", f"/rec summary {day}", SummaryPosted)).summary.held_on == date(
            2022, 12, 19
        )
    await talk.at("2022-12-12T09:00")
    assert len(talk.posts(COMMITTEE)) == 2


async def test_the_coordinators_hear_weekly_that_no_meeting_is_to_come(
    talk: Talk, meetings: Register
) -> None:
    """The day after the last one, and a week later; once the next is entered, no more."""
    await talk.at("2022-12-16T09:00")
    await talk.at("2022-12-19T09:00")
    for who in ("priya", "tom"):
        assert [each.last_on for each in talk.sees(who, NoNextMeeting)] == [DECEMBER]
    await talk.at("2022-12-23T09:00")
    assert len(talk.sees("priya", NoNextMeeting)) == 2
    await talk.says("priya", "/rec committee add 2023-03-23", MeetingNews)
    await talk.at("2023-01-05T09:00")
    assert len(talk.sees("priya", NoNextMeeting)) == 2
