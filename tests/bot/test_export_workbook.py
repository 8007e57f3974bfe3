"""The workbook: numbers that are formulas over their lists, typed text that stays text, and nothing withheld."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from bot.export import export_workbook
from bot.export.book import LARGE, Book, Marks, first_units, in_a_cell, units
from bot.export.bridge import STEPS, number_of
from bot.export.figures import NUMBERS
from bot.export.register import TooLongForWorkbook, write_ledger
from models import queries
from models.bridge import BridgeDoesNotClose
from models.database import Database
from models.event import EventKind
from models.kinds import ItemKind, Rag, StatementKind, Status
from models.ledger_rows import LedgerRow
from models.policy import LONDON, Policy
from models.recording import Said, record
from models.report import InspectionReport
from templates.messages import CommitteeSummary
from templates.messages.summary_parts import BridgeRow, RagCount, Told
from tests.bot.opened import Opened
from tests.factories import Register, person_called

TODAY = date(2022, 12, 8)
SUMMARY = CommitteeSummary.EXAMPLE
HOSTILE = '=HYPERLINK("http://evil.example","click")'
OURS = re.compile(
    r"=(?:IF\(B\d+\+C\d+\+D\d+\+E\d+-F\d+-G\d+\+H\d+=I\d+,\"[^\"]*\",\"[^\"]*\"\)|SUM\([A-Z]\d+:[A-Z]\d+\)"
    r"|(?:COUNTA|COUNTIF|SUMIF|SUM)\('[A-Za-z ]+'!\$[A-Z]\$\d+:\$[A-Z]\$\d+(?:,\"[A-Za-z ]+\")?"
    r"(?:,'[A-Za-z ]+'!\$[A-Z]\$\d+:\$[A-Z]\$\d+)?\)(?:-B\d+)?)"
)

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def exported(
    database: Database, summary: CommitteeSummary | None, who: str | None = "priya", **policy: str
) -> Opened:
    with database.reading() as session:
        by = person_called(session, who) if who else None
        return Opened(export_workbook(session, summary, TODAY, by, policy=Policy(**policy)))  # type: ignore[arg-type]


def bridge(kind: ItemKind, **lists: tuple[str, ...]) -> BridgeRow:
    fields: dict[str, Any] = {field: lists.get(field, ()) for field in BRIDGE}
    return BridgeRow(kind, **fields)


BRIDGE = (
    *("opening", "restated_in", "restated_out", "added", "reopened", "signed_off", "ended"),
    *("reclassified_in", "reclassified_out", "closing"),
)
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


@on_sqlite
@pytest.mark.parametrize("summary", [SUMMARY, MOVED], ids=["printed elsewhere", "frozen here"])
def test_every_number_is_a_formula_that_gives_it(
    summary: CommitteeSummary, database: Database, register: Register
) -> None:
    """Each formula is one of ours, and gives the saved value when it is worked out from the cells it names."""
    opened = exported(database, summary)
    formulas = list(opened.every_formula())
    assert {sheet for sheet, *_ in formulas} == {"Bridge", "Figures"}
    for sheet, cell, formula, value in formulas:
        assert OURS.fullmatch(formula), formula
        assert opened.computed(sheet, formula) == value, (sheet, cell, formula)


@on_sqlite
@pytest.mark.parametrize("summary", [SUMMARY, MOVED], ids=["printed elsewhere", "frozen here"])
def test_the_bridge_is_the_summarys_and_adds_up(
    summary: CommitteeSummary, database: Database, register: Register
) -> None:
    """The bridge has the summary's numbers by kind, their totals, and says that they add up."""
    sheet = exported(database, summary).values["Bridge"]
    rows = list(sheet.iter_rows(min_row=6, max_row=9, values_only=True))
    expected = [[number_of(row, step) for step in STEPS] for row in summary.bridge]
    assert [list(row[1:9]) for row in rows[:3]] == expected
    assert list(rows[3][1:9]) == [sum(numbers) for numbers in zip(*expected, strict=True)]
    assert [row[9] for row in rows[:3]] == ["Yes, adds up"] * 3


