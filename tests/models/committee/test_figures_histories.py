"""Every number of the committee's summary is its list, whatever the register has lived through."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, strategies as st

from models.committee import figures
from models.committee.period import Period
from models.committee.publication import canonical
from models.database import Database
from models.enums import FORCE_ADDRESSEES, ItemKind, Rag, Status
from templates.messages.summary import CommitteeSummary
from templates.presenters.summary import printed_again, summary
from templates.serialization import content_of
from tests.examples import tries
from tests.models.living import BEGIN, POLICY, SOME, Life, Step, steps


def references(rows: Iterable[Any]) -> Counter[str]:
    """Count the references of rows, or of what holds a row."""
    return Counter(getattr(each, "row", each).reference for each in rows)


def every(summary: CommitteeSummary, *names: str) -> Counter[str]:
    """Count the references in these lists of the bridge, of all kinds together."""
    return Counter(each for row in summary.bridge for name in names for each in getattr(row, name))


def check_agrees(made: CommitteeSummary) -> None:
    """Hold every list of a summary against the others."""
    for row in made.bridge:
        moved = len(row.added) + len(row.reopened) - len(row.signed_off) - len(row.ended)
        assert row.opening_number + row.restated + moved + row.number("reclassified") == len(row.closing)
    closing = every(made, "closing")
    assert set(closing.values()) <= {1}

    for name in ("signed_off", "ended", "added", "reopened"):
        told = references(each for report in getattr(made, name) for each in report.rows)
        assert told == every(made, name), name
    assert set(references(made.restated)) == set(every(made, "restated_in", "restated_out"))

    assert sum((Counter(each.references) for each in made.rag), Counter[str]()) == closing
    red = next(Counter(each.references) for each in made.rag if each.rag is Rag.RED)
    assert references(made.red) == red
    assert references(made.overdue) <= red
    assert all(each.deadline_on and each.deadline_on < made.until for each in made.overdue)
    assert all(each.deadline_on and made.until <= each.deadline_on <= made.due_until for each in made.due)
    for rows in (made.overdue, made.due, made.quiet, made.waiting):
        assert references(rows) <= closing
    assert all(each.row.status is Status.FORCE_COMPLETE for each in made.waiting)

    (causes,) = (row.closing for row in made.bridge if row.kind is ItemKind.CAUSE_OF_CONCERN)
    assert references(made.causes) == Counter(causes)
    ours = [each.references for each in made.addressees if each.addressee in FORCE_ADDRESSEES]
    assert {each for found in ours for each in found} == set(closing)
    assert all(set(each.references) <= set(closing) for each in made.addressees)
    told = Counter(made.reviews_done) + references(made.reviews_updated) + references(made.reviews_missed)
    assert told == Counter(made.reviews_due)
    assert made.history[-1].by_kind == tuple(len(row.closing) for row in made.bridge)


many = tries(12, shrinks=True)


@many
@given(history=steps((0, 0, 0, 1, 20, 60)), since=st.integers(0, 300), length=st.integers(0, 300))
def test_whatever_happened_every_list_agrees_with_the_others(
    database: Database, history: list[Step], since: int, length: int
) -> None:
    """Between any two days, and in every summary that was published, all numbers and lists fit together."""
    with database.writing() as session:
        life = Life(session)
        life.live((*SOME, *history))
        kept = [printed_again(each) for each in life.published()]
        for each in kept:
            check_agrees(each)
        for earlier, later in pairwise(kept):
            assert [row.opening for row in later.bridge] == [tuple(row.closing) for row in earlier.bridge]
        now = figures.standing(session, figures.next_meeting(session, life.today), life.today)
        check_agrees(summary(session, now, POLICY))

        begins = BEGIN + timedelta(days=since)
        until = min(begins + timedelta(days=length), life.today)
        period = Period(min(begins, until), until, until + timedelta(days=90))
        past = figures.between(session, period, None, None, life.today)
        check_agrees(summary(session, past, POLICY))
        session.rollback()


@many
@given(before=steps((0, 0, 1, 20, 60)), after=steps((0,)))
def test_what_has_been_frozen_is_printed_the_same_for_ever(
    database: Database, before: list[Step], after: list[Step]
) -> None:
    """A published summary gives the same bytes whatever is recorded later."""
    with database.writing() as session:
        life = Life(session)
        life.live([*SOME, *before, Step(0, "publish", 30, 0, 0)])
        kept = [(each, each.facts) for each in life.published()]
        assert kept
        life.live(after)
        for each, facts in kept:
            session.refresh(each)
            assert each.facts == canonical(content_of(printed_again(each))) == facts
        session.rollback()


@many
@given(before=steps((0, 0, 1, 20, 60)), after=steps((0,)))
def test_a_past_day_is_told_as_it_was_told_on_that_day(
    database: Database, before: list[Step], after: list[Step]
) -> None:
    """What is recorded later and takes effect later changes no list of items for an earlier day."""
    with database.writing() as session:
        life = Life(session)
        life.live([*SOME, *before, Step(0, "add", 1, 0, 0), Step(1, "add", 0, 0, 2)])
        life.sweep()
        day = life.today
        period = Period(BEGIN, day, day + timedelta(days=90))
        then = summary(session, figures.between(session, period, None, None, day), POLICY)
        life.live(replace(each, wait=each.wait + 1) if not each.wait else each for each in after)
        life.today += timedelta(days=1)
        life.sweep()
        now = summary(session, figures.between(session, period, None, None, life.today), POLICY)
        for row, was in zip(now.bridge, then.bridge, strict=True):
            assert {name: Counter(each) for name, each in vars(row).items() if isinstance(each, tuple)} == {
                name: Counter(each) for name, each in vars(was).items() if isinstance(each, tuple)
            }
        assert [Counter(each.references) for each in now.rag] == [
            Counter(each.references) for each in then.rag
        ]
        assert {each.addressee: Counter(each.references) for each in now.addressees} == {
            each.addressee: Counter(each.references) for each in then.addressees
        }
        assert now.history == then.history
        assert Counter(now.reviews_due) == Counter(then.reviews_due)
        assert Counter(now.reviews_done) == Counter(then.reviews_done)
        assert now.dates_moved == then.dates_moved
        for name in (
            *("overdue", "due", "causes", "waiting", "red", "restated", "quiet", "watched"),
            *("reviews_updated", "reviews_missed", "dates_moved", "owners_changed"),
        ):
            assert as_they_were(getattr(now, name)) == as_they_were(getattr(then, name)), name
        for name in ("signed_off", "ended", "added", "reopened"):
            assert [as_they_were(each.rows) for each in getattr(now, name)] == [
                as_they_were(each.rows) for each in getattr(then, name)
            ], name
        session.rollback()


def as_they_were(rows: Iterable[Any]) -> list[tuple[str, ...]]:
    """Return what is told of each item that the ledger knows for any day."""
    found = [getattr(each, "row", each) for each in rows]
    return sorted(
        (
            *(row.reference, row.kind, row.status, str(row.rag), str(row.deadline_on), str(row.for_force)),
            *(str(row.owner), str(row.review_due_on)),
        )
        for row in found
    )
