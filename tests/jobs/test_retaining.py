"""Retention: what has ended long ago is erased, once people were told, and nothing else is."""

import hashlib
from datetime import date, datetime

import pytest
from sqlalchemy import select, update

from bot.clock import StoppedClock
from jobs.fetching import Stored, settle
from jobs.retention import reckon_retention
from models.database import Database
from models.ledger.event import Event
from models.policy import Policy
from models.queries import items
from models.register.recommendation import Recommendation
from models.retention.due import RetentionRule
from models.retention.erasing import erase
from models.retention.verifying import erased_otherwise
from models.statements.statement import AttachedFile, FileState
from templates.messages.answers import Acknowledged
from templates.messages.completion import ReasonForm
from templates.messages.items import ItemDetail
from templates.messages.retention import ErasureAhead
from tests.factories import Register
from tests.retaining import (
    ERASED_AT,
    FILE,
    KEPT,
    OVER,
    SECRET,
    TOLD_AT,
    YEARS,
    disarm,
    ended,
    erasures,
    kept_long_enough,
    lived_and_ended,
    octets_of,
    places_with,
    verified,
    written_about,
)
from tests.talk import Talk, talking

pytestmark = pytest.mark.every_database


@pytest.fixture
def policy() -> Policy:
    """What has ended is kept for two years."""
    return KEPT


def states(database: Database) -> list[FileState]:
    """Return how far every file has come."""
    with database.reading() as session:
        return list(session.scalars(select(AttachedFile.state).order_by(AttachedFile.id)))


async def test_after_its_time_no_word_is_left_anywhere(talk: Talk) -> None:
    """Two years after the end nothing that people wrote is in any row, nor on SQLite's disk, nor in the store."""
    await lived_and_ended(talk)
    before = places_with(SECRET, talk.database)
    assert {"statement", "wording", "evidence_link", "attached_file", "event", "outbox_message"} <= set(
        before
    )
    assert {"help_request", "liaison_meeting", "extension_request"} <= set(before)
    assert list(talk.shelf.stored.values()) == [FILE[1]]
    await kept_long_enough(talk)
    assert places_with(SECRET, talk.database) == []
    assert talk.shelf.stored == {}
    if talk.database.engine.dialect.name == "sqlite":
        assert SECRET.encode() not in octets_of(talk.database)


async def test_the_chain_still_holds_and_says_how_much_was_erased(talk: Talk) -> None:
    """Every seal fits afterwards, and the ledger itself tells of the erasure: rule, counts, and no words."""
    await lived_and_ended(talk)
    await kept_long_enough(talk)
    found = verified(talk.database)
    assert found.holds
    (told,) = erasures(talk.database)
    assert found.erased == len(told["facts"]) == 3  # type: ignore[arg-type]
    counts = {
        name: told[name] for name in ("years", "ended", "files", "octets", "links", "requests", "meetings")
    }
    assert counts == {
        "years": YEARS,
        "ended": "2022-12-01",
        "files": 1,
        "octets": len(FILE[1]),
        "links": 2,
        "requests": 2,
        "meetings": 1,
    }
    with talk.database.reading() as session:
        assert erased_otherwise(session) == ()


async def test_the_coordinators_are_told_four_weeks_before(talk: Talk) -> None:
    """They are told once what will be erased and when; nothing is erased before that day."""
    await lived_and_ended(talk)
    await talk.at("2024-11-02T09:00")
    assert talk.sees("priya", ErasureAhead) == []
    await talk.at(TOLD_AT)
    await talk.at("2024-11-05T09:00")
    (told,) = talk.sees("priya", ErasureAhead)
    assert [(each.reference, each.erase_on) for each in told.items] == [("10618", date(2024, 12, 2))]
    await talk.at("2024-12-01T09:00")
    assert erasures(talk.database) == []
    await talk.at(ERASED_AT)
    assert len(erasures(talk.database)) == 1


async def test_a_round_more_erases_nothing_more(talk: Talk) -> None:
    """What was erased is not erased again, and nobody is told of it again."""
    await lived_and_ended(talk)
    await kept_long_enough(talk)
    for moment in ("2024-12-02T09:05", "2024-12-03T09:00", "2025-03-03T09:00"):
        await talk.at(moment)
    assert len(erasures(talk.database)) == 1
    assert len(talk.sees("priya", ErasureAhead)) == 1


