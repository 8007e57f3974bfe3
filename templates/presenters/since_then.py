"""What has become of an item since a list that names it was frozen."""

from models.register.recommendation import Recommendation
from templates.messages.items import ItemRow
from templates.messages.why import SinceThen
from templates.presenters.rows import who


def since_then(row: ItemRow, item: Recommendation) -> SinceThen | None:
    """Return what is another now than in `row`, as it was told; None where nothing is."""
    owner = who(item.owner) if item.owner else None
    passed = item.status is not row.status
    moved = item.deadline_on != row.deadline_on
    handed_over = (owner and owner.name) != (row.owner and row.owner.name)
    if not (passed or moved or handed_over):
        return None
    return SinceThen(
        row.reference,
        status=item.status if passed else None,
        status_since=item.status_since if passed else None,
        deadline_moved=moved,
        deadline_on=item.deadline_on if moved else None,
        owner_changed=handed_over,
        owner=owner if handed_over else None,
    )
