"""The forms in which items are added, corrected and given to people, and what is said then, in all variants."""

from dataclasses import replace
from datetime import date

from models.enums import Addressee, ItemKind
from templates.messages import Message
from templates.messages.allocation import Allocation, ChangedItems, ChangeForm, TeamRow, Teams, Told
from templates.messages.imports import Imported
from templates.messages.item_forms import Added, DeadlineForm, ItemForm, NewReportForm
from templates.messages.items import ItemDetail, ItemList, ItemRow
from templates.who import Who

ROW = ItemRow.EXAMPLE
WATCHED = replace(ROW, also=None, owner=None, deadline_on=None, for_force=False)
UNOWNED = replace(ROW, owner=None)

ADDING_VARIANTS: tuple[Message, ...] = (
    replace(ItemList.EXAMPLE, change_all='["mine", "3"]'),
    replace(ItemDetail.EXAMPLE, can_do=("update", "add_evidence", "assign", "correct"), team="Crime"),
    replace(Imported.EXAMPLE, told=Told(("Anna Clarke", "Dev Patel"), ("Sofia Novak",))),
    NewReportForm(1, (), "", "NEW"),
    replace(NewReportForm.EXAMPLE, reports=NewReportForm.EXAMPLE.reports * 120, text="w" * 40_000),
    replace(
        ItemForm.EXAMPLE,
        correcting=True,
        reference="10618",
        given={"text": "word " * 8_000, "addressed_to": "this force\nNPCC", "mandatory": "no"},
    ),
    replace(ItemForm.EXAMPLE, given={}, causes=(), teams=()),
    replace(DeadlineForm.EXAMPLE, found=True, given=date(2023, 1, 31)),
    replace(DeadlineForm.EXAMPLE, correcting=True, wording="", on=None, given=None, basis="no deadline"),
    replace(Added.EXAMPLE, row=WATCHED, wording="As soon as they can", parent=None, new_report=False),
    replace(Added.EXAMPLE, row=replace(UNOWNED, deadline_on=None), wording=None, told=Told(cannot=("Jo",))),
    replace(
        Added.EXAMPLE,
        row=replace(ROW, kind=ItemKind.CAUSE_OF_CONCERN, also=None),
        addressed_to=tuple(Addressee),
        wording=None,
    ),
    ChangeForm(3, ("10618",), {"owner": "U0ANNA001", "portfolio": "Crime"}, holders=("Marcus Reid",)),
    ChangeForm(3, tuple(f"MANY-{n}" for n in range(200)), many=True, ended=2),
    ChangeForm(3, ("10618",), many=True),
    ChangedItems((), ("10618", "9962"), Told()),
    ChangedItems(tuple((f"MANY-{n}", ("owner: Anna Clarke (was none)",)) for n in range(200)), (), Told()),
    replace(
        Allocation.EXAMPLE,
        by=None,
        owned=(ROW,) * 200,
        deputised=(UNOWNED,),
        gone=(UNOWNED,),
        relieved=(ROW,),
    ),
    replace(Allocation.EXAMPLE, owned=(), deputised=(ROW,), gone=()),
    replace(Allocation.EXAMPLE, owned=(), gone=(WATCHED, ROW)),
    replace(Allocation.EXAMPLE, owned=(), gone=(), relieved=(ROW,)),
    Teams(()),
    Teams((TeamRow("Crime", Who("Dev Patel"), (Who("Dev Patel"),), 0),)),
)
