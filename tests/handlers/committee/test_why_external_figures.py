"""The list behind a number of the last paper, where that was made elsewhere and only its numbers are known."""

import pytest

from handlers.committee.external_figures import enter
from models.enums import ItemKind
from templates.messages.publication import SummaryPreview
from templates.messages.summary import CommitteeSummary
from templates.messages.why import Why
from templates.plain import render
from tests.factories import Register
from tests.handlers.publishing import DECEMBER, SEPTEMBER, SPRING
from tests.talk import Talk

RECOMMENDATION, AFI, CAUSE = ItemKind


@pytest.fixture
def full(register: Register) -> Register:
    """A register with items of every kind that were open at the last meeting, and one that was added since."""
    register.meeting(SEPTEMBER)
    register.meeting(DECEMBER)
    for number, kind in enumerate((RECOMMENDATION, RECOMMENDATION, AFI, CAUSE), start=1):
        register.item(str(number), kind=kind, added_on=SPRING)
    register.item("9", report="LATE")
    return register


async def summary_now(talk: Talk) -> CommitteeSummary:
    """Return the summary as a coordinator sees it now."""
    return (await talk.says("priya", "/rec summary", SummaryPreview)).summary


async def test_a_printed_opening_shows_the_number_and_what_the_register_holds(
    talk: Talk, full: Register
) -> None:
    """Where the last paper was made elsewhere, its number stands beside the register's list, with the gap."""
    with full.database.writing() as session:
        for kind, number in zip(ItemKind, (45, 14, 2), strict=True):
            enter(session, SEPTEMBER, "closing", kind, number, full.policy.act(None, talk.clock.now()))
    summary = await summary_now(talk)
    row = summary.bridge[0]
    opening = await talk.says("priya", "/rec why opening recommendations", Why)
    assert (opening.printed, opening.total) == (45, len(row.opening))
    restated = await talk.says("priya", "/rec why restated recommendations", Why)
    assert (restated.number, restated.printed) == (row.restated, 45)
    assert restated.number == len(row.opening) - 45
    whole = await talk.says("priya", "/rec why restated", Why)
    assert whole.number == sum(each.restated for each in summary.bridge)


async def test_a_kind_of_which_nothing_was_printed_is_said_to_be_not_printed(
    talk: Talk, full: Register
) -> None:
    """The register's own number stands for it, and nothing of it is restated; the others go on as printed."""
    with full.database.writing() as session:
        act = full.policy.act(None, talk.clock.now())
        enter(session, SEPTEMBER, "closing", ItemKind.RECOMMENDATION, 45, act)
    summary = await summary_now(talk)
    assert summary.not_printed == (AFI, CAUSE)
    afis = await talk.says("priya", "/rec why opening afis", Why)
    assert (afis.printed, afis.not_printed, afis.number) == (None, (AFI,), len(summary.bridge[1].opening))
    assert "do not know what the last paper printed" in render(afis)
    restated = await talk.says("priya", "/rec why restated afis", Why)
    assert (restated.number, restated.rows) == (0, ())
    whole = await talk.says("priya", "/rec why restated", Why)
    assert (
        whole.number == sum(each.restated for each in summary.bridge) == len(summary.bridge[0].opening) - 45
    )
    assert whole.not_printed == (AFI, CAUSE)
