"""From the committee's summary to what a Word template can print: plain strings, and lists of them."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any, Final

from models.enums import ItemKind, Participation, ReportKind
from models.policy import UNNAMED_FORCE
from templates.chart_words import alt
from templates.filters import cap, kinds
from templates.links import link, place
from templates.messages.items import ItemRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import (
    AddresseeCount,
    RagCount,
    ReportMovement,
    ReportPublished,
    Unsupported,
)
from templates.paper.appendix import lists
from templates.paper.movements import (
    bridge_row,
    bridge_total,
    in_brief,
    movements_made,
    none_restated,
    of_report,
    opening_printed,
    wrongly_printed,
)
from templates.paper.quotations import ADDED, ENDED, SIGNED_OFF, others_named, quoted_in
from templates.paper.rows import (
    NONE,
    Facts,
    asked_for,
    bodies_counted,
    by_owner,
    cause,
    data_return,
    handed_over,
    history,
    inspection,
    item,
    items,
    late,
    moved,
    peel,
    told,
    waits,
)
from templates.paper.wording import (
    WORDS,
    alone,
    brief,
    figure,
    full,
    long,
    paragraphs,
    said,
    signed,
    titled,
    typed,
    word,
)

MOST_ROWS: Final = 12
"""Rows of a list within the text; of the others it has the references."""

IN_PART: Final = ("overdue", "due", "waiting", "red")
"""The lists of which the text has the first rows only."""

CLOSED: Final = ("signed_off", "ended")
"""The movements that stand in the section of what has ended; the others stand in that of what was added."""

SECTIONS: Final = (
    *("signed_off", "added", "overdue", "due", "dates_moved", "owners_changed", "red", "causes", "reviews"),
    *("waiting", "unsupported"),
)
"""The sections to which the numbers of the text lead."""

TOGETHER = frozenset({ReportKind.JOINT, ReportKind.JTAI, ReportKind.CHILD_PROTECTION})
"""The kinds of inspection that section 3 is about."""


def title(summary: CommitteeSummary) -> str:
    """Return the document's title."""
    return said("title", held_on=summary.held_on)


def properties(summary: CommitteeSummary) -> dict[str, str]:
    """Return the document's properties: `title`, `subject`, `author`, and the date `on` as ISO writes it."""
    return {
        "title": title(summary),
        "subject": said("subject", force=summary.force, until=summary.until),
        "author": typed(summary.contact_name or "") or typed(summary.force),
        "on": (summary.frozen_on or summary.until).isoformat(),
    }


def context(summary: CommitteeSummary, *, appendix: bool = True) -> Facts:
    """Return every tag of `README.md`: strings, ready to be printed, and lists of further such tables.

    Nothing is None: what does not apply is an empty string or list, which `if` tells. Typed text is word for
    word, with control characters as �, on one line or with its line breaks; it is not escaped. Without its
    `appendix` the paper has no lists that are long. Raises BridgeDoesNotClose for figures that do not add up:
    nothing of them may be printed.
    """
    until = summary.until
    quoted = quoted_in(summary)
    return {
        "title": title(summary),
        "marking": typed(summary.marking),
        "force": typed(the_force(summary)),
        "force_name": "" if summary.force == UNNAMED_FORCE else typed(summary.force),
        "held_on": full(summary.held_on) if summary.held_on else NONE["held_on"],
        "since": long(summary.since) if summary.since else "",
        "until": long(until),
        "due_until": long(summary.due_until),
        "period": said("period", since=summary.since, until=until),
        "draft": "" if summary.frozen_on else said("draft", until=until),
        "frozen_on": long(summary.frozen_on) if summary.frozen_on else "",
        "in_brief": in_brief(summary),
        "picture_alt": alt(summary.history, summary.rag),
        "history": history(summary),
        "at": {name: place(f"l_{name}") for name in SECTIONS},
        **_peel_and_recommendations(summary),
        **_inspections_and_reports(summary, quoted),
        "restated": [_restated(row, summary) for row in summary.restated],
        "none_restated": none_restated(summary),
        "unsupported": [_unsupported(each) for each in wrongly_printed(summary)],
        "actions": [asked_for(each, until) for each in summary.actions],
        "engagement": said("engagement", engaged=summary.engaged),
        "contact_name": typed(summary.contact_name or ""),
        "contact_title": typed(summary.contact_title or ""),
        "background": [typed(each) for each in summary.background],
        "appendix": "yes" if appendix else "",
        "texts": _texts(others_named(summary, quoted), until),
        "lists": lists(summary),
    }


