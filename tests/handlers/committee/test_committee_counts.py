"""What changed since the last meeting, and what counts as what, in the summary that the committee is given."""

from datetime import date

from models.deadlines.deadline import DeadlineBasis
from models.enums import ItemKind, Status
from models.queries import items
from templates.messages.answers import Acknowledged
from templates.messages.changes import Changes
from templates.messages.publication import SummaryPreview
from tests.factories import Register, person_called
from tests.handlers.publishing import (
    SEPTEMBER,
)
from tests.talk import Talk


async def test_changes_name_everything_since_the_last_meeting(talk: Talk, meetings: Register) -> None:
    """Added, signed off, ended, reopened, moved dates, new owners and silence are told, and only since then."""
    for number in "23456":
        meetings.item(number, added_on=date(2022, 5, 2), deadline_on=date(2023, 1, 31))
    meetings.become("OLDER-2", Status.SIGNED_OFF)
    meetings.become("OLDER-3", Status.SUPERSEDED)
    meetings.become("OLDER-6", Status.SIGNED_OFF)
    meetings.become("OLDER-6", Status.IN_PROGRESS)
    with meetings.database.writing() as session:
        act = meetings.policy.act(person_called(session, "tom"), talk.clock.now())
        item = items.item_by_reference(session, "OLDER-4")
        item.move_deadline(date(2023, 3, 31), DeadlineBasis.STATED_DAY, act, reason="The system comes later")
    meetings.known_since(date(2022, 5, 2))
    meetings.assign("OLDER-5", "dev")
    await talk.says("anna", "/rec evidence OLDER-1 Half of it is done.", Acknowledged)

    changes = await talk.says("helen", "/rec changes", Changes)
    told = {
        name: [row.reference for report in getattr(changes, name) for row in report.rows]
        for name in ("added", "signed_off", "ended", "reopened")
    }
    assert told == {
        "added": ["VETTING-33"],
        "signed_off": ["OLDER-2", "OLDER-6"],
        "ended": ["OLDER-3"],
        "reopened": ["OLDER-6"],
    }
    (moved,) = changes.dates_moved
    assert (moved.row.reference, moved.was, moved.to) == ("OLDER-4", date(2023, 1, 31), date(2023, 3, 31))
    assert (moved.reason, moved.by, moved.moves) == ("The system comes later", "Tom Bennett", 1)
    (handed,) = changes.owners_changed
    assert (handed.row.reference, handed.was, handed.to) == ("OLDER-5", "Anna Clarke", "Dev Patel")
    assert sorted(row.reference for row in changes.quiet) == ["OLDER-4", "OLDER-6", "VETTING-33"]
    assert (changes.since, changes.until) == (SEPTEMBER, date(2022, 12, 1))


async def test_an_item_that_is_signed_off_twice_is_listed_twice(talk: Talk, meetings: Register) -> None:
    """Signed off, reopened and signed off again since the last meeting: each list is as long as its number."""
    for status in (Status.SIGNED_OFF, Status.IN_PROGRESS, Status.SIGNED_OFF):
        meetings.become("OLDER-1", status)
    summary = (await talk.says("priya", "/rec summary", SummaryPreview)).summary
    told = [row.reference for report in summary.signed_off for row in report.rows]
    assert tuple(told) == summary.bridge[0].signed_off == ("OLDER-1", "OLDER-1")


async def test_causes_and_their_recommendations_are_counted_apart(talk: Talk, meetings: Register) -> None:
    """A cause of concern is one item of its own kind, and is told with the recommendations it carries."""
    meetings.item("9", report="STALK", kind=ItemKind.CAUSE_OF_CONCERN, added_on=date(2022, 5, 2))
    meetings.item("9a", report="STALK", parent="STALK-9", added_on=date(2022, 5, 2))
    summary = (await talk.says("priya", "/rec summary", SummaryPreview)).summary
    assert [len(row.closing) for row in summary.bridge] == [3, 0, 1]
    (cause,) = summary.causes
    assert (cause.row.reference, [row.reference for row in cause.children]) == ("STALK-9", ["STALK-9a"])


async def test_a_cause_that_changed_after_the_cut_off_keeps_its_recommendations(
    talk: Talk, meetings: Register
) -> None:
    """In the summary for an earlier day a cause is told with its recommendations as they were then."""
    meetings.item("9", report="STALK", kind=ItemKind.CAUSE_OF_CONCERN, added_on=date(2022, 5, 2))
    meetings.item("9a", report="STALK", parent="STALK-9", added_on=date(2022, 5, 2))
    meetings.become("STALK-9a", Status.SIGNED_OFF)
    meetings.become("STALK-9", Status.SIGNED_OFF)
    summary = (await talk.says("priya", "/rec summary 2022-09-29", SummaryPreview)).summary
    (cause,) = summary.causes
    assert (cause.row.reference, cause.row.status) == ("STALK-9", Status.IN_PROGRESS)
    assert [(row.reference, row.status) for row in cause.children] == [("STALK-9a", Status.IN_PROGRESS)]
