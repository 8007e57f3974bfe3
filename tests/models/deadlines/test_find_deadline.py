"""Deadlines that are stated within the text of a recommendation."""

from datetime import date

import pytest

from models.deadlines.deadline import find_deadline, stated_deadlines

PUBLISHED = date(2022, 6, 30)
MARCH_END = date(2023, 3, 31)


@pytest.mark.parametrize(
    ("text", "wording", "on"),
    [
        ("By 31 March 2023, chief constables should make sure that …", "By 31 March 2023", MARCH_END),
        ("By March 2023, forces should make sure that …", "By March 2023", MARCH_END),
        ("Within six months Chief Constables should …", "Within six months", date(2022, 12, 30)),
        ("Recommendation 33\n\nBy 31 March\n2023, to protect …", "By 31 March\n2023", MARCH_END),
        (
            "(a) Within 6 months of this report: forces …",
            "Within 6 months of this report",
            date(2022, 12, 30),
        ),
        ("Immediately, forces should …", "Immediately", PUBLISHED),
        ("The force should immediately review it.", "immediately", PUBLISHED),
        ("We recommend that Northshire Police immediately reviews it.", "immediately", PUBLISHED),
        ("Chief constables should, by 31 March 2023, review …", "by 31 March 2023", MARCH_END),
        ("Forces should review this with immediate effect.", "with immediate effect", PUBLISHED),
        (
            "Forces should do so within a year of publication.",
            "within a year of publication",
            date(2023, 6, 30),
        ),
        (
            "By 31 March 2021 most forces had none. By 31 March 2023 they should.",
            "By 31 March 2023",
            MARCH_END,
        ),
        ("By 31 March 2023, forces should plan, and act by 30 April 2023.", "By 31 March 2023", MARCH_END),
        (
            "By the end of the 2022/23 financial year, forces should …",
            "By the end of the 2022/23 financial year",
            MARCH_END,
        ),
    ],
)
def test_a_deadline_is_found_within_a_recommendation(text: str, wording: str, on: date) -> None:
    """Words that open a recommendation, or state a deadline beyond doubt further on, are found as printed."""
    found = find_deadline(text, PUBLISHED)
    assert found is not None
    assert (found.wording, found.on) == (wording, on)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Chief constables should review cases closed in the 12 months ending 30 June 2022.",
        "Audit live cases and those closed within the last 12 months (ending 30th June 2022).",
        "Within the last 12 months, forces have audited their cases.",
        "Within six months of taking up post, officers should be vetted.",
        "Forces should make sure that victims are contacted within 28 days.",
        "Forces should make sure that officers immediately stop.",
        "Forces should review what was not finalised by 31 December 2022.",
        "The force should apply it within six months of its publication.",
        "Forces should do one thing by 31 March 2023 and another by 30 April 2023.",
        "By 31 June 2023, forces should do what no calendar allows.",
        "On 31 March 2023 the inspectorate will publish its plan.",
        "Forces should review officers who joined before 31 December 2022.",
    ],
)
def test_nothing_is_found_where_nothing_is_certain(text: str) -> None:
    """Look-backs, standards of service, contradictions and days that do not exist give no deadline."""
    assert find_deadline(text, PUBLISHED) is None


def test_an_answer_asked_for_by_the_inspectorate_is_a_deadline() -> None:
    """A text that looks back over a year and asks for an answer in six months is due in six months."""
    text = (
        "• Chief constables should audit live cases and those closed within the last 12 months (ending 30th "
        "June 2022).\n\n• Write, via the NPCC, to the College, the IOPC and HMICFRS within six months, "
        "explaining what has improved."
    )
    found = find_deadline(text, PUBLISHED)
    assert found is not None
    assert (found.wording, found.on) == ("within six months", date(2022, 12, 30))


def test_every_day_that_is_stated_can_be_chosen_from() -> None:
    """A text that states several days gives each once, in the order of print, and no days before publication."""
    text = "By 30 April 2021 few had. All should plan by 31 March 2023, act by April 2023, report by 31 March 2023."
    assert [(each.wording, each.on) for each in stated_deadlines(text, PUBLISHED)] == [
        ("by 31 March 2023", MARCH_END),
        ("by April 2023", date(2023, 4, 30)),
    ]
