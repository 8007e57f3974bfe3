"""From a draft to the page of it that people see."""

from collections import Counter
from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from models.enums import Addressee
from models.outbox.message import SerializedMessage
from models.report_drafts.adding import wanting
from models.report_drafts.correcting import items_in_register
from models.report_drafts.draft import Draft, DraftItem, DraftState
from templates.messages.drafts import DraftItemForm, DraftRow, NotReadList, ReportDraft
from templates.serialization import freeze

PAGE_SIZE = 8
UNDESCRIBED = "undescribed"
LONGEST_SAID = 300
"""Characters of words that were not read, as a draft shows them."""


def draft_page(
    session: Session, draft: Draft, today: date, first: int = 1, *, size: int = PAGE_SIZE
) -> ReportDraft:
    """Return the page of the draft, of `size` rows, that begins with the row `first`, counted from 1."""
    there = items_in_register(session, draft)
    adding = [item for item in draft.items if not item.left_out and item.id not in there]
    blocked = {item.id for item in wanting(session, draft, adding)}
    total = len(draft.items)
    first = max(1, min(first, (max(total, 1) - 1) // size * size + 1))
    shown = draft.items[first - 1 : first - 1 + size] if draft.is_open else []
    undescribed = draft.state is DraftState.READING and not draft.is_described
    refusal = draft.refusal or {}
    return ReportDraft(
        draft=draft.id or 0,
        code=draft.code,
        title=draft.title,
        kind=draft.kind,
        published_on=draft.published_on,
        today=today,
        state=UNDESCRIBED if undescribed else draft.state.value,
        rows=tuple(_row(item, there.get(item.id), blocked=item.id in blocked) for item in shown),
        total=total,
        to_add=len(adding),
        there=len(there),
        left_out=sum(item.left_out and item.id not in there for item in draft.items),
        blocked=len(blocked),
        doubtful=sum(bool(item.doubts) for item in adding),
        unread=tuple(each["words"][:LONGEST_SAID] for each in draft.not_read),
        furniture=len(draft.left_out),
        gaps=tuple(draft.gaps),
        first=first,
        next_page=f"{draft.id}:{first + size}" if first + size <= total and draft.is_open else None,
        previous_page=f"{draft.id}:{first - size}" if first > size and draft.is_open else None,
        refusal=refusal.get("template"),
        refusal_fields=refusal.get("fields", {}),
        added=tuple(draft.added),
        by=draft.ended_by.name if draft.ended_by else None,
        on=draft.ended_at.date() if draft.ended_at else None,
    )


def redrawn(session: Session, draft: Draft, today: date) -> Callable[[int], SerializedMessage]:
    """Return what makes the showing of the draft anew that begins with a given row."""
    return lambda first: freeze(draft_page(session, draft, today, first))


def item_form(item: DraftItem) -> DraftItemForm:
    """Return the form in which a proposal is corrected."""
    return DraftItemForm(
        draft=item.draft_id,
        code=item.draft.code,
        item=item.id,
        number=item.number,
        register_number=item.register_number or "",
        kind=item.kind,
        text=item.text,
        addressed_to=_bodies(item),
        wording=item.deadline_wording or "",
        deadline_on=item.deadline_on,
        parent=item.parent or "",
        doubts=_doubts(item),
        sentence=item.sentence,
    )


def not_read(draft: Draft) -> NotReadList:
    """Return what of the report was not read, and what was left out as no part of its sentences."""
    counted = Counter(each["what"] for each in draft.left_out)
    examples: dict[str, str] = {}
    for each in draft.left_out:
        examples.setdefault(each["what"], each["words"][:LONGEST_SAID])
    return NotReadList(
        draft=draft.id or 0,
        code=draft.code,
        open=draft.is_open,
        words=tuple((each["words"], each["page"]) for each in draft.not_read),
        left_out=tuple(counted.most_common()),
        examples=tuple(examples.items()),
    )


def _row(item: DraftItem, there: str | None, *, blocked: bool) -> DraftRow:
    return DraftRow(
        item=item.id,
        number=item.number,
        kind=item.kind,
        text=item.text,
        addressed_to=_bodies(item),
        deadline_on=item.deadline_on,
        wording=item.deadline_wording,
        sentence=item.sentence,
        register_number=item.register_number,
        parent=item.parent,
        page=item.page,
        doubts=_doubts(item),
        left_out=item.left_out,
        there=there,
        corrected_by=item.corrected_by.name if item.corrected_by else None,
        blocked=blocked,
    )


def _bodies(item: DraftItem) -> tuple[Addressee, ...]:
    return tuple(body for body in Addressee if body in item.addressed_to)


def _doubts(item: DraftItem) -> tuple[tuple[str, str], ...]:
    return tuple((what, words) for what, words in item.doubts)
