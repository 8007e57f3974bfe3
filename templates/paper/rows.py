"""Items, dates, owners and inspections as rows of the paper's tables."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from models.enums import FORCE_ADDRESSEES, Addressee, ItemKind, Status
from models.inspections.peel_questions import change_made_by
from models.register.fields import Place, plain_in
from templates.filters import cap, label, obligation, short
from templates.links import item_place, place
from templates.markup import MarkupText
from templates.messages.committee_actions import CommitteeActionRow
from templates.messages.figure_rows import days_past
from templates.messages.items import ItemRow
from templates.messages.summary import CommitteeSummary
from templates.messages.summary_parts import (
    CauseOfConcern,
    DataReturnRow,
    DateMoved,
    InspectionRow,
    OwnerChanged,
    PeelPosition,
    PeelQuestionRow,
    Told,
    Waiting,
)
from templates.paper.wording import (
    SHORT,
    TITLE,
    WORDS,
    brief,
    due,
    figure,
    linked_item,
    long,
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
    original = row.original_deadline_on if row.original_deadline_on != row.deadline_on else None
    bodies = [label(body) for body in row.addressed_to] or [MarkupText(NONE["bodies"])]
    owner = typed(row.owner.name) if row.owner else ""
    text = "\n".join(paragraphs(row.text))
    return {
        "reference": typed(row.reference),
        "linked": linked_item(row.reference),
        "place": place(item_place(row.reference)),
        "also": typed(row.also or ""),
        "name": _name(row),
        "kind": titled(row.kind),
        "text": text,
        "lines": points(row.text),
        "short": short(text, SHORT),
        "said_short": _named_kind(row, short(text, SHORT)),
        "heading": _named_kind(row, short(text, TITLE)),
        "addressed": ", ".join(bodies),
        "report": typed(row.report),
        "owner": owner or NONE["owner"],
        "status": titled(row.status),
        "obligation": str(cap(obligation(row))),
        "rag": word("rag", row.rag),
        "deadline": brief(row.deadline_on, "deadline"),
        "dated": first.isoformat() if (first := row.original_deadline_on or row.deadline_on) else "",
        "first_deadline": said("first_set", original=brief(original)) if original else "",
        "days_over": figure(-away) if away < 0 else "",
        "days_left": figure(away) if away > 0 else "",
        "review_due": brief(row.review_due_on, "review"),
        "standing": said(
            standing,
            status=titled(row.status),
            obligation=obligation(row),
            deadline=due(row, until, long) if row.deadline_on else "",
            bodies=bodies,
            others=[label(body) for body in row.addressed_to if body not in FORCE_ADDRESSEES],
            owner=owner,
            unowned=row.status is Status.AWAITING_ALLOCATION,
        ),
        **{column.field.attribute: "" for column in plain_in(Place.PAPER)},
        **{each.field: typed(each.value) for each in row.filed},
    }


def late(row: ItemRow, until: date) -> Facts:
    """Return an item that is late, whose `days_over` gives both measures once they differ."""
    agreed, first = (days_past(each, until) or 0 for each in (row.deadline_on, row.original_deadline_on))
    is_moved = row.original_deadline_on not in (None, row.deadline_on)
    return {**item(row, until), "days_over": said("days_over", agreed=agreed, first=first, is_moved=is_moved)}


def items(rows: Iterable[ItemRow], until: date, standing: str = "where_it_stands") -> list[Facts]:
    """Return each item's facts."""
    return [item(row, until, standing) for row in rows]


def _name(row: ItemRow) -> str:
    reference = typed(row.reference)
    return f"{reference} ({typed(row.also)})" if row.also else reference


def _named_kind(row: ItemRow, text: str) -> str:
    named = text if row.kind is ItemKind.RECOMMENDATION else f"{titled(row.kind)}: {text}"
    return f"{named} ({obligation(row)})" if obligation(row) else named


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
        "moved_by": said(
            "moved_by",
            by=typed(each.by),
            asked_by=typed(each.asked_by),
            alone=each.alone,
            on=each.on,
            recorded_on=each.recorded_on,
        ),
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


def handed_over(each: OwnerChanged, until: date) -> Facts:
    """Return a change of owner."""
    return {
        **item(each.row, until),
        "was": typed(each.was or "") or NONE["owner"],
        "to": typed(each.to or "") or NONE["owner"],
        "on": brief(each.on),
        "handed_over": said(
            "handed_over",
            reference=each.row.reference,
            was=typed(each.was or "") or NONE["owner"],
            to=typed(each.to or "") or NONE["owner"],
            on=each.on,
        ),
    }


def told(each: Told, until: date) -> Facts:
    """Return an item with the last words for the committee, or why there are none, and what came after them."""
    narrative = paragraphs(each.narrative)
    told_on = each.on if narrative else None
    silence = NONE["words" if each.latest else "narrative"]
    return {
        **item(each.row, until),
        "narrative": narrative or [silence],
        "told_on": brief(told_on) if told_on else "",
        "words_of": said("words_of", on=told_on, outcome=each.outcome) if told_on else "",
        "latest": said("latest", latest=each.latest, quoted=bool(narrative)) if each.latest else "",
    }


