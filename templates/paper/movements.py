"""What moved since the last paper: in brief, by report, and as the bridge that adds up."""

from collections.abc import Iterable, Sequence
from itertools import chain

from models.committee.bridge import BridgeDoesNotClose
from models.committee.figure_table import BRIDGE, BY_REPORT, FIGURES
from models.enums import ItemKind, Rag
from templates.filters import cap, kinds
from templates.links import link
from templates.messages.figure_rows import days_past
from templates.messages.items import ItemRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import BridgeRow, ReportMovement, Unsupported
from templates.paper.rows import Facts, bodies_counted
from templates.paper.wording import figure, said, signed

LISTED_AS = {name: f"a_{name}_recommendation" for name in ("signed_off", "added", "reopened", "ended")}
"""The list of the appendix that has most of a movement: those of the bridge are by kind."""


def in_brief(summary: CommitteeSummary) -> list[str]:
    """Return the position in a few sentences."""
    red = sum(len(each.references) for each in summary.rag if each.rag is Rag.RED)
    unrated = sum(len(each.references) for each in summary.rag if each.rag is None)
    closing = dict.fromkeys(ItemKind, 0) | {row.kind: len(row.closing) for row in summary.bridge}
    sentences = [
        said("open", until=summary.until, closing=closing),
        said("moved", signed_off=_rows(summary.signed_off), added=_rows(summary.added)),
        _late(summary),
        said("red", red=red, unrated=unrated, open=sum(closing.values())),
        said(
            "dates",
            moved=len(summary.dates_moved),
            again=sum(each.moves > 1 for each in summary.dates_moved),
        ),
        said(
            "waiting_in_brief",
            rows=[each.row for each in summary.waiting],
            longest=max((each.days for each in summary.waiting), default=0),
        ),
    ]
    if summary.told_first:
        sentences.insert(2, said("told_first_in_brief", late=summary.told_first))
    wrong = len(wrongly_printed(summary))
    return [*sentences, said("corrected", number=wrong)] if wrong else sentences


def _late(summary: CommitteeSummary) -> str:
    """Return both measures of lateness: past the dates now agreed, and past those first set."""
    until, past = summary.until, summary.past_original
    moved = [row for row in past if row.deadline_on != row.original_deadline_on]
    same = {row.reference for row in past} == {row.reference for row in summary.overdue}
    return said(
        "overdue",
        rows=summary.overdue,
        longest=max((days_past(row.deadline_on, until) or 0 for row in summary.overdue), default=0),
        past=past,
        longest_past=max((days_past(row.original_deadline_on, until) or 0 for row in past), default=0),
        moved=moved,
        is_both=same and not moved,
    )


def _rows(movements: Iterable[ReportMovement]) -> list[ItemRow]:
    return list(chain.from_iterable(each.rows for each in movements))


def movements_made(summary: CommitteeSummary) -> tuple[list[Facts], str]:
    """Return the movements that there were, by report, and one sentence that names those that there were not."""
    every: dict[str, tuple[ReportMovement, ...]] = {name: getattr(summary, name) for name in BY_REPORT}
    movements: list[Facts] = [
        {
            "name": name,
            "heading": said(name, rows=_rows(reports), late=summary.first_told_of(name)),
            "reports": [
                *(of_report(each, name) for each in reports),
                *(_through_others(summary) if name == "signed_off" else ()),
                *(said("told_first", late=each) for each in summary.first_told_of(name)),
            ],
        }
        for name, reports in every.items()
        if reports or summary.first_told_of(name)
    ]
    reclassified = _reclassified(summary)
    nothing = [
        said(f"nothing_{name}")
        for name, reports in every.items()
        if not reports and not summary.first_told_of(name)
    ]
    if reclassified is None:
        return movements, said("nothing", what=[*nothing, said("nothing_reclassified")])
    movements.append(reclassified)
    return movements, said("nothing", what=nothing) if nothing else ""


def _through_others(summary: CommitteeSummary) -> list[str]:
    """Return the line on what was complete by evidence that was gathered for others, if anything was."""
    references = summary.through_others
    return [said("through_others", references=references)] if references else []


def _reclassified(summary: CommitteeSummary) -> Facts | None:
    """Return what came to count as another kind, or for others, kind by kind; None where nothing did."""
    late = summary.first_told_of("reclassified")
    lines = [
        said(way, kind=row.kind, references=references, behind=f"a_{way}_{row.kind.name}")
        for way in ("reclassified_out", "reclassified_in")
        for row in summary.bridge
        if (references := row.listed(way))
    ]
    if not lines and not late:
        return None
    return {
        "name": "reclassified",
        "heading": said("reclassified", late=late),
        "reports": [*lines, *(said("told_first", late=each) for each in late)],
    }


def of_report(each: ReportMovement, name: str) -> str:
    """Return a line on what moved of a report; of what is addressed to other bodies only it names them."""
    behind = LISTED_AS.get(name, f"a_{name}")
    if name == "added_for_others":
        bodies = bodies_counted(each.rows)
        return said("for_bodies", title=each.title, rows=each.rows, bodies=bodies, behind=behind)
    return said("of_report", title=each.title, rows=each.rows, behind=behind)


def _columns(row: BridgeRow) -> dict[str, int]:
    return {step: (FIGURES[step].sign or 1) * row.number(step) for step in BRIDGE}


def bridge_row(row: BridgeRow) -> Facts:
    """Return a kind's row with its movements signed; raises BridgeDoesNotClose where they do not add up."""
    columns = _columns(row)
    if not row.adds_up:
        raise BridgeDoesNotClose(f"The bridge of {kinds(row.kind)} does not add up: {columns}.")
    numbers = {
        step: link(number, *(f"a_{part}_{row.kind.name}" for part, _ in FIGURES[step].parts), f"l_{step}")
        if columns[step]
        else number
        for step, number in _figures(columns).items()
    }
    return {"kind": str(cap(kinds(row.kind))), **numbers}


def bridge_total(rows: Sequence[BridgeRow]) -> Facts:
    """Return the row of totals."""
    every = [_columns(row) for row in rows]
    return dict(_figures({name: sum(columns[name] for columns in every) for name in BRIDGE}))


def _figures(columns: dict[str, int]) -> dict[str, str]:
    return {
        name: signed(value) if FIGURES[name].is_movement else figure(value) for name, value in columns.items()
    }


def opening_printed(summary: CommitteeSummary) -> str:
    """Return what to say of opening figures that come from a paper made elsewhere, also where it gave none."""
    if all(row.opening_printed is None for row in summary.bridge):
        return ""
    not_printed = [kinds(kind) for kind in summary.not_printed]
    return " ".join(
        (said("opening_printed"), *((said("opening_not_printed", kinds=not_printed),) if not_printed else ()))
    )


def none_restated(summary: CommitteeSummary) -> str:
    """Return the sentence that stands where no item is restated: figures of a paper made elsewhere still can be."""
    printed = [row for row in summary.bridge if row.opening_printed is not None]
    by_number = [(kinds(row.kind), signed(row.restated)) for row in printed if row.restated]
    return "" if summary.restated else said("none_restated", printed=bool(printed), by_number=by_number)


def wrongly_printed(summary: CommitteeSummary) -> list[Unsupported]:
    """Return the figures printed elsewhere that the register does not have: openings first."""
    openings = [
        Unsupported(f"opening:{row.kind}", row.opening_printed, len(row.opening), row.opening)
        for row in summary.bridge
        if row.opening_printed is not None and row.opening_printed != len(row.opening)
    ]
    return [*openings, *summary.unsupported]
