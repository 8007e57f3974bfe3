"""A figure has the same number and the same items wherever it is shown, whatever the register has lived through."""

import re
from collections import Counter
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import docx
import pytest
from hypothesis import given
from hypothesis.strategies import sampled_from
from sqlalchemy.orm import Session

from bot.documents.pack.contents import contents
from bot.documents.pack.index import Made, index
from bot.documents.workbook import export_workbook
from bot.worker.files import FileStore
from handlers.committee.committee import current
from handlers.committee.why import listed, why
from models.committee import figures
from models.committee.figure_table import (
    ASKED_FOR,
    FIGURES,
    IN_APPENDIX,
    IN_TERMINAL_LINES,
    ON_SHEETS,
)
from models.database import Database
from models.queries import items
from models.queries.named_lists import NAMED_LISTS
from models.register.recommendation import Recommendation
from templates import plain
from templates.filters import cap, day, label
from templates.messages.figure_rows import figure_number, figure_rows
from templates.messages.figures import Figures
from templates.messages.publication import SummaryPosted
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import Behind
from templates.paper.facts import context
from templates.paper.wording import WORDS, long
from templates.presenters.rows import row
from templates.presenters.summary import summary, without_rows
from templates.translator import PLAIN
from templates.workbook_labels import heading, say
from tests.bot.exporting import on_sqlite
from tests.bot.opened import Opened
from tests.examples import tries
from tests.models.living import POLICY, SOME, Life, Step, steps

IN_POST = (
    "signed_off",
    "added",
    "added_for_others",
    "reopened",
    "ended",
    "due",
    "dates_moved",
    "past_original",
    "waiting",
)
"""Figures that a posted summary tells by their number."""

LINE = re.compile(r"(?P<name>[^:(]+): (?P<number>[\d,]+)(?: \((?P<references>.*)\))?")


def called(name: str) -> str:
    """Return what chat and terminal call a figure."""
    return str(cap(PLAIN.say("figure", name)))


def in_terminal(made: CommitteeSummary) -> dict[str, list[str]]:
    """Return the references behind each line of the figures in a terminal, by the line's name."""
    lines = plain.render(Figures(made), width=None).splitlines()
    found = (LINE.fullmatch(line.strip()) for line in lines)
    return {each["name"]: re.findall(r"[A-Z]+-\d+", each["references"] or "") for each in found if each}


def in_post(made: CommitteeSummary) -> dict[str, int]:
    """Return the numbers of the summary as it is posted, by what they count."""
    lines = plain.render(SummaryPosted(without_rows(made)), width=None).splitlines()
    found = (re.match(r"(?P<name>[^:,]+)(?:, by [^:]+)?: (?P<number>\d+)", line.strip()) for line in lines)
    return {each["name"]: int(each["number"]) for each in found if each}