@on_sqlite
@pytest.mark.parametrize("summary", [SUMMARY, MOVED], ids=["printed elsewhere", "frozen here"])
def test_every_number_opens_to_its_list(
    summary: CommitteeSummary, database: Database, register: Register
) -> None:
    """Every number that is not 0 leads to a sheet of as many rows, from which a link leads back."""
    opened = exported(database, summary)
    (figures,) = [opened.formulas["Figures"]]
    numbers = list(opened.values["Figures"].iter_rows(min_row=5, max_row=4 + len(NUMBERS), max_col=2))
    assert any(cell.value for _, cell in numbers)
    for _, cell in numbers:
        link = figures[cell.coordinate].hyperlink
        assert bool(link) == bool(cell.value)
        if link:
            title = link.location.partition("!")[0].strip("'")
            rows = opened.rows(title, 5)
            assert len(rows) == cell.value or title == "Causes of concern"
            assert opened.formulas[title]["A4"].hyperlink.location == "'Figures'!A1"
    steps = {step: sum(len(getattr(row, step)) for row in summary.bridge) for step in ("added", "closing")}
    assert (len(opened.rows("Added", 5)), len(opened.rows("Open now", 5))) == tuple(steps.values())
    for row in opened.formulas["Bridge"].iter_rows(min_row=6, max_row=8, min_col=2, max_col=9):
        assert all(cell.hyperlink for cell in row if cell.data_type == "f")


@on_sqlite
def test_a_list_says_what_the_summary_says_of_an_item(database: Database, register: Register) -> None:
    """An item is shown as the summary has it; one that only a bridge names, as the register had it then."""
    register.item("1", report="A", text="As the register has it.", rag=Rag.AMBER)
    rows = {row["Reference"]: row for row in exported(database, MOVED).rows("Opening", 5)}
    assert rows["A-1"]["Text"] == "As the register has it."
    assert rows["A-2"] == {"Reference": "A-2", "Counted as": "recommendation"}
    overdue = exported(database, SUMMARY).rows("Overdue", 5)
    assert (overdue[0]["Reference"], overdue[0]["Days overdue"]) == (
        "10618",
        (TODAY - date(2020, 1, 17)).days,
    )


@on_sqlite
def test_a_bridge_that_does_not_close_stops_the_export(database: Database, register: Register) -> None:
    """Figures that do not add up are not exported at all."""
    broken = replace(MOVED, bridge=(bridge(ItemKind.RECOMMENDATION, added=("A-1",)), *MOVED.bridge[1:]))
    with pytest.raises(BridgeDoesNotClose):
        exported(database, broken)


def cells_of(xml: str) -> Iterator[Element]:
    for element in fromstring(xml).iter():
        if element.tag.endswith("}c"):
            yield element


def hostile_register(register: Register) -> None:
    """Put a hostile text wherever somebody can type one."""
    register.report("CUSTODY", HOSTILE)
    register.item("1", report="CUSTODY", text=HOSTILE, deadline_on=date(2022, 12, 2))
    register.move_deadline("CUSTODY-1", date(2023, 3, 31))
    with register.database.writing() as session:
        item = queries.item_by_reference(session, "CUSTODY-1")
        item.notes = item.theme = item.portfolio = item.board = item.deadline_wording = HOSTILE
        item.correct("theme", "+1", register.policy.act(None, datetime(2022, 12, 2, 9, tzinfo=UTC)))
        person_called(session, "anna").name = HOSTILE


@on_sqlite
def test_nothing_that_was_typed_becomes_a_formula_or_a_link(database: Database, register: Register) -> None:
    """Hostile text stands in text cells only; there is no link, picture, comment or query to anywhere outside."""
    hostile_register(register)
    row = replace(SUMMARY.overdue[0], text=HOSTILE, report="-2+3")
    report = replace(SUMMARY.reports[0], summary="@SUM(1)", source_link="javascript:alert(1)", title="=1")
    opened = exported(database, replace(SUMMARY, force=HOSTILE, overdue=(row,), reports=(report,)))
    strings = opened.parts["xl/sharedStrings.xml"]
    assert {"HYPERLINK", "javascript:", "@SUM"} <= {
        word for word in ("HYPERLINK", "javascript:", "@SUM") if word in strings
    }
    for name, part in opened.parts.items():
        if name.startswith("xl/worksheets/sheet"):
            for cell in cells_of(part):
                formula = cell.find("{*}f")
                assert formula is None or OURS.fullmatch(f"={formula.text}")
                assert cell.get("t") in (None, "s", "str")
            assert "HYPERLINK" not in part.replace("&quot;", "")[: part.find("<headerFooter>")]
        assert 'TargetMode="External"' not in part, name
    assert not [name for name in opened.parts if re.search(r"external|connection|query|vba|comment", name)]