async def test_what_is_open_or_ended_lately_is_untouched(talk: Talk) -> None:
    """Only what has ended for so long is erased."""
    reference = await lived_and_ended(talk)
    register = Register(talk.database, talk.clock, talk.policy)
    other = register.item("2", register_number="9962", deadline_on=date(2023, 1, 31))
    await written_about(talk, other, file=("other.csv", b"other"))
    await kept_long_enough(talk)
    assert [told["statements"] for told in erasures(talk.database)] != []
    shown = await talk.says("anna", f"/rec show {other}", ItemDetail)
    assert SECRET in shown.statements[0].text
    shown = await talk.says("anna", f"/rec show {reference}", ItemDetail)
    assert {each.text for each in shown.statements} == {
        "(Erased under the retention policy on Mon 2 Dec 2024.)"
    }


async def test_without_the_setting_everything_is_kept(database: Database, clock: StoppedClock) -> None:
    """Unless the force has set for how long, nothing is told and nothing erased."""
    async with talking(database, clock, Policy()) as talk:
        Register(database, clock, talk.policy)
        await lived_and_ended(talk)
        await talk.at("2072-12-02T09:00")
        assert (talk.sees("priya", ErasureAhead), erasures(database)) == ([], [])


async def test_what_is_held_is_kept_until_it_is_released(talk: Talk) -> None:
    """A hold keeps everything; after it people are told anew, and four weeks later it is erased."""
    reference = await lived_and_ended(talk)
    await talk.at(TOLD_AT)
    form = await talk.presses("priya", "hold", reference)
    assert isinstance(form, ReasonForm)
    await talk.submits("priya", "reason", f"hold:{reference}", {"reason": "Civil claim"})
    await talk.at("2025-06-02T09:00")
    assert erasures(talk.database) == []
    shown = await talk.says("priya", f"/rec show {reference}", ItemDetail)
    assert (shown.held_on, shown.held_because) == (date(2024, 11, 4), "Civil claim")
    await talk.says("priya", f"/rec release {reference} It is settled", Acknowledged)
    await talk.at("2025-06-03T09:00")
    assert [each.items[0].erase_on for each in talk.sees("priya", ErasureAhead)][1:] == [date(2025, 7, 1)]
    await talk.at("2025-07-01T09:00")
    assert len(erasures(talk.database)) == 1
    assert "Civil claim" not in str(verified(talk.database))
    assert places_with("Civil claim", talk.database) == []


async def test_what_is_reopened_begins_anew(talk: Talk) -> None:
    """The clock of an item that was open again starts when it ends again."""
    reference = await lived_and_ended(talk)
    await talk.at(TOLD_AT)
    await talk.says("priya", f"/rec reopen {reference} asked again", Acknowledged)
    await talk.at("2024-12-10T09:00")
    await ended(talk, reference)
    await talk.at("2025-02-03T09:00")
    assert erasures(talk.database) == []
    await talk.at("2026-11-16T09:00")
    await talk.at("2026-12-14T09:00")
    assert [told["ended"] for told in erasures(talk.database)] == ["2024-12-10"]
    assert places_with(SECRET, talk.database) == []


async def test_evidence_for_several_is_kept_until_the_last_is_over(talk: Talk) -> None:
    """What supports another item too stays with its file, and goes with the last of them."""
    register = Register(talk.database, talk.clock, talk.policy)
    first, second = (register.item(str(n), register_number=f"1061{n}") for n in (1, 2))
    await talk.writes("anna", f"{first}, {second}: evidence of {SECRET}", files=[FILE])
    await ended(talk, first)
    await kept_long_enough(talk)
    assert (len(erasures(talk.database)), states(talk.database)) == (1, [FileState.STORED])
    assert "statement" in places_with(SECRET, talk.database)
    assert len(talk.shelf.stored) == 1
    await ended(talk, second)
    await talk.at("2026-11-09T09:00")
    await talk.at("2026-12-07T09:00")
    assert [told["statements"] for told in erasures(talk.database)] == [[], [1]]
    assert (states(talk.database), talk.shelf.stored) == ([FileState.ERASED], {})
    assert places_with(SECRET, talk.database) == []


async def test_the_same_content_is_kept_while_another_file_has_it(talk: Talk) -> None:
    """A file that holds the same as one that is kept is erased by name, and its content stays for the other."""
    await lived_and_ended(talk)
    register = Register(talk.database, talk.clock, talk.policy)
    other = register.item("2", register_number="9962")
    await talk.writes("anna", f"{other}: the same again as evidence", files=[("other.csv", FILE[1])])
    await kept_long_enough(talk)
    assert states(talk.database) == [FileState.ERASED, FileState.STORED]
    assert list(talk.shelf.stored.values()) == [FILE[1]]


