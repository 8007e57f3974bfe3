"""Figures are reckoned while others record: whatever comes between, they add up and come once."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.digest import reckon_digest
from jobs.quarter import reckon_announcements, reckon_freeze
from jobs.run import Run
from models.committee import meetings
from models.committee.meeting import Meeting
from models.committee.meetings import MeetingDates
from models.committee.summary import Summary
from models.database import Database
from models.enums import ItemKind, Status
from models.ledger.audit_context import AuditContext
from models.ledger.event import EventKind
from models.ledger.note import note
from models.ledger.position import position
from models.outbox.message import OutboxMessage
from models.policy import Policy
from models.queries import items
from models.register.recommendation import Recommendation
from templates.messages.answers import Acknowledged
from templates.messages.meetings import MeetingNews
from templates.messages.publication import SummaryPosted
from templates.messages.quarter import FiguresFrozen, LastCall, PreviewReady
from templates.messages.summary import CommitteeSummary
from templates.presenters.summary import printed_again
from tests.factories import Register
from tests.talk import COMMITTEE, Talk

SPRING, MARCH, JUNE = date(2022, 5, 2), date(2023, 3, 23), date(2023, 6, 22)
BEFORE, LAST_CALL, PREVIEW = "2023-02-22T16:00", "2023-02-23T09:00", "2023-03-02T09:00"
FREEZE, SUMMARY = "2023-03-07T16:00", "2023-03-16T09:00"

Reckon = Callable[[Session, datetime, Policy], Run]


@pytest.fixture
async def entered(talk: Talk, register: Register) -> Talk:
    """Talk in a register with three open items of anna's, the day before the last call for the meeting of March."""
    for number in "123":
        register.item(number, added_on=SPRING)
    await talk.says("priya", "/rec committee add 2023-03-23", MeetingNews)
    await talk.at(BEFORE)
    return talk


def reckoned(talk: Talk, reckon: Reckon, moment: str) -> Run:
    """Return what was reckoned at `moment`, and is not written down yet."""
    talk.clock.move_to(datetime.fromisoformat(moment).replace(tzinfo=talk.policy.zone))
    with talk.database.snapshot() as session:
        return reckon(session, talk.clock.now(), talk.policy)


def written(talk: Talk, run: Run) -> int:
    """Write down what was reckoned; return how much it was."""
    with talk.database.writing() as session:
        return run(session, talk.clock.now(), talk.policy)


def frozen(database: Database) -> list[CommitteeSummary]:
    """Return what was frozen, of which every number adds up and is the length of its list."""
    with database.reading() as session:
        kept = session.scalars(select(Summary).order_by(Summary.id)).all()
        told = [printed_again(each) for each in kept]
        for each, said in zip(kept, told, strict=True):
            assert all(row.adds_up for row in said.bridge)
            assert sorted(closing(said)) == sorted(
                session.get_one(Recommendation, int(item)).reference for item in each.items
            )
    return told


def closing(said: CommitteeSummary) -> list[str]:
    """Return what is open at the end, kind by kind."""
    return [each for row in said.bridge for each in row.closing]


def told_late(posted: SummaryPosted) -> list[str]:
    """Return what stands beneath a summary as added, whatever day it is dated."""
    since = posted.since
    assert since is not None
    added = [row.reference for report in since.added for row in report.rows]
    return [*added, *(each.row.reference for each in since.told_first)]


async def test_others_record_while_figures_are_reckoned(entered: Talk, register: Register) -> None:
    """What is entered meanwhile is in no frozen figure, stands beneath the summary, and is told next time, once."""
    freezes = reckoned(entered, reckon_freeze, FREEZE)
    register.item("4", added_on=date(2023, 3, 1))
    assert written(entered, freezes) == 1
    assert [closing(each) for each in frozen(entered.database)] == [["OLDER-1", "OLDER-2", "OLDER-3"]]

    register.meeting(JUNE)
    await entered.at(SUMMARY)
    await entered.at("2023-06-15T09:00")

    assert [told_late(each.says(SummaryPosted)) for each in entered.posts(COMMITTEE)[:1]] == [["OLDER-4"]]
    following = frozen(entered.database)[1]
    assert [row.restated_in for row in following.bridge if row.kind is ItemKind.RECOMMENDATION] == [
        ("OLDER-4",)
    ]
    assert [each.row.reference for each in following.told_first] == ["OLDER-4"]


async def test_others_record_while_what_is_posted_is_reckoned(entered: Talk, register: Register) -> None:
    """The summary comes once, and says what had been recorded when it was reckoned; the rest is a correction."""
    await entered.at(FREEZE)
    register.item("4", added_on=date(2023, 3, 1))
    posts = reckoned(entered, reckon_digest, SUMMARY)
    register.item("5", added_on=date(2023, 3, 1))
    assert [written(entered, posts), written(entered, posts)] == [1, 0]
    for moment in (SUMMARY, "2023-03-16T09:05"):
        await entered.at(moment)
    summary, correction = entered.posts(COMMITTEE)
    assert told_late(summary.says(SummaryPosted)) == ["OLDER-4"]
    assert "OLDER-5" in correction.text


