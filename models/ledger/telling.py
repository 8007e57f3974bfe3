"""How facts get into the ledger: they are told one by one, and written down whenever the session is flushed."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert
from sqlalchemy.orm import Session

from models.enums import ItemKind
from models.ledger.audit_context import AuditContext
from models.ledger.event import LIFE, Event, EventKind, plain, words_in

if TYPE_CHECKING:
    from models.register.recommendation import Recommendation
    from models.register.report import InspectionReport

_OCTETS_OF_SALT: Final = 16
_WRITING: Final = insert(Event).returning(Event.id, sort_by_parameter_order=True)


@dataclass(eq=False, slots=True)
class Fact:
    """A fact as it is told: what an `Event` holds, which gives it its `id` once it is written down.

    The `item` that it is about may be new, and have no number before it is flushed. Words among the `facts` are
    sealed with the `salt`, so that nobody can guess them once they are erased.
    """

    kind: EventKind
    effective_on: date
    recorded_at: datetime
    facts: dict[str, Any]
    by_id: int | None = None
    item: "Recommendation | None" = None
    report_id: int | None = None
    item_kind: ItemKind | None = None
    for_force: bool | None = None
    salt: str | None = field(init=False)
    id: int = field(init=False)

    def __post_init__(self) -> None:
        """Give it a salt if it needs one."""
        self.salt = secrets.token_hex(_OCTETS_OF_SALT) if words_in(self.facts) else None

    @classmethod
    def of(
        cls,
        what: EventKind,
        audit: AuditContext,
        facts: Mapping[str, object],
        *,
        item: "Recommendation | None" = None,
        report: "InspectionReport | None" = None,
    ) -> "Fact":
        """Return a fact that is effective on the day of `audit`; of `facts`, what is None is left out."""
        of_life = item if what in LIFE else None
        return cls(
            kind=what,
            effective_on=audit.on,
            recorded_at=audit.at,
            facts={name: plain(value) for name, value in facts.items() if value is not None},
            by_id=audit.by.id if audit.by else None,
            item=item,
            report_id=report.id if report else None,
            item_kind=of_life.kind if of_life is not None else None,
            for_force=of_life.for_force if of_life is not None else None,
        )

    @property
    def recommendation_id(self) -> int | None:
        """The number of the item that it is about."""
        return self.item.id if self.item is not None else None

    def row(self) -> dict[str, Any]:
        """Return what is written down of it."""
        return {
            "kind": self.kind,
            "recommendation_id": self.recommendation_id,
            "report_id": self.report_id,
            "by_id": self.by_id,
            "effective_on": self.effective_on,
            "recorded_at": self.recorded_at,
            "item_kind": self.item_kind,
            "for_force": self.for_force,
            "facts": self.facts,
            "salt": self.salt,
        }


class LedgerSession(Session):
    """A session that is told facts, and writes them down behind the records with which they are flushed.

    Two of three rows of an import are facts, which nothing refers to yet and nobody changes: the mapper's unit of
    work would take twice as long for them.
    """

    def __init__(self, *args: Any, **settings: Any) -> None:
        """Take what every session takes."""
        super().__init__(*args, **settings)
        self._told: list[Fact] = []
        self.written: list[Fact] = []

    def tell(self, fact: Fact) -> None:
        """Have a fact written down, in the order in which they are told."""
        self._told.append(fact)

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Write down every change, and what was told."""
        super().flush(objects)
        if self._told:
            told, self._told = self._told, []
            self.write_down(told)

    def write_down(self, told: Sequence[Fact]) -> None:
        """Write facts down, which gives them their numbers; `written` holds them until they are sealed."""
        numbers = self.connection().scalars(_WRITING, [fact.row() for fact in told])
        for fact, number in zip(told, numbers, strict=True):
            fact.id = number
        self.written += told


def tell(session: Session, fact: Fact) -> None:
    """Have `session`, which must be one of a `Database`, write a fact down."""
    if not isinstance(session, LedgerSession):
        raise TypeError("Only the sessions of a database have a ledger.")
    session.tell(fact)