async def test_what_breaks_between_the_rows_and_the_file_is_finished_later(talk: Talk) -> None:
    """A file that could not be removed is removed by a later round, also if it is gone by then."""
    await lived_and_ended(talk)
    await talk.at(TOLD_AT)
    talk.shelf.is_stuck = True
    with pytest.raises(OSError, match="read-only"):
        await talk.at(ERASED_AT)
    assert (states(talk.database), len(talk.shelf.stored)) == ([FileState.ERASING], 1)
    talk.shelf.is_stuck = False
    talk.shelf.stored.clear()
    await talk.at("2024-12-02T09:05")
    assert states(talk.database) == [FileState.ERASED]


async def test_an_erasure_that_breaks_has_erased_nothing(talk: Talk) -> None:
    """Words, tombstones and the fact that tells of them are one transaction."""
    reference = await lived_and_ended(talk)
    await talk.at(TOLD_AT)
    before = places_with(SECRET, talk.database)
    with pytest.raises(ZeroDivisionError):
        _erase_and_break(talk, reference)
    assert (places_with(SECRET, talk.database), erasures(talk.database)) == (before, [])
    await talk.at(ERASED_AT)
    assert places_with(SECRET, talk.database) == []


def _erase_and_break(talk: Talk, reference: str) -> None:
    with talk.database.writing() as session:
        item = items.item_by_reference(session, reference)
        item.erase_on = OVER
        session.flush()
        rule = RetentionRule(YEARS, date(2024, 12, 2))
        erase(session, item, rule, talk.policy.act(None, talk.clock.now()), "(Erased.)")
        assert item.erased_on is not None
        raise ZeroDivisionError


async def test_a_file_that_was_on_its_way_is_erased_once_it_comes(talk: Talk) -> None:
    """What is fetched for a file that was erased meanwhile is not kept."""
    await lived_and_ended(talk)
    await kept_long_enough(talk)
    sha256 = hashlib.sha256(FILE[1]).hexdigest()
    talk.shelf.stored[sha256] = FILE[1]
    with talk.database.writing() as session:
        settle(session, 1, Stored(sha256, len(FILE[1])), talk.clock.now())
    assert states(talk.database) == [FileState.ERASING]
    await talk.at("2024-12-02T09:05")
    assert (states(talk.database), talk.shelf.stored) == ([FileState.ERASED], {})


async def test_nothing_is_erased_while_the_ledger_does_not_hold(talk: Talk) -> None:
    """Whoever forged a fact does not have the traces of it erased: the coordinators are told instead."""
    await lived_and_ended(talk)
    await talk.at(TOLD_AT)
    before = places_with(SECRET, talk.database)
    with talk.database.engine.execution_options(writes=True).begin() as connection:
        disarm(connection)
        connection.execute(update(Event).where(Event.id == 1).values(effective_on=date(2020, 1, 1)))
    await talk.at(ERASED_AT)
    assert (places_with(SECRET, talk.database), erasures(talk.database)) == (before, [])
    assert "ledger_broken" in [each.what for each in talk.sees("priya", Acknowledged)]


async def test_what_is_due_before_the_ledger_was_verified_waits_for_the_next_round(talk: Talk) -> None:
    """What becomes due after the look into the ledger is not erased before another one."""
    await lived_and_ended(talk)
    await talk.at(TOLD_AT)
    before = places_with(SECRET, talk.database)
    talk.clock.move_to(datetime.fromisoformat(ERASED_AT).replace(tzinfo=talk.policy.zone))
    at = talk.clock.now()
    with talk.database.writing() as session:
        days = session.execute(select(Recommendation.id, Recommendation.erase_on)).all()
        session.execute(update(Recommendation).values(erase_on=None))
    with talk.database.snapshot() as session:
        run = reckon_retention(session, at, talk.policy)
    with talk.database.writing() as session:
        for number, day in days:
            session.execute(update(Recommendation).where(Recommendation.id == number).values(erase_on=day))
    with talk.database.writing() as session:
        assert run(session, at, talk.policy) == 0
    assert places_with(SECRET, talk.database) == before
    await talk.at(ERASED_AT)
    assert places_with(SECRET, talk.database) == []