@pytest.mark.parametrize("rows", [0, LARGE + 1], ids=["in memory", "row by row"])
@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "{=1}", "http://x"]
)
def test_typed_text_is_a_text_cell_however_it_is_written(text: str, rows: int) -> None:
    """Whether a workbook is small or large, what begins like a formula, number or link is a text cell."""
    book = Book(Marks("OFFICIAL", "Force"), TODAY, rows)
    page = book.page("Sheet", tab="#000000")
    page.cell(0, 0, text)
    opened = Opened(book.octets())
    (cell,) = cells_of(opened.parts["xl/worksheets/sheet1.xml"])
    assert cell.get("t") == ("inlineStr" if rows else "s")
    assert cell.find("{*}f") is None
    assert opened.values["Sheet"]["A1"].value.strip() == text.strip()


@on_sqlite
def test_evidence_is_in_no_workbook(database: Database, register: Register) -> None:
    """What was recorded as an update or evidence is nowhere in a coordinator's copy; that it was, is."""
    register.item("1")
    with register.database.writing() as session:
        said = Said(person_called(session, "anna"), "The victim is named Nobody.", "C:1")
        act = register.policy.act(said.by, datetime(2022, 12, 2, 9, tzinfo=UTC))
        record(session, StatementKind.EVIDENCE, said, [queries.item_by_reference(session, "OLDER-1")], act)
    row = replace(SUMMARY.red[0].row, reference="OLDER-1")
    last_said = Told(row, "The victim is named Nobody.", date(2022, 12, 2))
    opened = exported(database, replace(SUMMARY, red=(last_said, *SUMMARY.red)))
    assert not any("Nobody." in part for part in opened.parts.values())
    assert [row["What happened"] for row in opened.rows("Ledger")][-1] == "evidence recorded"
    assert [row["What was last said"] for row in opened.rows("Red", 5)] == [
        "Evidence was recorded. Its text is not in a workbook.",
        "The new form went live on Monday.",
    ]
    (red,) = exported(database, SUMMARY, "helen").rows("Red", 5)
    assert red["What was last said"] == "Left out of this copy."


@on_sqlite
def test_the_ledger_says_in_words_what_happened(database: Database, register: Register) -> None:
    """Every fact has its day, its instant by both clocks, what, about what, by whom, and words."""
    register.item("1", register_number="10618", deadline_on=date(2022, 12, 30))
    with register.database.writing() as session:
        priya = person_called(session, "priya")
        item = queries.item_by_reference(session, "10618")
        act = register.policy.act(priya, datetime(2023, 7, 1, 23, 30, tzinfo=UTC))
        item.move_deadline(date(2023, 8, 31), item.deadline_basis, act, reason="Waits for guidance.")
        item.correct("notes", "Between us.", act)
        item.correct("text", "2022-99-99", act)
        item.become(Status.FORCE_COMPLETE, act)
    rows = exported(database, None).rows("Ledger")
    assert [row["What happened"] for row in rows] == [
        *("added", "deadline set", "allocated", "deadline moved", "corrected", "corrected", "force complete")
    ]
    moved = rows[3]
    assert (moved["Took effect on"], moved["Item or report"], moved["By"]) == (
        datetime(2023, 7, 2),  # noqa: DTZ001 - a cell has no zone.
        "10618",
        "Priya Shah",
    )
    assert moved["Recorded (Europe/London)"] == datetime(2023, 7, 2, 0, 30)  # noqa: DTZ001
    assert moved["Recorded (UTC)"] == datetime(2023, 7, 1, 23, 30)  # noqa: DTZ001
    assert moved["In words"] == (
        "From Fri 30 Dec 2022 to Thu 31 Aug 2023. On the basis: stated day. Reason: Waits for guidance."
    )
    assert [row["In words"] for row in rows[4:]] == [
        "notes: Between us.",
        "text: from Assess the needs of every older victim. to 2022-99-99.",
        "From in progress to force complete.",
    ]


