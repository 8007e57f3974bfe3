"""What is recorded after a summary was published: told under it before the meeting, restated in the next one."""

from datetime import date

import pytest

from bot.clock import StoppedClock
from jobs.delivery import Again
from jobs.digest import reckon_corrections
from models.enums import ItemKind, Status
from models.ledger.audit_context import AuditContext
from models.queries import items
from templates.messages.publication import Correction, FigureChange, SummaryPosted
from templates.messages.summary import CommitteeSummary
from tests.factories import Register
from tests.talk import COMMITTEE, Talk, talking

DECEMBER, MARCH = date(2022, 12, 15), date(2023, 3, 23)
SPRING = date(2022, 5, 2)

# The summary for 15 December 2022 is posted by itself on Thursday the 8th, and the one for 23 March on the 16th.


@pytest.fixture
async def published(talk: Talk, register: Register) -> Register:
    """A register whose summary for 15 December was posted on the 8th: three items were open."""
    register.meeting(date(2022, 9, 29))
    register.meeting(DECEMBER)
    register.meeting(MARCH)
    for number in "123":
        register.item(number, added_on=SPRING)
    await talk.at("2022-12-08T09:00")
    assert [each.key for each in talk.posts(COMMITTEE)] == ["digest:2"]
    return register


def becomes(register: Register, talk: Talk, reference: str, status: Status, on: date) -> None:
    """Record now that an item passed to `status` on an earlier day."""
    with register.database.writing() as session:
        audit = register.policy.act(None, talk.clock.now()).effective(on)
        items.item_by_reference(session, reference).become(status, audit, reason="Said in a test")


def corrected(register: Register, talk: Talk, reference: str, field: str, to: object) -> None:
    """Correct a field of an item today."""
    with register.database.writing() as session:
        audit: AuditContext = register.policy.act(None, talk.clock.now())
        items.item_by_reference(session, reference).correct(field, to, audit)


def told(talk: Talk) -> list[Correction]:
    """Return the corrections in the committee's channel, each of which has to stand under the summary."""
    summary, *others = talk.posts(COMMITTEE)
    corrections = [each for each in others if isinstance(each.message, Correction)]
    assert {each.thread for each in corrections} <= {summary.ts}
    return [each.says(Correction) for each in corrections]


def summaries(talk: Talk) -> list[CommitteeSummary]:
    """Return the summaries that were posted."""
    return [each.message.summary for each in talk.posts(COMMITTEE) if isinstance(each.message, SummaryPosted)]


async def test_what_is_recorded_late_is_told_under_the_summary_once(talk: Talk, published: Register) -> None:
    """A sign-off of November recorded in December is a reply with item and figures; a second run adds none."""
    await talk.at("2022-12-09T10:00")
    assert told(talk) == []
    becomes(published, talk, "OLDER-1", Status.SIGNED_OFF, date(2022, 11, 30))
    await talk.at("2022-12-09T10:05")
    (correction,) = told(talk)
    assert (correction.held_on, correction.found_on) == (DECEMBER, date(2022, 12, 9))
    assert correction.changes == (
        FigureChange("signed_off", 0, 1, ("OLDER-1",), ItemKind.RECOMMENDATION),
        FigureChange("closing", 3, 2, ("OLDER-1",), ItemKind.RECOMMENDATION),
    )
    for moment in ("2022-12-09T10:05", "2022-12-09T10:06", "2022-12-14T09:00", "2022-12-15T09:00"):
        await talk.at(moment)
    assert told(talk) == [correction]


async def test_the_words_name_figure_item_and_difference(talk: Talk, published: Register) -> None:
    """The reply reads as a correction: what the figures are now, what was printed, and which items differ."""
    becomes(published, talk, "OLDER-1", Status.SIGNED_OFF, date(2022, 11, 30))
    await talk.at("2022-12-09T10:00")
    words = talk.posts(COMMITTEE)[-1].text
    assert words.startswith("Correction, Fri 9 Dec 2022")
    assert "committee of Thu 15 Dec 2022" in words
    assert "OLDER-1" in words


