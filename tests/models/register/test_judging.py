"""Colours that statements judge, and what taking them back restores."""

from datetime import date

import pytest
from sqlalchemy import select

from bot.clock import StoppedClock
from models.enums import Rag, Status
from models.ledger.event import Event, EventKind
from models.queries import items
from models.refusals.progress import ItemHasEnded, RagNeedsReason
from models.register.judgement import check_judgement, judge
from models.statements.statement import Statement
from tests.factories import Register
from tests.models.saying import kept, says, takes_back

# What is recorded is the same on every database: these rules need no more than one of them.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def judges(register: Register, clock: StoppedClock, item: str, rag: Rag) -> int:
    statement = says(register, clock, item)
    with register.database.writing() as session:
        said = session.get_one(Statement, statement)
        judge(session, said.items[0], rag, said, register.policy.act(said.by, clock.now()))
    return statement


def turns(register: Register) -> list[tuple[str | None, str | None]]:
    """Return from what to what each item's colour was judged, as the ledger has it."""
    with register.database.reading() as session:
        judged = session.scalars(select(Event).where(Event.kind == EventKind.RAG_JUDGED).order_by(Event.id))
        return [(event.facts.get("was"), event.facts.get("to")) for event in judged]


def test_undo_restores_what_was(register: Register, clock: StoppedClock) -> None:
    """The colour that was judged before a statement holds again once that is taken back; the ledger has both."""
    item = register.item(rag=Rag.GREEN)
    statement = judges(register, clock, item, Rag.AMBER)
    assert kept(register, item, "judged_rag") == (Rag.AMBER,)
    takes_back(register, clock, statement)
    assert kept(register, item, "judged_rag") == (Rag.GREEN,)
    assert turns(register) == [("green", "amber"), ("amber", "green")]


@pytest.mark.parametrize("second", [Rag.AMBER, Rag.RED])
def test_a_later_judgement_outlives_an_earlier_one(
    register: Register, clock: StoppedClock, second: Rag
) -> None:
    """When the first of two judgements is taken back the second stays; when it goes too, neither is left."""
    item = register.item()
    earlier = judges(register, clock, item, Rag.AMBER)
    later = judges(register, clock, item, second)
    takes_back(register, clock, earlier)
    assert kept(register, item, "judged_rag") == (second,)
    takes_back(register, clock, later)
    assert kept(register, item, "judged_rag") == (None,)


def test_undo_leaves_what_somebody_corrected_since(register: Register, clock: StoppedClock) -> None:
    """A colour that came by other means since, like an import, is not undone with an older statement."""
    item = register.item()
    statement = judges(register, clock, item, Rag.AMBER)
    with register.database.writing() as session:
        found = items.item_by_reference(session, item)
        found.correct("judged_rag", Rag.RED, register.policy.act(None, clock.now()))
    takes_back(register, clock, statement)
    assert kept(register, item, "judged_rag") == (Rag.RED,)


@pytest.mark.parametrize("rag", Rag)
@pytest.mark.parametrize("reason", [None, "", "  \n"])
def test_red_and_amber_need_a_reason(register: Register, rag: Rag, reason: str | None) -> None:
    """Red and amber are not judged without a reason; green and white may be."""
    with register.database.reading() as session:
        item = items.item_by_reference(session, register.item(deadline_on=date(2023, 3, 31)))
        if rag in (Rag.RED, Rag.AMBER):
            with pytest.raises(RagNeedsReason):
                check_judgement(item, rag, reason)
        check_judgement(item, rag, reason if rag in (Rag.GREEN, Rag.WHITE) else "Training slipped")


def test_what_has_ended_is_not_judged(register: Register) -> None:
    """The colour of an item that has ended is no longer judged."""
    item = register.item()
    register.become(item, Status.SIGNED_OFF)
    with register.database.reading() as session, pytest.raises(ItemHasEnded):
        check_judgement(items.item_by_reference(session, item), Rag.GREEN, "It is done")
