"""Summaries for the committee's paper: one in which nothing has happened, and one of many recommendations."""

from dataclasses import replace
from datetime import date
from typing import Any

from models.enums import ItemKind
from templates import paper
from templates.links import without_links
from templates.messages.items import ItemRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import BridgeRow, ReportMovement

EXAMPLE = CommitteeSummary.EXAMPLE

NONE_OF_THEM: dict[str, Any] = {
    name: ()
    for name, value in vars(EXAMPLE).items()
    if isinstance(value, tuple) and name not in {"bridge", "history"}
}

EMPTY = replace(
    EXAMPLE,
    **NONE_OF_THEM,
    bridge=tuple(BridgeRow(kind, *((),) * 10) for kind in ItemKind),
    history=(),
    held_on=None,
    since=None,
    contact_name=None,
    contact_title=None,
)

QUOTED = """By 31 March 2023, chief constables should make sure that their force:
• has the ability to monitor all use of its IT systems; and
• uses this for counter-corruption purposes, to enhance its investigative and proactive intelligence gathering.
This is recommendation """


def of_many(number: int) -> CommitteeSummary:
    """Return a summary with a published report of `number` recommendations, all of them signed off at once."""
    rows = tuple(
        replace(ItemRow.EXAMPLE, reference=f"VETTING-{each}", text=f"{QUOTED}{each}.")
        for each in range(1, number + 1)
    )
    report = replace(EXAMPLE.reports[0], for_force=rows)
    movement = ReportMovement("VETTING", "Vetting, misconduct and misogyny", rows)
    return replace(
        EXAMPLE,
        reports=(report,),
        signed_off=(movement,),
        overdue=rows,
        watched=rows,
        frozen_on=date(2022, 12, 9),
    )


def facts_of(summary: CommitteeSummary) -> dict[str, Any]:
    """Return the facts that a template is given, as they read: without their links."""
    facts: dict[str, Any] = as_read(paper.context(summary))
    return facts


def as_read(value: Any) -> Any:
    """Return facts as they read."""
    if isinstance(value, dict):
        return {name: as_read(each) for name, each in value.items()}
    return [as_read(each) for each in value] if isinstance(value, list) else without_links(value)