def waits(each: Waiting, until: date) -> Facts:
    """Return an item that waits for HMICFRS, since when, and for how many days."""
    return {
        **item(each.row, until),
        "since": brief(each.since),
        "waits_from": each.since.isoformat(),
        "days": figure(each.days),
    }


def cause(each: CauseOfConcern, until: date) -> Facts:
    """Return a cause of concern with its recommendations and its reviews."""
    last, following = brief(each.last_review_on, "review"), brief(each.next_review_on, "review")
    return {
        **item(each.row, until),
        "children": items(each.children, until),
        "reviews": said("cause", last=last, next=following),
        "childless": "" if each.children else said("cause_without_children"),
    }


def by_owner(rows: Sequence[ItemRow], behind: str) -> list[str]:
    """Return a line for each owner with the references of theirs; the list is whole in the appendix, `behind`."""
    owners: dict[str, list[ItemRow]] = {}
    for row in rows:
        owners.setdefault(typed(row.owner.name) if row.owner else NONE["owner"], []).append(row)
    most_first = sorted(owners.items(), key=lambda each: (each[0] == NONE["owner"], -len(each[1])))
    return [said("of_owner", owner=owner, rows=theirs, behind=behind) for owner, theirs in most_first]


def bodies_counted(rows: Iterable[ItemRow]) -> list[MarkupText]:
    """Return each body to which some are addressed, with their number; one addressed to several counts for each."""
    counted = Counter(body for row in rows for body in row.addressed_to)
    return [
        MarkupText(said("body_counted", body=label(body), number=figure(counted[body])))
        for body in Addressee
        if counted[body]
    ]


def data_return(each: DataReturnRow, until: date) -> str:
    """Return what became of data that HMICFRS has asked for."""
    return said(
        "data_return",
        name=each.name,
        inspection=each.inspection,
        due_on=each.due_on,
        returned_on=each.returned_on,
        until=until,
    )


def inspection(each: InspectionRow) -> Facts:
    """Return an inspection that has not been reported."""
    return {
        "name": typed(each.name),
        "kind": word("report_kind", each.kind),
        "stage": word("stage", each.stage),
        "since": brief(each.stage_since) if each.stage_since else "",
        "stage_on": said("stage_on", stage=each.stage.value, on=each.stage_since) if each.stage_since else "",
        "when": typed(each.when) or NONE["when"],
        "partners": ("; " if any(":" in one for one in each.partners) else ", ").join(
            map(typed, each.partners)
        )
        or NONE["partners"],
        "notes": [
            *([said("scope", points=[typed(point) for point in each.scope])] if each.scope else []),
            *paragraphs(each.notes),
        ],
    }


def peel(each: PeelPosition, *, present: bool) -> Facts:
    """Return a PEEL cycle with its questions, their grades and their areas for improvement.

    A question is `known` where a grade, an assessment or an area for improvement has been entered for it. Where
    none is, the texts of the `present` cycle's questions are all that there is to tell: they are `asks`.
    """
    nothing_known = not any(map(_is_known, each.questions))
    graded = sum(question.grade is not None for question in each.questions)
    assessed = sum(question.assessed is not None for question in each.questions)
    placed = sum(len(question.areas_for_improvement) for question in each.questions)
    return {
        "cycle": typed(each.cycle),
        "framework": typed(each.framework),
        "notes": paragraphs(each.notes),
        "asked": said(
            "peel_asked",
            asked=len(each.questions),
            framework=each.framework,
            changed=change_made_by(each.framework),
        ),
        "graded": said("peel_graded", asked=len(each.questions), graded=graded, assessed=assessed)
        if each.questions
        else "",
        "improvements": said("peel_areas", placed=placed, unplaced=each.unplaced),
        "unplaced": ", ".join(map(typed, each.unplaced)),
        "asks": [typed(question.text) for question in each.questions if present and nothing_known],
        "questions": [
            {
                "number": figure(question.number),
                "text": typed(question.text),
                "grade": word("grade", question.grade),
                "assessed": word("grade", question.assessed),
                "areas": ", ".join(map(typed, question.areas_for_improvement)) or NONE["areas"],
                "known": "yes" if (present and not nothing_known) or _is_known(question) else "",
            }
            for question in each.questions
        ],
    }


def _is_known(question: PeelQuestionRow) -> bool:
    return bool(question.grade or question.assessed or question.areas_for_improvement)


def history(summary: CommitteeSummary) -> list[Facts]:
    """Return the numbers behind the picture, of each day at whose end they were other than before, and of the last.

    Each has how many were open, by kind and in all.
    """
    days = summary.history
    return [
        {
            "on": brief(each.on),
            **{name: figure(value) for name, value in zip(BY_KIND.values(), each.by_kind, strict=True)},
            "total": figure(sum(each.by_kind)),
        }
        for before, each in zip((None, *days), days, strict=False)
        if before is None or each is days[-1] or each.by_kind != before.by_kind
    ]
