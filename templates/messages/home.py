"""What a person's own page says."""

from dataclasses import dataclass
from typing import ClassVar

from models.kinds import Role
from templates.messages.items import ItemList, Totals, Who


@dataclass(frozen=True)
class Home:
    """A person's own page: their items, most pressing first; for a coordinator, the totals too."""

    who: Who
    role: Role
    items: ItemList
    totals: Totals | None = None

    EXAMPLE: ClassVar["Home"]


Home.EXAMPLE = Home(Who("Priya Shah", "U0PRIYA01"), Role.COORDINATOR, ItemList.EXAMPLE, Totals.EXAMPLE)
