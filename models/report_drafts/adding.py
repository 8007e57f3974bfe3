"""Adding a draft to the register: all of it in one transaction, by the same way as a file that is imported."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.deadlines.deadline import Deadline
from models.enums import Status
from models.imports.importing import Register
from models.imports.rows import ImportRow, is_mandatory
from models.ledger.audit_context import AuditContext
from models.refusals.reports import (
    DraftItemsWanting,
    NothingToAdd,
    ParticularsMissing,
    RegisterRefuses,
)
from models.register.recommendation import Recommendation
from models.register.report_particulars import Particulars, correct, report_called
from models.report_drafts.correcting import items_in_register
from models.report_drafts.draft import Draft, DraftItem, DraftState
from models.report_drafts.drafting import check_open, known_of, numbers_of

_LEFT_OPEN = frozenset({"mandatory", "status", "added_on"})


def to_add(session: Session, draft: Draft) -> list[DraftItem]:
    """Return the proposals that would be added: neither left out nor in the register already."""
    there = items_in_register(session, draft)
    return [item for item in draft.items if not item.left_out and item.id not in there]


def wanting(session: Session, draft: Draft, items: list[DraftItem]) -> list[DraftItem]:
    """Return the items that cannot be added as they are.

    They have no addressee, or a number that another has too, or are part of a cause of concern that is left out.
    """
    times = Counter(numbers_of(items))
    numbers = set(times) | _numbers_there(session, draft.code)
    return [
        item
        for item in items
        if not item.addressed_to
        or times[item.number.casefold()] > 1
        or (item.parent is not None and item.parent.casefold() not in numbers)
    ]


def add(session: Session, draft: Draft, audit: AuditContext) -> list[str]:
    """Add everything in the draft that the register does not have, and return the references of what was added.

    A draft that was added already stays as it is. Raises DraftNotOpen, ParticularsMissing, NothingToAdd,
    DraftItemsWanting or RegisterRefuses; then nothing is added.
    """
    if draft.state is DraftState.ADDED:
        return draft.added
    check_open(draft, audit.today)
    if not draft.is_described:
        raise ParticularsMissing(code=draft.code)
    items = to_add(session, draft)
    if not items:
        raise NothingToAdd(code=draft.code)
    lacking = wanting(session, draft, items)
    if lacking:
        raise DraftItemsWanting(wanting=", ".join(f"{draft.code}-{item.number}" for item in lacking))
    is_new = known_of(session, draft.code) is None
    intake = Register(session, audit).take(list(_rows(session, draft, items, audit)))
    if intake.faults:
        fault = intake.faults[0]
        raise RegisterRefuses(number=items[fault.row - 1].number, wrong=fault.wrong, right=fault.right)
    if is_new and draft.source_link:
        report = report_called(session, draft.code)
        correct(session, report, Particulars(source_link=draft.source_link), audit)
    draft.added = intake.added
    draft.state, draft.ended_at, draft.ended_by = DraftState.ADDED, audit.at, audit.by
    session.flush()
    return draft.added


def _rows(session: Session, draft: Draft, items: list[DraftItem], audit: AuditContext) -> Iterator[ImportRow]:
    """Yield the items as rows of an import, which leave what the register says of the report as it is."""
    known = known_of(session, draft.code)
    for place, item in enumerate(items, start=1):
        deadline = Deadline(item.deadline_on, item.deadline_basis, item.deadline_wording or "")
        if draft.published_on is None:
            raise ParticularsMissing(code=draft.code)
        yield ImportRow(
            row=place,
            report=None if known else draft.title,
            report_code=draft.code,
            report_kind=None if known else draft.kind,
            published=known.published_on if known else draft.published_on,
            number=item.number,
            register_number=item.register_number,
            kind=item.kind,
            text=item.text,
            addressed_to=item.addressed_to,
            mandatory=is_mandatory(None, draft.kind),
            deadline=deadline,
            owner=None,
            deputy=None,
            status=Status.AWAITING_ALLOCATION,
            status_since=None,
            added_on=audit.today,
            parent=item.parent,
            parent_is_said=True,
            left_open=_LEFT_OPEN,
        )


def _numbers_there(session: Session, code: str) -> set[str]:
    there = select(Recommendation.number).where(Recommendation.report.has(code=code))
    return {number.casefold() for number in session.scalars(there)}
