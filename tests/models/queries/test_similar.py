"""Which open items evidence may support too."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from models.enums import Addressee, StatementKind, Status
from models.queries import items as queries
from models.queries.similar import MOST, similar_to
from models.statements.recording import RecordedStatement, record
from models.statements.statement import Statement
from tests.factories import Register, person_called

AT = datetime(2022, 12, 1, 9, 30, tzinfo=UTC)
VETTING = "Check the vetting of every officer who transfers from another force."
RENEWAL = "Renew the vetting of officers on transfer within a year."
OTHER = "Train call handlers in domestic abuse."


@pytest.fixture
def filled(register: Register) -> Register:
    """Items of anna's about vetting, and one about something else."""
    register.item("1", text=VETTING)
    register.item("2", report="VETTING", text=RENEWAL)
    register.item("3", report="ABUSE", text=OTHER)
    return register


def given(session: Session, register: Register, reference: str, text: str, who: str = "anna") -> Statement:
    """Record evidence for an item."""
    person = person_called(session, who)
    act = register.policy.act(person, AT)
    items = [queries.item_by_reference(session, reference)]
    return record(
        session, StatementKind.EVIDENCE, RecordedStatement(person, text, f"command:{text}"), items, act
    )


def proposed(register: Register, reference: str, text: str, who: str = "anna") -> list[str]:
    """Return the references of what is proposed to somebody after evidence for an item."""
    with register.database.writing() as session:
        statement = given(session, register, reference, text, who)
        return [item.reference for item in similar_to(session, statement, person_called(session, who))]


def test_items_with_words_in_common_are_proposed(filled: Register) -> None:
    """What shares words with the evidence or its item is proposed; what does not is not, nor the item itself."""
    assert proposed(filled, "OLDER-1", "All were checked.") == ["VETTING-2"]


def test_the_words_of_the_evidence_count(filled: Register) -> None:
    """Evidence can be about more than its item."""
    told = proposed(filled, "OLDER-1", "Call handlers were trained in abuse and vetting.")
    assert sorted(told) == ["ABUSE-3", "VETTING-2"]


def test_the_nearest_come_first_and_not_too_many(filled: Register) -> None:
    """At most so many are proposed, and what has most in common stands first."""
    filled.items(MOST + 3, report="MANY", text=RENEWAL)
    filled.item("9", report="NEAR", text=VETTING)
    told = proposed(filled, "OLDER-1", "Done.")
    assert len(told) == MOST
    assert told[0] == "NEAR-9"


def test_a_theme_in_common_comes_first(filled: Register) -> None:
    """Of items with as many words in common, one of the same theme is nearer."""
    filled.item("5", report="LATER", text=RENEWAL)
    with filled.database.writing() as session:
        for reference in ("OLDER-1", "LATER-5"):
            queries.item_by_reference(session, reference).theme = "Corruption"
    assert proposed(filled, "OLDER-1", "Done.") == ["LATER-5", "VETTING-2"]


@pytest.mark.parametrize("status", [Status.SIGNED_OFF, Status.SUPERSEDED])
def test_what_has_ended_is_not_proposed(filled: Register, status: Status) -> None:
    """Only open items are proposed."""
    filled.become("VETTING-2", status)
    assert proposed(filled, "OLDER-1", "Done.") == []


def test_what_is_watched_is_not_proposed(filled: Register) -> None:
    """What is addressed to others is not for the force's evidence."""
    filled.item("6", report="WATCHED", text=VETTING, addressed_to=[Addressee.NPCC])
    assert proposed(filled, "OLDER-1", "Done.") == ["VETTING-2"]


def test_only_what_one_may_record_for_is_proposed(filled: Register) -> None:
    """An owner is proposed their own items and those they stand in for; a coordinator any."""
    filled.item("7", report="DEV", text=VETTING, owner="dev")
    filled.item("8", report="SHARED", text=VETTING, owner="dev", deputy="anna")
    assert proposed(filled, "OLDER-1", "Done.") == ["SHARED-8", "VETTING-2"]
    assert set(proposed(filled, "OLDER-1", "Done too.", "priya")) == {"SHARED-8", "DEV-7", "VETTING-2"}


@pytest.mark.parametrize(
    "text", ["", "!!! ???", "a an the", '"vetting" OR *', "' ; drop table", "12345 67890", "NEAR(a b)"]
)
def test_hostile_and_empty_words_ask_for_nothing_odd(register: Register, text: str) -> None:
    """What means something in a query language is only words, and words that say little propose nothing."""
    register.item("1", text="Make sure that it is done.")
    register.item("2", text="Make sure that it is done too.")
    assert proposed(register, "OLDER-1", text) == []


def test_other_forms_of_a_word_are_the_same_word(register: Register) -> None:
    """Assessment and assessments, officer and officers are alike."""
    register.item("1", text="Complete an assessment by an officer.")
    register.item("2", text="Complete assessments by officers.")
    assert proposed(register, "OLDER-1", "") == ["OLDER-2"]
