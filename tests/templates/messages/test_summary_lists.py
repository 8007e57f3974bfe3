"""The lists behind the committee's figures, what is found before the paper, what changed, and the dates."""

import re
from dataclasses import replace
from datetime import date

import pytest

from models.committee.figure_table import ASKED_FOR, FIGURES
from templates import plain
from templates.messages import message_types
from templates.messages.changes import Changes
from templates.messages.figures import Figures
from templates.messages.items import ItemRow
from templates.messages.meetings import CommitteeCalendar, Sitting
from templates.messages.publication import Correction, SummaryPosted, SummaryPreview
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_findings import sentences
from templates.messages.summary_parts import Finding
from templates.messages.why import Why
from templates.translator import PLAIN, words
from tests.templates.summary_samples import DECEMBER, ROW, SINCE, UNTIL
from tests.templates.summary_variants import CHECKS


def test_every_finding_has_its_words_and_a_remedy() -> None:
    """A check says what it found and what to do; one that has no words yet is not passed over."""
    for check, facts in CHECKS.items():
        found, remedy = sentences(Finding(check, ("10618",), facts), PLAIN)
        assert found.endswith(".")
        assert len(remedy) > 20
    assert (
        sentences(Finding("a_check_of_tomorrow", ("10618",), {}), PLAIN)[0] == "A check of tomorrow: 10618."
    )


@pytest.mark.parametrize(
    ("check", "facts"),
    [
        ("number_unsupported", {"text": "six", "list": "5"}),
        ("inspection_overdue", {"name": "A thematic"}),
        ("section_55_passed", {"title": "A report"}),
        ("date_moved_often", {}),
    ],
)
def test_a_finding_can_do_with_the_facts_it_must_have(check: str, facts: dict[str, str]) -> None:
    """The facts that not every finding of a kind has can be left out."""
    assert all(sentences(Finding(check, ("10618",), facts), PLAIN))


def test_the_list_behind_a_number_states_its_length() -> None:
    """Whoever opens a number reads what it counts, between which days, and that the list is as long."""
    assert plain.render(Why.EXAMPLE) == (
        "Signed off, recommendations: 1\n"
        "\n"
        "Items that HMICFRS has signed off. Counted from Fri 30 Sep 2022 to Thu 8 Dec 2022.\n"
        "\n"
        "10618 (OLDER-1a) · Red · overdue, was due Fri 17 Jan 2020 (1,056 days ago)\n"
        "  Make sure that a victim's needs are always assessed when an older person is harmed.\n"
        "  In progress · review due Fri 2 Dec 2022 (6 days ago) · Anna Clarke · Crimes against older\n"
        "  people\n"
        "  since then: signed off by HMICFRS Mon 12 Dec 2022\n"
        "\n"
        "First reported here: 1, dated before the last cut-off and recorded after it. The bridge counts\n"
        "them as restated.\n"
        "\n"
        "• 10618: Tue 20 Sep 2022, “Letter”, recorded Tue 4 Oct 2022: first reported here, counted as\n"
        "  restated\n"
        "\n"
        "The list has 1 item, so the number is 1."
    )


def test_a_net_number_shows_both_of_its_lists() -> None:
    """What was restated is what came in less what went out, and both are listed."""
    said = plain.render(
        Why("restated", None, (ItemRow.EXAMPLE,), 1, SINCE, UNTIL, less=(ROW, ROW), total_less=2)
    )
    assert said.startswith("Restated: \u22121\n")
    assert "\nCounted: 1\n" in said
    assert "\nSubtracted: 2\n" in said
    assert said.endswith("The number is 1 less 2.")


def test_what_changed_since_the_last_meeting() -> None:
    """Dates from and to with the reason and by whom, owners from and to, and who has gone quiet."""
    said = plain.render(Changes.EXAMPLE)
    assert (
        "• 10618: from Fri 30 Dec 2022 to Fri 31 Mar 2023, “Waits for the national guidance” (Priya\n" in said
    )
    assert "• 10618: from Dev Patel to Anna Clarke on Tue 1 Nov 2022\n" in said
    assert "Gone quiet: 1\n• 10618: owner Anna Clarke\n" in said


