"""Which words the committee reads: those of reviews, and what was marked for it; nothing else that is written."""

from datetime import timedelta

import pytest

from bot.clock import StoppedClock
from models.enums import Rag, ReviewOutcome, StatementKind
from models.ledger.event import EventKind
from models.queries import items
from models.queries.statements import words_for_committee
from models.refusals.evidence import EvidenceDoesNotCount
from models.reviews.review import ReviewFinding
from models.reviews.reviewing import review
from models.statements.recording import RecordedStatement
from models.statements.statement import Statement
from tests.factories import Register, person_called
from tests.models.saying import ADDED, kinds_since, says, takes_back


def marks(register: Register, clock: StoppedClock, statement: int, *, wanted: bool = True) -> bool:
    with register.database.writing() as session:
        found = session.get_one(Statement, statement)
        return found.mark_for_committee(register.policy.act(found.by, clock.now()), wanted=wanted)


def printed(register: Register, item: str) -> str | None:
    """Return what is printed of the item today."""
    with register.database.reading() as session:
        found = items.item_by_reference(session, item)
        said = words_for_committee(session, [found.id], register.today)
        return said[found.id].text if said else None


def test_what_owners_write_is_not_printed_until_it_is_marked(register: Register, clock: StoppedClock) -> None:
    """An update or evidence is printed once it is marked for the committee, and no longer once it is not."""
    item = register.item(added_on=ADDED)
    update = says(register, clock, item, text="Audit done.")
    evidence = says(register, clock, item, text="This is bloody useless.", kind=StatementKind.EVIDENCE)
    assert printed(register, item) is None
    assert marks(register, clock, update)
    assert not marks(register, clock, update)
    assert printed(register, item) == "Audit done."
    assert marks(register, clock, evidence)
    assert printed(register, item) == "This is bloody useless."
    assert marks(register, clock, evidence, wanted=False)
    assert printed(register, item) == "Audit done."
    assert kinds_since(register, item, 3) == [
        EventKind.FOR_COMMITTEE,
        EventKind.FOR_COMMITTEE,
        EventKind.NOT_FOR_COMMITTEE,
    ]


def test_the_narrative_of_a_review_is_printed(register: Register, clock: StoppedClock) -> None:
    """A review's words are meant for the committee, and a chat line after it does not take their place."""
    item = register.item(added_on=ADDED)
    with register.database.writing() as session:
        anna = person_called(session, "anna")
        said = RecordedStatement(anna, "Half the units are trained.", "form:1")
        found = ReviewFinding(ReviewOutcome.AT_RISK, Rag.AMBER)
        act = register.policy.act(anna, clock.now())
        number = review(session, items.item_by_reference(session, item), found, said, act).id
    clock.move_by(timedelta(days=1))
    says(register, clock, item, text="10618?")
    assert printed(register, item) == "Half the units are trained."
    takes_back(register, clock, number)
    assert printed(register, item) is None


def test_what_was_taken_back_is_not_marked(register: Register, clock: StoppedClock) -> None:
    """What no longer counts is not printed, and cannot be marked."""
    item = register.item(added_on=ADDED)
    number = says(register, clock, item)
    takes_back(register, clock, number)
    with pytest.raises(EvidenceDoesNotCount):
        marks(register, clock, number)
