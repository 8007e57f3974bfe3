"""The paper's facts are plain texts, complete, and the same numbers as the summary's."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest

from models.committee.bridge import BridgeDoesNotClose
from models.enums import Grade, ItemKind, Participation, Rag, ReportKind, Stage, Status
from templates.messages.items import ItemRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import (
    BridgeRow,
    DateMoved,
    RagCount,
    ReportMovement,
    Told,
    ToldFirst,
    Unsupported,
    Waiting,
)
from templates.paper import properties
from templates.paper.wording import MINUS, WORDS, number, points, typed
from tests.templates.paper_summaries import EMPTY, EXAMPLE, facts_of

ROW = ItemRow.EXAMPLE
README = Path(__file__).parents[2] / "templates" / "paper" / "README.md"


def texts(value: object) -> Iterator[str]:
    """Yield every text of a context; anything else than texts, lists and tables fails."""
    if isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    else:
        assert isinstance(value, str), value
        yield value


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from keys(each)
    elif isinstance(value, list):
        for each in value:
            yield from keys(each)


@pytest.mark.parametrize("summary", [EXAMPLE, EMPTY])
def test_every_fact_is_a_text(summary: CommitteeSummary) -> None:
    """A template is given texts, lists and tables, never None, a date or an object of ours."""
    said = list(texts(facts_of(summary)))
    assert said
    assert not [each for each in said if re.search(r"None,|datetime|ItemRow|<\w+\.", each)]


def test_every_tag_is_in_the_list_of_tags() -> None:
    """A force can make its own template from the list: each tag, and each fact of a row, stands there."""
    documented = set(re.findall(r"`(\w+)`", README.read_text("utf-8")))
    full = replace(EXAMPLE, ended=EXAMPLE.signed_off, restated=(ROW,), joint=EXAMPLE.added)
    assert set(keys(facts_of(full))) - documented == set()


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("report_kind", ReportKind),
        ("participation", Participation),
        ("stage", Stage),
        ("grade", Grade),
        ("rag", Rag),
        ("rag_means", Rag),
    ],
)
def test_every_value_has_its_word(group: str, values: type[StrEnum]) -> None:
    """No kind, stage, grade, colour or way of taking part is without a word."""
    assert {value.value for value in values} <= WORDS[group].keys()


def test_numbers_are_words_up_to_ten() -> None:
    """A text says one to ten in words, more in figures, and nought as “no”."""
    assert [number(value) for value in (0, 1, 10, 11, 1_050)] == ["no", "one", "ten", "11", "1,050"]


def test_the_bridge_is_signed_and_totalled() -> None:
    """Each row shows its movements with their signs, and the last row is the sum of the others."""
    rows = (
        BridgeRow(
            kind=ItemKind.RECOMMENDATION,
            opening=("A-1", "A-2", "A-3"),
            restated_in=("A-4",),
            restated_out=("A-1", "A-2"),
            added=("B-1", "B-2"),
            reopened=("C-1",),
            signed_off=("B-1",),
            ended=("A-3",),
            reclassified_in=(),
            reclassified_out=("B-2",),
            closing=("A-4", "C-1"),
        ),
        BridgeRow(ItemKind.CAUSE_OF_CONCERN, ("D-1",), *((),) * 8, ("D-1",)),
    )
    facts = facts_of(replace(EXAMPLE, bridge=rows))
    columns = ["opening", "restated", "added", "reopened", "signed_off", "ended", "reclassified", "closing"]
    first, total = facts["bridge"][0], facts["bridge_total"]
    assert [first[name] for name in columns] == "3 -1 +2 +1 -1 -1 -1 2".replace("-", MINUS).split()
    assert [total[name] for name in columns] == "4 -1 +2 +1 -1 -1 -1 3".replace("-", MINUS).split()


def test_a_bridge_that_does_not_add_up_is_not_printed() -> None:
    """Figures that do not add up stop the paper."""
    wrong = replace(EXAMPLE.bridge[0], closing=("10618",))
    with pytest.raises(BridgeDoesNotClose, match="recommendations"):
        facts_of(replace(EXAMPLE, bridge=(wrong,)))


def test_every_number_of_the_appendix_is_the_length_of_its_list() -> None:
    """The appendix prints each list whole, with its length; a list of nothing is left out."""
    lists = facts_of(EXAMPLE)["lists"]
    assert isinstance(lists, list)
    for each in lists:
        assert each["number"] == str(len(each["references"].split(", ")))
    named = {each["name"]: each["references"] for each in lists}
    assert named["Rated red"] == "10618"
    assert named["Recommendations: in the register for the date of the last paper"] == "10618, 9962"
    assert "Due before the next meeting" not in named
    assert facts_of(EMPTY)["lists"] == []


def test_what_did_not_happen_is_said_once() -> None:
    """Movements that there were not are named in one sentence, and so is a paper without any."""
    assert facts_of(EXAMPLE)["nothing_moved"] == (
        "Nothing was added for other bodies, reopened, closed another way or reclassified."
    )
    facts = facts_of(EMPTY)
    assert (facts["closed"], facts["opened"]) == ([], [])
    assert facts["nothing_moved"] == (
        "Nothing was signed off, added, added for other bodies, reopened, closed another way or reclassified."
    )
    assert facts["published_count"] == "No report has been published since the last paper."
    assert facts["reviews"] == "No review was due in the period."


def test_what_was_reclassified_stands_among_the_movements() -> None:
    """A change of kind is told with both kinds, and a late one with its day; neither is only a number."""
    none: tuple[str, ...] = ()
    gone, come = ("VETTING-4",), ("VETTING-4",)
    out = BridgeRow(ItemKind.RECOMMENDATION, gone, *(none,) * 7, gone, none)
    afi = BridgeRow(ItemKind.AREA_FOR_IMPROVEMENT, *(none,) * 7, come, none, come)
    late = ToldFirst("reclassified", ROW, date(2022, 9, 1), date(2022, 10, 3))
    facts = facts_of(replace(EMPTY, bridge=(out, afi), told_first=(late,)))
    (moved,) = facts["opened"]
    assert moved["heading"] == "Changed in kind or addressee, one reported here for the first time:"
    assert moved["reports"][:2] == [
        "No longer counted as recommendations: VETTING-4",
        "Now counted as areas for improvement: VETTING-4",
    ]
    assert str(moved["reports"][2]).startswith("First reported here: ")
    assert "reclassified" not in facts["nothing_moved"]


def test_the_points_of_a_joint_inspection_stand_with_its_notes() -> None:
    """A member reads what it evaluates, and each partner with its part."""
    joint = replace(
        EXAMPLE.inspections[0], scope=("the hub", "the front doors"), partners=("health: wards", "x")
    )
    (told,) = facts_of(replace(EXAMPLE, inspections=(joint,)))["inspections"]
    assert told["partners"] == "health: wards; x"
    assert told["notes"][0] == "It evaluates: the hub; the front doors."


LATE = (
    "Overdue: two recommendations, the longest by 1,056 days. Past the original date: two recommendations, the "
    "longest by 1,148 days. Dates moved since: 10618."
)


def test_the_position_in_brief_reads_as_sentences() -> None:
    """The brief gives totals, movement, overdue, red, moved dates and waiting, each in a plain sentence."""
    row = replace(ROW, deadline_on=date(2022, 12, 1), original_deadline_on=date(2019, 10, 17))
    cause = replace(ROW, reference="OLDER-1", kind=ItemKind.CAUSE_OF_CONCERN)
    brief = facts_of(
        replace(
            EXAMPLE,
            signed_off=(ReportMovement("A", "A report", (row, row, cause)),),
            added=(),
            overdue=(row, ROW),
            past_original=(row, ROW),
            rag=(RagCount(Rag.RED, ("1",) * 12), RagCount(Rag.AMBER, ("2",))),
            dates_moved=(replace(EXAMPLE.dates_moved[0], moves=3),) * 2,
            waiting=(Waiting(row, date(2022, 11, 1), 37), Waiting(row, date(2022, 12, 7), 1)),
            unsupported=(),
            bridge=tuple(replace(row, opening_printed=None) for row in EMPTY.bridge),
        )
    )["in_brief"]
    assert brief == [
        "Open on 8 December 2022: no recommendations, no areas for improvement and no causes of concern.",
        "Since the last paper: two recommendations and one cause of concern signed off by HMICFRS, none added.",
        LATE,
        "Rated red: 12 of none open.",
        "Deadlines moved since the last paper: two, of which two more than once.",
        "Complete in the force\u2019s view and awaiting HMICFRS: two recommendations, the longest for 37 days.",
    ]


def test_days_overdue_are_counted_at_the_cut_off() -> None:
    """At S, 9962 was 1,078 days past 17 October 2019; a deadline ahead has days left instead."""
    late = replace(ROW, deadline_on=date(2019, 10, 17), original_deadline_on=date(2019, 10, 17))
    ahead = replace(ROW, deadline_on=date(2022, 10, 9), original_deadline_on=date(2022, 10, 9))
    facts = facts_of(replace(EXAMPLE, until=date(2022, 9, 29), overdue=(late,), due=(ahead,)))
    overdue, due = facts["overdue"][0], facts["due"][0]
    assert (overdue["days_over"], overdue["days_left"]) == ("1,078", "")
    assert (due["days_over"], due["days_left"]) == ("", "10")


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        (date(2022, 12, 27), "is Tuesday 27 December 2022 (56 days beginning with the day of publication)"),
        (date(2022, 12, 28), "was Tuesday 27 December 2022, before the cut-off"),
    ],
)
def test_the_last_day_of_section_55_is_said_to_have_passed_only_after_it(until: date, sentence: str) -> None:
    """A report of 2 November 2022 may be commented on up to and including 27 December 2022."""
    report = facts_of(replace(EXAMPLE, until=until))["reports"][0]
    assert sentence in report["section_55"]


def test_printed_figures_are_compared_with_the_register() -> None:
    """What a paper made elsewhere printed stands beside the register's number, with the difference in words."""
    figures = facts_of(
        replace(EXAMPLE, unsupported=(Unsupported("closing:recommendation", 3, 14, ("10618",)),))
    )
    assert [
        (row["figure"], row["printed"], row["register"], row["said"]) for row in figures["unsupported"]
    ] == [
        ("Open at the last paper: recommendations", "45", "2", "43 more than the register can support"),
        ("Open at the last paper: areas for improvement", "14", "0", "14 more than the register can support"),
        ("Open at the last paper: causes of concern", "2", "1", "One more than the register can support"),
        ("Open at this paper: recommendations", "3", "14", "11 fewer than the register"),
    ]


