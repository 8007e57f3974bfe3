"""Conversations about the committee: its dates, the summary and its publication, and what changed."""

from dataclasses import replace
from datetime import date

import pytest

from models.committee.meeting import Meeting
from models.enums import Role, Status
from models.policy import Policy
from templates import plain
from templates.messages.answers import Acknowledged, Refused
from templates.messages.meetings import CommitteeCalendar
from templates.messages.publication import SummaryPosted, SummaryPreview
from tests.factories import Register
from tests.handlers.publishing import (
    COORDINATORS,
    DECEMBER,
    MARCH,
    NOT_YET,
    SEPTEMBER,
    SPRING,
    closing,
    posted,
    publishes,
)
from tests.talk import COMMITTEE, Talk, sentence, talking


async def test_the_calendar_counts_working_days_to_each_paper(talk: Talk, register: Register) -> None:
    """`/rec committee` lists the meetings; the days left and passed are working days, without Christmas."""
    with register.database.writing() as session:
        session.add_all(
            Meeting(held_on=held, cut_off_on=held, paper_due_on=due, entered_on=SPRING)
            for held, due in (
                (date(2022, 12, 8), date(2022, 11, 24)),
                (DECEMBER, date(2022, 12, 1)),
                (date(2023, 1, 12), date(2022, 12, 29)),
            )
        )
    answer = await talk.says("helen", "/rec committee", CommitteeCalendar)
    assert [each.working_days for each in answer.meetings] == [-5, 0, 18]
    assert [each.dates.digest_on for each in answer.meetings] == [
        date(2022, 12, 1),
        date(2022, 12, 8),
        date(2023, 1, 5),
    ]
    assert answer.today == date(2022, 12, 1)


async def test_the_calendar_says_which_summary_was_published_when(talk: Talk, meetings: Register) -> None:
    """Each meeting carries the day on which its summary was published, once it is."""
    await publishes(talk)
    answer = await talk.says("anna", "/rec committee", CommitteeCalendar)
    assert [(each.dates.held_on, each.published_on) for each in answer.meetings] == [
        (SEPTEMBER, None),
        (DECEMBER, date(2022, 12, 1)),
    ]


async def test_the_calendar_says_that_no_next_meeting_is_entered(talk: Talk, meetings: Register) -> None:
    """From the day after the last one: to everybody, with a way to enter it for who may."""
    said = "No next meeting is entered, so no paper is being prepared."
    for day, who, missing in (
        ("15", "priya", ""),
        ("16", "priya", f"{said} Enter it below."),
        ("16", "anna", said),
    ):
        await talk.at(f"2022-12-{day}T09:00")
        shown = plain.render(await talk.says(who, "/rec committee", CommitteeCalendar), width=None)
        assert (said in shown, "Enter it below" in shown) == (said in missing, "below" in missing)


async def test_no_summary_is_promised_for_a_meeting_that_was_held(talk: Talk, meetings: Register) -> None:
    """Also where its dates came so late that they would fall on the days to come."""
    shown = plain.render(await talk.says("priya", "/rec committee", CommitteeCalendar), width=None)
    held = shown[shown.index("Thu 29 Sep 2022") :]
    assert "No summary was published" in held
    assert "posted" not in held


async def test_an_empty_calendar_is_said(talk: Talk, register: Register) -> None:
    """Without meetings the calendar is empty, and nothing breaks."""
    assert (await talk.says("anna", "/rec committee", CommitteeCalendar)).meetings == ()


async def test_a_coordinator_previews_the_summary_with_what_to_put_right(
    talk: Talk, meetings: Register
) -> None:
    """The preview has the figures, the findings and the button; nothing is frozen or posted by it."""
    meetings.item("2", owner=None)
    preview = await talk.says("priya", "/rec summary", SummaryPreview)
    assert (preview.publishable, preview.meeting) == (True, DECEMBER)
    assert closing(preview.summary) == ["OLDER-1", "OLDER-2", "VETTING-33"]
    assert (preview.summary.since, preview.summary.until) == (SEPTEMBER, date(2022, 12, 1))
    assert preview.summary.frozen_on is None
    assert ("no_owner", ("OLDER-2",)) in {(each.check, each.references) for each in preview.summary.findings}
    meetings.become("OLDER-1", Status.SIGNED_OFF)
    again = await talk.says("tom", "/rec summary", SummaryPreview)
    assert closing(again.summary) == ["OLDER-2", "VETTING-33"]
    assert talk.letterbox.posted == {}