@on_sqlite
@pytest.mark.parametrize("who", ["anna", "helen"])
def test_only_coordinators_export_notes_and_what_was_said_between_them(
    who: str, database: Database, register: Register
) -> None:
    """An owner's or reader's ledger has neither notes nor reasons that no paper prints, and says so."""
    register.item("1")
    with register.database.writing() as session:
        item = queries.item_by_reference(session, "OLDER-1")
        act = register.policy.act(person_called(session, "priya"), datetime(2022, 12, 2, 9, tzinfo=UTC))
        item.correct("notes", "SECRET note", act)
        item.become(Status.SUBMITTED, act)
        item.become(Status.IN_PROGRESS, act, reason="SECRET reason")
        item.become(Status.SIGNED_OFF, act, reason="Printed reason")
    opened = exported(database, SUMMARY, who)
    assert not any("SECRET" in part for part in opened.parts.values())
    words = [row.get("In words", "") for row in opened.rows("Ledger")]
    assert sum("left out of this copy" in each for each in words) == 2
    assert any("Printed reason" in each for each in words)
    assert any("SECRET" in part for part in exported(database, SUMMARY, "priya").parts.values())
    assert any("SECRET" in part for part in exported(database, SUMMARY, None).parts.values())


@on_sqlite
def test_charts_are_native_and_have_titles_and_words(database: Database, register: Register) -> None:
    """Two charts of Excel's own, each with a title, words for who cannot see it, and more than colour."""
    opened = exported(database, SUMMARY)
    charts = {name: part for name, part in opened.parts.items() if name.startswith("xl/charts/chart")}
    assert len(charts) == 2
    text = "".join(charts.values())
    assert "Open items by kind over time" in text
    assert "Open items by colour" in text
    assert {"a:prstDash", "c:symbol", "a:pattFill", "c:dLbls"} <= set(re.findall(r"[ac]:\w+", text))
    alts = re.findall(r'descr="([^"]*)"', "".join(opened.parts.values()))
    assert [alt.partition(":")[0] for alt in alts] == [
        "Line chart of the open items of this force by kind, from Thu 29 Sep 2022 to Thu 8 Dec 2022. At the end",
        "Bar chart of the open items of this force by colour",
    ]
    assert "7 recommendations, 0 areas for improvement and 2 causes of concern" in alts[0]
    assert "Red 1 and No colour 2" in alts[1]


@on_sqlite
def test_the_first_sheet_says_what_this_is(database: Database, register: Register) -> None:
    """It says as of when, with which marking, for whom, what is there, what is empty, and how to import it."""
    opened = exported(database, replace(SUMMARY, marking="OFFICIAL-SENSITIVE", force="A & B Police"))
    assert opened.titles[:3] == ["About", "Bridge", "Figures"]
    assert opened.titles[-2:] == ["Register", "Ledger"]
    about = opened.formulas["About"]
    said = "\n".join(
        str(cell) for row in about.iter_rows(values_only=True) for cell in row if cell is not None
    )
    for words in (
        "A & B Police",
        "OFFICIAL-SENSITIVE",
        "Thu 8 Dec 2022",
        "Priya Shah",
        "--dry-run",
        "A preview",
    ):
        assert words in said
    assert "Empty lists have no sheet: Restated, Added for other bodies, Reopened" in said
    linked = [row[0].value for row in about.iter_rows() if row[0].hyperlink]
    assert linked == opened.titles[1:]
    for name, part in opened.parts.items():
        if name.startswith("xl/worksheets/sheet"):
            assert "A &amp;&amp; B Police" in part
            assert part.count("OFFICIAL-SENSITIVE") >= 2
            assert 'orientation="landscape"' in part
    assert "published on" not in said
    published = exported(database, replace(SUMMARY, published_on=date(2022, 12, 9))).values["About"]
    assert any(
        "as published on Fri 9 Dec 2022" in str(row[1]) for row in published.iter_rows(values_only=True)
    )


@on_sqlite
def test_without_a_summary_there_is_the_register_alone(database: Database, register: Register) -> None:
    """Without figures the workbook has the register and its ledger, with the policy's marking."""
    opened = exported(database, None, force="Some Force", marking="OFFICIAL")
    assert opened.titles == ["About", "Register", "Ledger"]
    assert any("Some Force" in str(row[1]) for row in opened.values["About"].iter_rows(values_only=True))


