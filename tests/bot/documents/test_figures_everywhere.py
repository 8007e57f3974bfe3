"""A figure has the same number and the same items wherever it is shown, whatever the register has lived through."""

from collections import Counter
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import HealthCheck, given, settings

from bot.documents.workbook import export_workbook
from handlers.committee.why import why
from handlers.request import Request
from models.committee import figures
from models.committee.figure_table import ASKED_FOR, FIGURES, IN_APPENDIX, ON_SHEETS
from models.database import Database
from models.queries import items
from models.queries.named_lists import NAMED_LISTS
from templates.filters import cap
from templates.messages.figure_rows import figure_number, figure_rows
from templates.messages.why import Why
from templates.paper.facts import context
from templates.paper.wording import WORDS, long
from templates.presenters.summary import summary
from templates.workbook_labels import heading, say
from tests.bot.exporting import on_sqlite
from tests.bot.opened import Opened
from tests.models.living import POLICY, SOME, Life, Step, steps


@on_sqlite
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=steps((0, 0, 0, 1, 20)))
def test_chat_workbook_and_paper_give_the_same_lists(database: Database, history: list[Step]) -> None:
    """What `/rec why` opens, the sheet of a figure and its list in the appendix hold the same items."""
    with database.writing() as session:
        life = Life(session)
        life.live((*SOME, *history))
        life.sweep()
        coming = figures.next_to_freeze(session, life.today)
        made = summary(session, figures.standing(session, coming, life.today), POLICY)
        asker = SimpleNamespace(is_coordinator=True)
        opened = Opened(export_workbook(session, made, life.today, None, policy=POLICY))
        lists = cast("list[dict[str, str]]", context(made)["lists"])
        appendix = {each["name"]: each["references"].split(", ") for each in lists}
        for name in ASKED_FOR:
            told = Counter(row.reference for row in figure_rows(made, name) if row.counts)
            asked: Any = SimpleNamespace(who=asker, today=life.today, words=name, policy=POLICY)
            answer = why(session, cast("Request", asked))
            assert isinstance(answer, Why)
            assert answer.number == figure_number(made, name), name
            if answer.next_page is None:
                assert Counter(row.reference for row in (*answer.rows, *answer.less)) == told, name
            if name in ON_SHEETS and told:
                rows = opened.rows(say("sheet", name), 5)
                counted = [row["Reference"] for row in rows if row.get("Counts") != 0]
                assert Counter(counted) == told, name
            if name in IN_APPENDIX and not FIGURES[name].by:
                assert Counter(appendix.get(str(cap(WORDS["list"][name])), [])) == told, name
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
            listed = items.items_of(session, NAMED_LISTS[name].condition(life.today))
            until = made.until == life.today
            shown = {row.reference for row in figure_rows(made, name)}
            assert not until or {each.reference for each in listed} == shown, name
        session.rollback()
