"""Conversations about what the committee's paper quotes: only words meant for it, and what was heard last."""

from datetime import date
from typing import Any, cast

import pytest

from templates import plain
from templates.links import without_links
from templates.messages.answers import Acknowledged, Refused
from templates.messages.publication import SummaryPreview
from templates.messages.quotations import Quotations
from templates.messages.summary import CommitteeSummary
from templates.paper import context
from tests.factories import Register
from tests.handlers.publishing import COORDINATORS, DECEMBER, SEPTEMBER, posted, publishes
from tests.letterbox import expected
from tests.talk import Talk, sentence

# The clock stands at Thursday 1 December 2022.

REVIEWED = "All units are trained, and the audit of November found no gap."


@pytest.fixture
def late(register: Register) -> Register:
    """A register with an overdue item, of which a review is open, and two meetings."""
    register.meeting(SEPTEMBER)
    register.meeting(DECEMBER)
    register.item(
        "1a",
        register_number="10618",
        deadline_on=date(2020, 1, 17),
        added_on=date(2019, 9, 2),
        reviews_from=date(2019, 9, 2),
    )
    return register


async def preview(talk: Talk) -> CommitteeSummary:
    """Return the summary that a coordinator previews."""
    return (await talk.says("priya", "/rec summary", SummaryPreview)).summary


async def red(talk: Talk) -> str:
    """Return all that the paper says of the one item that is red."""
    facts = context(await preview(talk))
    rows = cast("list[dict[str, Any]]", facts["red"])
    row: dict[str, Any] = rows[0] if rows else {"narrative": [], "words_of": "", "latest": ""}
    return without_links(" ".join([row["words_of"], *row["narrative"], row["latest"]])).strip()


@pytest.mark.parametrize("line", ["10618: this is bloody useless", "10618?", "10618: done"])
async def test_a_line_in_chat_is_not_printed(talk: Talk, late: Register, line: str) -> None:
    """Whatever an owner writes to us is kept, and nothing of it stands in the preview or in the paper."""
    await talk.writes("anna", line)
    assert (await preview(talk)).quoted == ()
    said = without_links(repr(context(await preview(talk))))
    assert line not in said
    assert "bloody" not in said


async def test_the_narrative_of_a_review_is_printed(talk: Talk, late: Register) -> None:
    """It is quoted with its day and what the review found, and the preview lists it."""
    await talk.says("anna", f"/rec review 10618 at risk, red: {REVIEWED}", Acknowledged)
    assert await red(talk) == f"Review of 1 December 2022, at risk: {REVIEWED}"
    assert "Quoted in the paper: 1 item." in plain.render(
        await talk.says("priya", "/rec summary", SummaryPreview)
    )
    shown = plain.render(expected(await talk.presses("priya", "quotations", "0|"), Quotations), width=None)
    assert f"10618, review of Thu 1 Dec 2022, at risk, Anna Clarke: “{REVIEWED}”" in shown


async def test_evidence_with_a_file_is_the_latest_word(talk: Talk, late: Register) -> None:
    """An answer that came with a file is told as evidence of its day; nothing of it is quoted."""
    await talk.writes("anna", "10618: evidence attached", files=[("Audit of victim A.pdf", b"%PDF-1.7")])
    said = await red(talk)
    assert said == (
        "No words for the committee have been recorded."
        " Evidence was added on 1 December 2022 (1 file); it is not quoted."
    )
    assert "No update has been recorded" not in said
    assert "victim A" not in repr(context(await preview(talk)))


async def test_what_came_after_a_review_is_told_without_its_words(talk: Talk, late: Register) -> None:
    """The narrative stays quoted, and beneath it stands that there was an update since."""
    await talk.says("anna", f"/rec review 10618 at risk, red: {REVIEWED}", Acknowledged)
    await talk.at("2022-12-05 10:00")
    await talk.writes("anna", "10618: the printer broke, so the form is late")
    assert await red(talk) == (
        f"Review of 1 December 2022, at risk: {REVIEWED}"
        " Since then, an update was given on 5 December 2022; its text is not printed."
    )


async def test_nothing_recorded_is_said_to_be_nothing(talk: Talk, late: Register) -> None:
    """An item of which nobody has said anything is named among those without an update."""
    facts = context(await preview(talk))
    assert without_links(str(facts["red_silent"])) == "No update has been recorded for 10618."


async def test_a_quotation_can_be_left_out_and_taken_in_again(talk: Talk, late: Register) -> None:
    """One press takes the words out of the paper before it is frozen, and Undo puts them back."""
    await talk.says("anna", f"/rec review 10618 at risk, red: {REVIEWED}", Acknowledged)
    (quoted,) = (await preview(talk)).quoted
    listed = await talk.presses("priya", "quotations", f"0|{DECEMBER}")
    assert isinstance(listed, Quotations)
    assert [each.number for each in listed.quoted] == [quoted.number]
    answer = await talk.presses("priya", "leave_out", f"{quoted.number}|{DECEMBER}")
    assert isinstance(answer, Quotations)
    assert (answer.quoted, answer.left_out) == ((), ("10618", quoted.number))
    assert REVIEWED not in await red(talk)
    again = await talk.presses("priya", "quote_again", f"{quoted.number}|{DECEMBER}")
    assert isinstance(again, Quotations)
    assert [each.narrative for each in again.quoted] == [REVIEWED]
    await talk.presses("priya", "leave_out", f"{quoted.number}|{DECEMBER}")
    await publishes(talk)
    assert posted(talk)[0].quoted == ()


async def test_only_coordinators_decide_what_is_quoted(talk: Talk, late: Register) -> None:
    """An owner who presses is told whom to ask."""
    for button in ("quotations", "leave_out", "quote_again"):
        refused = await talk.presses("anna", button, f"1|{DECEMBER}")
        assert isinstance(refused, Refused)
        assert sentence(refused) == COORDINATORS
    assert isinstance(await talk.presses("priya", "leave_out", f"99|{DECEMBER}"), Refused)
