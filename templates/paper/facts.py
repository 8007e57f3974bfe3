"""From the committee's summary to what a Word template can print: plain strings, and lists of them."""

from datetime import date

from models.enums import ItemKind, Participation, ReportKind
from templates.chart_words import alt
from templates.filters import cap, kinds
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
    opening_printed,
    wrongly_printed,
)
from templates.paper.rows import (
    NONE,
    Facts,
    asked_for,
    cause,
    data_return,
    handed_over,
    history,
    inspection,
    item,
    items,
    moved,
    peel,
    told,
    waits,
)
from templates.paper.wording import (
    WORDS,
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
        "on": (summary.published_on or summary.until).isoformat(),
    }


def context(summary: CommitteeSummary) -> Facts:
    """Return every tag of `README.md`: strings, ready to be printed, and lists of further such tables.

    Nothing is None: what does not apply is an empty string or list, which `if` tells. Typed text is word for
    word, with control characters as �, on one line or with its line breaks; it is not escaped. Raises
    BridgeDoesNotClose for figures that do not add up: nothing of them may be printed.
    """
    until = summary.until
    return {
        "title": title(summary),
        "marking": typed(summary.marking),
        "force": typed(summary.force),
        "held_on": full(summary.held_on) if summary.held_on else NONE["held_on"],
        "since": long(summary.since) if summary.since else "",
        "until": long(until),
        "due_until": long(summary.due_until),
        "period": said("period", since=summary.since, until=until),
        "draft": "" if summary.published_on else said("draft", until=until),
        "published_on": long(summary.published_on) if summary.published_on else "",
        "in_brief": in_brief(summary),
        "picture_alt": alt(summary.history, summary.rag),
        "history": history(summary),
        **_peel_and_recommendations(summary),
        **_inspections_and_reports(summary),
        "restated": [_restated(row, summary) for row in summary.restated],
        "unsupported": [_unsupported(each) for each in wrongly_printed(summary)],
        "actions": [asked_for(each, until) for each in summary.actions],
        "data_returns": [data_return(each, until) for each in summary.data_returns],
        "engagement": said("engagement", engaged=summary.engaged),
        "contact_name": typed(summary.contact_name or ""),
        "contact_title": typed(summary.contact_title or ""),
        "background": [typed(each) for each in summary.background],
        "lists": lists(summary),
    }


def _peel_and_recommendations(summary: CommitteeSummary) -> Facts:
    until = summary.until
    movements, nothing = movements_made(summary)
    return {
        "peel": [peel(each) for each in summary.peel],
        "movements": movements,
        "nothing_moved": nothing,
        "bridge": [bridge_row(row) for row in summary.bridge],
        "bridge_total": bridge_total(summary.bridge),
        "opening_printed": opening_printed(summary),
        "rag": [_rag(each) for each in summary.rag],
        "rag_total": figure(sum(len(each.references) for each in summary.rag)),
        "addressees": [_addressee(each) for each in summary.addressees],
        "red": [told(each, until) for each in summary.red],
        "overdue": items(summary.overdue, until),
        "due": items(summary.due, until),
        "dates_moved": [moved(each, until) for each in summary.dates_moved],
        "owners_changed": [handed_over(each, until) for each in summary.owners_changed],
        "causes": [cause(each, until) for each in summary.causes],
        "reviews": said(
            "reviews",
            due=len(summary.reviews_due),
            done=len(summary.reviews_done),
            missed=len(summary.reviews_missed),
        ),
        "reviews_missed": items(summary.reviews_missed, until),
        "quiet": items(summary.quiet, until),
        "waiting": [waits(each, until) for each in summary.waiting],
        "watched": items(summary.watched, until),
    }


def _inspections_and_reports(summary: CommitteeSummary) -> Facts:
    until = summary.until
    return {
        "joint_inspections": [inspection(each) for each in summary.inspections if each.kind in TOGETHER],
        "joint_reports": [_published(each, until) for each in summary.reports if each.kind in TOGETHER],
        "joint_items": [_quoted(each, until) for each in summary.joint],
        "published_count": said("published_count", reports=summary.reports),
        "reports": [_published(each, until) for each in summary.reports],
        "completed": [_quoted(each, until) for each in summary.signed_off],
        "ended": [_quoted(each, until) for each in summary.ended],
        "inspections": [inspection(each) for each in summary.inspections],
    }


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
        "published": said("published", kind=kind, on=each.published_on, participation=took_part),
        "participation": took_part,
        "section_55": said("section_55", on=each.section_55_on, until=until, comments_on=each.comments_on),
        "section_55_on": full(each.section_55_on),
        "summary": paragraphs(each.summary),
        "themes": [typed(theme) for theme in each.themes],
        "source": typed(each.source_link or ""),
        "split": said("split", for_force=each.for_force, for_others=each.for_others),
        "for_force": items(each.for_force, until),
        "for_others": items(each.for_others, until, "not_counted"),
    }


def _quoted(each: ReportMovement, until: date) -> Facts:
    return {
        "code": typed(each.code),
        "title": typed(each.title),
        "counted": said("counted", rows=each.rows),
        "rows": items(each.rows, until),
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
    return {
        "figure": str(cap(f"{counted}: {kinds(ItemKind(kind))}" if kind else counted)),
        "printed": figure(each.printed),
        "register": figure(each.register),
        "difference": signed(each.difference),
        "said": str(cap(said(way, difference=abs(each.difference)))),
        "references": ", ".join(map(typed, each.references)) or brief(None),
    }
