"""Items, dates, owners and inspections as rows of the paper's tables."""

from collections.abc import Iterable
from datetime import date

from models.enums import ItemKind, Status
from models.register.fields import Place, plain_in
from templates.filters import short
from templates.messages.committee_actions import CommitteeActionRow
from templates.messages.inspections import DataReturnRow
from templates.messages.items import ItemRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import (
    CauseOfConcern,
    DateMoved,
    InspectionRow,
    OwnerChanged,
    PeelPosition,
    Told,
    Waiting,
)
from templates.paper.wording import (
    SHORT,
    WORDS,
    brief,
    figure,
    paragraphs,
    points,
    said,
    titled,
    typed,
    word,
)

Facts = dict[str, object]
NONE = WORDS["none"]
BY_KIND = {
    ItemKind.RECOMMENDATION: "recommendations",
    ItemKind.AREA_FOR_IMPROVEMENT: "areas",
    ItemKind.CAUSE_OF_CONCERN: "causes",
}
"""The columns of the open items over time, in the order of the kinds."""


def item(row: ItemRow, until: date, standing: str = "where_it_stands") -> Facts:
    """Return an item's facts; `standing` is the block of `sentences.j2` that says where it stands.

    `days_over` and `days_left` are counted at the cut-off `until`; empty where they do not apply.
    """
    away = (row.deadline_on - until).days if row.deadline_on else 0
    owner = typed(row.owner.name) if row.owner else ""
    text = "\n".join(paragraphs(row.text))
    return {
        "reference": typed(row.reference),
        "also": typed(row.also or ""),
        "name": _name(row),
        "kind": titled(row.kind),
        "text": text,
        "lines": points(row.text),
        "short": short(text, SHORT),
        "said_short": _named_kind(row, short(text, SHORT)),
        "report": typed(row.report),
        "owner": owner or NONE["owner"],
        "status": titled(row.status),
        "rag": word("rag", row.rag),
        "deadline": brief(row.deadline_on, "deadline"),
        "days_over": figure(-away) if away < 0 else "",
        "days_left": figure(away) if away > 0 else "",
        "review_due": brief(row.review_due_on, "review"),
        "standing": said(
            standing,
            status=titled(row.status),
            deadline=row.deadline_on,
            owner=owner,
            unowned=row.status is Status.AWAITING_ALLOCATION,
        ),
        **{column.field.attribute: "" for column in plain_in(Place.PAPER)},
        **{each.field: typed(each.value) for each in row.filed},
    }


def items(rows: Iterable[ItemRow], until: date, standing: str = "where_it_stands") -> list[Facts]:
    """Return each item's facts."""
    return [item(row, until, standing) for row in rows]


def _name(row: ItemRow) -> str:
    reference = typed(row.reference)
    return f"{reference} ({typed(row.also)})" if row.also else reference


def _named_kind(row: ItemRow, text: str) -> str:
    return text if row.kind is ItemKind.RECOMMENDATION else f"{titled(row.kind)}: {text}"


def moved(each: DateMoved, until: date) -> Facts:
    """Return a deadline's move: from, to, the first one ever, the reason, by whom and how often."""
    return {
        **item(each.row, until),
        "was": brief(each.was),
        "to": brief(each.to),
        "original": brief(each.original),
        "moves": figure(each.moves),
        "reason": "\n".join(paragraphs(each.reason)) or NONE["reason"],
        "by": typed(each.by) or NONE["by"],
        "on": brief(each.on),
        "moved_by": said("moved_by", by=typed(each.by), asked_by=typed(each.asked_by), on=each.on),
    }


def asked_for(each: CommitteeActionRow, until: date) -> Facts:
    """Return what the committee asked for itself, and its answer."""
    answer = paragraphs(each.answer)
    return {
        "reference": each.reference,
        "asked": "\n".join(paragraphs(each.text)),
        "owner": typed(each.owner.name),
        "asked_on": brief(each.asked_on),
        "due": brief(each.due_on),
        "late": brief(each.due_on) if each.is_overdue(until) else "",
        "answer": answer,
        "answered_on": brief(each.answered_on) if each.answered_on else "",
        "closed_on": brief(each.closed_on) if each.closed_on else "",
    }


def data_return(each: DataReturnRow, until: date) -> Facts:
    """Return data that HMICFRS asked for."""
    is_late = each.returned_on is None and each.due_on < until
    return {
        "name": typed(each.name),
        "inspection": typed(each.inspection or ""),
        "owner": typed(each.owner.name) if each.owner else NONE["owner"],
        "due": brief(each.due_on),
        "late": brief(each.due_on) if is_late else "",
        "returned_on": brief(each.returned_on) if each.returned_on else "",
    }


def handed_over(each: OwnerChanged, until: date) -> Facts:
    """Return a change of owner."""
    return {
        **item(each.row, until),
        "was": typed(each.was or "") or NONE["owner"],
        "to": typed(each.to or "") or NONE["owner"],
        "on": brief(each.on),
    }


def told(each: Told, until: date) -> Facts:
    """Return an item with what its owner last said of it."""
    narrative = paragraphs(each.narrative)
    return {
        **item(each.row, until),
        "narrative": narrative or [NONE["narrative"]],
        "told_on": brief(each.on) if narrative and each.on else "",
    }


def waits(each: Waiting, until: date) -> Facts:
    """Return an item that waits for HMICFRS, since when, and for how many days."""
    return {**item(each.row, until), "since": brief(each.since), "days": figure(each.days)}


def cause(each: CauseOfConcern, until: date) -> Facts:
    """Return a cause of concern with its recommendations and its reviews."""
    last, following = brief(each.last_review_on, "review"), brief(each.next_review_on, "review")
    return {
        **item(each.row, until),
        "children": items(each.children, until),
        "reviews": said("cause", last=last, next=following),
        "childless": "" if each.children else said("cause_without_children"),
    }


def inspection(each: InspectionRow) -> Facts:
    """Return an inspection that has not been reported."""
    return {
        "name": typed(each.name),
        "kind": word("report_kind", each.kind),
        "stage": word("stage", each.stage),
        "since": brief(each.stage_since),
        "when": typed(each.when) or NONE["when"],
        "partners": ", ".join(map(typed, each.partners)) or NONE["partners"],
        "notes": paragraphs(each.notes),
    }


def peel(each: PeelPosition) -> Facts:
    """Return a PEEL cycle with its questions, their grades and their areas for improvement."""
    return {
        "cycle": typed(each.cycle),
        "framework": typed(each.framework),
        "notes": paragraphs(each.notes),
        "asked": said("peel_asked", asked=len(each.questions), framework=each.framework),
        "questions": [
            {
                "number": figure(question.number),
                "text": typed(question.text),
                "grade": word("grade", question.grade),
                "areas": ", ".join(map(typed, question.areas_for_improvement)) or NONE["areas"],
            }
            for question in each.questions
        ],
    }


def history(summary: CommitteeSummary) -> list[Facts]:
    """Return the numbers behind the picture: how many were open at the end of each day, by kind and in all."""
    return [
        {
            "on": brief(each.on),
            **{name: figure(value) for name, value in zip(BY_KIND.values(), each.by_kind, strict=True)},
            "total": figure(sum(each.by_kind)),
        }
        for each in summary.history
    ]
