"""Exports a workbook and opens it, with summaries whose every number is not 0."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.documents.workbook import export_workbook
from models.database import Database
from models.enums import ItemKind
from models.policy import Policy
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import BridgeRow
from tests.bot.opened import Opened
from tests.factories import person_called

TODAY = date(2022, 12, 8)
SUMMARY = CommitteeSummary.EXAMPLE
"""A summary whose opening was printed elsewhere."""

LISTS = (
    *("opening", "restated_in", "restated_out", "added", "reopened", "signed_off", "ended"),
    *("reclassified_in", "reclassified_out", "closing"),
)

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def exported(
    database: Database, summary: CommitteeSummary | None, who: str | None = "priya", **policy: str
) -> Opened:
    """Return the workbook that `who` (None: the force's own machine) exports today."""
    given: dict[str, Any] = dict(policy)
    with database.reading() as session:
        by = person_called(session, who) if who else None
        return Opened(export_workbook(session, summary, TODAY, by, policy=Policy(**given)))


def bridge(kind: ItemKind, **lists: tuple[str, ...]) -> BridgeRow:
    """Return a row of a bridge with these lists, and the others empty."""
    fields: dict[str, Any] = {field: lists.get(field, ()) for field in LISTS}
    return BridgeRow(kind, **fields)


MOVED = replace(
    SUMMARY,
    bridge=(
        bridge(
            ItemKind.RECOMMENDATION,
            opening=("A-1", "A-2", "A-3"),
            restated_in=("A-4", "A-5"),
            restated_out=("A-1",),
            added=("A-6",),
            reopened=("A-7",),
            signed_off=("A-2",),
            ended=("A-3",),
            reclassified_out=("A-4",),
            closing=("A-5", "A-6", "A-7"),
        ),
        bridge(
            ItemKind.AREA_FOR_IMPROVEMENT, opening=("A-8",), reclassified_in=("A-4",), closing=("A-4", "A-8")
        ),
        bridge(ItemKind.CAUSE_OF_CONCERN),
    ),
)
"""A summary in which something happened of every sort."""
