"""The ledger: every fact once, with the day it took effect and the instant it was recorded."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, StatementError

from bot.clock import StoppedClock
from models.database import Database
from models.deadlines.deadline import DeadlineBasis
from models.enums import Addressee, ItemKind, Rag, Status
from models.ledger.audit_context import AuditContext
from models.ledger.event import Event, EventKind
from models.outbox.message import Inbox
from models.queries import items
from tests.factories import Register, person_called

TODAY = date(2022, 12, 1)

# What is written to the ledger is the same on every database; that it stays written is tried on each.
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def ledger(register: Register, reference: str) -> Sequence[Event]:
    """Return the facts of an item in the order in which they were recorded."""
    with register.database.reading() as session:
        item = items.item_by_reference(session, reference)
        events = session.scalars(
            select(Event).where(Event.recommendation_id == item.id).order_by(Event.id)
        ).all()
        session.expunge_all()
        return events


def last(register: Register, reference: str) -> Event:
    return ledger(register, reference)[-1]


@on_sqlite
def test_a_fact_has_its_own_day_and_its_own_instant(register: Register, clock: StoppedClock) -> None:
    """What took effect in September and is recorded in December keeps both, apart."""
    item = register.item(owner=None, added_on=date(2022, 9, 2))
    (added,) = ledger(register, item)
    assert (added.kind, added.effective_on, added.recorded_at) == (
        EventKind.ADDED,
        date(2022, 9, 2),
        clock.now(),
    )


@on_sqlite
def test_signing_off_is_recorded_for_the_day_it_was_done(register: Register, clock: StoppedClock) -> None:
    """An item signed off last week and told today was signed off last week, and the ledger says when it heard."""
    item = register.item(added_on=date(2022, 9, 2))
    with register.database.writing() as session:
        tom = person_called(session, "tom")
        act = AuditContext(tom, clock.now(), TODAY, date(2022, 11, 25))
        items.item_by_reference(session, item).become(Status.SIGNED_OFF, act, reason="Letter of 25 November")
        tom_id = tom.id
    event = last(register, item)
    assert (event.kind, event.effective_on, event.recorded_at, event.by_id) == (
        EventKind.SIGNED_OFF,
        date(2022, 11, 25),
        clock.now(),
        tom_id,
    )
    assert event.facts == {"was": "in progress", "to": "signed off", "reason": "Letter of 25 November"}


def test_an_act_takes_effect_today_unless_it_says_otherwise(clock: StoppedClock) -> None:
    """An act is effective on the local date on which it is recorded, or on the day that is given."""
    act = AuditContext.now(None, clock.now(), TODAY)
    assert act.on == TODAY
    assert act.effective(None) is act
    assert act.effective(date(2022, 9, 2)) == AuditContext(None, clock.now(), TODAY, date(2022, 9, 2))


@on_sqlite
@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (Status.SUBMITTED, EventKind.SUBMITTED),
        (Status.FORCE_COMPLETE, EventKind.FORCE_COMPLETE),
        (Status.SIGNED_OFF, EventKind.SIGNED_OFF),
        (Status.SUPERSEDED, EventKind.ENDED),
        (Status.NO_FURTHER_ACTION, EventKind.ENDED),
        (Status.NOT_FOR_THIS_FORCE, EventKind.ENDED),
        (Status.RISK_ACCEPTED, EventKind.ENDED),
        (Status.AWAITING_ALLOCATION, EventKind.RETURNED),
    ],
)
def test_every_status_is_a_fact_of_its_own(register: Register, status: Status, kind: EventKind) -> None:
    """Passing to a status is recorded as what it is, from which status to which."""
    item = register.item()
    register.become(item, status)
    event = last(register, item)
    assert (event.kind, event.facts["was"], event.facts["to"]) == (kind, "in progress", status)


@on_sqlite
@pytest.mark.parametrize("end", [Status.SIGNED_OFF, Status.SUPERSEDED])
def test_opening_what_was_closed_is_a_reopening(register: Register, end: Status) -> None:
    """From any end an open status is a reopening; from one end to another is that other end."""
    item = register.item()
    register.become(item, end)
    register.become(item, Status.RISK_ACCEPTED)
    assert last(register, item).kind is EventKind.ENDED
    register.become(item, Status.IN_PROGRESS)
    assert last(register, item).kind is EventKind.REOPENED


@on_sqlite
def test_what_changes_nothing_is_no_fact(register: Register) -> None:
    """The same status, owner, deadline or word once more adds nothing to the ledger."""
    item = register.item(deadline_on=date(2023, 3, 31))
    before = len(ledger(register, item))
    register.become(item, Status.IN_PROGRESS)
    register.assign(item, "anna")
    register.move_deadline(item, date(2023, 3, 31))
    with register.database.writing() as session:
        it = items.item_by_reference(session, item)
        it.correct("text", it.text, AuditContext.now(None, datetime(2022, 12, 1, tzinfo=UTC), TODAY))
    assert len(ledger(register, item)) == before


@on_sqlite
@pytest.mark.parametrize(
    ("field", "value", "kind", "told"),
    [
        ("text", "Assess them all.", EventKind.CORRECTED, "Assess them all."),
        ("kind", ItemKind.AREA_FOR_IMPROVEMENT, EventKind.RECLASSIFIED, "area for improvement"),
        (
            "addressed_to",
            frozenset({Addressee.PCC, Addressee.NPCC}),
            EventKind.READDRESSED,
            ["NPCC", "PCC"],
        ),
        ("judged_rag", Rag.AMBER, EventKind.RAG_JUDGED, "amber"),
        ("status_since", date(2022, 11, 3), EventKind.CORRECTED, "2022-11-03"),
    ],
)
def test_a_correction_keeps_what_was(
    register: Register, clock: StoppedClock, field: str, value: object, kind: EventKind, told: object
) -> None:
    """A corrected field is a fact of its kind, with the field, and what it is now, as JSON can hold it."""
    item = register.item()
    with register.database.writing() as session:
        it = items.item_by_reference(session, item)
        it.correct(field, value, AuditContext.now(None, clock.now(), TODAY))
    event = last(register, item)
    assert (event.kind, event.facts["field"], event.facts["to"]) == (kind, field, told)


@on_sqlite
def test_people_stand_in_the_ledger_by_their_names(register: Register, clock: StoppedClock) -> None:
    """Allocation, and the naming of a deputy, tell from whom to whom by name."""
    item = register.item()
    register.assign(item, "dev")
    assert last(register, item).facts == {"was": "Anna Clarke", "to": "Dev Patel"}
    with register.database.writing() as session:
        it = items.item_by_reference(session, item)
        it.correct("deputy", person_called(session, "sofia"), AuditContext.now(None, clock.now(), TODAY))
    assert (last(register, item).kind, last(register, item).facts["to"]) == (
        EventKind.DEPUTY_NAMED,
        "Sofia Novak",
    )


@on_sqlite
def test_a_moved_deadline_is_told_with_its_reason(register: Register, clock: StoppedClock) -> None:
    """The ledger has the deadline as it was set, and every move from day to day with its basis and reason."""
    item = register.item(deadline_on=date(2023, 3, 31))
    with register.database.writing() as session:
        it = items.item_by_reference(session, item)
        act = AuditContext.now(None, clock.now(), TODAY)
        it.move_deadline(date(2023, 6, 30), DeadlineBasis.LOCAL, act, reason="New software")
    kinds = [event.kind for event in ledger(register, item)]
    assert kinds == [EventKind.ADDED, EventKind.DEADLINE_SET, EventKind.ALLOCATED, EventKind.DEADLINE_MOVED]
    assert last(register, item).facts == {
        "was": "2023-03-31",
        "to": "2023-06-30",
        "basis": "local target",
        "reason": "New software",
    }


def test_the_database_itself_refuses_to_change_the_ledger(register: Register) -> None:
    """No row of the ledger can be changed or deleted, not even past Reckoner, by SQL."""
    item = register.item()
    before = [(event.id, event.kind, event.effective_on) for event in ledger(register, item)]
    for attempt in (
        "update event set effective_on = '2001-01-01'",
        "update event set recorded_at = recorded_at",
        "delete from event",
        "delete from event where id = (select max(id) from event)",
    ):
        with (
            pytest.raises(DBAPIError, match="The ledger is append-only"),
            register.database.writing() as session,
        ):
            session.execute(text(attempt))
    assert [(event.id, event.kind, event.effective_on) for event in ledger(register, item)] == before


def test_the_ledger_cannot_be_replaced_or_emptied(register: Register) -> None:
    """The ways around a deletion are barred too: replacing a row on SQLite, emptying the table on PostgreSQL."""
    register.item()
    around = {
        "sqlite": "insert or replace into event (id, kind, effective_on, recorded_at, facts)"
        " select id, 'ended otherwise', effective_on, recorded_at, facts from event",
        "postgresql": "truncate event cascade",
    }
    attempt = around[register.database.engine.dialect.name]
    with (
        pytest.raises(DBAPIError, match="The ledger is append-only"),
        register.database.writing() as session,
    ):
        session.execute(text(attempt))


def test_an_upsert_cannot_change_the_ledger(register: Register) -> None:
    """An insertion that would turn into an update is refused on both databases."""
    register.item()
    with (
        pytest.raises(DBAPIError, match="The ledger is append-only"),
        register.database.writing() as session,
    ):
        session.execute(
            text(
                "insert into event (id, kind, effective_on, recorded_at, facts)"
                " select id, kind, effective_on, recorded_at, facts from event where true"
                " on conflict (id) do update set kind = 'ended otherwise'"
            )
        )


def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    """An instant that does not say its zone never reaches the tables."""
    with pytest.raises(StatementError, match="needs a time zone"), database.writing() as session:
        session.add(Inbox(key="Ev1", received_at=datetime(2022, 12, 1, 9, 30)))  # noqa: DTZ001


def test_instants_come_back_in_utc(database: Database) -> None:
    """An instant given in any zone comes back the same, aware and in UTC."""
    summer = datetime.fromisoformat("2022-07-01T10:30:00.123456+01:00")
    with database.writing() as session:
        session.add(Inbox(key="Ev1", received_at=summer))
    with database.reading() as session:
        back = session.scalars(select(Inbox.received_at)).one()
    assert back == summer
    assert back.tzinfo is UTC or back.utcoffset() == UTC.utcoffset(None)
