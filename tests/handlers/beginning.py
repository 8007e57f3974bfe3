"""What conversations in which items are added have in common."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select

from models.queries import items
from models.register.recommendation import Recommendation
from templates.messages import Message
from templates.messages.item_forms import ItemForm
from tests.talk import Talk

VETTING = date(2022, 11, 2)
FILLED = {
    "number": "44",
    "kind": "recommendation",
    "text": "Chief constables should review vetting.",
    "addressed_to": "all forces",
}


async def begun(talk: Talk, words: str = "VETTING") -> ItemForm:
    """Have priya begin to add to a report."""
    return await talk.says("priya", f"/rec add {words}", ItemForm)


async def filled(talk: Talk, form: ItemForm, **fields: str) -> Message:
    """Have priya submit the form about an item."""
    return await talk.submits("priya", "add_item", str(form.draft), FILLED | fields)


def item(talk: Talk, reference: str) -> Mapping[str, object]:
    """Return what the register holds of an item."""
    with talk.database.reading() as session:
        found = items.item_by_reference(session, reference)
        return {
            **{column.name: getattr(found, column.name) for column in Recommendation.__table__.columns},
            "owner": found.owner and found.owner.name,
            "deputy": found.deputy and found.deputy.name,
            "report": found.report.title,
            "parent": found.parent and found.parent.reference,
        }


def count(talk: Talk) -> int:
    """Return how many items there are."""
    with talk.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Recommendation)) or 0