@pytest.mark.parametrize("who", ["anna", "helen", "ruth"])
async def test_others_see_it_once_it_is_published(talk: Talk, meetings: Register, who: str) -> None:
    """Owners and readers are told that it is not there yet; afterwards all see what was posted, with names."""
    assert sentence(await talk.says(who, "/rec summary", Refused)).startswith(NOT_YET)
    assert sentence(await talk.says(who, "/rec summary 2022-12-15", Refused)).startswith(NOT_YET)
    await publishes(talk)
    meetings.become("OLDER-1", Status.SIGNED_OFF)
    for line in ("/rec summary", "/rec summary 2022-12-15"):
        for asker in (who, "priya"):
            told = (await talk.says(asker, line, SummaryPosted)).summary
            assert replace(told, names_people=False) == posted(talk)[0]


async def test_a_named_meeting_is_summed_up(talk: Talk, meetings: Register) -> None:
    """`/rec summary 2022-09-29` counts up to that meeting's cut-off, and knows nothing of later days."""
    preview = await talk.says("priya", "/rec summary 2022-09-29", SummaryPreview)
    assert (preview.meeting, preview.summary.until) == (SEPTEMBER, SEPTEMBER)
    assert closing(preview.summary) == ["OLDER-1"]


async def test_the_next_meeting_comes_before_the_one_after(talk: Talk, meetings: Register) -> None:
    """There are no figures yet for a meeting while an earlier one is still to come."""
    meetings.meeting(MARCH)
    assert sentence(await talk.says("priya", "/rec summary 2023-03-23", Refused)) == (
        "The meeting of Thu 15 Dec 2022 comes before that of Thu 23 Mar 2023, which has no figures yet. "
        "Ask for the earlier one."
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2022-12-16", "There is no committee meeting on Fri 16 Dec 2022."),
        ("2022-12-16", "2022-09-29, 2022-12-15"),
        ("December", "“December” as a date. Write it like 2022-12-15."),
        ("2022-02-30", "“2022-02-30” as a date."),
        ("2022-12-15 please", "“2022-12-15 please” as a date."),
        ("15/12/2022", "“15/12/2022” as a date."),
    ],
)
@pytest.mark.parametrize("who", ["priya", "anna"])
async def test_a_wrong_date_is_answered_with_what_would_be_right(
    talk: Talk, meetings: Register, who: str, words: str, told: str
) -> None:
    """A date without a meeting names those that are entered; what is no date is given back with an example."""
    refused = await talk.says(who, f"/rec summary {words}", Refused)
    assert told in sentence(refused)
    assert refused.typed == f"/rec summary {words}"


async def test_without_any_meeting_a_coordinator_sees_the_register_as_it_is(
    talk: Talk, register: Register
) -> None:
    """No meeting entered: there is a preview, it cannot be published, and a date leads to how to enter one."""
    register.item("1")
    preview = await talk.says("priya", "/rec summary", SummaryPreview)
    assert (preview.publishable, preview.meeting, closing(preview.summary)) == (False, None, ["OLDER-1"])
    refused = await talk.says("priya", "/rec summary 2022-12-15", Refused)
    assert sentence(refused).startswith("No committee meeting has been entered yet.")
    assert sentence(await talk.says("anna", "/rec summary", Refused)).startswith(NOT_YET)


async def test_without_a_channel_it_cannot_be_published(talk: Talk, meetings: Register) -> None:
    """Where no channel is set there is no button, and pressing an old one says what is missing."""
    async with talking(talk.database, talk.clock, Policy()) as without:
        assert not (await without.says("priya", "/rec summary", SummaryPreview)).publishable
        refused = await without.presses("priya", "publish", DECEMBER.isoformat())
        assert isinstance(refused, Refused)
        assert sentence(refused).startswith("The committee has no channel yet.")
        assert without.letterbox.posted == {}
    preview = await talk.says("priya", "/rec summary", SummaryPreview)
    assert preview.publishable