def the_force(summary: CommitteeSummary) -> str:
    """Return the force's name as it stands in a sentence."""
    return NONE["force"] if summary.force == UNNAMED_FORCE else summary.force


def _texts(rows: list[ItemRow], until: date) -> list[Facts]:
    """Return the items whose texts stand in the appendix, report by report."""
    return [
        {"title": typed(title), "rows": [_text(row, until) for row in of_report]}
        for title, of_report in groupby(rows, lambda row: row.report)
    ]


def _text(row: ItemRow, until: date) -> Facts:
    return item(row, until, "where_it_stands" if row.for_force else "not_counted")


def _peel_and_recommendations(summary: CommitteeSummary) -> Facts:
    until = summary.until
    movements, nothing = movements_made(summary)
    silent = [each.row.reference for each in summary.red if not each.narrative and not each.latest]
    through = [each.row.reference for each in summary.waiting if each.through_others]
    facts: Facts = {
        "peel": [peel(each, present=not at) for at, each in enumerate(summary.peel)],
        "closed": [each for each in movements if each["name"] in CLOSED],
        "opened": [each for each in movements if each["name"] not in CLOSED],
        "nothing_moved": nothing,
        "bridge": [bridge_row(row) for row in summary.bridge],
        "bridge_total": bridge_total(summary.bridge),
        "opening_printed": opening_printed(summary),
        "rag": [_rag(each) for each in summary.rag],
        "rag_line": _rag_line(summary),
        "rag_total": figure(sum(len(each.references) for each in summary.rag)),
        "addressees": [_addressee(each) for each in summary.addressees],
        "red": [told(each, until) for each in summary.red],
        "overdue": [late(row, until) for row in _late(summary)],
        "due": items(summary.due, until),
        "dates_moved": [moved(each, until) for each in summary.dates_moved],
        "owners_changed": [handed_over(each, until) for each in summary.owners_changed],
        "causes": [cause(each, until) for each in summary.causes],
        "reviews": said(
            "reviews",
            due=len(summary.reviews_due),
            done=len(summary.reviews_done),
            updated=len(summary.reviews_updated),
            missed=len(summary.reviews_missed),
            late=len(summary.reviews_late),
            unknown=bool(summary.reviews_unknown),
        ),
        "reviews_unknown": [
            said(
                "reviews_unknown",
                references=each.references,
                before=each.before,
                only_last=each.only_last,
            )
            for each in summary.reviews_unknown
        ],
        "missed_by_owner": by_owner(summary.reviews_missed, "a_reviews_missed"),
        "quiet_by_owner": by_owner(summary.quiet, "a_quiet"),
        "reviews_updated": items(summary.reviews_updated, until),
        "reviews_missed": items(summary.reviews_missed, until),
        "quiet": items(summary.quiet, until),
        "waiting": [waits(each, until) for each in summary.waiting],
        "waiting_through_others": said("waiting_through_others", references=through) if through else "",
        "watched": items(summary.watched, until),
        "watched_said": said("watched_said", rows=summary.watched, bodies=bodies_counted(summary.watched)),
        "red_silent": said("red_silent", references=silent) if silent else "",
    }
    for name in IN_PART:
        facts |= _first(name, facts[name])
    return facts


def _first(name: str, listed: Any) -> Facts:
    """Return the first rows of a list, and a sentence with the references of the others, empty without any.

    What is oldest comes first. Of what is red only that of which something was heard has a row.
    """
    rows = sorted(listed, key=lambda row: row.get("waits_from") or row["dated"] or "9999")
    if name == "red":
        rows = [row for row in rows if row["words_of"] or row["latest"]]
    more = [row["reference"] for row in rows[MOST_ROWS:]]
    behind = "a_rag_red" if name == "red" else f"a_{name}"
    said_more = said("more", number=len(more), references=more, behind=behind) if more else ""
    return {f"{name}_first": rows[:MOST_ROWS], f"{name}_more": said_more}


def _rag_line(summary: CommitteeSummary) -> str:
    counts = [
        (word("rag", each.rag), link(alone(len(each.references)), f"a_rag_{each.rag or 'none'}"))
        for each in summary.rag
    ]
    return said("rag_line", counts=counts, total=alone(sum(len(each.references) for each in summary.rag)))