async def test_a_restart_tells_nothing_again(talk: Talk, published: Register) -> None:
    """What has been told is kept in the register, not in the memory of the program."""
    becomes(published, talk, "OLDER-1", Status.SIGNED_OFF, date(2022, 11, 30))
    await talk.at("2022-12-09T10:00")
    assert len(told(talk)) == 1
    async with talking(talk.database, talk.clock, talk.policy) as restarted:
        await restarted.at("2022-12-09T10:01")
        published.item("7", report="NEW")
        await restarted.at("2022-12-12T10:00")
        assert restarted.posts(COMMITTEE) == []


async def test_what_takes_effect_later_is_no_correction(talk: Talk, published: Register) -> None:
    """What takes effect after the day up to which the summary counted moves in the next one; nothing is told."""
    await talk.at("2022-12-09T09:00")
    becomes(published, talk, "OLDER-1", Status.SIGNED_OFF, date(2022, 12, 9))
    published.item("7", report="NEW")
    published.move_deadline("OLDER-2", date(2023, 6, 1))
    published.assign("OLDER-3", "dev")
    await talk.at("2022-12-09T10:00")
    assert told(talk) == []


async def test_a_second_fact_is_told_with_the_first(talk: Talk, published: Register) -> None:
    """Each correction says all that differs from what was printed, so that the last one can be read alone."""
    becomes(published, talk, "OLDER-1", Status.SIGNED_OFF, date(2022, 11, 30))
    await talk.at("2022-12-09T10:00")
    published.item("4", added_on=date(2022, 12, 1), kind=ItemKind.AREA_FOR_IMPROVEMENT)
    await talk.at("2022-12-12T10:00")
    first, second = told(talk)
    assert second.changes == (
        *first.changes,
        FigureChange("added", 0, 1, ("OLDER-4",), ItemKind.AREA_FOR_IMPROVEMENT),
        FigureChange("closing", 0, 1, ("OLDER-4",), ItemKind.AREA_FOR_IMPROVEMENT),
    )


async def test_what_is_undone_is_told_too(talk: Talk, published: Register) -> None:
    """A late sign-off that is reopened with effect on the same day leaves both movements, and is told as both."""
    becomes(published, talk, "OLDER-1", Status.SIGNED_OFF, date(2022, 12, 8))
    await talk.at("2022-12-09T10:00")
    becomes(published, talk, "OLDER-1", Status.IN_PROGRESS, date(2022, 12, 8))
    await talk.at("2022-12-09T11:00")
    first, second = told(talk)
    assert first.changes
    assert [each.figure for each in second.changes] == ["reopened", "signed_off"]
    await talk.at("2022-12-12T10:00")
    assert len(told(talk)) == 2


async def test_no_correction_comes_after_the_meeting(talk: Talk, published: Register) -> None:
    """From the day after the meeting what is recorded late is left to the next summary."""
    await talk.at("2022-12-15T17:30")
    becomes(published, talk, "OLDER-1", Status.SIGNED_OFF, date(2022, 11, 30))
    await talk.at("2022-12-16T09:00")
    assert told(talk) == []


async def test_on_the_day_of_the_meeting_it_still_comes(talk: Talk, published: Register) -> None:
    """A correction found on the morning of the meeting reaches the members before it."""
    await talk.at("2022-12-15T08:00")
    becomes(published, talk, "OLDER-1", Status.SIGNED_OFF, date(2022, 11, 30))
    await talk.at("2022-12-15T08:05")
    assert len(told(talk)) == 1


async def test_a_correction_waits_until_its_summary_is_posted(
    talk: Talk, register: Register, clock: StoppedClock
) -> None:
    """Before the summary has reached the channel there is nothing to reply to; then the correction comes."""
    register.meeting(DECEMBER)
    register.item("1", added_on=SPRING)
    talk.letterbox.ordered.append(Again("ratelimited", unsure=False))
    await talk.at("2022-12-08T09:00")
    becomes(register, talk, "OLDER-1", Status.SIGNED_OFF, date(2022, 11, 30))
    assert talk.posts(COMMITTEE) == []
    await talk.at("2022-12-08T12:00")
    await talk.at("2022-12-08T12:05")
    (correction,) = told(talk)
    assert [each.figure for each in correction.changes] == ["signed_off", "closing"]