def test_the_calendar_counts_the_working_days_that_are_left() -> None:
    """A coordinator reads for each meeting when the paper is due, and how long that is for people at work."""
    assert plain.render(replace(CommitteeCalendar.EXAMPLE, may_change=False)) == (
        "The Joint Audit Committee\n"
        "\n"
        "Thu 15 Dec 2022 (in 7 days)\n"
        "  • Figures frozen on Tue 29 Nov 2022\n"
        "  • Paper due Thu 1 Dec 2022: passed\n"
        "  • Summary published on Thu 8 Dec 2022\n"
        "\n"
        "Thu 23 Mar 2023 (in 105 days)\n"
        "  • Last call to quiet owners Thu 23 Feb 2023\n"
        "  • Preview to the coordinators Thu 2 Mar 2023\n"
        "  • Figures count up to Tue 7 Mar 2023 (in 89 days); they freeze Tue 7 Mar 2023 at 16:00\n"
        "  • Paper due Thu 9 Mar 2023: 63 working days left\n"
        "  • Summary posted on Thu 16 Mar 2023 (in 98 days), unless you publish it sooner\n"
        "\n"
        "rec summary shows the summary so far, rec changes what has changed since the last meeting."
    )


def test_the_meetings_ahead_come_first() -> None:
    """After years of meetings the next one still stands at the top, and the others from the latest back."""
    dates = CommitteeCalendar.EXAMPLE.meetings[0].dates
    held = [date(2022, 3, 24), date(2022, 9, 29), date(2022, 12, 15), date(2023, 3, 23)]
    sittings = tuple(Sitting(replace(dates, held_on=on), 0) for on in held)
    said = plain.render(CommitteeCalendar(sittings, date(2022, 12, 1)))
    order = [line.partition(" (")[0] for line in said.split("\n") if re.match("[MTWFS][a-z]{2} [0-9]", line)]
    assert order == ["Thu 15 Dec 2022", "Thu 23 Mar 2023", "Thu 29 Sep 2022", "Thu 24 Mar 2022"]


def test_a_correction_says_what_changed() -> None:
    """What was printed stays, and the reply says which figure would be another one now, and why."""
    assert plain.render(Correction.EXAMPLE) == (
        "Correction, Tue 20 Dec 2022\n"
        "\n"
        "Since the summary for the committee of Thu 15 Dec 2022 was published, the register has changed\n"
        "for the period it covers:\n"
        "\n"
        "• Signed off, recommendations: 13, not 14 as printed (\u22121): VETTING-39\n"
        "• Open now, recommendations: 95, not 94 as printed (+1): VETTING-39\n"
        "\n"
        "The summary above stays as printed. The next one shows these items as restated."
    )


def test_all_figures_stand_in_aligned_tables() -> None:
    """In the terminal the numbers of a column end in one place, and every reference is given."""
    lines = plain.render(Figures(DECEMBER)).split("\n")
    start = lines.index("Movement      Recs  AFIs  Causes  Total")
    assert len({len(line) for line in lines[start : start + 10]}) == 1
    said = " ".join(" ".join(lines).split())
    for reference in DECEMBER.bridge[0].closing:
        assert reference in said


def test_every_figure_has_its_name_and_its_meaning() -> None:
    """A figure that can be asked for is explained in words that a person can correct."""
    for figure in ASKED_FOR:
        assert PLAIN.has("figure", figure)
        assert PLAIN.has("figure", f"{figure}_means")
    called = [name for name, figure in FIGURES.items() if not figure.by]
    assert set(words()["figure"]) == {*called, *(f"{name}_means" for name in called)}


def test_the_summary_is_a_message_like_any_other() -> None:
    """What is previewed, posted, corrected and asked for can all be said on every surface."""
    own = {
        Changes,
        CommitteeCalendar,
        CommitteeSummary,
        Correction,
        Figures,
        SummaryPosted,
        SummaryPreview,
        Why,
    }
    assert own <= set(message_types().values())
