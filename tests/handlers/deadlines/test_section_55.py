"""Conversations about section 55: the clock runs, reminds, follows the report's date, and stops."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import pytest

from bot.clock import StoppedClock
from models.committee import figures
from models.committee.checks import findings
from models.database import Database
from models.policy import Policy
from models.register.report_particulars import Particulars, correct, report_called
from templates.messages.answers import Acknowledged, Refused
from templates.messages.section_55 import CommentsForm, Section55, Section55Due
from templates.presenters import inspections
from templates.presenters.rows import PrintedRows
from tests.factories import Register, account
from tests.letterbox import expected
from tests.talk import Talk, sentence, talking


@pytest.fixture
def vetting(register: Register) -> str:
    """The vetting report of 2 November 2022: comments are due by 27 December, a bank holiday."""
    register.report("VETTING", "Vetting, misconduct and misogyny", date(2022, 11, 2))
    return "VETTING"


@pytest.fixture
async def named(database: Database, clock: StoppedClock, policy: Policy) -> AsyncIterator[Talk]:
    """A talk in a force whose settings name ruth for section 55."""
    async with talking(database, clock, replace(policy, section_55_tell=(account("ruth"),))) as talk:
        yield talk


def days_told(talk: Talk, who: str) -> list[date]:
    """Return the days of the reminders that somebody has had."""
    return [told.today for told in talk.sees(who, Section55Due)]


async def test_whoever_is_named_is_reminded_on_working_days(named: Talk, vetting: str) -> None:
    """28, 14 and 7 days before and for the last day, which is a bank holiday: on the working day before it."""
    for day in range(1, 32):
        await named.at(f"2022-12-{day:02}T09:00")
    assert days_told(named, "ruth") == [
        date(2022, 12, 1),
        date(2022, 12, 13),
        date(2022, 12, 20),
        date(2022, 12, 23),
    ]
    assert days_told(named, "priya") == []
    assert "by Tue 27 Dec 2022 (in 4 days)" in named.last("ruth").text


async def test_where_nobody_is_named_the_coordinators_are_reminded(talk: Talk, vetting: str) -> None:
    """Both of them, once."""
    await talk.at("2022-12-13T09:00")
    await talk.at("2022-12-13T09:05")
    assert days_told(talk, "priya") == days_told(talk, "tom") == [date(2022, 12, 13)]


async def test_after_an_outage_one_message_says_what_holds_now(talk: Talk, vetting: str) -> None:
    """Back in January, it is said once that the last day has passed; months later it is not chased any more."""
    await talk.at("2023-01-04T09:00")
    await talk.at("2023-01-05T09:00")
    assert days_told(talk, "priya") == [date(2023, 1, 4)]
    assert "were due by" in talk.last("priya").text


async def test_a_clock_of_long_ago_is_shown_and_not_chased(talk: Talk, register: Register) -> None:
    """A report that was entered years after its publication reminds nobody."""
    register.report("OLD", "Long ago", date(2019, 7, 17))
    await talk.at("2022-12-13T09:00")
    assert days_told(talk, "priya") == []
    assert [clock.code for clock in (await talk.says("helen", "/rec section55", Section55)).clocks] == ["OLD"]


async def test_recorded_comments_stop_the_clock(talk: Talk, vetting: str) -> None:
    """It leaves the list, reminds nobody, and can be taken back."""
    await talk.at("2022-12-07T09:00")
    said = await talk.says("priya", "/rec section55 vetting 2022-12-06", Acknowledged)
    assert said.facts == {"code": "VETTING", "on": "Tue 6 Dec 2022"}
    assert (await talk.says("helen", "/rec section55", Section55)).clocks == ()
    before = len(days_told(talk, "priya"))
    await talk.at("2022-12-13T09:00")
    assert len(days_told(talk, "priya")) == before
    await talk.says("priya", "/rec section55 VETTING open", Acknowledged)
    assert len((await talk.says("helen", "/rec section55", Section55)).clocks) == 1


async def test_the_day_is_recorded_and_taken_back_by_buttons(talk: Talk, vetting: str) -> None:
    """From the list, the reminder or the reports: the form asks for the day, and clearing it takes it back."""
    await talk.at("2022-12-13T09:00")
    assert isinstance(talk.last("priya").says(Section55Due), Section55Due)
    form = expected(await talk.presses("priya", "comments", vetting), CommentsForm)
    assert (form.code, form.on) == ("VETTING", None)
    refused = await talk.submits("priya", "comments", vetting, {"published": "2022-11-01"})
    assert "cannot have been published" in sentence(expected(refused, Refused))
    said = expected(
        await talk.submits("priya", "comments", vetting, {"published": "2022-12-06"}), Acknowledged
    )
    assert said.facts == {"code": "VETTING", "on": "Tue 6 Dec 2022"}
    assert expected(await talk.presses("priya", "comments", vetting), CommentsForm).on == date(2022, 12, 6)
    expected(await talk.submits("priya", "comments", vetting, {"published": ""}), Acknowledged)
    assert len((await talk.says("helen", "/rec section55", Section55)).clocks) == 1


async def test_only_who_may_record_the_day_has_the_button(named: Talk, vetting: str) -> None:
    """A reader sees the list without it; whom the settings name has it, and so has a coordinator."""
    for who, may in (("helen", False), ("ruth", True), ("priya", True)):
        assert (await named.says(who, "/rec section55", Section55)).may_record is may
    refused = expected(await named.presses("anna", "comments", vetting), Refused)
    assert "Only a coordinator or the person named for section 55" in sentence(refused)


@pytest.mark.parametrize("on", ["6 December", "6/12/22", "Tuesday 6 December 2022"])
async def test_the_day_of_comments_is_read_as_people_write_it(talk: Talk, vetting: str, on: str) -> None:
    """Whatever the form of the date."""
    await talk.at("2022-12-07T09:00")
    said = await talk.says("priya", f"/rec section55 VETTING {on}", Acknowledged)
    assert said.facts["on"] == "Tue 6 Dec 2022"


async def test_it_follows_a_corrected_publication(talk: Talk, vetting: str, register: Register) -> None:
    """The report came out a week later than entered: so do the last day and its reminders."""
    with register.database.writing() as session:
        report = report_called(session, vetting)
        correct(session, report, Particulars(published_on=date(2022, 11, 9)), register.act)
    (clock,) = (await talk.says("helen", "/rec section55", Section55)).clocks
    assert clock.last_on == date(2023, 1, 3)
    await talk.at("2022-12-06T09:00")
    assert days_told(talk, "priya") == [date(2022, 12, 6)]


async def test_summary_paper_and_checks_say_that_it_is_done(
    talk: Talk, vetting: str, register: Register
) -> None:
    """As long as it is not, its day is; once it is, its publication is, and nothing has to be put right."""
    register.meeting(date(2022, 9, 29), entered_on=date(2022, 9, 1))
    register.meeting(date(2023, 3, 16))

    def told() -> tuple[date | None, list[str]]:
        with register.database.reading() as session:
            today = date(2023, 3, 1)
            standing = figures.standing(session, figures.next_meeting(session, today), today)
            (row,) = inspections.reports_published(session, standing.period.begins_on, PrintedRows(today))
            found = [each.check for each in findings(session, standing)]
            return row.comments_on, [check for check in found if check == "section_55_passed"]

    await talk.at("2023-03-01T09:00")
    assert told() == (None, ["section_55_passed"])
    await talk.says("priya", "/rec section55 VETTING 2022-12-20", Acknowledged)
    assert told() == (date(2022, 12, 20), [])


@pytest.mark.parametrize(
    ("who", "line", "says"),
    [
        (
            "anna",
            "/rec section55 VETTING 2022-11-20",
            "Only a coordinator or the person named for section 55",
        ),
        ("priya", "/rec section55 VETTING", "Write the report's code and the day"),
        ("priya", "/rec section55 VETTING on Tuesday", "Write the report's code and the day"),
        ("priya", "/rec section55 VETTING soon", "as a date"),
        ("priya", "/rec section55 VETING 2022-11-20", "Did you mean VETTING"),
        ("priya", "/rec section55 VETTING 2022-12-20", "is in the future"),
        ("priya", "/rec section55 VETTING 2022-11-01", "cannot have been published"),
    ],
)
async def test_what_cannot_be_recorded_is_refused_in_words(
    talk: Talk, vetting: str, who: str, line: str, says: str
) -> None:
    """Other people, other reports, days to come and days before the report change nothing."""
    assert says in sentence(await talk.says(who, line, Refused))
    assert len((await talk.says("helen", "/rec section55", Section55)).clocks) == 1


async def test_whoever_is_named_may_record_it(named: Talk, vetting: str) -> None:
    """Ruth only reads, but the settings name her."""
    await named.says("ruth", "/rec section55 VETTING 2022-11-30", Acknowledged)
