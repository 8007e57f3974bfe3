"""Facts are told one by one, and written down in that order with the records that they are about."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import Database
from models.enums import Addressee, ItemKind, ReportKind
from models.ledger.audit_context import AuditContext
from models.ledger.event import IS_AN_ACT, Event, EventKind
from models.ledger.note import note
from models.ledger.verifying import verify
from models.refusals.commands import OnlyLooksUp
from models.register.recommendation import Recommendation
from models.register.report import InspectionReport

AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
ACT = AuditContext.now(None, AT, AT.date())


def item(session: Session) -> Recommendation:
    """Return an item that was just entered, and is not written down yet."""
    report = InspectionReport(
        code="VETTING", title="Vetting", kind=ReportKind.OTHER, published_on=date(2026, 1, 1)
    )
    new = Recommendation(
        report=report,
        number="1",
        kind=ItemKind.RECOMMENDATION,
        text="Do it.",
        addressed_to=frozenset({Addressee.FORCE}),
        added_on=AT.date(),
        review_anchor_on=AT.date(),
    )
    session.add(new)
    new.enter(ACT)
    return new


def told(session: Session) -> list[tuple[EventKind, int | None]]:
    """Return what the ledger tells, in the order of its numbers, and of which item."""
    asked = select(Event.kind, Event.recommendation_id).where(IS_AN_ACT).order_by(Event.id)
    return [(kind, number) for kind, number in session.execute(asked)]


def test_facts_are_numbered_as_they_are_told(database: Database) -> None:
    """Facts about a new item, about nothing and about the item again keep their order, and are sealed."""
    with database.writing() as session:
        new = item(session)
        note(session, EventKind.PERSON_CHANGED, ACT, name="Anna")
        last = new.note(EventKind.CORRECTED, ACT, field="notes", was="before", to="after")
        session.flush()
        number = new.id
        assert told(session) == [
            (EventKind.ADDED, number),
            (EventKind.PERSON_CHANGED, None),
            (EventKind.CORRECTED, number),
        ]
        assert session.get_one(Event, last.id).salt == last.salt
        assert last.salt is not None
    with database.writing() as session:
        assert verify(session).holds


def test_whoever_asks_finds_what_was_just_told(database: Database) -> None:
    """A fact is there for the next question, even where no record changes with it."""
    with database.writing() as session:
        note(session, EventKind.PERSON_CHANGED, ACT, name="Anna")
        assert told(session) == [(EventKind.PERSON_CHANGED, None)]


def test_who_only_reads_tells_nothing(database: Database) -> None:
    """A fact that is told in a session which only reads is refused once it would be written down."""
    with database.reading() as session:
        note(session, EventKind.PERSON_CHANGED, ACT, name="Anna")
        with pytest.raises(OnlyLooksUp):
            session.flush()
    with database.reading() as session:
        assert told(session) == []


def test_no_other_session_is_told_anything(database: Database) -> None:
    """A session that would lose what it is told is a mistake of the program."""
    with Session(database.engine) as session, pytest.raises(TypeError):
        note(session, EventKind.PERSON_CHANGED, ACT, name="Anna")
