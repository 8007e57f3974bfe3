"""What a super-complaint recommends is accepted, and not mandatory: that stands wherever the item is shown."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.documents.workbook.cells import SummaryCells
from models.queries import items
from templates import plain
from templates.messages.items import ItemDetail, ItemList
from templates.messages.publication import SummaryPreview
from templates.paper.facts import context
from tests.factories import Register
from tests.talk import Talk


async def test_accepted_and_not_mandatory_stands_wherever_it_is_shown(talk: Talk, register: Register) -> None:
    """In the list, on the item, in the summary, the paper and the workbook; of others nothing is said."""
    register.item("1", report="PPDA", deadline_on=date(2022, 11, 30), added_on=date(2022, 7, 1))
    register.item("2", report="PPDA", deadline_on=date(2022, 11, 30), added_on=date(2022, 7, 1))
    with register.database.writing() as session:
        items.item_by_reference(session, "PPDA-1").mandatory = False
    register.meeting(date(2022, 12, 15))
    listed = plain.render(await talk.says("anna", "/rec", ItemList), width=None)
    assert listed.count("accepted, not mandatory") == 1
    for reference, said in (("PPDA-1", True), ("PPDA-2", False)):
        shown = await talk.says("anna", f"/rec status {reference}", ItemDetail)
        assert ("accepted, not mandatory" in plain.render(shown, width=None)) is said
    preview = await talk.says("priya", "/rec summary", SummaryPreview)
    whole = replace(preview, is_whole=True)
    assert "owner Anna Clarke, accepted, not mandatory" in plain.render(whole, width=None)
    first: dict[str, Any] = context(preview.summary)["overdue"][0]  # type: ignore[index]
    assert (first["reference"], first["obligation"]) == ("PPDA-1", "Accepted, not mandatory")
    assert first["said_short"].endswith("(accepted, not mandatory)")
    assert "Accepted, not mandatory." in first["standing"]
    cells = SummaryCells(preview.summary, lambda _: {}).of("overdue")
    assert [each["obligation"] for each in cells] == ["accepted, not mandatory", None]
