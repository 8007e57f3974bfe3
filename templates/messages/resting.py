"""What can be said when reminders are to rest, or when an owner says that an item is not theirs."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from templates.messages.items import ItemRow, Who


@dataclass(frozen=True)
class SnoozeForm:
    """The form in which somebody says until when reminders of an item rest, at the latest until `latest`."""

    row: ItemRow
    today: date
    latest: date

    EXAMPLE: ClassVar["SnoozeForm"]


SnoozeForm.EXAMPLE = SnoozeForm(ItemRow.EXAMPLE, date(2022, 12, 2), date(2022, 12, 16))


@dataclass(frozen=True)
class Snoozed:
    """Reminders of an item rest until `until`; others are told on `escalates_on` all the same."""

    row: ItemRow
    until: date
    today: date
    escalates_on: date | None = None

    EXAMPLE: ClassVar["Snoozed"]


Snoozed.EXAMPLE = Snoozed(ItemRow.EXAMPLE, date(2022, 12, 12), date(2022, 12, 2), date(2022, 12, 16))


@dataclass(frozen=True)
class NotMineForm:
    """The form in which an owner says why an item is not theirs."""

    row: ItemRow

    EXAMPLE: ClassVar["NotMineForm"]


NotMineForm.EXAMPLE = NotMineForm(ItemRow.EXAMPLE)


@dataclass(frozen=True)
class Disowned:
    """For a coordinator: an owner, or somebody who answers for them, says that an item is not theirs, and why.

    Once that is settled, `settled_by` says by whom, and `owner` whose it is.
    """

    row: ItemRow
    by: Who
    reason: str
    on: date
    settled_by: Who | None = None
    owner: Who | None = None

    EXAMPLE: ClassVar["Disowned"]


Disowned.EXAMPLE = Disowned(
    ItemRow.EXAMPLE, Who.EXAMPLE, "Professional Standards keep the vetting register.", date(2022, 12, 2)
)


@dataclass(frozen=True)
class KeepForm:
    """The form in which a coordinator says why an item stays with its owner."""

    row: ItemRow

    EXAMPLE: ClassVar["KeepForm"]


KeepForm.EXAMPLE = KeepForm(ItemRow.EXAMPLE)


@dataclass(frozen=True)
class Kept:
    """For an owner who said that an item is not theirs: it is, by whom that was settled, and why."""

    row: ItemRow
    by: Who
    reason: str
    today: date

    EXAMPLE: ClassVar["Kept"]


Kept.EXAMPLE = Kept(
    ItemRow.EXAMPLE,
    Who("Priya Shah", "U0PRIYA01"),
    "The register moves in April; until then it is yours.",
    date(2022, 12, 2),
)
