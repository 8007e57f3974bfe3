"""Has people hand in, check, sign off, end and reopen items, and ask for more time, by the register's verbs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import StoppedClock
from models.completion import checking, finishing
from models.deadlines import extensions
from models.deadlines.extension import ExtensionRequest
from models.enums import ItemKind, StatementKind, Status
from models.ledger.audit_context import AuditContext
from models.ledger.event import Event
from models.people.person import Person
from models.policy import Policy
from models.queries import items as queries
from models.register.recommendation import Recommendation
from models.statements.recording import RecordedStatement, record
from tests.factories import Register, person_called

Verb = Callable[[Session, Recommendation, AuditContext], object]


class Ending:
    """A register in which people do things by their handles, each in a transaction of its own."""

    def __init__(self, register: Register, clock: StoppedClock) -> None:
        """Act in `register` at the time of `clock`; `policy` can be set to another."""
        self.register, self.clock, self.policy = register, clock, register.policy
        self._said = 0

    def does(self, who: str | None, item: str, verb: Verb) -> None:
        """Have somebody, or the register itself, do something to an item."""
        with self.register.database.writing() as session:
            by = person_called(session, who) if who else None
            verb(session, queries.item_by_reference(session, item), self.policy.act(by, self.clock.now()))

    def evidence(self, who: str, *items: str, kind: StatementKind = StatementKind.EVIDENCE) -> None:
        """Record a piece of evidence for items."""
        self._said += 1
        with self.register.database.writing() as session:
            by = person_called(session, who)
            said = RecordedStatement(by, "The audit found 94%.", f"D1:{self._said}")
            found = [queries.item_by_reference(session, item) for item in items]
            record(session, kind, said, found, self.policy.act(by, self.clock.now()))

    def submits(self, who: str, item: str) -> None:
        """Hand an item in."""
        self.does(who, item, finishing.submit)

    def approves(self, who: str, item: str) -> None:
        """Approve what was handed in."""
        self.does(who, item, lambda session, it, audit: checking.approve(session, it, audit, self.policy))

    def returns(self, who: str, item: str, reason: str) -> None:
        """Give back what was handed in."""
        self.does(who, item, lambda session, it, audit: checking.return_to_owner(session, it, audit, reason))

    def signs_off(self, who: str, items: str, on: date, basis: str) -> None:
        """Record that HMICFRS signed off items, whose references are divided by blanks."""
        with self.register.database.writing() as session:
            found = [queries.item_by_reference(session, each) for each in items.split()]
            audit = self.policy.act(person_called(session, who), self.clock.now())
            finishing.sign_off(session, found, on, basis, audit)

    def ends(self, who: str, item: str, status: Status, reason: str) -> None:
        """End an item otherwise."""
        self.does(who, item, lambda session, it, audit: finishing.end(session, it, status, audit, reason))

    def reopens(self, who: str, item: str, reason: str) -> None:
        """Open an item again."""
        self.does(who, item, lambda _, it, audit: finishing.reopen(it, audit, reason))

    def asks(self, who: str, item: str, to: date, reason: str, source: str = "") -> None:
        """Ask for more time."""
        self._said += 1
        where = source or f"D2:{self._said}"

        def verb(session: Session, it: Recommendation, audit: AuditContext) -> object:
            return extensions.ask_extension(session, it, to, reason, audit, policy=self.policy, source=where)

        self.does(who, item, verb)

    def agrees(self, who: str, item: str) -> None:
        """Agree to what was asked for."""
        self.does(
            who,
            item,
            lambda session, it, audit: extensions.agree(
                session, extensions.request_for(session, it), audit, self.policy
            ),
        )

    def refuses(self, who: str, item: str, because: str) -> None:
        """Refuse what was asked for."""
        self.does(
            who,
            item,
            lambda session, it, audit: extensions.refuse(extensions.request_for(session, it), audit, because),
        )

    def withdraws(self, who: str, item: str) -> None:
        """Take back what was asked for."""
        self.does(
            who,
            item,
            lambda session, it, audit: extensions.withdraw(extensions.request_for(session, it), audit),
        )

    def moves(self, who: str, item: str, to: date, reason: str) -> None:
        """Move a date, to which the other coordinator agrees where there is one."""
        self._said += 1
        source = f"D2:{self._said}"

        def verb(session: Session, it: Recommendation, audit: AuditContext) -> None:
            request = extensions.move(session, it, to, reason, audit, policy=self.policy, source=source)
            if request is not None:
                other = person_called(session, "tom" if who == "priya" else "priya")
                extensions.agree(session, request, replace(audit, by=other), self.policy)

        self.does(who, item, verb)

    def kept(self, item: str, *names: str) -> tuple[object, ...]:
        """Return these attributes of an item as they are kept."""
        with self.register.database.reading() as session:
            found = queries.item_by_reference(session, item)
            return tuple(getattr(found, name) for name in names)

    def last(self, item: str) -> tuple[str, str | None, date, dict[str, Any]]:
        """Return what the ledger has last of an item: kind, by whom, its day and its facts."""
        with self.register.database.reading() as session:
            found = queries.item_by_reference(session, item)
            newest = select(Event).where(Event.recommendation_id == found.id).order_by(Event.id.desc())
            event = session.scalars(newest.limit(1)).one()
            by = session.get_one(Person, event.by_id).name if event.by_id else None
            return event.kind, by, event.effective_on, event.facts

    def events(self, item: str) -> int:
        """Count what the ledger has of an item."""
        with self.register.database.reading() as session:
            found = queries.item_by_reference(session, item)
            return len(session.scalars(select(Event.id).where(Event.recommendation_id == found.id)).all())

    def requests(self, item: str) -> list[tuple[date, str | None, str | None]]:
        """Return every request for an item: the day, the decision, and why."""
        with self.register.database.reading() as session:
            found = queries.item_by_reference(session, item)
            asked = select(ExtensionRequest).where(ExtensionRequest.recommendation_id == found.id)
            rows = session.scalars(asked.order_by(ExtensionRequest.id))
            return [(each.to, each.decision, each.decided_because) for each in rows]


def cause_with_children(register: Register, *owners: str) -> str:
    """Enter a cause of concern OLDER-5 with the recommendations OLDER-5a, OLDER-5b and so on; return it."""
    cause = register.item("5", kind=ItemKind.CAUSE_OF_CONCERN)
    for letter, owner in zip("abc", owners or ("anna", "anna"), strict=False):
        register.item(f"5{letter}", parent=cause, owner=owner)
    return cause


def with_policy(ending: Ending, **given: Any) -> Ending:
    """Return `ending` under a policy that differs as given."""
    ending.policy = Policy(**given)
    return ending