@on_sqlite
def test_lists_can_be_read_sorted_and_printed(database: Database, register: Register) -> None:
    """Each list stays headed as it is scrolled and printed, can be filtered, and wraps its texts."""
    register.item("1")
    opened = exported(database, SUMMARY)
    for title in ("Overdue", "Register", "Ledger", "Open now"):
        sheet = opened.formulas[title]
        assert sheet.freeze_panes is not None
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows
    assert opened.formulas["Register"]["I2"].alignment.wrap_text
    rules = {rule.formula1 for rule in opened.formulas["Register"].data_validations.dataValidation}
    assert f'"{",".join(Status)}"' in rules


@on_sqlite
def test_the_same_facts_give_the_same_octets(database: Database, register: Register) -> None:
    """Exported twice on one day, the workbook is the same to the octet."""
    register.item("1")
    assert exported(database, SUMMARY).octets == exported(database, SUMMARY).octets


def test_what_a_cell_cannot_hold_is_cut_and_says_so() -> None:
    """Excel counts characters beyond the first plane twice; what is cut in a list says where the whole is."""
    assert (units("a😀"), first_units("a😀b", 3), first_units("a😀b", 2)) == (3, "a😀", "a")
    assert in_a_cell("x" * 32_767) == "x" * 32_767
    for text in ("x" * 32_768, "😀" * 16_384):
        cut = in_a_cell(text)
        assert units(cut) <= 32_767
        assert cut.endswith("(cut here: a cell holds no more; the whole text is in the register)")
    assert in_a_cell("a\x00\ud800\ufffeb") == "ab"


@on_sqlite
@pytest.mark.parametrize("text", ["x" * 32_768, "😀" * 16_384])
def test_a_register_is_never_cut(text: str, database: Database, register: Register) -> None:
    """A text that no cell holds stops the export and names the item: cut, it would be imported as it is."""
    register.item("1")
    with register.database.writing() as session:
        queries.item_by_reference(session, "OLDER-1").notes = text
    with pytest.raises(TooLongForWorkbook, match=r"In OLDER-1, “Notes” is longer .* 32,767 characters"):
        exported(database, None)
    assert exported(database, None, "helen").titles == ["About", "Register", "Ledger"]


def test_a_long_ledger_goes_on_in_another_sheet_and_long_words_in_another_row() -> None:
    """What a sheet or a cell does not hold goes on in the next, and nothing is left out."""
    at = datetime(2022, 12, 2, 9, tzinfo=UTC)
    row = LedgerRow(1, TODAY, at, EventKind.CORRECTED, "A-1", None, {"field": "text", "to": "y" * 40_000})
    book = Book(Marks("OFFICIAL", "Force"), TODAY, 0)
    written = write_ledger(book, [row, replace(row, number=2, facts={})], LONDON, most=2)
    assert written == [("Ledger", 2), ("Ledger 2", 1)]
    opened = Opened(book.octets())
    first, second = opened.rows("Ledger")
    assert (first["In words"] + second["In words"]).count("y") == 40_000
    assert (second["No."], second["What happened"]) == (1, "corrected (continued)")
    assert [each["No."] for each in opened.rows("Ledger 2")] == [2]


@on_sqlite
def test_an_empty_register_gives_a_workbook_too(database: Database, register: Register) -> None:
    """With nothing in it the workbook has its headings, and no number leads anywhere."""
    bare: dict[str, Any] = {
        each: ()
        for each in SUMMARY.__dataclass_fields__
        if isinstance(getattr(SUMMARY, each), tuple) and each != "bridge"
    }
    nothing = replace(SUMMARY, **bare, bridge=tuple(bridge(kind) for kind in ItemKind))
    nothing = replace(nothing, rag=(RagCount(Rag.RED, ()),))
    opened = exported(database, nothing)
    assert opened.titles == ["About", "Bridge", "Figures", "Register", "Ledger"]
    assert opened.rows("Register") == []
    assert not [cell for row in opened.formulas["Figures"].iter_rows() for cell in row if cell.hyperlink]


def test_reports_keep_their_titles_as_they_are(database: Database, register: Register) -> None:
    """A title that was typed with two blanks is exported with both, on either database."""
    register.item("1")
    with register.database.writing() as session:
        session.query(InspectionReport).one().title = "Two  blanks"
    assert exported(database, None).rows("Register")[0]["Report"] == "Two  blanks"