async def test_a_new_register_number_is_no_correction(talk: Talk, published: Register) -> None:
    """An item that is called otherwise now is the same item: no figure has changed."""
    corrected(published, talk, "OLDER-1", "register_number", "10900")
    await talk.at("2022-12-09T10:00")
    corrected(published, talk, "OLDER-2", "text", "Assess the needs of each older victim.")
    await talk.at("2022-12-09T10:05")
    assert told(talk) == []
    becomes(published, talk, "10900", Status.SIGNED_OFF, date(2022, 11, 30))
    await talk.at("2022-12-09T10:10")
    (correction,) = told(talk)
    assert correction.changes == (
        FigureChange("signed_off", 0, 1, ("10900",), ItemKind.RECOMMENDATION),
        FigureChange("closing", 3, 2, ("10900",), ItemKind.RECOMMENDATION),
    )


async def test_the_next_summary_restates_item_by_item(talk: Talk, published: Register) -> None:
    """The next summary opens with what was printed, and names one by one what changes it."""
    await talk.at("2022-12-20T09:00")
    becomes(published, talk, "OLDER-1", Status.SIGNED_OFF, date(2022, 11, 30))
    becomes(published, talk, "OLDER-2", Status.SUPERSEDED, date(2022, 12, 8))
    published.item("4", added_on=date(2022, 12, 1))
    published.item("5", added_on=date(2022, 12, 20))
    await talk.at("2023-03-16T09:00")
    printed, following = summaries(talk)
    row = following.bridge[0]
    assert row.opening == printed.bridge[0].closing == ("OLDER-1", "OLDER-2", "OLDER-3")
    assert (row.restated_in, row.restated_out) == (("OLDER-4",), ("OLDER-1", "OLDER-2"))
    assert (row.added, row.signed_off, row.ended) == (("OLDER-5",), (), ())
    assert row.closing == ("OLDER-3", "OLDER-4", "OLDER-5")
    assert [each.reference for each in following.restated] == ["OLDER-1", "OLDER-2", "OLDER-4"]


async def test_what_was_restated_once_is_not_restated_again(talk: Talk, published: Register) -> None:
    """The summary after the next opens with figures that already hold it."""
    published.meeting(date(2023, 6, 22))
    await talk.at("2022-12-20T09:00")
    becomes(published, talk, "OLDER-1", Status.SIGNED_OFF, date(2022, 11, 30))
    await talk.at("2023-03-16T09:00")
    await talk.at("2023-06-15T09:00")
    *_, last = summaries(talk)
    assert len(summaries(talk)) == 3
    assert all((row.restated_in, row.restated_out) == ((), ()) for row in last.bridge)


@pytest.mark.every_database
async def test_while_a_correction_is_reckoned_others_record(published: Register, talk: Talk) -> None:
    """It says what was so when it was reckoned, once, and what came meanwhile is found at the next round."""
    database, at, policy = published.database, talk.clock.now(), published.policy
    becomes(published, talk, "OLDER-1", Status.SIGNED_OFF, date(2022, 12, 1))
    with database.snapshot() as session:
        say = reckon_corrections(session, at, policy)
        becomes(published, talk, "OLDER-2", Status.SIGNED_OFF, date(2022, 12, 1))
        assert items.item_by_reference(session, "OLDER-2").is_open
    for times in (1, 0):
        with database.writing() as session:
            assert say(session, at, policy) == times

    await talk.at("2022-12-08T09:10")

    names = [{name for change in each.changes for name in change.references} for each in told(talk)]
    assert names == [{"OLDER-1"}, {"OLDER-1", "OLDER-2"}]