def test_a_restated_item_says_which_way() -> None:
    """An item that is restated is said to be counted now, or no longer."""
    bridge = replace(
        EMPTY.bridge[0], opening=("A-2",), restated_in=("A-1",), restated_out=("A-2",), closing=("A-1",)
    )
    rows = tuple(replace(ROW, reference=reference) for reference in ("A-1", "A-2"))
    facts = facts_of(replace(EXAMPLE, bridge=(bridge,), restated=rows))
    assert [row["change"] for row in facts["restated"]] == ["Counted now", "No longer counted"]
    assert facts["none_restated"] == ""


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (None, "No item is restated."),
        (1, "No figure is restated."),
        (
            45,
            (
                "Restated as a number only, because the earlier paper named no items:"
                f" recommendations {MINUS}44."
            ),
        ),
    ],
)
def test_where_no_item_is_restated_a_figure_still_can_be(printed: int | None, said: str) -> None:
    """Of a paper that was made elsewhere only numbers are known, so that what differs is restated as one."""
    bridge = replace(EMPTY.bridge[0], opening=("A-1",), closing=("A-1",), opening_printed=printed)
    assert facts_of(replace(EMPTY, bridge=(bridge,)))["none_restated"] == said


def test_typed_text_is_kept_word_for_word() -> None:
    """Mark-up, braces and other alphabets stay as typed; what XML cannot hold is shown as �."""
    text = "<w:p>&amp; {{ force }} {_{ \\ “x” שלום\x00\ufffe"
    expected = "<w:p>&amp; {{ force }} {_{ \\ “x” שלום��"
    assert typed(text) == expected
    assert points(f"{text}\n\n • first\n(a) second\nand more") == [
        {"text": expected, "point": ""},
        {"text": "• first", "point": "yes"},
        {"text": "(a) second", "point": "yes"},
        {"text": "and more", "point": ""},
    ]


