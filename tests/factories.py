"""Makes people, reports, items and meetings in a register, by the same verbs as Reckoner itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypedDict, Unpack

from sqlalchemy import exists, insert, select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.local.people import MEMBERS
from bot.slack import addresses
from models.address import Account
from models.base import Base
from models.committee.meeting import Meeting
from models.database import Database
from models.deadlines.deadline import DeadlineBasis
from models.enums import Addressee, ItemKind, Rag, ReportKind, Role, Status, Surface
from models.ledger.audit_context import AuditContext
from models.ledger.chain import Seal
from models.ledger.event import Event
from models.outbox import outbox
from models.outbox.message import OutboxMessage, SerializedMessage
from models.people import teams
from models.people.person import Person
from models.policy import Policy
from models.queries import items as queries
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport

LONG_AGO = date(2022, 7, 1)
"""When reports were published, unless a test says otherwise."""

ACCOUNTS = {member.name: member.id for member in MEMBERS}
NAMES = {member.name: member.real_name for member in MEMBERS}


def account(handle: str) -> Account:
    """Return the account of the person of the local workspace with this handle."""
    return addresses.account(ACCOUNTS[handle])


def person_called(session: Session, handle: str) -> Person:
    """Return the person of the local workspace with this handle, like `anna`."""
    return session.scalars(select(Person).where(Person.account == ACCOUNTS[handle])).one()


def enqueued(
    session: Session, key: str, message: SerializedMessage, at: datetime, **where: Any
) -> OutboxMessage:
    """Put a message into the outbox as `outbox.enqueue` does, and return its row."""
    outbox.enqueue(session, key, message, at, **where)
    return session.scalars(select(OutboxMessage).where(OutboxMessage.key == key)).one()


def open_by_kind(session: Session) -> dict[ItemKind, int]:
    """Count the open items of this force by kind, one by one; a kind without any is 0."""
    counted = [
        item.kind for item in session.scalars(select(Recommendation)) if item.is_open and item.for_force
    ]
    return {kind: counted.count(kind) for kind in ItemKind}


def add_people(session: Session) -> None:
    """Add everybody of the local workspace who has a role there."""
    session.add_all(
        Person(
            name=each.real_name,
            email=each.email,
            surface=Surface.SLACK,
            account=each.id,
            role=Role(each.role),
        )
        for each in MEMBERS
        if each.role is not None
    )
    session.flush()


_everybody: dict[type[Base], list[dict[str, Any]]] = {}
"""The rows of everybody in an empty register, once Reckoner itself has written them in this process."""


def _enter_everybody(database: Database) -> None:
    """Add everybody where nobody is known; where nothing else was told either, the rows are the same each time."""
    with database.writing() as session:
        if _has(session, Person):
            return
        if _has(session, Event):
            add_people(session)
            return
        for table, rows in _everybody.items():
            session.connection().execute(insert(table), rows)
        if _everybody:
            return
        add_people(session)
    with database.reading() as session:
        for kind in (Person, Event, Seal):
            written = session.execute(select(kind.__table__)).mappings()
            _everybody[kind] = [{name: row[name] for name in row if name != "id"} for row in written]


def _has(session: Session, kind: type[Base]) -> bool:
    return session.scalar(select(exists(select(kind)))) is True


class GivenItem(TypedDict, total=False):
    """What an item is, where it is not the usual one; people by their handles.

    It is added today unless `added_on` says otherwise, and its reviews are counted from `reviews_from`, else from
    then.
    """

    register_number: str | None
    report: str
    text: str
    owner: str | None
    deputy: str | None
    deadline_on: date | None
    added_on: date | None
    reviews_from: date | None
    kind: ItemKind
    parent: str | None
    addressed_to: Iterable[Addressee]
    rag: Rag | None


@dataclass(frozen=True)
class _Related:
    """What items refer to."""

    parent: Recommendation | None
    owner: Person | None
    deputy: Person | None
    report: InspectionReport


class Register:
    """A register that a test fills, each call in a transaction of its own at the time of the clock."""

    def __init__(self, database: Database, clock: Clock, policy: Policy) -> None:
        """Fill `database`, which is given the people of the local workspace."""
        self.database, self.policy, self._clock = database, policy, clock
        _enter_everybody(database)

    @property
    def act(self) -> AuditContext:
        """What the register itself does now."""
        return self.policy.act(None, self._clock.now())

    @property
    def today(self) -> date:
        """The force's local date by the clock."""
        return self.policy.today(self._clock.now())

    def report(self, code: str, title: str | None = None, published_on: date = LONG_AGO) -> None:
        """Add a report."""
        with self.database.writing() as session:
            session.add(
                InspectionReport(
                    code=code,
                    title=title or f"Report {code}",
                    kind=ReportKind.NATIONAL_THEMATIC,
                    published_on=published_on,
                )
            )

    def item(self, number: str = "1", **given: Unpack[GivenItem]) -> str:
        """Enter an item and allocate it to its owner, Anna unless another is given; return its reference."""
        with self.database.writing() as session:
            return self._enter(session, number, _related(session, given), given)

    def items(self, count: int, **given: Unpack[GivenItem]) -> list[str]:
        """Enter `count` items, numbered from 1, whose deadlines follow each other day by day."""
        first = date(2023, 6, 2)
        with self.database.writing() as session:
            related = _related(session, {"report": "MANY", **given})
            return [
                self._enter(session, str(n + 1), related, {"deadline_on": first + timedelta(days=n), **given})
                for n in range(count)
            ]

    def known_since(self, day: date) -> None:
        """Have everything been in the register, and in its owners' hands, since the local date `day`."""
        with self.database.writing() as session:
            for item in session.scalars(select(Recommendation)):
                item.tracked_on = day
                item.owned_since = day if item.owner is not None else None

    def become(self, reference: str, status: Status) -> None:
        """Pass an item to `status` today."""
        with self.database.writing() as session:
            act = self.policy.act(None, self._clock.now())
            queries.item_by_reference(session, reference).become(status, act, reason="Said in a test")

    def move_deadline(self, reference: str, to: date | None) -> None:
        """Move the deadline of an item."""
        with self.database.writing() as session:
            act = self.policy.act(None, self._clock.now())
            item = queries.item_by_reference(session, reference)
            item.move_deadline(to, DeadlineBasis.STATED_DAY, act, reason="Said in a test")

    def assign(self, reference: str, owner: str | None) -> None:
        """Give an item to somebody else, or to nobody."""
        with self.database.writing() as session:
            act = self.policy.act(None, self._clock.now())
            person = person_called(session, owner) if owner else None
            queries.item_by_reference(session, reference).assign(person, act)

    def set_person(self, handle: str, **values: object) -> None:
        """Set columns of a person."""
        with self.database.writing() as session:
            person = person_called(session, handle)
            for name, value in values.items():
                setattr(person, name, value)

    def team(self, name: str, lead: str, *members: str) -> None:
        """Add a team; people are given by their handles."""
        with self.database.writing() as session:
            act = self.policy.act(None, self._clock.now())
            team = teams.add(session, name, person_called(session, lead), act)
            for member in members:
                teams.take_in(session, team, person_called(session, member), act)

    def work_on(self, reference: str, team: str) -> None:
        """Have a team work on an item, whoever owns it."""
        with self.database.writing() as session:
            act = self.policy.act(None, self._clock.now())
            found = teams.team_called(session, team)
            queries.item_by_reference(session, reference).correct("team", found, act)

    def forget(self, handle: str) -> None:
        """Take a person whom nothing refers to out of the register."""
        with self.database.writing() as session:
            session.delete(person_called(session, handle))

    def meeting(
        self, held_on: date, *, entered_on: date | None = None, cut_off_on: date | None = None
    ) -> None:
        """Enter a committee meeting, today unless `entered_on` says otherwise."""
        with self.database.writing() as session:
            session.add(
                Meeting(
                    held_on=held_on,
                    cut_off_on=cut_off_on or held_on,
                    paper_due_on=held_on,
                    entered_on=entered_on or self.today,
                )
            )

    def _enter(self, session: Session, number: str, related: _Related, given: GivenItem) -> str:
        on = given.get("added_on") or self.today
        deadline_on = given.get("deadline_on")
        item = Recommendation(
            report=related.report,
            number=number,
            register_number=given.get("register_number"),
            kind=given.get("kind", ItemKind.RECOMMENDATION),
            text=given.get("text", "Assess the needs of every older victim."),
            addressed_to=frozenset(given.get("addressed_to", (Addressee.ALL_FORCES,))),
            deadline_on=deadline_on,
            deadline_basis=DeadlineBasis.STATED_DAY if deadline_on else DeadlineBasis.NONE,
            judged_rag=given.get("rag"),
            added_on=on,
            review_anchor_on=given.get("reviews_from") or on,
        )
        session.add(item)
        item.enter(self.act)
        item.parent, item.deputy = related.parent, related.deputy
        if related.owner is not None:
            item.assign(related.owner, self.act.effective(on))
        return item.reference


def _related(session: Session, given: GivenItem) -> _Related:
    """Look up what items refer to before any of them is there: they are then written all together."""
    parent, owner, deputy = given.get("parent"), given.get("owner", "anna"), given.get("deputy")
    return _Related(
        parent=queries.item_by_reference(session, parent) if parent else None,
        owner=person_called(session, owner) if owner is not None else None,
        deputy=person_called(session, deputy) if deputy else None,
        report=_report(session, given.get("report", "OLDER")),
    )


def _report(session: Session, code: str) -> InspectionReport:
    report = queries.report_by_code(session, code)
    if report is None:
        report = InspectionReport(
            code=code, title=f"Report {code}", kind=ReportKind.NATIONAL_THEMATIC, published_on=LONG_AGO
        )
        session.add(report)
    return report