async def test_publishing_posts_it_once_to_the_committees_channel(talk: Talk, meetings: Register) -> None:
    """The button posts what was previewed; pressed again, by anybody, it says so and posts nothing."""
    preview = await talk.says("priya", "/rec summary", SummaryPreview)
    assert (await publishes(talk)).what == "published"
    (summary,) = posted(talk)
    assert (summary.bridge, summary.frozen_on) == (preview.summary.bridge, date(2022, 12, 1))
    for who in ("priya", "tom"):
        again = await publishes(talk, who)
        assert (again.what, again.facts) == ("already_published", {"held_on": "2022-12-15"})
    assert posted(talk) == [summary]


async def test_what_was_published_by_hand_is_not_posted_again_by_itself(
    talk: Talk, meetings: Register
) -> None:
    """On the day of the automatic summary, and after a restart, nothing more is posted for that meeting."""
    await publishes(talk)
    for moment in ("2022-12-08T09:00", "2022-12-09T09:00", "2022-12-14T09:00"):
        await talk.at(moment)
    async with talking(talk.database, talk.clock, talk.policy) as restarted:
        await restarted.at("2022-12-15T09:00")
        assert restarted.posts(COMMITTEE) == []
    assert len(talk.posts(COMMITTEE)) == 1


async def test_what_was_posted_by_itself_is_not_published_again_by_hand(
    talk: Talk, meetings: Register
) -> None:
    """A preview's button that was left from before posts nothing more."""
    await talk.says("priya", "/rec summary", SummaryPreview)
    await talk.at("2022-12-08T09:00")
    assert (await publishes(talk)).what == "already_published"
    assert len(talk.posts(COMMITTEE)) == 1


@pytest.mark.parametrize("who", ["anna", "sofia", "helen", "ruth"])
async def test_only_coordinators_publish(talk: Talk, meetings: Register, who: str) -> None:
    """Whoever else presses the button is told which coordinators to ask, and nothing is posted or frozen."""
    refused = await talk.presses(who, "publish", DECEMBER.isoformat())
    assert isinstance(refused, Refused)
    assert sentence(refused) == COORDINATORS
    assert talk.letterbox.posted == {}
    assert (await talk.says("priya", "/rec summary", SummaryPreview)).summary.frozen_on is None


async def test_who_is_no_longer_a_coordinator_cannot_publish(talk: Talk, meetings: Register) -> None:
    """The role counts when the button is pressed, not when the preview was shown."""
    await talk.says("priya", "/rec summary", SummaryPreview)
    meetings.set_person("priya", role=Role.READER)
    assert isinstance(await talk.presses("priya", "publish", DECEMBER.isoformat()), Refused)
    assert talk.letterbox.posted == {}


async def test_the_next_summary_opens_with_what_was_printed(talk: Talk, meetings: Register) -> None:
    """What happens between an early publication and the meeting moves in the next summary; it is not restated."""
    meetings.meeting(MARCH)
    await publishes(talk)
    await talk.at("2022-12-13T09:00")
    meetings.become("OLDER-1", Status.SIGNED_OFF)
    await talk.at("2022-12-16T09:00")
    preview = await talk.says("priya", "/rec summary", SummaryPreview)
    (row, *_) = preview.summary.bridge
    assert (preview.meeting, preview.summary.since) == (MARCH, date(2022, 12, 1))
    assert row.opening == ("OLDER-1", "VETTING-33")
    assert (row.restated_in, row.restated_out) == ((), ())
    assert (row.signed_off, row.closing) == (("OLDER-1",), ("VETTING-33",))


async def test_a_digest_names_nobody_where_others_than_the_force_read(talk: Talk, register: Register) -> None:
    """A channel with guests is given references and counts; only one of the force alone is given owners."""
    register.item("1", deadline_on=date(2022, 11, 1))
    register.item("2", added_on=date(2022, 5, 2))
    register.known_since(date(2022, 5, 2))
    register.assign("OLDER-1", "dev")
    await talk.says("priya", "/rec digest", Acknowledged, channel="C0OTHER01")
    (post,) = talk.posts("C0OTHER01")
    assert "OLDER-1" in post.text
    for name in ("Anna Clarke", "Dev Patel"):
        assert name not in post.text
    talk.letterbox.read_by_the_force_alone.add("C0OTHER02")
    await talk.says("priya", "/rec digest", Acknowledged, channel="C0OTHER02")
    (post,) = talk.posts("C0OTHER02")
    assert "owner Dev Patel" in post.text
