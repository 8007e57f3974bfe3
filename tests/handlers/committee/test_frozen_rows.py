"""A list of frozen figures shows the items as they were told, and beneath each what has become of it since."""

from datetime import date

import pytest

from models.enums import Rag, Status
from templates import plain
from templates.messages.why import SinceThen, Why
from tests.factories import Register
from tests.handlers.publishing import DECEMBER, publishes
from tests.talk import COMMITTEE, Talk

SPRING = date(2022, 5, 2)


@pytest.fixture
async def two_overdue(talk: Talk, register: Register) -> Talk:
    """Talk after a summary with two overdue items was published; one has been signed off since, one has moved."""
    register.meeting(DECEMBER)
    for number in "12":
        register.item(number, added_on=SPRING, deadline_on=date(2022, 11, 1))
    await publishes(talk)
    await talk.at("2022-12-12T09:00")
    register.become("OLDER-1", Status.SIGNED_OFF)
    register.move_deadline("OLDER-2", date(2023, 3, 31))
    register.assign("OLDER-2", "dev")
    return talk


@pytest.mark.parametrize("line", ["/rec why overdue", "/rec why overdue 2022-12-15"])
async def test_a_published_number_opens_to_what_was_told(two_overdue: Talk, line: str) -> None:
    """Both are red and overdue as they were printed; that one is signed off, and one moved, is said beneath."""
    why = await two_overdue.says("helen", line, Why)
    assert [(row.reference, row.rag, row.status) for row in why.rows] == [
        ("OLDER-1", Rag.RED, Status.IN_PROGRESS),
        ("OLDER-2", Rag.RED, Status.IN_PROGRESS),
    ]
    signed_off, moved = why.since_then
    assert signed_off == SinceThen("OLDER-1", Status.SIGNED_OFF, date(2022, 12, 12))
    assert (moved.reference, moved.status, moved.deadline_on) == ("OLDER-2", None, date(2023, 3, 31))
    said = plain.render(why, width=None)
    assert "since then: signed off by HMICFRS Mon 12 Dec 2022" in said
    assert "since then: deadline now Fri 31 Mar 2023; owner now Dev Patel" in said


async def test_so_do_the_buttons_of_the_posted_summary(two_overdue: Talk) -> None:
    """The button beside the number opens the same list for whoever presses it, coordinators too."""
    (posted,) = two_overdue.posts(COMMITTEE)
    for who in ("helen", "priya"):
        why = await two_overdue.presses(who, "why", "overdue||2022-12-15", on=posted)
        assert isinstance(why, Why)
        assert [row.status for row in why.rows] == [Status.IN_PROGRESS] * 2


@pytest.mark.parametrize("figure", ["red", "closing", "opening", "unjudged"])
async def test_lists_that_only_name_their_items_are_frozen_too(two_overdue: Talk, figure: str) -> None:
    """Where the figures hold no more than references, the rows are still those of the day."""
    why = await two_overdue.says("helen", f"/rec why {figure}", Why)
    assert {row.status for row in why.rows} <= {Status.IN_PROGRESS}


async def test_what_is_counted_as_of_now_is_shown_as_it_is(two_overdue: Talk) -> None:
    """A coordinator who says *now* sees the register of today."""
    why = await two_overdue.says("priya", "/rec why closing now", Why)
    assert [(row.reference, row.deadline_on) for row in why.rows] == [("OLDER-2", date(2023, 3, 31))]
    assert why.since_then == ()
