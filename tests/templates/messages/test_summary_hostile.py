"""Whatever people type into the register does nothing in what the committee is given."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.enums import ItemKind
from templates import plain
from templates.messages import Message
from templates.messages.changes import Changes
from templates.messages.figures import Figures
from templates.messages.items import ItemRow
from templates.messages.publication import Correction, FigureChange, SummaryPosted, SummaryPreview
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import (
    CauseOfConcern,
    Finding,
    InspectionRow,
    OwnerChanged,
    ReportMovement,
    Unsupported,
)
from templates.messages.why import Why
from templates.slack import renderer
from templates.who import Who

NASTY = (
    "<!channel>",
    "<@U0ANNA001> <#C0JAC0001>",
    "<https://evil.example|click>",
    "*bold* _slanted_ ~gone~ `code`",
    "{{ 7 * 7 }} {% raw %} {0.__class__} %s",
    "\x00\u202egpj.exe\ud800",
    "two\nlines\n\n> quoted",
    "& &lt; " * 900,
    "w" * 9000,
)


def summary_with(text: str) -> CommitteeSummary:
    """Return a summary in which everything that is typed somewhere is `text`."""
    example = CommitteeSummary.EXAMPLE
    row = replace(ItemRow.EXAMPLE, owner=Who(text), report=text, text=text)
    moved = ReportMovement(text, text, (row,))
    return replace(
        example,
        force=text,
        marking=text,
        signed_off=(moved,),
        added=(moved,),
        overdue=(row,),
        dates_moved=(replace(example.dates_moved[0], row=row, reason=text, by=text),),
        owners_changed=(OwnerChanged(row, text, text, date(2022, 11, 1)),),
        causes=(CauseOfConcern(row, (row,), None, None),),
        reports=(replace(example.reports[0], title=text),),
        inspections=(
            InspectionRow(
                text,
                example.inspections[0].kind,
                example.inspections[0].stage,
                *(text, (text,), text, date(2022, 9, 29)),
            ),
        ),
        peel=(replace(example.peel[0], cycle=text, notes=text),),
        unsupported=(Unsupported(text, 2, 1, ()),),
        findings=(
            Finding("inspection_overdue", (text,), {"name": text, "when": text}),
            Finding("number_unsupported", (), {"text": text, "list": text, "where": text}),
            Finding(text, (text,), {}),
        ),
    )


def messages_with(text: str) -> tuple[Message, ...]:
    """Return every message of the committee with something typed in every place."""
    summary = summary_with(text)
    return (
        summary,
        SummaryPreview(summary, publishable=True, meeting=summary.held_on),
        SummaryPosted(summary, "F0PICTURE1", text),
        Figures(summary),
        Changes.of(summary),
        Why("overdue", ItemKind.RECOMMENDATION, summary.overdue, 1, None, summary.until),
        Correction(
            summary.until, summary.until, (FigureChange(text, 1, 2, (text,), ItemKind.RECOMMENDATION),)
        ),
    )


def texts(found: Any) -> list[str]:
    """Return every text in blocks in which Slack reads mark-up."""
    if isinstance(found, list):
        return [text for part in found for text in texts(part)]
    if not isinstance(found, dict):
        return []
    own = [found["text"]] if found.get("type") == "mrkdwn" else []
    return own + [text for part in found.values() for text in texts(part)]


@pytest.mark.parametrize("text", NASTY, ids=lambda text: repr(text[:12]))
def test_typed_text_does_nothing_in_the_committees_channel(text: str) -> None:
    """Any text in any place gives blocks within Slack's limits, and no mention, channel, link or broadcast."""
    for message in messages_with(text):
        drawn = renderer.render(message)
        for part in (drawn.text, *texts(drawn.blocks)):
            assert not re.search(r"<[!@#\w]", part), part
        assert all(len(part) <= 3000 for part in texts(drawn.blocks))
        assert sum(map(len, texts(drawn.blocks))) <= 13_000
        assert len(drawn.text) <= 4000
        assert len(drawn.blocks) <= 50
        plain.render(message).encode("utf-8")


def test_a_line_break_that_was_typed_makes_no_line_of_ours() -> None:
    """Nobody can write a matter of their own into the summary by typing a new line."""
    said = plain.render(summary_with("x\nSigned off: 999"), width=None)
    assert not [line for line in said.split("\n") if line.startswith("Signed off: 999")]