def signs_off(session: Session, audit: AuditContext) -> None:
    """Sign an item off, of which whoever does that is told that it will be in the figures."""
    items.item_by_reference(session, "OLDER-1").become(Status.SIGNED_OFF, audit)


def enters_a_meeting(session: Session, audit: AuditContext) -> None:
    """Enter a meeting after this one, up to which what is due is listed."""
    meetings.enter(session, MeetingDates(date(2023, 5, 4)), audit, Policy())


def erases(session: Session, audit: AuditContext) -> None:
    """Erase words."""
    note(session, EventKind.WORDS_ERASED, audit)


@pytest.mark.parametrize("change", [signs_off, enters_a_meeting, erases])
async def test_what_makes_figures_others_has_them_reckoned_again(
    entered: Talk, change: Callable[[Session, AuditContext], None]
) -> None:
    """They are then as if they had been reckoned after it: nothing is frozen that was taken back meanwhile."""
    freezes = reckoned(entered, reckon_freeze, FREEZE)
    with entered.database.writing() as session:
        change(session, entered.policy.act(None, entered.clock.now()))
        last = position(session).event
    assert written(entered, freezes) == 1
    (said,) = frozen(entered.database)
    with entered.database.reading() as session:
        assert session.scalars(select(Summary)).one().known_to >= last
    left = ["OLDER-2", "OLDER-3"] if change is signs_off else ["OLDER-1", "OLDER-2", "OLDER-3"]
    assert closing(said) == left
    assert said.due_until == (date(2023, 5, 4) if change is enters_a_meeting else date(2023, 6, 23))


async def test_a_meeting_cancelled_meanwhile_is_frozen_and_announced_for_nobody(entered: Talk) -> None:
    """Neither its figures are frozen, nor is anybody called, nor is a preview made for it."""
    calls, previews = (reckoned(entered, reckon_announcements, moment) for moment in (LAST_CALL, PREVIEW))
    freezes = reckoned(entered, reckon_freeze, FREEZE)
    with entered.database.writing() as session:
        meeting = session.scalars(select(Meeting)).one()
        meetings.cancel(session, meeting, entered.policy.act(None, entered.clock.now()))
    assert [written(entered, run) for run in (calls, previews, freezes)] == [0, 0, 0]
    assert frozen(entered.database) == []


async def test_two_freeze_at_once(entered: Talk) -> None:
    """Whoever comes second finds them frozen: there is one set, and each coordinator is told once."""
    one, other = (reckoned(entered, reckon_freeze, FREEZE) for _ in range(2))
    assert [written(entered, one), written(entered, other)] == [1, 0]
    assert len(frozen(entered.database)) == 1
    await entered.at(FREEZE)
    assert [len(entered.sees(who, FiguresFrozen)) for who in ("priya", "tom")] == [1, 1]


async def test_two_post_and_announce_at_once(entered: Talk) -> None:
    """One summary is posted, one last call and one preview come to each, whoever of the two is sooner."""
    for reckon, moment in (
        (reckon_announcements, LAST_CALL),
        (reckon_announcements, PREVIEW),
        (reckon_freeze, FREEZE),
        (reckon_digest, SUMMARY),
    ):
        one, other = (reckoned(entered, reckon, moment) for _ in range(2))
        assert written(entered, one) > 0
        assert written(entered, other) == 0
    with entered.database.reading() as session:
        keys = [each.partition(":")[0] for each in session.scalars(select(OutboxMessage.key))]
    assert {key: keys.count(key) for key in ("digest", "last-call", "preview")} == {
        "digest": 1,
        "last-call": 1,
        "preview": 2,
    }


async def test_what_dies_between_is_done_at_the_next_round(entered: Talk) -> None:
    """Nothing is kept of what was reckoned: with the transaction that should have written it, all is undone."""
    for reckon, moment in ((reckon_freeze, FREEZE), (reckon_digest, SUMMARY)):
        run = reckoned(entered, reckon, moment)
        with entered.database.writing() as session:
            assert run(session, entered.clock.now(), entered.policy) == 1
            session.flush()
            session.rollback()
        await entered.at(moment)
    assert len(frozen(entered.database)) == 1
    assert len(entered.posts(COMMITTEE)) == 1


async def test_nobody_is_called_who_has_just_said_something(entered: Talk) -> None:
    """An item of which something is said while it is looked for quiet ones is in no last call."""
    calls = reckoned(entered, reckon_announcements, LAST_CALL)
    await entered.says("anna", "/rec evidence OLDER-1 The audit of February shows it done", Acknowledged)
    assert written(entered, calls) == 1
    await entered.at(LAST_CALL)
    (call,) = entered.sees("anna", LastCall)
    assert [row.reference for row in call.rows] == ["OLDER-2", "OLDER-3"]


async def test_a_coordinator_who_freezes_keeps_nobody_waiting(entered: Talk, register: Register) -> None:
    """Pressed by hand, figures are reckoned before the register is taken, and once for every press."""
    await entered.at(PREVIEW)
    assert entered.sees("priya", PreviewReady)
    await entered.presses("priya", "publish", "2023-03-23")
    await entered.presses("tom", "publish", "2023-03-23")
    await entered.rounds.round()
    assert len(frozen(entered.database)) == 1
    assert len(entered.posts(COMMITTEE)) == 1