def test_what_was_said_of_a_red_item_is_whole() -> None:
    """A narrative keeps its paragraphs with its date; silence is said to be silence."""
    told = (Told(ROW, "First.\n\nSecond.", date(2022, 12, 2)), Told(ROW, None, None))
    said, silent = facts_of(replace(EXAMPLE, red=told))["red"]
    assert (said["narrative"], said["told_on"]) == (["First.", "Second."], "2 Dec 2022")
    assert (silent["narrative"], silent["told_on"]) == (["No update has been recorded."], "")


def test_a_moved_date_names_what_it_lacks() -> None:
    """A deadline that had no date before, or has none now, or was moved by nobody known, is said so."""
    move = DateMoved(ROW, None, None, None, "", "", date(2022, 12, 5), 1)
    row = facts_of(replace(EXAMPLE, dates_moved=(move,)))["dates_moved"][0]
    assert (row["was"], row["to"], row["original"], row["by"]) == ("none", "none", "none", "Not recorded")
    assert (row["reason"], row["moved_by"]) == (
        "No reason was recorded.",
        "Person not recorded, 5 December 2022",
    )


def test_an_item_without_an_owner_says_so() -> None:
    """A table names who owns an item, or that nobody does yet."""
    row = replace(ROW, owner=None, status=Status.AWAITING_ALLOCATION)
    facts = facts_of(replace(EXAMPLE, overdue=(row,)))["overdue"][0]
    assert facts["owner"] == "No owner yet"
    assert facts["standing"] == "Awaiting allocation. Deadline: 17 January 2020. No owner yet."


def test_the_documents_properties_come_from_the_facts() -> None:
    """Title, subject, author and date are those of the summary, not of the day on which it is printed."""
    assert properties(EXAMPLE) == {
        "title": "HMICFRS update, Joint Audit Committee, 15 December 2022",
        "subject": "West Midlands Police: HMICFRS recommendations up to 8 December 2022",
        "author": "Priya Shah",
        "on": "2022-12-08",
    }
    published = properties(replace(EMPTY, frozen_on=date(2022, 12, 9)))
    assert (published["title"], published["author"], published["on"]) == (
        "HMICFRS update",
        "West Midlands Police",
        "2022-12-09",
    )