@pytest.mark.every_database
@tries(4, shrinks=True)
@given(history=steps((0, 0, 0, 1, 20)), first=sampled_from(ASKED_FOR))
def test_chat_workbook_paper_and_terminal_give_the_same_lists(
    database: Database, history: list[Step], first: str
) -> None:
    """`/rec why`, a figure's sheet, its list in the appendix, the terminal and the post have the same items."""
    with database.writing() as session:
        life = Life(session)
        life.live((*SOME, *history))
        life.sweep()
        coming = figures.next_to_freeze(session, life.today)
        made = summary(session, figures.standing(session, coming, life.today), POLICY)
        asked: Any = SimpleNamespace(
            who=SimpleNamespace(is_coordinator=True), today=life.today, words=f"{first} now", policy=POLICY
        )
        # *Now*, since a meeting that is to come can be frozen. Each figure is worked out anew from the same facts:
        # one is proof for all.
        asked_now = current(session, asked)
        assert asked_now == made
        assert why(session, asked) == listed(session, asked, asked_now, Behind(first))
        opened = Opened(export_workbook(session, made, life.today, None, policy=POLICY))
        lists = cast("list[dict[str, str]]", context(made)["lists"])
        appendix = {each["name"]: each["references"].split(", ") for each in lists}
        terminal = in_terminal(made)
        posted = in_post(made)
        for name in ASKED_FOR:
            told = Counter(row.reference for row in figure_rows(made, name) if row.counts)
            answer = listed(session, asked, asked_now, Behind(name))
            assert answer.number == figure_number(made, name), name
            if answer.next_page is None:
                assert Counter(row.reference for row in (*answer.rows, *answer.less)) == told, name
            if name in ON_SHEETS and told:
                rows = opened.rows(say("sheet", name), 5)
                counted = [row["Reference"] for row in rows if row.get("Counts") != 0]
                assert Counter(counted) == told, name
            if name in IN_APPENDIX and not FIGURES[name].by:
                assert Counter(appendix.get(str(cap(WORDS["list"][name])), [])) == told, name
            if name in IN_TERMINAL_LINES:
                assert Counter(terminal[called(name)]) == told, name
            if name in IN_POST and called(name) in posted:
                assert posted[called(name)] == figure_number(made, name), name
        for each in made.reviews_unknown:
            known = "reviews_known_last" if each.only_last else "reviews_unknown"
            assert tuple(appendix[WORDS["list"][known].format(before=long(each.before))]) == each.references
        quoted = {told.row.reference: told.narrative for told in made.quoted}
        sheet = opened.rows(say("sheet", "red"), 5) if made.red else []
        on_sheet = {row["Reference"]: row.get(heading("narrative").title) for row in sheet}
        assert {name: words for name, words in on_sheet.items() if words} == quoted
        printed = cast("list[dict[str, Any]]", context(made)["red"])
        assert {str(row["reference"]) for row in printed if row["words_of"]} == quoted.keys()
        for name in ("overdue", "red", "waiting", "watched"):
            found = items.items_of(session, NAMED_LISTS[name].condition(life.today))
            until = made.until == life.today
            shown = {row.reference for row in figure_rows(made, name)}
            assert not until or {each.reference for each in found} == shown, name
        session.rollback()


@on_sqlite
@tries(3, shrinks=True)
@given(history=steps((0, 0, 1, 20)))
def test_chat_register_and_pack_say_the_same_of_an_item(
    database: Database, tmp_path: Path, history: list[Step]
) -> None:
    """Its status, its deadline, the first one and its owner, whatever it has lived through."""
    with database.writing() as session:
        life = Life(session)
        life.live((*SOME, *history))
        made = Made(None, life.today, POLICY)
        coming = figures.next_to_freeze(session, life.today)
        summed = summary(session, figures.standing(session, coming, life.today), POLICY)
        opened = Opened(export_workbook(session, summed, life.today, None, policy=POLICY))
        exported = {each["Report code"] + "-" + str(each["Number"]): each for each in opened.rows("Register")}
        lived = list(life.items.values())
        for item, pack in zip(lived, facts_in_pack(session, lived, made, FileStore(tmp_path)), strict=True):
            chat = row(item, life.today)
            sheet = exported[item.code_number]
            owner = chat.owner.name if chat.owner else None
            assert pack["Status"].startswith(str(cap(label(chat.status))))
            assert sheet["Status"] == chat.status
            assert day_of(sheet.get("Deadline")) == chat.deadline_on
            assert ("none" if chat.deadline_on is None else str(day(chat.deadline_on))) in pack["Deadline"]
            first = chat.original_deadline_on
            assert pack.get("Original deadline") == (str(day(first)) if first else None)
            assert day_of(sheet.get("Original deadline")) in (
                first,
                None if first == chat.deadline_on else first,
            )
            assert sheet.get("Owner") == owner
            assert pack["Owner"] == (owner or "nobody")
        session.rollback()


def facts_in_pack(
    session: Session, lived: list[Recommendation], made: Made, store: FileStore
) -> list[dict[str, str]]:
    """Return the table of each item's facts in the index of their pack."""
    document = docx.Document(BytesIO(index(session, contents(session, lived, None, store), made)))
    tables = [{line.cells[0].text: line.cells[1].text for line in table.rows} for table in document.tables]
    return [facts for facts in tables if "Owner" in facts]


def day_of(cell: Any) -> date | None:
    """Return the day that a cell holds."""
    return cell.date() if isinstance(cell, datetime) else cell
