"""What can be said on an item's way to its end: what waits for a check, what became of it, and the forms for it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.enums import StatementKind
from templates.messages.items import FileRow, ItemRow, StatementRow, Who


@dataclass(frozen=True)
class Submission:
    """What was handed in, for those who check it, with the latest of its evidence; in all there are `pieces`.

    `words` is the update that was written with it. `level` names the further check that it waits for, and is empty
    where a coordinator checks. `over` once its completion has been shown to last and is to be confirmed. `decision`
    is empty while it waits, else approved, passed_on, demonstrating or returned, by `decided_by` for a `reason`.
    """

    row: ItemRow
    by: Who
    on: date
    today: date
    evidence: tuple[StatementRow, ...]
    pieces: int
    words: str = ""
    level: str = ""
    over: bool = False
    decision: str = ""
    decided_by: Who | None = None
    reason: str = ""

    EXAMPLE: ClassVar["Submission"]


Submission.EXAMPLE = Submission(
    ItemRow.EXAMPLE,
    Who.EXAMPLE,
    date(2022, 12, 1),
    date(2022, 12, 1),
    (
        StatementRow(
            StatementKind.EVIDENCE,
            "The audit of November found that 94% of assessments were done.",
            Who.EXAMPLE,
            date(2022, 12, 1),
            (FileRow("audit.pdf", 48_213, "9f" * 32),),
        ),
    ),
    pieces=1,
)


@dataclass(frozen=True)
class Outcome:
    """What became of items, for their owner.

    `what` is approved, demonstrating, returned, signed_off, ended or reopened. It took effect on the local date
    `on`; `reason` is also how HMICFRS signed off.
    """

    what: str
    rows: tuple[ItemRow, ...]
    by: Who
    on: date
    today: date
    reason: str = ""

    EXAMPLE: ClassVar["Outcome"]


Outcome.EXAMPLE = Outcome(
    "returned",
    (ItemRow.EXAMPLE,),
    Who("Priya Shah", "U0PRIYA01"),
    date(2022, 12, 2),
    date(2022, 12, 2),
    "The audit covers two units only.",
)


@dataclass(frozen=True)
class CauseMayClose:
    """Every recommendation that a cause of concern carries has ended, so that the cause may be closed too."""

    row: ItemRow
    children: tuple[ItemRow, ...]
    today: date

    EXAMPLE: ClassVar["CauseMayClose"]


CauseMayClose.EXAMPLE = CauseMayClose(ItemRow.EXAMPLE, (ItemRow.EXAMPLE,), date(2022, 12, 2))


@dataclass(frozen=True)
class SubmitForm:
    """The form in which an item is handed in, with a word about it and files."""

    row: ItemRow
    today: date

    EXAMPLE: ClassVar["SubmitForm"]


SubmitForm.EXAMPLE = SubmitForm(ItemRow.EXAMPLE, date(2022, 12, 2))


@dataclass(frozen=True)
class SignOffForm:
    """The form in which HMICFRS's sign-off is recorded: its day and how it was given."""

    row: ItemRow
    today: date
    on: date

    EXAMPLE: ClassVar["SignOffForm"]


SignOffForm.EXAMPLE = SignOffForm(ItemRow.EXAMPLE, date(2022, 12, 2), date(2022, 11, 30))


@dataclass(frozen=True)
class ReasonForm:
    """A form that asks for the reason of `what`: return, end, reopen, refuse, hold or release.

    Ending also asks in which way.
    """

    what: str
    row: ItemRow
    today: date

    EXAMPLE: ClassVar["ReasonForm"]


ReasonForm.EXAMPLE = ReasonForm("return", ItemRow.EXAMPLE, date(2022, 12, 2))