def _inspections_and_reports(summary: CommitteeSummary, quoted: Mapping[str, str]) -> Facts:
    until = summary.until
    added = [
        report for report in summary.added if any(quoted.get(row.reference) == ADDED for row in report.rows)
    ]
    return {
        "joint_inspections": [inspection(each) for each in summary.inspections if each.kind in TOGETHER],
        "joint_reports": [_published(each, until) for each in summary.reports if each.kind in TOGETHER],
        "joint_items": [_quoted(each, until) for each in summary.joint],
        "joint_lines": [of_report(each, "joint") for each in summary.joint],
        "data_returns": [data_return(each, until) for each in summary.data_returns],
        "published_count": said("published_count", reports=summary.reports),
        "reports": [_published(each, until) for each in summary.reports],
        "completed": [_quoted(each, until, quoted, SIGNED_OFF) for each in summary.signed_off],
        "ended": [_quoted(each, until, quoted, ENDED) for each in summary.ended],
        "added": [_quoted(each, until, quoted, ADDED) for each in added],
        "inspections": [inspection(each) for each in summary.inspections],
    }


def _late(summary: CommitteeSummary) -> list[ItemRow]:
    """Return what is past the date now agreed, and then what is past the original date only."""
    agreed = {row.reference for row in summary.overdue}
    return [*summary.overdue, *(row for row in summary.past_original if row.reference not in agreed)]


def _rag(each: RagCount) -> Facts:
    return {
        "colour": word("rag", each.rag),
        "means": word("rag_means", each.rag),
        "number": figure(len(each.references)),
    }


def _addressee(each: AddresseeCount) -> Facts:
    return {"body": titled(each.addressee), "number": figure(len(each.references))}


def _published(each: ReportPublished, until: date) -> Facts:
    participation: Participation | None = each.participation
    took_part = WORDS["participation"][participation.value if participation else "unknown"]
    kind = word("report_kind", each.kind)
    return {
        "code": typed(each.code),
        "title": typed(each.title),
        "kind": kind,
        "published_on": long(each.published_on),
        "published": said(
            "published",
            kind=kind,
            on=each.published_on,
            participation=took_part,
            recorded_on=each.recorded_on,
        ),
        "participation": took_part,
        "section_55": said("section_55", on=each.section_55_on, until=until, comments_on=each.comments_on),
        "section_55_on": full(each.section_55_on),
        "summary": paragraphs(each.summary),
        "themes": [typed(theme) for theme in each.themes],
        "source": typed(each.source_link or ""),
        "split": said(
            "split",
            for_force=each.for_force,
            for_others=each.for_others,
            bodies=bodies_counted(each.for_others),
        ),
        "themes_line": "; ".join(typed(theme) for theme in each.themes),
        "for_force": items(each.for_force, until),
        "for_others": items(each.for_others, until, "not_counted"),
    }


def _quoted(
    each: ReportMovement, until: date, quoted: Mapping[str, str] | None = None, section: str = ""
) -> Facts:
    """Return what moved of a report; `in_full` are those whose texts this section quotes, `named` the others."""
    here = {row.reference: row for row in each.rows if quoted and quoted.get(row.reference) == section}
    rows = {row.reference: row for row in each.rows}
    return {
        "code": typed(each.code),
        "title": typed(each.title),
        "counted": said("counted", rows=each.rows),
        "rows": items(each.rows, until),
        "in_full": items(here.values(), until),
        "named": items((row for reference, row in rows.items() if reference not in here), until),
    }


def _restated(row: ItemRow, summary: CommitteeSummary) -> Facts:
    """Return an item that was restated, and whether it is counted now or no longer."""
    ways = [
        said(way)
        for way in ("restated_in", "restated_out")
        if any(row.reference in getattr(each, way) for each in summary.bridge)
    ]
    return {**item(row, summary.until), "change": str(cap(" and ".join(ways) or said("restated_other")))}


def _unsupported(each: Unsupported) -> Facts:
    name, _, kind = each.name.partition(":")
    counted = WORDS["figure"].get(name, name.replace("_", " "))
    way = "too_high" if each.difference > 0 else "too_low"
    told_as = said(
        way, difference=abs(each.difference), for_others=each.for_others, explained=each.is_explained
    )
    return {
        "figure": str(cap(f"{counted}: {kinds(ItemKind(kind))}" if kind else counted)),
        "printed": figure(each.printed),
        "register": figure(each.register),
        "difference": signed(each.difference),
        "said": str(cap(told_as)),
        "references": ", ".join(map(typed, each.references)) or brief(None),
    }
