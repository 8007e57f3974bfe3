"""From publication to sign-off without leaving chat: what the December paper lists as completed of one report."""

from datetime import date

import pytest

from models.enums import Status
from models.queries import items
from templates.messages.allocation import ChangedItems
from templates.messages.answers import Acknowledged
from templates.messages.completion import Outcome, Submission
from templates.messages.deadlines import Extension
from templates.messages.drafts import ReportDraft
from templates.messages.publication import SummaryPosted
from templates.messages.reminders import Reminder
from templates.messages.why import Why
from tests.factories import Register
from tests.handlers.reporting import begins
from tests.talk import COMMITTEE, Talk

pytestmark = pytest.mark.every_database

COMPLETED = tuple(f"VETTING-{number}" for number in (33, 34, 35, 38, 39))


def statuses(talk: Talk) -> set[Status]:
    """Return how far the five have come."""
    with talk.database.reading() as session:
        return {items.item_by_reference(session, each).status for each in COMPLETED}


async def test_a_report_goes_from_publication_to_sign_off_in_chat(talk: Talk, register: Register) -> None:
    """Read, added, given to an owner, reminded of, extended, evidenced, submitted, checked, signed off, counted."""
    register.meeting(date(2022, 9, 29))
    register.meeting(date(2023, 3, 30))

    posted = await begins(talk)
    await talk.presses("priya", "draft_add", str(posted.says(ReportDraft).draft), posted)
    assert talk.last("priya").says(ReportDraft).added == COMPLETED
    assert statuses(talk) == {Status.AWAITING_ALLOCATION}

    given = await talk.says("priya", f"/rec assign {', '.join(COMPLETED)} @anna", ChangedItems)
    assert given.told.told == ("Anna Clarke",)
    assert statuses(talk) == {Status.IN_PROGRESS}

    await talk.at("2023-01-03T10:00")
    (reminder,) = talk.sees("anna", Reminder)[-1:]
    assert "VETTING-33" in {line.row.reference for line in reminder.lines}

    asked = await talk.says("anna", "/rec extend VETTING-34 31 May 2023 the tool comes in May", Acknowledged)
    assert asked.what == "extension_asked"
    (request,) = talk.sees("priya", Extension)
    assert request.row.reference == "VETTING-34"
    await talk.says("priya", "/rec agree VETTING-34", Acknowledged)

    for reference in COMPLETED:
        await talk.writes("anna", f"{reference}: evidence is attached", files=[("proof.txt", b"It is done.")])
        await talk.says("anna", f"/rec submit {reference}", Acknowledged)
    assert statuses(talk) == {Status.SUBMITTED}
    assert {each.row.reference for each in talk.sees("tom", Submission)} == set(COMPLETED)

    await talk.says("tom", "/rec return VETTING-39 The assessment is last year's", Acknowledged)
    assert talk.sees("anna", Outcome)[-1].reason == "The assessment is last year's"
    await talk.says("anna", "/rec submit VETTING-39 This year's is attached to the record now", Acknowledged)
    for reference in COMPLETED:
        await talk.says("tom", f"/rec approve {reference}", Acknowledged)
    assert statuses(talk) == {Status.FORCE_COMPLETE}

    await talk.at("2023-01-20T10:00")
    signed = await talk.says(
        "priya", f"/rec signoff {', '.join(COMPLETED)} 2023-01-19 letter of 19 January", Acknowledged
    )
    assert signed.what == "signed_off"
    assert statuses(talk) == {Status.SIGNED_OFF}

    counted = await talk.says("priya", "/rec why signed off recommendations", Why)
    assert {row.reference for row in counted.rows} == set(COMPLETED)
    await talk.says("priya", "/rec digest", Acknowledged, channel=COMMITTEE)
    (posted,) = talk.posts(COMMITTEE)
    summary = posted.says(SummaryPosted).summary
    assert {row.reference for by in summary.signed_off for row in by.rows} == set(COMPLETED)
    assert [(each.row.reference, each.asked_by, each.by) for each in summary.dates_moved] == [
        ("VETTING-34", "Anna Clarke", "Priya Shah")
    ]
