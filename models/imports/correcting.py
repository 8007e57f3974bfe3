"""Correcting one item by a form: what was changed is set by the item's verbs, so that the ledger keeps what was."""

from collections.abc import Set as AbstractSet

from sqlalchemy.orm import Session

from models.enums import ItemKind
from models.imports.changes import change
from models.imports.importing import described
from models.imports.item_form import FIELDS, cause, check
from models.imports.rows import ImportRow
from models.ledger.audit_context import AuditContext
from models.refusals.forms import StillCarries
from models.register.filing import Filing
from models.register.recommendation import Recommendation

CORRECTED = "The wording of the deadline was corrected"
CORRECTABLE = tuple(name for name in FIELDS if name not in ("deadline", "added_on"))
"""The fields of the form. A deadline moves by an extension, and is corrected by its wording."""


def correct(
    session: Session, item: Recommendation, row: ImportRow, fields: AbstractSet[str], audit: AuditContext
) -> tuple[str, ...]:
    """Set the `fields` of `item` to what `row` says; return what was changed, in words.

    A deadline that nobody has moved follows its corrected wording. Raises NumberTaken, RegisterNumberTaken,
    CauseMissing, StillCarries or BeforeLastCorrection.
    """
    check(session, row, item)
    if "kind" in fields and row.kind is not ItemKind.CAUSE_OF_CONCERN and item.children:
        children = ", ".join(child.reference for child in item.children)
        raise StillCarries(reference=item.reference, children=children)
    values = Filing(session, (item,)).written(described(row)) | {
        "number": row.number,
        "parent": cause(session, row),
    }
    what = []
    for name in CORRECTABLE:
        was = getattr(item, name)
        if name in fields and was != values[name]:
            item.correct(name, values[name], audit)
            what.append(change(name, was, values[name]))
    if "deadline_wording" in fields and not item.deadline_moves:
        was_on = item.deadline_on
        item.correct_deadline(row.deadline.on, row.deadline.basis, audit, reason=CORRECTED)
        what += [change("deadline", was_on, item.deadline_on)] if was_on != item.deadline_on else []
    return tuple(what)
