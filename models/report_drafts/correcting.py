"""Correcting the proposals of a draft, leaving them out, and putting in what the reader did not find."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.deadlines.deadline import Deadline, DeadlineBasis, read_deadline
from models.enums import Addressee, ItemKind
from models.imports.cells import FaultyCell, read_number, read_register_number
from models.ledger.audit_context import AuditContext
from models.queries.numbered import numbered
from models.refusals.forms import RegisterNumberTaken
from models.refusals.reports import (
    ItemAddresseeMissing,
    ItemDeadlineBeforePublication,
    ItemDeadlineOtherwise,
    ItemNumberTaken,
    ItemNumberUnfit,
    ItemRegisterNumberUnfit,
    ItemTextMissing,
    NoSuchCause,
    NoSuchDraft,
    ParticularsMissing,
)
from models.register.recommendation import Recommendation
from models.report_drafts.draft import Draft, DraftItem
from models.report_drafts.drafting import check_open, next_place


@dataclass(frozen=True)
class ItemCorrection:
    """Every field of a proposal as a person has filled it in; what was left empty is empty or None."""

    number: str
    kind: ItemKind
    text: str
    addressed_to: frozenset[Addressee]
    register_number: str = ""
    deadline_wording: str = ""
    deadline_on: date | None = None
    parent: str = ""


def item_of(session: Session, key: str) -> DraftItem:
    """Return the proposal with this number of ours. Raises NoSuchDraft."""
    found = numbered(session, DraftItem, key)
    if found is None:
        raise NoSuchDraft
    return found


def correct(session: Session, item: DraftItem, to: ItemCorrection, audit: AuditContext) -> None:
    """Set all of a proposal to what a person filled in; its doubts are settled by that.

    Raises DraftNotOpen, or what is wrong with one of the fields, at that field.
    """
    draft = item.draft
    check_open(draft, audit.today)
    others = [each for each in draft.items if each is not item]
    number = _number(to.number, others, draft.code)
    deadline = _deadline(draft, to)
    text = to.text.strip()
    if not text:
        raise ItemTextMissing
    if not to.addressed_to:
        raise ItemAddresseeMissing
    register_number = _register_number(session, to.register_number, draft, number, others)
    parent = _parent(to, others, draft.code)
    was, item.number = item.number, number
    item.kind, item.text, item.addressed_to = to.kind, text, to.addressed_to
    item.register_number, item.parent = register_number, parent
    item.deadline_wording = deadline.wording or None
    item.deadline_on, item.deadline_basis = deadline.on, deadline.basis
    item.doubts, item.left_out = [], False
    item.corrected_by, item.corrected_at = audit.by, audit.at
    for child in others:
        if child.parent is not None and child.parent.casefold() == was.casefold() != number.casefold():
            child.parent = number
    session.flush()


def leave_out(item: DraftItem, audit: AuditContext, *, left_out: bool) -> None:
    """Leave a proposal out of what will be added, or take it after all. Raises DraftNotOpen."""
    check_open(item.draft, audit.today)
    item.left_out = left_out


def put_in(
    session: Session, draft: Draft, to: ItemCorrection, audit: AuditContext, *, words: str | None = None
) -> DraftItem:
    """Put an item in that was not found; `words` are those that were not read and from which it was made.

    Raises DraftNotOpen, or what is wrong with one of the fields, at that field.
    """
    check_open(draft, audit.today)
    item = DraftItem(
        place=next_place(session, draft),
        number=to.number,
        kind=to.kind,
        text=to.text,
        addressed_to=to.addressed_to,
        doubts=[],
    )
    with session.no_autoflush:
        draft.items.append(item)
        correct(session, item, to, audit)
    if words is not None:
        draft.not_read = [each for each in draft.not_read if each["words"] != words]
    return item


def _number(typed: str, others: list[DraftItem], code: str) -> str:
    try:
        number = read_number(typed, code)
    except FaultyCell:
        number = None
    if number is None:
        raise ItemNumberUnfit(number=typed)
    if any(each.number.casefold() == number.casefold() and not each.left_out for each in others):
        raise ItemNumberTaken(number=number)
    return number


def _register_number(
    session: Session, typed: str, draft: Draft, number: str, others: list[DraftItem]
) -> str | None:
    try:
        register_number = read_register_number(typed)
    except FaultyCell:
        raise ItemRegisterNumberUnfit(number=typed) from None
    if register_number is None:
        return None
    with session.no_autoflush:
        known = session.scalar(
            select(Recommendation).where(Recommendation.register_number == register_number)
        )
    if known is not None and known.code_number.casefold() != f"{draft.code}-{number}".casefold():
        raise RegisterNumberTaken(number=register_number, reference=known.code_number)
    for each in others:
        if each.register_number == register_number and not each.left_out:
            raise RegisterNumberTaken(number=register_number, reference=f"{draft.code}-{each.number}")
    return register_number


def _deadline(draft: Draft, to: ItemCorrection) -> Deadline:
    """Return the deadline that wording and date mean together; a date without wording is the force's own.

    Raises NotADeadline, ItemDeadlineOtherwise or ItemDeadlineBeforePublication.
    """
    if draft.published_on is None:
        raise ParticularsMissing(code=draft.code)
    meant = read_deadline(to.deadline_wording, draft.published_on)
    if meant.on is None and to.deadline_on is not None:
        meant = Deadline(to.deadline_on, DeadlineBasis.LOCAL, meant.wording)
    if to.deadline_on is not None and meant.on is not None and to.deadline_on != meant.on:
        raise ItemDeadlineOtherwise(wording=meant.wording, meant=meant.on, on=to.deadline_on)
    if meant.on is not None and meant.on < draft.published_on:
        raise ItemDeadlineBeforePublication(on=meant.on, published=draft.published_on)
    return meant


def _parent(to: ItemCorrection, others: list[DraftItem], code: str) -> str | None:
    typed = re.sub(rf"^{re.escape(code)}-", "", to.parent.strip(), flags=re.IGNORECASE)
    if not typed:
        return None
    causes = {
        each.number.casefold(): each.number for each in others if each.kind is ItemKind.CAUSE_OF_CONCERN
    }
    found = causes.get(typed.casefold())
    if found is None or to.kind is ItemKind.CAUSE_OF_CONCERN:
        raise NoSuchCause(number=typed)
    return found


def items_in_register(session: Session, draft: Draft) -> dict[int, str]:
    """Return, for each proposal that the register has already, its number of ours and the item's reference.

    It has it where an item of the report has the same number, or any item the same register number.
    """
    numbers = {item.number.casefold(): item for item in draft.items}
    registered = {item.register_number: item for item in draft.items if item.register_number}
    of_report = Recommendation.report.has(code=draft.code) & func.lower(Recommendation.number).in_(numbers)
    same = Recommendation.register_number.in_(registered)
    found: dict[int, str] = {}
    for there in session.scalars(select(Recommendation).where(of_report | same)):
        item = registered.get(there.register_number or "")
        if item is None and there.report.code == draft.code:
            item = numbers.get(there.number.casefold())
        if item is not None:
            found[item.id] = there.reference
    return found
